"""Tables as people send them, read into plain rows whatever the file is called."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from app.exchange import biff, delimited, intake
from app.exchange.archive import MOST_CELLS
from app.exchange.refusals import damaged, locked, refusal, too_far

LONGEST_CELL = 32_767
"""Characters; the limit of Excel itself."""

Corner = tuple[int, int]


@dataclass(frozen=True)
class Sheet:
    """A sheet as it stands: rows of one width from Excel row 1, empty cells "", merged ranges 0-based, both ends in."""

    name: str
    rows: list[list[object]]
    merged: list[tuple[Corner, Corner]] = field(default_factory=list)


def names(path: Path) -> list[str]:
    """Return the names of the sheets a clerk sees, in order. Raises Problem."""
    kind, data = intake.load(path)
    if kind == "text":
        return [path.stem]
    with _workbook(path.name, data) as book:
        return _visible(book)


def read(path: Path, sheet: str | None = None) -> Sheet:
    """Return the named sheet, else the first that looks like a table. Raises Problem, in Chinese, for any bad file."""
    for found in tables(path) if sheet is None else _sheets(path):
        if sheet in (None, found.name):
            return found
    raise refusal(path.name, f"里没有叫“{sheet}”的工作表", "请重新选择工作表。")


def tables(path: Path) -> Iterator[Sheet]:
    """Yield the visible sheets that look like a table, in order; where none does, the first with any content."""
    spare, yielded = None, False
    for sheet in _sheets(path):
        if _is_table(sheet):
            yielded = True
            yield sheet
        elif spare is None and any(map(_filled, sheet.rows)):
            spare = sheet
    if spare is None and not yielded:
        raise refusal(path.name, "里没有任何内容", "请确认选对了文件。")
    if spare is not None and not yielded:
        yield spare


def blank(cell: object) -> bool:
    """Whether nobody would see anything in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def letter(column: int) -> str:
    """Return the name Excel gives a column: 0 is A, 27 is AB."""
    name = ""
    while column >= 0:
        column, last = divmod(column, 26)
        name, column = chr(ord("A") + last) + name, column - 1
    return name


def _filled(row: list[object]) -> int:
    return sum(not blank(cell) for cell in row)


def _is_table(sheet: Sheet) -> bool:
    wide = (row for row in sheet.rows if _filled(row) > 1)
    return next(wide, None) is not None and next(wide, None) is not None


def _sheets(path: Path) -> Iterator[Sheet]:
    kind, data = intake.load(path)
    if kind == "text":
        yield _checked(path.name, Sheet(path.stem, delimited.read(path.name, data)))
        return
    extents = biff.extents(path.name, data) if kind == "xls" else []
    with _workbook(path.name, data) as book:
        errors = dict(zip(book.sheet_names, (extent.errors for extent in extents), strict=False))
        for name in _visible(book):
            sheet = _converted(path.name, book.get_sheet_by_name(name))
            _spell_out(sheet.rows, errors.get(name, []))
            yield _checked(path.name, sheet)


@contextmanager
def _workbook(name: str, data: bytes) -> Iterator[CalamineWorkbook]:
    """Open a workbook held in memory; whatever is wrong with it becomes a Problem."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            yield book
    except python_calamine.PasswordError as error:
        raise locked(name) from error
    except python_calamine.CalamineError as error:
        raise damaged(name) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a panic of the Rust reader, of which Python knows no class
            raise
        raise damaged(name) from error


def _visible(book: CalamineWorkbook) -> list[str]:
    shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    return shown or book.sheet_names


def _converted(file: str, sheet: CalamineSheet) -> Sheet:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise too_far(file)
    return Sheet(sheet.name, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or [])


def _spell_out(rows: list[list[object]], errors: list[tuple[int, int, str]]) -> None:
    """Put error values into the cells that hold them."""
    for row, column, text in errors:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text


def _checked(file: str, sheet: Sheet) -> Sheet:
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if type(cell) is str and len(cell) > LONGEST_CELL:
                where = f"第 {number} 行 {letter(column)} 列的内容有 {len(cell)} 个字，超过 Excel 的上限 {LONGEST_CELL}"
                raise refusal(file, where, "请打开它检查这一格，改短后再导入。")
    return sheet
