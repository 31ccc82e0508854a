"""A year of minutes bound as one book: cover, contents, and each 纪要 beginning on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.documents.minutes_paper import Minutes, paper
from app.documents.official import laid, write_laid
from app.documents.official_blocks import Blank, Block, Entry, Masthead, Official, Title
from app.documents.official_sheet import Page
from app.documents.pages import Progress, no_progress
from app.domain.errors import Problem
from app.paths import Out

_ISSUER_ROW = 6  # below the red line


@dataclass(frozen=True)
class Cover:
    """The words on the cover: a title such as 2026年会议纪要汇编, whose it is, and the day in words."""

    title: str
    issuer: str = ""
    date: str = ""


def write_book(minutes: Sequence[Minutes], out: Out, cover: Cover, progress: Progress = no_progress) -> int:
    """Write the book and return the number of its pages. Raises Problem, and whatever `progress` raises."""
    if not minutes:
        raise Problem("这一年还没有纪要，没有生成文件。请先录入会议，再汇编成册。")
    parts = []
    for done, each in enumerate(minutes, 1):
        parts.append(laid(paper(each)))
        progress(done, len(minutes))
    sample = any(each.sample for each in minutes)
    count = len(_contents(minutes, [0] * len(parts), cover, sample))
    starts = list(accumulate(map(len, parts[:-1]), initial=count + 2))
    contents = _contents(minutes, starts, cover, sample)
    pages = [*_cover(cover, sample), *contents, *(page for part in parts for page in part)]
    return write_laid([_numbered(page, number) for number, page in enumerate(pages, 1)], cover.title, out)


def _cover(cover: Cover, sample: bool) -> list[Page]:
    blocks: list[Block] = [Blank(_ISSUER_ROW), Title(cover.issuer), Title(cover.date)]
    return laid(Official(cover.title, blocks, Masthead(cover.title), sample=sample))


def _contents(minutes: Sequence[Minutes], starts: Sequence[int], cover: Cover, sample: bool) -> list[Page]:
    entries = [
        Entry("　".join(filter(None, (each.number, each.title))), start)
        for each, start in zip(minutes, starts, strict=True)
    ]
    blocks: list[Block] = [Title("目　录"), Blank(), *entries]
    return laid(Official(cover.title, blocks, sample=sample))


def _numbered(page: Page, number: int) -> Page:
    """A page with its number in the book; the cover, the first, has none."""
    return replace(page, number=number if number > 1 else 0)
