"""What the values of one kind of entry must hold to beyond being filled in; complaints by column."""

import datetime as dt
import re
from typing import Any

from app.domain.dues import Category
from app.domain.errors import Complaint
from app.domain.members import MEMBERS
from app.domain.rules import why
from app.domain.terms import shift_complaint
from app.domain.volunteering import minutes_between, overlaps
from app.services import rules, staff_grades, trees
from app.services.session import anyone
from app.store.members import Appraisal, Person, PersonStage, StaffGrade, VolunteerService
from app.store.organizations import Seat

RESULTS = ("优秀", "合格", "基本合格", "不合格")
"""Of 民主评议, the best first."""


@anyone
def seat(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """The first post of an organisation is held by one at a time; a name that is one person's alone is that person."""
    if "person" not in values:
        values["person"] = _only_one(values["name"], entry)
    if values["post"] != trees.HEAD:
        return {}
    mine = (Seat.tree == values["tree"], Seat.node == values["node"], Seat.post == trees.HEAD, Seat.id != (entry or 0))
    held = (Seat.end == "") | (Seat.end > values["start"])
    until = (Seat.start < values["end"],) if values.get("end") else ()
    holder = Seat.get_or_none(*mine, held, *until, Seat.removed_at == "")
    if not holder:
        return {}
    if not holder.end:
        return {"post": Complaint("taken", f"{holder.name}还在任{trees.HEAD}，请先免去，再登记新的。")}
    return {"start": Complaint("taken", f"{holder.name}任{trees.HEAD}到 {holder.end}，任期不能重叠，请核对日期。")}


def _only_one(name: str, entry: int | None) -> int:
    """The id of the only person of a name, or whom an entry that keeps its name already is; else 0."""
    former = Seat.get_or_none(Seat.id == (entry or 0), Seat.name == name)
    found = [
        number for (number,) in Person.select(Person.id).where(Person.name == name, Person.removed_at == "").tuples()
    ]
    return former.person if former and former.person in found else found[0] if len(found) == 1 else 0


@anyone
def term(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """An election is held at most so much early or late, and then with an approval."""
    on = dt.date.fromisoformat(values["elected"]) if len(values["elected"]) == 10 else dt.date.today()
    sentence = shift_complaint(int(values.get("shift") or 0), values.get("approval", ""), on, rules.book())
    return {"shift": Complaint("bad_shift", sentence)} if sentence else {}


@anyone
def amount(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """An amount is whole fen above nothing, a month is a month."""
    if not isinstance(values["amount"], int) or values["amount"] <= 0:
        return {"amount": Complaint("bad_amount", "金额要大于 0。")}
    return _month(values, "month")


@anyone
def dues_base(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """The category is one of those dues are reckoned by; only who has no income may leave it out."""
    if values["category"] not in set(Category):
        return {"category": Complaint("bad_category", f"类别请填{'、'.join(Category)}。")}
    if values["category"] == Category.WITHOUT_INCOME:
        values["income"] = values.get("income") or 0
    if not isinstance(values.get("income"), int):
        return {"income": Complaint("bad_amount", "请填写月收入，如 5000。")}
    return _month(values, "since")


@anyone
def service(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """Hours are hours of one day, counted, and the same hour is not given twice."""
    minutes = minutes_between(values["begins"], values["ends"])
    if minutes is None:
        return {"begins": Complaint("bad_time", "请写成 09:00 到 11:30 这样的时间，结束要晚于开始。")}
    same_day = (VolunteerService.person == values["person"], VolunteerService.on == values["on"])
    others = (VolunteerService.removed_at == "", VolunteerService.id != (entry or 0))
    for other in VolunteerService.select().where(*same_day, *others):
        if overlaps((values["begins"], values["ends"]), (other.begins, other.ends)):
            sentence = f"{other.begins}—{other.ends} 已经登记在“{other.event}”里，同一时间不能算两次。"
            return {"begins": Complaint("twice", sentence)}
    values["minutes"] = minutes
    return {}


@anyone
def deed(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """How many were served is a whole number."""
    served = values.setdefault("people", 0)
    return {} if isinstance(served, int) else {"people": Complaint("bad_number", "服务人数请填整数，如 12。")}


@anyone
def appraisal(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """One result a year and person, and not more of the best than the rule lets a branch give."""
    if values["result"] not in RESULTS:
        return {"result": Complaint("bad_result", f"结果请填{'、'.join(RESULTS)}。")}
    year, person = int(values["year"]), values["person"]
    this_year = (Appraisal.year == year, Appraisal.removed_at == "", Appraisal.id != (entry or 0))
    if Appraisal.select().where(*this_year, Appraisal.person == person).exists():
        return {"year": Complaint("twice", f"{year} 年的评议结果已经登记过，请直接修改它。")}
    if values["result"] != RESULTS[0]:
        return {}
    branch = trees.place_of("organization", "person", person)
    colleagues = trees.placed("organization", "person", branch, deep=False) if branch else {person}
    theirs = Appraisal.person.in_(sorted(colleagues))
    best = Appraisal.select().where(*this_year, Appraisal.result == RESULTS[0], theirs)
    cap = rules.in_force("appraisal.best_most", dt.date(year, 12, 31))
    now = (PersonStage.stage.in_(MEMBERS), PersonStage.end == "", PersonStage.removed_at == "")
    party = PersonStage.select(PersonStage.person).where(*now, PersonStage.person.in_(sorted(colleagues)))
    members = Person.select().where(Person.id.in_(party), Person.removed_at == "").count()
    if (best.count() + 1) * 100 > members * cap.amount:
        return {"result": Complaint("too_many", f"这个支部的“优秀”已经到上限。{why(cap)}")}
    return {}


@anyone
def grade(values: dict[str, Any], entry: int | None) -> dict[str, str]:
    """A post and a grade of those there are, one at a time; pay is fen, or not known."""
    complaints: dict[str, str] = {}
    posts, most = staff_grades.posts(), staff_grades.grades()
    if values["post"] not in posts:
        complaints["post"] = Complaint("bad_post", f"岗位请填{'、'.join(posts)}。")
    if values["grade"] not in range(1, most + 1):
        complaints["grade"] = Complaint("bad_grade", f"等级请填 1 到 {most}。")
    values["pay"] = values.get("pay") or 0
    if not isinstance(values["pay"], int) or values["pay"] < 0:
        complaints["pay"] = Complaint("bad_amount", "月薪请填金额，如 5200；不知道的空着。")
    mine = (StaffGrade.person == values["person"], StaffGrade.removed_at == "", StaffGrade.id != (entry or 0))
    still = (StaffGrade.end == "") | (StaffGrade.end > values["start"])
    until = (StaffGrade.start < values["end"],) if values.get("end") else ()
    if other := StaffGrade.get_or_none(*mine, still, *until):
        ends = f"到 {other.end}" if other.end else "，还没有结束"
        sentence = f"{other.start} 起的{other.post} {other.grade} 级{ends}，时间不能重叠，请先结束它。"
        complaints["start"] = Complaint("taken", sentence)
    return complaints


def _month(values: dict[str, Any], name: str) -> dict[str, str]:
    month = values.get(name)
    if month is None or re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        return {}
    return {name: Complaint("bad_date", "月份请写成 2026-11 这样。")}
