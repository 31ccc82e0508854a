"""What an old .xls holds, looked up before it is read: how far its sheets reach, and cells that hold an error value.

The spreadsheet reader allocates the whole rectangle of every sheet at once and gives error values as blanks.
[MS-CFB] describes the container, [MS-XLS] the records.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.exchange.refusals import damaged

_FREE = 0xFFFFFFFA
"""Sector numbers from here on mark ends and kinds of sectors."""
_EOF, _BOUNDSHEET, _DIMENSIONS, _BOOLERR, _MULRK = 0x0A, 0x85, 0x200, 0x205, 0xBD
_FORMULAS = {0x06, 0x206, 0x406}
_CELLS = {0x203, 0x204, _BOOLERR, 0x27E, 0xFD, 0xD6, _MULRK} | _FORMULAS
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass
class Extent:
    """Of one sheet, the cells of its rectangle and of the one it claims; `errors` are (row, column, text) from 0."""

    cells: int = 0
    errors: list[tuple[int, int, str]] = field(default_factory=list)


def extents(name: str, data: bytes) -> list[Extent]:
    """The sheets of a workbook in order. Raises Problem where container or records cannot be followed."""
    try:
        stream = _workbook(data)
        places = [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _BOUNDSHEET]
        known = {place: _measured(stream, place) for place in dict.fromkeys(places)}
        return [known[place] for place in places]
    except (struct.error, IndexError, ValueError, KeyError) as error:
        raise damaged(name) from error


def _measured(stream: bytes, place: int) -> Extent:
    """How far the cells of the sheet that begins at `place` reach."""
    extent, rows, columns, claimed = Extent(), 0, 0, 0
    for kind, body in _records(stream, place):
        if kind in _CELLS and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MULRK else column
            rows, columns = max(rows, row + 1), max(columns, last + 1)
            if text := _error(kind, body):
                extent.errors.append((row, column, text))
        elif kind == _DIMENSIONS and len(body) >= 12:
            top, bottom, left, right = struct.unpack_from("<IIHH", body)
            claimed = max(bottom - top, 0) * max(right - left, 0)
    extent.cells = max(rows * columns, claimed)
    return extent


def _error(kind: int, body: bytes) -> str:
    """The error value a cell holds, or ""."""
    if kind == _BOOLERR and len(body) >= 8 and body[7]:
        return _ERRORS.get(body[6], "#N/A")
    if kind in _FORMULAS and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":
        return _ERRORS.get(body[8], "#N/A")
    return ""


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, up to its end."""
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _EOF:
            return
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _workbook(data: bytes) -> bytes:
    """The stream Workbook (or, before Excel 97, Book) of a compound file."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    first_directory, _, cutoff, first_small = struct.unpack_from("<IIII", data, 48)
    if shift not in (9, 12) or small_shift > shift:
        raise ValueError("sector sizes")
    table = _table(data, 1 << shift)
    entries = dict(_entries(_chain(data, table, first_directory, 1 << shift, 1 << shift)))
    start, size = entries.get("Workbook") or entries["Book"]
    if size >= cutoff:
        return _chain(data, table, start, 1 << shift, 1 << shift)[:size]
    small_table = _numbers(_chain(data, table, first_small, 1 << shift, 1 << shift))
    small = _chain(data, table, entries["Root Entry"][0], 1 << shift, 1 << shift)
    return _chain(small, small_table, start, 1 << small_shift, 0)[:size]


def _table(data: bytes, sector: int) -> tuple[int, ...]:
    """The file allocation table, whose own sectors the header lists, and after 109 a chain of further lists."""
    listed = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // sector):
        if more >= _FREE:
            break
        *further, more = _numbers(data[(more + 1) * sector : (more + 2) * sector])
        listed += further
    return _numbers(b"".join(data[(n + 1) * sector : (n + 2) * sector] for n in listed if n < _FREE))


def _chain(data: bytes, table: tuple[int, ...], number: int, sector: int, offset: int) -> bytes:
    """The bytes of a chain of sectors; one that bites its own tail raises ValueError."""
    parts: list[bytes] = []
    while number < _FREE:
        if len(parts) > len(table):
            raise ValueError("endless chain")
        parts.append(data[offset + number * sector : offset + (number + 1) * sector])
        number = table[number]
    return b"".join(parts)


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name, first sector and size of every stream."""
    for place in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, place + 64)[0]
        name = directory[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        yield name, struct.unpack_from("<II", directory, place + 116)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
