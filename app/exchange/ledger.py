"""Finding the table in a sheet as offices send it: titles, two-line headers, totals, notes and signatures around it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import Problem
from app.domain.identifiers import as_text
from app.exchange.headings import Column, Heading, match
from app.exchange.sheets import Sheet, blank

__all__ = ["Column", "Layout", "SourceRow", "data_rows", "recognise"]

ROW_NUMBER = "原行号"
REASON = "原因"
"""Headings of the two columns added to rows that are handed back; they bring no field when such a file returns."""

_HEADER_WITHIN = 40
"""Rows from the top in which the header is looked for."""
_DEEPEST_HEADER = 3

_TOTAL = re.compile(r".{0,8}(合计|总计|小计|共计|累计)(?=$|[:(\d])|共\d+[家户人]")
_BARE_TOTAL = re.compile(r"(合计|总计|小计|共计|累计):?")
_AMOUNT = re.compile(r"[¥-]?[\d,.]+(%|家|户|人|名|元|万元|个|件|次|条|份)?")
_NOTE = re.compile(
    r"\(?(说明|附?注|备注|填[表报](人|单位|日期|时间)?|制表(人|单位|日期)?|审[核批](人)?|复核(人)?|报送(人|单位|日期)"
    r"|(单位|分管)?负责人(签[字名章])?|联系(人|电话)|经办人|打印(人|日期|时间)|日期|\(?盖章\)?)\d*([:、.)]|$)"
    r"|以下空白|第\d+页"
)
_SECTION = re.compile(r"\(?[一二三四五六七八九十]+[)、.]|第[一二三四五六七八九十\d]+(部分|片区|网格|街区)")


@dataclass(frozen=True)
class Layout:
    """Where the table stands in its sheet; rows and columns count from 0."""

    title: str
    header_rows: range
    headings: dict[int, str]
    mapping: dict[int, str]
    first_row: int
    parents: dict[int, str]
    keys: frozenset[str]


@dataclass(frozen=True)
class SourceRow:
    """One row of the table: its Excel row number, the cell of each mapped field, and the column it stands in."""

    number: int
    values: dict[str, object]
    places: dict[str, int]


@dataclass(frozen=True)
class _Header:
    rows: range
    headings: dict[int, Heading]
    mapping: dict[int, str]


def recognise(sheet: Sheet, columns: Iterable[Column], mapping: Mapping[int, str] | None = None) -> Layout:
    """Find title and header and match the columns; a given mapping (column to field) replaces the guess.

    Raises Problem when the sheet has no header.
    """
    columns = tuple(columns)
    header = _header(sheet, columns)
    return Layout(
        title=_title(sheet.rows[: header.rows.start]),
        header_rows=header.rows,
        headings={column: heading.text for column, heading in header.headings.items()},
        mapping=header.mapping if mapping is None else dict(mapping),
        first_row=header.rows.stop + _counts_columns(sheet.rows, header.rows.stop),
        parents={column: heading.parent for column, heading in header.headings.items() if heading.parent},
        keys=frozenset(column.name for column in columns if column.key),
    )


def data_rows(sheet: Sheet, layout: Layout) -> Iterator[SourceRow]:
    """Yield the rows that stand for something; blanks, totals, notes, sections and repeated headers are left out."""
    places = {name: column for column, name in layout.mapping.items()}
    below = _merged_down(sheet, places)
    wide = {first for first, last in sheet.merged if last[1] > first[1]}
    headers = [{c: cell for c, cell in enumerate(sheet.rows[r]) if not blank(cell)} for r in layout.header_rows]
    for index in range(layout.first_row, len(sheet.rows)):
        row = sheet.rows[index]
        values = {name: row[column] for name, column in places.items()}
        if all(map(blank, values.values())):
            continue
        values.update(below.get(index, {}))
        filled = [name for name, cell in values.items() if not blank(cell)]
        if len(filled) == 1 and ((index, places[filled[0]]) in wide or not _stands_alone(filled[0], values, layout)):
            continue
        if not (_is_total(row) or _is_note(row, len(filled), layout) or _repeats(row, headers)):
            yield SourceRow(index + 1, values, places)


def _header(sheet: Sheet, columns: Sequence[Column]) -> _Header:
    found = max(_headers(sheet, columns), key=_merit, default=None)
    if found is None or (not found.mapping and len(found.headings) < 2):
        raise Problem(
            f"工作表“{sheet.name}”里没有找到表头，没有读入任何内容。请在表格第一行写上“{columns[0].label}”这样的列名再导入。"
        )
    return found


def _merit(header: _Header) -> tuple[int, ...]:
    """Rank by fields named (a single one may be chance), then the shallowest, the widest, the first."""
    named = len(header.mapping)
    return named if named > 1 else 0, -len(header.rows), len(header.headings), named, -header.rows.start


def _headers(sheet: Sheet, columns: Sequence[Column]) -> Iterator[_Header]:
    for top in range(min(len(sheet.rows), _HEADER_WITHIN)):
        for depth in _depths(sheet, top):
            headings = _headings(sheet.rows[top : top + depth])
            if headings:
                ours = {column: heading for column, heading in headings.items() if not _handed_back(headings, column)}
                yield _Header(range(top, top + depth), headings, match(ours, columns))


def _depths(sheet: Sheet, top: int) -> Iterable[int]:
    """Return how many rows a header from this row may have; cells merged downwards say it exactly."""
    room = len(sheet.rows) - top
    merged = [last[0] - top + 1 for first, last in sheet.merged if first[0] == top < last[0] and first[1] == last[1]]
    depths = {max(merged)} if merged else {1, 2}
    return [depth for depth in depths if depth <= min(room, _DEEPEST_HEADER)]


def _headings(rows: Sequence[Sequence[object]]) -> dict[int, Heading]:
    """Return the lowest filled cell of each column, and above it what it or the merged cell to its left says."""
    words = [["".join(as_text(cell).split()) for cell in row] for row in rows]
    headings = {}
    for column in range(len(words[0])):
        lowest = max((level for level, row in enumerate(words) if row[column]), default=None)
        if lowest is not None:
            above = "".join(_spanning(row, column) for row in words[:lowest])
            headings[column] = Heading(words[lowest][column], above)
    return headings


def _spanning(words: Sequence[str], column: int) -> str:
    return next((word for word in reversed(words[: column + 1]) if word), "")


def _handed_back(headings: Mapping[int, Heading], column: int) -> bool:
    texts = {heading.text for heading in headings.values()}
    return ROW_NUMBER in texts and headings[column].text in (ROW_NUMBER, REASON)


def _title(rows: Sequence[Sequence[object]]) -> str:
    firsts = (next((as_text(cell) for cell in row if not blank(cell)), "") for row in rows)
    return next((" ".join(first.split()) for first in firsts if first and not _NOTE.match(_plain(first))), "")


def _counts_columns(rows: Sequence[Sequence[object]], index: int) -> bool:
    """Whether the row under the header only numbers the columns 1, 2, 3 …, as official forms do."""
    words = [as_text(cell) for cell in rows[index] if not blank(cell)] if index < len(rows) else []
    return len(words) > 2 and words == [str(number) for number in range(1, len(words) + 1)]


def _merged_down(sheet: Sheet, places: Mapping[str, int]) -> dict[int, dict[str, object]]:
    """Return, by row, the values that reach it from a merged cell above."""
    fields = {column: name for name, column in places.items()}
    below: dict[int, dict[str, object]] = {}
    reached = dict.fromkeys(fields, -1)
    for (top, column), (bottom, _) in sorted(sheet.merged):
        if column in fields and top > reached[column]:
            reached[column] = bottom
            for index in range(top + 1, min(bottom + 1, len(sheet.rows))):
                below.setdefault(index, {})[fields[column]] = sheet.rows[top][column]
    return below


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


def _stands_alone(name: str, values: Mapping[str, object], layout: Layout) -> bool:
    """Whether one filled cell makes a row: a key does, unless it is a section heading or the title once more."""
    words = as_text(values[name])
    return name in layout.keys and words != layout.title and not _SECTION.match(_plain(words))


def _is_total(row: Sequence[object]) -> bool:
    """Whether the row sums up: a word of totals, beside it only amounts (of several words it must be the bare word)."""
    if not any(isinstance(cell, str) and ("计" in cell or "共" in cell) for cell in row):
        return False
    plain = [_plain(cell) for cell in row if isinstance(cell, str) and not blank(cell)]
    words = [word for word in plain if not _AMOUNT.fullmatch(word)]
    if len(words) == 1:
        return bool(_TOTAL.match(words[0]))
    return len(words) == 2 and any(map(_BARE_TOTAL.fullmatch, words))


def _is_note(row: Sequence[object], filled: int, layout: Layout) -> bool:
    """Whether a sparse row begins like a note or a signature line."""
    first = next(cell for cell in row if not blank(cell))
    sparse = filled <= max(2, len(layout.mapping) // 2)
    return sparse and isinstance(first, str) and bool(_NOTE.match(_plain(first)))


def _repeats(row: Sequence[object], headers: Sequence[Mapping[int, object]]) -> bool:
    """Whether most of the row is one of the header's lines again, as at the top of a new page."""
    same = max(sum(row[column] == cell for column, cell in header.items()) for header in headers)
    return same > 1 and same * 2 > sum(not blank(cell) for cell in row)
