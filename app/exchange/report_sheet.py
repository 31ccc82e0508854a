"""One sheet of a report's workbook: title, frozen head, rows, print set-up for A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from app.exchange import styling

TOP = 3
"""The first row under the head."""
_THIN = Side(style="thin", color="8A9099")
_NONE = Border()
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT, _BOLD = Font(name="宋体", size=11), Font(name="宋体", size=11, bold=True)
_LARGE, _HEAD = Font(name="宋体", size=16, bold=True), PatternFill("solid", fgColor="F0F2F5")
_ACROSS = Alignment(horizontal="centerContinuous", vertical="center")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WORDS = Alignment(vertical="center", wrap_text=True)
_PLAIN = Alignment(vertical="center")
_NUMBER = Alignment(horizontal="right", vertical="center")


@dataclass(frozen=True)
class Cell:
    """A text or number; `formula` is what stands in the cell where its value is computed."""

    value: object
    formula: str = ""
    format: str = "@"
    centred: bool = False


class Sheet:
    """Fills a sheet from the top down; what its formulas come to is noted in `values`, by cell."""

    def __init__(
        self, sheet: Any, title: str, columns: Sequence[tuple[str, float]], mark: str, values: dict[str, object]
    ) -> None:
        self.sheet, self.values = sheet, values
        self.name: str = sheet.title
        self.next = 1
        self._mark = mark
        self._looks: dict[tuple[int, int, int, str], Any] = {}
        styling.prepare(sheet, range(2, TOP), [width for _, width in columns])
        sheet.print_options.gridLines = False
        sheet.page_setup.fitToWidth = 1
        sheet.oddFooter.left.text = mark.replace("&", "&&")
        self._line([Cell(title), *[Cell("")] * (len(columns) - 1)], _LARGE, _ACROSS, None)
        self._line([Cell(label) for label, _ in columns], _BOLD, _CENTRED, _FRAME)
        for place in range(1, len(columns) + 1):
            sheet.cell(2, place).fill = _HEAD

    def add(self, cells: Sequence[Cell]) -> None:
        """One more row."""
        self._line(cells, _FONT, None, _FRAME)

    def end(self, words: Sequence[str]) -> None:
        """Sentences under the rows, and who made the sheet."""
        self.next += 1
        for text in (*words, self._mark):
            self._line([Cell(text)], _FONT, _PLAIN, None)

    def _line(self, cells: Sequence[Cell], font: Font, alignment: Alignment | None, border: Border | None) -> None:
        for place, cell in enumerate(cells, 1):
            at = self.sheet.cell(self.next, place)
            self._dress(at, cell, font, alignment or _aligned(cell), border or _NONE)
            self._put(at, cell)
        self.next += 1

    def _dress(self, at: Any, cell: Cell, font: Font, alignment: Alignment, border: Border) -> None:
        """Give a cell its looks; those that look alike share them, as comparing takes openpyxl longer than writing."""
        known = id(font), id(alignment), id(border), cell.format
        if known not in self._looks:
            at.font, at.alignment, at.border, at.number_format = font, alignment, border, cell.format
            self._looks[known] = at._style
        at._style = self._looks[known]

    def _put(self, at: Any, cell: Cell) -> None:
        if cell.formula:
            at.value = f"={cell.formula}"
            self.values[f"{get_column_letter(at.column)}{at.row}"] = cell.value
        else:
            styling.put(at, cell.value)


def _aligned(cell: Cell) -> Alignment:
    if cell.centred:
        return _CENTRED
    return _WORDS if cell.format == "@" else _NUMBER
