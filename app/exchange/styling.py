"""How the workbooks we give out look and print: 11 point, frozen header, A4 across; what is text stays text."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from math import isfinite
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from app.exchange.target import replacing
from app.paths import APP_NAME

_FONT = Font(name="宋体", size=11)
_BOLD = Font(name="宋体", size=11, bold=True)
_LARGE = Font(name="宋体", size=16, bold=True)
_HEAD = PatternFill("solid", fgColor="F0F2F5")
_ACROSS = Alignment(horizontal="centerContinuous", vertical="center")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_FORMATS = {"text": "@", "number": "General", "date": 'yyyy"年"m"月"d"日"'}
_ALIGNMENTS = {
    "text": Alignment(vertical="center", wrap_text=True),
    "number": Alignment(horizontal="right", vertical="center"),
    "date": Alignment(horizontal="center", vertical="center"),
}

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 does not allow."""
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_SHEET_NAME = 31
_ROWS = "xl/worksheets/sheet1.xml"


@contextmanager
def written(path: Path, name: str) -> Iterator[Any]:
    """Give an empty streaming sheet; afterwards its workbook is at `path`, or nothing is. Raises Problem."""
    with replacing(path) as part:
        book = Workbook(write_only=True)
        book.properties.creator = APP_NAME
        sheet = book.create_sheet(_NO_SHEET_NAME.sub("", name).strip("'")[:_LONGEST_SHEET_NAME] or "表")
        archive = ZipFile(part, "w", ZIP_DEFLATED)
        try:
            with archive.open(_ROWS, "w") as file:
                rows = _Rows(file)
                sheet._get_writer = partial(_write_into, sheet, rows)
                try:
                    yield sheet
                    sheet.close()
                except BaseException:
                    _give_up(sheet, rows)
                    raise
            _Rest(book, archive).save()
        finally:
            with suppress(OSError, ValueError):
                archive.close()


class _Rows:
    """Where rows are packed; what openpyxl still has to say of a list that was given up goes nowhere."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.given_up = False

    def write(self, data: bytes) -> int:
        """As a file does."""
        return len(data) if self.given_up else self._stream.write(data)


def _give_up(sheet: Any, rows: _Rows) -> None:
    """Let openpyxl finish what it began, as its parts depend on one another, without writing any more."""
    rows.given_up = True
    with suppress(StopIteration, OSError, ValueError):
        if not sheet.closed:
            sheet.close()


def _write_into(sheet: Any, rows: _Rows) -> None:
    """As openpyxl begins, but with the rows packed at once: it would keep them plain in the system's temporary folder,
    names and numbers of people among them."""
    if sheet._writer is None:
        sheet._writer = WorksheetWriter(sheet, rows)
        sheet._writer.write_top()


class _Rest(ExcelWriter):
    """Writes what a workbook needs besides the rows of its one sheet, which stand in the archive already."""

    def write_worksheet(self, sheet: Any) -> None:
        sheet._drawing = SpreadsheetDrawing()
        sheet._rels = sheet._writer._rels
        self.manifest.append(sheet)


def prepare(sheet: Any, header: range, widths: Sequence[float]) -> None:
    """Set widths and printing; `header` are the rows, from 1, that stay in sight and return on every page."""
    sheet.freeze_panes = f"A{header.stop}"
    sheet.print_title_rows = f"1:{header.stop - 1}"
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.gridLines = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def sign(sheet: Any, mark: str) -> list[Any]:
    """Print who made the list at the foot of every page, and return a last row that says it on screen."""
    sheet.oddFooter.left.text = mark.replace("&", "&&")
    return [put(pattern(sheet, "text"), mark)]


def title_row(sheet: Any, title: str, width: int) -> list[Any]:
    """Return the cells of a title centred over `width` columns; none is merged, so that sorting keeps working."""
    cells = [_styled(sheet, _LARGE, _ACROSS) for _ in range(width)]
    return [put(cells[0], title), *cells[1:]]


def heading(sheet: Any, text: str) -> Any:
    """Return a cell of the header row."""
    cell = _styled(sheet, _BOLD, _CENTRED)
    cell.fill = _HEAD
    return put(cell, text) or cell


def pattern(sheet: Any, kind: str) -> Any:
    """Return a cell of the kind (text, number or date) to `put` values into.

    A streaming sheet writes a cell as soon as it has it, so that one cell serves a whole column; styling a cell for
    each value takes longer than writing it.
    """
    cell = _styled(sheet, _FONT, _ALIGNMENTS[kind])
    cell.number_format = _FORMATS[kind]
    return cell


def put(cell: Any, value: object) -> Any:
    """Return the cell with the value in it, None for nothing; text never becomes a formula."""
    if value is None or value == "" or (isinstance(value, float) and not isfinite(value)):
        return None
    if isinstance(value, str):
        cell.value = _UNWRITABLE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def _styled(sheet: Any, font: Font, alignment: Alignment) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.font, cell.alignment = font, alignment
    return cell
