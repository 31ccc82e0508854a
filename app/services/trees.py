"""The dated trees of organisations and grids: what stands where on a day, and moving it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import peewee as pw

from app.domain.errors import Problem
from app.domain.names import sort_key
from app.domain.organizations import State, Tree, in_depth, is_below
from app.domain.roles import Right
from app.services.session import requires
from app.store.database import Record
from app.store.merchants import Merchant
from app.store.organizations import Grid, Organization, OrganizationEvent, Placement, Seat
from app.store.writing import Act

NODES: dict[str, type[Record]] = {Tree.ORGANIZATIONS: Organization, Tree.GRIDS: Grid}
MOVED, RENAMED, MERGED, SPLIT, DISSOLVED, FOUNDED = "移动", "更名", "合并", "拆分", "撤销", "成立"
HEAD = "书记"


class _Row(NamedTuple):
    """What the record of a node says of it as it is now."""

    name: str
    sort_key: str
    kind: str
    level: str


@dataclass(frozen=True)
class Node:
    """A node as it stood on a day: `members` and `merchants` its own, `*_below` with all under it; `head` holds it."""

    tree: str
    id: int
    name: str
    kind: str
    level: str
    parent: int
    depth: int
    head: str = ""
    members: int = 0
    merchants: int = 0
    members_below: int = 0
    merchants_below: int = 0


@requires(Right.READ)
def nodes(tree: str, day: dt.date | None = None) -> list[Node]:
    """Every node that stood on a day (today), each followed by those under it, siblings in the order of their names."""
    on = (day or dt.date.today()).isoformat()
    parents = _parents(tree, on)
    rows = _rows(tree)
    children: dict[int, list[int]] = defaultdict(list)
    names, heads = _names_on(tree, on), _heads(tree, on)
    keys = {node: sort_key(names[node]) if node in names else rows[node].sort_key for node in parents.keys() & rows}
    for node in sorted(keys, key=keys.__getitem__):
        children[parents[node] if parents[node] in parents else 0].append(node)
    members, merchants = _member_counts(tree, on), _merchant_counts(tree, on)
    order = in_depth(children)
    members_below, merchants_below = _sums(order, members), _sums(order, merchants)
    return [
        Node(
            tree,
            node,
            names.get(node, rows[node].name),
            rows[node].kind,
            rows[node].level,
            parents[node],
            depth,
            heads.get(node, ""),
            members.get(node, 0),
            merchants.get(node, 0),
            members_below[node],
            merchants_below[node],
        )
        for node, depth in order
    ]


@requires(Right.READ)
def below(tree: str, node: int, day: dt.date | None = None) -> set[int]:
    """The ids of a node and of all that stood under it on a day (today)."""
    parents = _parents(tree, (day or dt.date.today()).isoformat())
    children: dict[int, list[int]] = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    return {node, *(found for found, _ in in_depth(children, node))}


@requires(Right.READ)
def placed(tree: str, noun: str, node: int, day: dt.date | None = None, *, deep: bool = True) -> set[int]:
    """Ids of the rows of a noun (a table) that stood at a node on a day (today), or under it too where `deep`."""
    on = (day or dt.date.today()).isoformat()
    within = below(tree, node, day) if deep else {node}
    query = Placement.select(Placement.row).where(*standing(tree, noun, on), Placement.parent.in_(sorted(within)))
    return {row for (row,) in query.tuples()}


@requires(Right.READ)
def place_of(tree: str, noun: str, row: int, day: dt.date | None = None) -> int:
    """The node a row stood at on a day (today); 0 for none."""
    on = (day or dt.date.today()).isoformat()
    query = Placement.select(Placement.parent).where(*standing(tree, noun, on), Placement.row == row)
    return query.scalar() or 0


@requires(Right.READ)
def standing(tree: str, noun: str, on: str) -> tuple[Any, ...]:
    """The conditions under which a placement of a noun held on an ISO day."""
    held = (Placement.end == "") | (Placement.end > on)
    return (Placement.removed_at == "", Placement.tree == tree, Placement.noun == noun, Placement.start <= on, held)


@requires(Right.ENTER)
def place(act: Act, tree: str, noun: str, row: int, parent: int, on: dt.date, how: str) -> None:
    """Let a row stand at another node from a day on; raises Problem where it has moved later than that already."""
    day = on.isoformat()
    now = _now(tree, noun, row)
    if now is not None and now.parent == parent:
        return
    _refuse_before(_last_change(tree, noun, row), day)
    if now is not None and now.start == day:
        act.change(now, {"parent": parent, "how": how})
        return
    if now is not None:
        act.change(now, {"end": day})
    act.add(Placement(tree=tree, noun=noun, row=row, parent=parent, start=day, how=how))


@requires(Right.ENTER)
def displace(act: Act, tree: str, noun: str, row: int, on: dt.date) -> None:
    """Let a row stand nowhere in a tree from a day on."""
    now = _now(tree, noun, row)
    if now is not None:
        _refuse_before(now.start, on.isoformat())
        act.change(now, {"end": on.isoformat()})


@requires(Right.ENTER)
def move(act: Act, tree: str, node: int, parent: int, on: dt.date) -> None:
    """Put a node with all below it under another; raises Problem where that would close a circle, on that day or by
    a move of later, or where the other does not stand yet."""
    parents = _parents(tree, on.isoformat())
    for day in [on.isoformat(), *_changes_after(tree, on.isoformat())]:
        if is_below(_parents(tree, day), parent, node):
            raise Problem("不能把它移到自己或自己的下级里面，没有改动。请选别的上级。")
    if parent and parent not in parents:
        raise Problem(f"“{_name(tree, parent)}”在 {on.isoformat()} 还没有成立，没有改动。请核对日期，或选别的上级。")
    was = parents.get(node, 0)
    place(act, tree, tree, node, parent, on, MOVED)
    note_event(act, tree, node, MOVED, on, _name(tree, was), _name(tree, parent))


@requires(Right.READ)
def get(tree: str, node: int) -> Any:
    """The record of a node in use; raises Problem."""
    model = NODES[tree]
    row = model.get_or_none(model.id == node, model.removed_at == "")
    if row is None or row.state != State.IN_USE:
        raise Problem("这个组织已经不在了，可能刚刚被撤销或合并。没有改动，请重新选择。")
    return row


@requires(Right.ENTER)
def note_event(act: Act, tree: str, node: int, kind: str, on: dt.date, was: str = "", now: str = "") -> None:
    """Write down what happened to a node on a day."""
    act.add(OrganizationEvent(tree=tree, node=node, kind=kind, on=on.isoformat(), was=was, now=now))


def _now(tree: str, noun: str, row: int) -> Placement | None:
    mine = (Placement.tree == tree, Placement.noun == noun, Placement.row == row)
    return Placement.get_or_none(*mine, Placement.removed_at == "", Placement.end == "")


def _last_change(tree: str, noun: str, row: int) -> str:
    """The last day on which it changed where a row stands; "" where it never did."""
    mine = (Placement.tree == tree, Placement.noun == noun, Placement.row == row, Placement.removed_at == "")
    last = Placement.select(pw.fn.MAX(Placement.start), pw.fn.MAX(Placement.end)).where(*mine).tuples().get()
    return max(filter(None, last), default="")


def _refuse_before(last: str, day: str) -> None:
    if last > day:
        raise Problem(
            f"{last} 以后已经有过变动，不能再补记 {day} 的变动。数据没有改动，请核对日期，或先撤销后来的变动。"
        )


def _changes_after(tree: str, on: str) -> list[str]:
    """The later days on which nodes of a tree were moved."""
    moved = (Placement.tree == tree, Placement.noun == tree, Placement.start > on, Placement.removed_at == "")
    return [day for (day,) in Placement.select(Placement.start).where(*moved).distinct().tuples()]


def _rows(tree: str) -> dict[int, _Row]:
    """What the records of nodes say, by id."""
    model = NODES[tree]
    kind = model.kind if model is Organization else pw.Value("")
    query = model.select(model.id, model.name, model.sort_key, kind, model.level).where(model.removed_at == "")
    return {node: _Row(*told) for node, *told in query.tuples()}


def _parents(tree: str, on: str) -> dict[int, int]:
    query = Placement.select(Placement.row, Placement.parent).where(*standing(tree, tree, on))
    return dict(query.tuples())


def _name(tree: str, node: int) -> str:
    return NODES[tree].get_by_id(node).name if node else "（最上级）"


def _names_on(tree: str, on: str) -> dict[int, str]:
    """The names of nodes that were renamed after a day, as they were on it."""
    renamed = OrganizationEvent.select(OrganizationEvent.node, OrganizationEvent.was).where(
        OrganizationEvent.tree == tree,
        OrganizationEvent.kind == RENAMED,
        OrganizationEvent.on > on,
        OrganizationEvent.removed_at == "",
    )
    return dict(renamed.order_by(OrganizationEvent.on.desc(), OrganizationEvent.id.desc()).tuples())


def _heads(tree: str, on: str) -> dict[int, str]:
    """Who held the first post of each node on a day: the secretary of an organisation, the keeper of a grid."""
    held = (Seat.end == "") | (Seat.end > on)
    query = Seat.select(Seat.node, Seat.name).where(Seat.tree == tree, Seat.removed_at == "", Seat.start <= on, held)
    if tree == Tree.ORGANIZATIONS:
        query = query.where(Seat.post == HEAD)
    return dict(query.order_by(Seat.start.desc(), Seat.id.desc()).tuples())


def _member_counts(tree: str, on: str) -> dict[int, int]:
    from app.domain.members import MEMBERS
    from app.store.members import Person, PersonStage

    held = (PersonStage.end == "") | (PersonStage.end > on)
    in_party = (PersonStage.removed_at == "", PersonStage.start <= on, held, PersonStage.stage.in_(MEMBERS))
    members = PersonStage.select(PersonStage.person).join(Person).where(*in_party, Person.removed_at == "")
    query = Placement.select(Placement.parent, pw.fn.COUNT(Placement.id))
    here = (*standing(tree, "person", on), Placement.row.in_(members))
    return dict(query.where(*here).group_by(Placement.parent).tuples())


def _merchant_counts(tree: str, on: str) -> dict[int, int]:
    query = (
        Placement.select(Placement.parent, pw.fn.COUNT(Placement.id))
        .join(Merchant, on=(Merchant.id == Placement.row))
        .where(*standing(tree, "merchant", on), Merchant.removed_at == "")
    )
    return dict(query.group_by(Placement.parent).tuples())


def _sums(order: list[tuple[int, int]], own: Mapping[int, int]) -> dict[int, int]:
    """Of each node its own count and all below it; `order` as by `in_depth`."""
    total: dict[int, int] = {}
    above: list[int] = []
    for node, depth in order:
        del above[depth:]
        above.append(node)
        for one in above:
            total[one] = total.get(one, 0) + own.get(node, 0)
    return total
