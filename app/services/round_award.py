"""授牌: the grades and honours a round gives once its public notice is over, and filing the round away."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import rounds as rules
from app.domain.calendar import add_months, spoken
from app.domain.errors import Problem
from app.domain.honours import State as HonourState
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.rounds import State
from app.domain.schemes import REFUSED_BADGE, Scheme
from app.domain.scoring import Outcome
from app.services import honour_years, honours, objections, round_windows, rounds, schemes, scoring
from app.services.scoring import ScoreRow, round_row
from app.services.session import requires
from app.store.database import among
from app.store.honours import Honour
from app.store.meetings import Meeting
from app.store.merchants import Merchant
from app.store.ratings import MerchantGrade, Round
from app.store.writing import Act, writing


@dataclass(frozen=True)
class Awarded:
    """What an award came to: the numbers of the honours by merchant, who already holds one of the year, who is frozen
    by an objection, and whom an objection took out."""

    numbers: dict[int, str]
    already: tuple[int, ...]
    frozen: tuple[int, ...]
    upheld: tuple[int, ...]


@requires(Right.READ)
def due(round_: int) -> list[ScoreRow]:
    """Whom a round would honour now: those listed, without who is frozen, taken out, honoured by it already, or off the
    list of merchants since."""
    row = round_row(round_)
    out = objections.frozen(round_) | objections.upheld(round_) | _honoured(row)
    listed = [one for one in scoring.score(round_).rows if one.listed and one.merchant not in out]
    here = Merchant.select(Merchant.id).where(among(Merchant.id, [one.merchant for one in listed]))
    known = {merchant for (merchant,) in here.where(Merchant.removed_at == "").tuples()}
    return [one for one in listed if one.merchant in known]


@requires(Right.ENTER)
def award(round_: int, issued: dt.date, meeting: int = 0, decision: str = "", today: dt.date | None = None) -> Awarded:
    """公示期满 → 授牌: give grades and honours dated `issued`, a day after the window. Called again, it gives them to
    those whose objections were rejected since. Raises Problem."""
    row = round_row(round_)
    rules.demand_state(row.state, State.NOTICE, State.OBJECTIONS, State.AWARDED)
    round_windows.demand_counted(round_)
    rules.demand_award_day(issued, row.notice_end)
    rules.demand_over(today or dt.date.today(), row.notice_end)
    if meeting and Meeting.get_or_none(Meeting.id == meeting, Meeting.removed_at == "") is None:
        raise Problem("没有找到这次会议，没有授予任何荣誉。请重新选择决定的会议。")
    scheme, scored = schemes.get(row.scheme_id).scheme, scoring.score(round_).rows
    wanted = [one.merchant for one in due(round_)]
    held = honour_years.holding(scheme.award.honour, wanted, issued, round_)
    already = {honour.merchant_id for honour in held}
    given = [merchant for merchant in wanted if merchant not in already]
    with writing(f"授牌：{row.title} {len(given)} 家") as act:
        _reach(act, row)
        act.change(row, {"issued": row.issued or issued.isoformat(), "meeting": meeting or row.meeting})
        _grade(act, row, scheme, scored, issued)
        numbers = _honour(act, row, scheme, given, issued, decision)
    out = tuple(tuple(sorted(found)) for found in (objections.frozen(round_), objections.upheld(round_)))
    return Awarded(numbers, tuple(sorted(already)), *out)


@requires(Right.ENTER)
def archive(round_: int) -> None:
    """授牌 → 归档; raises Problem while an objection is undecided."""
    row = round_row(round_)
    open_ = objections.frozen(round_)
    if open_:
        names = "、".join(each.name for each in Merchant.select().where(Merchant.id.in_(sorted(open_)[:3])))
        raise Problem(f"{names}的异议还没有处理，不能归档。数据没有改动，请先处理异议。")
    with writing(f"归档：{row.title}") as act:
        rounds.move(act, row, State.ARCHIVED)


def _reach(act: Act, row: Round) -> None:
    """Take a round whose window is over to 授牌, through the state between."""
    for wanted in (State.OBJECTIONS, State.AWARDED):
        if rules.ORDER.index(State(row.state)) < rules.ORDER.index(wanted):
            rounds.move(act, row, wanted)


def _grade(act: Act, row: Round, scheme: Scheme, scored: Iterable[ScoreRow], issued: dt.date) -> None:
    """Give everybody who is not frozen the grade of the round, once; against whom an objection holds gets none."""
    until = (add_months(issued, scheme.months_valid) - dt.timedelta(days=1)).isoformat()
    query = MerchantGrade.select(MerchantGrade.merchant).where(
        MerchantGrade.round == row, MerchantGrade.removed_at == ""
    )
    done = {merchant for (merchant,) in query.tuples()} | objections.frozen(row.id)
    upheld, days, rows = objections.upheld(row.id), (issued.isoformat(), until), []
    for one in scored:
        if one.merchant in done or one.outcome == Outcome.UNGRADED:
            continue
        if one.merchant in upheld or one.outcome == Outcome.REFUSED:
            rows.append((row.id, one.merchant, Outcome.REFUSED.value, "", 0, REFUSED_BADGE, *days))
        else:
            rows.append((row.id, one.merchant, one.outcome, one.grade, scheme.band(one.total), one.badge, *days))
    fields = ("round", "merchant", "outcome", "grade", "band", "badge", "issued", "valid_until")
    act.add_many(MerchantGrade, fields, rows)


def _honour(act: Act, row: Round, scheme: Scheme, given: list[int], issued: dt.date, decision: str) -> dict[int, str]:
    if not given:
        return {}
    said = clean(decision) or f"{row.title}，{spoken(row.notice_start)}至{spoken(row.notice_end)}公示"
    until = honours.last_day(issued)
    return honours.give(act, scheme.award.honour, given, issued, until, said, row.id)


def _honoured(row: Round) -> set[int]:
    query = Honour.select(Honour.merchant).where(Honour.round_id == row.id, Honour.state != HonourState.VOID)
    return {merchant for (merchant,) in query.tuples()}
