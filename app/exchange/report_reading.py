"""What the workbook of a report says: which report it is, and every figure on every sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from app.exchange import archive
from app.exchange.report_book import BEFORE, DETAIL, FINGERPRINT, NOW, PERIOD, VERSION, YEAR_AGO

_COLUMNS = {NOW: "value", BEFORE: "previous", YEAR_AGO: "last_year"}
_TOTAL = "小计"
Amount = float | str | None
"""A number, — for a share of nothing, None where a program dropped what a formula comes to."""


@dataclass(frozen=True)
class Said:
    """The report a workbook is of, its `figures` as (sheet, code, which, amount) and the sums of its detail by code."""

    period: str
    version: str
    fingerprint: str
    figures: list[tuple[str, str, str, Amount]]
    sums: dict[str, float]


def read(path: Path) -> Said:
    """Read a workbook back, also one saved by another program. Raises Problem for what is none."""
    from openpyxl import load_workbook

    data = path.read_bytes()
    archive.check(path.name, data)
    with archive.opened(path.name, data):
        book = load_workbook(BytesIO(data), data_only=True)
    told = {each.name: str(each.value) for each in book.custom_doc_props.props}
    figures, sums = [], dict[str, float]()
    for sheet in book.worksheets:
        heads = {cell.value: cell.column for cell in sheet[2]} if sheet.max_row >= 2 else {}
        if sheet.title == DETAIL and _TOTAL in heads:
            for row in sheet.iter_rows(min_row=3, values_only=True):
                sums[str(row[0])] = sums.get(str(row[0]), 0.0) + _number(row[heads[_TOTAL] - 1])
        elif heads.get("代码") == 1 and {NOW, BEFORE, YEAR_AGO} <= heads.keys():
            figures += list(_figures(sheet, heads))
    return Said(told.get(PERIOD, ""), told.get(VERSION, ""), told.get(FINGERPRINT, ""), figures, sums)


def _figures(sheet: Any, heads: dict[Any, int]) -> Iterator[tuple[str, str, str, Amount]]:
    for row in sheet.iter_rows(min_row=3, values_only=True):
        if isinstance(row[0], str) and "." in row[0] and " " not in row[0]:
            for label, which in _COLUMNS.items():
                yield sheet.title, row[0], which, row[heads[label] - 1]


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
