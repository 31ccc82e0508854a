"""The certificate of honour, A4 landscape. The seal is stamped by hand over issuer and date; none is ever drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.award import Award, printable
from app.documents.border import draw_border
from app.documents.code import draw_code
from app.documents.lines import Line, draw_line, in_one_or_two, paragraphs
from app.documents.pages import PT, Progress, no_progress, write_pages
from app.documents.type import Face, draw, fitted, width
from app.domain.calendar import in_numerals
from app.paths import Out

WIDTH, HEIGHT = 297.0, 210.0
SEAL = 42.0  # the circle kept free for it, around issuer and date
_MIDDLE = WIDTH / 2
_LEFT, _MEASURE = 44.0, 209.0
_RIGHT = _LEFT + _MEASURE

_RED, _INK, _GREY = HexColor("#B5121B"), HexColor("#1B1512"), HexColor("#4A4038")
_GOLD = HexColor("#B8892F")
_TITLE = Face("xbs", 52 * PT, spacing=14 * PT)
_MERCHANT = Face("kai", 22 * PT, spacing=1 * PT, bolder=0.022)
_COLON = Face("kai", 22 * PT)
_BODY_SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)
_ISSUER = Face("kai", 17 * PT, spacing=1.2 * PT, bolder=0.02)
_DATE = Face("kai", 16 * PT, spacing=0.8 * PT)
_NUMBER = Face("hei", 10.5 * PT, spacing=0.3 * PT)
_LEADING, _TIGHTEST = 13.2, 1.4  # mm between baselines; the least, in sizes
_SEAL_X, _SEAL_Y = 215.0, 44.5
_HIGHEST, _LOWEST = 126.5, _SEAL_Y + SEAL / 2 + 4.5  # baselines: the merchant's, and the last that spares the seal
_ISSUER_ACROSS, _ISSUER_PITCH = 100.0, 8.0
_CODE, _CODE_Y = 28.0, 33.0
_NUMBER_X, _NUMBER_ACROSS = 78.0, 100.0
_SLOTS = {"merchant": "kai", "body": "kai", "issuer": "kai", "number": "hei", "endless": "hei"}


def write(awards: Sequence[Award], out: Out, progress: Progress = no_progress) -> int:
    """Write one certificate a page, all of one heading; returns the number of pages. Raises Problem."""
    awards = printable(awards, _SLOTS)
    heading = awards[0].heading if awards else ""

    def page(canvas: Canvas, award: Award) -> None:
        _Certificate(canvas, award).draw()

    return write_pages(out, (WIDTH, HEIGHT), heading, awards, partial(_ground, heading), page, progress)


def _ground(heading: str, canvas: Canvas) -> None:
    draw_border(canvas, WIDTH, HEIGHT)
    canvas.setFillColor(_RED)
    draw(canvas, _MIDDLE, 152.5, heading, _TITLE, "centre")
    canvas.setStrokeColor(_GOLD)
    canvas.setFillColor(_GOLD)
    canvas.setLineWidth(0.35)
    ornament.parted_rule(canvas, _MIDDLE, 143.0, length=170, gap=5, reach=1.5)


@dataclass(frozen=True)
class _Body:
    """The certificate's sentences, broken into lines of a size that leaves room for the seal."""

    face: Face
    lines: tuple[tuple[float, Line], ...]
    leading: float


@dataclass(frozen=True)
class _Certificate:
    """One award on a page."""

    canvas: Canvas
    award: Award

    def draw(self) -> None:
        if self.award.sample:
            ornament.sample_mark(self.canvas, WIDTH, HEIGHT)
        self.canvas.setFillColor(_INK)
        self.canvas.setStrokeColor(_INK)
        names, face = in_one_or_two(self.award.merchant, _MERCHANT, _MEASURE - 1.2 * _MERCHANT.size)
        body = self.body(len(names))
        rows = len(names) + len(body.lines)
        y = _HIGHEST - 0.35 * (_HIGHEST - _LOWEST - (rows - 1) * body.leading)
        for number, name in enumerate(names):
            self.merchant(y - number * body.leading, name, face, colon=number == len(names) - 1)
        for number, (indent, line) in enumerate(body.lines, len(names)):
            draw_line(self.canvas, _LEFT + indent, y - number * body.leading, line, body.face)
        self.issuer()
        self.foot()

    def body(self, above: int) -> _Body:
        """The body in the largest size that fits under so many lines with the merchant's name."""
        for points in _BODY_SIZES:
            size = points * PT
            face = Face("kai", size, spacing=0.045 * size)
            lines = paragraphs(self.award.body, face, _MEASURE, indent=2 * (face.size + face.spacing))
            leading = min(_LEADING, (_HIGHEST - _LOWEST) / max(1, above + len(lines) - 1))
            if leading >= _TIGHTEST * size:
                break
        return _Body(face, lines, leading)

    def merchant(self, y: float, name: str, face: Face, colon: bool) -> None:
        draw(self.canvas, _LEFT, y, name, face)
        end = _LEFT + width(name, face) + 1
        self.canvas.setLineWidth(0.25)
        self.canvas.line(_LEFT - 1, y - 2.3, end, y - 2.3)
        if colon:
            draw(self.canvas, end + 0.6, y, "：", _COLON)

    def issuer(self) -> None:
        """Issuer and date in the middle of the seal; a long issuer moves all three to the left."""
        names, face = in_one_or_two(self.award.issuer, _ISSUER, _ISSUER_ACROSS)
        x = min(_SEAL_X, _RIGHT - max(width(name, face) for name in names) / 2)
        rows = [(name, face) for name in names] + [(in_numerals(self.award.issued), _DATE)]
        top = _SEAL_Y + (len(rows) - 1) * _ISSUER_PITCH / 2
        for number, (text, face) in enumerate(rows):
            draw(self.canvas, x, top - number * _ISSUER_PITCH, text, face, "centre")

    def foot(self) -> None:
        draw_code(self.canvas, _LEFT, _CODE_Y, _CODE, self.award.code_text)
        self.canvas.setFillColor(_GREY)
        for text, y in ((f"证书编号：{self.award.number}", 49.0), (self.award.validity, 41.5)):
            draw(self.canvas, _NUMBER_X, y, text, fitted(text, _NUMBER, _NUMBER_ACROSS))
