"""Two workbooks of one report held against each other, cell by cell, whatever program saved the second."""

from collections.abc import Iterator, Mapping
from math import isclose

from app.exchange.report_book import DIFFERING, SUMMARY
from app.exchange.report_reading import Said, Workbook

_HEAD_ROW = 2
_NAME_COLUMNS = {SUMMARY: 3, DIFFERING: 1}
"""Where the name of a figure stands; elsewhere in the second column."""
Cells = Mapping[tuple[int, int], Said]


def differing(wanted: Workbook, found: Workbook) -> Iterator[str]:
    """Where the second says otherwise than the first: sheet, row and column in words."""
    for sheet, cells in wanted.sheets.items():
        if sheet not in found.sheets:
            yield f"缺工作表“{sheet}”"
            continue
        there = found.sheets[sheet]
        for at in sorted(cells.keys() | there.keys()):
            if not _same(cells.get(at), there.get(at)):
                yield f"{sheet}　{_place(sheet, cells, at)}"
    for sheet in found.sheets.keys() - wanted.sheets.keys():
        yield f"多出工作表“{sheet}”"


def _same(wanted: Said | None, found: Said | None) -> bool:
    """Where a program dropped what a formula comes to, the formula itself has to be the same."""
    if wanted is None or found is None:
        return False
    if found.value is None and found.formula:
        return found.formula == wanted.formula
    if isinstance(wanted.value, int | float) and isinstance(found.value, int | float):
        return isclose(wanted.value, found.value, rel_tol=1e-9, abs_tol=1e-9)
    return wanted.value == found.value


def _place(sheet: str, cells: Cells, at: tuple[int, int]) -> str:
    """The name and the head a cell stands under, its address where it has none."""
    row, column = at
    name, head = cells.get((row, _NAME_COLUMNS.get(sheet, 2))), cells.get((_HEAD_ROW, column))
    if row <= _HEAD_ROW or not name or not head or not isinstance(name.value, str):
        return f"第 {row} 行第 {column} 列"
    return f"{name.value}　{head.value}"
