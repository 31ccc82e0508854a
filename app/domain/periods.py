"""Periods of a report: months, quarters, half-years, years, and any span of days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.calendar import add_months, spoken
from app.domain.errors import Problem


class Kind(StrEnum):
    """How long a period is."""

    MONTH = "月"
    QUARTER = "季度"
    HALF = "半年"
    YEAR = "年"
    CUSTOM = "自定义"


_MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.YEAR: 12}
_WRITTEN = re.compile(r"(\d{4})(?:-?(Q[1-4]|H[12]|0[1-9]|1[0-2]))?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{8}|\d{4}-\d\d-\d\d)(?:-|\.\.)(\d{8}|\d{4}-\d\d-\d\d)")
_NUMERALS = "一二三四"
_FIRST_YEAR, _MOST_DAYS = 1990, 3653
"""Nothing is told of earlier years, and of no longer spans: what they are compared with has to have days, too."""


@dataclass(frozen=True, order=True)
class Period:
    """First and last day included."""

    start: date
    end: date
    kind: Kind

    @property
    def label(self) -> str:
        """2026年第三季度, 2026年9月, 2026年上半年, 2026年, or from day to day."""
        year, month = self.start.year, self.start.month
        return {
            Kind.MONTH: f"{year}年{month}月",
            Kind.QUARTER: f"{year}年第{_NUMERALS[(month - 1) // 3]}季度",
            Kind.HALF: f"{year}年{'上' if month == 1 else '下'}半年",
            Kind.YEAR: f"{year}年",
            Kind.CUSTOM: f"{spoken(self.start.isoformat())}至{spoken(self.end.isoformat())}",
        }[self.kind]

    @property
    def code(self) -> str:
        """2026Q3, 2026-09, 2026H1, 2026, or 20260901-20260915."""
        year, month = self.start.year, self.start.month
        return {
            Kind.MONTH: f"{year}-{month:02d}",
            Kind.QUARTER: f"{year}Q{(month - 1) // 3 + 1}",
            Kind.HALF: f"{year}H{1 if month == 1 else 2}",
            Kind.YEAR: f"{year}",
            Kind.CUSTOM: f"{self.start:%Y%m%d}-{self.end:%Y%m%d}",
        }[self.kind]

    @property
    def previous(self) -> "Period":
        """The one right before, of the same length."""
        if self.kind == Kind.CUSTOM:
            days = self.end - self.start
            return Period(self.start - days - timedelta(days=1), self.start - timedelta(days=1), self.kind)
        return of(self.kind, add_months(self.start, -_MONTHS[self.kind]))

    @property
    def last_year(self) -> "Period":
        """The same one a year earlier."""
        if self.kind == Kind.CUSTOM:
            return Period(add_months(self.start, -12), add_months(self.end, -12), self.kind)
        return of(self.kind, add_months(self.start, -12))


def of(kind: Kind, day: date) -> Period:
    """The period of a kind that a day lies in."""
    months = _MONTHS[kind]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, add_months(first, months) - timedelta(days=1), kind)


def due(today: date, kind: Kind = Kind.QUARTER) -> Period:
    """The period that a report is made of by default: the one that has just ended."""
    return of(kind, today).previous


def last_quarters(today: date) -> list[Period]:
    """The quarter of a day after the three before it."""
    found = [of(Kind.QUARTER, today)]
    for _ in range(3):
        found.insert(0, found[0].previous)
    return found


def read(text: str) -> Period:
    """What 2026Q3, 2026-09, 2026H1, 2026 or a span of days (20260901-20260915, 2026-09-01..2026-09-15) means; raises
    Problem."""
    words = text.strip().upper()
    if span := _SPAN.fullmatch(words):
        return _custom(text, *(each.replace("-", "") for each in span.groups()))
    if (found := _WRITTEN.fullmatch(words)) and int(found[1]) >= _FIRST_YEAR:
        return _named(int(found[1]), found[2] or "")
    raise Problem(
        f"“{text}”不是报告的期间，没有做任何改动。请写成 2026Q3、2026-09、2026H1、2026 或 2026-07-01..2026-09-15。"
    )


def _custom(text: str, first: str, last: str) -> Period:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise Problem(f"“{text}”里有日历上没有的日子，没有做任何改动。请核对日期。") from error
    if start > end or start.year < _FIRST_YEAR:
        raise Problem(f"“{text}”的开始日期应不晚于结束日期，没有做任何改动。请核对日期。")
    if (end - start).days > _MOST_DAYS:
        raise Problem(f"“{text}”超过十年，没有做任何改动。请把期间写短一些。")
    return Period(start, end, Kind.CUSTOM)


def _named(year: int, part: str) -> Period:
    if not part:
        return of(Kind.YEAR, date(year, 1, 1))
    if part[0] == "Q":
        return of(Kind.QUARTER, date(year, 3 * int(part[1]), 1))
    if part[0] == "H":
        return of(Kind.HALF, date(year, 6 * int(part[1]), 1))
    return of(Kind.MONTH, date(year, int(part), 1))
