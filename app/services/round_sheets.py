"""The scoring sheet of one merchant at the counter: which round it belongs to, and what it comes to as it is filled."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import Problem
from app.domain.roles import Right
from app.domain.rounds import State
from app.domain.schemes import Scheme
from app.domain.scoring import Material, Rated, Subject, rate
from app.services import ratings, round_marks, rounds, schemes, scoring_facts
from app.services.rounds import RoundRow
from app.services.schemes import SchemeRow
from app.services.scoring_facts import Facts, Span
from app.services.session import requires
from app.store.merchants import Merchant
from app.store.ratings import Mark


@dataclass(frozen=True)
class Desk:
    """What a merchant is scored by: `round` 0 where a round of its own is still to be opened. `given` are the points
    (hundredths) it has, `cast` the vetoes cast by hand with their notes, `severe` the rows that cast one."""

    round: int
    title: str
    merchant: int
    name: str
    scheme: SchemeRow
    start: dt.date
    end: dt.date
    subject: Subject
    facts: Mapping[str, Facts]
    given: Mapping[str, int]
    cast: Mapping[str, str]
    severe: tuple[tuple[str, int], ...]
    preferred: bool

    @property
    def rules(self) -> Scheme:
        """The scheme it is scored by."""
        return self.scheme.scheme

    def evidence(self, criterion: str) -> tuple[tuple[str, int], ...]:
        """The rows behind what is computed for a criterion."""
        return self.facts[criterion].evidence(self.merchant) if criterion in self.facts else ()


@requires(Right.READ)
def being_scored(merchant: int) -> RoundRow | None:
    """The newest round in which a merchant can be scored now."""
    mine = (row for row in rounds.listing() if row.only in (0, merchant))
    return next((row for row in mine if row.state == State.SCORING), None)


@requires(Right.READ)
def desk(merchant: int, round_: int = 0, today: dt.date | None = None) -> Desk:
    """The sheet of a merchant in a round, or in the one being scored, or in one of its own over the last year. Raises
    Problem for a merchant that cannot be rated."""
    row = rounds.get(round_) if round_ else being_scored(merchant)
    today = today or dt.date.today()
    scheme = schemes.get(row.scheme) if row else _usual(merchant, today)
    start = dt.date.fromisoformat(row.start) if row else today - dt.timedelta(days=364)
    end, day = (dt.date.fromisoformat(row.end), row.day) if row else (today, today.isoformat())
    span = Span(start.isoformat(), end.isoformat(), day, merchant)
    subject = next(iter(scoring_facts.subjects(span)), None)
    if subject is None:
        raise Problem("这家商户现在不在营业，不参加评级。没有改动任何内容，请核对它的经营状态。")
    return Desk(
        row.id if row else 0,
        row.title if row else "单独评级",
        merchant,
        Merchant.get_by_id(merchant).name,
        scheme,
        start,
        end,
        subject,
        scoring_facts.gather(scheme.scheme, span),
        round_marks.given(row.id, merchant) if row else {},
        round_marks.vetoed(row.id, merchant) if row else {},
        scoring_facts.severe(span).evidence(merchant),
        merchant in scoring_facts.charity_marks(span),
    )


@requires(Right.READ)
def rated(sheet: Desk, points: Mapping[str, int]) -> Rated:
    """What the sheet comes to with these points (hundredths) for what is scored by hand, nothing being written."""
    scheme, who = sheet.rules, sheet.merchant
    facts = {key: found.facts for key, found in sheet.facts.items()}
    marks = {key: {who: worth} for key, worth in points.items()}
    cast = [veto.name for veto in scheme.vetoes if veto.key in sheet.cast or (veto.formula and sheet.severe)]
    material = Material(facts, marks, {who: cast} if cast else {}, {who} if sheet.preferred else ())
    return rate(scheme, [sheet.subject], material, sheet.end)[0]


@requires(Right.ENTER)
def enter(sheet: Desk, points: Mapping[str, int], note: str = "") -> int:
    """Give a merchant points, in a round of its own where none is being scored, and return the round's id. Raises
    Invalid by criterion."""
    round_marks.check(sheet.rules, points)
    number = sheet.round
    if not number:
        number = rounds.open_round(sheet.scheme, sheet.start, sheet.end, only=sheet.merchant)
        rounds.begin(number)
    round_marks.enter(number, sheet.merchant, points, note)
    return number


@requires(Right.READ)
def all_given(round_: int) -> dict[int, dict[str, int]]:
    """The points (hundredths) given by hand in a round, by merchant and criterion."""
    query = Mark.select(Mark.merchant, Mark.criterion, Mark.points)
    found: dict[int, dict[str, int]] = {}
    for merchant, criterion, points in query.where(Mark.round == round_, Mark.removed_at == "", ~Mark.veto).tuples():
        found.setdefault(merchant, {})[criterion] = points
    return found


def _usual(merchant: int, today: dt.date) -> SchemeRow:
    """The scheme a merchant was rated by last, in its version of today, else the first in force."""
    held = ratings.current([merchant]).get(merchant)
    known = [row for row in schemes.listing() if row.scheme.effective_from <= today.isoformat()]
    if not known:
        raise Problem("还没有施行中的评选办法，没有改动任何内容。请先在“评选”里设好评选办法。")
    if held:
        key = schemes.get(rounds.get(held.round).scheme).scheme.key
        return next((row for row in known if row.scheme.key == key), known[0])
    return next((row for row in known if row.scheme.key == "huizhan"), known[0])
