"""Text on a plate: raised from the metal, or bare for the engraver."""

from dataclasses import dataclass

from reportlab.lib.colors import CMYKColor, Color, HexColor
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from app.documents.metal import COPPER, GOLD, Metal
from app.documents.outline import trace
from app.documents.pages import form
from app.documents.type import Face, advance, aligned, draw

_DEEPEST = 0.5
_EM = (-1000, -1000, 2000, 2000)  # thousandths, with room for what hangs over
_EDGES = ((1.0, Color(1, 0.98, 0.86, alpha=0.6)), (-0.6, Color(0.25, 0.05, 0, alpha=0.42)))  # lit below, shaded above


@dataclass(frozen=True)
class Style:
    """How a plaque is made: its metal, None for line art; the colour of its text and of its square code."""

    metal: Metal | None
    ink: Color
    code: Color


STYLES = {
    "gold": Style(GOLD, HexColor("#B5121B"), HexColor("#3A0508")),
    "copper": Style(COPPER, HexColor("#B5121B"), HexColor("#3A0508")),
    "lineart": Style(None, CMYKColor(0, 1, 1, 0.15), CMYKColor(0, 1, 1, 0.15)),
}


def draw_on(canvas: Canvas, style: Style, x: float, y: float, text: str, face: Face, align: str = "left") -> None:
    """Draw one line as `type.draw` does, on metal with a lit and a shaded edge.

    The edges are outlines, not text, so that every word is extracted once.
    """
    x = aligned(x, text, face, align)
    if style.metal:
        _edges(canvas, x, y, text, face)
    canvas.setFillColor(style.ink, alpha=1)
    draw(canvas, x, y, text, face)


def _edges(canvas: Canvas, x: float, y: float, text: str, face: Face) -> None:
    depth = min(_DEEPEST, 0.006 * face.size)
    for share, colour in _EDGES:
        pen = x + share * depth
        canvas.saveState()
        canvas.setFillColor(colour)
        for character in text:
            _stamp(canvas, pen, y - share * depth, character, face)
            pen += (advance(face.slot, character) * face.size + face.spacing) * face.condense
        canvas.restoreState()


def _stamp(canvas: Canvas, x: float, y: float, character: str, face: Face) -> None:
    """Fill the outline of a character; each outline is in a file once."""
    name = f"{face.slot}{ord(character)}"
    if not canvas.hasForm(name):
        with form(canvas, name, _EM):
            path = canvas.beginPath()
            trace(path, face.slot, character)
            canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
    canvas.saveState()
    canvas.transform(face.size * face.condense / 1000, 0, 0, face.size / 1000, x, y)
    canvas.doForm(name)
    canvas.restoreState()
