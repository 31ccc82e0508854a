"""What becomes of an honour after it was given: yearly reviews, taking it back, giving another in its place."""

import datetime as dt
from collections.abc import Sequence

from app.domain import honours as rules
from app.domain.calendar import add_months
from app.domain.errors import Problem
from app.domain.honours import Happening, Standing, State, standing
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.rules import Rule
from app.services import rules as rule_book
from app.services.honour_writing import fresh, happen, last_serial
from app.services.session import requires
from app.store.honour_life import FlagHolding, HonourEvent
from app.store.honours import Honour, HonourKind
from app.store.merchants import Merchant
from app.store.writing import Act, writing

_REVIEWS = (Happening.PASSED.value, Happening.FAILED.value)


@requires(Right.READ)
def review_rule(day: dt.date) -> Rule:
    """The rule that says how many months lie between two reviews."""
    return rule_book.in_force("honour.review_every", day)


@requires(Right.READ)
def reviews_due(today: dt.date, until: dt.date | None = None) -> dict[int, dt.date]:
    """The honours in force whose review is due by a day (today), with the day it is due, the earliest first."""
    months, until = review_rule(today).amount, until or today
    answered = _answered()
    alive = (Honour.valid_until == "") | (Honour.valid_until >= today.isoformat())
    old_enough = Honour.issued < add_months(until.replace(day=1), 1 - months).isoformat()
    columns = (Honour.id, Honour.issued, Honour.valid_until)
    query = Honour.select(*columns).where(Honour.state == State.GRANTED, alive, old_enough)
    due = {}
    for number, issued, valid_until in query.tuples():
        day = rules.review_due(rules.first_day(issued), valid_until, answered.get(number, set()), months, today)
        if day and day <= until:
            due[number] = day
    return dict(sorted(due.items(), key=lambda pair: (pair[1], pair[0])))


@requires(Right.ENTER)
def review(honours: Sequence[int], on: dt.date, *, passed: bool, note: str = "", reclaim: bool = False) -> None:
    """Record a yearly review of honours as one act; those that failed may be taken back at once. Raises Problem."""
    rows, months = _in_hand(honours, "年审"), review_rule(on).amount
    _refuse_future(on)
    if not passed and not clean(note):
        raise Problem("不合格要写明原因，没有登记。请补上原因再试。")
    answered, kind = _answered(), Happening.PASSED if passed else Happening.FAILED
    with writing(f"{kind.value}：{_whom(rows)}") as act:
        for row in rows:
            issued, done = rules.first_day(row.issued), answered.get(row.id, set())
            due = rules.review_due(issued, row.valid_until, done, months, on)
            happen(act, row.id, kind, on, note, due=due.isoformat() if due else "")
            if reclaim and not passed:
                _take_back(act, row, on, f"年审不合格：{clean(note)}")


@requires(Right.ENTER)
def reclaim(honours: Sequence[int], on: dt.date, reason: str) -> None:
    """Take honours back as one act: from then on their plaques scan 收回. Raises Problem."""
    rows = _in_hand(honours, "收回")
    _refuse_future(on)
    if not clean(reason):
        raise Problem("收回要写明原因，没有收回。请补上原因再试。")
    with writing(f"收回荣誉：{_whom(rows)}，{clean(reason)}") as act:
        for row in rows:
            _take_back(act, row, on, reason)


@requires(Right.ENTER)
def reissue(honour: int, on: dt.date, reason: str) -> str:
    """Give another plaque in place of one that was lost or spoiled, with a number of its own, and return that number;
    the former scans 补发作废 from then on. Raises Problem."""
    (row,) = _in_hand([honour], "补发")
    _refuse_future(on)
    if not clean(reason):
        raise Problem("补发要写明原因，没有补发。请补上原因再试。")
    until = dt.date.fromisoformat(row.valid_until) if row.valid_until else None
    if standing(row.state, row.valid_until, on) == Standing.EXPIRED:
        raise Problem(f"{row.number}已经到期，没有补发。请重新评定后再授予。")
    with writing(f"补发荣誉：{row.merchant.name} {row.number}，{clean(reason)}") as act:
        new = fresh(row.kind, row.merchant_id, on, until, last_serial(row.kind, on.year) + 1)
        new.decision, new.round_id, new.rule = row.decision, row.round_id, row.rule
        act.add(new)
        act.change(row, {"state": State.REPLACED.value})
        happen(act, row.id, Happening.REPLACED, on, reason, other=new.id)
        for holding in FlagHolding.select().where(FlagHolding.honour == row.id, FlagHolding.removed_at == ""):
            act.change(holding, {"honour": new.id})
    return new.number


def _answered() -> dict[int, set[str]]:
    """Of each honour the due days of its reviews."""
    query = HonourEvent.select(HonourEvent.honour, HonourEvent.due)
    found: dict[int, set[str]] = {}
    for honour, due in query.where(HonourEvent.kind.in_(_REVIEWS), HonourEvent.removed_at == "").tuples():
        found.setdefault(honour, set()).add(due)
    return found


def _in_hand(honours: Sequence[int], verb: str) -> list[Honour]:
    """The rows of honours that nobody took back yet; raises Problem naming one that is."""
    query = Honour.select(Honour, HonourKind, Merchant).join(HonourKind).switch(Honour).join(Merchant)
    found = {row.id: row for row in query.where(Honour.id.in_(list(honours)))}
    rows = [found[number] for number in dict.fromkeys(honours) if number in found]
    if not rows:
        raise Problem(f"没有选中荣誉，没有{verb}。请先在列表里选中要{verb}的荣誉。")
    gone = next((row for row in rows if row.state != State.GRANTED), None)
    if gone:
        raise Problem(f"{gone.merchant.name}的{gone.number}已经是“{gone.state}”，没有{verb}任何荣誉。请去掉它再试。")
    return rows


def _take_back(act: Act, row: Honour, on: dt.date, reason: str) -> None:
    act.change(row, {"state": State.RECLAIMED.value})
    happen(act, row.id, Happening.RECLAIMED, on, reason)


def _refuse_future(on: dt.date) -> None:
    if on > dt.date.today():
        raise Problem("日期在今天以后，没有登记。请在发生之后再登记。")


def _whom(rows: Sequence[Honour]) -> str:
    return f"{rows[0].merchant.name} {rows[0].number}" if len(rows) == 1 else f"{len(rows):,} 块"
