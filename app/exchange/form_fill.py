"""Somebody else's workbook filled in: chosen cells change within their sheet's XML, every other byte stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from xml.parsers import expat
from xml.sax.saxutils import escape
from zipfile import ZipFile

from app.domain.errors import Problem
from app.exchange import archive
from app.exchange.form_parts import check, sheet_parts
from app.exchange.refusals import damaged

Content = str | int | float | Decimal
Place = tuple[str, str]
"""The name of a sheet and the address of a cell."""
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_BARE = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData[^>]*/>")
_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?f[\s/>]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass
class _Cell:
    """Where a cell stands in the bytes of its sheet, the style it has, whether it holds a formula."""

    start: int
    end: int = 0
    style: str = ""
    formula: bool = False


@dataclass
class _Row:
    """Where a row stands: `inner_end` is where its closing tag begins, `empty` that it has none."""

    number: int
    start: int
    inner_end: int = 0
    empty: bool = False
    cells: dict[int, _Cell] = field(default_factory=dict)


@dataclass
class _Map:
    """The rows of a sheet by number, where its data end, the prefix of its tags, and its merged areas."""

    rows: dict[int, _Row] = field(default_factory=dict)
    end: int = 0
    prefix: str = ""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def fill(name: str, book: bytes, wanted: Mapping[Place, Content]) -> bytes:
    """The workbook with these cells changed; numbers stay numbers, styles stay. Raises Problem for a sheet that is not
    there, an address that is none, a cell that holds a formula, and for what is no workbook."""
    check(name, book)
    out = BytesIO()
    with archive.opened(name, book) as given, ZipFile(out, "w") as made:
        parts = sheet_parts(name, given)
        by_part: dict[str, dict[str, Content]] = {}
        for (sheet, cell), content in wanted.items():
            if sheet not in parts:
                raise Problem(f"《{name}》里没有叫“{sheet}”的工作表，没有填写。请重新对应一次。")
            by_part.setdefault(parts[sheet], {})[cell] = content
        for part in given.infolist():
            xml = given.read(part)
            if part.filename in by_part:
                xml = _changed(name, xml, by_part[part.filename])
            made.writestr(part, xml)
    return out.getvalue()


def calculates(book: bytes) -> bool:
    """Whether any sheet of a workbook holds formulas, whose results were kept from before it was filled."""
    with ZipFile(BytesIO(book)) as given:
        sheets = [part for part in given.namelist() if part.startswith("xl/worksheets/")]
        return any(_FORMULA.search(given.read(part)) for part in sheets)


def number_of(letters: str) -> int:
    """The number of a column, from 1: A, Z, AA."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def split(address: str) -> tuple[int, int] | None:
    """The row and column of an address such as C5, from 1; None where it is none."""
    found = _ADDRESS.fullmatch(address)
    return (int(found[2]), number_of(found[1])) if found else None


def _changed(name: str, xml: bytes, wanted: Mapping[str, Content]) -> bytes:
    if bare := _BARE.search(xml):
        tag = bare[0][:-2].rstrip()
        xml = xml[: bare.start()] + tag + b"></" + bare[1] + b"sheetData>" + xml[bare.end() :]
    known = _mapped(name, xml)
    edits: list[tuple[int, int, int, bytes]] = []
    fresh: dict[int, list[tuple[int, str, Content]]] = {}
    for address, content in wanted.items():
        row, column = _anchor(name, known, address)
        at = f"{_letters(column)}{row}"
        place = known.rows.get(row)
        cell = place.cells.get(column) if place else None
        if cell and cell.formula:
            raise Problem(f"《{name}》的 {address} 里是公式，不能填写，没有改动。请换一个格子。")
        if cell:
            edits.append((cell.start, cell.end, 0, _cell(known.prefix, at, cell.style, content)))
        elif place and not place.empty:
            later = [each.start for number, each in place.cells.items() if number > column]
            start = min(later, default=place.inner_end)
            edits.append((start, start, column, _cell(known.prefix, at, "", content)))
        else:
            fresh.setdefault(row, []).append((column, at, content))
    edits += [_row_edit(xml, known, row, sorted(cells, key=lambda each: each[0])) for row, cells in fresh.items()]
    for start, end, _, text in sorted(edits, key=lambda each: each[:3], reverse=True):
        xml = xml[:start] + text + xml[end:]
    return xml


def _row_edit(
    xml: bytes, known: _Map, row: int, cells: Sequence[tuple[int, str, Content]]
) -> tuple[int, int, int, bytes]:
    """A row that has no cells yet, opened up where it stands, or put where it belongs."""
    p, inner = known.prefix, b"".join(_cell(known.prefix, at, "", content) for _, at, content in cells)
    place = known.rows.get(row)
    if place:
        tag = xml[place.start : place.inner_end][:-2].rstrip()
        return place.start, place.inner_end, row, tag + b">" + inner + f"</{p}row>".encode()
    start = min((each.start for number, each in known.rows.items() if number > row), default=known.end)
    return start, start, row, f'<{p}row r="{row}">'.encode() + inner + f"</{p}row>".encode()


def _anchor(name: str, known: _Map, address: str) -> tuple[int, int]:
    """The cell that shows what stands at an address: of merged cells the first."""
    found = split(address)
    if found is None:
        raise Problem(f"“{address}”不是《{name}》里的格子，没有填写。请重新对应一次。")
    row, column = found
    for top, left, bottom, right in known.merged:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return row, column


def _cell(prefix: str, at: str, style: str, content: Content) -> bytes:
    p, kept = prefix, f' s="{style}"' if style else ""
    if isinstance(content, str):
        text = escape(_UNWRITABLE.sub("", content))
        inner = f'<{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is>'
        return f'<{p}c r="{at}"{kept} t="inlineStr">{inner}</{p}c>'.encode()
    number = f"{content:f}" if isinstance(content, Decimal) else str(content)
    return f'<{p}c r="{at}"{kept}><{p}v>{number}</{p}v></{p}c>'.encode()


def _letters(column: int) -> str:
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _mapped(name: str, xml: bytes) -> _Map:
    """Where the rows and cells of a sheet stand in its bytes."""
    try:
        return _Reader(xml).read()
    except (expat.ExpatError, KeyError) as error:
        raise damaged(name) from error


class _Reader:
    """Follows a sheet's XML and notes where its rows and cells begin and end."""

    def __init__(self, xml: bytes) -> None:
        self._xml, self._map = xml, _Map()
        self._row: _Row | None = None
        self._cell: _Cell | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self) -> _Map:
        self._parser.Parse(self._xml, True)
        return self._map

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        at = self._parser.CurrentByteIndex
        if name == "row":
            last = max(self._map.rows, default=0)
            self._row = _Row(int(attributes.get("r", last + 1)), at)
            self._map.rows[self._row.number] = self._row
        elif name == "c" and self._row:
            place = split(attributes.get("r", ""))
            column = place[1] if place else max(self._row.cells, default=0) + 1
            self._cell = self._row.cells[column] = _Cell(at, style=attributes.get("s", ""))
        elif name == "f" and self._cell:
            self._cell.formula = True
        elif name == "sheetData":
            self._map.prefix = f"{prefix}:" if prefix else ""
        elif name == "mergeCell":
            corners = [split(each) for each in attributes["ref"].split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                self._map.merged.append((*corners[0], *corners[1]))

    def _end(self, tag: str) -> None:
        name, at = tag.rpartition(":")[2], self._parser.CurrentByteIndex
        if name == "c" and self._cell:
            closed, past = self._tag(self._cell.start)
            self._cell.end = past if closed else self._tag(at)[1]
            self._cell = None
        elif name == "row" and self._row:
            self._row.empty, past = self._tag(self._row.start)
            self._row.inner_end = past if self._row.empty else at
            self._row = None
        elif name == "sheetData":
            self._map.end = at

    def _tag(self, at: int) -> tuple[bool, int]:
        """Whether the tag that begins here closes itself, and where it is over."""
        found = _TAG.match(self._xml, at)
        if found is None:
            raise ValueError(f"no tag at byte {at}")
        return found[0].endswith(b"/>"), found.end()
