"""The slip by which a revolving flag changes hands: two copies on one sheet of A4, to be cut apart and signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.lines import draw_line, paragraphs
from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.domain.calendar import in_numerals, spoken
from app.paths import Out

WIDTH, HEIGHT = 210.0, 297.0
_HALF = HEIGHT / 2
_LEFT, _RIGHT = 24.0, 186.0
_RED, _INK, _GREY = HexColor("#B5121B"), HexColor("#1B1512"), HexColor("#8A9099")
_TITLE, _BODY, _SIGN = Face("xbs", 22 * PT, spacing=2 * PT), Face("fang", 14 * PT), Face("song", 11 * PT)
_NOTE = Face("hei", 8.5 * PT)
_LEADING = 8.6


@dataclass(frozen=True)
class Slip:
    """Who hands which flag to whom on which day; `giver` "" where it is given for the first time."""

    title: str
    group: str
    giver: str
    held: str
    taker: str
    day: date
    reason: str
    issuer: str
    sample: bool = False


def write(slips: Sequence[Slip], out: Out) -> int:
    """Write a sheet for each hand-over; returns their number. Raises Problem."""

    def page(canvas: Canvas, slip: Slip) -> None:
        for copy, low in (("交出方留存", _HALF), ("接收方留存", 0.0)):
            _draw(canvas, slip, low, copy)
        canvas.setStrokeColor(_GREY)
        canvas.setDash(1.5, 1.5)
        canvas.line(0, _HALF, WIDTH, _HALF)
        canvas.setDash()
        if slip.sample:
            ornament.sample_mark(canvas, WIDTH, HEIGHT)

    return write_pages(out, (WIDTH, HEIGHT), "交接单", slips, lambda canvas: None, page)


def _draw(canvas: Canvas, slip: Slip, low: float, copy: str) -> None:
    canvas.setFillColor(_RED)
    title = f"{slip.title}交接单"
    draw(canvas, WIDTH / 2, low + 122, title, fitted(title, _TITLE, 150), "centre")
    canvas.setStrokeColor(_RED)
    canvas.setFillColor(_RED)
    canvas.setLineWidth(0.3)
    ornament.parted_rule(canvas, WIDTH / 2, low + 115, length=120, gap=4, reach=1.2)
    canvas.setFillColor(_INK)
    lines = paragraphs(settable(_said(slip), _BODY.slot), _BODY, _RIGHT - _LEFT, indent=2 * _BODY.size)
    for place, (indent, line) in enumerate(lines[:6]):
        draw_line(canvas, _LEFT + indent, low + 102 - place * _LEADING, line, _BODY)
    _signatures(canvas, slip, low)
    canvas.setFillColor(_GREY)
    draw(canvas, _LEFT, low + 12, copy, _NOTE)


def _said(slip: Slip) -> str:
    day, reason = spoken(slip.day.isoformat()), f"交接原因：{slip.reason}。" if slip.reason else ""
    if not slip.giver:
        return f"“{slip.title}”（{slip.group}）自{day}起由{slip.taker}首次获得。{reason}"
    return f"“{slip.title}”（{slip.group}）原由{slip.giver}保管（{slip.held}），自{day}起交由{slip.taker}保管。{reason}"


def _signatures(canvas: Canvas, slip: Slip, low: float) -> None:
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(0.2)
    for place, (role, name) in enumerate((("交出", slip.giver or slip.issuer), ("接收", slip.taker))):
        y = low + 44 - place * 12
        said = settable(f"{role}：{name}", _SIGN.slot)
        draw(canvas, _LEFT, y, said, fitted(said, _SIGN, 88))
        draw(canvas, _LEFT + 92, y, "签字", _SIGN)
        canvas.line(_LEFT + 102, y - 1.2, _RIGHT, y - 1.2)
    issuer = settable(slip.issuer, _SIGN.slot)
    draw(canvas, _RIGHT, low + 20, issuer, fitted(issuer, _SIGN, 90), "right")
    draw(canvas, _RIGHT, low + 13, in_numerals(slip.day), _SIGN, "right")
