"""Who owes which meetings and has held them: organisation by month or quarter, every cell with its meetings."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain import meetings as rules
from app.domain.meetings import Kind, Period
from app.domain.organizations import Tree
from app.domain.ratios import Ratio
from app.domain.roles import Right
from app.services import meeting_kinds, meetings, trees
from app.services import rules as rule_book
from app.services.session import requires
from app.store.meetings import Meeting
from app.store.organizations import Placement, Seat

HELD, LATE, MISSING, OPEN, COMING, NONE = "已开", "补录", "缺", "待开", "未到", "—"
"""What a cell says: held, held but entered late, missing, still to be held in this period, not yet due, not owed."""


@dataclass(frozen=True)
class Cell:
    """One owed meeting: its period, what became of it, and the ids of the meetings held in it."""

    period: Period
    state: str
    meetings: tuple[int, ...] = ()


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
        owed = [cell for cell in self.cells if cell.state in (HELD, LATE, MISSING)]
        return f"{sum(cell.state != MISSING for cell in owed)}/{len(owed)}"


@requires(Right.READ)
def of_year(year: int, today: dt.date | None = None, kind: str = "", organization: int = 0) -> list[Line]:
    """The matrix of a year, organisations in the order of their tree; of one kind, or of one organisation with all
    below it, where asked."""
    today = today or dt.date.today()
    wanted = [each for each in meeting_kinds.kinds() if each.cadence and kind in ("", each.name)]
    held = _held(year)
    stood, committees = _stood(year), _with_committee(year)
    least = rule_book.in_force("branch.committee_from", today).amount
    lateness = meetings.Lateness()
    within = trees.below(Tree.ORGANIZATIONS, organization) if organization else None
    lines = []
    for node in trees.nodes(Tree.ORGANIZATIONS, min(today, dt.date(year, 12, 31))):
        if within is not None and node.id not in within:
            continue
        for each in wanted:
            if node.kind not in each.owed_by:
                continue
            if each.who == "委员" and node.id not in committees and node.members < least:
                continue
            there = [
                (day, number, lateness.of(each.name, day, entered))
                for day, number, entered in held.get((node.id, each.name), ())
            ]
            lines.append(Line(node.id, node.name, each.name, _cells(each, year, there, stood.get(node.id, ()), today)))
    return lines


@requires(Right.READ)
def ratio(lines: Iterable[Line]) -> Ratio:
    """Of the meetings owed so far, those held; the places of cells count as ids."""
    owed = [cell.state for line in lines for cell in line.cells if cell.state in (HELD, LATE, MISSING)]
    done = [place for place, state in enumerate(owed) if state != MISSING]
    return Ratio(tuple(done), tuple(place for place, state in enumerate(owed) if state == MISSING))


@requires(Right.READ)
def missing(today: dt.date | None = None) -> list[tuple[Line, Cell]]:
    """Meetings owed this year up to today and not held, the longest ago first."""
    today = today or dt.date.today()
    found = [(line, cell) for line in of_year(today.year, today) for cell in line.cells if cell.state == MISSING]
    return sorted(found, key=lambda each: each[1].period.end)


def _cells(
    kind: Kind, year: int, held: Sequence[tuple[str, int, bool]], stood: Sequence[tuple[str, str]], today: dt.date
) -> tuple[Cell, ...]:
    return tuple(_cell(period, held, stood, today) for period in rules.periods(kind.cadence, year))


def _cell(
    period: Period, held: Sequence[tuple[str, int, bool]], stood: Sequence[tuple[str, str]], today: dt.date
) -> Cell:
    start, end, now = period.start.isoformat(), period.end.isoformat(), today.isoformat()
    there = [(number, late) for day, number, late in held if start <= day <= end and day <= now]
    ids = tuple(number for number, _ in there)
    if there:
        return Cell(period, LATE if all(late for _, late in there) else HELD, ids)
    if not any(since <= start and (not until or until > end) for since, until in stood):
        return Cell(period, NONE)
    if end < now:
        return Cell(period, MISSING)
    return Cell(period, OPEN if start <= now else COMING)


def _held(year: int) -> Mapping[tuple[int, str], list[tuple[str, int, str]]]:
    found: dict[tuple[int, str], list[tuple[str, int, str]]] = defaultdict(list)
    columns = (Meeting.organization, Meeting.kind, Meeting.held, Meeting.id, Meeting.entered)
    query = Meeting.select(*columns).where(Meeting.year == year, Meeting.removed_at == "").order_by(Meeting.held)
    for organization, kind, day, number, entered in query.tuples():
        found[organization, kind].append((day, number, entered))
    return found


def _stood(year: int) -> Mapping[int, list[tuple[str, str]]]:
    """The spans (ISO, to "" for still) in which each organisation stood, moves within the tree joined."""
    tree = (Placement.tree == Tree.ORGANIZATIONS, Placement.noun == Tree.ORGANIZATIONS, Placement.removed_at == "")
    spans: dict[int, list[tuple[str, str]]] = defaultdict(list)
    query = Placement.select(Placement.row, Placement.start, Placement.end).where(*tree)
    for row, start, end in query.order_by(Placement.row, Placement.start, Placement.id).tuples():
        if start > f"{year}-12-31" or (end and end <= f"{year}-01-01"):
            continue
        if spans[row] and spans[row][-1][1] == start:
            spans[row][-1] = (spans[row][-1][0], end)
        else:
            spans[row].append((start, end))
    return spans


def _with_committee(year: int) -> set[int]:
    """Organisations that had a member of their committee in a year."""
    held = (Seat.end == "") | (Seat.end > f"{year}-01-01")
    mine = (Seat.tree == Tree.ORGANIZATIONS, Seat.removed_at == "", Seat.post == "委员")
    query = Seat.select(Seat.node).where(*mine, held, Seat.start <= f"{year}-12-31").distinct()
    return {node for (node,) in query.tuples()}
