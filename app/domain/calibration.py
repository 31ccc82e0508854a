"""How far a printer is off, and what to do about it: four readings from a sheet of nine crosses. All in millimetres."""

from dataclasses import dataclass

from app.domain.errors import Invalid

INSET = 20.0
"""How far the outer crosses stand from the edges of the sheet."""
_MOST_OFF, _MOST_STRETCHED = 15.0, 0.03


@dataclass(frozen=True)
class Calibration:
    """What a printer does with one kind of paper from one tray: what is drawn at x (from the left) and y (from the
    top) comes out at dx + sx * x and dy + sy * y."""

    dx: float = 0.0
    dy: float = 0.0
    sx: float = 1.0
    sy: float = 1.0

    def drawn_at(self, x: float, y: float) -> tuple[float, float]:
        """Where to draw what is to come out at x, y."""
        return (x - self.dx) / self.sx, (y - self.dy) / self.sy

    def words(self) -> str:
        """右移 1.2 毫米，下移 -0.3 毫米，横向 100.4%，纵向 99.8%."""
        return f"横向偏 {self.dx:+.1f} 毫米，纵向偏 {self.dy:+.1f} 毫米，横向 {self.sx:.2%}，纵向 {self.sy:.2%}"


@dataclass(frozen=True)
class Readings:
    """What a ruler says: from the left edge of the paper to the left and to the right cross of the middle row, from
    its upper edge to the upper and to the lower cross of the middle column."""

    left: float
    right: float
    top: float
    bottom: float


def crosses(width: float, height: float) -> list[tuple[float, float]]:
    """Where the nine crosses of a sheet stand, row by row, from its upper left corner."""
    return [(x, y) for y in (INSET, height / 2, height - INSET) for x in (INSET, width / 2, width - INSET)]


def solve(readings: Readings, width: float, height: float) -> Calibration:
    """What a printer does with a sheet of this size, from what was read; raises Invalid for what no printer does."""
    dx, sx = _line(readings.left, readings.right, INSET, width - INSET)
    dy, sy = _line(readings.top, readings.bottom, INSET, height - INSET)
    complaints = {
        **_complaints(dx, sx, ("left", "right"), (INSET, width - INSET)),
        **_complaints(dy, sy, ("top", "bottom"), (INSET, height - INSET)),
    }
    if complaints:
        raise Invalid(complaints)
    return Calibration(dx, dy, sx, sy)


def _line(near: float, far: float, near_wanted: float, far_wanted: float) -> tuple[float, float]:
    scale = (far - near) / (far_wanted - near_wanted)
    return near - scale * near_wanted, scale


def _complaints(off: float, scale: float, names: tuple[str, str], wanted: tuple[float, float]) -> dict[str, str]:
    if abs(scale - 1) > _MOST_STRETCHED:
        sentence = f"两个读数应相差约 {wanted[1] - wanted[0]:.0f} 毫米，请再量一次；打印时不要选“适合纸张”。"
        return {names[1]: sentence}
    if abs(off) > _MOST_OFF:
        return {names[0]: f"应在 {wanted[0]:.0f} 毫米左右，请看看纸是不是放反了，再量一次。"}
    return {}
