"""纪要 as GB/T 9704-2012 has it, and a year of them bound as one book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.official import laid, write_laid
from app.documents.official_blocks import (
    Annexes,
    Blank,
    Block,
    Fact,
    Head,
    Imprint,
    Masthead,
    Names,
    NewPage,
    Official,
    Paragraph,
    Title,
    numeral,
)
from app.paths import Out

_KINDS = {(True, True): "改动", (True, False): "删去", (False, True): "新增", (False, False): "空行"}


@dataclass(frozen=True)
class Resolved:
    """A resolution, and its votes in words: 应到16，实到9＞8；赞成9＞8，通过."""

    text: str
    arithmetic: str = ""


@dataclass(frozen=True)
class Assigned:
    """What was to be done, by whom, and by which day in words."""

    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True)
class Item:
    """One item of the agenda as the minutes have it."""

    title: str
    text: str = ""
    resolutions: Sequence[Resolved] = ()
    actions: Sequence[Assigned] = ()


@dataclass(frozen=True)
class Change:
    """A line that an amendment changed; "" before for an added one, "" after for one that was taken out."""

    before: str
    after: str


@dataclass(frozen=True)
class Minutes:
    """The minutes of one meeting, dates and times in words.

    `mark` is the red head such as 联席会议纪要, `number` 〔2026〕3号 or 第3次; `issuer` and `date` stand above the red
    line. `count` is 应到16，实到9 and so on; `late` is the day of a late entry. `fingerprint` is "" until they are
    finalised. `left_out` counts the private items a shared copy lacks; `changes` are those against the version
    before, made for a `reason`.
    """

    mark: str
    issuer: str
    date: str
    title: str
    number: str = ""
    time: str = ""
    place: str = ""
    chair: str = ""
    recorder: str = ""
    text: str = ""
    items: Sequence[Item] = ()
    present: Sequence[str] = ()
    excused: Sequence[str] = ()
    sitting_in: Sequence[str] = ()
    absent: Sequence[str] = ()
    count: str = ""
    copies: Sequence[str] = ()
    annexes: Sequence[str] = ()
    late: str = ""
    fingerprint: str = ""
    version: int = 1
    left_out: int = 0
    changes: Sequence[Change] = ()
    reason: str = ""
    sample: bool = False


def write(minutes: Minutes, out: Out) -> int:
    """Write the minutes and return the number of pages. Raises Problem naming characters that cannot print."""
    return write_laid(laid(paper(minutes)), minutes.title, out)


def paper(minutes: Minutes) -> Official:
    """The minutes as an official document."""
    blocks = [*_opening(minutes), *_discussed(minutes), *_attendance(minutes), *_amended(minutes)]
    return Official(
        name=minutes.title,
        blocks=blocks,
        masthead=Masthead(minutes.mark, minutes.number, minutes.issuer, minutes.date),
        imprint=Imprint(minutes.copies, minutes.issuer, minutes.date) if minutes.copies else None,
        labels=_labels(minutes),
        foot=_fingerprint(minutes),
        sample=minutes.sample,
    )


def _opening(minutes: Minutes) -> Iterator[Block]:
    yield Title(minutes.title)
    yield Blank()
    facts = (("时间", "time"), ("地点", "place"), ("主持", "chair"), ("记录", "recorder"))
    for label, field in facts:
        if said := getattr(minutes, field):
            yield Fact(label, said)
    if minutes.late:
        yield Fact("补录", f"本纪要未在规定时间内录入，于{minutes.late}补录。")
    if minutes.text:
        yield Paragraph(minutes.text)


def _discussed(minutes: Minutes) -> Iterator[Block]:
    for number, item in enumerate(minutes.items, 1):
        yield Head(f"{numeral(number)}、{item.title}")
        if item.text:
            yield Paragraph(item.text)
        for resolved in item.resolutions:
            yield Paragraph(resolved.text + _bracketed(resolved.arithmetic), lead="决议：")
        for assigned in item.actions:
            owner = f"责任：{assigned.owner}" if assigned.owner else ""
            due = f"{assigned.due}前完成" if assigned.due else ""
            yield Paragraph(assigned.text + _bracketed("；".join(filter(None, (owner, due)))), lead="交办：")
    if minutes.left_out:
        yield Paragraph(f"（略{minutes.left_out}项）")


def _bracketed(words: str) -> str:
    return f"（{words}）" if words else ""


def _attendance(minutes: Minutes) -> Iterator[Block]:
    if minutes.annexes:
        yield Annexes(minutes.annexes)
    lists = (
        ("出席", minutes.present),
        ("请假", minutes.excused),
        ("列席", minutes.sitting_in),
        ("缺席", minutes.absent),
    )
    if minutes.count or any(names for _, names in lists):
        yield Blank()
    for label, names in lists:
        yield Names(label, names)
    if minutes.count:
        yield Fact("人数", minutes.count)


def _amended(minutes: Minutes) -> Iterator[Block]:
    """The appendix of an amended version: line by line what is no longer as it was."""
    if not minutes.changes:
        return
    yield NewPage()
    yield Title("与上一稿不同之处")
    yield Blank()
    if minutes.reason:
        yield Fact("修改原因", minutes.reason)
    for number, change in enumerate(minutes.changes, 1):
        yield Head(f"{number}. {_KINDS[bool(change.before), bool(change.after)]}", 3)
        if change.before:
            yield Paragraph(change.before, lead="原文：")
        if change.after:
            yield Paragraph(change.after, lead="现文：")


def _labels(minutes: Minutes) -> list[str]:
    said = (("补录", minutes.late), ("草稿", not minutes.fingerprint))
    return [label for label, holds in said if holds]


def _fingerprint(minutes: Minutes) -> str:
    if not minutes.fingerprint:
        return "草稿，尚未定稿，内容可能更改"
    copy = f"，本件略{minutes.left_out}项" if minutes.left_out else ""
    return f"定稿指纹 {minutes.fingerprint}（第{minutes.version}稿{copy}）"
