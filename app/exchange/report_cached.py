"""A workbook as openpyxl wrote it, finished: what formulas come to stands beside them, as a phone does not calculate
them, and no clock of the run is left in it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FORMULA = re.compile(
    r'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v ?/>(?=</c>)|<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v></v>'
)
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_PROPERTIES = "docProps/core.xml"
_NAMED = re.compile(r'<sheet [^>]*?name="([^"]*)"')


def with_values(
    book: bytes, values: Mapping[str, Mapping[str, object]], at: dt.datetime, look: Callable[[], object]
) -> bytes:
    """The workbook, each formula with what it comes to, by sheet and cell, and said to be saved at a moment; `look` is
    called at each formula and may raise."""
    out = BytesIO()
    with ZipFile(BytesIO(book)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        names = _NAMED.findall(given.read("xl/workbook.xml").decode())
        sheets = {f"xl/worksheets/sheet{place}.xml": name for place, name in enumerate(names, 1)}
        for part in given.infolist():
            content = given.read(part)
            if known := values.get(sheets.get(part.filename, "")):
                content = _filled(content.decode(), known, look).encode()
            if part.filename == _PROPERTIES:
                content = _SAVED.sub(rb"\g<1>" + f"{at:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            made.writestr(ZipInfo(part.filename), content, ZIP_DEFLATED)
    return out.getvalue()


def _filled(xml: str, known: Mapping[str, object], look: Callable[[], object]) -> str:
    def cell(found: re.Match[str]) -> str:
        look()
        at, attributes, formula = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
        value = known[at]
        kind = ' t="str"' if isinstance(value, str) else ""
        attributes = re.sub(r' t="[^"]*"', "", attributes)
        return f'<c r="{at}"{attributes}{kind}>{formula}<v>{escape(str(value))}</v>'

    return _FORMULA.sub(cell, xml)
