"""The posts (岗) and grades (级) by which those who work full-time for the Party are paid."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from app.domain.roles import Right
from app.services import rules
from app.services.session import requires
from app.store.members import Person, StaffGrade

UNKNOWN = "未定岗级"


@requires(Right.READ)
def posts(today: dt.date | None = None) -> Sequence[str]:
    """The posts there are on a day, the highest first."""
    return str(rules.in_force("staff.posts", today or dt.date.today()).value).split("、")


@requires(Right.READ)
def grades(today: dt.date | None = None) -> int:
    """How many grades there are on a day; 1 is the first of them."""
    return rules.in_force("staff.grades", today or dt.date.today()).amount


@requires(Right.READ)
def held(person: int, today: dt.date | None = None) -> StaffGrade | None:
    """The post and grade a person has on a day."""
    return StaffGrade.get_or_none(StaffGrade.person == person, *_lasting(today or dt.date.today()))


@requires(Right.READ)
def by_grade(today: dt.date | None = None) -> dict[str, tuple[int, ...]]:
    """Ids of the Party workers in use by post and grade on a day, the highest post first; last who has none."""
    today = today or dt.date.today()
    workers = Person.select(Person.id).where(Person.party_worker, Person.removed_at == "").order_by(Person.id)
    rows = StaffGrade.select(StaffGrade.person, StaffGrade.post, StaffGrade.grade).where(*_lasting(today))
    has = {person: (post, grade) for person, post, grade in rows.tuples()}
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for (person,) in workers.tuples():
        found[has.get(person, (UNKNOWN, 0))].append(person)
    order = [*posts(today), *sorted({post for post, _ in found} - {*posts(today), UNKNOWN}), UNKNOWN]
    cells = sorted(found, key=lambda cell: (order.index(cell[0]), cell[1]))
    return {said(*cell): tuple(found[cell]) for cell in cells}


@requires(Right.READ)
def said(post: str, grade: int) -> str:
    """正职　3 级."""
    return f"{post}　{grade} 级" if grade else post


def _lasting(today: dt.date) -> tuple[object, ...]:
    day = today.isoformat()
    still = (StaffGrade.end == "") | (StaffGrade.end > day)
    return StaffGrade.removed_at == "", StaffGrade.start <= day, still
