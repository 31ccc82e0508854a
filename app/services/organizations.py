"""What a clerk can do with organisations and grids; every change of the trees has its day."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from app.domain import organizations as rules
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean, sort_key
from app.domain.organizations import Draft, State, Tree
from app.domain.roles import Right
from app.services import exporting, trees
from app.services.organization_columns import COLUMNS
from app.services.session import requires
from app.store.database import Record, among
from app.store.merchants import Merchant
from app.store.nouns import NOUNS
from app.store.organizations import Agreement, Grid, Liaison, Organization, Placement, Seat
from app.store.search import hits
from app.store.writing import Act, writing

STORED = [name for name in vars(Draft()) if name in Organization._meta.fields]
_CALLED = {Tree.ORGANIZATIONS: "组织", Tree.GRIDS: "网格"}


@requires(Right.READ)
def draft_of(organization: int) -> Draft:
    """An organisation as its form shows it."""
    row = trees.get(Tree.ORGANIZATIONS, organization)
    above = trees.place_of(Tree.ORGANIZATIONS, Tree.ORGANIZATIONS, organization)
    parent = Organization.get_by_id(above).name if above else ""
    return Draft(**{name: getattr(row, name) for name in STORED}, parent=parent)


@requires(Right.READ)
def find(tree: str, name: str) -> int:
    """The id of the node in use of this name or short name, 0 for none."""
    model = trees.NODES[tree]
    wanted = clean(name)
    same = (model.name == wanted) | (model.short_name == wanted) if model is Organization else model.name == wanted
    query = model.select(model.id).where(model.removed_at == "", model.state == State.IN_USE, same)
    row = query.order_by((model.name == wanted).desc(), model.id).first() if wanted else None
    return row.id if row else 0


@requires(Right.READ)
def ids(search: str = "") -> list[int]:
    """Ids of the organisations in use that these words find, each followed by those under it."""
    found = hits(Organization, search)
    return [node.id for node in trees.nodes(Tree.ORGANIZATIONS) if found is None or node.id in found]


@requires(Right.ENTER)
def export(path: Path) -> int:
    """Write the organisations in use to an xlsx file that can be imported again, and say how many; raises Problem."""
    return exporting.write_rows(
        path, ("组织表", "个"), COLUMNS, lambda wanted: [draft_of(node) for node in wanted], ids()
    )


@requires(Right.ENTER)
def save(draft: Draft, organization: int | None, on: dt.date | None = None) -> int:
    """Add an organisation under its parent, or change one (renaming and moving it on a day); raises Invalid."""
    draft = rules.check(draft)
    with writing(f"{'修改' if organization else '新增'}组织 {draft.name}") as act:
        return write(act, draft, organization, on)


@requires(Right.ENTER)
def write(act: Act, draft: Draft, organization: int | None, on: dt.date | None = None) -> int:
    """Put a checked draft into the tree as part of an act; raises Invalid for an unknown parent or a name in use. A new
    one has stood since it was founded, else since `on`, else always; one that is on record changes on that day."""
    parent = _parent(draft)
    _refuse_taken_name(Tree.ORGANIZATIONS, draft.name, organization or 0)
    values = {name: getattr(draft, name) for name in STORED} | {"sort_key": sort_key(draft.name)}
    if organization is None:
        row = Organization(state=State.IN_USE.value, **values)
        act.add(row)
        _found(act, Tree.ORGANIZATIONS, row, parent, _since(draft.founded, on))
        return row.id
    row, on = trees.get(Tree.ORGANIZATIONS, organization), on or dt.date.today()
    if row.name != draft.name:
        trees.note_event(act, Tree.ORGANIZATIONS, row.id, trees.RENAMED, on, row.name, draft.name)
    act.change(row, values)
    _retell(act, Tree.ORGANIZATIONS, row.id, draft.name)
    if parent != trees.place_of(Tree.ORGANIZATIONS, Tree.ORGANIZATIONS, row.id):
        trees.move(act, Tree.ORGANIZATIONS, row.id, parent, on)
    return row.id


@requires(Right.ENTER)
def save_grid(name: str, level: str, parent: int, grid: int | None, on: dt.date | None = None) -> int:
    """Add a grid under another (0: at the top), or rename and move one on a day; raises Invalid."""
    name, on = clean(name), on or dt.date.today()
    if not name:
        raise Invalid({"name": Complaint("no_name", "网格名称是空的，请填写名称。")})
    with writing(f"{'修改' if grid else '新增'}网格 {name}") as act:
        _refuse_taken_name(Tree.GRIDS, name, grid or 0)
        values = {"name": name, "level": level, "sort_key": sort_key(name)}
        if grid is None:
            return write_grid(act, name, level, parent, on.isoformat())
        row = trees.get(Tree.GRIDS, grid)
        if row.name != name:
            trees.note_event(act, Tree.GRIDS, grid, trees.RENAMED, on, row.name, name)
        act.change(row, values)
        _retell(act, Tree.GRIDS, grid, name)
        if parent != trees.place_of(Tree.GRIDS, Tree.GRIDS, grid):
            trees.move(act, Tree.GRIDS, grid, parent, on)
        return grid


@requires(Right.ENTER)
def node_named(act: Act, tree: str, name: str) -> int:
    """The node of a name, 0 for none; a ledger's word for a grid is enough to make one."""
    if not name:
        return 0
    return find(tree, name) or (write_grid(act, name) if tree == Tree.GRIDS else 0)


@requires(Right.ENTER)
def write_grid(act: Act, name: str, level: str = "", parent: int = 0, since: str = "") -> int:
    """Add a grid as part of an act, standing since an ISO day or, "", since always."""
    row = Grid(name=name, level=level, sort_key=sort_key(name), state=State.IN_USE.value)
    act.add(row)
    _found(act, Tree.GRIDS, row, parent, since)
    return row.id


@requires(Right.ENTER)
def move(tree: str, node: int, parent: int, on: dt.date) -> None:
    """Put a node with all below it under another from a day on; raises Problem."""
    row = trees.get(tree, node)
    if parent:
        trees.get(tree, parent)
    with writing(f"移动{_CALLED[Tree(tree)]} {row.name}") as act:
        trees.move(act, tree, node, parent, on)


@requires(Right.ENTER)
def merge(tree: str, kept: int, gone: int, on: dt.date) -> None:
    """Let one node become part of another from a day on: all that stood at it stands at the other; raises Problem."""
    from app.services import case_merging, holders  # the latter finds people, whose branches are found here

    staying, other = trees.get(tree, kept), trees.get(tree, gone)
    if gone == kept or kept in trees.below(tree, gone, on):
        raise Problem("不能把上级并入它自己的下级，没有改动。请调换两个组织，或先移动下级。")
    with writing(f"合并{_CALLED[Tree(tree)]}：{other.name} 并入 {staying.name}") as act:
        for placement in _standing_at(tree, gone):
            trees.place(act, tree, placement.noun, placement.row, kept, on, trees.MERGED)
        _retell(act, tree, kept, staying.name)
        if tree == Tree.ORGANIZATIONS:
            _hand_on(act, gone, kept)
            holders.join(act, "organization", kept, gone)
            case_merging.join(act, "organization", kept, gone)
        _close(act, tree, other, on, {"state": State.MERGED.value, "merged_into": kept})
        trees.note_event(act, tree, gone, trees.MERGED, on, other.name, staying.name)
        trees.note_event(act, tree, kept, trees.MERGED, on, other.name, staying.name)


@requires(Right.ENTER)
def split(tree: str, node: int, name: str, moved: Sequence[tuple[str, int]], on: dt.date) -> int:
    """Part a new node off another from a day on, beside it; `moved` names what goes along as (noun, row)."""
    row, name = trees.get(tree, node), clean(name)
    if not name:
        raise Invalid({"name": Complaint("no_name", "请填写拆分出来的名称。")})
    with writing(f"拆分{_CALLED[Tree(tree)]}：从 {row.name} 分出 {name}") as act:
        _refuse_taken_name(tree, name, 0)
        same = {"kind": row.kind, "formation": row.formation} if isinstance(row, Organization) else {}
        part = trees.NODES[tree](name=name, sort_key=sort_key(name), level=row.level, state=State.IN_USE.value, **same)
        act.add(part)
        _found(act, tree, part, trees.place_of(tree, tree, node), on.isoformat())
        for noun, each in moved:
            if trees.place_of(tree, noun, each) != node:
                raise Problem("选中的内容里有不在这个组织里的，没有拆分。请重新选择。")
            trees.place(act, tree, noun, each, part.id, on, trees.SPLIT)
        _retell(act, tree, part.id, name)
        trees.note_event(act, tree, node, trees.SPLIT, on, row.name, name)
    return part.id


@requires(Right.ENTER)
def dissolve(tree: str, node: int, on: dt.date) -> None:
    """Let a node with nothing left at it be no more from a day on, what it covered uncovered; raises Problem naming
    what still stands there."""
    row = trees.get(tree, node)
    standing = _standing_at(tree, node)
    left = {placement.noun for placement in standing if not _is_recycled(placement)} - {"coverage_unit"}
    if left:
        words = {"person": "党员或人员", "merchant": "商户", "organization": "下级组织", "grid": "下级网格"}
        what = "、".join(words[noun] for noun in sorted(left))
        raise Problem(f"“{row.name}”里还有{what}，不能撤销，没有改动。请先把它们转到别处，或改用合并。")
    with writing(f"撤销{_CALLED[Tree(tree)]} {row.name}") as act:
        for placement in standing:
            if placement.noun == "coverage_unit":
                trees.place(act, tree, placement.noun, placement.row, 0, on, trees.DISSOLVED)
            else:
                trees.displace(act, tree, placement.noun, placement.row, on)
        _close(act, tree, row, on, {"state": State.DISSOLVED.value})
        trees.note_event(act, tree, node, trees.DISSOLVED, on, row.name)


def _retell(act: Act, tree: str, node: int, name: str) -> None:
    """Let the records of the merchants that stand at a node say its name."""
    column = "organization" if tree == Tree.ORGANIZATIONS else "grid"
    here = sorted(placement.row for placement in _standing_at(tree, node) if placement.noun == "merchant")
    for row in Merchant.select().where(among(Merchant.id, here), getattr(Merchant, column) != name):
        act.change(row, {column: name})


def _hand_on(act: Act, gone: int, kept: int) -> None:
    """Let the agreements and liaisons that still run go on with the organisation another became part of."""
    running = {Agreement: Agreement.ended, Liaison: Liaison.end}
    for record, ended in running.items():
        for row in record.select().where(record.organization == gone, ended == "", record.removed_at == ""):
            act.change(row, {"organization": kept})


def _close(act: Act, tree: str, row: Record, on: dt.date, values: dict[str, object]) -> None:
    act.change(row, values)
    trees.displace(act, tree, tree, row.id, on)
    for seat in Seat.select().where(Seat.tree == tree, Seat.node == row.id, Seat.end == "", Seat.removed_at == ""):
        act.change(seat, {"end": max(on.isoformat(), seat.start)})


def _standing_at(tree: str, node: int) -> list[Placement]:
    now = (Placement.tree == tree, Placement.parent == node, Placement.end == "", Placement.removed_at == "")
    return list(Placement.select().where(*now).order_by(Placement.id))


def _is_recycled(placement: Placement) -> bool:
    """Whether what stands there lies in the recycle bin."""
    return bool(NOUNS[placement.noun].get_by_id(placement.row).removed_at)


def _found(act: Act, tree: str, row: Record, parent: int, since: str) -> None:
    act.add(Placement(tree=tree, noun=tree, row=row.id, parent=parent, start=since, how=trees.FOUNDED))


def _since(founded: str, on: dt.date | None) -> str:
    stood = founded or (on.isoformat() if on else "")
    return f"{stood}-01" if len(stood) == 7 else stood


def _parent(draft: Draft) -> int:
    if not draft.parent:
        return 0
    found = find(Tree.ORGANIZATIONS, draft.parent)
    if not found:
        raise Invalid({"parent": Complaint("no_parent", f"没有叫“{draft.parent}”的上级组织，请先新增它，或改选上级。")})
    return found


def _refuse_taken_name(tree: str, name: str, node: int) -> None:
    found = find(tree, name)
    if found and found != node:
        raise Invalid({"name": Complaint("taken", f"已有叫“{name}”的{_CALLED[Tree(tree)]}，请换一个名称。")})
