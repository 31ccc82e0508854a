"""The sheet of nine crosses by which a printer is measured; four distances on it are read with a ruler."""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents.overprint import apply
from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.domain.calibration import INSET, Calibration, crosses
from app.paths import Out

_INK, _GREY = HexColor("#000000"), HexColor("#4A4038")
_ARM, _LINE = 6.0, 0.1
_TITLE, _WORDS, _NAME = Face("heib", 16 * PT), Face("song", 11 * PT), Face("heib", 14 * PT)
_READ = {3: "甲", 5: "乙", 1: "丙", 7: "丁"}
"""The crosses whose distances are read, by their place in the rows."""


def write(out: Out, size: tuple[float, float], about: str, calibration: Calibration | None = None) -> int:
    """Write the sheet for paper of a size (mm); `about` says for what. With a calibration it shows what is left."""

    def page(canvas: Canvas, _: str) -> None:
        apply(canvas, calibration or Calibration(), size[1])
        canvas.setStrokeColor(_INK)
        canvas.setFillColor(_INK)
        canvas.setLineWidth(_LINE)
        for place, (x, y) in enumerate(crosses(*size)):
            _cross(canvas, x, size[1] - y, _READ.get(place, ""))
        _words(canvas, size, about)

    return write_pages(out, size, "套打校准", [about], lambda canvas: None, page)


def _cross(canvas: Canvas, x: float, y: float, name: str) -> None:
    canvas.line(x - _ARM, y, x + _ARM, y)
    canvas.line(x, y - _ARM, x, y + _ARM)
    if name:
        draw(canvas, x + 1.5, y + 1.5, name, _NAME)


def _words(canvas: Canvas, size: tuple[float, float], about: str) -> None:
    middle, y = size[0] / 2, size[1] / 2 - 18
    width, height = size[0] - 2 * INSET, size[1] - 2 * INSET
    said = (
        "甲、乙：从纸的左边量到十字中心；丙、丁：从纸的上边量到十字中心。读到 0.1 或 0.5 毫米。",
        f"准确时：甲 {INSET:.0f}　乙 {INSET + width:.0f}　丙 {INSET:.0f}　丁 {INSET + height:.0f}（毫米）",
        "四个读数填进“套打校准”，再打一张，应当都与上面的数相差不到 0.5 毫米。",
    )
    draw(canvas, middle, size[1] / 2 + 12, "套打校准", _TITLE, "centre")
    canvas.setFillColor(_GREY)
    about = settable(about, _WORDS.slot)
    draw(canvas, middle, y + 6.5, about, fitted(about, _WORDS, width - 30), "centre")
    for place, words in enumerate(said):
        draw(canvas, middle, y - place * 7, words, fitted(words, _WORDS, width - 30), "centre")
