"""Who came to an activity: the list of names, taken down many at a time, and what the courses of a period came to."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.activities import PUPIL, TUTOR, Shape
from app.domain.errors import Complaint, Problem
from app.domain.names import personal_name
from app.domain.roles import Right
from app.services import activity_kinds
from app.services.session import requires
from app.store.activities import Activity, ActivityAttendance
from app.store.members import Person
from app.store.writing import writing

ROLES = (PUPIL, TUTOR)


@dataclass(frozen=True)
class Training:
    """What the courses of a period came to, each number as the ids behind it: of activities (courses) or of rows of
    attendance; `by_category` parts the courses."""

    courses: tuple[int, ...]
    came: tuple[int, ...]
    tutors: tuple[int, ...]
    reports: tuple[int, ...]
    promises: tuple[int, ...]
    by_category: dict[str, tuple[int, ...]]


@requires(Right.READ)
def check(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """Complaints about a row of attendance by column; a name that is one person's alone is that person."""
    values["name"] = personal_name(values["name"])
    values["role"] = values.get("role") or PUPIL
    values["minutes"] = values.get("minutes") or 0
    if values["role"] not in ROLES:
        return {"role": Complaint("bad_role", f"身份请填{'、'.join(ROLES)}。")}
    if not isinstance(values["minutes"], int):
        return {"minutes": Complaint("bad_number", "时长请写小时，如 2.5。")}
    if values.get("handed_in") and not values.get("report"):
        return {"report": Complaint("missing", "写了提交日期，请把破题报告的题目也写上。")}
    there = (ActivityAttendance.activity == values["activity"], ActivityAttendance.removed_at == "")
    same = ActivityAttendance.select().where(*there, ActivityAttendance.name == values["name"])
    if same.where(ActivityAttendance.id != (entry or 0)).exists():
        return {"name": Complaint("twice", f"{values['name']}已经在名单上，请直接修改那一行。")}
    if "person" not in values:
        values["person"] = _only_one(values["name"])
    return {}


@requires(Right.ENTER)
def take_down(activity: int, names: Sequence[str]) -> int:
    """Put names on the list of an activity, each once, as one act, and return how many were new; raises Problem where
    none is."""
    row = Activity.get_by_id(activity)
    there = (ActivityAttendance.activity == activity, ActivityAttendance.removed_at == "")
    known = {name for (name,) in ActivityAttendance.select(ActivityAttendance.name).where(*there).tuples()}
    tidy = dict.fromkeys(name for name in map(personal_name, names) if name)
    fresh = [name for name in tidy if name not in known]
    if not fresh:
        raise Problem("没有新的名字，名单没有改动。请每行写一个名字。")
    with writing(f"登记{row.title}参加 {len(fresh)} 人") as act:
        for name in fresh:
            act.add(ActivityAttendance(activity=row, person=_only_one(name), name=name, role=PUPIL))
    return len(fresh)


@requires(Right.READ)
def training(start: dt.date, end: dt.date) -> Training:
    """What the courses from one day to another came to, both included."""
    shapes = [kind.name for kind in activity_kinds.known() if kind.shape == Shape.COURSE]
    days = (Activity.kind.in_(shapes), Activity.on.between(start.isoformat(), end.isoformat()))
    courses = list(Activity.select(Activity.id, Activity.category).where(Activity.removed_at == "", *days).tuples())
    rows = list(
        ActivityAttendance.select().where(
            ActivityAttendance.activity.in_([number for number, _ in courses]), ActivityAttendance.removed_at == ""
        )
    )
    categories = dict.fromkeys([*activity_kinds.courses(), *(category for _, category in courses)])
    return Training(
        courses=tuple(number for number, _ in courses),
        came=tuple(row.id for row in rows if row.role == PUPIL),
        tutors=tuple({row.name: row.id for row in rows if row.role == TUTOR}.values()),
        reports=tuple(row.id for row in rows if row.report and row.handed_in),
        promises=tuple(row.id for row in rows if row.promised),
        by_category={each: tuple(number for number, of in courses if of == each) for each in categories},
    )


def _only_one(name: str) -> int:
    """The id of the only person of a name, else 0."""
    query = Person.select(Person.id).where(Person.name == name, Person.removed_at == "").limit(2)
    found = [number for (number,) in query.tuples()]
    return found[0] if len(found) == 1 else 0
