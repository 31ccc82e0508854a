"""What is handed over the counter: receipts and slips, on A5 across or on a roll of 80 mm."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.code import draw_code
from app.documents.lines import Line, draw_line, paragraphs
from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.paths import Out

A5, ROLL = "A5", "80 毫米"
FORMATS = (A5, ROLL)
_INK, _RULE = HexColor("#1F2329"), HexColor("#8A9099")
_WIDE, _HIGH, _EDGE = 210.0, 148.0, 16.0
_ACROSS, _MARGIN, _STRIP = 80.0, 5.0, 70.0
_LEAST_HIGH = 90.0
_UNDER_CODE = 80.0  # mm below the head of A5: where the code and its digits have ended


@dataclass(frozen=True)
class CounterSlip:
    """`facts` are labels and texts, `total` the figure that matters in digits and `capitals` in words (or ""), `code`
    digits that a scanner types (or ""), `copies` the names of the copies, a page each."""

    title: str
    number: str
    issuer: str
    facts: Sequence[tuple[str, str]]
    total: tuple[str, str]
    capitals: str = ""
    notes: Sequence[str] = ()
    code: str = ""
    copies: Sequence[str] = ("",)
    sample: bool = False


@dataclass(frozen=True)
class _Faces:
    title: Face
    text: Face
    strong: Face
    small: Face
    leading: float
    label: float


_FACES = {
    A5: _Faces(Face("xbs", 20 * PT), Face("song", 12 * PT), Face("heib", 14 * PT), Face("hei", 8.5 * PT), 7.6, 26.0),
    ROLL: _Faces(Face("heib", 13 * PT), Face("hei", 9.5 * PT), Face("heib", 11 * PT), Face("hei", 7.5 * PT), 5.2, 17.0),
}


def write(slips: Sequence[CounterSlip], out: Out, paper: str = A5) -> int:
    """Write each copy of each slip on a page of its own; returns the pages. Raises Problem naming characters that
    cannot be printed."""
    pages = [(slip, copy) for slip in slips for copy in slip.copies]
    size = (_WIDE, _HIGH) if paper == A5 else (_ACROSS, max((_height(slip) for slip in slips), default=_LEAST_HIGH))

    def page(canvas: Canvas, each: tuple[CounterSlip, str]) -> None:
        _Slip(canvas, *each, paper, size).draw()

    return write_pages(out, size, slips[0].title if slips else "单据", pages, lambda canvas: None, page)


def _lines(text: str, face: Face, across: float) -> tuple[Line, ...]:
    return tuple(line for _, line in paragraphs(settable(text, face.slot), face, across))


def _height(slip: CounterSlip) -> float:
    """How long a strip of the roll a slip takes, in mm."""
    faces = _FACES[ROLL]
    facts = sum(max(1, len(_lines(text, faces.text, _STRIP - faces.label))) for _, text in slip.facts)
    notes = sum(len(_lines(text, faces.small, _STRIP)) for text in slip.notes)
    capitals = len(_lines(slip.capitals, faces.text, _STRIP)) if slip.capitals else 0
    code = 34.0 if slip.code else 0.0
    return max(_LEAST_HIGH, 38.0 + (facts + capitals + 2) * faces.leading + notes * 4.2 + code)


class _Slip:
    """Draws one copy from the top down; `y` is the baseline of the next line."""

    def __init__(self, canvas: Canvas, slip: CounterSlip, copy: str, paper: str, size: tuple[float, float]) -> None:
        self._canvas, self._slip, self._copy, self._roll = canvas, slip, copy, paper == ROLL
        self._wide, self._high = size
        self._faces = _FACES[paper]
        self._left = _MARGIN if self._roll else _EDGE
        self._right = self._wide - self._left
        self._y = self._high - (12.0 if self._roll else 20.0)

    def draw(self) -> None:
        self._canvas.setFillColor(_INK)
        self._canvas.setStrokeColor(_RULE)
        self._canvas.setLineWidth(0.2)
        self._open()
        self._facts()
        self._total()
        self._notes()
        if self._slip.code:
            self._code()
        if self._slip.sample:
            ornament.sample_mark(self._canvas, self._wide, self._high)

    def _open(self) -> None:
        slip, faces = self._slip, self._faces
        draw(
            self._canvas,
            self._wide / 2,
            self._y,
            slip.title,
            fitted(slip.title, faces.title, self._right - self._left),
            "centre",
        )
        self._y -= faces.leading
        draw(self._canvas, self._left, self._y, f"编号：{slip.number}", faces.small)
        draw(self._canvas, self._right, self._y, self._copy, faces.small, "right")
        self._y -= 2.4
        self._canvas.line(self._left, self._y, self._right, self._y)
        self._y -= faces.leading

    def _facts(self) -> None:
        faces = self._faces
        room = self._right - self._left - faces.label - (36.0 if self._slip.code and not self._roll else 0.0)
        for label, text in self._slip.facts:
            draw(self._canvas, self._left, self._y, f"{label}：", faces.text)
            for line in _lines(text or "—", faces.text, room):
                draw_line(self._canvas, self._left + faces.label, self._y, line, faces.text)
                self._y -= faces.leading

    def _total(self) -> None:
        faces, (label, figure) = self._faces, self._slip.total
        if self._slip.code and not self._roll:
            self._y = min(self._y, self._high - _UNDER_CODE)
        self._canvas.line(self._left, self._y + faces.leading * 0.55, self._right, self._y + faces.leading * 0.55)
        self._y -= faces.leading * 0.25
        draw(self._canvas, self._left, self._y, f"{label}：{figure}", faces.strong)
        self._y -= faces.leading
        for line in _lines(self._slip.capitals, faces.text, self._right - self._left) if self._slip.capitals else ():
            draw_line(self._canvas, self._left, self._y, line, faces.text)
            self._y -= faces.leading

    def _notes(self) -> None:
        faces, slip = self._faces, self._slip
        if not self._roll:
            self._y = min(self._y, 30.0)
            draw(self._canvas, self._right, 30.0, f"{slip.issuer}（盖章）", faces.text, "right")
            self._y = 20.0
        else:
            draw(self._canvas, self._left, self._y, slip.issuer, fitted(slip.issuer, faces.text, _STRIP))
            self._y -= faces.leading
        for note in slip.notes:
            for line in _lines(note, faces.small, self._right - self._left):
                draw_line(self._canvas, self._left, self._y, line, faces.small)
                self._y -= 4.2

    def _code(self) -> None:
        """At the right under the head, or under all of it on the roll, with its digits below."""
        side = 26.0
        x, y = (
            (self._right - side - 2.0, self._high - 66.0)
            if not self._roll
            else ((self._wide - side) / 2, self._y - side)
        )
        draw_code(self._canvas, x, y, side, self._slip.code)
        draw(self._canvas, x + side / 2, y - 4.4, self._slip.code, self._faces.small, "centre")
