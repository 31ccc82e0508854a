"""Shares as they are printed: with numerator and denominator, rounded half up."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NOTHING = "—"


@dataclass(frozen=True)
class Ratio:
    """A share with its parts; `rows` are the ids counted in the numerator, `others` the rest of the denominator."""

    rows: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def total(self) -> int:
        """The denominator."""
        return len(self.rows) + len(self.others)

    @property
    def words(self) -> str:
        """9/12 = 75.00%; — where there is nothing to divide by."""
        share = percent(len(self.rows), self.total)
        return share if share == NOTHING else f"{len(self.rows)}/{self.total} = {share}"


def percent(part: int, whole: int) -> str:
    """8775 of 8930 as 98.26%; — where there is nothing to divide by."""
    if not whole:
        return NOTHING
    return f"{(Decimal(100 * part) / whole).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
