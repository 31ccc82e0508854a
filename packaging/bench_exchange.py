"""Reading and writing 100,000 rows of 15 columns beside openpyxl; CPU seconds, the best of two runs."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from app.exchange import ledger, sheets, workbook
from app.exchange.ledger import Column

ROWS = 100_000
WRITTEN = 20_000
KINDS = ("number", *["text"] * 8, "date", *["text"] * 4, "number")
COLUMNS = [(f"列{index}", 12.0, kind) for index, kind in enumerate(KINDS, 1)]
FONT, WRAPPED = Font(name="宋体", size=11), Alignment(vertical="center", wrap_text=True)
FORMATS = {"text": "@", "number": "General", "date": 'yyyy"年"m"月"d"日"'}


def rows(count: int) -> Iterator[list[object]]:
    """Rows as a street's ledger has them."""
    for n in range(count):
        merchant = [n, f"招牌{n}", f"萨尔图区某某{n}便利店", f"92230602MA{n:08d}", "食品", f"会战大街{n}号"]
        owner = [f"{n % 9}片区", "王小明", f"138{n:08d}"]
        yield [*merchant, *owner, date(2024, 1, 1 + n % 28), "是", "否", "是", "", 12.5 * n]


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """The CPU time of the better of two runs."""
    times = []
    for _ in range(2):
        start = process_time()
        work(path)
        times.append(process_time() - start)
    return min(times)


def read_ours(path: Path) -> object:
    """A sheet in memory, checked."""
    return sheets.read(path)


def read_theirs(path: Path) -> object:
    """The same rows by openpyxl's quickest way."""
    book = openpyxl.load_workbook(path, read_only=True)
    return list(book.active.iter_rows(values_only=True))


def find_rows(path: Path) -> object:
    """Header and data rows of a sheet already read."""
    sheet = sheets.read(path)
    start = process_time()
    layout = ledger.recognise(sheet, [Column(label, label, key=True) for label, _, _ in COLUMNS])
    count = sum(1 for _ in ledger.data_rows(sheet, layout))
    return count, process_time() - start


def write_ours(path: Path) -> None:
    """A list as the clerk gets it."""
    workbook.write_list(path, "台账", COLUMNS, rows(WRITTEN))


def write_bare(path: Path) -> None:
    """The same values by openpyxl, without any style."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows(WRITTEN):
        sheet.append(row)
    book.save(path)


def write_styled(path: Path) -> None:
    """The same cells by openpyxl in its documented way, style objects shared."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows(WRITTEN):
        sheet.append([styled(sheet, value, kind) for value, kind in zip(row, KINDS, strict=True)])
    book.save(path)


def styled(sheet: object, value: object, kind: str) -> WriteOnlyCell:
    """One cell with font, alignment and format."""
    cell = WriteOnlyCell(sheet, value)
    cell.font, cell.alignment, cell.number_format = FONT, WRAPPED, FORMATS[kind]
    return cell


def main() -> None:
    """Print reading and writing beside openpyxl."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        workbook.write_list(path, "台账", COLUMNS, rows(ROWS))
        ours, theirs = seconds(read_ours, path), seconds(read_theirs, path)
        count, finding = find_rows(path)
        print(f"read {ROWS:,} x 15: {ours:.1f} s, openpyxl read-only {theirs:.1f} s: {theirs / ours:.1f} x faster")
        print(f"find its header and {count:,} data rows: {finding:.2f} s")
        path.unlink()
        ours, same, bare = (seconds(way, path) for way in (write_ours, write_styled, write_bare))
        print(f"write {WRITTEN:,} x 15: {ours:.1f} s, openpyxl the same cells {same:.1f} s: {ours / same:.2f} x")
        print(f"  values alone, without styles: {bare:.1f} s: {ours / bare:.2f} x")


if __name__ == "__main__":
    main()
