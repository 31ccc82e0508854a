"""The receipt of a gift on A5 across: who gave what for what, in words and digits, and a code to find it by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.code import draw_code
from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.paths import Out

WIDTH, HEIGHT = 210.0, 148.0
_LEFT, _RIGHT, _TOP, _STEP = 18.0, 192.0, 104.0, 11.0
_NAME = 28.0
_RED, _INK, _GREY = HexColor("#B5121B"), HexColor("#1B1512"), HexColor("#5A6068")
_TITLE, _ISSUER = Face("xbs", 24 * PT, spacing=8 * PT), Face("song", 12 * PT, spacing=1 * PT)
_LABEL, _WORDS, _NOTE = Face("song", 12 * PT), Face("kai", 14 * PT), Face("hei", 8.5 * PT)
_NOT_FOR_TAX = "本收据只作登记凭证，不作为公益事业捐赠票据。"


@dataclass(frozen=True)
class Receipt:
    """`lines` are names and what stands behind them; `mark` (补打第 2 次, 已冲销) stands by the number, `code` are the
    digits a scanner types."""

    number: str
    day: str
    lines: Sequence[tuple[str, str]]
    issuer: str
    handler: str
    code: str
    mark: str = ""
    sample: bool = False


def write(receipts: Sequence[Receipt], out: Out, progress: Callable[[int, int], None]) -> int:
    """Write a page for each receipt; returns their number. Raises Problem."""

    def page(canvas: Canvas, receipt: Receipt) -> None:
        _draw(canvas, receipt)
        if receipt.sample:
            ornament.sample_mark(canvas, WIDTH, HEIGHT)

    return write_pages(out, (WIDTH, HEIGHT), "收据", receipts, _ground, page, progress)


def _ground(canvas: Canvas) -> None:
    canvas.setFillColor(_RED)
    draw(canvas, WIDTH / 2, 120, "捐赠收据", _TITLE, "centre")
    canvas.setStrokeColor(_RED)
    canvas.setLineWidth(0.4)
    canvas.line(_LEFT, 114, _RIGHT, 114)
    canvas.setFillColor(_GREY)
    draw(canvas, _LEFT, 12, _NOT_FOR_TAX, _NOTE)


def _draw(canvas: Canvas, receipt: Receipt) -> None:
    canvas.setFillColor(_INK)
    issuer = settable(receipt.issuer, _ISSUER.slot)
    draw(canvas, WIDTH / 2, 134, issuer, fitted(issuer, _ISSUER, _RIGHT - _LEFT), "centre")
    draw(canvas, _RIGHT, 117, f"编号 {receipt.number}", _LABEL, "right")
    draw(canvas, _LEFT, 117, receipt.day, _LABEL)
    if receipt.mark:
        canvas.setFillColor(_RED)
        draw(canvas, _RIGHT, 126, receipt.mark, _LABEL, "right")
        canvas.setFillColor(_INK)
    canvas.setStrokeColor(_GREY)
    canvas.setLineWidth(0.15)
    for place, (name, said) in enumerate(receipt.lines):
        y = _TOP - place * _STEP
        draw(canvas, _LEFT, y, name, _LABEL)
        words = settable(said, _WORDS.slot)
        draw(canvas, _LEFT + _NAME, y, words, fitted(words, _WORDS, _RIGHT - _LEFT - _NAME))
        canvas.line(_LEFT + _NAME, y - 2, _RIGHT, y - 2)
    _foot(canvas, receipt)


def _foot(canvas: Canvas, receipt: Receipt) -> None:
    handler = settable(f"经手人：{receipt.handler}", _LABEL.slot)
    draw(canvas, _LEFT, 22, handler, fitted(handler, _LABEL, 60))
    draw(canvas, _LEFT + 66, 22, "收款单位（盖章）：", _LABEL)
    draw_code(canvas, _RIGHT - 16, 14, 16, receipt.code)
    canvas.setFillColor(_GREY)
    draw(canvas, _RIGHT, 9.5, receipt.code, _NOTE, "right")
    canvas.setFillColor(_INK)
