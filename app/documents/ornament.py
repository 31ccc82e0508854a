"""Stars, frames, corners and rules. Millimetres; colours are set by the caller unless named here."""

import math
from itertools import pairwise

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents.type import Face, draw

_CORNER = (
    ((7, 0), (0, 0), (0, 7)),
    ((7, 0), (7, 3), (4, 3), (4, 1.5), (5.5, 1.5)),
    ((0, 7), (3, 7), (3, 4), (1.5, 4), (1.5, 5.5)),
)
_CORNER_UNITS = 7


def star(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """Fill a five-pointed star around x, y."""
    path = canvas.beginPath()
    for corner in range(10):
        angle = math.pi / 2 + corner * math.pi / 5
        reach = radius if corner % 2 == 0 else radius * 0.382
        (path.lineTo if corner else path.moveTo)(x + reach * math.cos(angle), y + reach * math.sin(angle))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def stars(canvas: Canvas, x: float, y: float, count: int, across: float, pitch: float) -> None:
    """Fill a row of stars centred on x, y."""
    radius = across / 2 / math.cos(math.pi / 10)
    for number in range(count):
        star(canvas, x + (number - (count - 1) / 2) * pitch, y, radius)


def lozenge(canvas: Canvas, x: float, y: float, reach: float) -> None:
    """Fill a square standing on its corner around x, y."""
    path = canvas.beginPath()
    path.moveTo(x - reach, y)
    for dx, dy in ((0, reach), (reach, 0), (0, -reach)):
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def parted_rule(canvas: Canvas, x: float, y: float, length: float, gap: float, reach: float) -> None:
    """Draw a rule centred on x, y, parted by a lozenge."""
    canvas.line(x - length / 2, y, x - gap, y)
    canvas.line(x + gap, y, x + length / 2, y)
    lozenge(canvas, x, y, reach)


def frame(canvas: Canvas, width: float, height: float, inset: float, line: float) -> None:
    """Draw a rectangle whose line runs `inset` from the edges of the page."""
    canvas.setLineWidth(line)
    canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset)


def fret_corners(canvas: Canvas, width: float, height: float, inset: float, size: float, line: float) -> None:
    """Draw a 回纹 in each corner, `inset` from both edges."""
    for x, y, right, up in (
        (inset, inset, 1, 1),
        (width - inset, inset, -1, 1),
        (inset, height - inset, 1, -1),
        (width - inset, height - inset, -1, -1),
    ):
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(right * size / _CORNER_UNITS, up * size / _CORNER_UNITS)
        canvas.setLineWidth(line * _CORNER_UNITS / size)
        canvas.setLineCap(2)
        for stroke in _CORNER:
            canvas.lines([(*start, *end) for start, end in pairwise(stroke)])
        canvas.restoreState()


def sample_mark(canvas: Canvas, width: float, height: float) -> None:
    """Write 示例 across the page, so that it cannot be taken for a real one."""
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)) * 0.75)
    canvas.setFillColor(HexColor("#5A5A5A"), alpha=0.16)
    size = min(width, height) * 0.36
    draw(canvas, 0, -0.38 * size, "示例", Face("heib", size, spacing=0.35 * size), "centre")
    canvas.restoreState()
