"""Working out the results of a round from the rows, and the lines of a sheet with the rows behind every point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.roles import Right
from app.domain.schemes import Scheme
from app.domain.scoring import Item, Material, Rated, rate
from app.services import schemes, scoring_facts
from app.services.scoring_facts import Facts, Span
from app.services.session import requires
from app.store.database import db
from app.store.ratings import Mark, Round

MARK = "rating_mark"
"""The noun of what an assessor gave."""


@dataclass(frozen=True)
class Point:
    """One line of a scoring sheet: `points` in hundredths (None where it is not scored) of `maximum` whole ones, the
    rows behind it as (noun, id), and who gave it where somebody did."""

    key: str
    name: str
    points: int | None
    maximum: int
    said: str
    evidence: tuple[tuple[str, int], ...] = ()
    assessor: str = ""
    note: str = ""


@dataclass(frozen=True)
class Marks:
    """What assessors gave: by criterion and merchant the points and the id of the mark, and by veto the mark's id."""

    points: Mapping[str, Mapping[int, int]]
    ids: Mapping[str, Mapping[int, int]]
    vetoes: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True)
class Worked:
    """Results worked out from rows: with the facts, the rows behind them and the marks."""

    scheme: Scheme
    rated: Sequence[Rated]
    facts: Mapping[str, Facts]
    marks: Marks
    severe: Facts


@requires(Right.READ)
def work_out(row: Round, scheme: Scheme | None = None) -> Worked:
    """The results of a round from the rows as they are now, under its own scheme or another."""
    scheme = scheme or schemes.get(row.scheme_id).scheme
    span = Span(row.start, row.end, row.day, row.only)
    facts, severe, marks = scoring_facts.gather(scheme, span), scoring_facts.severe(span), _marks(row)
    material = Material(
        {key: found.facts for key, found in facts.items()},
        marks.points,
        _vetoes(scheme, marks, severe),
        scoring_facts.charity_marks(span),
    )
    rated = rate(scheme, scoring_facts.subjects(span), material, date.fromisoformat(row.day))
    return Worked(scheme, rated, facts, marks, severe)


@requires(Right.READ)
def points_of(worked: Worked, one: Rated) -> list[Point]:
    """The lines of a merchant's sheet, each with the rows behind it."""
    return [_point(worked, one.merchant, item) for item in one.items]


@requires(Right.READ)
def vetoes_of(worked: Worked, merchant: int) -> list[Point]:
    """The vetoes cast on a merchant, each with the rows behind it."""
    cast = []
    for veto in worked.scheme.vetoes:
        by_hand = worked.marks.vetoes.get(veto.key, {}).get(merchant)
        rows = worked.severe.evidence(merchant) if veto.formula else ()
        evidence = ((MARK, by_hand), *rows) if by_hand else rows
        if evidence:
            cast.append(Point(veto.key, veto.name, None, 0, "", evidence))
    return cast


def _marks(row: Round) -> Marks:
    points: dict[str, dict[int, int]] = {}
    ids: dict[str, dict[int, int]] = {}
    vetoes: dict[str, dict[int, int]] = {}
    columns = (Mark.criterion, Mark.merchant, Mark.points, Mark.id, Mark.veto)
    query = Mark.select(*columns).where(Mark.round == row, Mark.removed_at == "").order_by(Mark.id)
    for criterion, merchant, given, number, veto in db.execute(query):
        if veto:
            vetoes.setdefault(criterion, {})[merchant] = number
        else:
            points.setdefault(criterion, {})[merchant] = given
            ids.setdefault(criterion, {})[merchant] = number
    return Marks(points, ids, vetoes)


def _vetoes(scheme: Scheme, marks: Marks, severe: Facts) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for veto in scheme.vetoes:
        for merchant in {*marks.vetoes.get(veto.key, ()), *(severe.rows if veto.formula else ())}:
            found.setdefault(merchant, []).append(veto.name)
    return found


def _point(worked: Worked, merchant: int, item: Item) -> Point:
    criterion = worked.scheme.criterion(item.key)
    name = criterion.name if criterion else item.key
    if item.key in worked.facts:
        evidence = worked.facts[item.key].evidence(merchant)
    else:
        mark = worked.marks.ids.get(item.key, {}).get(merchant)
        evidence = ((MARK, mark),) if mark else ()
    return Point(item.key, name, item.points, item.maximum, item.said, evidence)
