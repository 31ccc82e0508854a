"""The plaque, 600 x 400 mm: a preview in metal for the wall, or line art for the engraver."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.award import Award, printable
from app.documents.code import draw_code, quiet_zone
from app.documents.lines import in_one_or_two
from app.documents.metal import draw_plate
from app.documents.outline import bounds, spread
from app.documents.pages import Progress, no_progress, write_pages
from app.documents.relief import STYLES, Style, draw_on
from app.documents.type import Face, fitted, width
from app.domain.calendar import in_numerals
from app.paths import Out

WIDTH, HEIGHT = 600.0, 400.0
_MIDDLE = WIDTH / 2
_EDGE = 54.0  # nothing that is said stands nearer to the edge

_HEADLINE = Face("xbs", 18, spacing=3.2)
_STAR, _STAR_PITCH = 17.0, 25.0
_TITLE = Face("xbs", 100)
_TITLE_ACROSS = 408.0
_FEW_CHARACTERS = 112.0
_MERCHANT = Face("xbs", 20, spacing=2)
_MERCHANT_ACROSS, _MERCHANT_PITCH = 440.0, 27.0
_ISSUER = Face("xbs", 13.5, spacing=1.6)
_ISSUER_ACROSS, _ISSUER_PITCH = 260.0, 17.0
_DATE = Face("xbs", 11.5, spacing=1)
_NUMBER = Face("hei", 8.5, spacing=0.5)
_NUMBER_X, _NUMBER_ACROSS = 118.0, 144.0
_CODE, _CODE_X, _CODE_Y = 42.0, 64.0, 58.0
_SLOTS = {
    **dict.fromkeys(("headline", "title", "merchant", "issuer"), "xbs"),
    **dict.fromkeys(("number", "endless"), "hei"),
}
_PATCH = HexColor("#FFFBEA")
_FOOT = 104.0  # how high the code and its patch reach
_AIR_BELOW = 25.0  # between the merchant's name and the foot, as the airs in `_Plaque.rows`


def write(awards: Sequence[Award], out: Out, style: str, progress: Progress = no_progress) -> int:
    """Write one plaque a page, `style` gold, copper or lineart; returns the number of pages. Raises Problem."""
    awards = printable(awards, _SLOTS)
    made = STYLES[style]

    def page(canvas: Canvas, award: Award) -> None:
        _Plaque(canvas, award, made).draw()

    return write_pages(out, (WIDTH, HEIGHT), "牌匾", awards, partial(_ground, style=made), page, progress)


def title_face(title: str) -> Face:
    """The face that sets a title 408 mm across: from five characters on it is narrowed to 80 %, then smaller."""
    ink = sum(right - left for left, _, right, _ in (bounds(_TITLE.slot, character) for character in title))
    size = _TITLE_ACROSS / (ink + 0.1 * (len(title) - 1))
    if len(title) <= 4:
        return _TITLE if len(title) == 4 else replace(_TITLE, size=_FEW_CHARACTERS)
    condense = min(1.0, max(0.8, sqrt(size / _TITLE.size)))
    return Face(_TITLE.slot, size / condense, condense=condense)


def _ground(canvas: Canvas, style: Style) -> None:
    if style.metal:
        draw_plate(canvas, style.metal, WIDTH, HEIGHT)
    canvas.setStrokeColor(style.ink, alpha=1)
    ornament.frame(canvas, WIDTH, HEIGHT, inset=20, line=1.6)
    ornament.frame(canvas, WIDTH, HEIGHT, inset=24, line=0.5)
    ornament.fret_corners(canvas, WIDTH, HEIGHT, inset=28, size=24, line=0.9)


@dataclass(frozen=True)
class _Row:
    """A row of the plaque: the air it wants above it, its height, and what draws it upwards from a y."""

    air: float
    height: float
    draw: Callable[[float], None]


@dataclass(frozen=True)
class _Plaque:
    """One award on a page."""

    canvas: Canvas
    award: Award
    style: Style

    def draw(self) -> None:
        if self.award.sample:
            ornament.sample_mark(self.canvas, WIDTH, HEIGHT)
        rows = self.rows()
        spare = HEIGHT - _EDGE - _FOOT - sum(row.height for row in rows)
        stretch = spare / (sum(row.air for row in rows) + _AIR_BELOW)
        y = HEIGHT - _EDGE
        for row in rows:
            y -= row.air * stretch + row.height
            row.draw(y)
        self.code()
        self.number()
        self.issuer()

    def rows(self) -> list[_Row]:
        """From the headline to the merchant's name; the airs between them share what the rows leave."""
        award = self.award
        headline = fitted(award.headline, _HEADLINE, _MERCHANT_ACROSS)
        rows = [_Row(8, _HEADLINE.size, partial(self.line, award.headline, headline))]
        if award.stars:
            rows.append(_Row(14, _STAR, self.stars))
        face = title_face(award.title)
        rows += [_Row(16, _ink_height(award.title, face), partial(self.title, face)), _Row(20, 0.6, self.rule)]
        names, face = in_one_or_two(award.merchant, _MERCHANT, _MERCHANT_ACROSS)
        rows.append(_Row(13, _MERCHANT.size, partial(self.line, names[0], face)))
        return rows + [_Row(0, _MERCHANT_PITCH, partial(self.line, name, face)) for name in names[1:]]

    def line(self, text: str, face: Face, y: float) -> None:
        self.say(_MIDDLE, y + 0.09 * face.size, text, face, "centre")

    def say(self, x: float, y: float, text: str, face: Face, align: str = "left") -> None:
        draw_on(self.canvas, self.style, x, y, text, face, align)

    def stars(self, y: float) -> None:
        self.canvas.setFillColor(self.style.ink)
        ornament.stars(self.canvas, _MIDDLE, y + 0.47 * _STAR, self.award.stars, _STAR, _STAR_PITCH)

    def title(self, face: Face, y: float) -> None:
        baseline = y - min(bounds(face.slot, character)[1] for character in self.award.title) * face.size
        for character, x in spread(self.award.title, face, _TITLE_ACROSS):
            self.say(_MIDDLE - _TITLE_ACROSS / 2 + x, baseline, character, face)

    def rule(self, y: float) -> None:
        self.canvas.setStrokeColor(self.style.ink)
        self.canvas.setFillColor(self.style.ink)
        self.canvas.setLineWidth(0.6)
        ornament.parted_rule(self.canvas, _MIDDLE, y, length=300, gap=9, reach=3.7)

    def code(self) -> None:
        text = self.award.code_text
        if self.style.metal:
            quiet = quiet_zone(text, _CODE)
            self.canvas.setFillColor(_PATCH)
            self.canvas.rect(_CODE_X - quiet, _CODE_Y - quiet, _CODE + 2 * quiet, _CODE + 2 * quiet, stroke=0, fill=1)
        self.canvas.setFillColor(self.style.code)
        draw_code(self.canvas, _CODE_X, _CODE_Y, _CODE, text)

    def number(self) -> None:
        for text, y in ((f"编号：{self.award.number}", 84), (self.award.validity, 68)):
            self.say(_NUMBER_X, y, text, fitted(text, _NUMBER, _NUMBER_ACROSS))

    def issuer(self) -> None:
        """Issuer and date, one under the other; a long issuer pushes both to the left, away from the edge."""
        names, face = in_one_or_two(self.award.issuer, _ISSUER, _ISSUER_ACROSS)
        x = min(442.0, WIDTH - 64 - max(width(name, face) for name in names) / 2)
        low = 84.0 if len(names) == 1 else 77.0
        for number, name in enumerate(reversed(names)):
            self.say(x, low + number * _ISSUER_PITCH, name, face, "centre")
        self.say(x, low - 19, in_numerals(self.award.issued), _DATE, "centre")


def _ink_height(text: str, face: Face) -> float:
    boxes = [bounds(face.slot, character) for character in text]
    return (max(box[3] for box in boxes) - min(box[1] for box in boxes)) * face.size
