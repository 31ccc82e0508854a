"""Workbooks the program gives out: lists for the office, and refused rows handed back for correction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import length_hint
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from app.domain.calendar import spoken
from app.domain.identifiers import as_text
from app.exchange import styling
from app.exchange.ledger import REASON, ROW_NUMBER, Layout, data_rows
from app.exchange.sheets import Sheet

Progress = Callable[[int, int], None]
Complaints = Sequence[tuple[int | None, str]]

_EVERY = 200
_BAD = PatternFill("solid", fgColor="FBE0DD")
_LONG_NUMBER = 1e11
"""From here on Excel shows 1.38E+11: phones and codes that came as numbers go back as text."""
_NARROWEST, _WIDEST = 8, 40
_SAMPLE = 200


def write_list(
    path: Path,
    title: str,
    columns: Sequence[tuple[str, float, str]],
    rows: Iterable[Sequence[object]],
    progress: Progress = lambda done, total: None,
    mark: str = "",
) -> None:
    """Write a list for screen and A4; a column is label, width in half-width characters, and text, number or date.

    Days are ISO text or dates; `mark` (制表人：…) stands under the list and at the foot of every page, and is no row
    when the file is imported. An existing file is replaced. Raises Problem when it cannot be written.
    """
    header = 2 if title else 1
    with styling.written(path, title) as sheet:
        styling.prepare(sheet, range(header, header + 1), [width for _, width, _ in columns])
        if title:
            sheet.append(styling.title_row(sheet, title, len(columns)))
        sheet.append([styling.heading(sheet, label) for label, _, _ in columns])
        cells = [(styling.pattern(sheet, kind), _VALUES[kind]) for _, _, kind in columns]
        done, total = 0, length_hint(rows)
        for done, row in enumerate(rows, 1):
            if done % _EVERY == 1:
                progress(done - 1, total)
            sheet.append([styling.put(cell, value(given)) for (cell, value), given in zip(cells, row, strict=True)])
        sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(columns))}{header + done}"
        if mark:
            sheet.append([])
            sheet.append(styling.sign(sheet, mark))
        progress(done, done)


def _text(value: object) -> object:
    return value if isinstance(value, str) else as_text(value)


def _number(value: object) -> object:
    return value if isinstance(value, int | float | Decimal) else _text(value)


def _day(value: object) -> object:
    """Return a date where the day is known; a mere month stays the text 2026年3月."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else spoken(value) or value
    except ValueError:
        return value


_VALUES: dict[str, Callable[[object], object]] = {"text": _text, "number": _number, "date": _day}


def write_refused(
    path: Path,
    sheet: Sheet,
    layout: Layout,
    refused: Sequence[tuple[int, Complaints]],
    progress: Progress = lambda done, total: None,
) -> None:
    """Write the refused rows as they came, each with its row number before and its reasons behind, bad cells marked.

    `refused` holds Excel row numbers with (column from 0, or None for the row, sentence). Corrected, the file can be
    imported again. Raises Problem when it cannot be written.
    """
    complaints = dict(refused)
    start = 2 if layout.title else 1
    widths = [_NARROWEST, *_widths(sheet.rows[layout.header_rows.start :]), _WIDEST]
    with styling.written(path, sheet.name) as out:
        styling.prepare(out, range(start, start + len(layout.header_rows)), widths)
        if layout.title:
            out.append(styling.title_row(out, layout.title, 1))
        _append_header(out, sheet, layout.header_rows, start)
        handed = _Handed(out, layout.headings)
        rows = (row for row in data_rows(sheet, layout) if row.number in complaints)
        for done, row in enumerate(rows):
            if done % _EVERY == 0:
                progress(done, len(complaints))
            given = list(sheet.rows[row.number - 1])
            for name, column in row.places.items():
                given[column] = row.values[name]
            out.append(handed.cells(row.number, given, complaints[row.number]))
        progress(len(complaints), len(complaints))


def _widths(rows: Sequence[Sequence[object]]) -> list[int]:
    """Return widths at which most cells stand in one line."""
    wide = (max(_half_widths(as_text(cell)) for cell in column) + 2 for column in zip(*rows[:_SAMPLE], strict=True))
    return [min(max(width, _NARROWEST), _WIDEST) for width in wide]


def _half_widths(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _append_header(out: Any, sheet: Sheet, rows: range, start: int) -> None:
    """Repeat the header as it stood, merged cells too, one column to the right."""
    for index in rows:
        added = (ROW_NUMBER, REASON) if index == rows.start else ("", "")
        out.append([styling.heading(out, as_text(text)) for text in (added[0], *sheet.rows[index], added[1])])
    down, last = start - rows.start, len(sheet.rows[0]) + 2
    for (top, left), (bottom, right) in sheet.merged:
        if top in rows and bottom in rows:
            out.merged_cells.add(_area(top + down, left + 2, bottom + down, right + 2))
    if len(rows) > 1:
        for column in (1, last):
            out.merged_cells.add(_area(start, column, start + len(rows) - 1, column))


def _area(top: int, left: int, bottom: int, right: int) -> str:
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


class _Handed:
    """Builds the rows handed back; cells that are not marked share three patterns."""

    def __init__(self, out: Any, headings: Mapping[int, str]) -> None:
        self._out = out
        self._headings = headings
        self._patterns = {kind: styling.pattern(out, kind) for kind in ("text", "number", "date")}

    def cells(self, number: int, given: Sequence[object], complaints: Complaints) -> Iterator[Any]:
        """Yield number, cells and reasons of one row; each must be written before the next is asked for."""
        said: dict[int | None, list[str]] = {}
        for column, sentence in complaints:
            said.setdefault(column, []).append(sentence)
        yield styling.put(self._patterns["number"], number)
        for column, value in enumerate(given):
            kind, kept = _kept(value)
            yield self._marked(kind, kept, said[column]) if column in said else styling.put(self._patterns[kind], kept)
        yield styling.put(self._patterns["text"], "；".join(self._reason(*complaint) for complaint in complaints))

    def _marked(self, kind: str, value: object, sentences: Sequence[str]) -> Any:
        cell = styling.pattern(self._out, kind)
        cell.fill = _BAD
        cell.comment = Comment("；".join(sentences), "商圈党群服务台", height=90, width=260)
        return styling.put(cell, value) or cell

    def _reason(self, column: int | None, sentence: str) -> str:
        heading = self._headings.get(column, "") if column is not None else ""
        return f"{heading}：{sentence}" if heading else sentence


def _kept(value: object) -> tuple[str, object]:
    """Return the kind and value by which a cell goes back unchanged."""
    if isinstance(value, date):
        return "date", value
    if isinstance(value, int | float) and abs(value) < _LONG_NUMBER:
        return "number", value
    return "text", _text(value)
