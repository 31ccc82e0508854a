"""The woven border and rosettes of a certificate: families of fine curves, each shifted a little against the last."""

from collections.abc import Callable
from math import atan2, cos, degrees, hypot, pi, sin

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

Point = tuple[float, float]
_PERIOD_STEPS = 16  # curve pieces in one period of a wave
_LOBE_STEPS = 8


def band(canvas: Canvas, start: Point, end: Point, reach: float, period: float, count: int) -> None:
    """Weave `count` waves of two harmonics along a straight line, `reach` to either side, in the stroke colour."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    periods = max(1, round(length / period))
    weave = canvas.beginPath()
    for number in range(count):
        _add_curve(weave, _wave(length / periods, reach, 2 * pi * number / count), _PERIOD_STEPS)
    canvas.saveState()
    canvas.translate(*start)
    canvas.rotate(degrees(atan2(end[1] - start[1], end[0] - start[0])))
    for _ in range(periods):
        canvas.drawPath(weave)
        canvas.translate(length / periods, 0)
    canvas.restoreState()


def rosette(canvas: Canvas, x: float, y: float, radius: float, hollow: float, lobes: int, count: int) -> None:
    """Weave `count` curves of so many lobes between `radius` and `hollow` times it, in the stroke colour."""
    petal = canvas.beginPath()
    _add_curve(petal, _flower(radius, hollow, lobes), lobes * _LOBE_STEPS)
    canvas.saveState()
    canvas.translate(x, y)
    for _ in range(count):
        canvas.drawPath(petal)
        canvas.rotate(360 / lobes / count)
    canvas.restoreState()


def _wave(length: float, reach: float, shift: float) -> Callable[[float], Point]:
    """One period of a wave, as a place for each share of the way."""

    def place(share: float) -> Point:
        turn = 2 * pi * share
        return length * share, reach * (0.72 * cos(turn + shift) + 0.28 * cos(2 * turn - shift))

    return place


def _flower(radius: float, hollow: float, lobes: int) -> Callable[[float], Point]:
    """A closed curve around the origin, as a place for each share of the way."""

    def place(share: float) -> Point:
        turn = 2 * pi * share
        reach = radius * ((1 + hollow) / 2 + (1 - hollow) / 2 * cos(lobes * turn))
        return reach * cos(turn), reach * sin(turn)

    return place


def _add_curve(path: PDFPathObject, place: Callable[[float], Point], steps: int) -> None:
    """Add a smooth curve through the places of a whole way, leaning at each towards its neighbours."""
    points = [place(step / steps) for step in range(-1, steps + 2)]
    path.moveTo(*_rounded(points[1]))
    for before, here, there, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        path.curveTo(*_leaning(here, before, there), *_leaning(there, after, here), *_rounded(there))


def _leaning(at: Point, behind: Point, ahead: Point) -> Point:
    return _rounded((at[0] + (ahead[0] - behind[0]) / 6, at[1] + (ahead[1] - behind[1]) / 6))


def _rounded(point: Point) -> Point:
    return round(point[0], 3), round(point[1], 3)
