"""A plain report on A4 across: a title, a few sentences, one ruled table over as many pages as it takes, signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.lines import Line, draw_line, paragraphs
from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw, settable
from app.paths import Out

WIDTH, HEIGHT = 297.0, 210.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 18.0, 279.0, 190.0, 20.0
_INK, _RULE, _HEAD = HexColor("#1F2329"), HexColor("#8A9099"), HexColor("#F0F2F5")
_TITLE, _LEAD = Face("xbs", 18 * PT), Face("song", 11 * PT)
_CELL, _LABEL, _FOOT = Face("song", 9.5 * PT), Face("heib", 9.5 * PT), Face("hei", 8 * PT)
_LEADING, _PITCH, _PAD = 4.6, 6.4, 1.5  # mm: between lines of a cell, of a sentence, and around a cell's text
_MOST_LINES = 28
_SIGN_ROOM, _GAP = 22.0, 2.5


@dataclass(frozen=True)
class Column:
    """`share` is its part of the width, beside the shares of the others."""

    label: str
    share: float


@dataclass(frozen=True)
class Report:
    """A row of one cell under several columns is a band across the table, above the rows that follow it; `signatures`
    are words with a line to write on behind them; `mark` says who made it and when."""

    title: str
    lead: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    mark: str
    signatures: Sequence[str] = ()
    sample: bool = False


_Row = tuple[tuple[Line, ...], ...]
"""The lines of each cell of a row."""


@dataclass(frozen=True)
class _Page:
    number: int
    rows: tuple[_Row, ...]
    first: bool
    last: bool


def write(report: Report, out: Out) -> int:
    """Write the report and return the number of its pages. Raises Problem."""
    pages = _pages(report)

    def page(canvas: Canvas, each: _Page) -> None:
        _Sheet(canvas, report, len(pages)).draw(each)

    return write_pages(out, (WIDTH, HEIGHT), report.title, pages, lambda canvas: None, page)


def _widths(report: Report) -> list[float]:
    whole = sum(column.share for column in report.columns)
    return [(_RIGHT - _LEFT) * column.share / whole for column in report.columns]


def _pages(report: Report) -> list[_Page]:
    """The rows parted into pages; the last one keeps room for the signatures."""
    pages: list[list[_Row]] = [[]]
    room = _TOP - _BOTTOM - 12.0 - _GAP - _PITCH * len(_lead_lines(report)) - _height_of_head()
    rows = list(_rows(report))
    for row, following in zip_longest(rows, rows[1:]):
        kept_with = _height(following) if following and len(row) < len(following) else 0.0
        if pages[-1] and _height(row) + kept_with > room:
            pages.append([])
            room = _TOP - _BOTTOM - _height_of_head()
        room -= _height(row)
        pages[-1].append(row)
    if report.signatures and room < _SIGN_ROOM:
        pages.append([])
    last = len(pages) - 1
    return [_Page(place, tuple(rows), place == 0, place == last) for place, rows in enumerate(pages)]


def _rows(report: Report) -> Iterator[_Row]:
    """Each row broken into lines; one longer than a page goes on as another."""
    widths = _widths(report)
    for row in report.rows:
        if len(row) < len(widths):
            yield (_lines(row[0], _LABEL, sum(widths) - 2 * _PAD),)
            continue
        cells = [_lines(text, _CELL, width - 2 * _PAD) for text, width in zip(row, widths, strict=True)]
        for start in range(0, max(map(len, cells)) or 1, _MOST_LINES):
            yield tuple(cell[start : start + _MOST_LINES] for cell in cells)


def _lines(text: str, face: Face, measure: float) -> tuple[Line, ...]:
    return tuple(line for _, line in paragraphs(settable(text, face.slot), face, measure))


def _lead_lines(report: Report) -> list[Line]:
    return [line for sentence in report.lead for line in _lines(sentence, _LEAD, _RIGHT - _LEFT)]


def _height(row: _Row) -> float:
    return max(1, *map(len, row)) * _LEADING + 2 * _PAD


def _height_of_head() -> float:
    return _LEADING + 2 * _PAD


class _Sheet:
    """Draws one page from the top down; `y` is where the next thing begins."""

    def __init__(self, canvas: Canvas, report: Report, count: int) -> None:
        self._canvas, self._report, self._count = canvas, report, count
        self._widths = _widths(report)
        self._y = _TOP

    def draw(self, page: _Page) -> None:
        self._canvas.setFillColor(_INK)
        self._canvas.setStrokeColor(_RULE)
        self._canvas.setLineWidth(0.15)
        if page.first:
            self._open()
        if page.rows:
            self._head()
        for row in page.rows:
            self._row(row, self._widths) if len(row) == len(self._widths) else self._band(row)
        if page.last:
            self._sign()
        self._foot(page.number)
        if self._report.sample:
            ornament.sample_mark(self._canvas, WIDTH, HEIGHT)

    def _open(self) -> None:
        draw(self._canvas, WIDTH / 2, self._y - 7.0, self._report.title, _TITLE, "centre")
        self._y -= 12.0
        for line in _lead_lines(self._report):
            draw_line(self._canvas, _LEFT, self._y - 4.6, line, _LEAD)
            self._y -= _PITCH
        self._y -= _GAP

    def _head(self) -> None:
        height = _height_of_head()
        self._shade(height)
        x = _LEFT
        for column, width in zip(self._report.columns, self._widths, strict=True):
            draw(self._canvas, x + _PAD, self._y - _PAD - 3.4, column.label, _LABEL)
            x += width
        self._rule(height, self._widths)

    def _band(self, row: _Row) -> None:
        self._shade(_height(row))
        self._row(row, [sum(self._widths)], _LABEL)

    def _row(self, row: _Row, widths: Sequence[float], face: Face = _CELL) -> None:
        x = _LEFT
        for lines, width in zip(row, widths, strict=True):
            for place, line in enumerate(lines):
                draw_line(self._canvas, x + _PAD, self._y - _PAD - 3.4 - place * _LEADING, line, face)
            x += width
        self._rule(_height(row), widths)

    def _shade(self, height: float) -> None:
        self._canvas.setFillColor(_HEAD)
        self._canvas.rect(_LEFT, self._y - height, _RIGHT - _LEFT, height, stroke=0, fill=1)
        self._canvas.setFillColor(_INK)

    def _rule(self, height: float, widths: Sequence[float]) -> None:
        """A line above and below what has this height, and between the columns of it."""
        x = _LEFT
        for width in (0.0, *widths):
            x += width
            self._canvas.line(x, self._y, x, self._y - height)
        for y in (self._y, self._y - height):
            self._canvas.line(_LEFT, y, _RIGHT, y)
        self._y -= height

    def _sign(self) -> None:
        for place, words in enumerate(self._report.signatures):
            x = _LEFT + place * 80.0
            draw(self._canvas, x, self._y - 14.0, f"{words}：", _LEAD)
            self._canvas.line(x + 20.0, self._y - 15.0, x + 65.0, self._y - 15.0)

    def _foot(self, number: int) -> None:
        draw(self._canvas, _LEFT, 11.0, settable(self._report.mark, "hei"), _FOOT)
        draw(self._canvas, _RIGHT, 11.0, f"第 {number + 1:,} 页，共 {self._count:,} 页", _FOOT, "right")
