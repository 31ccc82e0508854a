"""The shape of the trees: how their levels are called, and which kinds of organisation there are."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from app.domain.names import clean
from app.domain.organizations import Tree
from app.domain.presets import shipped
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services.session import requires
from app.store.centres import Centre
from app.store.organizations import Level, OrganizationKind
from app.store.writing import Act, writing


@requires(Right.READ)
def levels(tree: str) -> list[str]:
    """The names of a tree's levels from the top: the centre's own, else those of the preset it started from."""
    own = Level.select(Level.name).where(Level.tree == tree, Level.removed_at == "").order_by(Level.position)
    if found := [name for (name,) in own.tuples()]:
        return found
    preset = next((one for one in shipped() if one.title == Centre.get().preset), None)
    if preset is None:
        return []
    return list(preset.levels if tree == Tree.ORGANIZATIONS else preset.grid_levels)


@requires(Right.READ)
def kinds() -> list[str]:
    """The kinds of organisation: the centre's own rows, else those that ship."""
    own = OrganizationKind.select(OrganizationKind.name).where(OrganizationKind.removed_at == "")
    found = [name for (name,) in own.order_by(OrganizationKind.position).tuples()]
    return found or [kind["name"] for kind in _shipped_kinds()]


@requires(Right.READ)
def kind_details(kind: str) -> dict[str, Any]:
    """Of a kind by name: whether it is of the Party, and the codes of the rules for its term and its subsidy."""
    row = OrganizationKind.get_or_none(OrganizationKind.name == kind, OrganizationKind.removed_at == "")
    if row:
        return {"name": row.name, "party": row.party, "term": row.term, "subsidy": row.subsidy}
    shipped_one = next((one for one in _shipped_kinds() if one["name"] == kind), {})
    return {"name": kind, "party": False, "term": "", "subsidy": ""} | shipped_one


@requires(Right.ADMINISTER)
def save(named: Mapping[str, Sequence[str]], wanted: Sequence[str]) -> None:
    """Name the levels of each tree anew, from the top, and set which kinds there are, as one act; what is unchanged
    stays. A shipped kind keeps its term of office and its subsidy."""
    with writing("修改层级和类别") as act:
        for tree, names in named.items():
            _save_levels(act, tree, [name for name in map(clean, names) if name])
        _save_kinds(act, [name for name in map(clean, wanted) if name])


def _save_levels(act: Act, tree: str, names: Sequence[str]) -> None:
    if names == levels(tree):
        return
    for row in Level.select().where(Level.tree == tree, Level.removed_at == ""):
        act.change(row, row.when_undone())
    for position, name in enumerate(names):
        act.add(Level(tree=tree, position=position, name=name))


def _save_kinds(act: Act, names: Sequence[str]) -> None:
    if names == kinds():
        return
    known = {kind["name"]: kind for kind in _shipped_kinds()}
    rows = {row.name: row for row in OrganizationKind.select()}
    for position, name in enumerate(dict.fromkeys(names)):
        values = {"position": position, "removed_at": ""}
        if name in rows:
            act.change(rows.pop(name), values)
        else:
            details = known.get(name, {"name": name, "party": False})
            act.add(OrganizationKind(**details, position=position))
    for row in rows.values():
        if not row.removed_at:
            act.change(row, row.when_undone())


@cache
def _shipped_kinds() -> list[dict[str, Any]]:
    return list(tomllib.loads((RESOURCES / "organizations.toml").read_text("utf-8"))["kind"])
