"""Cells that hold an error value such as #REF!, which the spreadsheet reader would give as blanks."""

import re
import zipfile
from io import BytesIO

_XLSX_CELL = re.compile(rb"""(<(?:\w+:)?c\s[^>]*?\bt\s*=\s*)(?:"e"|'e')""")
_ODS_CELL = re.compile(rb"""<table:table-cell\b[^>]*?calcext:value-type\s*=\s*["']error["'][^>]*>""")
_ODS_TYPE = re.compile(rb"""\soffice:value-type\s*=\s*(?:"[^"]*"|'[^']*')""")
_ODS_VALUE = re.compile(rb"""\soffice:(?:string-)?value\s*=\s*(?:"[^"]*"|'[^']*')""")
_STRING = b' office:value-type="string"'
HINTS = (b't="e"', b'value-type="error"')
"""How such a cell shows in a part without white space, of .xlsx and of .ods."""


def spelled_out(data: bytes) -> bytes:
    """The same workbook with error values as text, so that they are read as they are seen."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in dict.fromkeys(old.namelist()):
            new.writestr(part, _as_text(part, old.read(part)))
    return made.getvalue()


def _as_text(part: str, xml: bytes) -> bytes:
    if part == "content.xml":
        return _ODS_CELL.sub(lambda cell: _ODS_TYPE.sub(_STRING, _ODS_VALUE.sub(b"", cell[0])), xml)
    return _XLSX_CELL.sub(rb'\1"str"', xml) if part.endswith(".xml") else xml
