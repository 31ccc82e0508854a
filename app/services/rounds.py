"""评选批次: opened, scored, checked by a second person, put on public notice, and what became of each step."""

import datetime as dt
import json
from dataclasses import dataclass

from app.domain import rounds as rules
from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.rounds import State, Window
from app.domain.scoring import Rated
from app.services import approvals, round_windows, schemes, session
from app.services import rules as rule_book
from app.services.approval_kinds import ROUND
from app.services.schemes import SchemeRow
from app.services.scoring import round_row
from app.services.scoring_work import Worked, points_of, vetoes_of, work_out
from app.services.session import requires
from app.store.approvals import Approval
from app.store.merchants import Merchant
from app.store.ratings import Round, RoundStep, Scheme, Sheet
from app.store.writing import Act, writing

NOTICE = "honour.public_notice"


@dataclass(frozen=True)
class RoundRow:
    """A round as lists show it; days are ISO. `only` is the merchant of a round of one, `waiting` whether the second
    person has not decided yet, `refused` their reason where they said no."""

    id: int
    title: str
    scheme: int
    scheme_title: str
    version: int
    start: str
    end: str
    day: str
    only: int
    state: str
    checked_by: str
    checked_at: str
    notice_start: str
    notice_end: str
    notice_rule: str
    provisional: bool
    meeting: int
    issued: str
    request: int
    waiting: bool
    refused: str
    note: str


@dataclass(frozen=True)
class StepRow:
    """One transition of a round: when (a moment), by whom, from which state to which."""

    at: str
    who: str
    was: str
    now: str
    note: str


@requires(Right.READ)
def listing(merchant: int = 0) -> list[RoundRow]:
    """The rounds, the newest first; of a merchant only those about it alone."""
    query = Round.select(Round, Scheme).join(Scheme).where(Round.removed_at == "")
    query = query.where(Round.only == merchant) if merchant else query
    return [_row(row) for row in query.order_by(Round.id.desc())]


@requires(Right.READ)
def get(round_: int) -> RoundRow:
    """One round; raises Problem where there is none of this id."""
    return _row(round_row(round_))


@requires(Right.READ)
def steps(round_: int) -> list[StepRow]:
    """What became of a round, the first step first."""
    query = RoundStep.select().where(RoundStep.round == round_, RoundStep.removed_at == "").order_by(RoundStep.id)
    return [StepRow(row.at, row.who, row.was, row.now, row.note) for row in query]


@requires(Right.ENTER)
def open_round(
    scheme: SchemeRow,
    start: dt.date,
    end: dt.date,
    title: str = "",
    day: dt.date | None = None,
    only: int = 0,
    note: str = "",
) -> int:
    """Open a round over the records of a period, or of one merchant alone, and return its id. `day` (else the last of
    the period) is the one ageing is reckoned by. Raises Invalid."""
    if end < start:
        raise Invalid({"end": Complaint("bad_period", "结束日期早于开始日期，请改正。")})
    title = clean(title) or _title(scheme, end, only)
    with writing(f"建立评选批次 {title}") as act:
        row = Round(
            title=title,
            scheme=schemes.keep(act, scheme),
            start=start.isoformat(),
            end=end.isoformat(),
            day=(day or end).isoformat(),
            only=only,
            state=State.DRAFT.value,
            note=clean(note),
        )
        act.add(row)
        _note_step(act, row, "", State.DRAFT)
    return row.id


@requires(Right.ENTER)
def begin(round_: int) -> None:
    """起草 → 评分: from now on scores can be entered."""
    _step(round_, State.SCORING, "开始评分")


@requires(Right.ENTER)
def submit(round_: int) -> int:
    """评分 → 复核: freeze everybody's sheet and put the result before a second person; returns the request's id."""
    row = round_row(round_)
    rules.demand_step(row.state, State.CHECKING)
    worked = work_out(row)
    if not worked.rated:
        raise Problem("这个批次里一家商户也没有，没有可以复核的结果。数据没有改动，请先登记在营业的商户。")
    what = f"{row.title}的评选结果"
    with writing(f"送审{what}") as act:
        act.change(row, {"run": row.run + 1, "checked_by": "", "checked_at": ""})
        _freeze(act, row, worked)
        _move(act, row, State.CHECKING)
        listed = sum(one.listed for one in worked.rated)
        said = f"{what}：参评 {len(worked.rated):,} 家，拟授牌 {listed:,} 家"
        request = approvals.ask(act, ROUND, said, {"round": row.id, "run": row.run}, [row])
        act.change(row, {"request": request})
    return request


@requires(Right.ENTER)
def reopen(round_: int, reason: str) -> None:
    """复核 → 评分: take the result back to score again; raises Invalid without a reason."""
    if not clean(reason):
        raise Invalid({"reason": "请写明退回评分的原因。"})
    row = round_row(round_)
    rules.demand_step(row.state, State.SCORING)
    with writing(f"退回评分：{row.title}") as act:
        open_ = Approval.get_or_none(Approval.id == row.request, Approval.decision == "", Approval.removed_at == "")
        if open_:
            act.change(open_, open_.when_undone())
        act.change(row, {"checked_by": "", "checked_at": "", "request": 0})
        _move(act, row, State.SCORING, reason)


@requires(Right.READ)
def window(start: dt.date, days: int = 0) -> Window:
    """The public notice that starts on a day, by the rule in force then; longer than the rule says on request."""
    return rules.window(start, rule_book.in_force(NOTICE, start), days)


@requires(Right.ENTER)
def publish(round_: int, start: dt.date, days: int = 0) -> Window:
    """复核 → 公示, once a second person has agreed; returns the window, whose days and rule are kept."""
    row = round_row(round_)
    rules.demand_step(row.state, State.NOTICE)
    if not row.checked_by:
        raise Problem("这个批次的结果还没有第二个人复核，不能公示。数据没有改动，请先在“待复核”里由另一位同意。")
    found = window(start, days)
    late = _entered_late(row, start)
    with writing(f"公示{row.title}，到{spoken(found.end.isoformat())}{'（补录）' if late else ''}") as act:
        days_of = {"notice_start": found.start.isoformat(), "notice_end": found.end.isoformat()}
        act.change(row, {**days_of, "notice_rule": found.rule.code, "provisional": not found.certain})
        _move(act, row, State.NOTICE, late)
    return found


@requires(Right.ENTER)
def close_notice(round_: int, today: dt.date | None = None) -> None:
    """公示 → 异议处理, from the day after the window's last."""
    row = round_row(round_)
    rules.demand_step(row.state, State.OBJECTIONS)
    round_windows.demand_counted(round_)
    rules.demand_over(today or dt.date.today(), row.notice_end)
    with writing(f"{row.title}公示期满") as act:
        _move(act, row, State.OBJECTIONS)


@requires(Right.ENTER)
def remove(round_: int) -> None:
    """Take a round that was never put on notice off the record; raises Problem for any other."""
    row = round_row(round_)
    rules.demand_state(row.state, State.DRAFT, State.SCORING)
    with writing(f"移出评选批次 {row.title}") as act:
        act.change(row, row.when_undone())


@requires(Right.ENTER)
def move(act: Act, row: Round, wanted: State, note: str = "") -> None:
    """Take a round to the next state as part of an act; raises Problem for any other state."""
    rules.demand_step(row.state, wanted)
    _move(act, row, wanted, note)


def _entered_late(row: Round, start: dt.date) -> str:
    """What is noted with a notice that began before the second person agreed; "" for one that did not."""
    agreed = row.checked_at[:10]
    if start.isoformat() >= agreed:
        return ""
    return f"补录：公示{spoken(start.isoformat())}开始，复核同意是{spoken(agreed)}，公示先于复核"


def _step(round_: int, wanted: State, verb: str) -> None:
    row = round_row(round_)
    rules.demand_step(row.state, wanted)
    with writing(f"{verb}：{row.title}") as act:
        _move(act, row, wanted)


def _move(act: Act, row: Round, wanted: State, note: str = "") -> None:
    was = row.state
    act.change(row, {"state": wanted.value})
    _note_step(act, row, was, wanted, note)


def _note_step(act: Act, row: Round, was: str, now: State, note: str = "") -> None:
    at = dt.datetime.now().isoformat(timespec="seconds")
    act.add(RoundStep(round=row, at=at, who=session.clerk().name, was=was, now=now.value, note=clean(note)))


_FROZEN = ("round", "run", "merchant", "outcome", "grade", "total", "rank", "preferred", "listed", "tie", "reason")


def _freeze(act: Act, row: Round, worked: Worked) -> None:
    """Put everybody's sheet down as it is now, in the order of the list."""
    frozen = []
    for one in worked.rated:
        told = (one.outcome.value, one.grade, one.total, one.rank, one.preferred, one.listed, one.tie)
        frozen.append((row.id, row.run, one.merchant, *told, "；".join(one.reasons), _content(worked, one)))
    act.add_many(Sheet, (*_FROZEN, "content"), frozen)


def _content(worked: Worked, one: Rated) -> str:
    parts = {"points": points_of(worked, one), "vetoes": vetoes_of(worked, one.merchant)}
    return json.dumps({name: [vars(line) for line in lines] for name, lines in parts.items()}, ensure_ascii=False)


def _title(scheme: SchemeRow, end: dt.date, only: int) -> str:
    name = scheme.title.removesuffix("办法")
    return f"{end.year}年{Merchant.get_by_id(only).name}{name}" if only else f"{end.year}年{name}"


def _row(row: Round) -> RoundRow:
    asked = Approval.get_or_none(Approval.id == row.request) if row.request else None
    checking = row.state == State.CHECKING
    waiting = bool(checking and asked and not asked.decision and not asked.removed_at)
    return RoundRow(
        *(
            row.id,
            row.title,
            row.scheme_id,
            row.scheme.title,
            row.scheme.version,
            row.start,
            row.end,
            row.day,
            row.only,
        ),
        *(row.state, row.checked_by, row.checked_at, row.notice_start, row.notice_end, row.notice_rule),
        *(row.provisional, row.meeting, row.issued, row.request, waiting),
        refused=asked.reason if checking and asked and asked.decision == approvals.REFUSED else "",
        note=row.note,
    )
