"""A blank pledge for one merchant to sign, A4 upright, with the code by which its scan finds the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.code import draw_code
from app.documents.lines import Line, draw_line, paragraphs
from app.documents.pages import PT, Progress, no_progress, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.paths import Out

WIDTH, HEIGHT = 210.0, 297.0
_LEFT, _RIGHT = 26.0, 184.0
_INK, _GREY, _RULE = HexColor("#1B1512"), HexColor("#4A4038"), HexColor("#8A9099")
_TITLE, _NUMBER = Face("xbs", 22 * PT, spacing=2 * PT), Face("hei", 8 * PT)
_BODY, _LABEL, _VALUE = Face("fang", 14 * PT), Face("heib", 11 * PT), Face("song", 11 * PT)
_LEADING, _ROW, _CODE = 8.4, 8.4, 22.0
_TITLE_ACROSS = 100.0


@dataclass(frozen=True)
class Form:
    """`facts` are labels and what is known of the merchant, `items` the sentences promised, `code` digits only."""

    title: str
    merchant: str
    facts: Sequence[tuple[str, str]]
    lead: str
    items: Sequence[str]
    end: str
    code: str
    issuer: str
    sample: bool = False


def write(forms: Sequence[Form], out: Out, progress: Progress = no_progress) -> int:
    """Write a page for each merchant; returns their number. Raises Problem."""

    def page(canvas: Canvas, form: Form) -> None:
        _Page(canvas, form).draw()

    return write_pages(out, (WIDTH, HEIGHT), "承诺书", forms, lambda canvas: None, page, progress)


class _Page:
    """Draws one form from the top down; `y` is the next baseline."""

    def __init__(self, canvas: Canvas, form: Form) -> None:
        self._canvas, self._form, self._y = canvas, form, 252.0

    def draw(self) -> None:
        self._canvas.setFillColor(_INK)
        self._canvas.setStrokeColor(_RULE)
        self._canvas.setLineWidth(0.2)
        self._head()
        self._facts()
        self._sentences()
        self._sign()
        if self._form.sample:
            ornament.sample_mark(self._canvas, WIDTH, HEIGHT)

    def _head(self) -> None:
        title = self._form.title
        draw(self._canvas, WIDTH / 2, 268.0, title, fitted(title, _TITLE, _TITLE_ACROSS), "centre")
        draw_code(self._canvas, _RIGHT - _CODE, 258.0, _CODE, self._form.code)
        draw(self._canvas, _RIGHT - _CODE / 2, 254.0, self._form.code, _NUMBER, "centre")

    def _facts(self) -> None:
        """Two a row, each over a line; a long value takes a row of its own."""
        self._y = 240.0
        for place, (label, value) in enumerate(self._form.facts):
            half = (_RIGHT - _LEFT) / 2
            x = _LEFT + (place % 2) * half
            said = settable(value, _VALUE.slot)
            draw(self._canvas, x, self._y, f"{label}：", _LABEL)
            draw(self._canvas, x + 21, self._y, said, fitted(said, _VALUE, half - 25))
            self._canvas.line(x + 20, self._y - 1.4, x + half - 3, self._y - 1.4)
            if place % 2 or place == len(self._form.facts) - 1:
                self._y -= _ROW
        self._y -= 4

    def _sentences(self) -> None:
        form = self._form
        numbered = [f"{_COUNT[place]}、{item}" for place, item in enumerate(form.items)]
        for sentence in (form.lead, *numbered, form.end):
            for indent, line in _lines(sentence):
                draw_line(self._canvas, _LEFT + indent, self._y, line, _BODY)
                self._y -= _LEADING

    def _sign(self) -> None:
        self._y = min(self._y - 4, 78.0)
        for words in ("承诺范围：", "承诺人（签字、盖章）：", "签订日期：　　　　年　　　月　　　日"):
            draw(self._canvas, _LEFT, self._y, words, _BODY)
            if not words.startswith("签订"):
                start = _LEFT + (26 if words.startswith("承诺范围") else 58)
                self._canvas.line(start, self._y - 1.4, _RIGHT, self._y - 1.4)
            self._y -= 13
        self._canvas.setFillColor(_GREY)
        words = settable(f"签好后请交回{self._form.issuer}。请勿涂污右上角的码，扫描时凭它归档。", _NUMBER.slot)
        draw(self._canvas, _LEFT, 20.0, words, fitted(words, _NUMBER, _RIGHT - _LEFT))


_COUNT = "一二三四五六七八九十"


def _lines(sentence: str) -> tuple[tuple[float, Line], ...]:
    return paragraphs(settable(sentence, _BODY.slot), _BODY, _RIGHT - _LEFT, indent=2 * _BODY.size)
