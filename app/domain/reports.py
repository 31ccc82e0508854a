"""Reports: the states they pass, the rows behind a figure packed, and the fingerprint of what was frozen."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
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
        span, worth = part.rsplit("*", 1)
        first, _, last = span.partition("-")
        found += [(number, int(worth)) for number in range(int(first), int(last or first) + 1)]
    return found


def fingerprint(period: str, version: int, text: str, figures: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256, in hexadecimal, of all that a report froze."""
    told = {"period": period, "version": version, "text": text, "figures": list(figures)}
    content = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()
