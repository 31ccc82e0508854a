"""What is seen of one node of a tree: what stands at it, what happened to it, who held its posts on a day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from app.domain.names import fold, initials
from app.domain.organizations import State, Tree
from app.domain.roles import Right
from app.services import trees
from app.services.session import requires
from app.services.trees import Node
from app.store.database import among
from app.store.merchants import Merchant
from app.store.organizations import Liaison, Organization, OrganizationEvent, Placement, Seat
from app.store.search import hits

NOUNS = {"person": "人员", "merchant": "商户", "organization": "下级组织", "grid": "下级网格"}
"""What may stand at a node, as people call it."""


@dataclass(frozen=True)
class Item:
    """A row that stands at a node."""

    noun: str
    id: int
    name: str


@requires(Right.READ)
def facts(tree: str, node: int) -> SimpleNamespace:
    """All that is on record of a node itself, also of one that is no more."""
    return SimpleNamespace(**trees.NODES[tree].select().where(trees.NODES[tree].id == node).dicts().get())


@requires(Right.READ)
def contents(tree: str, node: int) -> list[Item]:
    """What stands at a node today: the nodes right under it, its people, its merchants, each in order of names."""
    from app.store.members import Person

    found: list[Item] = []
    models: dict[str, Any] = {**trees.NODES, "person": Person, "merchant": Merchant}
    for noun in (tree, "person", "merchant"):
        model = models[noun]
        on = trees.standing(tree, noun, dt.date.today().isoformat())
        here = [row for (row,) in Placement.select(Placement.row).where(*on, Placement.parent == node).tuples()]
        rows = model.select().where(among(model.id, here), model.removed_at == "").order_by(model.sort_key)
        found += [Item(noun, row.id, row.sign if noun == "merchant" else row.name) for row in rows]
    return found


@requires(Right.READ)
def counted(items: Iterable[Item]) -> str:
    """2 个下级组织、38 名人员、12 家商户; "" of nothing."""
    units = {"person": "名", "merchant": "家"}
    numbers: dict[str, int] = {}
    for item in items:
        numbers[item.noun] = numbers.get(item.noun, 0) + 1
    return "、".join(f"{count:,} {units.get(noun, '个')}{NOUNS[noun]}" for noun, count in numbers.items())


@requires(Right.READ)
def events(tree: str, node: int) -> list[OrganizationEvent]:
    """What happened to a node, the newest first."""
    mine = (OrganizationEvent.tree == tree, OrganizationEvent.node == node, OrganizationEvent.removed_at == "")
    newest_first = (OrganizationEvent.on.desc(), OrganizationEvent.id.desc())
    return list(OrganizationEvent.select().where(*mine).order_by(*newest_first))


@requires(Right.READ)
def seats_on(tree: str, node: int, day: dt.date) -> list[Seat]:
    """Who held the posts of a node on a day."""
    on = day.isoformat()
    mine = (Seat.tree == tree, Seat.node == node, Seat.removed_at == "", Seat.start <= on)
    return list(Seat.select().where(*mine, (Seat.end == "") | (Seat.end > on)).order_by(Seat.start, Seat.id))


@requires(Right.READ)
def called_for(organization: int, on: dt.date) -> list[str]:
    """Committee members of an organisation who look after no merchant on a day."""
    day = on.isoformat()
    mine = (Liaison.organization == organization, Liaison.removed_at == "", Liaison.start <= day)
    pairs = Liaison.select(Liaison.name).where(*mine, (Liaison.end == "") | (Liaison.end > day))
    busy = {name for (name,) in pairs.tuples()}
    committee = [seat.name for seat in seats_on(Tree.ORGANIZATIONS, organization, on) if seat.post.endswith(_POSTS)]
    return [name for name in dict.fromkeys(committee) if name not in busy]


@requires(Right.READ)
def matching(tree: str, nodes: Sequence[Node], words: str) -> set[int]:
    """Ids of those nodes that the words find, by name, initials or phone."""
    wanted = fold(words)
    found = {node.id for node in nodes if wanted in fold(node.name)}
    if wanted.isascii():
        found |= {node.id for node in nodes if any(wanted in form for form in initials(node.name))}
    return found | (hits(Organization, words) or set() if tree == Tree.ORGANIZATIONS else set())


@requires(Right.READ)
def search(words: str, most: int) -> list[tuple[int, str, str]]:
    """Of the organisations in use that the words find, at most so many: id, name and kind."""
    found = hits(Organization, words) if words else None
    if not found:
        return []
    query = Organization.select(Organization.id, Organization.name, Organization.kind)
    in_use = (Organization.removed_at == "", Organization.state == State.IN_USE, among(Organization.id, sorted(found)))
    return list(query.where(*in_use).order_by(Organization.sort_key).limit(most).tuples())


@requires(Right.READ)
def name_of(tree: str, node: int) -> str:
    """How a node is called, "" for one that never was."""
    model = trees.NODES[tree]
    return model.select(model.name).where(model.id == node).scalar() or ""


_POSTS = ("书记", "副书记", "委员")
