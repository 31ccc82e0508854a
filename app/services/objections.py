"""Objections to what a round put on public notice; each freezes its merchant until it is decided."""

import datetime as dt
from dataclasses import dataclass

from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.rounds import Decision, State, demand_state
from app.services import session
from app.services.scoring import round_row
from app.services.session import requires
from app.store.meetings import Meeting
from app.store.merchants import Merchant
from app.store.ratings import Objection, Sheet
from app.store.writing import writing


@dataclass(frozen=True)
class ObjectionRow:
    """An objection as lists show it; days are ISO, `decision` "" while it freezes the merchant, `meeting` the id of the
    meeting that decided, 0 for none; `late` for one received after the window."""

    id: int
    round: int
    merchant: int
    merchant_name: str
    received: str
    objector: str
    phone: str
    text: str
    decision: str
    decided: str
    decided_by: str
    meeting: int
    reason: str
    late: bool


@requires(Right.READ)
def listing(round_: int) -> list[ObjectionRow]:
    """The objections to a round, the first received first."""
    end = round_row(round_).notice_end
    query = Objection.select().where(Objection.round == round_, Objection.removed_at == "")
    rows = list(query.order_by(Objection.received, Objection.id))
    names = {row.id: row.name for row in Merchant.select().where(Merchant.id.in_([each.merchant for each in rows]))}
    return [_row(row, names[row.merchant], end) for row in rows]


@requires(Right.READ)
def frozen(round_: int) -> set[int]:
    """The merchants that an undecided objection freezes."""
    return _of(round_, "")


@requires(Right.READ)
def upheld(round_: int) -> set[int]:
    """The merchants against whom an objection holds: they leave the list."""
    return _of(round_, Decision.UPHELD)


@requires(Right.ENTER)
def receive(
    round_: int, merchant: int, text: str, received: dt.date | None = None, objector: str = "", phone: str = ""
) -> int:
    """Take in an objection to a merchant of a round on notice and return its id; raises Invalid, Problem."""
    row = round_row(round_)
    demand_state(row.state, State.NOTICE, State.OBJECTIONS)
    on = (received or dt.date.today()).isoformat()
    if not clean(text):
        raise Invalid({"text": Complaint("no_text", "请写明对哪一点有异议。")})
    if on < row.notice_start:
        raise Invalid({"received": Complaint("too_early", "收到异议的日期早于公示开始，请核对。")})
    if not Sheet.select().where(Sheet.round == row, Sheet.run == row.run, Sheet.merchant == merchant).exists():
        raise Problem("这家商户不在这个评选批次里，没有登记异议。数据没有改动，请核对商户。")
    told = {"objector": clean(objector), "phone": clean(phone), "text": text.strip()}
    with writing(f"登记异议：{Merchant.get_by_id(merchant).name}（{row.title}）") as act:
        objection = Objection(round=row, merchant=merchant, received=on, **told)
        act.add(objection)
    return objection.id


@requires(Right.CHECK)
def decide(objection: int, decision: Decision, reason: str, on: dt.date | None = None, meeting: int = 0) -> None:
    """Decide on an objection, by a meeting where one did; upheld, the merchant leaves the list. Raises Invalid."""
    row = Objection.get_by_id(objection)
    if row.decision:
        raise Problem("这件异议已经处理过了，这一步没有做。数据没有改动，请看处理结果。")
    if not clean(reason):
        raise Invalid({"reason": Complaint("no_reason", "请写明处理理由，异议人和商户都要看。")})
    day = (on or dt.date.today()).isoformat()
    if day < row.received:
        raise Invalid({"decided": Complaint("too_early", "处理日期早于收到异议的日期，请改正。")})
    if meeting and Meeting.get_or_none(Meeting.id == meeting, Meeting.removed_at == "") is None:
        raise Invalid({"meeting": Complaint("no_meeting", "没有找到这次会议，请重新选择。")})
    decided = {"decision": decision.value, "decided": day, "decided_by": session.clerk().name, "meeting": meeting}
    with writing(f"处理异议：{Merchant.get_by_id(row.merchant).name}，{decision.value}") as act:
        act.change(row, {**decided, "reason": clean(reason)})


def _of(round_: int, decision: str) -> set[int]:
    query = Objection.select(Objection.merchant).where(
        Objection.round == round_, Objection.decision == decision, Objection.removed_at == ""
    )
    return {merchant for (merchant,) in query.tuples()}


def _row(row: Objection, name: str, end: str) -> ObjectionRow:
    told = (row.received, row.objector, row.phone, row.text, row.decision, row.decided, row.decided_by, row.meeting)
    late = bool(end) and row.received > end
    return ObjectionRow(row.id, row.round_id, row.merchant, name, *told, row.reason, late)
