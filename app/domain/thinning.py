"""Which copies of the store may go: recent ones stay close together, old ones far apart."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

DAYS, WEEKS, MONTHS = 12, 10, 9
TODAY_AT_MOST = 48
BEFORE = ("导入前", "升级前", "还原前")
"""Reasons of the copies made before something that could go wrong."""
_BEFORE_DAYS, _BEFORE_AT_MOST = 30, 60
_ASTRAY_AT_MOST = 5


@dataclass(frozen=True)
class Stored:
    """A copy as thinning sees it; `good` is false for one that was found damaged or never checked."""

    name: str
    at: dt.datetime
    reason: str
    good: bool


def superfluous(copies: Iterable[Stored], now: dt.datetime) -> list[Stored]:
    """What may be dropped, oldest first: never the newest good copy, and never a good one for the sake of a bad."""
    ordered = sorted(copies, key=lambda copy: (copy.at, copy.name), reverse=True)
    kept = {copy.name for copy in _kept(ordered, now)}
    return [copy for copy in reversed(ordered) if copy.name not in kept]


def _kept(newest_first: list[Stored], now: dt.datetime) -> list[Stored]:
    """Each rule looks only at the copies it is about, so that what one keeps takes no other's place."""
    good = [copy for copy in newest_first if copy.good]
    past = [copy for copy in good if copy.at.date() <= now.date()]
    astray = [copy for copy in good if copy.at.date() > now.date()]  # the clock was set back since
    today = [copy for copy in past if copy.at.date() == now.date()]
    since = now - dt.timedelta(days=_BEFORE_DAYS)
    before = [copy for copy in past if copy.reason in BEFORE and copy.at >= since]
    return [
        *today[:TODAY_AT_MOST],
        *_newest_of_each(past, DAYS, lambda at: at.date()),
        *_newest_of_each(past, WEEKS, lambda at: at.isocalendar()[:2]),
        *_newest_of_each(past, MONTHS, lambda at: (at.year, at.month)),
        *before[:_BEFORE_AT_MOST],
        *astray[:_ASTRAY_AT_MOST],
        *[copy for copy in newest_first if not copy.good][:_ASTRAY_AT_MOST],
    ]


def _newest_of_each(newest_first: list[Stored], most: int, period: Callable[[dt.datetime], Hashable]) -> list[Stored]:
    newest: dict[Hashable, Stored] = {}
    for copy in newest_first:
        newest.setdefault(period(copy.at), copy)
    return list(newest.values())[:most]
