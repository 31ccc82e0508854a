"""What becomes of a case: handed out, worked on, done, rated, closed, and opened again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain import cases as rules
from app.domain.calendar import spoken
from app.domain.cases import FINISHED, OUTCOMES, SATISFACTIONS, SIDES, Phase, Rated
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.services import case_kinds, cases, session
from app.services import rules as rule_book
from app.services.session import requires
from app.store.cases import Case, CaseRating, CaseStep
from app.store.writing import Act, writing

REOPENED = "重开"
"""What the step says that opens a case again."""


@dataclass(frozen=True)
class StepRow:
    """What was done about a case on an ISO day, and by whom; `was` is the deadline it changed."""

    id: int
    on: str
    what: str
    stage: str
    who: str
    was: str
    note: str


@dataclass(frozen=True)
class RatingRow:
    """What one side thinks of how a case was handled, out of 100."""

    id: int
    side: str
    score: int
    rater: str
    on: str
    note: str


@dataclass(frozen=True)
class Assignment:
    """Who is to handle a case until when; `unit_row` and `handler_row` are ids of an organisation and a person or 0."""

    unit: str = ""
    handler: str = ""
    due: str = ""
    unit_row: int = 0
    handler_row: int = 0
    note: str = ""


@requires(Right.ENTER)
def dispatch(case: int, to: Assignment, on: dt.date | None = None) -> None:
    """Hand a case out to one unit or person with a deadline; a second time it is handed on. Raises Invalid."""
    dispatch_many([case], to, on)


@requires(Right.ENTER)
def dispatch_many(wanted: Sequence[int], to: Assignment, on: dt.date | None = None) -> None:
    """Hand cases out to the same unit or person, as one act; raises Invalid."""
    rows, on = [_running(case) for case in wanted], on or dt.date.today()
    _check_assignment(to, max(row.received for row in rows))
    verb = "转办" if all(row.dispatched for row in rows) else "交办"
    with writing(f"{verb}事项 {rows[0].number if len(rows) == 1 else f'{len(rows)} 件'}") as act:
        for row in rows:
            assign(act, row, to, on)


@requires(Right.ENTER)
def assign(act: Act, row: Case, to: Assignment, on: dt.date) -> None:
    """Hand a case out as part of an act."""
    verb = "转办" if row.dispatched else "交办"
    stage = case_kinds.kind(row.kind).first(Phase.DISPATCHED, Phase.WORKING)
    values = {**vars(to), "dispatched": row.dispatched or on.isoformat(), "unit": clean(to.unit)}
    values |= {"handler": clean(to.handler), "due": to.due or cases.deadline(row.kind, on).isoformat()}
    if Phase(row.phase) in (Phase.RECEIVED, Phase.DISCUSSED, Phase.DISPATCHED):
        values |= {"stage": stage.name, "phase": stage.phase.value}
    note = values.pop("note")
    was = row.due
    act.change(row, values)
    whom = "　".join(filter(None, (row.unit, row.handler)))
    cases.step(act, row, on.isoformat(), f"{verb} {whom}，{spoken(row.due)}前办结", note, was)


@requires(Right.ENTER)
def advance(wanted: Sequence[int], stage: str, on: dt.date | None = None, note: str = "") -> None:
    """Move cases to a stage of their kinds, forward or back, as one act; one that ends there is done. Raises
    Problem."""
    on = on or dt.date.today()
    rows = [_open(case) for case in wanted]
    whom = rows[0].number if len(rows) == 1 else f"{len(rows)} 件"
    with writing(f"事项 {whom} 转到“{stage}”") as act:
        for row in rows:
            found = next((each for each in case_kinds.kind(row.kind).stages if each.name == stage), None)
            if found is None:
                raise Problem(f"“{row.kind}”没有“{stage}”这个环节，没有改动。请只选同一类事项。")
            done = (row.done or _not_before(row, on)) if found.phase in FINISHED else ""
            act.change(row, {"stage": found.name, "phase": found.phase.value, "done": done})
            cases.step(act, row, on.isoformat(), f"转到{stage}", note)


@requires(Right.ENTER)
def finish(case: int, on: dt.date, result: str, outcome: str = "", recovered: int = 0) -> None:
    """Say how a case ended and on which day (办结); `recovered` in fen. Raises Invalid."""
    row = _open(case)
    complaints: dict[str, str] = {}
    if not clean(result):
        complaints["result"] = Complaint("missing", "请写明办理结果。")
    if outcome and outcome not in OUTCOMES:
        complaints["outcome"] = Complaint("bad_outcome", f"结论请选{'、'.join(OUTCOMES)}。")
    if recovered < 0:
        complaints["recovered"] = Complaint("negative", "挽回金额不能是负数。")
    if on.isoformat() < row.received or on > dt.date.today():
        complaints["on"] = Complaint("bad_date", f"办结日期应在收到日期 {spoken(row.received)} 和今天之间。")
    if complaints:
        raise Invalid(complaints)
    stage = case_kinds.kind(row.kind).first(*FINISHED)
    with writing(f"办结事项 {row.number}") as act:
        values = {"done": on.isoformat(), "result": result.strip(), "outcome": outcome, "recovered": recovered}
        act.change(row, {**values, "stage": stage.name, "phase": stage.phase.value})
        cases.step(act, row, on.isoformat(), "办结", result.strip())


@requires(Right.ENTER)
def hand_over(case: int, to: str, on: dt.date | None = None, note: str = "") -> None:
    """Note that a case was handed over to 12315 or another authority: a step, not an end. Raises Invalid."""
    row, on = _open(case), on or dt.date.today()
    if not clean(to):
        raise Invalid({"to": Complaint("missing", "请填写移交给哪里。")})
    with writing(f"移交事项 {row.number}") as act:
        act.change(row, {})
        cases.step(act, row, on.isoformat(), f"移交{clean(to)}", clean(note))


@requires(Right.ENTER)
def extend(case: int, due: dt.date, reason: str) -> None:
    """Give a case a later deadline, with the reason; raises Invalid, or Problem for one that is done."""
    row = _running(case)
    complaints: dict[str, str] = {}
    if not clean(reason):
        complaints["reason"] = Complaint("missing", "请写明延期的理由。")
    if due.isoformat() <= row.due:
        complaints["due"] = Complaint("bad_date", f"新的期限要晚于现在的 {spoken(row.due)}。")
    if complaints:
        raise Invalid(complaints)
    with writing(f"事项 {row.number} 延期到{spoken(due.isoformat())}") as act:
        was = row.due
        act.change(row, {"due": due.isoformat()})
        cases.step(act, row, dt.date.today().isoformat(), f"延期到{spoken(row.due)}", clean(reason), was)


@requires(Right.ENTER)
def rate(case: int, side: str, score: int, rater: str = "", note: str = "", on: dt.date | None = None) -> None:
    """Keep what one of the three sides thinks of a case that is done, 0 to 100; raises Invalid or Problem."""
    row = Case.get_by_id(case)
    if not row.done:
        raise Problem("这件事项还没有办结，不能评价。没有改动，请先办结。")
    complaints: dict[str, str] = {}
    if side not in SIDES:
        complaints["side"] = Complaint("bad_side", f"评价方请选{'、'.join(SIDES)}。")
    if not 0 <= score <= 100:
        complaints["score"] = Complaint("bad_score", "得分请填 0 到 100。")
    if complaints:
        raise Invalid(complaints)
    on = on or dt.date.today()
    with writing(f"登记事项 {row.number} 的{side}") as act:
        act.add(CaseRating(case=row, side=side, score=score, rater=clean(rater), on=on.isoformat(), note=clean(note)))
        act.change(row, _rated(row))
        cases.step(act, row, on.isoformat(), f"{side} {score} 分", clean(note))


@requires(Right.ENTER)
def satisfy(case: int, satisfaction: str) -> None:
    """Keep how satisfied whoever brought a case is; never entered by its handler. Raises Invalid or Problem."""
    row = Case.get_by_id(case)
    if satisfaction not in SATISFACTIONS:
        raise Invalid({"satisfaction": Complaint("bad", f"满意度请选{'、'.join(SATISFACTIONS)}。")})
    if not row.done:
        raise Problem("这件事项还没有办结，不能登记满意度。没有改动，请先办结。")
    if row.handler and row.handler == session.clerk().name:
        raise Problem("满意度不能由经办人自己登记，没有改动。请换一位同事来登记。")
    with writing(f"登记事项 {row.number} 的满意度") as act:
        act.change(row, {"satisfaction": satisfaction, **_rated(row)})
        cases.step(act, row, dt.date.today().isoformat(), f"回访：{satisfaction}")


@requires(Right.ENTER)
def close(wanted: Sequence[int], on: dt.date | None = None) -> None:
    """Strike cases that are done off the list (销号), as one act; raises Problem naming one that is not."""
    on = on or dt.date.today()
    rows = [row for row in Case.select().where(Case.id.in_(list(wanted))) if not row.closed]
    if not rows:
        raise Problem("选中的事项都已经销号，没有改动。")
    if undone := [row.number for row in rows if not row.done]:
        raise Problem(f"事项 {undone[0]} 还没有办结，不能销号。没有改动，请先办结。")
    whom = rows[0].number if len(rows) == 1 else f"{len(rows)} 件"
    with writing(f"事项 {whom} 销号") as act:
        for row in rows:
            act.change(row, {"closed": max(on.isoformat(), row.done)})
            cases.step(act, row, on.isoformat(), "销号")


@requires(Right.ENTER)
def reopen(case: int, reason: str, due: dt.date | None = None, on: dt.date | None = None) -> None:
    """Open a case again under its own number, with the reason and a new deadline; raises Invalid or Problem."""
    row, on = Case.get_by_id(case), on or dt.date.today()
    if not row.done:
        raise Problem("这件事项还没有办结，不用重开。没有改动。")
    if not clean(reason):
        raise Invalid({"reason": Complaint("missing", "请写明为什么重开。")})
    stage = case_kinds.kind(row.kind).first(Phase.WORKING, Phase.DISPATCHED)
    with writing(f"重开事项 {row.number}") as act:
        values = {"done": "", "closed": "", "satisfaction": "", "outcome": "", "reopened": row.reopened + 1}
        values |= {"due": (due or cases.deadline(row.kind, on)).isoformat()}
        was = row.due
        act.change(row, {**values, "stage": stage.name, "phase": stage.phase.value})
        cases.step(act, row, on.isoformat(), REOPENED, clean(reason), was)


@requires(Right.READ)
def steps(case: int) -> list[StepRow]:
    """What was done about a case, the first first."""
    query = CaseStep.select().where(CaseStep.case == case, CaseStep.removed_at == "").order_by(CaseStep.id)
    return [StepRow(row.id, row.on, row.what, row.stage, row.who, row.was, row.note) for row in query]


@requires(Right.READ)
def ratings(case: int) -> list[RatingRow]:
    """What the three sides think of a case, the newest first."""
    query = CaseRating.select().where(CaseRating.case == case, CaseRating.removed_at == "")
    return [
        RatingRow(row.id, row.side, row.score, row.rater, row.on, row.note) for row in query.order_by(-CaseRating.id)
    ]


@requires(Right.READ)
def score(case: int) -> Rated:
    """The three sides' ratings of a case as one score."""
    given: dict[str, list[int]] = {}
    for each in ratings(case):
        given.setdefault(each.side, []).append(each.score)
    received = dt.date.fromisoformat(Case.get_by_id(case).received)
    return rules.rated(given, rule_book.in_force("case.rating_weights", received))


def _rated(row: Case) -> Mapping[str, Any]:
    """The stage a case is in once somebody rated it, where its kind has one for that."""
    stage = case_kinds.kind(row.kind).first(Phase.RATED, Phase.DONE)
    return {"stage": stage.name, "phase": stage.phase.value}


def _open(case: int) -> Case:
    row = Case.get_by_id(case)
    if row.removed_at:
        raise Problem(f"事项 {row.number} 已经移到回收站，没有改动。请先恢复它。")
    if row.closed:
        raise Problem(f"事项 {row.number} 已经销号，没有改动。要接着办，请先重开。")
    return row


def _running(case: int) -> Case:
    row = _open(case)
    if row.done:
        raise Problem(f"事项 {row.number} 已经办结，期限和承办都不再改。没有改动，要接着办，请先重开。")
    return row


def _not_before(row: Case, on: dt.date) -> str:
    return max(on.isoformat(), row.received)


def _check_assignment(to: Assignment, received: str) -> None:
    complaints: dict[str, str] = {}
    if not clean(to.unit) and not clean(to.handler):
        complaints["unit"] = Complaint("missing", "请填写交给哪个单位或哪个人。")
    if to.due and to.due < received:
        complaints["due"] = Complaint("bad_date", f"期限早于收到日期 {spoken(received)}，请核对。")
    if complaints:
        raise Invalid(complaints)
