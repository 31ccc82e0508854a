"""党费 of one member or a branch: due, paid and in arrears, month by month."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import peewee as pw

from app.domain.dues import due, months
from app.domain.errors import Complaint, Invalid
from app.domain.members import MEMBERS
from app.domain.money import in_digits
from app.domain.roles import Right
from app.services import rules
from app.services.session import requires
from app.store.database import among
from app.store.members import DuesBase, DuesPayment, Person, PersonStage
from app.store.writing import writing

_Reckoning = Callable[[str, int, str], tuple[int, str]]


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
    return _months(_bases([person]).get(person, []), _paid([person]).get(person, {}), first, last, _reckoning())


@requires(Right.READ)
def arrears(people: Sequence[int], first: str, last: str) -> dict[int, int]:
    """What each of these people still owes for months between two, in fen; only who owes something."""
    bases, paid, reckon = _bases(people), _paid(people), _reckoning()
    owed = {
        person: sum(month.arrears for month in _months(bases[person], paid.get(person, {}), first, last, reckon))
        for person in people
        if person in bases
    }
    return {person: amount for person, amount in owed.items() if amount}


@requires(Right.READ)
def owing(today: dt.date) -> dict[int, int]:
    """What members in use still owe in all, in fen, for the months before that of a day; only who owes something."""
    last = (today.replace(day=1) - dt.timedelta(days=1)).isoformat()[:7]
    now = (PersonStage.end == "", PersonStage.removed_at == "", PersonStage.stage.in_(MEMBERS))
    party = PersonStage.select(PersonStage.person).where(*now)
    query = Person.select(Person.id).where(Person.removed_at == "", Person.id.in_(party))
    first = DuesBase.select(pw.fn.MIN(DuesBase.since)).where(DuesBase.removed_at == "").scalar()
    return arrears([person for (person,) in query.tuples()], first, last) if first and first <= last else {}


@requires(Right.ENTER)
def pay(person: int, wanted: Sequence[str], on: dt.date) -> int:
    """Write down that what is still owed for these months (2026-11) was paid on a day, in one act; returns the fen.

    Raises Invalid (key "months") where nothing is owed for any of them."""
    reckon, bases, paid = _reckoning(), _bases([person]).get(person, []), _paid([person]).get(person, {})
    found = [month for each in wanted for month in _months(bases, paid, each, each, reckon) if month.arrears]
    if not found:
        raise Invalid({"months": Complaint("nothing_owed", "请选择还没有缴纳的月份。")})
    if on > dt.date.today():
        raise Invalid({"paid_on": Complaint("bad_date", "日期还没有到，请核对。")})
    total = sum(month.arrears for month in found)
    name = Person.get_by_id(person).name
    with writing(f"登记{name}的党费：{len(found)} 个月，{in_digits(total)} 元") as act:
        for month in found:
            act.add(DuesPayment(person=person, month=month.month, amount=month.arrears, paid_on=on.isoformat()))
    return total


@requires(Right.READ)
def without_base() -> list[int]:
    """Members whose income nobody has entered, so that nothing can be reckoned."""
    now = (PersonStage.end == "", PersonStage.removed_at == "", PersonStage.stage.in_(MEMBERS))
    known = DuesBase.select(DuesBase.person).where(DuesBase.removed_at == "")
    party = PersonStage.select(PersonStage.person).join(Person).where(*now, Person.removed_at == "")
    query = party.where(PersonStage.person.not_in(known)).distinct()
    return sorted(person for (person,) in query.tuples())


def _reckoning() -> _Reckoning:
    """`due` by the rules in force now; one book and one reckoning serve all who earn the same."""
    book = rules.book()

    @cache
    def reckon(category: str, income: int, month: str) -> tuple[int, str]:
        return due(category, income, dt.date.fromisoformat(f"{month}-01"), book)

    return reckon


def _months(bases: list[DuesBase], paid: dict[str, int], first: str, last: str, reckon: _Reckoning) -> list[Month]:
    found = []
    for month in months(first, last):
        base = next((one for one in reversed(bases) if one.since <= month), None)
        amount, rule = reckon(base.category, base.income, month) if base else (0, "")
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
