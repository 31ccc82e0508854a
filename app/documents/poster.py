"""The poster of a campaign that may be collected for in public, A4 upright: what for, with whose licence, by when."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.lines import draw_line, in_one_or_two, paragraphs
from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.paths import Out

WIDTH, HEIGHT = 210.0, 297.0
_LEFT, _RIGHT, _TEXT = 28.0, 182.0, 74.0
_RED, _INK, _GREY = HexColor("#B5121B"), HexColor("#1B1512"), HexColor("#4A4038")
_HEAD, _TITLE = Face("xbs", 26 * PT, spacing=6 * PT), Face("xbs", 34 * PT, spacing=2 * PT)
_LABEL, _WORDS, _ISSUER = Face("heib", 15 * PT), Face("fang", 17 * PT), Face("fang", 17 * PT)
_LEADING, _GAP = 9.6, 4.0


@dataclass(frozen=True)
class Poster:
    """`facts` are labels and texts; nobody helped is named in them."""

    title: str
    facts: Sequence[tuple[str, str]]
    issuer: str
    sample: bool = False


def write(poster: Poster, out: Out) -> int:
    """Write the poster on one page. Raises Problem naming characters that cannot be printed."""
    return write_pages(out, (WIDTH, HEIGHT), poster.title, [poster], lambda canvas: None, _draw)


def _draw(canvas: Canvas, poster: Poster) -> None:
    canvas.setFillColor(_RED)
    canvas.rect(0, HEIGHT - 40, WIDTH, 40, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FFFFFF"))
    draw(canvas, WIDTH / 2, HEIGHT - 25, "公益众筹", _HEAD, "centre")
    canvas.setFillColor(_INK)
    names, face = in_one_or_two(settable(poster.title, "xbs"), _TITLE, _RIGHT - _LEFT)
    y = HEIGHT - 75
    for name in names:
        draw(canvas, WIDTH / 2, y, name, face, "centre")
        y -= 17
    canvas.setStrokeColor(_RED)
    canvas.setLineWidth(0.6)
    canvas.line(_LEFT, y + 2, _RIGHT, y + 2)
    _facts(canvas, poster, y - 14)
    draw(canvas, _RIGHT, 38, poster.issuer, fitted(poster.issuer, _ISSUER, _RIGHT - _LEFT), "right")
    if poster.sample:
        ornament.sample_mark(canvas, WIDTH, HEIGHT)


def _facts(canvas: Canvas, poster: Poster, y: float) -> None:
    for label, text in poster.facts:
        canvas.setFillColor(_GREY)
        draw(canvas, _LEFT, y, label, fitted(label, _LABEL, _TEXT - _LEFT - 4))
        canvas.setFillColor(_INK)
        for _, line in paragraphs(settable(text, _WORDS.slot), _WORDS, _RIGHT - _TEXT):
            draw_line(canvas, _TEXT, y, line, _WORDS)
            y -= _LEADING
        y -= _GAP
