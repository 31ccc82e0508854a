"""What formulas come to, kept beside them: a phone that shows a workbook does not calculate it."""

import re
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_FORMULA = re.compile(
    r'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v ?/>(?=</c>)|<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v></v>'
)
_NAMED = re.compile(r'<sheet [^>]*?name="([^"]*)"')


def with_values(book: bytes, values: Mapping[str, Mapping[str, object]]) -> bytes:
    """A workbook as openpyxl wrote it, each formula with what it comes to, by sheet and cell."""
    out = BytesIO()
    with ZipFile(BytesIO(book)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        names = _NAMED.findall(given.read("xl/workbook.xml").decode())
        sheets = {f"xl/worksheets/sheet{place}.xml": name for place, name in enumerate(names, 1)}
        for part in given.infolist():
            content = given.read(part)
            if known := values.get(sheets.get(part.filename, "")):
                content = _filled(content.decode(), known).encode()
            made.writestr(part, content)
    return out.getvalue()


def _filled(xml: str, known: Mapping[str, object]) -> str:
    def cell(found: re.Match[str]) -> str:
        at, attributes, formula = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
        value = known[at]
        kind = ' t="str"' if isinstance(value, str) else ""
        attributes = re.sub(r' t="[^"]*"', "", attributes)
        return f'<c r="{at}"{attributes}{kind}>{formula}<v>{escape(str(value))}</v>'

    return _FORMULA.sub(cell, xml)
