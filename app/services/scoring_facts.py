"""What the records say of merchants, as criteria count it: one query for each formula, for all merchants at once."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import peewee as pw

from app.domain.cases import COMPLAINT, FOUNDED, REPORT
from app.domain.credit import Kind, Weight
from app.domain.measures import NOTHING, Fact, sides
from app.domain.meetings import Presence
from app.domain.merchants import State
from app.domain.roles import Right
from app.domain.schemes import Criterion, Scheme
from app.domain.scoring import Subject
from app.services import rules as rule_book
from app.services.session import requires
from app.store.activities import Activity, ActivityAttendance
from app.store.cases import Case, CaseRating
from app.store.database import db
from app.store.gifts import Gift, Holder
from app.store.meetings import Attendance, Meeting
from app.store.members import Person
from app.store.merchants import Merchant, Pledge
from app.store.ratings import CreditEvent, DutyClaim, Inspection

GOOD, BAD = "合格", "不合格"
Rows = dict[int, list[int]]
"""By merchant the ids of the rows behind a fact."""
PENALTY_NOUN = "credit_event"
FEN = 100
"""In a yuan."""
Found = Iterable[tuple[Any, ...]]


@dataclass(frozen=True)
class Span:
    """The days records count for, ISO, both ends in; ageing is reckoned by `day`; `only` one merchant, 0 for all."""

    start: str
    end: str
    day: str
    only: int = 0

    def covers(self, field: Any) -> Any:
        """The condition that a day lies in the span."""
        return field.between(self.start, self.end)

    def of(self, field: Any) -> Any:
        """The condition that a row belongs to whom the span is about."""
        return field == self.only if self.only else field > 0


@dataclass
class Facts:
    """By merchant what a criterion counted, and the rows of a noun (table) it counted; `also` those of another noun."""

    noun: str
    facts: dict[int, Fact] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)
    also: "Facts | None" = None

    def evidence(self, merchant: int) -> tuple[tuple[str, int], ...]:
        """The rows behind a merchant's fact as (noun, id)."""
        mine = tuple((self.noun, row) for row in self.rows.get(merchant, ()))
        return mine + self.also.evidence(merchant) if self.also else mine


@requires(Right.READ)
def gather(scheme: Scheme, span: Span) -> dict[str, Facts]:
    """The facts of every computed criterion, by its key."""
    return {criterion.key: _facts(criterion, span) for criterion in scheme.criteria if criterion.computed}


@requires(Right.READ)
def severe(span: Span) -> Facts:
    """The merchants with a severe penalty that counts on the day, with its rows."""
    query = _standing(span, Kind.PENALTY).where(CreditEvent.weight == Weight.SEVERE)
    return _counted(PENALTY_NOUN, db.execute(query))


@requires(Right.READ)
def subjects(span: Span) -> list[Subject]:
    """The merchants in business that can be rated, as schemes look at them, by number. A pledge signed on a day shows
    that the merchant was there on it."""
    pledges: dict[int, set[str]] = {}
    seen: dict[int, str] = {}
    for merchant, kind, signed in db.execute(_pledges(span).select(Pledge.merchant, Pledge.kind, Pledge.signed)):
        pledges.setdefault(merchant, set()).add(kind)
        if signed:
            seen[merchant] = min(signed, seen.get(merchant, signed))
    columns = (Merchant.id, Merchant.number, Merchant.since, Merchant.party_member)
    query = Merchant.select(*columns).where(Merchant.removed_at == "", Merchant.state == State.OPEN)
    none: frozenset[str] = frozenset()
    return [
        Subject(
            *(merchant, number, since, frozenset(pledges[merchant]) if merchant in pledges else none, bool(party)),
            seen="" if since else seen.get(merchant, ""),
        )
        for merchant, number, since, party in db.execute(query.where(span.of(Merchant.id)).order_by(Merchant.number))
    ]


@requires(Right.READ)
def charity_marks(span: Span) -> set[int]:
    """The merchants whose gifts in the span, reversed ones aside, give them the 首选 mark; it orders equals and changes
    no score."""
    least = rule_book.in_force("rating.preferred_least", dt.date.fromisoformat(span.day)).amount * FEN
    now = Holder.alias()
    is_now = now.id == pw.Case(None, [(Holder.merged_into > 0, Holder.merged_into)], Holder.id)
    query = Gift.select(now.row).join(Holder, on=Gift.holder == Holder.id).join(now, on=is_now)
    reversed_ones = Gift.alias()
    stands = Gift.id.not_in(reversed_ones.select(reversed_ones.reverses).where(reversed_ones.reverses > 0))
    mine = (now.noun == "merchant", span.of(now.row), Gift.removed_at == "", Gift.reverses == 0, stands)
    query = query.where(*mine, span.covers(Gift.on)).group_by(now.row)
    return {merchant for (merchant,) in db.execute(query.having(pw.fn.SUM(Gift.amount + Gift.value) >= least))}


def _facts(criterion: Criterion, span: Span) -> Facts:
    if criterion.formula == "sides":
        return _sides(criterion, span)
    if criterion.formula == "participation":
        return _participation(span)
    noun, query, share = _FORMULAS[criterion.formula]
    return _shared(noun, db.execute(query(span))) if share else _counted(noun, db.execute(query(span)))


def _counted(noun: str, found: Found) -> Facts:
    counts: dict[int, int] = {}
    rows: Rows = {}
    for merchant, worth, row in found:
        counts[merchant] = counts.get(merchant, 0) + worth
        rows.setdefault(merchant, []).append(row)
    return Facts(noun, {merchant: Fact(count) for merchant, count in counts.items()}, rows)


def _shared(noun: str, found: Found) -> Facts:
    good: dict[int, int] = {}
    rows: Rows = {}
    for merchant, worth, row in found:
        good[merchant] = good.get(merchant, 0) + worth
        rows.setdefault(merchant, []).append(row)
    return Facts(noun, {merchant: Fact(count, len(rows[merchant])) for merchant, count in good.items()}, rows)


def _sides(criterion: Criterion, span: Span) -> Facts:
    query = CaseRating.select(Case.merchant, CaseRating.side, CaseRating.score, CaseRating.id).join(Case)
    query = query.where(CaseRating.removed_at == "", Case.removed_at == "", span.of(Case.merchant))
    scores: dict[int, dict[str, list[int]]] = {}
    rows: Rows = {}
    for merchant, side, score, row in db.execute(query.where(span.covers(CaseRating.on)).order_by(CaseRating.id)):
        scores.setdefault(merchant, {}).setdefault(side, []).append(score)
        rows.setdefault(merchant, []).append(row)
    facts = {merchant: sides(given, criterion.weights) for merchant, given in scores.items()}
    return Facts("case_rating", facts, rows)


def _cases(*kinds: str) -> Callable[[Span], Any]:
    def query(span: Span) -> Any:
        mine = (Case.kind.in_(kinds), Case.outcome.in_(FOUNDED), Case.removed_at == "", span.of(Case.merchant))
        return (
            Case.select(Case.merchant, pw.SQL("1"), Case.id).where(*mine, span.covers(Case.received)).order_by(Case.id)
        )

    return query


def _on_time(span: Span) -> Any:
    kept = pw.Case(None, [(Case.done <= Case.due, 1)], 0)
    mine = (Case.due != "", Case.removed_at == "", span.of(Case.merchant), span.covers(Case.done))
    return Case.select(Case.merchant, kept, Case.id).where(*mine).order_by(Case.id)


def _standing(span: Span, kind: Kind) -> Any:
    """Penalties or praise that count on the span's day; what was repaired since has left the score all the same."""
    counts = (CreditEvent.on <= span.day, CreditEvent.until > span.day, CreditEvent.repaired == "")
    mine = (CreditEvent.kind == kind.value, CreditEvent.removed_at == "", span.of(CreditEvent.merchant))
    columns = (CreditEvent.merchant, CreditEvent.points, CreditEvent.id)
    return CreditEvent.select(*columns).where(*counts, *mine).order_by(CreditEvent.id)


def _pledges(span: Span) -> Any:
    standing = (Pledge.signed <= span.day, (Pledge.withdrawn == "") | (Pledge.withdrawn > span.day))
    mine = (Pledge.removed_at == "", span.of(Pledge.merchant))
    return Pledge.select(Pledge.merchant, Pledge.kind, Pledge.id).where(*standing, *mine).order_by(Pledge.id)


def _each_pledge(span: Span) -> Any:
    once = (Pledge.merchant, pw.SQL("1"), pw.fn.MIN(Pledge.id))
    return _pledges(span).select(*once).group_by(Pledge.merchant, Pledge.kind).order_by(pw.fn.MIN(Pledge.id))


def _meetings(span: Span) -> Any:
    came = (Attendance.noun == "merchant", Attendance.presence == Presence.PRESENT, Attendance.removed_at == "")
    held = (Meeting.removed_at == "", span.covers(Meeting.held), span.of(Attendance.row))
    query = Attendance.select(Attendance.row, pw.SQL("1"), Attendance.id).join(Meeting)
    return query.where(*came, *held).order_by(Attendance.id)


def _activities(span: Span) -> Any:
    """An activity counts once for a merchant, however many of its people came."""
    columns = (Person.merchant, pw.SQL("1"), pw.fn.MIN(ActivityAttendance.id))
    query = ActivityAttendance.select(*columns).join(Activity)
    query = query.join(Person, on=ActivityAttendance.person == Person.id).where(Person.removed_at == "")
    stands = (ActivityAttendance.removed_at == "", Activity.removed_at == "", span.covers(Activity.on))
    return (
        query.where(*stands, span.of(Person.merchant))
        .group_by(Person.merchant, Activity.id)
        .order_by(pw.fn.MIN(ActivityAttendance.id))
    )


def _participation(span: Span) -> Facts:
    """Meetings a merchant came to and activities its people came to, counted together."""
    found = _counted("attendance", db.execute(_meetings(span)))
    found.also = _counted("activity_attendance", db.execute(_activities(span)))
    for merchant, fact in found.also.facts.items():
        found.facts[merchant] = Fact(found.facts.get(merchant, NOTHING).count + fact.count)
    return found


def _duties(span: Span) -> Any:
    held = (DutyClaim.start <= span.end, (DutyClaim.end == "") | (DutyClaim.end >= span.start))
    mine = (DutyClaim.removed_at == "", span.of(DutyClaim.merchant))
    return DutyClaim.select(DutyClaim.merchant, pw.SQL("1"), DutyClaim.id).where(*held, *mine).order_by(DutyClaim.id)


def _inspections(span: Span) -> Any:
    good = pw.Case(None, [(Inspection.result == GOOD, 1)], 0)
    mine = (Inspection.removed_at == "", span.of(Inspection.merchant), span.covers(Inspection.on))
    return Inspection.select(Inspection.merchant, good, Inspection.id).where(*mine).order_by(Inspection.id)


_FORMULAS: dict[str, tuple[str, Callable[[Span], Any], bool]] = {
    "complaints": ("case_file", _cases(COMPLAINT), False),
    "reports": ("case_file", _cases(REPORT), False),
    "complaints_and_reports": ("case_file", _cases(COMPLAINT, REPORT), False),
    "penalties": (PENALTY_NOUN, lambda span: _standing(span, Kind.PENALTY), False),
    "praise": (PENALTY_NOUN, lambda span: _standing(span, Kind.PRAISE), False),
    "pledges": ("pledge", _each_pledge, False),
    "duties": ("duty_claim", _duties, False),
    "inspections": ("inspection", _inspections, True),
    "on_time": ("case_file", _on_time, True),
}
"""By formula the noun of its rows, its query of (merchant, worth, id), and whether the worth is a share of the rows."""
