"""What is counted of people: staff by age and education, heads by source, check-ins, pairings, hours and deeds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain.calendar import add_months
from app.domain.members import NEW_OCCUPATIONS
from app.domain.organizations import SOURCES, Tree
from app.domain.ratios import Ratio
from app.domain.residents import COLLEGE
from app.domain.roles import Right
from app.services import organization_figures, rules, trees
from app.services.session import requires
from app.store.database import Record, among
from app.store.members import CheckIn, Deed, Pairing, Person, PersonPost, VolunteerService
from app.store.organizations import Organization, Seat

ORG = Tree.ORGANIZATIONS
UNKNOWN = "未填"
COUNCIL, SIDES = "议事机构", 5
"""The kind of organisation in which 五方共议 meets, and how many kinds of unit its seats come from."""
ASSOCIATION, ASSOCIATION_HEADS = "商会协会", ("会长", "副会长", "理事长", "秘书长")


@dataclass(frozen=True)
class Staff:
    """专职党务工作者: ids by age band and education, and the shares people are asked for; `youngest` names a band."""

    table: dict[tuple[str, str], tuple[int, ...]]
    youngest: str
    young: Ratio
    college: Ratio


@dataclass(frozen=True)
class CheckIns:
    """Who has checked in at one point (ids of people); `new` those of 新就业群体."""

    point: str
    people: tuple[int, ...]
    new: tuple[int, ...]


@requires(Right.READ)
def staff(today: dt.date | None = None) -> Staff:
    """The Party workers in use by age on a day and by education; without a birth date nobody counts as young."""
    today = today or dt.date.today()
    columns = (Person.id, Person.birth, Person.education)
    rows = list(
        Person.select(*columns).where(Person.party_worker, Person.removed_at == "").order_by(Person.id).tuples()
    )
    table: dict[tuple[str, str], list[int]] = defaultdict(list)
    limits = _limits(today)
    for person, birth, education in rows:
        table[_band(_age(birth, today), limits), education or UNKNOWN].append(person)
    young = {person: (age := _age(birth, today)) is not None and age <= limits[0] for person, birth, _ in rows}
    college = {person: education in COLLEGE for person, _, education in rows}
    cells = {cell: tuple(people) for cell, people in table.items()}
    return Staff(cells, _band(limits[0], limits), _ratio(young), _ratio(college))


@requires(Right.READ)
def secretaries(today: dt.date | None = None) -> dict[str, tuple[int, ...]]:
    """Ids of the seats of secretaries held on a day by where they came from; every source, then 未填."""
    held = [seat for seat in _held(today) if seat.post == trees.HEAD]
    found = {source: tuple(seat.id for seat in held if seat.source == source) for source in SOURCES}
    unknown = tuple(seat.id for seat in held if seat.source not in SOURCES)
    return found | ({UNKNOWN: unknown} if unknown else {})


@requires(Right.READ)
def committee_sources(organization: int = 0, today: dt.date | None = None) -> dict[str, tuple[int, ...]]:
    """Ids of the seats on a committee (on all of the Party's for 0) on a day by the category of unit their holders come
    from."""
    found: dict[str, list[int]] = defaultdict(list)
    committees = [organization] if organization else organization_figures.party_nodes(today or dt.date.today())
    for seat in _held(today):
        if seat.node in committees and seat.post in organization_figures.COMMITTEE:
            found[seat.category or UNKNOWN].append(seat.id)
    return {category: tuple(seats) for category, seats in found.items()}


@requires(Right.READ)
def association_heads(today: dt.date | None = None) -> Ratio:
    """双向进入、交叉任职 of associations: of their heads, those who also sit on a Party committee (ids of seats)."""
    held = list(_held(today))
    kinds = dict(Organization.select(Organization.id, Organization.kind).tuples())
    crossed = organization_figures.crossed_seats(today)
    committee = {*crossed.rows, *crossed.others}
    inside = {seat.person or seat.name for seat in held if seat.id in committee}
    heads = [seat for seat in held if kinds.get(seat.node) == ASSOCIATION and seat.post in ASSOCIATION_HEADS]
    return _ratio({seat.id: (seat.person or seat.name) in inside for seat in heads})


@requires(Right.READ)
def councils(today: dt.date | None = None) -> Ratio:
    """五方共议: of the 议事机构 that stood on a day, those whose seats come from five kinds of unit (ids)."""
    sides: dict[int, set[str]] = defaultdict(set)
    for seat in _held(today):
        sides[seat.node] |= {seat.category} - {""}
    nodes = trees.nodes(Tree.ORGANIZATIONS, today)
    return _ratio({node.id: len(sides[node.id]) >= SIDES for node in nodes if node.kind == COUNCIL})


@requires(Right.READ)
def one_to_one(today: dt.date | None = None) -> Ratio:
    """Of the seats of instructors on a day, those of whoever looks after that one branch alone."""
    seats = [seat for seat in _held(today) if seat.post == organization_figures.INSTRUCTOR]
    branches: dict[Any, set[int]] = defaultdict(set)
    for seat in seats:
        branches[seat.person or seat.name].add(seat.node)
    return _ratio({seat.id: len(branches[seat.person or seat.name]) == 1 for seat in seats})


@requires(Right.READ)
def check_ins(kind: str, today: dt.date | None = None) -> list[CheckIns]:
    """Who is checked in on a day, point by point in the order of their names; of a kind (FLOATING, BOTH)."""
    columns = (CheckIn.place, Organization.name, Person.id, Person.occupation)
    query = CheckIn.select(*columns).join(Person).switch(CheckIn)
    query = query.join(Organization, pw.JOIN.LEFT_OUTER, on=(Organization.id == CheckIn.organization))
    points: dict[str, dict[int, str]] = defaultdict(dict)
    for place, name, person, occupation in query.where(CheckIn.kind == kind, *_lasting(CheckIn, today)).tuples():
        points[place or name or UNKNOWN][person] = occupation
    return [
        CheckIns(
            point,
            tuple(sorted(points[point])),
            tuple(sorted(who for who, work in points[point].items() if work in NEW_OCCUPATIONS)),
        )
        for point in sorted(points)
    ]


@requires(Right.READ)
def deeds(kind: str, first: dt.date, last: dt.date) -> tuple[int, ...]:
    """Ids of what was done between two days by those who checked in by a kind."""
    query = Deed.select(Deed.id).join(CheckIn).join(Person)
    mine = (CheckIn.kind == kind, CheckIn.removed_at == "", Deed.removed_at == "", Person.removed_at == "")
    days = (Deed.on >= first.isoformat(), Deed.on <= last.isoformat())
    return tuple(found for (found,) in query.where(*mine, *days).order_by(Deed.id).tuples())


@requires(Right.READ)
def pairings(today: dt.date | None = None) -> dict[str, tuple[int, ...]]:
    """Ids of the pairings (结对) that last on a day, by kind."""
    return _by_kind(Pairing, today)


@requires(Right.READ)
def posts(today: dt.date | None = None) -> dict[str, tuple[int, ...]]:
    """Ids of the posts (示范岗, 责任区, 亮身份 …) held on a day, by kind."""
    return _by_kind(PersonPost, today)


@requires(Right.READ)
def volunteering(first: dt.date, last: dt.date, people: Sequence[int] | None = None) -> dict[str, int]:
    """Events, participations and minutes of volunteer service between two days; of these people, or of all."""
    service = VolunteerService
    event = service.event.concat("|").concat(service.on)
    query = service.select(
        pw.fn.COUNT(event.distinct()), pw.fn.COUNT(service.id), pw.fn.COALESCE(pw.fn.SUM(service.minutes), 0)
    ).join(Person)
    query = query.where(service.removed_at == "", Person.removed_at == "")
    query = query.where(service.on >= first.isoformat(), service.on <= last.isoformat())
    counted = (query if people is None else query.where(among(service.person, people))).tuples().get()
    return dict(zip(("events", "participations", "minutes"), counted, strict=True))


def _by_kind(record: type[Record], today: dt.date | None) -> dict[str, tuple[int, ...]]:
    """Ids of rows that last on a day and whose person is in use, by kind."""
    found: dict[str, list[int]] = defaultdict(list)
    rows = record.select(record.kind, record.id).join(Person).where(*_lasting(record, today))
    for kind, number in rows.order_by(record.id).tuples():
        found[kind].append(number)
    return {kind: tuple(numbers) for kind, numbers in sorted(found.items())}


def _lasting(record: type[Record], today: dt.date | None) -> Iterable[object]:
    day = (today or dt.date.today()).isoformat()
    start, end = record.start, record.end
    return record.removed_at == "", Person.removed_at == "", start <= day, (end == "") | (end > day)


def _held(today: dt.date | None) -> Iterable[Seat]:
    """Seats of organisations held on a day."""
    day = (today or dt.date.today()).isoformat()
    held = (Seat.end == "") | (Seat.end > day)
    return Seat.select().where(Seat.tree == ORG, Seat.removed_at == "", Seat.start <= day, held).order_by(Seat.id)


def _limits(today: dt.date) -> list[int]:
    """The last year of each age band but the topmost, the youngest first; whoever is in the first counts as young."""
    value = rules.in_force("staff.age_bands", today).value
    return [int(limit) for limit in (value if isinstance(value, tuple) else (value,))]


def _band(age: int | None, limits: Sequence[int]) -> str:
    """35岁及以下, 36至45岁 …, 55岁及以上; 未填 where the age is not known."""
    if age is None:
        return UNKNOWN
    above = [limit for limit in limits if limit < age]
    rest = limits[len(above) :]
    if not above:
        return f"{limits[0]}岁及以下"
    return f"{above[-1] + 1}至{rest[0]}岁" if rest else f"{above[-1] + 1}岁及以上"


def _age(birth: str, today: dt.date) -> int | None:
    """Whole years since a birth date, or since the first of its month where only that is known."""
    if not birth:
        return None
    born = dt.date.fromisoformat(birth if len(birth) == 10 else f"{birth}-01")
    years = today.year - born.year
    return years - (add_months(born, 12 * years) > today)


def _ratio(counted: dict[int, bool]) -> Ratio:
    return Ratio(
        tuple(number for number, is_in in counted.items() if is_in),
        tuple(number for number, is_in in counted.items() if not is_in),
    )
