"""What two years left behind: the periods the history of the sample store is told in, and how its days are spread."""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from app.domain.calendar import add_months
from app.domain.periods import Kind, Period, of
from app.paths import RESOURCES
from app.services.session import anyone

RUNNING = 8
"""The quarter that runs; 0 is two years before it."""
BEFORE = 4
"""Quarters before the first that people already came from."""
_MONTHS = 3


@dataclass(frozen=True)
class Past:
    """Two years up to a day: its quarters by number, and days in them."""

    today: dt.date

    def quarter(self, number: int) -> Period:
        """A quarter by its number, those before the first below zero."""
        return of(Kind.QUARTER, add_months(self.today.replace(day=1), _MONTHS * (number - RUNNING)))

    def numbers(self) -> range:
        """The numbers of the quarters the history tells of, the running one the last."""
        return range(RUNNING + 1)

    @property
    def start(self) -> dt.date:
        """The first day of the history."""
        return self.quarter(0).start

    def open_days(self, number: int) -> list[dt.date]:
        """The Mondays to Fridays of a quarter up to yesterday."""
        period = self.quarter(number)
        last = min(period.end, self.today - dt.timedelta(days=1))
        days = (period.start + dt.timedelta(days=day) for day in range((last - period.start).days + 1))
        return [day for day in days if day.weekday() < 5]

    def days(self, chance: Random, number: int, count: int) -> list[dt.date]:
        """So many days of a quarter in order; of the running one as many as have come."""
        period, found = self.quarter(number), self.open_days(number)
        if not found:
            return []
        whole = (period.end - period.start).days + 1
        gone = min((self.today - period.start).days, whole)
        return sorted(chance.choices(found, k=round(count * gone / whole)))

    def spread(self, chance: Random, counts: Sequence[int], first: int = 0) -> list[dt.date]:
        """The days of so many in each quarter, the first of them number `first`."""
        return [day for number, count in enumerate(counts, first) for day in self.days(chance, number, count)]


@anyone
def told() -> Mapping[str, Any]:
    """What the history is made of."""
    return _read("past.toml")


@anyone
def called() -> Mapping[str, Any]:
    """What invented people and merchants are called."""
    return _read("names.toml")


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((RESOURCES / "sample" / name).read_text("utf-8"))
