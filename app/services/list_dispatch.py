"""Handing an item of the lists to one person with a deadline: it becomes a case, and stands as its case does."""

import datetime as dt
from dataclasses import replace

from app.domain import cases as case_rules
from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.lists import State
from app.domain.names import clean, personal_name
from app.domain.roles import Right
from app.services import case_handling, case_kinds, cases, lists
from app.services.case_handling import Assignment
from app.services.session import requires
from app.store.cases import Case
from app.store.lists import ListItem
from app.store.writing import writing

SOURCE = "清单"


@requires(Right.READ)
def check(to: Assignment) -> Assignment:
    """The assignment normalised: one item goes to one person until one day. Raises Invalid naming what is missing."""
    complaints: dict[str, str] = {}
    due = checked_day(to.due, "due", complaints)
    if not clean(to.handler):
        complaints["handler"] = Complaint("missing", "一对一派单，请写明责任人。")
    if "due" not in complaints and len(due) < len("2026-01-01"):
        complaints["due"] = Complaint("missing", "请填写办理期限，要写到日，如 2026.3.5。")
    if complaints:
        raise Invalid(complaints)
    return replace(to, due=due, handler=personal_name(to.handler), unit=clean(to.unit))


@requires(Right.ENTER)
def dispatch(item: int, to: Assignment, on: dt.date | None = None) -> int:
    """Hand an item out on a day (today) and return its case; one that is out already is handed on. Raises Invalid, or
    Problem for an item that is done or withdrawn."""
    to = check(to)
    on, row = on or dt.date.today(), lists.get(item)
    if row.state in (State.DONE, State.WITHDRAWN):
        raise Problem(f"“{row.title}”{row.state}，不用再派单。没有改动，要重新办理请先改回“待对接”。")
    if to.due < on.isoformat():
        raise Invalid({"due": Complaint("bad_date", "办理期限早于派单的日期，请核对。")})
    with writing(f"派单 {row.title}　{to.handler}") as act:
        if row.state == State.SENT:
            case_handling.assign(act, Case.get_by_id(row.case), to, on)
            return row.case
        made = cases.add(act, case_rules.check(_draft(row, on), [case_rules.REQUEST], on))
        case_handling.assign(act, Case.get_by_id(made), to, on)
        act.change(ListItem.get_by_id(item), {"case": made})
        return made


@requires(Right.READ)
def suggested_due(on: dt.date) -> dt.date:
    """The deadline a dispatch begins with."""
    return on + dt.timedelta(days=case_kinds.kind(case_rules.REQUEST).days)


def _draft(row: lists.ListRow, on: dt.date) -> case_rules.Draft:
    return case_rules.Draft(
        kind=case_rules.REQUEST,
        title=row.title,
        detail=row.detail,
        source=SOURCE,
        received=on.isoformat(),
        reporter=row.contact,
        phone=row.phone[:30],
        merchant=row.merchant,
        organization=row.organization,
    )
