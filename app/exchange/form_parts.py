"""The sheets of a zipped workbook by name, and what stands in their cells, for somebody to point at."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from app.exchange import archive
from app.exchange.refusals import damaged, refusal

_OLE, _LOCKED = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")
"""How a file of the older format begins, and what stands in one that wraps an encrypted workbook."""
_MOST_ROWS, _MOST_COLUMNS = 400, 60


@dataclass(frozen=True)
class Grid:
    """What a sheet shows: texts row by row from A1, merged areas as (top, left, bottom, right) from 1, and the cells
    (row, column) that hold formulas and are not to be filled."""

    name: str
    texts: Sequence[Sequence[str]]
    merged: Sequence[tuple[int, int, int, int]]
    formulas: frozenset[tuple[int, int]]


def check(name: str, book: bytes) -> None:
    """Raise Problem for what is no workbook that can be filled in place: an older format, or one behind a password."""
    if book.startswith(_OLE):
        if _LOCKED in book:
            raise refusal(name, "设了打开密码", "请用 WPS 或 Excel 打开它，去掉密码后另存，再来对应。")
        raise refusal(name, "是旧的 .xls 格式，不能原样填写", "请用 WPS 或 Excel 打开它，另存为 .xlsx，再来对应。")
    archive.check(name, book)


def sheet_parts(name: str, book: ZipFile) -> dict[str, str]:
    """The part of each sheet of a workbook, by its name. Raises Problem for what is no .xlsx workbook."""
    try:
        links = {
            each.get("Id"): each.get("Target", "")
            for each in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        }
        every = list(ElementTree.fromstring(book.read("xl/workbook.xml")).iter())
    except (KeyError, ElementTree.ParseError) as error:
        raise damaged(name) from error
    found = {}
    for each in every:
        if each.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in each.items() if key.endswith("}id")), "")
            target = links.get(link, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[each.get("name", "")] = path
    return found


def grids(name: str, book: bytes) -> list[Grid]:
    """What the sheets of a workbook show, at most 400 rows by 60 columns of each. Raises Problem."""
    from openpyxl import load_workbook

    check(name, book)
    with archive.opened(name, book) as given:
        sheet_parts(name, given)
        formulas, shown = (load_workbook(BytesIO(book), data_only=values) for values in (False, True))
    return [_grid(sheet, shown[sheet.title]) for sheet in formulas.worksheets]


def _grid(sheet: Any, shown: Any) -> Grid:
    rows, columns = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    held = frozenset(
        (cell.row, cell.column)
        for row in sheet.iter_rows(max_row=rows, max_col=columns)
        for cell in row
        if cell.data_type == "f"
    )
    texts = [
        ["" if value is None else str(value) for value in row]
        for row in shown.iter_rows(max_row=rows, max_col=columns, values_only=True)
    ]
    areas = sheet.merged_cells.ranges
    merged = sorted((area.min_row, area.min_col, area.max_row, area.max_col) for area in areas)
    return Grid(sheet.title, texts, merged, held)
