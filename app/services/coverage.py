"""What the Party's organisations are to cover (城中村, 小区, 楼宇 …): which of it is covered on a day, and by whom."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean, sort_key
from app.domain.organizations import Tree
from app.domain.ratios import Ratio
from app.domain.roles import Right
from app.services import organization_figures, organizations, trees
from app.services.session import requires
from app.store.organizations import CoverageUnit, Organization, Placement
from app.store.writing import Act, writing

NOUN = "coverage_unit"
KINDS = ("城中村", "小区", "楼宇", "市场", "园区", "街区")
"""What may be covered, as offered; others can be typed."""
_LONGEST = 60


@dataclass(frozen=True)
class Unit:
    """A unit as lists show it on a day: `organization` is the name of the one it stands at, "" for none, `since` the
    ISO day from which it does, `covered` whether that is of the Party and still there."""

    id: int
    name: str
    kind: str
    organization: str
    node: int
    since: str
    note: str
    covered: bool


@requires(Right.READ)
def listing(day: dt.date | None = None) -> list[Unit]:
    """The units kept count of on a day (today): those without a Party organisation first, then by name."""
    day = day or dt.date.today()
    party = set(organization_figures.party_nodes(day))
    names = dict(Organization.select(Organization.id, Organization.name).tuples())
    query = Placement.select(Placement.row, Placement.parent, Placement.start)
    here = {
        row: (parent, start)
        for row, parent, start in query.where(*trees.standing(Tree.ORGANIZATIONS, NOUN, day.isoformat())).tuples()
    }
    rows = CoverageUnit.select().where(CoverageUnit.removed_at == "").order_by(CoverageUnit.sort_key)
    found = [_unit(row, *here[row.id], names, party) for row in rows if row.id in here]
    return sorted(found, key=lambda unit: unit.covered)


@requires(Right.READ)
def covered(day: dt.date | None = None) -> Ratio:
    """Of the units kept count of on a day (today), those with a Party organisation (ids)."""
    units = listing(day)
    return Ratio(
        tuple(sorted(unit.id for unit in units if unit.covered)),
        tuple(sorted(unit.id for unit in units if not unit.covered)),
    )


@requires(Right.READ)
def organizations_to_choose() -> list[str]:
    """The names of the Party's organisations of today."""
    party = set(organization_figures.party_nodes(dt.date.today()))
    return [node.name for node in trees.nodes(Tree.ORGANIZATIONS) if node.id in party]


@requires(Right.READ)
def check(values: Mapping[str, Any], unit: int | None = None) -> dict[str, Any]:
    """The values of a unit normalised, `node` the id of its organisation or 0; raises Invalid."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(values.get(name, "")) for name in ("name", "kind", "note")}
    tidy["since"] = checked_day(values.get("since", ""), "since", complaints)
    if not tidy["name"] or len(tidy["name"]) > _LONGEST:
        complaints["name"] = Complaint("no_name", f"请填写名称，不超过 {_LONGEST} 个字。")
    elif CoverageUnit.get_or_none(
        CoverageUnit.name == tidy["name"], CoverageUnit.removed_at == "", CoverageUnit.id != (unit or 0)
    ):
        complaints["name"] = Complaint("taken", f"“{tidy['name']}”已经登记过，请换一个名称。")
    if "since" not in complaints and len(tidy["since"]) < len("2026-01-01"):
        complaints["since"] = Complaint("no_day", "请填写从哪天起，要写到日，如 2026.3.5。")
    tidy["node"] = _party_node(clean(values.get("organization", "")), complaints)
    if complaints:
        raise Invalid(complaints)
    return tidy


@requires(Right.ENTER)
def save(values: Mapping[str, Any], unit: int | None = None) -> int:
    """Keep count of a unit, or change one: at another organisation it stands from `since` on; where it stays, `since`
    corrects the day. Returns its id; raises Invalid, Problem."""
    tidy = check(values, unit)
    with writing(f"{'修改' if unit else '登记'}覆盖单位 {tidy['name']}") as act:
        return write(act, tidy, unit)


@requires(Right.ENTER)
def write(act: Act, tidy: Mapping[str, Any], unit: int | None = None) -> int:
    """Put checked values down as part of an act; returns the id."""
    told = {name: tidy[name] for name in ("name", "kind", "note")} | {"sort_key": sort_key(tidy["name"])}
    if unit is None:
        row = CoverageUnit(**told)
        act.add(row)
    else:
        row = CoverageUnit.get_by_id(unit)
        act.change(row, told)
    mine = (Placement.noun == NOUN, Placement.row == row.id, Placement.removed_at == "")
    now = Placement.get_or_none(*mine, Placement.end == "")
    if now and now.parent == tidy["node"]:
        _correct(act, now, Placement.get_or_none(*mine, Placement.end == now.start), tidy["since"])
    else:
        since = dt.date.fromisoformat(tidy["since"])
        trees.place(act, Tree.ORGANIZATIONS, NOUN, row.id, tidy["node"], since, "登记")
    return int(row.id)


@requires(Right.ENTER)
def remove(units: Sequence[int]) -> None:
    """Move units to the recycle bin."""
    rows = list(CoverageUnit.select().where(CoverageUnit.id.in_(list(units)), CoverageUnit.removed_at == ""))
    with writing(f"移出覆盖单位 {rows[0].name if len(rows) == 1 else f'{len(rows)} 个'}") as act:
        for row in rows:
            act.change(row, row.when_undone())


def _correct(act: Act, now: Placement, former: Placement | None, since: str) -> None:
    """Let a placement begin on another day, and the one before it end then."""
    if former and former.start >= since:
        raise Problem("这一天早于它上一次变动，没有改动。请核对日期。")
    act.change(now, {"start": since})
    if former:
        act.change(former, {"end": since})


def _party_node(name: str, complaints: dict[str, str]) -> int:
    node = organizations.find(Tree.ORGANIZATIONS, name) if name else 0
    if name and node not in organization_figures.party_nodes(dt.date.today()):
        sentence = f"没有叫“{name}”的党组织，请从名单里选；还没有覆盖的空着。"
        complaints["organization"] = Complaint("no_party", sentence)
    return node


def _unit(row: CoverageUnit, node: int, since: str, names: Mapping[int, str], party: set[int]) -> Unit:
    is_in = node in party
    name = names.get(node, "") if is_in else ""
    return Unit(row.id, row.name, row.kind, name, node if is_in else 0, since, row.note, is_in)
