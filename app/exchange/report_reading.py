"""What the workbook of a report says: which report it is, and every cell of every sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from app.exchange import archive
from app.exchange.report_book import FINGERPRINT, PERIOD, VERSION


@dataclass(frozen=True)
class Said:
    """A cell: its formula or "", and what it shows; None where a program dropped what a formula comes to."""

    formula: str
    value: object


@dataclass(frozen=True)
class Workbook:
    """The report a workbook is of, and what stands in the cells (row, column) of each of its sheets by name."""

    period: str
    version: str
    fingerprint: str
    sheets: Mapping[str, Mapping[tuple[int, int], Said]]


def read(source: Path | bytes, name: str = "") -> Workbook:
    """Read a workbook back, also one saved by another program. Raises Problem for what is none."""
    from openpyxl import load_workbook

    data = source if isinstance(source, bytes) else source.read_bytes()
    name = name or (source.name if isinstance(source, Path) else "")
    archive.check(name, data)
    with archive.opened(name, data):
        written, shown = (load_workbook(BytesIO(data), data_only=values) for values in (False, True))
    told = {each.name: str(each.value) for each in shown.custom_doc_props.props}
    sheets = {sheet.title: _cells(sheet, shown[sheet.title]) for sheet in written.worksheets}
    return Workbook(told.get(PERIOD, ""), told.get(VERSION, ""), told.get(FINGERPRINT, ""), sheets)


def _cells(written: Any, shown: Any) -> dict[tuple[int, int], Said]:
    return {
        (cell.row, cell.column): Said(str(cell.value) if cell.data_type == "f" else "", shown[cell.coordinate].value)
        for row in written.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
