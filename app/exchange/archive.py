"""Is a zipped workbook safe to read? Every part is inflated once and counted before anything is built from it.

The spreadsheet reader allocates the whole rectangle up to the last filled cell and ends the process when memory
runs out, so size and last cell are looked up here.
"""

import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from app.exchange.cell_errors import HINTS
from app.exchange.refusals import SAVE_AS, damaged, locked, refusal, swollen, too_far

LARGEST_UNPACKED = 200 * 2**20
"""Bytes of XML in one workbook; 100,000 rows by 15 columns take 80 MB."""
STEEPEST_RATIO = 200
"""Unpacked to packed bytes of a large part; real sheets stay below 30."""
MOST_CELLS = 10_000_000
"""Cells of the rectangle from A1 to the last filled one."""

_BLOCK = 2**20
_OVERLAP = 64
_ONE_QUOTE = bytes.maketrans(b"'", b'"')
_COLUMN = re.compile(rb'r="([A-Za-z]{1,3})\d')
_ROW = re.compile(rb'r="[A-Za-z]{1,3}(\d{1,9})"')
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^>]*)>")
_ODS_REPEATED = re.compile(rb"""-repeated\s*=\s*["'](\d{1,9})""")


@contextmanager
def opened(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive held in memory; whatever is wrong with it becomes a Problem."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise damaged(name) from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise locked(name) from error


def check(name: str, data: bytes) -> bool:
    """Raise Problem when the workbook would unpack too large, spans too wide a rectangle or defines XML entities.

    Says whether some cell seems to hold an error value.
    """
    with opened(name, data) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
        _check_directory(name, parts)
        room = LARGEST_UNPACKED
        cells, errors = 0, False
        for part in parts:
            extent = _measure(name, archive, part, room)
            room -= extent.size
            cells += extent.cells
            errors |= extent.errors
        if cells > MOST_CELLS:
            raise too_far(name)
    return errors


def _check_directory(name: str, parts: list[zipfile.ZipInfo]) -> None:
    steep = any(p.file_size > 8 * _BLOCK and p.file_size > STEEPEST_RATIO * p.compress_size for p in parts)
    if steep or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise swollen(name)


@dataclass
class _Extent:
    """How far a part reaches, gathered block by block."""

    size: int = 0
    rows: int = 0
    columns: set[bytes] = field(default_factory=lambda: {b""})
    tail: bytes = b""
    errors: bool = False
    opendocument: int = 0

    @property
    def cells(self) -> int:
        return self.opendocument or self.rows * max(map(_column_number, self.columns))

    def add(self, block: bytes) -> None:
        """Note the cell addresses of the block; one may have been cut by the end of the last."""
        self.size += len(block)
        block = self.tail + block.translate(_ONE_QUOTE, b" \t\r\n")
        self.columns.update(_COLUMN.findall(block))
        self.rows = max(self.rows, max(map(int, set(_ROW.findall(block))), default=0))
        self.errors = self.errors or any(hint in block for hint in HINTS)
        self.tail = block[-_OVERLAP:]


def _measure(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> _Extent:
    """Return the true size of the part, the cells of its rectangle, and whether it holds error values."""
    part.file_size = sys.maxsize  # the directory may state too small a size, at which zipfile would stop
    extent = _Extent()
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            extent.add(block)
            if extent.size > room:
                raise swollen(name)
            if b"<!DOCTYPE" in block:
                raise refusal(name, "里有不正常的定义", SAVE_AS)
    if part.filename == "content.xml":
        extent.opendocument = _ods_cells(archive.read(part))
    return extent


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _ods_cells(xml: bytes) -> int:
    """Return the cells of the largest rectangle in an OpenDocument sheet; runs of equal cells are stored once."""
    return max(map(_table_cells, xml.split(b"<table:table ")), default=0)


def _table_cells(table: bytes) -> int:
    position = height = width = 0
    for row in table.split(b"<table:table-row")[1:]:
        position += _repeats(row.partition(b">")[0])
        filled = _filled_width(row)
        if filled:
            height, width = position, max(width, filled)
    return height * width


def _filled_width(row: bytes) -> int:
    """Return the column after the last cell that is not an empty, self-closing one."""
    position = filled = 0
    for cell in _ODS_CELL.findall(row):
        position += _repeats(cell)
        if not cell.endswith(b"/") or b"value" in cell:
            filled = position
    return filled


def _repeats(attributes: bytes) -> int:
    found = _ODS_REPEATED.search(attributes)
    return int(found[1]) if found else 1
