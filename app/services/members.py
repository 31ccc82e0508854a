"""What a clerk can do with people and members."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import peewee as pw

from app.domain import members as rules
from app.domain.errors import Problem
from app.domain.identifiers import normal
from app.domain.members import Draft, Stage, party_age
from app.domain.organizations import Tree
from app.domain.privacy import mask_id, mask_phone
from app.domain.roles import Right
from app.services import exporting, member_waiting, trees
from app.services.exporting import Progress
from app.services.member_columns import COLUMNS
from app.services.member_writing import STORED, write
from app.services.session import requires
from app.store.database import among, db
from app.store.members import Person, PersonStage
from app.store.organizations import Organization, Placement, Seat
from app.store.search import hits
from app.store.writing import revision, writing

EVERYBODY = "全部"
OTHERS = "其他人员"


@dataclass(frozen=True)
class MemberRow(Draft):
    """A person as lists show it: the branch by name and id, seats held, and years in the Party since 转正."""

    id: int = 0
    organization_id: int = 0
    seats: str = ""
    party_age: int | None = None

    @property
    def category(self) -> str:
        """正式党员 … 入党申请人, or that the person is none of these."""
        return self.stage or OTHERS

    @property
    def masked_phone(self) -> str:
        """138****6620."""
        return mask_phone(self.phone)

    @property
    def masked_id(self) -> str:
        """110***********002X."""
        return mask_id(self.id_number)


@dataclass(frozen=True)
class SeatRow:
    """A seat somebody holds or held; days are ISO, `end` "" where it is held."""

    organization: str
    post: str
    start: str
    end: str


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "name", descending: bool = False
) -> list[int]:
    """Ids of the people found; `filters` by stage, by what is waiting, by grid or organization (ids;
    all below too unless `deep` is "0")."""
    everyone = _in_order((revision(), dt.date.today()), tuple((filters or {}).items()), order, descending)
    found = hits(Person, search)
    return list(everyone) if found is None else [number for number in everyone if number in found]


@lru_cache(maxsize=4)
def _in_order(
    known: tuple[int, dt.date], filters: tuple[tuple[str, str], ...], order: str, descending: bool
) -> tuple[int, ...]:
    """Ids of all that the filters let through; kept for the day while nothing is written."""
    column = _ordering(order)
    ends = (column.desc(), Person.id.desc()) if descending else (column.asc(), Person.id.asc())
    blanks_last = () if order == "name" else (column == "",)
    query = Person.select(Person.id).where(*_conditions(dict(filters))).order_by(*blanks_last, *ends)
    return tuple(found for (found,) in db.execute(query))


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[MemberRow]:
    """The people of these ids, in the order asked for."""
    columns = [Person.id, *(getattr(Person, name) for name in STORED)]
    found = {row[0]: row[1:] for row in Person.select(*columns).where(among(Person.id, wanted)).tuples()}
    stages, seats = _stages(wanted), _seats(wanted)
    branches, grids = (_nodes(tree, wanted) for tree in (Tree.ORGANIZATIONS, Tree.GRIDS))
    today, nowhere = dt.date.today(), (0, "")
    return [
        MemberRow(
            **(values := dict(zip(STORED, found[number], strict=True))),
            id=number,
            stage=stages.get(number, ""),
            organization_id=branches.get(number, nowhere)[0],
            organization=branches.get(number, nowhere)[1],
            grid=grids.get(number, nowhere)[1],
            seats=seats.get(number, ""),
            party_age=party_age(values["full_since"], today),
        )
        for number in wanted
    ]


@requires(Right.READ)
def get(person: int) -> MemberRow:
    """One person."""
    return rows([person])[0]


@requires(Right.READ)
def check(values: Mapping[str, Any]) -> Draft:
    """The draft that a form's values make, checked as of today; raises Invalid."""
    return rules.check(Draft(**values), dt.date.today())


@requires(Right.ENTER)
def save(draft: Draft, person: int | None) -> int:
    """Add or change a person and return the id; raises Invalid, or Problem for one in the recycle bin."""
    today = dt.date.today()
    draft = rules.check(draft, today)
    with writing(f"{'修改' if person else '新增'}人员 {draft.name}") as act:
        if person and Person.get_by_id(person).removed_at:
            raise Problem(f"{draft.name}已经移到回收站，这次没有保存。填写的内容还在，请先从回收站恢复，再保存。")
        return write(act, draft, person, today)


@requires(Right.READ)
def similar(draft: Draft, person: int | None) -> list[MemberRow]:
    """People on record that a draft may already be: of the same identity number, or of the same name and phone."""
    same_number = (Person.id_number == normal(draft.id_number)) & (Person.id_number != "")
    same_person = (Person.name == draft.name) & (Person.phone == draft.phone) & (Person.phone != "")
    query = Person.select(Person.id).where(Person.removed_at == "", Person.id != (person or 0))
    return rows([found for (found,) in query.where(same_number | same_person).limit(5).tuples()])


@requires(Right.ENTER)
def remove(people: Sequence[int]) -> None:
    """Move people to the recycle bin; whoever still holds a seat is refused by name."""
    found = list(Person.select().where(Person.id.in_(list(people)), Person.removed_at == ""))
    seated = _seats([row.id for row in found])
    if held := [row.name for row in found if row.id in seated]:
        names = "、".join(held[:3]) + (f"等 {len(held)} 人" if len(held) > 3 else "")
        raise Problem(f"{names}还担任着职务，不能移出。没有改动任何内容，请先在“组织”里免去职务。")
    what = f"移出人员 {found[0].name}" if len(found) == 1 else f"移出人员 {len(found)} 人"
    with writing(what) as act:
        for row in found:
            act.change(row, row.when_undone())


@requires(Right.READ)
def seats_of(person: int) -> list[SeatRow]:
    """The seats a person holds and held, the newest first."""
    query = Seat.select(Organization.name, Seat.post, Seat.start, Seat.end).join(
        Organization, on=((Organization.id == Seat.node) & (Seat.tree == Tree.ORGANIZATIONS))
    )
    mine = (Seat.person == person, Seat.removed_at == "")
    return [SeatRow(*row) for row in query.where(*mine).order_by(Seat.start.desc(), Seat.id.desc()).tuples()]


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many people stand behind each stage, behind none of them, and behind all."""
    own = {OTHERS: {"stage": OTHERS}} | {stage.value: {"stage": stage.value} for stage in Stage}
    found = {label: Person.select().where(*_conditions(filters)).count() for label, filters in own.items()}
    return {EVERYBODY: Person.select().where(*_conditions({})).count(), **found}


@requires(Right.ENTER)
def export(path: Path, wanted: Sequence[int] | None = None, progress: Progress | None = None) -> int:
    """Write the people (all, or these ids) to an xlsx file and return how many; raises Problem."""
    chosen = ids() if wanted is None else wanted
    return exporting.write_rows(path, ("党员花名册", "人"), COLUMNS, rows, chosen, progress)


def _conditions(filters: Mapping[str, str]) -> Iterable[Any]:
    yield Person.removed_at == ""
    if stage := filters.get("stage"):
        now = PersonStage.select(PersonStage.person).where(PersonStage.end == "", PersonStage.removed_at == "")
        yield Person.id.not_in(now) if stage == OTHERS else Person.id.in_(now.where(PersonStage.stage == stage))
    if kind := filters.get("waiting"):
        yield among(Person.id, {each.person for each in member_waiting.of(kind)})
    if node := filters.get("organization"):
        deep = filters.get("deep", "1") == "1"
        yield among(Person.id, trees.placed(Tree.ORGANIZATIONS, "person", int(node), deep=deep))
    if node := filters.get("grid"):
        yield among(Person.id, trees.placed(Tree.GRIDS, "person", int(node)))


def _ordering(name: str) -> Any:
    if name == "stage":
        now = (PersonStage.person == Person.id, PersonStage.end == "", PersonStage.removed_at == "")
        return pw.fn.COALESCE(PersonStage.select(pw.fn.MAX(PersonStage.stage)).where(*now), "")
    if name == "organization":
        today = dt.date.today().isoformat()
        branch = Organization.select(pw.fn.MAX(Organization.sort_key)).join(
            Placement, on=(Placement.parent == Organization.id)
        )
        here = branch.where(*trees.standing(Tree.ORGANIZATIONS, "person", today), Placement.row == Person.id)
        return pw.fn.COALESCE(here, "")
    return Person.sort_key if name == "name" else getattr(Person, name)


def _stages(wanted: Sequence[int]) -> dict[int, str]:
    now = (among(PersonStage.person, wanted), PersonStage.end == "", PersonStage.removed_at == "")
    return dict(PersonStage.select(PersonStage.person, PersonStage.stage).where(*now).tuples())


def _nodes(tree: str, wanted: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Where each of these people stands in a tree: id and name of the node."""
    today, model = dt.date.today().isoformat(), trees.NODES[tree]
    query = (
        Placement.select(Placement.row, model.id, model.name)
        .join(model, on=(model.id == Placement.parent))
        .where(*trees.standing(tree, "person", today), among(Placement.row, wanted))
    )
    return {person: (node, name) for person, node, name in query.tuples()}


def _seats(wanted: Sequence[int]) -> dict[int, str]:
    held = (among(Seat.person, wanted), Seat.end == "", Seat.removed_at == "")
    found: dict[int, str] = {}
    for person, post in Seat.select(Seat.person, Seat.post).where(*held).order_by(Seat.start).tuples():
        found[person] = f"{found[person]}、{post}" if person in found else post
    return found
