"""What is worked out for organisations under a day: 换届, size, ratios, coverage, money due, and visits."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain import terms
from app.domain.calendar import add_months
from app.domain.members import MEMBERS, Stage
from app.domain.organizations import State, Tree
from app.domain.roles import Right
from app.domain.rules import RuleBook, why
from app.domain.terms import Ratio, TermClock
from app.services import organization_shape, rules, trees
from app.services.session import requires
from app.store.database import among
from app.store.members import PersonStage
from app.store.merchants import Merchant
from app.store.organizations import (
    Agreement,
    Liaison,
    LiaisonVisit,
    Organization,
    Placement,
    Seat,
    SubsidyPayment,
    Term,
)

ORG = Tree.ORGANIZATIONS
INSTRUCTOR = "党建指导员"
COMMITTEE = ("书记", "副书记", "委员")


@dataclass(frozen=True)
class Subsidy:
    """What a year's rule entitles an organisation to, what was paid of it and what is left; amounts in fen."""

    kind: str
    name: str
    due: int
    paid: int
    rule: str

    @property
    def left(self) -> int:
        """Due less paid; below nothing where too much was paid."""
        return self.due - self.paid


@requires(Right.READ)
def term(organization: int, today: dt.date | None = None) -> TermClock | None:
    """The clock of an organisation's present term; None where it has none or no election is on record."""
    today = today or dt.date.today()
    last = _last_terms(today, Term.organization == organization).get(organization)
    return _clock(Organization.get_by_id(organization).kind, last, rules.book(), today) if last else None


@requires(Right.READ)
def terms_due(today: dt.date | None = None) -> list[tuple[int, TermClock]]:
    """Organisations in use whose term ends soon or is over, the most pressing first."""
    today = today or dt.date.today()
    last, book = _last_terms(today), rules.book()
    in_use = (Organization.removed_at == "", Organization.state == State.IN_USE, among(Organization.id, list(last)))
    kinds = Organization.select(Organization.id, Organization.kind).where(*in_use).tuples()
    clocks = [(node, _clock(kind, last[node], book, today)) for node, kind in kinds]
    pressing = [(node, clock) for node, clock in clocks if clock and clock.state != "正常"]
    return sorted(pressing, key=lambda each: each[1].ends)


@requires(Right.READ)
def warnings(organization: int, today: dt.date | None = None) -> list[str]:
    """What the rules say against the size of a branch: members, committee, employers."""
    today = today or dt.date.today()
    row = Organization.get_by_id(organization)
    if "支部" not in row.kind:
        return []
    people = trees.placed(ORG, "person", organization, today, deep=False)
    stages = dict(_stages(people))
    full = sum(stage == Stage.FULL for stage in stages.values())
    members = sum(stage in MEMBERS for stage in stages.values())
    committee = len([seat for seat in _seats(today, ORG) if seat.node == organization and seat.post in COMMITTEE])
    employers = len(trees.placed(ORG, "merchant", organization, today)) if "联合" in row.kind else 0
    return terms.size_warnings(full, members, committee, employers, rules.book(), today)


@requires(Right.READ)
def heads_in_management(today: dt.date | None = None) -> Ratio:
    """一肩挑: of the organisations with a secretary, those whose secretary is also in the management (ids)."""
    heads = {seat.node: seat.manages for seat in _seats(today or dt.date.today(), ORG) if seat.post == trees.HEAD}
    return _ratio(heads)


@requires(Right.READ)
def crossed_seats(today: dt.date | None = None) -> Ratio:
    """双向进入、交叉任职: of all committee seats, those held by people who also manage (ids of seats)."""
    seats = [seat for seat in _seats(today or dt.date.today(), ORG) if seat.post in COMMITTEE]
    return _ratio({seat.id: seat.manages for seat in seats})


@requires(Right.READ)
def instructed(today: dt.date | None = None) -> Ratio:
    """Of the branches, those with a 党建指导员 (ids); the others are the gap."""
    today = today or dt.date.today()
    with_one = {seat.node for seat in _seats(today, ORG) if seat.post == INSTRUCTOR}
    branches = [node.id for node in trees.nodes(ORG, today) if "支部" in node.kind]
    return _ratio({node: node in with_one for node in branches})


@requires(Right.READ)
def covered(today: dt.date | None = None) -> Ratio:
    """Coverage: of the merchants in use, those that stand at an organisation (ids)."""
    day = (today or dt.date.today()).isoformat()
    placed = {row for (row,) in Placement.select(Placement.row).where(*trees.standing(ORG, "merchant", day)).tuples()}
    everyone = [number for (number,) in Merchant.select(Merchant.id).where(Merchant.removed_at == "").tuples()]
    return _ratio({number: number in placed for number in everyone})


@requires(Right.READ)
def agreements_due(today: dt.date | None = None) -> list[Agreement]:
    """Agreements in force that end soon, or have ended and were not renewed, the earliest first."""
    today = today or dt.date.today()
    until = today + dt.timedelta(days=rules.in_force("agreement.remind_before", today).amount)
    near = (Agreement.expires != "", Agreement.expires <= until.isoformat(), Agreement.ended == "")
    return list(Agreement.select().where(*near, Agreement.removed_at == "").order_by(Agreement.expires))


@requires(Right.READ)
def subsidies(organization: int, year: int) -> list[Subsidy]:
    """What an organisation is entitled to in a year and what was paid: yearly by kind, and once when newly founded."""
    row = Organization.get_by_id(organization)
    last_day = dt.date(year, 12, 31)
    codes = [organization_shape.kind_details(row.kind)["subsidy"]]
    if terms.founding_year(row.founded) == year and codes[0]:
        codes.append("subsidy.founding")
    entitled = [(code, rules.in_force(code, last_day)) for code in codes if code]
    paid = _paid(organization, year)
    due = {code: Subsidy(code, rule.name, rule.amount * 100, paid.pop(code, 0), why(rule)) for code, rule in entitled}
    return [*due.values(), *(Subsidy(code, "其他拨付", 0, amount, "") for code, amount in paid.items())]


@requires(Right.READ)
def visits(organization: int, first: str, count: int) -> dict[int, dict[str, int]]:
    """The liaison matrix: of each liaison (id) how many visits in each of some months from the first (2026-01) on."""
    start = dt.date.fromisoformat(f"{first}-01")
    columns = [add_months(start, place).isoformat()[:7] for place in range(count)]
    pairs = Liaison.select(Liaison.id).where(Liaison.organization == organization, Liaison.removed_at == "")
    found = {liaison: dict.fromkeys(columns, 0) for (liaison,) in pairs.tuples()}
    query = LiaisonVisit.select(LiaisonVisit.liaison, LiaisonVisit.on).where(LiaisonVisit.removed_at == "")
    for liaison, on in query.tuples():
        if liaison in found and on[:7] in found[liaison]:
            found[liaison][on[:7]] += 1
    return found


@requires(Right.READ)
def formations(today: dt.date | None = None) -> dict[str, list[int]]:
    """Ids of the Party organisations by how they were formed."""
    found: dict[str, list[int]] = defaultdict(list)
    nodes = {node.id for node in trees.nodes(ORG, today)}
    for row in Organization.select().where(Organization.id.in_(sorted(nodes))):
        found[row.formation or "未填"].append(row.id)
    return dict(found)


def _last_terms(today: dt.date, *more: Any) -> dict[int, Term]:
    """Of each organisation the newest election on record."""
    held = (Term.removed_at == "", Term.elected <= today.isoformat(), *more)
    return {term.organization: term for term in Term.select().where(*held).order_by(Term.elected)}


def _clock(kind: str, last: Term, book: RuleBook, today: dt.date) -> TermClock | None:
    code = organization_shape.kind_details(kind)["term"]
    if not code or len(last.elected) < 10:
        return None
    return terms.term_clock(code, dt.date.fromisoformat(last.elected), last.shift, book, today)


def _ratio(counted: dict[int, bool]) -> Ratio:
    return Ratio(
        tuple(sorted(number for number, is_in in counted.items() if is_in)),
        tuple(sorted(number for number, is_in in counted.items() if not is_in)),
    )


def _seats(today: dt.date, tree: str) -> list[Seat]:
    day = today.isoformat()
    held = (Seat.end == "") | (Seat.end > day)
    return list(Seat.select().where(Seat.tree == tree, Seat.removed_at == "", Seat.start <= day, held))


def _stages(people: set[int]) -> list[tuple[int, str]]:
    now = (PersonStage.end == "", PersonStage.removed_at == "", PersonStage.person.in_(sorted(people)))
    return list(PersonStage.select(PersonStage.person, PersonStage.stage).where(*now).tuples())


def _paid(organization: int, year: int) -> dict[str, int]:
    mine = (SubsidyPayment.organization == organization, SubsidyPayment.year == year, SubsidyPayment.removed_at == "")
    query = SubsidyPayment.select(SubsidyPayment.kind, pw.fn.SUM(SubsidyPayment.amount)).where(*mine)
    return dict(query.group_by(SubsidyPayment.kind).tuples())
