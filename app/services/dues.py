"""党费 of one member or a branch: due, paid and in arrears, month by month."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import peewee as pw

from app.domain.dues import due, months
from app.domain.members import MEMBERS
from app.domain.roles import Right
from app.services import rules
from app.services.session import requires
from app.store.database import among
from app.store.members import DuesBase, DuesPayment, PersonStage


@dataclass(frozen=True)
class Month:
    """A month (2026-11): amounts in fen, and the rule the due one comes from."""

    month: str
    due: int
    paid: int
    rule: str

    @property
    def arrears(self) -> int:
        """What is still to be paid, in fen; never below nothing."""
        return max(self.due - self.paid, 0)


@requires(Right.READ)
def of(person: int, first: str, last: str) -> list[Month]:
    """The months from one (2026-01) to another, newest last; those before a base is known owe nothing."""
    return _months(_bases([person]).get(person, []), _paid([person]).get(person, {}), first, last)


@requires(Right.READ)
def arrears(people: Sequence[int], first: str, last: str) -> dict[int, int]:
    """What each of these people still owes for months between two, in fen; only who owes something."""
    bases, paid = _bases(people), _paid(people)
    owed = {
        person: sum(month.arrears for month in _months(bases.get(person, []), paid.get(person, {}), first, last))
        for person in people
    }
    return {person: amount for person, amount in owed.items() if amount}


@requires(Right.READ)
def without_base() -> list[int]:
    """Members whose income nobody has entered, so that nothing can be reckoned."""
    now = (PersonStage.end == "", PersonStage.removed_at == "", PersonStage.stage.in_(MEMBERS))
    known = DuesBase.select(DuesBase.person).where(DuesBase.removed_at == "")
    query = PersonStage.select(PersonStage.person).where(*now, PersonStage.person.not_in(known))
    return sorted(person for (person,) in query.tuples())


def _months(bases: list[DuesBase], paid: dict[str, int], first: str, last: str) -> list[Month]:
    book, found = rules.book(), []
    for month in months(first, last):
        base = next((one for one in reversed(bases) if one.since <= month), None)
        amount, rule = due(base.category, base.income, dt.date.fromisoformat(f"{month}-01"), book) if base else (0, "")
        found.append(Month(month, amount, paid.get(month, 0), rule))
    return found


def _bases(people: Sequence[int]) -> dict[int, list[DuesBase]]:
    found: dict[int, list[DuesBase]] = {}
    query = DuesBase.select().where(among(DuesBase.person, people), DuesBase.removed_at == "")
    for row in query.order_by(DuesBase.since, DuesBase.id):
        found.setdefault(row.person_id, []).append(row)
    return found


def _paid(people: Sequence[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    query = DuesPayment.select(DuesPayment.person, DuesPayment.month, pw.fn.SUM(DuesPayment.amount))
    mine = (among(DuesPayment.person, people), DuesPayment.removed_at == "")
    for person, month, amount in query.where(*mine).group_by(DuesPayment.person, DuesPayment.month).tuples():
        found.setdefault(person, {})[month] = amount
    return found
