"""套打: only what differs is printed, on paper that bears the rest already. Templates are data.

Positions are millimetres from the upper left corner of the paper, or of the label on a sheet of several.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.award import Award, printable
from app.documents.code import draw_code
from app.documents.lines import draw_line, paragraphs
from app.documents.pages import PT, Progress, no_progress, write_pages
from app.documents.type import Face, draw, fitted, width
from app.domain.calendar import in_numerals
from app.domain.calibration import Calibration
from app.domain.errors import Problem
from app.paths import RESOURCES, Out

_INK = HexColor("#1B1512")
_FILLED = {
    "endless": "{validity}",
    **{name: f"{{{name}}}" for name in ("merchant", "title", "number", "issuer", "body")},
}
"""What stands for each text of an award."""
_SMALLEST, _TIGHTEST = 10, 1.4  # points; lines stand at least so many sizes apart


@dataclass(frozen=True)
class Text:
    """One line; `y` is its baseline, `room` the width it is condensed into, `after` follows beyond an underline."""

    say: str
    x: float
    y: float
    slot: str
    points: float
    room: float
    align: str = "left"
    underline: bool = False
    after: str = ""


@dataclass(frozen=True)
class Body:
    """Sentences from the baseline `y` down to `lowest` at most, set smaller where they are long."""

    say: str
    x: float
    y: float
    measure: float
    lowest: float
    slot: str
    points: int
    leading: float


@dataclass(frozen=True)
class Code:
    """The square code by its upper left corner."""

    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Template:
    """What is filled in where on one kind of paper; a sheet of labels has `columns` and `rows` of them."""

    name: str
    stock: str
    unit: str
    width: float
    height: float
    texts: tuple[Text, ...]
    bodies: tuple[Body, ...] = ()
    codes: tuple[Code, ...] = ()
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    pitch_x: float = 0.0
    pitch_y: float = 0.0

    @property
    def cells(self) -> int:
        """How many stand on a sheet."""
        return self.columns * self.rows

    def corner(self, cell: int) -> tuple[float, float]:
        """The upper left corner of a label, counted row by row from 0."""
        row, column = divmod(cell, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


@dataclass(frozen=True)
class _Sheet:
    filled: tuple[tuple[int, Award], ...] = field(default_factory=tuple)


@cache
def templates() -> tuple[Template, ...]:
    """Every template that ships, in the order of the files."""
    files = sorted((RESOURCES / "overprint").glob("*.toml"))
    return tuple(_read(tomllib.loads(file.read_text("utf-8"))) for file in files)


def named(name: str) -> Template:
    """The template of this name; raises Problem."""
    found = next((template for template in templates() if template.name == name), None)
    if found is None:
        names = "、".join(template.name for template in templates())
        raise Problem(f"没有“{name}”这种套打模板，没有打印。可选：{names}。")
    return found


def write(
    awards: Sequence[Award],
    template: Template,
    out: Out,
    calibration: Calibration | None = None,
    start: int = 1,
    progress: Progress = no_progress,
) -> int:
    """Fill in a template for each award, the first on the label `start` (from 1) of its sheet, drawn so that a printer
    that is off by `calibration` puts it right; returns the number of pages. Raises Problem."""
    awards = printable(awards, _slots(template))
    set_right = calibration or Calibration()

    def page(canvas: Canvas, sheet: _Sheet) -> None:
        apply(canvas, set_right, template.height)
        for cell, award in sheet.filled:
            _Cell(canvas, template, award, template.corner(cell)).draw()
        if any(award.sample for _, award in sheet.filled):
            ornament.sample_mark(canvas, template.width, template.height)

    sheets = _sheets(awards, template.cells, start)
    return write_pages(
        out, (template.width, template.height), template.name, sheets, lambda canvas: None, page, progress
    )


def apply(canvas: Canvas, calibration: Calibration, height: float) -> None:
    """Let all that is drawn on this page of a height (mm) be set right for a printer."""
    left, upper = calibration.drawn_at(0, 0)
    lower = height - calibration.drawn_at(0, height)[1]
    canvas.transform(1 / calibration.sx, 0, 0, (height - upper - lower) / height, left, lower)


def _sheets(awards: Sequence[Award], cells: int, start: int) -> list[_Sheet]:
    first = (start - 1) % cells
    places = [divmod(place, cells) for place in range(first, first + len(awards))]
    count = places[-1][0] + 1 if places else 0
    filled: list[list[tuple[int, Award]]] = [[] for _ in range(count)]
    for (sheet, cell), award in zip(places, awards, strict=True):
        filled[sheet].append((cell, award))
    return [_Sheet(tuple(each)) for each in filled]


def _values(award: Award) -> dict[str, Any]:
    return {
        "merchant": award.merchant,
        "title": award.title,
        "number": award.number,
        "issuer": award.issuer,
        "body": award.body,
        "validity": award.validity,
        "day_in_numerals": in_numerals(award.issued),
    }


def _slots(template: Template) -> dict[str, str]:
    """By the name of a text of an award the slot it is filled in with."""
    filled: list[Text | Body] = [*template.texts, *template.bodies]
    return {name: each.slot for each in filled for name, said in _FILLED.items() if said in each.say}


class _Cell:
    """One award on its paper or label."""

    def __init__(self, canvas: Canvas, template: Template, award: Award, corner: tuple[float, float]) -> None:
        self._canvas, self._template, self._award = canvas, template, award
        self._x, self._y = corner
        self._values = _values(award)

    def draw(self) -> None:
        self._canvas.setFillColor(_INK)
        self._canvas.setStrokeColor(_INK)
        for text in self._template.texts:
            self._text(text)
        for body in self._template.bodies:
            self._body(body)
        for code in self._template.codes:
            x, y = self._at(code.x, code.y + code.size)
            draw_code(self._canvas, x, y, code.size, self._award.code_text)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x, self._template.height - self._y - y

    def _text(self, text: Text) -> None:
        said = text.say.format(**self._values)
        face = fitted(said, Face(text.slot, text.points * PT), text.room)
        x, y = self._at(text.x, text.y)
        draw(self._canvas, x, y, said, face, text.align)
        end = x + width(said, face) + 1
        if text.underline:
            self._canvas.setLineWidth(0.25)
            self._canvas.line(x - 1, y - 2.3, end, y - 2.3)
        if text.after:
            draw(self._canvas, end + 0.6, y, text.after, Face(text.slot, text.points * PT))

    def _body(self, body: Body) -> None:
        said = body.say.format(**self._values)
        for points in range(body.points, _SMALLEST - 1, -1):
            face = Face(body.slot, points * PT, spacing=0.045 * points * PT)
            lines = paragraphs(said, face, body.measure, indent=2 * (face.size + face.spacing))
            leading = min(body.leading, (body.lowest - body.y) / max(1, len(lines) - 1))
            if leading >= _TIGHTEST * face.size:
                break
        for place, (indent, line) in enumerate(lines):
            x, y = self._at(body.x + indent, body.y + place * leading)
            draw_line(self._canvas, x, y, line, face)


def _read(row: dict[str, Any]) -> Template:
    texts, bodies, codes = (row.pop(name, []) for name in ("text", "body", "code"))
    return Template(
        **row,
        texts=tuple(Text(**each) for each in texts),
        bodies=tuple(Body(**each) for each in bodies),
        codes=tuple(Code(**each) for each in codes),
    )
