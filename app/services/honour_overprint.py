"""套打: filling in certificates and labels that were printed elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.calibration import Calibration
from app.domain.roles import Right
from app.paths import Out
from app.services import honour_prints
from app.services.honour_prints import OVERPRINT
from app.services.session import requires


@dataclass(frozen=True)
class Filled:
    """A template: its name, the paper it fills in with its size in millimetres, and how many stand on a sheet."""

    name: str
    stock: str
    unit: str
    size: tuple[float, float]
    cells: int

    @property
    def style(self) -> str:
        """What a print with it is remembered as."""
        return f"{OVERPRINT}/{self.name}"


@requires(Right.READ)
def templates() -> list[Filled]:
    """Every template, in its order."""
    from app.documents import overprint

    return [
        Filled(each.name, each.stock, each.unit, (each.width, each.height), each.cells)
        for each in overprint.templates()
    ]


@requires(Right.ENTER)
def write(
    kind: str,
    merchants: Sequence[int],
    template: str,
    out: Out,
    calibration: Calibration | None = None,
    start: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Fill in a template for the honours of these merchants, the first on the label `start` of its sheet; returns the
    number of pages, raises Problem."""
    from app.documents import overprint

    awards = honour_prints.awards_of(kind, merchants)
    report = progress or (lambda done, total: None)
    return overprint.write(awards, overprint.named(template), out, calibration, start, report)
