"""The certificate of volunteer service, A4 upright: who served how long, event by event. Sealed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.lines import draw_line, paragraphs
from app.documents.pages import PT, write_pages
from app.documents.type import Face, are_told, draw, fitted, missing, settable
from app.domain.calendar import in_numerals
from app.domain.errors import Problem
from app.paths import Out

WIDTH, HEIGHT = 210.0, 297.0
_LEFT, _RIGHT = 28.0, 184.0
_RED, _INK, _GREY, _RULE = HexColor("#B5121B"), HexColor("#1B1512"), HexColor("#4A4038"), HexColor("#B8B2AA")
_TITLE = Face("xbs", 30 * PT, spacing=5 * PT)
_BODY = Face("fang", 16 * PT)
_HEAD, _CELL = Face("heib", 11 * PT), Face("song", 11 * PT)
_ISSUER, _NOTE = Face("fang", 16 * PT), Face("hei", 8.5 * PT)
_LEADING, _ROW = 10.2, 8.0
_TABLE_FIRST, _TABLE_LAST = 158.0, 82.0  # baselines of the table's head on the first page and of its last row
_COLUMNS = (("日期", 0.0), ("活动", 38.0), ("时间", 96.0), ("时长", 130.0))
_ON_FIRST = int((_TABLE_FIRST - _TABLE_LAST) // _ROW)
_ON_LATER = int((262.0 - _TABLE_LAST) // _ROW)


@dataclass(frozen=True)
class Given:
    """One event: its day, name, span and length in words."""

    on: str
    event: str
    span: str
    length: str


@dataclass(frozen=True)
class Service:
    """Hours one person gave, in words, and the events they are the sum of; `issuer` seals it on `issued`."""

    name: str
    period: str
    total: str
    given: Sequence[Given]
    issuer: str
    issued: date
    sample: bool = False


@dataclass(frozen=True)
class _Page:
    number: int
    given: tuple[Given, ...]
    count: int


def write(service: Service, out: Out) -> int:
    """Write the certificate and return the number of its pages. Raises Problem naming characters that cannot print."""
    service = _printable(service)
    first, rest = service.given[:_ON_FIRST], service.given[_ON_FIRST:]
    parts = [first, *(rest[start : start + _ON_LATER] for start in range(0, len(rest), _ON_LATER))]
    pages = [_Page(number, tuple(part), len(parts)) for number, part in enumerate(parts)]

    def page(canvas: Canvas, each: _Page) -> None:
        _Sheet(canvas, service, each).draw()

    return write_pages(out, (WIDTH, HEIGHT), "志愿服务证明", pages, _ground, page)


def _printable(service: Service) -> Service:
    """With a box for each character that no font holds, where somebody is told of boxes."""
    events = "".join(given.event for given in service.given)
    odd = missing("fang", service.name + service.issuer + service.period) + missing("song", events)
    if odd and not are_told():
        raise Problem(f"“{odd}”这几个字打印不出来，没有生成证明。数据没有改动，请改用通用的写法，再打印。")
    given = tuple(replace(each, event=settable(each.event, "song", service.name)) for each in service.given)
    texts = (service.name, service.issuer, service.period)
    name, issuer, period = (settable(text, "fang", service.name) for text in texts)
    return replace(service, name=name, issuer=issuer, period=period, given=given)


def _ground(canvas: Canvas) -> None:
    canvas.setStrokeColor(_RED)
    ornament.frame(canvas, WIDTH, HEIGHT, 12.0, 0.6)
    ornament.frame(canvas, WIDTH, HEIGHT, 14.0, 0.2)
    ornament.fret_corners(canvas, WIDTH, HEIGHT, 16.0, 9.0, 0.35)


class _Sheet:
    """Draws one page."""

    def __init__(self, canvas: Canvas, service: Service, page: _Page) -> None:
        self._canvas, self._service, self._page = canvas, service, page

    def draw(self) -> None:
        top = 262.0
        if self._page.number == 0:
            self._open()
            top = _TABLE_FIRST
        self._table(top)
        if self._page.number == self._page.count - 1:
            self._sign()
        self._foot()
        if self._service.sample:
            ornament.sample_mark(self._canvas, WIDTH, HEIGHT)

    def _open(self) -> None:
        self._canvas.setFillColor(_RED)
        draw(self._canvas, WIDTH / 2, 250.0, "志愿服务证明", _TITLE, "centre")
        self._canvas.setStrokeColor(_RED)
        self._canvas.setLineWidth(0.35)
        ornament.parted_rule(self._canvas, WIDTH / 2, 240.0, length=120, gap=4, reach=1.2)
        self._canvas.setFillColor(_INK)
        service = self._service
        said = (
            f"兹证明{service.name}同志{service.period}参加志愿服务活动 {len(service.given):,} 次，"
            f"累计服务时长 {service.total}，各次活动见下表。\n特此证明。"
        )
        lines = paragraphs(said, _BODY, _RIGHT - _LEFT, indent=2 * _BODY.size)
        for place, (indent, line) in enumerate(lines):
            draw_line(self._canvas, _LEFT + indent, 222.0 - place * _LEADING, line, _BODY)

    def _table(self, top: float) -> None:
        self._canvas.setFillColor(_INK)
        self._canvas.setStrokeColor(_RULE)
        self._canvas.setLineWidth(0.2)
        for words, x in _COLUMNS:
            draw(self._canvas, _LEFT + x, top, words, _HEAD)
        self._canvas.line(_LEFT, top - 2.6, _RIGHT, top - 2.6)
        for place, given in enumerate(self._page.given, 1):
            y = top - place * _ROW
            for text, (_, x), room in zip(
                (given.on, given.event, given.span, given.length), _COLUMNS, (36.0, 56.0, 32.0, 26.0), strict=True
            ):
                draw(self._canvas, _LEFT + x, y, text, fitted(text, _CELL, room))
            self._canvas.line(_LEFT, y - 2.6, _RIGHT, y - 2.6)

    def _sign(self) -> None:
        self._canvas.setFillColor(_INK)
        issuer = self._service.issuer
        draw(self._canvas, _RIGHT - 8.0, 56.0, issuer, fitted(issuer, _ISSUER, 120.0), "right")
        draw(self._canvas, _RIGHT - 8.0, 46.0, in_numerals(self._service.issued), _ISSUER, "right")

    def _foot(self) -> None:
        self._canvas.setFillColor(_GREY)
        draw(self._canvas, _LEFT, 22.0, "本证明所列时长由登记的各次活动相加得出，可逐条核对。", _NOTE)
        if self._page.count > 1:
            words = f"第 {self._page.number + 1} 页，共 {self._page.count} 页"
            draw(self._canvas, _RIGHT, 22.0, words, _NOTE, "right")
