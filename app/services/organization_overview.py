"""组织情况: every figure over all organisations, each with the rows it counts and those it does not."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain import money
from app.domain.calendar import spoken
from app.domain.ratios import Ratio, percent
from app.domain.roles import Right
from app.services import coverage, people_figures
from app.services import organization_figures as figures
from app.services.session import requires
from app.store.database import among
from app.store.merchants import Merchant
from app.store.organizations import Liaison, Organization, Seat

_COVERED = (("有党组织", True), ("还没有党组织", False))


@dataclass(frozen=True)
class Line:
    """A row behind a figure; `node` is the organisation it leads to, `merchant` or `person` whom, where it is one; a
    unit that is not covered has none of them."""

    name: str
    detail: str = ""
    node: int = 0
    merchant: int = 0
    person: int = 0


@dataclass(frozen=True)
class Overview:
    """A figure: what it is called, how it reads, and the rows behind each of its parts by the part's name."""

    title: str
    value: str
    parts: dict[str, list[Line]]


@requires(Right.READ)
def overviews(today: dt.date) -> list[Overview]:
    """All of them, in the order people read them."""
    return [
        *_ratios(today),
        _terms(today),
        _agreements(today),
        _visits(today),
        _money(today.year),
        *_formations(today),
    ]


def _ratios(today: dt.date) -> Iterator[Overview]:
    """Each with numerator and denominator."""
    yield _of_nodes("一肩挑", figures.heads_in_management(today), "书记兼任管理层", "没有兼任")
    yield _of_seats("双向进入、交叉任职", figures.crossed_seats(today))
    yield _of_nodes("有党建指导员的支部", figures.instructed(today), "有指导员", "没有指导员")
    yield _of_merchants("党的组织覆盖的商户", figures.covered(today))
    yield _of_units(coverage.listing(today))
    yield _of_nodes("五方齐全的议事机构", people_figures.councils(today), "五方齐全", "还没有齐")


def _of_nodes(title: str, ratio: Ratio, counted: str, others: str) -> Overview:
    return Overview(title, ratio.words, {counted: _nodes(ratio.rows), others: _nodes(ratio.others)})


def _of_seats(title: str, ratio: Ratio) -> Overview:
    return Overview(title, ratio.words, {"兼任管理层": seats(ratio.rows), "没有兼任": seats(ratio.others)})


def _of_merchants(title: str, ratio: Ratio) -> Overview:
    return Overview(title, ratio.words, {"已编入": _merchants(ratio.rows), "还没有编入": _merchants(ratio.others)})


def _of_units(units: Sequence[coverage.Unit]) -> Overview:
    parts = {words: [_unit(each) for each in units if each.covered == is_in] for words, is_in in _COVERED}
    covered = len(parts["有党组织"])
    share = percent(covered, len(units))
    return Overview("党组织覆盖的单位", f"{covered}/{len(units)} = {share}" if units else share, parts)


def _unit(unit: coverage.Unit) -> Line:
    said = unit.organization if unit.covered else "还没有党组织"
    return Line(unit.name, "　".join(filter(None, (unit.kind, said))), unit.node)


def _terms(today: dt.date) -> Overview:
    due = figures.terms_due(today)
    names = _names(node for node, _ in due)
    lines = [Line(names[node], f"{clock.state}，{spoken(clock.ends.isoformat())}届满", node) for node, clock in due]
    return Overview("需要换届", f"{len(due):,} 个", {"临近和超期": lines})


def _agreements(today: dt.date) -> Overview:
    due = figures.agreements_due(today)
    names = _names(row.organization for row in due)
    lines = [
        Line(row.title, f"{names.get(row.organization, '')}　{spoken(row.expires)}到期", row.organization)
        for row in due
    ]
    return Overview("协议到期", f"{len(due):,} 份", {"将到期和已到期": lines})


def _visits(today: dt.date) -> Overview:
    """The red cells of the liaison matrices in the months of this year that are over."""
    lines = []
    pairs = {row.id: row for row in Liaison.select().where(Liaison.removed_at == "")}
    merchants = Merchant.select(Merchant.id, Merchant.sign)
    names = dict(merchants.where(among(Merchant.id, {each.merchant for each in pairs.values()})).tuples())
    for node in sorted({row.organization for row in pairs.values()}):
        for pair, month in figures.visits_missed(node, f"{today.year}-01", today.month - 1):
            whom = names.get(pairs[pair].merchant, "")
            lines.append(Line(pairs[pair].name, f"{spoken(month)}没有走访 {whom}", node))
    return Overview("缺的委员走访", f"{len(lines):,} 次", {"今年没有走访的月份": lines})


def _money(year: int) -> Overview:
    due, paid = 0, 0
    lines: dict[str, list[Line]] = {"还没有拨足": [], "已经拨足": []}
    found = figures.all_subsidies(year)
    names = _names(found)
    for node, own in found.items():
        owed, given = sum(each.due for each in own), sum(each.paid for each in own)
        due, paid = due + owed, paid + given
        if own:
            part = "还没有拨足" if given < owed else "已经拨足"
            said = f"应拨 {money.in_digits(owed)}，已拨 {money.in_digits(given)}"
            lines[part].append(Line(names[node], said, node))
    value = f"应拨 {money.in_digits(due)}，已拨 {money.in_digits(paid)}，还差 {money.in_digits(due - paid)} 元"
    return Overview(f"{year} 年经费", value, lines)


def _formations(today: dt.date) -> Iterator[Overview]:
    by_formation = figures.formations(today)
    whole = sum(map(len, by_formation.values()))
    for formation, nodes in sorted(by_formation.items()):
        title = "没有填组建方式" if formation == "未填" else formation
        share = f"{len(nodes)}/{whole} = {len(nodes) / whole:.2%}"
        yield Overview(title, share, {title: _nodes(nodes)})


def _nodes(wanted: Sequence[int]) -> list[Line]:
    query = Organization.select(Organization.id, Organization.name, Organization.kind)
    rows = query.where(among(Organization.id, list(wanted))).order_by(Organization.sort_key).tuples()
    return [Line(name, kind, number) for number, name, kind in rows]


@requires(Right.READ)
def seats(wanted: Sequence[int]) -> list[Line]:
    """A line for each of these seats: who holds it, where, and which post."""
    rows = list(Seat.select().where(among(Seat.id, list(wanted))).order_by(Seat.node, Seat.id))
    names = _names(seat.node for seat in rows)
    return [Line(seat.name, f"{names.get(seat.node, '')}　{seat.post}", seat.node) for seat in rows]


def _merchants(wanted: Sequence[int]) -> list[Line]:
    query = Merchant.select(Merchant.id, Merchant.sign, Merchant.organization)
    rows = query.where(among(Merchant.id, list(wanted))).order_by(Merchant.sort_key).tuples()
    return [Line(sign, organization, merchant=number) for number, sign, organization in rows]


def _names(nodes: Iterable[int]) -> dict[int, str]:
    query = Organization.select(Organization.id, Organization.name)
    return dict(query.where(among(Organization.id, sorted(set(nodes)))).tuples())
