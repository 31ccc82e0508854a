"""The agenda of a meeting, A4 upright."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents import official
from app.documents.official_blocks import (
    Blank,
    Block,
    Fact,
    Head,
    Names,
    Official,
    Paragraph,
    Signature,
    Title,
    numeral,
)
from app.paths import Out

PRIVATE = "（非公开议题）"
"""Stands for the title of what is not public: an agenda is handed to everybody who comes."""


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


def write(agenda: Agenda, out: Out) -> int:
    """Write the agenda and return the number of pages. Raises Problem naming characters that cannot print."""
    return official.write(Official(f"{agenda.title}议程", list(_blocks(agenda)), sample=agenda.sample), out)


def _blocks(agenda: Agenda) -> Iterator[Block]:
    yield Title(f"{agenda.title}\n议　　程")
    yield Blank()
    for label, said in (("时间", agenda.time), ("地点", agenda.place), ("主持", agenda.chair)):
        if said:
            yield Fact(label, said)
    yield Names("应到", agenda.due)
    yield Names("列席", agenda.sitting_in)
    yield Blank()
    for number, point in enumerate(agenda.points, 1):
        carried = f"（{point.carried}）" if point.carried else ""
        yield Head(f"{numeral(number)}、{point.title}{carried}")
        if point.note:
            yield Paragraph(point.note)
    if agenda.issuer:
        yield Signature(agenda.issuer, agenda.date)
