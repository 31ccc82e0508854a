"""The card for a political birthday, A5 across: the anniversary of joining, with the centre's greeting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.lines import draw_line, paragraphs
from app.documents.pages import PT, Progress, no_progress, write_pages
from app.documents.type import Face, are_told, draw, fitted, missing, settable
from app.domain.calendar import in_numerals
from app.domain.errors import Problem
from app.paths import Out

WIDTH, HEIGHT = 210.0, 148.0
_RED, _PALE, _INK, _GOLD = HexColor("#B5121B"), HexColor("#FDF4EC"), HexColor("#1B1512"), HexColor("#B8892F")
_TITLE = Face("xbs", 30 * PT, spacing=6 * PT)
_NAME = Face("kai", 18 * PT, spacing=0.6 * PT, bolder=0.02)
_BODY = Face("kai", 15 * PT, spacing=0.4 * PT)
_YEARS, _UNIT = Face("xbs", 44 * PT), Face("kai", 14 * PT)
_SIGN = Face("kai", 13 * PT)
_LEFT, _MEASURE, _LEADING = 24.0, 116.0, 9.6


@dataclass(frozen=True)
class Card:
    """Who joined on which day how many years ago, and who greets on which day."""

    name: str
    joined: date
    years: int
    greeting: str
    issuer: str
    issued: date
    sample: bool = False


def write(cards: Sequence[Card], out: Out, progress: Progress = no_progress) -> int:
    """Write one card a page and return their number. Raises Problem naming characters that cannot be printed."""
    said = "".join(card.name + card.greeting + card.issuer for card in cards)
    odd = missing("kai", said.replace("\n", ""))
    if odd and not are_told():
        raise Problem(f"“{odd}”这几个字打印不出来，没有生成贺卡。数据没有改动，请改用通用的写法，再打印。")

    cards = [_boxed(card) for card in cards]

    def page(canvas: Canvas, card: Card) -> None:
        _draw(canvas, card)

    return write_pages(out, (WIDTH, HEIGHT), "政治生日贺卡", cards, _ground, page, progress)


def _boxed(card: Card) -> Card:
    name, greeting, issuer = (settable(text, "kai", card.name) for text in (card.name, card.greeting, card.issuer))
    return replace(card, name=name, greeting=greeting, issuer=issuer)


def _ground(canvas: Canvas) -> None:
    canvas.setFillColor(_PALE)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setStrokeColor(_RED)
    ornament.frame(canvas, WIDTH, HEIGHT, 8.0, 0.7)
    canvas.setStrokeColor(_GOLD)
    ornament.frame(canvas, WIDTH, HEIGHT, 10.0, 0.25)
    ornament.fret_corners(canvas, WIDTH, HEIGHT, 12.0, 8.0, 0.35)
    canvas.setFillColor(_RED)
    draw(canvas, WIDTH / 2, 116.0, "政治生日快乐", _TITLE, "centre")
    canvas.setFillColor(_GOLD)
    canvas.setLineWidth(0.3)
    ornament.parted_rule(canvas, WIDTH / 2, 107.5, length=120, gap=4, reach=1.2)


def _draw(canvas: Canvas, card: Card) -> None:
    canvas.setFillColor(_INK)
    canvas.setStrokeColor(_INK)
    whom = f"{card.name}同志："
    draw(canvas, _LEFT, 92.0, whom, fitted(whom, _NAME, _MEASURE))
    said = f"{card.joined.year}年{card.joined.month}月{card.joined.day}日，您光荣加入中国共产党。{card.greeting}"
    for place, (indent, line) in enumerate(paragraphs(said, _BODY, _MEASURE, indent=2 * _BODY.size)[:5]):
        draw_line(canvas, _LEFT + indent, 80.0 - place * _LEADING, line, _BODY)
    canvas.setFillColor(_RED)
    draw(canvas, 168.0, 66.0, str(card.years), _YEARS, "centre")
    draw(canvas, 168.0, 55.0, "周年", _UNIT, "centre")
    canvas.setFillColor(_INK)
    draw(canvas, WIDTH - _LEFT, 29.0, card.issuer, fitted(card.issuer, _SIGN, 110.0), "right")
    draw(canvas, WIDTH - _LEFT, 21.5, in_numerals(card.issued), _SIGN, "right")
    if card.sample:
        ornament.sample_mark(canvas, WIDTH, HEIGHT)
