"""Who owes which meetings and has held them: organisation by month or quarter, every cell with its meetings."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain import meetings as rules
from app.domain.meetings import Kind, Period
from app.domain.organizations import Tree
from app.domain.ratios import Ratio
from app.domain.roles import Right
from app.services import meeting_kinds, meetings, trees
from app.services import rules as rule_book
from app.services.session import requires
from app.store.database import db
from app.store.meetings import Meeting
from app.store.organizations import Organization, Placement, Seat

HELD, LATE, MISSING, OPEN, COMING, NONE = "已开", "补录", "缺", "待开", "未到", "—"
"""What a cell says: held, held but entered late, missing, still to be held in this period, not yet due, not owed."""
OWED = (HELD, LATE, MISSING)
"""The states of what was owed so far."""

_Span = tuple[str, str]
"""ISO days from which and until which something held, the second not included; "" is open at that end."""


@dataclass(frozen=True)
class Cell:
    """One owed meeting: its period, what became of it, and the ids of the meetings held in it, or called for it."""

    period: Period
    state: str
    meetings: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """The period without its year: 3月, 第一季度, 全年."""
        return self.period.label.split("年", 1)[-1] or "全年"


@dataclass(frozen=True)
class Line:
    """What an organisation owes of one kind in a year."""

    organization: int
    name: str
    kind: str
    cells: tuple[Cell, ...]

    @property
    def words(self) -> str:
        """8/9: of the meetings owed so far, how many were held."""
        held = self.count(HELD) + self.count(LATE)
        return f"{held}/{held + self.count(MISSING)}"

    @property
    def summary(self) -> str:
        """8/9 缺1 补录1; — where nothing was owed yet."""
        said = [f"{state}{self.count(state)}" for state in (MISSING, LATE) if self.count(state)]
        return NONE if self.words == "0/0" else " ".join([self.words, *said])

    def count(self, state: str) -> int:
        """How many cells are in a state."""
        return sum(cell.state == state for cell in self.cells)


@dataclass(frozen=True)
class _Organization:
    id: int
    name: str
    kind: str
    members: int


@dataclass(frozen=True)
class _Held:
    day: str
    meeting: int
    late: bool


@dataclass(frozen=True)
class _Year:
    """The periods of a year by cadence with their first and last ISO days, and what fell into it."""

    today: str
    periods: Mapping[str, Sequence[tuple[Period, str, str]]]
    held: Mapping[tuple[int, str], Sequence[_Held]]


@requires(Right.READ)
def of_year(year: int, today: dt.date | None = None, kind: str = "", organization: int = 0) -> list[Line]:
    """The matrix of a year, organisations in the order of their tree and after them those that are no more; of one
    kind, or of one organisation with all below it, where asked."""
    today = today or dt.date.today()
    day = min(today, dt.date(year, 12, 31))
    wanted = [each for each in meeting_kinds.kinds() if each.cadence and kind in ("", each.name)]
    cadences = {each.cadence for each in wanted}
    told = _Year(today.isoformat(), {cadence: _periods(cadence, year) for cadence in cadences}, _held(year, kind))
    stood, committees = _stood(year), _committees(year)
    least = rule_book.in_force("branch.committee_from", day).amount
    lines = []
    for one in _organizations(day, stood, organization):
        for each in wanted:
            if one.kind not in each.owed_by:
                continue
            conditions = [stood.get(one.id, ())]
            if each.who == "委员" and one.members < least:
                if one.id not in committees:
                    continue
                conditions.append(committees[one.id])
            lines.append(Line(one.id, one.name, each.name, _cells(each, one.id, told, conditions)))
    return lines


@requires(Right.READ)
def ratio(lines: Iterable[Line]) -> Ratio:
    """Of the meetings owed so far, those held; the places of cells count as ids."""
    owed = [cell.state for line in lines for cell in line.cells if cell.state in OWED]
    done = [place for place, state in enumerate(owed) if state != MISSING]
    return Ratio(tuple(done), tuple(place for place, state in enumerate(owed) if state == MISSING))


@requires(Right.READ)
def rates(lines: Iterable[Line]) -> dict[str, Ratio]:
    """The same for each kind, in the order of the kinds."""
    by_kind: dict[str, list[Line]] = {name: [] for name in meeting_kinds.names()}
    for line in lines:
        by_kind.setdefault(line.kind, []).append(line)
    return {name: ratio(found) for name, found in by_kind.items() if found}


@requires(Right.READ)
def words(lines: Sequence[Line]) -> str:
    """应开 12 次，已开 9 次（9/12 = 75.00%），其中补录 1 次；缺 3 次."""
    share, late = ratio(lines), sum(line.count(LATE) for line in lines)
    held = f"应开 {share.total:,} 次，已开 {len(share.rows):,} 次（{share.words}）"
    return f"{held}，其中补录 {late:,} 次；缺 {len(share.others):,} 次"


@requires(Right.READ)
def absent(lines: Iterable[Line]) -> list[tuple[Line, Cell]]:
    """What is missing in these lines, the longest ago first."""
    found = [(line, cell) for line in lines for cell in line.cells if cell.state == MISSING]
    return sorted(found, key=lambda each: each[1].period.end)


@requires(Right.READ)
def missing(today: dt.date | None = None) -> list[tuple[Line, Cell]]:
    """Meetings owed up to today and not held, the longest ago first: of this year, in January of the last one."""
    today = today or dt.date.today()
    return absent(of_year(year_of(today), today))


@requires(Right.READ)
def year_of(today: dt.date) -> int:
    """The year whose meetings are looked after: in January still the last one, since nothing can be missing yet."""
    return today.year - (today.month == 1)


@requires(Right.READ)
def years() -> list[int]:
    """The years there is a matrix of, the newest first: this one, the last one, and all in which meetings were held."""
    now = dt.date.today().year
    return sorted({now, now - 1, *map(int, meetings.years())}, reverse=True)


def _periods(cadence: str, year: int) -> list[tuple[Period, str, str]]:
    found = rules.periods(cadence, year)
    return [(period, period.start.isoformat(), period.end.isoformat()) for period in found]


def _cells(kind: Kind, organization: int, year: _Year, conditions: Sequence[Sequence[_Span]]) -> tuple[Cell, ...]:
    there = year.held.get((organization, kind.name), ())
    cells = []
    for period, start, end in year.periods[kind.cadence]:
        mine = [each for each in there if start <= each.day <= end]
        owed = all(any(since <= start and (not until or until > end) for since, until in c) for c in conditions)
        cells.append(_cell(period, start, end, mine, owed, year.today))
    return tuple(cells)


def _cell(period: Period, start: str, end: str, there: Sequence[_Held], owed: bool, today: str) -> Cell:
    held = [each for each in there if each.day <= today]
    if held:
        ids = tuple(each.meeting for each in held)
        return Cell(period, LATE if all(each.late for each in held) else HELD, ids)
    if not owed:
        return Cell(period, NONE)
    if end < today:
        return Cell(period, MISSING)
    return Cell(period, OPEN if start <= today else COMING, tuple(each.meeting for each in there))


def _held(year: int, kind: str) -> Mapping[tuple[int, str], list[_Held]]:
    found: dict[tuple[int, str], list[_Held]] = defaultdict(list)
    lateness = meetings.Lateness()
    known: dict[tuple[str, str, str], bool] = {}
    columns = (Meeting.organization, Meeting.kind, Meeting.held, Meeting.entered, Meeting.id)
    query = Meeting.select(*columns).where(Meeting.year == year, Meeting.removed_at == "").order_by(Meeting.held)
    for organization, name, day, entered, number in db.execute(query.where(Meeting.kind == kind) if kind else query):
        told = (name, day, entered)
        if told not in known:
            known[told] = lateness.of(*told)
        found[organization, name].append(_Held(day, number, known[told]))
    return found


def _organizations(day: dt.date, stood: Mapping[int, Sequence[_Span]], organization: int) -> Iterator[_Organization]:
    """Those that stand on a day, then those that stood earlier in its year; with all below one, where asked."""
    within = trees.below(Tree.ORGANIZATIONS, organization, day) if organization else None
    nodes = trees.nodes(Tree.ORGANIZATIONS, day)
    for node in nodes:
        if within is None or node.id in within:
            yield _Organization(node.id, node.name, node.kind, node.members)
    began = {number for number, spans in stood.items() if spans[0][0] <= day.isoformat()}
    gone = began - {node.id for node in nodes}
    mine = (Organization.removed_at == "", Organization.id.in_(sorted(gone)))
    columns = (Organization.id, Organization.name, Organization.kind)
    above = _last_parents(gone) if within is not None else {}
    for number, name, kind in Organization.select(*columns).where(*mine).order_by(Organization.sort_key).tuples():
        if within is None or _comes_under(number, above, within):
            yield _Organization(number, name, kind, 0)


def _last_parents(gone: Iterable[int]) -> dict[int, int]:
    tree = (Placement.tree == Tree.ORGANIZATIONS, Placement.noun == Tree.ORGANIZATIONS, Placement.removed_at == "")
    query = Placement.select(Placement.row, Placement.parent).where(*tree, Placement.row.in_(sorted(gone)))
    return dict(query.order_by(Placement.start, Placement.id).tuples())


def _comes_under(node: int, above: Mapping[int, int], within: set[int]) -> bool:
    for _ in above:
        if node in within:
            return True
        node = above.get(node, 0)
    return node in within


def _stood(year: int) -> Mapping[int, list[_Span]]:
    """The spans in which each organisation stood in a year, moves within the tree joined."""
    tree = (Placement.tree == Tree.ORGANIZATIONS, Placement.noun == Tree.ORGANIZATIONS, Placement.removed_at == "")
    query = Placement.select(Placement.row, Placement.start, Placement.end).where(*tree)
    return _joined(query.order_by(Placement.row, Placement.start, Placement.id).tuples(), year)


def _committees(year: int) -> Mapping[int, list[_Span]]:
    """The spans in which each organisation had a member of its committee in a year."""
    mine = (Seat.tree == Tree.ORGANIZATIONS, Seat.removed_at == "", Seat.post == "委员")
    query = Seat.select(Seat.node, Seat.start, Seat.end).where(*mine)
    return _joined(query.order_by(Seat.node, Seat.start, Seat.id).tuples(), year)


def _joined(rows: Iterable[tuple[int, str, str]], year: int) -> Mapping[int, list[_Span]]:
    """Spans that touch a year by id, those that meet or overlap made one; `rows` in the order of id and start."""
    spans: dict[int, list[_Span]] = defaultdict(list)
    for row, start, end in rows:
        if start > f"{year}-12-31" or (end and end <= f"{year}-01-01"):
            continue
        mine = spans[row]
        if mine and (not mine[-1][1] or start <= mine[-1][1]):
            since, until = mine[-1]
            mine[-1] = (since, max(until, end) if until and end else "")
        else:
            mine.append((start, end))
    return spans
