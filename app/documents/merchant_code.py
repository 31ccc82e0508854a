"""诚信二维码: a sheet for a merchant's counter, A5 or A6 upright, with a code for phones and one for the centre."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.code import draw_code
from app.documents.pages import PT, Progress, no_progress, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.paths import Out

A5, A6 = "A5", "A6"
FORMATS = {A5: 1.0, A6: 2**-0.5}
"""How much smaller than A5 everything is drawn."""
WIDTH, HEIGHT = 148.0, 210.0
_INK, _GREY, _RED = HexColor("#1B1512"), HexColor("#4E5661"), HexColor("#B5121B")
_HEAD, _TITLE, _NAME = Face("song", 13 * PT), Face("xbs", 34 * PT, spacing=3 * PT), Face("heib", 24 * PT)
_HINT, _FOOT, _DIGITS = Face("hei", 13 * PT), Face("song", 12 * PT), Face("hei", 8 * PT)
_EDGE, _CODE, _STAFF = 14.0, 84.0, 17.0
_ACROSS = WIDTH - 2 * _EDGE


@dataclass(frozen=True)
class Card:
    """`text` is what a phone reads, `digits` what a scanner at the centre reads, `lines` stand under the code."""

    merchant: str
    issuer: str
    text: str
    digits: str
    lines: Sequence[str]
    sample: bool = False


def write(cards: Sequence[Card], out: Out, paper: str = A5, progress: Progress = no_progress) -> int:
    """Write a page for each merchant; returns their number. Raises Problem."""
    scale = FORMATS[paper]

    def page(canvas: Canvas, card: Card) -> None:
        canvas.scale(scale, scale)
        _draw(canvas, card)
        if card.sample:
            ornament.sample_mark(canvas, WIDTH, HEIGHT)

    size = (WIDTH * scale, HEIGHT * scale)
    return write_pages(out, size, "诚信二维码", cards, lambda canvas: None, page, progress)


def _draw(canvas: Canvas, card: Card) -> None:
    canvas.setStrokeColor(_RED)
    canvas.setLineWidth(1.2)
    canvas.rect(8, 8, WIDTH - 16, HEIGHT - 16)
    canvas.setLineWidth(0.3)
    canvas.rect(10, 10, WIDTH - 20, HEIGHT - 20)
    canvas.setFillColor(_GREY)
    _centred(canvas, 190.0, card.issuer, _HEAD)
    canvas.setFillColor(_RED)
    _centred(canvas, 173.0, "诚信二维码", _TITLE)
    canvas.setFillColor(_INK)
    _centred(canvas, 156.0, card.merchant, _NAME)
    draw_code(canvas, (WIDTH - _CODE) / 2, 64.0, _CODE, card.text)
    _centred(canvas, 54.0, "手机扫一扫，看登记商户和监督电话", _HINT)
    _foot(canvas, card)


def _foot(canvas: Canvas, card: Card) -> None:
    """The facts at the left, the centre's own code at the right."""
    left = _ACROSS - _STAFF - 12
    for place, line in enumerate(card.lines):
        said = settable(line, _FOOT.slot)
        draw(canvas, _EDGE + 2, 38.0 - place * 7, said, fitted(said, _FOOT, left))
    x = WIDTH - _EDGE - _STAFF - 4
    draw_code(canvas, x, 24.0, _STAFF, card.digits)
    canvas.setFillColor(_GREY)
    draw(canvas, x + _STAFF / 2, 19.0, "工作人员扫", _DIGITS, "centre")
    draw(canvas, x + _STAFF / 2, 15.0, card.digits, _DIGITS, "centre")


def _centred(canvas: Canvas, y: float, text: str, face: Face) -> None:
    said = settable(text, face.slot)
    draw(canvas, WIDTH / 2, y, said, fitted(said, face, _ACROSS), "centre")
