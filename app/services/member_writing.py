"""How people get into the store as part of an act: their record, their stage and their branch."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from app.domain.errors import Complaint, Invalid
from app.domain.members import Draft, Stage, stage_of
from app.domain.names import sort_key
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import organizations, rules, trees
from app.services.merchant_writing import only_called
from app.services.session import requires
from app.store.members import Person, PersonStage, texts_of
from app.store.organizations import Placement
from app.store.search import put_many
from app.store.writing import Act

STORED = [name for name in vars(Draft()) if name in Person._meta.fields]
JOINED, ADJUSTED = "录入", "调整"
_RANKS = {stage.value: rank for rank, stage in enumerate(Stage)}


@requires(Right.ENTER)
def write(act: Act, draft: Draft, person: int | None, on: dt.date) -> int:
    """Put a checked draft into the store as part of an act; raises Invalid for a number in use or an unknown branch."""
    refuse_taken_number(draft, person)
    branch = branch_of(draft)
    values = {name: getattr(draft, name) for name in STORED} | {"sort_key": sort_key(draft.name)}
    values["merchant"] = only_called(draft.employer) or draft.merchant
    if person is None:
        row = Person(**values)
        act.add(row)
        for stage, start, end in _history(draft, on, _probation(on)):
            act.add(PersonStage(person=row, stage=stage, start=start, end=end))
        if branch:
            act.add(_membership(row.id, branch))
        _stand(act, Tree.GRIDS, row.id, organizations.node_named(act, Tree.GRIDS, draft.grid), on)
        return row.id
    row = Person.get_by_id(person)
    act.change(row, values)
    if draft.stage != current_stage(person):
        reach(act, person, draft.stage, on)
    for tree, node in (
        (Tree.ORGANIZATIONS, branch),
        (Tree.GRIDS, organizations.node_named(act, Tree.GRIDS, draft.grid)),
    ):
        if node != trees.place_of(tree, "person", person):
            _stand(act, tree, person, node, on)
    return row.id


@requires(Right.ENTER)
def add_many(act: Act, drafts: Sequence[Draft], on: dt.date) -> range:
    """Insert checked drafts of people not on record as one batch of an act."""
    branches = {name: organizations.find(Tree.ORGANIZATIONS, name) for name in {draft.organization for draft in drafts}}
    grids = {name: organizations.node_named(act, Tree.GRIDS, name) for name in {draft.grid for draft in drafts}}
    merchants = {name: only_called(name) for name in {draft.employer for draft in drafts}}
    stored = attrgetter(*STORED)
    people = [
        (sort_key(draft.name), *stored(replace(draft, merchant=merchants[draft.employer] or draft.merchant)))
        for draft in drafts
    ]
    batch = act.add_many(Person, ("sort_key", *STORED), people)
    put_many(Person, ((id_, texts_of(draft)) for id_, draft in zip(batch, drafts, strict=True)))
    placed = [
        (tree.value, "person", id_, node, "", JOINED)
        for id_, draft in zip(batch, drafts, strict=True)
        for tree, node in ((Tree.ORGANIZATIONS, branches[draft.organization]), (Tree.GRIDS, grids[draft.grid]))
        if node
    ]
    act.add_many(Placement, ("tree", "noun", "row", "parent", "start", "how"), placed)
    probation = _probation(on)
    histories = ((id_, _history(draft, on, probation)) for id_, draft in zip(batch, drafts, strict=True))
    stages = [(id_, *stage) for id_, history in histories for stage in history]
    act.add_many(PersonStage, ("person", "stage", "start", "end"), stages)
    return batch


@requires(Right.ENTER)
def reach(act: Act, person: int, stage: str, on: dt.date) -> None:
    """Let a person be in a stage from a day on; "" for no stage at all."""
    day = on.isoformat()
    now = PersonStage.get_or_none(PersonStage.person == person, PersonStage.end == "", PersonStage.removed_at == "")
    if now is not None:
        act.change(now, {"end": max(day, now.start)})
    if stage:
        act.add(PersonStage(person=person, stage=stage, start=day))


@requires(Right.READ)
def has_reached(person: int, stage: str) -> bool:
    """Whether a person is in a stage now or further."""
    return _RANKS.get(current_stage(person), -1) >= _RANKS[stage]


@requires(Right.ENTER)
def look_back(act: Act, person: int, stage: str, on: dt.date) -> None:
    """Put down on which day somebody came into a stage who is as far or further by now; nobody is set back by it."""
    day, rank = on.isoformat(), _RANKS[stage]
    rows = list(PersonStage.select().where(PersonStage.person == person, PersonStage.removed_at == ""))
    higher = [row for row in rows if _RANKS[row.stage] > rank]
    if any(row.start <= day and (not row.end or row.end > day) for row in higher):
        return
    until = min((row.start for row in higher if row.start > day), default="")
    mine = next((row for row in rows if row.stage == stage and row.end == until), None)
    began = mine.start if mine else until
    if mine:
        act.change(mine, {"start": day})
    else:
        act.add(PersonStage(person=person, stage=stage, start=day, end=until))
    for row in rows:
        if _RANKS[row.stage] < rank and (row.end == began or not row.end or row.start <= day < row.end):
            act.change(row, {"end": max(row.start, day)})


@requires(Right.READ)
def current_stage(person: int) -> str:
    """The stage a person is in now, "" for none."""
    now = (PersonStage.person == person, PersonStage.end == "", PersonStage.removed_at == "")
    return PersonStage.select(PersonStage.stage).where(*now).scalar() or ""


@requires(Right.READ)
def branch_of(draft: Draft) -> int:
    """The id of the branch a draft names, 0 for none; raises Invalid for one that is not on record."""
    if not draft.organization:
        return 0
    found = organizations.find(Tree.ORGANIZATIONS, draft.organization)
    if not found:
        sentence = f"没有叫“{draft.organization}”的组织，请先在“组织”里新增，或改选一个。"
        raise Invalid({"organization": Complaint("no_organization", sentence)})
    return found


@requires(Right.READ)
def refuse_taken_number(draft: Draft, person: int | None) -> None:
    """Raise Invalid naming whoever in use has the draft's identity number already."""
    if not draft.id_number:
        return
    same = (Person.id_number == draft.id_number, Person.removed_at == "", Person.id != (person or 0))
    if holder := Person.get_or_none(*same):
        raise Invalid({"id_number": Complaint("taken", f"这个身份证号已登记给{holder.name}。")})


def _probation(on: dt.date) -> int:
    return rules.in_force("development.probation", on).amount


def _history(draft: Draft, on: dt.date, probation: int) -> list[tuple[str, str, str]]:
    """(stage, start, end) of what a draft says of joining; what the days speak for where it names no stage."""
    stage = draft.stage or stage_of(draft.joined, draft.full_since, on, probation) or ""
    if not stage:
        return []
    joined, full = (_first_day(day) for day in (draft.joined, draft.full_since))
    if stage != Stage.FULL:
        return [(stage, joined if stage == Stage.PROBATIONARY and joined else on.isoformat(), "")]
    if joined and full > joined:
        return [(Stage.PROBATIONARY.value, joined, full), (stage, full, "")]
    return [(stage, joined or full, "")]


def _first_day(iso: str) -> str:
    return f"{iso}-01" if len(iso) == 7 else iso


def _membership(person: int, branch: int) -> Placement:
    return Placement(tree=Tree.ORGANIZATIONS.value, noun="person", row=person, parent=branch, start="", how=JOINED)


def _stand(act: Act, tree: str, person: int, node: int, on: dt.date) -> None:
    if node:
        trees.place(act, tree, "person", person, node, on, ADJUSTED)
    else:
        trees.displace(act, tree, "person", person, on)
