"""纪要 as GB/T 9704-2012 has it, and a year of them bound as one book."""

from collections.abc import Sequence
from dataclasses import dataclass


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

    `mark` is the red head such as 联席会议纪要, `number` 〔2026〕3号 or 第3次, `issuer` and `date` stand above the red line.
    `late` is the day of a late entry; `fingerprint` is "" until the minutes are finalised, as a draft; `left_out`
    counts the private items a shared copy lacks; `changes` are those against the version before.
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
