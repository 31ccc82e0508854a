"""Ruled forms on A4 upright: bands of cells from the top down, over as many pages as they take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents.code import draw_code
from app.documents.lines import Line, draw_line
from app.documents.official_rows import Typesetter
from app.documents.pages import PT
from app.documents.type import Face, draw, width

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 17.0, 193.0, 279.0, 20.0
TITLE, TEXT, LABEL, SMALL = (
    Face("xbs", 20 * PT),
    Face("song", 11 * PT),
    Face("heib", 10.5 * PT),
    Face("hei", 8 * PT),
)
INK, RULE, TINT = HexColor("#1F2329"), HexColor("#6E747C"), HexColor("#F0F2F5")
CODE = 9.6
"""The side of a small code in a cell."""
_LEADING, _PAD, _MOST_LINES = 5.4, 1.8, 36


@dataclass(frozen=True)
class Cell:
    """A text, or the digits of a small code, in a cell of some millimetres."""

    across: float
    text: str = ""
    label: bool = False
    centred: bool = False
    code: str = ""


@dataclass(frozen=True)
class Band:
    """Cells side by side with their text in lines; `keep` holds it on one page with the next."""

    cells: tuple[Cell, ...]
    lines: tuple[tuple[Line, ...], ...]
    high: float
    keep: bool = False


def band(setter: Typesetter, cells: Sequence[Cell], least: float = 8.5, keep: bool = False) -> Iterator[Band]:
    """A band at least so high; one whose text is longer than a page goes on as another."""
    lines = [_lines(setter, cell) for cell in cells]
    for start in range(0, max(map(len, lines)) or 1, _MOST_LINES):
        part = tuple(each[start : start + _MOST_LINES] for each in lines)
        high = max(least, max(map(len, part)) * _LEADING + 2 * _PAD)
        yield Band(tuple(cells), part, high, keep)


@dataclass(frozen=True)
class Page:
    """The bands of one page of several; the first is number 0."""

    number: int
    count: int
    bands: tuple[Band, ...]


def parted(bands: Sequence[Band], first_room: float, room: float, last_needs: float = 0.0) -> list[Page]:
    """The pages bands take, with room left on the last; a band that keeps with the next goes over with it."""
    pages: list[list[Band]] = [[]]
    left = first_room
    for place, each in enumerate(bands):
        needed = each.high
        if each.keep and place + 1 < len(bands):
            needed += bands[place + 1].high
        if needed > left and pages[-1]:
            pages.append([])
            left = room
        left -= each.high
        pages[-1].append(each)
    if left < last_needs:
        pages.append([])
    return [Page(number, len(pages), tuple(page)) for number, page in enumerate(pages)]


def draw_foot(canvas: Canvas, page: Page, words: str) -> None:
    """Draw words at the left below a page, and which page it is at the right."""
    draw(canvas, LEFT, 11.0, words, SMALL)
    draw(canvas, RIGHT, 11.0, f"第 {page.number + 1} 页，共 {page.count} 页", SMALL, "right")


def draw_band(canvas: Canvas, top: float, each: Band) -> float:
    """Draw a band below a height and return the height of its foot."""
    x, foot = LEFT, top - each.high
    for cell, lines in zip_longest(each.cells, each.lines):
        if cell.label:
            canvas.setFillColor(TINT)
            canvas.rect(x, foot, cell.across, each.high, stroke=0, fill=1)
        canvas.setFillColor(INK)
        _text(canvas, x, (top + foot) / 2, cell, lines)
        if cell.code:
            draw_code(canvas, x + (cell.across - CODE) / 2, (top + foot - CODE) / 2, CODE, cell.code)
        x += cell.across
    _rules(canvas, top, each)
    return foot


def _lines(setter: Typesetter, cell: Cell) -> tuple[Line, ...]:
    return tuple(line for _, line in setter.lines(cell.text, _face(cell), cell.across - 2 * _PAD))


def _face(cell: Cell) -> Face:
    return LABEL if cell.label else TEXT


def _text(canvas: Canvas, x: float, middle: float, cell: Cell, lines: Sequence[Line]) -> None:
    face = _face(cell)
    y = middle + (len(lines) - 1) * _LEADING / 2 - 0.37 * face.size
    for line in lines:
        spare = cell.across - width(line.text, face) - sum(line.gaps)
        draw_line(canvas, x + (spare / 2 if cell.centred else _PAD), y, line, face)
        y -= _LEADING


def _rules(canvas: Canvas, top: float, each: Band) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.2)
    x = LEFT
    for cell in each.cells:
        canvas.rect(x, top - each.high, cell.across, each.high)
        x += cell.across
