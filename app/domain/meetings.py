"""Meetings: what makes their record acceptable, who came, which period one falls in, and when it was entered late."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.domain.calendar import add_months, spoken
from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.votes import Ballot


class State(StrEnum):
    """Whether the minutes can still be written on; the value is what is stored and what people see."""

    DRAFT = "起草"
    FINAL = "定稿"


class Presence(StrEnum):
    """Whether one who was due came."""

    PRESENT = "实到"
    EXCUSED = "请假"
    ABSENT = "缺席"


DUE, SITTING_IN = "应到", "列席"
OPEN, SETTLED, CONTINUED = "待议", "已议定", "续议"
ITEM_STATES = (OPEN, SETTLED, CONTINUED)
"""How an item of the agenda ended; all but 已议定 come up again."""
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
CADENCES = {"": "按需召开", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
WHO = ("", "党员", "正式党员", "委员", "下级组织")
"""Who is due at a kind of meeting."""


@dataclass(frozen=True)
class Kind:
    """A kind of meeting: how often which kinds of organisation owe it, who is due, the codes of its rules, and what a
    new one starts with."""

    name: str
    cadence: str = ""
    owed_by: tuple[str, ...] = ()
    who: str = ""
    quorum: str = ""
    majority: str = ""
    agenda: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Item:
    """One item of the agenda; `origin` is the item of an earlier meeting it goes on with, `case` what it is about."""

    title: str = ""
    text: str = ""
    category: str = ""
    state: str = OPEN
    private: bool = False
    origin: int = 0
    case: int = 0
    id: int = 0


@dataclass(frozen=True)
class Attendee:
    """One who was due or sat in; `noun` and `row` say on which record."""

    name: str = ""
    unit: str = ""
    role: str = DUE
    presence: str = ""
    reason: str = ""
    voting: bool = True
    noun: str = ""
    row: int = 0
    id: int = 0


@dataclass(frozen=True)
class Motion:
    """A resolution with its votes; `item` is the place of its item among those of the draft, -1 for none."""

    text: str = ""
    ballot: Ballot | None = None
    item: int = -1
    id: int = 0


@dataclass(frozen=True)
class Task:
    """What somebody is to do; it becomes a case. `motion` is the place of its resolution in the draft, -1 for none."""

    title: str = ""
    unit: str = ""
    handler: str = ""
    due: str = ""
    motion: int = -1
    case: int = 0


@dataclass(frozen=True)
class Draft:
    """A meeting as its editor holds it; `organization` 0 is the centre itself; days are ISO, times 09:30."""

    kind: str = ""
    organization: int = 0
    title: str = ""
    held: str = ""
    begins: str = ""
    ends: str = ""
    place: str = ""
    chair: str = ""
    recorder: str = ""
    text: str = ""
    items: tuple[Item, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    motions: tuple[Motion, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class Turnout:
    """How many were due, came, were excused, stayed away, sat in; `voting` and `voting_present` of those who vote."""

    due: int = 0
    present: int = 0
    excused: int = 0
    absent: int = 0
    sitting_in: int = 0
    unknown: int = 0
    voting: int = 0
    voting_present: int = 0

    @property
    def words(self) -> str:
        """应到 16 人，实到 9 人，请假 5 人，缺席 2 人，列席 3 人."""
        counts = (("应到", self.due), ("实到", self.present), ("请假", self.excused), ("缺席", self.absent))
        return "，".join(f"{label} {count} 人" for label, count in (*counts, ("列席", self.sitting_in)))


@dataclass(frozen=True)
class Period:
    """A month, quarter, half-year or year, first and last day included."""

    start: date
    end: date
    label: str = field(compare=False)


_LENGTHS = {"title": 80, "place": 60, "chair": 40, "recorder": 40}
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")


def check(draft: Draft, kinds: Sequence[str]) -> Draft:
    """The draft normalised; raises Invalid naming every field at fault (items.0.title, motions.1.favour …)."""
    complaints: dict[str, str] = {}
    draft = _tidy(draft)
    draft = replace(draft, held=checked_day(draft.held, "held", complaints))
    if draft.kind not in kinds:
        complaints["kind"] = Complaint("bad_kind", f"请选择会议类型：{'、'.join(kinds)}。")
    if not draft.title:
        complaints["title"] = Complaint("no_title", "请填写会议名称。")
    if len(draft.held) < len("2026-01-01"):
        complaints.setdefault("held", Complaint("no_day", "请填写开会的日期，写到日。"))
    for name in ("begins", "ends"):
        if getattr(draft, name) and not _TIME.fullmatch(getattr(draft, name)):
            complaints[name] = Complaint("bad_time", "时间请写成 9:30 这样。")
    if not {"begins", "ends"} & set(complaints) and draft.ends and draft.ends < draft.begins:
        complaints["ends"] = Complaint("bad_time", "结束时间早于开始时间，请核对。")
    complaints |= {**too_long(draft, _LENGTHS), **_of_parts(draft)}
    if complaints:
        raise Invalid(complaints)
    return draft


def turnout(attendees: Sequence[Attendee]) -> Turnout:
    """Who came, counted."""
    due = [each for each in attendees if each.role == DUE]
    came = Counter(each.presence for each in due)
    voting = [each for each in due if each.voting]
    return Turnout(
        len(due),
        came[Presence.PRESENT],
        came[Presence.EXCUSED],
        came[Presence.ABSENT],
        sum(each.role == SITTING_IN for each in attendees),
        came[""],
        len(voting),
        sum(each.presence == Presence.PRESENT for each in voting),
    )


def counted(ballot: Ballot, count: Turnout) -> Ballot:
    """A ballot with who was due and who came of those who may vote, as the attendance says."""
    return replace(ballot, entitled=count.voting, present=count.voting_present)


def period(cadence: str, day: date) -> Period:
    """The month, quarter, half-year or year of a cadence that a day lies in; of none, its month."""
    months = MONTHS.get(cadence, 1)
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, add_months(first, months) - timedelta(days=1), _label(first, months))


def periods(cadence: str, year: int) -> list[Period]:
    """The periods of a year in which a meeting of this cadence is owed once each; none where it is held as needed."""
    months = MONTHS.get(cadence, 0)
    starts = range(1, 13, months) if months else ()
    return [period(cadence, date(year, month, 1)) for month in starts]


def is_late(cadence: str, held: date, entered: date, grace: int) -> bool:
    """Whether a meeting was entered after the period it belongs to, and so many days more, had ended (补录)."""
    return entered > period(cadence, held).end + timedelta(days=grace)


def heading(kind: str, organization: str, year: int, session: int) -> str:
    """What a new meeting is called: 餐饮行业联合党支部2026年第3次支部党员大会."""
    return f"{organization}{year}年第{session}次{kind}"


def when(held: str, begins: str, ends: str) -> str:
    """2026年11月20日 9:30—11:00."""
    span = "—".join(filter(None, (begins, ends)))
    return " ".join(filter(None, (spoken(held), span)))


def _tidy(draft: Draft) -> Draft:
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items() if isinstance(value, str)}
    tidy["text"] = draft.text.strip()
    for name in ("begins", "ends"):
        if found := _TIME.fullmatch(tidy[name]):
            tidy[name] = f"{int(found[1]):02d}:{found[2]}"
    return replace(
        draft,
        **tidy,
        items=tuple(replace(each, title=clean(each.title), text=each.text.strip()) for each in draft.items),
        attendees=tuple(replace(each, name=clean(each.name), unit=clean(each.unit)) for each in draft.attendees),
        motions=tuple(replace(each, text=each.text.strip()) for each in draft.motions),
        tasks=tuple(replace(each, title=clean(each.title), unit=clean(each.unit)) for each in draft.tasks),
    )


def _of_parts(draft: Draft) -> Mapping[str, str]:
    found: dict[str, str] = {}
    count = turnout(draft.attendees)
    for place, item in enumerate(draft.items):
        if not item.title:
            found[f"items.{place}.title"] = Complaint("no_title", f"第 {place + 1} 项议题没有写名称。")
    for place, person in enumerate(draft.attendees):
        if not person.name:
            found[f"attendees.{place}.name"] = Complaint("no_name", f"参会名单第 {place + 1} 行没有姓名。")
    for place, motion in enumerate(draft.motions):
        if not motion.text:
            found[f"motions.{place}.text"] = Complaint("no_text", f"第 {place + 1} 项决议没有写内容。")
        for name, sentence in (counted(motion.ballot, count).complaints() if motion.ballot else {}).items():
            found[f"motions.{place}.{name}"] = sentence
    for place, task in enumerate(draft.tasks):
        if not task.title:
            found[f"tasks.{place}.title"] = Complaint("no_title", f"第 {place + 1} 项任务没有写要做什么。")
        if not task.unit and not task.handler:
            found[f"tasks.{place}.unit"] = Complaint("nobody", f"第 {place + 1} 项任务没有写由谁来做。")
    return found


def _label(first: date, months: int) -> str:
    names = {
        1: f"{first.month}月",
        3: f"第{'一二三四'[(first.month - 1) // 3]}季度",
        6: "上半年" if first.month == 1 else "下半年",
    }
    return f"{first.year}年{names.get(months, '')}"
