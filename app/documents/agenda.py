"""The agenda of a meeting, A4 upright."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class AgendaPoint:
    """One item; `carried` is 续议 or 通报办理情况 for one that an earlier meeting left open, "" for a new one."""

    title: str
    carried: str = ""
    note: str = ""


@dataclass(frozen=True)
class Agenda:
    """When and where a meeting will be, in words, who is due, and what it will talk about."""

    title: str
    time: str
    place: str
    chair: str
    points: Sequence[AgendaPoint]
    due: Sequence[str] = ()
    sitting_in: Sequence[str] = ()
    issuer: str = ""
    date: str = ""
    sample: bool = False
