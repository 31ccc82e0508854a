"""评选结果的公示 as GB/T 9704-2012 has a notice: who is to be honoured, how long and where to object."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents import official
from app.documents.official_blocks import Blank, Block, Head, Official, Paragraph, Signature, Title, numeral
from app.paths import Out


@dataclass(frozen=True)
class Line:
    """A merchant on the list; `said` are its points, its grade and what else the list tells of it, in words."""

    rank: int
    name: str
    said: str


@dataclass(frozen=True)
class Notice:
    """`opening` says what was rated and how; `window` the days of the notice and their rule, `contact` where to object,
    `remarks` how equals were ordered and what gifts did."""

    title: str
    opening: str
    heading: str
    lines: Sequence[Line]
    window: str
    contact: str
    remarks: Sequence[str]
    issuer: str
    date: str
    sample: bool = False


def write(notice: Notice, out: Out) -> int:
    """Write the notice and return its pages; raises Problem naming characters that cannot print."""
    return official.write(Official(notice.title, list(_blocks(notice)), sample=notice.sample), out)


def _blocks(notice: Notice) -> Iterator[Block]:
    yield Title(notice.title)
    yield Blank()
    yield Paragraph(notice.opening)
    parts = (
        (notice.heading, [f"{line.rank}. {line.name}，{line.said}" for line in notice.lines] or ["无。"]),
        ("公示时间", [notice.window]),
        ("异议的提出", [notice.contact]),
        ("说明", notice.remarks),
    )
    for place, (heading, texts) in enumerate(parts, 1):
        yield Head(f"{numeral(place)}、{heading}")
        yield from map(Paragraph, texts)
    yield Signature(notice.issuer, notice.date)
