"""What is worked out for organisations under a day: 换届, size, ratios, coverage, money due, and visits."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain import terms
from app.domain.calendar import add_months
from app.domain.members import MEMBERS, Stage
from app.domain.organizations import State, Tree
from app.domain.ratios import Ratio
from app.domain.roles import Right
from app.domain.rules import RuleBook, why
from app.domain.terms import TermClock
from app.services import organization_shape, rules, trees
from app.services.session import requires
from app.store.database import among
from app.store.members import DuesPayment, Person, PersonStage
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
RETURNED = "subsidy.dues_returned"


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
    stages = _stages(people, today)
    full = sum(stage == Stage.FULL for stage in stages.values())
    members = sum(stage in MEMBERS for stage in stages.values())
    committee = len([seat for seat in _seats(today, ORG) if seat.node == organization and seat.post in COMMITTEE])
    employers = len(trees.placed(ORG, "merchant", organization, today)) if "联合" in row.kind else 0
    return terms.size_warnings(full, members, committee, employers, rules.book(), today)


@requires(Right.READ)
def heads_in_management(today: dt.date | None = None) -> Ratio:
    """一肩挑: of the Party organisations with a secretary, those whose secretary is also in the management (ids)."""
    today = today or dt.date.today()
    party = party_nodes(today)
    heads = [seat for seat in _seats(today, ORG) if seat.post == trees.HEAD and seat.node in party]
    return _ratio({seat.node: seat.manages for seat in heads})


@requires(Right.READ)
def crossed_seats(today: dt.date | None = None) -> Ratio:
    """双向进入、交叉任职: of all seats on Party committees, those held by people who also manage (ids of seats)."""
    today = today or dt.date.today()
    party = party_nodes(today)
    seats = [seat for seat in _seats(today, ORG) if seat.post in COMMITTEE and seat.node in party]
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
    """Coverage: of the merchants in use, those that stand at an organisation of the Party (ids)."""
    today = today or dt.date.today()
    here = (*trees.standing(ORG, "merchant", today.isoformat()), among(Placement.parent, party_nodes(today)))
    placed = {row for (row,) in Placement.select(Placement.row).where(*here).tuples()}
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
    """What an organisation is entitled to in a year and what was paid: yearly by kind, once when newly founded, and the
    dues of its members returned."""
    return _subsidies([Organization.get_by_id(organization)], year)[organization]


@requires(Right.READ)
def all_subsidies(year: int) -> dict[int, list[Subsidy]]:
    """The same of every organisation in use, by id, in the order of their names."""
    in_use = (Organization.removed_at == "", Organization.state == State.IN_USE)
    return _subsidies(list(Organization.select().where(*in_use).order_by(Organization.sort_key)), year)


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
def visits_missed(organization: int, first: str, count: int) -> list[tuple[int, str]]:
    """The red cells of that matrix, (liaison, month): those held all month with fewer visits than the rule asks for."""
    pairs = {row.id: row for row in Liaison.select().where(Liaison.organization == organization)}
    missed = []
    for liaison, months in visits(organization, first, count).items():
        for month, made in months.items():
            begins, pair = dt.date.fromisoformat(f"{month}-01"), pairs[liaison]
            held = pair.start <= begins.isoformat() and (not pair.end or pair.end >= add_months(begins, 1).isoformat())
            if held and made < rules.in_force("liaison.visits_least", begins).amount:
                missed.append((liaison, month))
    return missed


@requires(Right.READ)
def formations(today: dt.date | None = None) -> dict[str, list[int]]:
    """Ids of the Party organisations by how they were formed."""
    found: dict[str, list[int]] = defaultdict(list)
    nodes = party_nodes(today or dt.date.today())
    for row in Organization.select().where(among(Organization.id, nodes)).order_by(Organization.id):
        found[row.formation or "未填"].append(row.id)
    return dict(found)


def _last_terms(today: dt.date, *more: Any) -> dict[int, Term]:
    """Of each organisation the newest election on record."""
    held = (Term.removed_at == "", Term.elected <= today.isoformat(), *more)
    return {term.organization: term for term in Term.select().where(*held).order_by(Term.elected)}


def _clock(kind: str, last: Term, book: RuleBook, today: dt.date) -> TermClock | None:
    code = organization_shape.kind_details(kind)["term"]
    if not code:
        return None
    elected = dt.date.fromisoformat(last.elected if len(last.elected) == 10 else f"{last.elected}-01")
    return terms.term_clock(code, elected, last.shift, book, today)


@requires(Right.READ)
def party_nodes(today: dt.date) -> list[int]:
    """The organisations that stood on a day and are not known to be of another kind than the Party's."""
    nodes = trees.nodes(ORG, today)
    party = {kind: not kind or organization_shape.kind_details(kind)["party"] for kind in {one.kind for one in nodes}}
    return [node.id for node in nodes if party[node.kind]]


def _subsidies(rows: Sequence[Organization], year: int) -> dict[int, list[Subsidy]]:
    wanted, book, last = [row.id for row in rows], rules.book(), dt.date(year, 12, 31)
    paid, returned, stood = _paid(wanted, year), _dues_paid(wanted, year), _stood_in(wanted, year)
    details = {kind: organization_shape.kind_details(kind) for kind in {row.kind for row in rows}}
    found: dict[int, list[Subsidy]] = {row.id: [] for row in rows}
    for row in rows:
        given = paid.get(row.id, {})
        for code in _entitled(row, details[row.kind], year) if row.id in stood else ():
            rule = book.in_force(code, last)
            owed = returned.get(row.id, 0) * rule.amount // 100 if code == RETURNED else rule.amount * 100
            mine = Subsidy(code, rule.name, owed, given.pop(code, 0), why(rule))
            found[row.id] += [mine] if mine.due or mine.paid else []
        found[row.id] += [Subsidy(code, "其他拨付", 0, amount, "") for code, amount in given.items()]
    return found


def _entitled(row: Organization, details: Mapping[str, Any], year: int) -> list[str]:
    """The codes of the rules by which an organisation of its kind is paid in a year it stood in."""
    founding = ["subsidy.founding"] if details["subsidy"] and terms.founding_year(row.founded) == year else []
    return [*filter(None, [details["subsidy"]]), *founding, *([RETURNED] if details["party"] else [])]


def _stood_in(wanted: Sequence[int], year: int) -> set[int]:
    """Those of these organisations that stood on some day of a year."""
    mine = (Placement.tree == ORG, Placement.noun == ORG, among(Placement.row, wanted), Placement.removed_at == "")
    held = (Placement.start <= f"{year}-12-31", (Placement.end == "") | (Placement.end > f"{year}-01-01"))
    return {row for (row,) in Placement.select(Placement.row).where(*mine, *held).tuples()}


def _dues_paid(wanted: Sequence[int], year: int) -> dict[int, int]:
    """The fen that members of these organisations paid as dues in a year, each counted where one stood that day."""
    here = (
        Placement.tree == ORG,
        Placement.noun == "person",
        among(Placement.parent, wanted),
        Placement.removed_at == "",
    )
    paid_on = DuesPayment.paid_on
    that_day = (Placement.start <= paid_on) & ((Placement.end == "") | (Placement.end > paid_on))
    in_year = (DuesPayment.removed_at == "", paid_on >= f"{year}-01-01", paid_on <= f"{year}-12-31")
    query = DuesPayment.select(Placement.parent, pw.fn.SUM(DuesPayment.amount))
    query = query.join(Placement, on=Placement.row == DuesPayment.person).where(*here, that_day, *in_year)
    return dict(query.group_by(Placement.parent).tuples())


def _ratio(counted: dict[int, bool]) -> Ratio:
    return Ratio(
        tuple(sorted(number for number, is_in in counted.items() if is_in)),
        tuple(sorted(number for number, is_in in counted.items() if not is_in)),
    )


def _seats(today: dt.date, tree: str) -> list[Seat]:
    day = today.isoformat()
    held = (Seat.end == "") | (Seat.end > day)
    return list(Seat.select().where(Seat.tree == tree, Seat.removed_at == "", Seat.start <= day, held))


def _stages(people: set[int], today: dt.date) -> dict[int, str]:
    """The stages on a day of those of these people who are in use."""
    day = today.isoformat()
    held = (PersonStage.start <= day, (PersonStage.end == "") | (PersonStage.end > day), PersonStage.removed_at == "")
    query = PersonStage.select(PersonStage.person, PersonStage.stage).join(Person).where(*held, Person.removed_at == "")
    return dict(query.where(among(PersonStage.person, people)).tuples())


def _paid(wanted: Sequence[int], year: int) -> dict[int, dict[str, int]]:
    """The fen paid to these organisations for a year, by code."""
    paid = SubsidyPayment
    mine = (among(paid.organization, wanted), paid.year == year, paid.removed_at == "")
    query = paid.select(paid.organization, paid.kind, pw.fn.SUM(paid.amount)).where(*mine)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for organization, code, amount in query.group_by(paid.organization, paid.kind).tuples():
        found[organization][code] = amount
    return found
