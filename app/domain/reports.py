"""Reports: the states they pass, the rows behind a figure packed, and the fingerprint of what was frozen."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.errors import Problem


class State(StrEnum):
    """How far a report is; the value is what is stored and what people see."""

    DRAFT = "草稿"
    CHECKING = "复核"
    ISSUED = "签发"
    SUBMITTED = "已报送"
    RETURNED = "退回修改"


NEXT: Mapping[State, tuple[State, ...]] = {
    State.DRAFT: (State.CHECKING,),
    State.CHECKING: (State.ISSUED, State.DRAFT),
    State.ISSUED: (State.SUBMITTED, State.DRAFT),
    State.SUBMITTED: (State.RETURNED,),
    State.RETURNED: (),
}
"""Where a report may go from each state; after 退回修改 a new version begins."""


def refuse_step(was: str, now: State) -> None:
    """Raise Problem where a report cannot go from one state to another."""
    if now not in NEXT[State(was)]:
        raise Problem(f"报告现在是“{was}”，不能直接转为“{now}”。没有改动。")


def pack(rows: Iterable[tuple[int, int]]) -> str:
    """Ids with what each counts for, runs of the same worth joined: 1-40*1;57*300."""
    parts: list[list[int]] = []
    for number, worth in rows:
        if parts and parts[-1][1] == number - 1 and parts[-1][2] == worth:
            parts[-1][1] = number
        else:
            parts.append([number, number, worth])
    return ";".join(f"{first}*{worth}" if first == last else f"{first}-{last}*{worth}" for first, last, worth in parts)


def unpack(packed: str) -> list[tuple[int, int]]:
    """The rows that were packed."""
    found = []
    for part in filter(None, packed.split(";")):
        first, last, worth = _run(part)
        found += [(number, worth) for number in range(first, last + 1)]
    return found


def _run(part: str) -> tuple[int, int, int]:
    span, worth = part.rsplit("*", 1)
    first, _, last = span.partition("-")
    return int(first), int(last or first), int(worth)


SCALES: Mapping[str, int] = {"元": 100, "万元": 100, "小时": 60}
"""How many of what is counted, such as fen or minutes, make one of a unit; 1 for all others."""


def is_ratio(unit: str) -> bool:
    """Whether a unit is that of a share (%) or a mean (件/月), which two numbers make."""
    return unit == "%" or "/" in unit


def scaled(number: int, unit: str) -> float:
    """A count in its unit: fen as 元, minutes as 小时."""
    scale = SCALES.get(unit, 1)
    return number / scale if scale > 1 else number


@dataclass(frozen=True)
class Runs:
    """The rows behind a figure: runs of ids with what each counts for, then how many rows more and their sum."""

    found: tuple[tuple[int, int, int], ...]
    rest_count: int = 0
    rest_sum: int = 0


def runs_of(rows: Iterable[tuple[int, int]], most: int, count: Callable[[], int], total: int) -> Runs:
    """At most so many runs of rows that add up to a total; rows beyond are not read, `count` tells their number."""
    found: list[list[int]] = []
    for number, worth in rows:
        if found and found[-1][1] == number - 1 and found[-1][2] == worth:
            found[-1][1] = number
        elif len(found) == most:
            return _rest(found, count(), total)
        else:
            found.append([number, number, worth])
    return Runs(tuple((first, last, worth) for first, last, worth in found))


def runs_within(packed: str, most: int, total: int) -> Runs:
    """At most so many runs of packed rows that add up to a total."""
    parts = packed.split(";", most) if packed else []
    found = [list(_run(part)) for part in parts[:most]]
    beyond = sum(last - first + 1 for first, last, _ in map(_run, parts[-1].split(";"))) if len(parts) > most else 0
    return _rest(found, beyond + sum(last - first + 1 for first, last, _ in found), total)


def _rest(found: Sequence[Sequence[int]], count: int, total: int) -> Runs:
    told = sum(last - first + 1 for first, last, _ in found)
    summed = sum((last - first + 1) * worth for first, last, worth in found)
    return Runs(tuple((first, last, worth) for first, last, worth in found), count - told, total - summed)


def fingerprint(period: str, version: int, text: str, figures: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256, in hexadecimal, of all that a report froze."""
    told = {"period": period, "version": version, "text": text, "figures": list(figures)}
    content = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()
