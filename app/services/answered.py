"""How the three sides (群众评价, 五方互评, 组织考评) rate the cases that a person or an organisation answered for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain import cases as rules
from app.domain.cases import Rated
from app.domain.roles import Right
from app.services import rules as rule_book
from app.services.session import requires
from app.store.cases import Case, CaseRating
from app.store.database import among
from app.store.members import Person
from app.store.organizations import Organization

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Answer:
    """A case that was done on an ISO day and rated, with what the three sides make of it."""

    id: int
    number: str
    title: str
    done: str
    rated: Rated


@dataclass(frozen=True)
class Answers:
    """The rated cases done in a year, and their mean score of 100; None where there are none."""

    year: int
    cases: tuple[Answer, ...] = ()

    @property
    def mean(self) -> Decimal | None:
        """Rounded half up to the hundredth."""
        scores = [each.rated.score for each in self.cases if each.rated.score is not None]
        return (sum(scores, Decimal(0)) / len(scores)).quantize(_CENT, ROUND_HALF_UP) if scores else None

    @property
    def words(self) -> str:
        """2026 年　5 件　平均 86.50 分."""
        return f"{self.year} 年　{len(self.cases):,} 件　平均 {self.mean} 分" if self.cases else f"{self.year} 年　没有"


@requires(Right.READ)
def of_person(person: int, year: int) -> Answers:
    """What a person handled; a case that names its handler only counts where no other person is called so."""
    name = Person.get_by_id(person).name
    named = Person.select().where(Person.name == name, Person.removed_at == "").count() == 1
    mine = Case.handler_row == person
    return _done_in(year, mine | ((Case.handler_row == 0) & (Case.handler == name)) if named else mine)


@requires(Right.READ)
def of_organization(organization: int, year: int) -> Answers:
    """What an organisation itself was handed, not what those below it were."""
    name = Organization.get_by_id(organization).name
    return _done_in(year, (Case.unit_row == organization) | ((Case.unit_row == 0) & (Case.unit == name)))


@requires(Right.READ)
def years(today: dt.date) -> Sequence[int]:
    """The years a card tells of: this one and the one before, which the yearly appraisal is about."""
    return today.year, today.year - 1


def _done_in(year: int, mine: object) -> Answers:
    days = (Case.done >= f"{year}-01-01", Case.done <= f"{year}-12-31")
    told = (Case.id, Case.number, Case.title, Case.done, Case.received)
    rows = list(Case.select(*told).where(mine, *days, Case.removed_at == "").order_by(Case.done, Case.id).tuples())
    given, book = _given(case for case, *_ in rows), rule_book.book()
    found = []
    for case, number, title, done, received in rows:
        if case in given:
            weights = book.in_force("case.rating_weights", dt.date.fromisoformat(received))
            found.append(Answer(case, number, title, done, rules.rated(given[case], weights)))
    return Answers(year, tuple(found))


def _given(wanted: Iterable[int]) -> dict[int, dict[str, list[int]]]:
    """Of each case that was rated, the scores by side."""
    found: dict[int, dict[str, list[int]]] = {}
    rows = CaseRating.select(CaseRating.case, CaseRating.side, CaseRating.score)
    for case, side, score in rows.where(among(CaseRating.case, wanted), CaseRating.removed_at == "").tuples():
        found.setdefault(case, defaultdict(list))[side].append(score)
    return found
