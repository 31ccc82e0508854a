"""The duty roster of 坐诊: who sits in when, planned week by week, and what was handed over from it to a case."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain import cases as case_rules
from app.domain.activities import Shape, weekly
from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean, personal_name
from app.domain.roles import Right
from app.domain.volunteering import minutes_between
from app.services import activities, activity_kinds, case_handling, cases
from app.services.case_handling import Assignment
from app.services.session import requires
from app.store.activities import Activity, DutyShift
from app.store.cases import Case
from app.store.database import Record
from app.store.writing import writing

MOST = 370
"""Days that may be planned at once."""
SOURCE = "坐诊"


@dataclass(frozen=True)
class Shift:
    """A day on which a department sits in; `visitors` and `case_number` are what came of it, None and "" where nothing
    was written down."""

    id: int
    department: str
    name: str
    on: str
    begins: str
    ends: str
    place: str
    note: str
    activity: int
    case: int
    visitors: int | None
    case_number: str


@requires(Right.READ)
def between(start: dt.date, end: dt.date) -> list[Shift]:
    """The roster from one day to another, both included."""
    days = DutyShift.on.between(start.isoformat(), end.isoformat())
    query = DutyShift.select().where(DutyShift.removed_at == "", days)
    found = list(query.order_by(DutyShift.on, DutyShift.begins, DutyShift.id))
    came = _alive(Activity, Activity.participants, {row.activity for row in found})
    numbers = _alive(Case, Case.number, {row.case for row in found})
    return [_shift(row, came, numbers) for row in found]


@requires(Right.READ)
def departments() -> list[str]:
    """The departments that sat in or will, by name."""
    query = DutyShift.select(DutyShift.department).where(DutyShift.removed_at == "").distinct()
    return sorted(department for (department,) in query.tuples())


@requires(Right.READ)
def check(values: Mapping[str, str]) -> dict[str, str]:
    """The plan of a department (department, name, on, until, begins, ends, place, note) normalised; `until` "" plans
    one day. Raises Invalid."""
    complaints: dict[str, str] = {}
    tidy = {name: clean(value) for name, value in values.items()} | {"name": personal_name(values.get("name", ""))}
    for name in ("on", "until"):
        tidy[name] = checked_day(tidy.get(name, ""), name, complaints)
    if not tidy.get("department"):
        complaints["department"] = Complaint("missing", "请填写坐诊的部门，如市场监管所。")
    complaints |= _wrong_days(tidy) if not complaints.keys() & {"on", "until"} else {}
    if (tidy["begins"] or tidy["ends"]) and minutes_between(tidy["begins"], tidy["ends"]) is None:
        complaints["ends"] = Complaint("bad_time", "请写成 09:00 到 11:30 这样的时间，结束要晚于开始。")
    if complaints:
        raise Invalid(complaints)
    return tidy


@requires(Right.ENTER)
def plan(values: Mapping[str, str]) -> list[int]:
    """Plan a department for one day, or for that day of every week until another, and return the ids; a day on which
    it sits in at that hour already is left out. Raises Invalid, or Problem where no day is left."""
    tidy = check(values)
    first = dt.date.fromisoformat(tidy["on"])
    last = dt.date.fromisoformat(tidy["until"]) if tidy["until"] else first
    there = {(row.on, row.begins) for row in between(first, last) if row.department == tidy["department"]}
    days = [day.isoformat() for day in weekly(first, last, first.weekday())]
    wanted = [day for day in days if (day, tidy["begins"]) not in there]
    if not wanted:
        raise Problem("这些日子已经排过了，没有再排。数据没有改动。")
    stored = {name: tidy[name] for name in ("department", "name", "begins", "ends", "place", "note")}
    with writing(f"排{tidy['department']}坐诊 {len(wanted)} 天") as act:
        rows = [DutyShift(**stored, on=day) for day in wanted]
        for row in rows:
            act.add(row)
        return [row.id for row in rows]


@requires(Right.ENTER)
def change(shift: int, values: Mapping[str, str]) -> None:
    """Change who sits in on a day, when and where; raises Invalid."""
    tidy = check({**values, "until": ""})
    tidy.pop("until")
    row = _get(shift)
    with writing(f"修改{row.department}坐诊 {row.on}") as act:
        act.change(row, tidy)


@requires(Right.ENTER)
def remove(shifts: Sequence[int]) -> None:
    """Take days off the roster."""
    found = [_get(shift) for shift in shifts]
    with writing(f"移出坐诊 {len(found)} 天") as act:
        for row in found:
            act.change(row, row.when_undone())


@requires(Right.ENTER)
def hold(shift: int, participants: int, note: str = "") -> int:
    """Write down that a shift took place with so many visitors, as an activity of 坐诊; its id. A second time the
    number is corrected."""
    row = _get(shift)
    known = Activity.get_or_none(Activity.id == row.activity, Activity.removed_at == "")
    draft = activities.check(
        {
            "kind": _clinic(),
            "title": f"{row.department}坐诊",
            "on": row.on,
            "department": row.department,
            "host": row.name,
            "place": row.place,
            "participants": participants,
            "note": note or (known.note if known else ""),
        }
    )
    with writing(f"登记{draft.title} {participants} 人次") as act:
        if known:
            act.change(known, {"participants": participants, "note": draft.note})
            return known.id
        made = Activity(**{name: getattr(draft, name) for name in activities.STORED}, month=draft.on[:7])
        act.add(made)
        act.change(row, {"activity": made.id})
        return made.id


@requires(Right.ENTER)
def hand_over(noun: str, row: int, draft: case_rules.Draft, to: Assignment, on: dt.date | None = None) -> int:
    """Open a case from a shift or an activity (`noun`) and hand it to a unit or person; its id. Raises Invalid, or
    Problem where that was done already."""
    on = on or dt.date.today()
    record: Any = (DutyShift if noun == "duty_shift" else Activity).get_by_id(row)
    if number := _alive(Case, Case.number, {record.case}).get(record.case):
        raise Problem(f"这一条已经转成事项 {number}，没有再转。数据没有改动，请到“事项”里接着办。")
    to = check_assignment(to)
    draft = cases.check({**vars(draft), "source": draft.source or SOURCE})
    with writing(f"转办 {draft.title}") as act:
        made = cases.add(act, draft)
        case_handling.assign(act, Case.get_by_id(made), to, on)
        act.change(record, {"case": made})
        return made


@requires(Right.READ)
def check_assignment(to: Assignment) -> Assignment:
    """To whom a case goes and until when, normalised; raises Invalid (unit or due)."""
    complaints: dict[str, str] = {}
    due = checked_day(to.due, "due", complaints)
    if not clean(to.unit) and not clean(to.handler):
        complaints["unit"] = Complaint("missing", "请填写转给哪个单位或哪个人。")
    if due and len(due) < len("2026-01-01"):
        complaints["due"] = Complaint("bad_date", "办理期限要写到日，如 2026.3.5。")
    if complaints:
        raise Invalid(complaints)
    return replace(to, due=due)


def _wrong_days(tidy: Mapping[str, str]) -> dict[str, str]:
    if len(tidy["on"]) < len("2026-01-01"):
        return {"on": Complaint("no_day", "请填写日期，要写到日，如 2026.3.5。")}
    if not tidy["until"]:
        return {}
    if len(tidy["until"]) < len("2026-01-01") or tidy["until"] < tidy["on"]:
        return {"until": Complaint("bad_date", "重复到的日期要写到日，不早于第一天；只排一天就空着。")}
    days = dt.date.fromisoformat(tidy["until"]) - dt.date.fromisoformat(tidy["on"])
    too_far = days.days > MOST
    return {"until": Complaint("too_far", "一次最多排一年，请把日期提前。")} if too_far else {}


def _get(shift: int) -> DutyShift:
    row = DutyShift.get_or_none(DutyShift.id == shift, DutyShift.removed_at == "")
    if row is None:
        raise Problem("这一天的坐诊已经移出了。没有改动，请刷新后再看。")
    return row


def _shift(row: DutyShift, came: Mapping[int, int], numbers: Mapping[int, str]) -> Shift:
    stored = ("id", "department", "name", "on", "begins", "ends", "place", "note", "activity", "case")
    values = {name: getattr(row, name) for name in stored}
    return Shift(**values, visitors=came.get(row.activity), case_number=numbers.get(row.case, ""))


def _alive(model: type[Record], column: Any, wanted: set[int]) -> dict[int, Any]:
    """A column of the rows of these ids that are in use, by id."""
    found: Any = model.select(model.id, column).where(model.id.in_(sorted(wanted)), model.removed_at == "")
    return dict(found.tuples())


def _clinic() -> str:
    kinds = activity_kinds.known()
    return next((kind.name for kind in kinds if kind.shape == Shape.CLINIC), kinds[0].name)
