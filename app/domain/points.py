"""Points: what a rule gives, which lots a spend takes, and what is owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import add_months


class Kind(StrEnum):
    """Why points change; the value is what is stored and what people see."""

    EARNED = "得分"
    REDEEMED = "兑换"
    EXPIRED = "过期"
    REVERSED = "冲正"
    ADJUSTED = "调整"
    OPENING = "期初"


@dataclass(frozen=True)
class Rule:
    """For every `unit` of a source `points`, at most `monthly_cap` a holder and month (0: any); lots last
    `expires_months` (0: for ever)."""

    source: str
    points: int
    unit: int
    monthly_cap: int = 0
    expires_months: int = 0
    start: str = ""
    id: int = 0

    def earned(self, amount: int, already: int = 0) -> int:
        """The points for an amount in the rule's unit, part units dropped; `already` earned by it this month."""
        points = max(amount, 0) // self.unit * self.points
        return min(points, max(self.monthly_cap - already, 0)) if self.monthly_cap else points

    def expiry(self, on: date) -> str:
        """The last day a lot earned on a day holds, ISO; "" for ever."""
        return add_months(on, self.expires_months).isoformat() if self.expires_months else ""


@dataclass(frozen=True)
class Lot:
    """Points gained together, of which `left` are not spent. `expires` is the last day they hold, ISO or ""."""

    entry: int
    on: str
    expires: str
    left: int

    def holds(self, day: str) -> bool:
        """Whether the lot can be spent on an ISO day."""
        return self.left > 0 and (not self.expires or self.expires >= day)


def take(lots: Iterable[Lot], points: int, day: str) -> tuple[list[tuple[int, int]], int]:
    """Spend points, the oldest lots first: (entry of the lot, points) of each, and how many no lot covers."""
    taken = []
    for lot in sorted(lots, key=lambda lot: (lot.on, lot.entry)):
        if points and lot.holds(day):
            part = min(lot.left, points)
            taken.append((lot.entry, part))
            points -= part
    return taken, points


def expired(lots: Iterable[Lot], day: str) -> Sequence[Lot]:
    """The lots with something left that no longer hold on an ISO day, the earliest first."""
    gone = [lot for lot in lots if lot.left > 0 and lot.expires and lot.expires < day]
    return sorted(gone, key=lambda lot: (lot.expires, lot.entry))
