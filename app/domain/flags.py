"""A revolving flag: whoever was handed it last holds it, so that there is one holder on any day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.calendar import spoken
from app.domain.errors import Problem


@dataclass(frozen=True)
class Holding:
    """A merchant (an id) holds the flag from an ISO day until the next holding of its group begins."""

    merchant: int
    start: str


def holder_on(holdings: Sequence[Holding], day: dt.date) -> int:
    """The merchant that holds the flag of a group on a day; 0 before it was first given."""
    begun = [holding for holding in holdings if holding.start <= day.isoformat()]
    return max(begun, key=lambda holding: holding.start).merchant if begun else 0


def check_hand_over(holdings: Sequence[Holding], merchant: int, day: dt.date, today: dt.date) -> None:
    """Raise Problem for a hand-over before the last one, in the future, or to whoever holds the flag already."""
    if day > today:
        raise Problem("交接日期在今天以后，没有交接。请在交接之后再登记。")
    if not holdings:
        return
    last = max(holdings, key=lambda holding: holding.start)
    if day.isoformat() <= last.start:
        raise Problem(f"上一次交接是{spoken(last.start)}，这一次要在它之后，没有交接。请核对日期。")
    if merchant == last.merchant:
        raise Problem("红旗现在就在这家商户，没有交接。请选另一家。")
