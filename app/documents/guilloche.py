"""The woven border and rosettes of a certificate: families of fine curves, each shifted a little against the last."""

from collections.abc import Sequence
from math import cos, hypot, pi, sin

from reportlab.pdfgen.canvas import Canvas

Point = tuple[float, float]
_STEPS = 16  # curve pieces in a period of a wave or in two lobes of a rosette


def band(canvas: Canvas, start: Point, end: Point, reach: float, period: float, count: int) -> None:
    """Weave `count` waves of two harmonics along a straight line, `reach` to either side, in the stroke colour."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    periods = max(1, round(length / period))
    steps = periods * _STEPS

    def place(step: int, shift: float) -> Point:
        turn = 2 * pi * step / _STEPS
        aside = reach * (0.72 * cos(turn + shift) + 0.28 * cos(2 * turn - shift))
        ahead = length * step / steps
        return start[0] + along[0] * ahead - along[1] * aside, start[1] + along[1] * ahead + along[0] * aside

    for shift in _shifts(count):
        _draw(canvas, [place(step, shift) for step in range(-1, steps + 2)])


def rosette(canvas: Canvas, x: float, y: float, radius: float, hollow: float, lobes: int, count: int) -> None:
    """Weave `count` curves of so many lobes between `radius` and `hollow` times it, in the stroke colour."""
    steps = lobes * _STEPS // 2

    def place(step: int, shift: float) -> Point:
        turn = 2 * pi * step / steps
        reach = radius * ((1 + hollow) / 2 + (1 - hollow) / 2 * cos(lobes * turn + shift))
        return x + reach * cos(turn), y + reach * sin(turn)

    for shift in _shifts(count):
        _draw(canvas, [place(step, shift) for step in range(-1, steps + 2)])


def _shifts(count: int) -> list[float]:
    return [2 * pi * number / count for number in range(count)]


def _draw(canvas: Canvas, points: Sequence[Point]) -> None:
    """Stroke a smooth curve through all points but the first and the last, which only give it direction."""
    path = canvas.beginPath()
    path.moveTo(*_rounded(points[1]))
    for before, here, there, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        path.curveTo(*_leaning(here, before, there), *_leaning(there, after, here), *_rounded(there))
    canvas.drawPath(path)


def _leaning(at: Point, behind: Point, ahead: Point) -> Point:
    return _rounded((at[0] + (ahead[0] - behind[0]) / 6, at[1] + (ahead[1] - behind[1]) / 6))


def _rounded(point: Point) -> Point:
    return round(point[0], 3), round(point[1], 3)
