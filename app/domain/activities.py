"""Activities, services and other countable work: what a record must hold to, and the days that fall in a period."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.domain.calendar import add_months
from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean, personal_name
from app.domain.volunteering import minutes_between


class Shape(StrEnum):
    """What a kind of activity asks besides what all have; the value is what is stored and what people see."""

    PLAIN = ""
    COURSE = "培训"
    DISPUTE = "调解"
    CLINIC = "坐诊"


class Period(StrEnum):
    """The periods a list is narrowed to."""

    MONTH = "本月"
    QUARTER = "本季度"
    YEAR = "今年"


@dataclass(frozen=True)
class Kind:
    """A kind of activity: its shape, and the unit it is counted in besides people, "" for none."""

    name: str
    shape: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Service:
    """A line of the catalogue (12+N): `fixed` is one of the 12, `digit` its key in the tally of visitors or 0."""

    name: str
    fixed: bool = False
    digit: int = 0


@dataclass(frozen=True)
class Draft:
    """An activity as typed into the form: `minutes` of all together, money in fen, `quantity` whole `unit`s; numbers
    that were not understood are still words."""

    kind: str = ""
    title: str = ""
    on: str = ""
    service: str = ""
    participants: int | str = 0
    beneficiaries: int | str = 0
    host: str = ""
    place: str = ""
    organization: int = 0
    category: str = ""
    department: str = ""
    begins: str = ""
    ends: str = ""
    minutes: int | str = 0
    quantity: int | str = 0
    unit: str = ""
    disputed: int | str = 0
    recovered: int | str = 0
    outcome: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """What an activity is called."""
        return self.title or self.kind


COUNTED = ("participants", "beneficiaries", "minutes", "quantity")
MONEY = ("disputed", "recovered")
OUTCOMES = ("调解成功", "调解未成", "转入诉讼", "转 12315", "已答复", "已转办")
PUPIL, TUTOR = "学员", "导师"
_LENGTHS = {"title": 80, "host": 60, "place": 80, "department": 60, "unit": 10, "outcome": 80, "note": 2000}


def check(draft: Draft, kinds: Sequence[Kind]) -> Draft:
    """The draft normalised, its minutes reckoned from begin and end where none are given; raises Invalid."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items() if isinstance(value, str)}
    tidy |= {name: tidy.get(name) or getattr(draft, name) or 0 for name in (*COUNTED, *MONEY)}
    tidy |= {"note": draft.note.strip(), "host": personal_name(draft.host), "on": _day(draft.on, complaints)}
    draft = replace(draft, **tidy)
    kind = next((each for each in kinds if each.name == draft.kind), None)
    if kind is None:
        complaints["kind"] = Complaint("bad_kind", "请选择类别；没有合适的，到“服务目录和类别”里加一个。")
    complaints |= _wrong_numbers(draft) | _wrong_times(draft) | too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return _filled(draft, kind)


def _day(text: str, complaints: dict[str, str]) -> str:
    on = checked_day(text, "on", complaints)
    if "on" not in complaints and len(on) < len("2026-01-01"):
        complaints["on"] = Complaint("no_day", "请填写日期，要写到日，如 2026.3.5。")
    return on


def _wrong_numbers(draft: Draft) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (*COUNTED, *MONEY):
        value = getattr(draft, name)
        if not isinstance(value, int) or value < 0:
            example = "金额请写数字，如 9000、1.2万。" if name in MONEY else "请填整数，如 12。"
            found[name] = Complaint("bad_number", "时长请写小时，如 2.5。" if name == "minutes" else example)
    if not found and int(draft.recovered) > int(draft.disputed) > 0:
        found["recovered"] = Complaint("too_much", "挽回金额比争议金额还多，请核对。")
    return found


def _wrong_times(draft: Draft) -> dict[str, str]:
    timed = draft.begins or draft.ends
    if timed and minutes_between(draft.begins, draft.ends) is None:
        return {"ends": Complaint("bad_time", "请写成 09:00 到 11:30 这样的时间，结束要晚于开始；不清楚就都空着。")}
    return {}


def _filled(draft: Draft, kind: Kind | None) -> Draft:
    """What follows from the rest: minutes from begin, end and how many took part; the unit from the kind."""
    minutes = int(draft.minutes)
    if not minutes and draft.begins:
        minutes = (minutes_between(draft.begins, draft.ends) or 0) * max(1, int(draft.participants))
    unit = draft.unit or (kind.unit if kind and draft.quantity else "")
    return replace(draft, minutes=minutes, unit=unit, title=draft.title or draft.service or draft.kind)


def read_hours(text: str) -> int | str:
    """The minutes that 2.5, 2小时30分 or 45分 mean, 0 for nothing, and the words themselves where they mean none."""
    words = "".join(clean(text).split())
    if not words:
        return 0
    if re.fullmatch(r"\d{1,6}(\.\d{1,2})?", words):
        return round(float(words) * 60)
    said = re.fullmatch(r"(?:(\d{1,6})(?:小时|时))?(?:(\d{1,3})分钟?)?", words)
    return int(said[1] or 0) * 60 + int(said[2] or 0) if said else text


def plain_hours(minutes: int) -> str:
    """Minutes as they are typed: 2.5, or 0.33 where they are no simple part of an hour."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".") if minutes else ""


def span(period: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the month, the quarter or the year that a day lies in."""
    months = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[Period(period)]
    start = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    return start, add_months(start, months) - dt.timedelta(days=1)


def recent(today: dt.date) -> dict[str, tuple[dt.date, dt.date]]:
    """The periods figures are asked for, by name: this and the last month, quarter and year."""
    names = ((Period.MONTH, "上月"), (Period.QUARTER, "上季度"), (Period.YEAR, "去年"))
    found: dict[str, tuple[dt.date, dt.date]] = {}
    for period, former in names:
        found[period.value] = span(period, today)
        found[former] = span(period, found[period.value][0] - dt.timedelta(days=1))
    return found


def weekly(start: dt.date, end: dt.date, weekday: int) -> Iterator[dt.date]:
    """Every Monday (0) … Sunday (6) from one day to another, both included."""
    day = start + dt.timedelta(days=(weekday - start.weekday()) % 7)
    while day <= end:
        yield day
        day += dt.timedelta(days=7)
