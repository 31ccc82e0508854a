"""The organisation chart: boxes from left to right with what stands under them, on A4 or A3 across, over as many pages
as it takes; on a later page those above come first again."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.paths import Out

PAPERS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
_LEFT, _RIGHT, _TOP, _BOTTOM = 14.0, 14.0, 26.0, 16.0
_INK, _QUIET, _RULE = HexColor("#1F2329"), HexColor("#4E5661"), HexColor("#8A9099")
_RED, _PALE = HexColor("#B5121B"), HexColor("#FDF1F0")
_TITLE = Face("xbs", 18 * PT)
_NAME, _UNDER, _FOOT = Face("heib", 9 * PT), Face("hei", 7.5 * PT), Face("hei", 8 * PT)
_BOX, _ROW, _GAP = 11.0, 14.0, 9.0  # mm: height of a box, of the room it takes, and between two columns
_WIDEST = 62.0


@dataclass(frozen=True)
class Box:
    """One node: how deep it stands, its name, and a line under it."""

    depth: int
    name: str
    under: str


@dataclass(frozen=True)
class Chart:
    """`boxes` each followed by those under it; `mark` says as of which day, and who made it."""

    title: str
    boxes: Sequence[Box]
    mark: str
    sample: bool = False


@dataclass(frozen=True)
class _Page:
    number: int
    boxes: tuple[Box, ...]


def write(chart: Chart, out: Out, paper: str = "A4") -> int:
    """Write the chart on a paper and return the number of its pages. Raises Problem."""
    size = PAPERS[paper]
    pages = _pages(chart.boxes, int((size[1] - _TOP - _BOTTOM) // _ROW))

    def page(canvas: Canvas, each: _Page) -> None:
        _Sheet(canvas, chart, size, len(pages)).draw(each)

    return write_pages(out, size, chart.title, pages, lambda canvas: None, page)


def _pages(boxes: Sequence[Box], most: int) -> list[_Page]:
    """So many boxes a page; what stands above the first of a page is repeated before it."""
    pages: list[_Page] = []
    above: list[Box] = []
    current: list[Box] = []
    for box in boxes:
        del above[box.depth :]
        if len(current) >= most:
            pages.append(_Page(len(pages), tuple(current)))
            current = list(above)
        current.append(box)
        above.append(box)
    return [*pages, _Page(len(pages), tuple(current))] if current else pages


class _Sheet:
    """Draws one page: each box in the column of its depth, joined to the one above it."""

    def __init__(self, canvas: Canvas, chart: Chart, size: tuple[float, float], count: int) -> None:
        self._canvas, self._chart, self._count = canvas, chart, count
        self._width, self._height = size
        depths = 1 + max(box.depth for box in chart.boxes)
        room = self._width - _LEFT - _RIGHT - _GAP * (depths - 1)
        self._column = min(_WIDEST, room / depths)

    def draw(self, page: _Page) -> None:
        self._canvas.setFillColor(_INK)
        draw(self._canvas, self._width / 2, self._height - 17.0, settable(self._chart.title, "xbs"), _TITLE, "centre")
        spots = [(box, self._place(place, box.depth)) for place, box in enumerate(page.boxes)]
        self._join(spots)
        for box, (x, y) in spots:
            self._box(box, x, y)
        self._foot(page.number)
        if self._chart.sample:
            ornament.sample_mark(self._canvas, self._width, self._height)

    def _place(self, place: int, depth: int) -> tuple[float, float]:
        """The lower left corner of a box."""
        x = _LEFT + depth * (self._column + _GAP)
        return x, self._height - _TOP - place * _ROW - _BOX

    def _join(self, spots: list[tuple[Box, tuple[float, float]]]) -> None:
        """From each box to the one above: out of its left side, up beside its column."""
        self._canvas.setStrokeColor(_RULE)
        self._canvas.setLineWidth(0.25)
        above: dict[int, float] = {}
        for box, (x, y) in spots:
            middle = y + _BOX / 2
            if box.depth and box.depth - 1 in above:
                stem = x - _GAP + 3.0
                self._canvas.lines(
                    [
                        (x - _GAP, above[box.depth - 1], stem, above[box.depth - 1]),
                        (stem, above[box.depth - 1], stem, middle),
                        (stem, middle, x, middle),
                    ]
                )
            above[box.depth] = middle

    def _box(self, box: Box, x: float, y: float) -> None:
        self._canvas.setStrokeColor(_RED if box.depth == 0 else _RULE)
        self._canvas.setFillColor(_PALE if box.depth == 0 else HexColor("#FFFFFF"))
        self._canvas.setLineWidth(0.3)
        self._canvas.roundRect(x, y, self._column, _BOX, 1.2, stroke=1, fill=1)
        room = self._column - 4.0
        for text, face, colour, up in ((box.name, _NAME, _INK, 6.2), (box.under, _UNDER, _QUIET, 2.0)):
            said = settable(text, face.slot)
            self._canvas.setFillColor(colour)
            draw(self._canvas, x + 2.0, y + up, said, fitted(said, face, room))

    def _foot(self, number: int) -> None:
        self._canvas.setFillColor(_QUIET)
        draw(self._canvas, _LEFT, 8.0, settable(self._chart.mark, "hei"), _FOOT)
        counted = f"第 {number + 1:,} 页，共 {self._count:,} 页"
        draw(self._canvas, self._width - _RIGHT, 8.0, counted, _FOOT, "right")
