"""The organisations, merchants, posts and liaisons that came to the sample store in two years."""

import datetime as dt
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any

from app.domain.calendar import add_months
from app.domain.merchants import Draft as MerchantDraft
from app.domain.organizations import SOURCES, Draft, Tree
from app.domain.roles import Right
from app.services import merchant_writing, organizations, sample_names
from app.services.sample_past import Past, told
from app.services.session import requires
from app.store.database import among
from app.store.merchants import Merchant, Pledge
from app.store.organizations import Agreement, Grid, Liaison, LiaisonVisit, Placement, Seat, SubsidyPayment, Term
from app.store.writing import Act, writing

TOP, COMMITTEE, CHAMBER = "会战街道党工委", "会战商圈党委", "会战商圈商会"
ENTERPRISE = "会战社区服务公司"
_LONG_AGO = 40
"""Months before today at which what is older than the history began."""
_NEW_MERCHANTS = 0.18
_People = dict[str, list[tuple[int, str]]]


@dataclass(frozen=True)
class Shape:
    """What the rest of the history stands on: ids of its merchants, and of the branches by name."""

    merchants: list[int]
    branches: dict[str, int]


@requires(Right.ENTER)
def fill(past: Past) -> Shape:
    """Found branches and enter merchants; returns them."""
    chance = Random("shape")
    with writing("载入历年组织、商户和任职（示例）") as act:
        branches = _branches(act, past)
        merchants = _merchants(act, past, chance, list(branches))
        _join(act, past, chance, branches)
        _member_merchants(act, past, chance, merchants)
        _agreements(act, past)
        _subsidies(act, past, branches)
    return Shape(merchants, branches)


@requires(Right.ENTER)
def seat(past: Past, shape: Shape, people: _People) -> None:
    """Give the posts of branches and committee to `people` (id and name by branch), and let the committee visit."""
    chance = Random("seats")
    committee = organizations.find(Tree.ORGANIZATIONS, COMMITTEE)
    rows, sources = [], cycle(SOURCES)
    for name, node in shape.branches.items():
        since = _founded(past, name).isoformat()
        (head, called), (second, helper), *_ = people[name]
        if name.endswith("党小组"):
            rows.append((node, "组长", "", head, called, since, "", "", False))
            continue
        manages = chance.random() < 0.4
        rows += [] if _has_head(node) else [(node, "书记", "", head, called, since, next(sources), "", manages)]
        rows.append((node, "党建指导员", "", second, helper, since, "", "", False))
    spare = [each for name in people if "社区" in name and "小组" not in name for each in people[name][2:]]
    for (category, duty), (person, name) in zip(told()["committee"], spare, strict=False):
        started = add_months(past.today, -_LONG_AGO).isoformat()
        rows.append((committee, "委员", duty, person, name, started, "", category, chance.random() < 0.5))
    top, (person, name) = organizations.find(Tree.ORGANIZATIONS, TOP), spare[-1]
    rows.append(
        (top, "书记", "", person, name, add_months(past.today, -_LONG_AGO).isoformat(), SOURCES[2], "街道", False)
    )
    enterprise = organizations.find(Tree.ORGANIZATIONS, ENTERPRISE)
    secretary = next(row for row in rows if row[1] == "书记")
    rows.append((enterprise, "董事长", "书记兼任", *secretary[3:5], past.start.isoformat(), "", "", True))
    rows += _chamber(past, [row for row in rows if row[1] == "委员"], people)
    fields = ("tree", "node", "post", "duty", "person", "name", "start", "source", "category", "manages")
    with writing("载入历年任职、换届和走访（示例）") as act:
        act.add_many(Seat, fields, [(Tree.ORGANIZATIONS.value, *row) for row in rows])
        act.add_many(Seat, fields, [(Tree.GRIDS.value, *row) for row in _keepers(past, chance, people)])
        terms = [(node, _founded(past, name).isoformat()) for name, node in shape.branches.items()]
        act.add_many(Term, ("organization", "elected"), [row for row in terms if not _has_term(row[0])])
        _visits(act, past, chance, committee, shape.merchants)


def _chamber(past: Past, committee: list[tuple[Any, ...]], people: _People) -> list[tuple[Any, ...]]:
    """The heads of the chamber, half of them of the committee (双向进入)."""
    node = organizations.find(Tree.ORGANIZATIONS, CHAMBER)
    since = past.start.isoformat()
    others = [each for name, all_ in people.items() if name.startswith("美业") for each in all_]
    inside = [(row[3], row[4]) for row in committee]
    found = []
    for place, post in enumerate(told()["chamber"]):
        person, name = (inside if place % 2 else others)[place // 2]
        found.append((node, post, "", person, name, since, "", "", True))
    return found


def _keepers(past: Past, chance: Random, people: _People) -> list[tuple[Any, ...]]:
    """Who keeps each piece of the grid."""
    since = add_months(past.start, -6).isoformat()
    everybody = [each for all_ in people.values() for each in all_]
    grids = Grid.select(Grid.id).where(Grid.removed_at == "").order_by(Grid.id).tuples()
    return [
        (grid, post, "", *chance.choice(everybody), since, "", "", False)
        for (grid,) in grids
        for post in ("片长", "网格员", "网格员")
    ]


def _branches(act: Act, past: Past) -> dict[str, int]:
    """Ids by name of the branches that merchants and people can stand at, those of before included."""
    there = {
        name: organizations.find(Tree.ORGANIZATIONS, name)
        for name in ("中八路社区党支部", "会战大街社区党支部", "餐饮行业联合党支部", "五金商会联合党支部")
    }
    for _, name, kind, level, parent, formation in told()["organizations"]:
        founded = _founded(past, name).isoformat()
        draft = Draft(name=name, kind=kind, level=level, parent=parent, formation=formation, founded=founded)
        node = organizations.write(act, draft, None)
        if level:
            there[name] = node
    return there


def _founded(past: Past, name: str) -> dt.date:
    """The day a branch of the history was founded; long ago for any other."""
    number = next((row[0] for row in told()["organizations"] if row[1] == name), -1)
    if number < 0:
        return add_months(past.today, -_LONG_AGO + 7)
    days = past.open_days(number)
    return days[len(name) * 3 % len(days)] if days else past.today


def _merchants(act: Act, past: Past, chance: Random, branches: list[str]) -> list[int]:
    taken: set[str] = set()
    owners = sample_names.people(chance, taken)
    drafts = []
    for sign, trade in sample_names.merchants(chance)[: told()["merchants"]]:
        years = chance.randrange(700, 6000)
        opened = chance.randrange(30, 700) if chance.random() < _NEW_MERCHANTS else years
        since = past.today - dt.timedelta(days=opened)
        pledged = since + dt.timedelta(days=chance.randrange(5, max(opened, 6))) if chance.random() < 0.8 else None
        drafts.append(
            MerchantDraft(
                sign=sign,
                registered_name=f"萨尔图区{sign}",
                code=sample_names.credit_code(chance),
                trade=trade,
                address=sample_names.address(chance),
                grid=f"{chance.choice('一二三四五')}片区",
                organization=chance.choice(branches),
                owner=next(owners)[0],
                phone=sample_names.phone(chance),
                party_member=chance.random() < 0.15,
                since=since.isoformat(),
                pledged_on=pledged.isoformat() if pledged and pledged < past.today else "",
            )
        )
    return list(merchant_writing.add_many(act, drafts))


def _join(act: Act, past: Past, chance: Random, branches: dict[str, int]) -> None:
    """Let the merchants come under their branches one after the other, and promise more."""
    first = past.start - dt.timedelta(days=1200)
    length = (past.today - first).days
    _take_in(act, chance, branches)
    mine = (Placement.tree == Tree.ORGANIZATIONS, Placement.noun == "merchant")
    founded = {node: _founded(past, name) for name, node in branches.items()}
    for row in Placement.select().where(*mine, among(Placement.parent, list(branches.values()))):
        day = first + dt.timedelta(days=chance.randrange(length))
        act.change(row, {"start": max(day, founded[row.parent]).isoformat()})
    merchants = [number for (number,) in Merchant.select(Merchant.id).order_by(Merchant.id).tuples()]
    signed = [
        (merchant, kind, (past.today - dt.timedelta(days=chance.randrange(1, 900))).isoformat())
        for kind, share in ((merchant_writing.SAFE, 0.5), (merchant_writing.RETURNS, 0.3))
        for merchant in merchants[-told()["merchants"] :]
        if chance.random() < share
    ]
    act.add_many(Pledge, ("merchant", "kind", "signed"), signed)


def _take_in(act: Act, chance: Random, branches: dict[str, int]) -> None:
    """Let most of the merchants that were there before come under a branch, too."""
    bare = list(Merchant.select().where(Merchant.organization == "", Merchant.removed_at == "").order_by(Merchant.id))
    joined = [(row, chance.choice(list(branches))) for row in bare if chance.random() < 0.72]
    for row, branch in joined:
        act.change(row, {"organization": branch})
    rows = [(Tree.ORGANIZATIONS.value, "merchant", row.id, branches[branch], "", "登记") for row, branch in joined]
    act.add_many(Placement, ("tree", "noun", "row", "parent", "start", "how"), rows)


def _member_merchants(act: Act, past: Past, chance: Random, merchants: list[int]) -> None:
    """Merchants run by members become the lowest level of the tree, under the branch they stand at."""
    own = (among(Merchant.id, merchants), Merchant.party_member, Merchant.organization != "")
    rows = iter(list(Merchant.select().where(*own).order_by(Merchant.id)))
    for day in past.spread(chance, told()["member_merchants"]):
        row = next(rows)
        founded = max(day, _founded(past, row.organization))
        draft = Draft(
            name=f"{row.sign}党员商户",
            kind="党员商户",
            level="党员商户",
            formation=chance.choice(("单独组建", "挂靠组建", "挂靠组建")),
            parent=row.organization,
            founded=founded.isoformat(),
            address=row.address,
        )
        organizations.write(act, draft, None)


def _agreements(act: Act, past: Past) -> None:
    committee = organizations.find(Tree.ORGANIZATIONS, COMMITTEE)
    rows = []
    for number, title, parties in told()["agreements"]:
        signed = past.open_days(number)[9]
        rows.append((committee, title, parties, signed.isoformat(), add_months(signed, 36).isoformat()))
    act.add_many(Agreement, ("organization", "title", "parties", "signed", "expires"), rows)


def _subsidies(act: Act, past: Past, branches: dict[str, int]) -> None:
    """What the town paid its organisations in the last two years, 5,000 yuan a branch and 8,000 a joint one."""
    rows = []
    for year in (past.today.year - 1, past.today.year):
        for place, (name, node) in enumerate(branches.items()):
            paid = f"{year}-{place % 4 * 3 + 2:02}-20"
            joint = "联合" in name
            kind, amount = ("subsidy.joint_branch", 800_000) if joint else ("subsidy.branch", 500_000)
            if "党支部" in name and "社区" not in name and "行动" not in name:
                rows += [(node, year, kind, amount, paid)] if _founded(past, name).isoformat() < paid else []
    fields = ("organization", "year", "kind", "amount", "paid_on")
    act.add_many(SubsidyPayment, fields, [row for row in rows if row[-1] <= past.today.isoformat()])


def _visits(act: Act, past: Past, chance: Random, committee: int, merchants: list[int]) -> None:
    """Each of the committee looks after two merchants and calls at them every month, but for a few times."""
    mine = (
        Seat.tree == Tree.ORGANIZATIONS,
        Seat.node == committee,
        Seat.post.endswith("委员") | Seat.post.endswith("书记"),
    )
    seats = Seat.select(Seat.person, Seat.name).where(*mine, Seat.end == "", Seat.removed_at == "").order_by(Seat.id)
    since = past.start.isoformat()
    pairs = [
        (committee, person, name, merchant, since)
        for person, name in seats.tuples()
        for merchant in chance.sample(merchants, 2)
    ]
    added = act.add_many(Liaison, ("organization", "person", "name", "merchant", "start"), pairs)
    words = ("了解经营情况", "宣传诚信公约", "收集诉求 1 件", "上门送政策", "查看消防通道", "回访上次反映的问题")
    rows = []
    for month in _months(past):
        for liaison in added:
            times = chance.choices((0, 1, 2), (4, 88, 8))[0] if len(month) > 5 else 0
            rows += [(liaison, day.isoformat(), chance.choice(words)) for day in chance.sample(month, times)]
    rows.sort(key=lambda row: row[1])
    act.add_many(LiaisonVisit, ("liaison", "on", "note"), rows)


def _months(past: Past) -> list[list[dt.date]]:
    """The open days of the history, month by month."""
    found: dict[str, list[dt.date]] = {}
    for number in past.numbers():
        for day in past.open_days(number):
            found.setdefault(day.isoformat()[:7], []).append(day)
    return list(found.values())


def _has_head(node: int) -> bool:
    return Seat.select().where(Seat.node == node, Seat.tree == Tree.ORGANIZATIONS, Seat.post == "书记").exists()


def _has_term(node: int) -> bool:
    return Term.select().where(Term.organization == node).exists()
