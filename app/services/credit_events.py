"""Penalties and praise of merchants: entered with the rule they age by, repaired, and shown on a time line."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import credit as rules
from app.domain.calendar import add_months, spoken
from app.domain.credit import Eligibility, Event, Kind, Weight
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.rules import why
from app.domain.schemes import ABOUT
from app.services import rules as rule_book
from app.services.session import requires
from app.store.database import among
from app.store.merchants import Merchant
from app.store.ratings import CreditEvent
from app.store.writing import writing


@dataclass(frozen=True)
class Draft:
    """A penalty or praise as typed in. `points` in hundredths and `months` None for what the rules in force say."""

    merchant: int = 0
    kind: str = Kind.PENALTY.value
    weight: str = Weight.GENERAL.value
    on: str = ""
    text: str = ""
    source: str = ""
    document: str = ""
    points: int | None = None
    months: int | None = None
    case: int = 0
    note: str = ""


@dataclass(frozen=True)
class EventRow:
    """An event as lists show it: it counts from `on` up to the day before `until`, or before `repaired` where that is
    earlier; `counts` whether it does on the day asked about, `why` the rule it ages by."""

    id: int
    merchant: int
    kind: str
    weight: str
    on: str
    text: str
    source: str
    document: str
    points: int
    months: int
    until: str
    repaired: str
    repair_note: str
    counts: bool
    rule: str
    why: str
    case: int
    note: str


@requires(Right.ENTER)
def save(draft: Draft) -> int:
    """Enter a penalty or praise and return its id; how long and how much it counts follow from the rules of its day.
    Raises Invalid."""
    on = _check(draft)
    months, rule = _months(draft, on)
    points = _points(draft, on)
    weight = "" if draft.kind == Kind.PRAISE else draft.weight
    written = {name: clean(getattr(draft, name)) for name in ("text", "source", "document", "note")}
    with writing(f"登记{weight}{draft.kind}：{Merchant.get_by_id(draft.merchant).name}") as act:
        row = CreditEvent(
            merchant=draft.merchant,
            kind=draft.kind,
            weight=weight,
            on=on.isoformat(),
            points=points,
            months=months,
            until=rules.until(on, months).isoformat(),
            rule=rule,
            case=draft.case,
            **written,
        )
        act.add(row)
    return row.id


@requires(Right.READ)
def doubts(event: int, on: dt.date) -> str:
    """A sentence where a repair on this day comes before the rule's shortest time; "" where it does not."""
    row = CreditEvent.get_by_id(event)
    if row.kind == Kind.PRAISE:
        return ""
    since = dt.date.fromisoformat(row.on)
    least = rule_book.in_force(f"{rules.rule_family(row.kind, row.weight)}.least", since)
    first = add_months(since, least.amount)
    return f"修复日期早于最短期限，最早是{spoken(first.isoformat())}。{why(least)}" if on < first else ""


@requires(Right.ENTER)
def repair(event: int, on: dt.date, note: str) -> None:
    """Record that a penalty was repaired: from this day it counts no more. Raises Invalid, Problem."""
    row = CreditEvent.get_by_id(event)
    if row.kind != Kind.PENALTY or row.repaired:
        raise Problem("这条记录已经修复过，或不是处罚，没有改动。请看它现在的内容。")
    complaints: dict[str, str] = {}
    if on.isoformat() < row.on or on > dt.date.today():
        complaints["repaired"] = Complaint("bad_date", "修复日期要在处罚之后、今天以前，请核对。")
    if not clean(note):
        complaints["note"] = Complaint("no_note", "请写明修复的依据，如信用修复决定书文号。")
    if complaints:
        raise Invalid(complaints)
    with writing(f"登记信用修复：{row.merchant.name}") as act:
        act.change(row, {"repaired": on.isoformat(), "repair_note": clean(note)})


@requires(Right.ENTER)
def remove(events: Sequence[int]) -> None:
    """Move events to the recycle bin as one act."""
    with writing(f"移出奖惩记录 {len(events)} 条") as act:
        for row in CreditEvent.select().where(CreditEvent.id.in_(list(events)), CreditEvent.removed_at == ""):
            act.change(row, row.when_undone())


@requires(Right.READ)
def timeline(merchant: int, day: dt.date | None = None) -> list[EventRow]:
    """The penalties and praise of a merchant, the newest first, as they stand on a day."""
    query = CreditEvent.select().where(CreditEvent.merchant == merchant, CreditEvent.removed_at == "")
    on = (day or dt.date.today()).isoformat()
    return [_row(row, on) for row in query.order_by(CreditEvent.on.desc(), CreditEvent.id.desc())]


@requires(Right.READ)
def counting(day: dt.date | None = None, merchants: Sequence[int] | None = None) -> list[EventRow]:
    """What stands in scores and exports on a day, of all merchants or of some: neither aged nor repaired."""
    on = (day or dt.date.today()).isoformat()
    lasting = (CreditEvent.repaired == "") | (CreditEvent.repaired > on)
    query = CreditEvent.select().where(CreditEvent.removed_at == "", CreditEvent.on <= on, CreditEvent.until > on)
    query = query if merchants is None else query.where(among(CreditEvent.merchant, merchants))
    return [_row(row, on) for row in query.where(lasting).order_by(CreditEvent.on, CreditEvent.id)]


@requires(Right.READ)
def eligible_again(merchant: int, today: dt.date) -> Eligibility:
    """From which day no penalty bars a merchant any more, and what bars it today."""
    query = CreditEvent.select().where(CreditEvent.merchant == merchant, CreditEvent.removed_at == "")
    return rules.eligible_again(map(_event, query), today)


def _check(draft: Draft) -> dt.date:
    complaints: dict[str, str] = {}
    if draft.kind not in set(Kind):
        complaints["kind"] = Complaint("bad_kind", f"请选择{'或'.join(Kind)}。")
    if draft.kind == Kind.PENALTY and draft.weight not in set(Weight):
        complaints["weight"] = Complaint("bad_weight", f"请选择程度：{'、'.join(Weight)}。")
    if not clean(draft.text):
        complaints["text"] = Complaint("no_text", "请写明是什么事。")
    if not Merchant.select().where(Merchant.id == draft.merchant, Merchant.removed_at == "").exists():
        complaints["merchant"] = Complaint("no_merchant", "请选择商户。")
    day = _day(draft.on, complaints)
    if complaints:
        raise Invalid(complaints)
    return day


def _day(text: str, complaints: dict[str, str]) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        complaints["on"] = Complaint("bad_date", "请填写日期，要写到日，如 2026年1月10日。")
        return dt.date.today()
    if day > dt.date.today():
        complaints["on"] = Complaint("future", "日期在今天以后，请核对。")
    return day


def _months(draft: Draft, on: dt.date) -> tuple[int, str]:
    """For how many months it counts, and the code of the rule that says so; raises Invalid beyond the rule's bounds."""
    family = rules.rule_family(draft.kind, draft.weight)
    most = rule_book.in_force(f"{family}.most", on)
    months = most.amount if draft.months is None else draft.months
    least = rule_book.in_force(f"{family}.least", on).amount if draft.kind == Kind.PENALTY else 0
    if not least <= months <= most.amount:
        sentence = f"期限要在 {least} 到 {most.amount} 个月之间。{why(most)}"
        raise Invalid({"months": Complaint("bad_months", sentence)})
    return months, most.code


def _points(draft: Draft, on: dt.date) -> int:
    if draft.points is None:
        family = rules.rule_family(draft.kind, draft.weight)
        return rule_book.in_force(f"{family}.points", on).amount * ABOUT
    if draft.points < 0:
        raise Invalid({"points": Complaint("bad_number", "分值不能是负数，处罚会自动算作扣分。")})
    return draft.points


def _event(row: CreditEvent) -> Event:
    return Event(row.kind, row.weight, row.on, row.until, row.points, row.text, row.repaired)


def _row(row: CreditEvent, day: str) -> EventRow:
    told = (row.text, row.source, row.document, row.points, row.months, row.until, row.repaired, row.repair_note)
    reason = why(rule_book.in_force(row.rule, dt.date.fromisoformat(row.on)))
    counts = _event(row).counts_on(day)
    return EventRow(
        *(row.id, row.merchant_id, row.kind, row.weight, row.on, *told, counts, row.rule, reason, row.case, row.note)
    )
