"""诚信情况: how honest trade is, in figures that each open their rows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import credit
from app.domain.calendar import spoken
from app.domain.cases import REPORT
from app.domain.credit import Kind
from app.domain.roles import Right
from app.domain.rounds import State
from app.domain.rules import why
from app.services import credit_events, indicators, inspections, ratings, rounds
from app.services import rules as rule_book
from app.services.indicators import Compared
from app.services.session import requires
from app.store.cases import Case

Rows = tuple[tuple[str, int], ...]
_CASE, _EVENT, _INSPECTION, _MERCHANT = "case_file", "credit_event", "inspection", "merchant"


@dataclass(frozen=True)
class Figure:
    """A figure in words; `share` of a whole for its bar, None for none; `parts` its rows by what they are."""

    title: str
    value: str
    share: float | None
    parts: dict[str, Rows]


@requires(Right.READ)
def figures(start: dt.date, end: dt.date) -> list[Figure]:
    """The figures of a period; penalties and grades as they stand on its last day."""
    return [*_complaints(start, end), _reports(start, end), _passed(start, end), *_events(end), *_grades(end), *_open()]


@requires(Right.READ)
def foreseen(kind: str, weight: str, on: str) -> str:
    """How much and until when an event of this ISO day will count, by which rule; raises Problem."""
    day = dt.date.fromisoformat(on)
    family = credit.rule_family(kind, weight)
    most = rule_book.in_force(f"{family}.most", day)
    points = rule_book.in_force(f"{family}.points", day).amount
    last = credit.until(day, most.amount) - dt.timedelta(days=1)
    verb = "加" if kind == Kind.PRAISE else "扣"
    return f"{verb} {points} 分，计入到{spoken(last.isoformat())}。{why(most)}"


def _complaints(start: dt.date, end: dt.date) -> list[Figure]:
    found = indicators.complaint_rate(start, end)
    now, before = (_of(_CASE, rate.rows) for rate in (found.now, found.before))
    return [
        Figure("投诉率（投诉 / 营业商户）", found.now.words, None, {"投诉": now}),
        Figure("投诉率同比", _change(found), None, {"本期投诉": now, "去年同期": before}),
        *_by_trade(start, end),
    ]


def _by_trade(start: dt.date, end: dt.date) -> list[Figure]:
    """Complaints over trade, where trade was entered for a quarter of the period."""
    now, before, change = indicators.complaints_by_trade(start, end)
    if not now.volume:
        return []
    rows, former = _of(_CASE, now.rows), _of(_CASE, before.rows)
    said = f"{change}（去年同期 {before.mean}）"
    return [
        Figure("每亿元社零投诉", now.words, None, {"投诉": rows}),
        Figure("每亿元投诉同比", said, None, {"本期投诉": rows, "去年同期": former}),
    ]


def _change(found: Compared) -> str:
    return f"{found.change}（去年同期 {found.before.words}）"


def _reports(start: dt.date, end: dt.date) -> Figure:
    received = (Case.kind == REPORT, Case.removed_at == "", Case.received.between(start.isoformat(), end.isoformat()))
    ids = [row.id for row in Case.select(Case.id).where(*received).order_by(Case.id)]
    return Figure("举报", f"{len(ids):,} 件", None, {"举报": _of(_CASE, ids)})


def _passed(start: dt.date, end: dt.date) -> Figure:
    found = inspections.pass_rate(start, end)
    share = len(found.rows) / found.total if found.total else None
    parts = {"不合格": _of(_INSPECTION, found.others), "合格": _of(_INSPECTION, found.rows)}
    return Figure("责任岗检查合格率", found.words, share, parts)


def _events(day: dt.date) -> list[Figure]:
    rows = credit_events.counting(day)
    found = {kind: _of(_EVENT, [row.id for row in rows if row.kind == kind]) for kind in Kind}
    return [Figure(f"在期的{kind.value}", f"{len(ids):,} 条", None, {kind.value: ids}) for kind, ids in found.items()]


def _grades(day: dt.date) -> list[Figure]:
    counts = ratings.counts(day)
    total = sum(counts.values())
    return [
        Figure(
            f"等级 {badge}",
            f"{count:,} 家",
            count / total if total else 0.0,
            {"商户": _of(_MERCHANT, sorted(ratings.holders(badge, day)))},
        )
        for badge, count in counts.items()
    ]


def _open() -> list[Figure]:
    open_ = [row for row in rounds.listing() if row.state != State.ARCHIVED]
    return [
        Figure("没有办完的批次", f"{len(open_):,} 个", None, {"批次": _of("rating_round", [row.id for row in open_])})
    ]


def _of(noun: str, ids: Sequence[int]) -> Rows:
    return tuple((noun, number) for number in ids)
