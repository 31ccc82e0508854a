"""Volunteer hours: how long, and that no hour is counted twice."""

import re

_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")


def minutes_between(begins: str, ends: str) -> int | None:
    """Minutes from one time of a day (9:00) to a later one; None where they are no times or not in order."""
    times = [_minutes(begins), _minutes(ends)]
    if None in times or times[0] >= times[1]:  # type: ignore[operator]
        return None
    return times[1] - times[0]  # type: ignore[operator]


def overlaps(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spans of the same day, each (begins, ends), share a minute."""
    first, second = ([_minutes(time) or 0 for time in span] for span in (one, other))
    return first[0] < second[1] and second[0] < first[1]


def hours(minutes: int) -> str:
    """Minutes as people say them: 2 小时, 2 小时 30 分, 45 分."""
    whole, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{whole} 小时" if whole else "", f"{rest} 分" if rest or not whole else "") if part
    )


def _minutes(time: str) -> int | None:
    found = _TIME.fullmatch(time.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None
