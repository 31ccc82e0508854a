"""组织关系转接: letters out and in, and what has not arrived in time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import rules, trees
from app.services.session import requires
from app.store.members import Person, Transfer
from app.store.organizations import Organization
from app.store.writing import writing

IN, OUT = "转入", "转出"
_SAME = "转出和转入是同一个组织，请改选转入的支部。"


@dataclass(frozen=True)
class TransferRow:
    """One transfer; days are ISO, `state` is 已转接, 在途 or 超期."""

    id: int
    person: int
    name: str
    letter: str
    origin: str
    target: str
    sent: str
    due: str
    arrived: str
    state: str


@requires(Right.ENTER)
def within(person: int, target: int, on: dt.date, letter: str = "") -> int:
    """Move a member to another branch of ours on a day, in one act; raises Invalid."""
    return within_many([person], target, on, letter)[0]


@requires(Right.ENTER)
def within_many(people: Sequence[int], target: int, on: dt.date, letter: str = "") -> list[int]:
    """Move members to another branch of ours on a day, in one act; those who are there stay. Raises Invalid."""
    if not target:
        raise Invalid({"target": Complaint("missing", "请选择转入的支部。")})
    origins = {person: trees.place_of(Tree.ORGANIZATIONS, "person", person) for person in people}
    leaving = [person for person in people if origins[person] != target]
    if not leaving:
        raise Invalid({"target": Complaint("same", _SAME)})
    branch = trees.get(Tree.ORGANIZATIONS, target)
    whom = Person.get_by_id(leaving[0]).name if len(leaving) == 1 else f" {len(leaving):,} 人"
    moved = [_transfer(person, letter, origins[person], "", target, branch.name, on) for person in leaving]
    with writing(f"转接{whom}到{branch.name}") as act:
        for each in moved:
            each.arrived = on.isoformat()
            act.add(each)
            trees.place(act, Tree.ORGANIZATIONS, "person", each.person_id, target, on, IN)
    return [each.id for each in moved]


@requires(Right.ENTER)
def send_out(person: int, target_name: str, on: dt.date, letter: str) -> int:
    """Give a member a letter to an organisation elsewhere; the member stays until it arrived. Raises Invalid."""
    complaints: dict[str, str] = {
        field: Complaint("missing", f"请填写{label}。")
        for field, label, value in (("target_name", "转往的组织", target_name), ("letter", "介绍信编号", letter))
        if not clean(value)
    }
    under_way = (Transfer.person == person, Transfer.arrived == "", Transfer.removed_at == "")
    if earlier := Transfer.get_or_none(*under_way):
        sentence = f"{earlier.letter}还没有回执，请先登记它的回执或撤销它，再开新的。"
        complaints["letter"] = Complaint("under_way", sentence)
    if complaints:
        raise Invalid(complaints)
    origin = trees.place_of(Tree.ORGANIZATIONS, "person", person)
    with writing(f"开出{Person.get_by_id(person).name}的组织关系介绍信") as act:
        moved = _transfer(person, letter, origin, "", 0, clean(target_name), on)
        act.add(moved)
    return moved.id


@requires(Right.ENTER)
def arrive(transfer: int, on: dt.date) -> None:
    """Note that a letter arrived; whoever was sent elsewhere stands in none of our branches from that day."""
    row = Transfer.get_by_id(transfer)
    if on.isoformat() < row.sent:
        raise Invalid({"on": Complaint("bad_date", f"回执日期早于开出日期 {spoken(row.sent)}，请核对。")})
    with writing(f"登记{row.person.name}的转接回执") as act:
        act.change(row, {"arrived": on.isoformat()})
        if row.target:
            trees.place(act, Tree.ORGANIZATIONS, "person", row.person_id, row.target, on, IN)
        else:
            trees.displace(act, Tree.ORGANIZATIONS, "person", row.person_id, on)


@requires(Right.ENTER)
def take_in(person: int, origin_name: str, target: int, on: dt.date, letter: str) -> int:
    """Take a member in from elsewhere with a letter, into a branch of ours on a day; raises Invalid."""
    if not clean(origin_name):
        raise Invalid({"origin_name": Complaint("missing", "请填写原来的组织。")})
    if not target:
        raise Invalid({"target": Complaint("missing", "请选择转入的支部。")})
    branch = trees.get(Tree.ORGANIZATIONS, target)
    with writing(f"转入{Person.get_by_id(person).name}到{branch.name}") as act:
        moved = _transfer(person, letter, 0, clean(origin_name), target, branch.name, on)
        moved.arrived = on.isoformat()
        act.add(moved)
        trees.place(act, Tree.ORGANIZATIONS, "person", person, target, on, IN)
    return moved.id


@requires(Right.READ)
def of(person: int, today: dt.date | None = None) -> list[TransferRow]:
    """The transfers of a person, newest first."""
    return _rows(today, Transfer.person == person)


@requires(Right.READ)
def under_way(today: dt.date | None = None) -> list[TransferRow]:
    """Letters that have not arrived, those overdue first."""
    found = _rows(today, Transfer.arrived == "", Person.removed_at == "")
    return sorted(found, key=lambda row: (row.state != "超期", row.due))


@requires(Right.READ)
def history(person: int) -> list[tuple[str, str, str]]:
    """(branch, from, to) of every stay of a person, the first first; it is continuous where nothing was outside."""
    from app.store.organizations import Placement

    mine = (Placement.tree == Tree.ORGANIZATIONS, Placement.noun == "person", Placement.row == person)
    query = (
        Placement.select(Organization.name, Placement.start, Placement.end)
        .join(Organization, on=(Organization.id == Placement.parent))
        .where(*mine, Placement.removed_at == "", (Placement.end == "") | (Placement.end > Placement.start))
    )
    return list(query.order_by(Placement.start, Placement.id).tuples())


def _transfer(
    person: int, letter: str, origin: int, origin_name: str, target: int, target_name: str, on: dt.date
) -> Transfer:
    due = on + dt.timedelta(days=rules.in_force("transfer.letter_days", on).amount)
    if origin and not origin_name:
        origin_name = Organization.get_by_id(origin).name
    return Transfer(
        person=person,
        letter=clean(letter),
        origin=origin,
        origin_name=origin_name,
        target=target,
        target_name=target_name,
        sent=on.isoformat(),
        due=due.isoformat(),
    )


def _rows(today: dt.date | None, *conditions: object) -> list[TransferRow]:
    day = (today or dt.date.today()).isoformat()
    query = Transfer.select(Transfer, Person).join(Person).where(Transfer.removed_at == "", *conditions)
    return [
        TransferRow(
            row.id,
            row.person_id,
            row.person.name,
            row.letter,
            row.origin_name,
            row.target_name,
            row.sent,
            row.due,
            row.arrived,
            "已转接" if row.arrived else "超期" if row.due < day else "在途",
        )
        for row in query.order_by(Transfer.sent.desc(), Transfer.id.desc())
    ]
