"""Plates of gold or copper as they will hang on a wall: a preview, not what the engraver cuts."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

_STOPS = (0, 0.18, 0.34, 0.5, 0.66, 0.82, 1)
_BEVEL = 8.0
_SCREW_INSET = 14.0
_SCRATCHES = 900
_SHADES = 5


@dataclass(frozen=True)
class Metal:
    """A metal: its sheen from corner to corner, its lit and its shaded edge, and the colours of a screw."""

    sheen: tuple[str, ...]
    lit: str
    shaded: str
    screw: tuple[str, str, str]


GOLD = Metal(
    ("#C9993F", "#F3DE9E", "#E2BE67", "#FBF0C4", "#DDB65C", "#F1DB99", "#BF8E36"),
    lit="#FFF6D2",
    shaded="#7C5518",
    screw=("#6D4A16", "#FFF6D0", "#B98A35"),
)
COPPER = Metal(
    ("#A96A3C", "#E9BC8E", "#CF915C", "#F6D9B8", "#C98A55", "#E8BA8B", "#9C5F34"),
    lit="#FFE6CC",
    shaded="#6B3B18",
    screw=("#4E2A10", "#FFE9D2", "#A5673A"),
)


def draw_plate(canvas: Canvas, metal: Metal, width: float, height: float) -> None:
    """Cover the page with a brushed plate, bevelled at its edge and held by four screws."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, 0, width, height)
    canvas.clipPath(clip, stroke=0)
    canvas.linearGradient(0, height, width, 0, [HexColor(shade) for shade in metal.sheen], _STOPS)
    _brush(canvas, width, height)
    _bevel(canvas, metal, width, height)
    for x in (_SCREW_INSET, width - _SCREW_INSET):
        for y in (_SCREW_INSET, height - _SCREW_INSET):
            _screw(canvas, metal, x, y)
    canvas.restoreState()


def _brush(canvas: Canvas, width: float, height: float) -> None:
    """Fine scratches along the plate, the same in every file."""
    chance = Random(7)
    for shade in range(1, _SHADES + 1):
        for colour, strongest in ((Color(1, 1, 1), 0.11), (Color(0.35, 0.22, 0.05), 0.07)):
            canvas.setStrokeColor(colour, alpha=round(strongest * shade / _SHADES, 3))
            for _ in range(_SCRATCHES // _SHADES // 2):
                y, start, length = (chance.random() for _ in range(3))
                canvas.setLineWidth(round(0.1 + 0.15 * chance.random(), 2))
                x = width * (start * 1.2 - 0.3)
                canvas.line(x, y * height, x + width * (0.25 + 0.75 * length), y * height)


def _bevel(canvas: Canvas, metal: Metal, width: float, height: float) -> None:
    """Four slanting sides, lit from the upper left."""
    outer = ((0, 0), (0, height), (width, height), (width, 0))
    inner = (
        (_BEVEL, _BEVEL),
        (_BEVEL, height - _BEVEL),
        (width - _BEVEL, height - _BEVEL),
        (width - _BEVEL, _BEVEL),
    )
    light = ((metal.lit, 0.3), (metal.lit, 0.55), (metal.shaded, 0.38), (metal.shaded, 0.5))
    for side, (colour, alpha) in enumerate(light):
        following = (side + 1) % 4
        canvas.setFillColor(HexColor(colour), alpha=alpha)
        _fill(canvas, iter((outer[side], outer[following], inner[following], inner[side])))


def _fill(canvas: Canvas, corners: Iterator[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    path.moveTo(*next(corners))
    for corner in corners:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _screw(canvas: Canvas, metal: Metal, x: float, y: float) -> None:
    rim, glint, body = (HexColor(colour) for colour in metal.screw)
    canvas.saveState()
    canvas.setFillColor(rim, alpha=1)
    canvas.circle(x, y, 4.4, stroke=0, fill=1)
    clip = canvas.beginPath()
    clip.circle(x, y, 4.0)
    canvas.clipPath(clip, stroke=0)
    canvas.radialGradient(x - 1.2, y + 1.2, 5.6, [glint, body, rim], [0, 0.6, 1])
    canvas.restoreState()
