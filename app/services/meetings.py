"""What a clerk can find among the meetings."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain import meetings as rules
from app.domain.errors import Problem
from app.domain.meetings import DUE, SETTLED, Presence, State
from app.domain.names import sort_key
from app.domain.roles import Right
from app.services import centres, meeting_kinds
from app.services import rules as rule_book
from app.services.session import requires
from app.store.cases import Case
from app.store.database import among, db
from app.store.meetings import AgendaItem, Attendance, Meeting
from app.store.organizations import Organization
from app.store.search import hits
from app.store.writing import writing

EVERYTHING = "全部"
FINALISED_WITHIN = "meeting.finalise_within"
"""The rule of the days in which minutes are to be finalised."""
ORDERS = ("held", "title", "kind", "state")


@dataclass(frozen=True)
class MeetingRow:
    """A meeting as lists show it; `late` says that it was entered late (补录), `open_items` how many items come again
    and `open_cases` how many of its tasks still run."""

    id: int
    kind: str
    organization: int
    organization_name: str
    series: int
    year: int
    session: int
    title: str
    held: str
    begins: str
    ends: str
    place: str
    chair: str
    state: str
    late: bool
    due: int
    present: int
    open_items: int
    open_cases: int

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title


class Lateness:
    """Tells which meetings were entered late (补录), by the kinds and rules as they are now."""

    def __init__(self) -> None:
        self._cadences = {kind.name: kind.cadence for kind in meeting_kinds.kinds()}
        self._book = rule_book.book()

    def of(self, kind: str, held: str, entered: str) -> bool:
        """Whether a meeting of a kind held on one ISO day was entered late on another."""
        day = dt.date.fromisoformat(held)
        grace = self._book.in_force("meeting.late_after", day).amount
        return rules.is_late(self._cadences.get(kind, ""), day, dt.date.fromisoformat(entered), grace)


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "held", descending: bool = True
) -> list[int]:
    """Ids of the meetings found, by any words of their minutes too; `filters` by kind, state, year, month, series,
    organization (id), organization_name, waiting (what has open items), or unfinished (drafts that the rule
    wants finalised by this ISO day)."""
    column = getattr(Meeting, order if order in ORDERS else "held")
    ordered = [each.desc() if descending else each.asc() for each in (column, Meeting.id)]
    query = Meeting.select(Meeting.id).where(*_conditions(filters or {})).order_by(*ordered)
    everything = [number for (number,) in db.execute(query)]
    found = hits(Meeting, search)
    return everything if found is None else [number for number in everything if number in found]


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[MeetingRow]:
    """The meetings of these ids, in the order asked for."""
    found = {row.id: row for row in Meeting.select().where(among(Meeting.id, wanted))}
    names = names_of({row.organization for row in found.values()})
    came = _came(wanted)
    waiting = _count(AgendaItem, AgendaItem.meeting, wanted, AgendaItem.state != SETTLED)
    running = _count(Case, Case.meeting, wanted, Case.closed == "")
    lateness = Lateness()
    return [
        MeetingRow(
            row.id,
            row.kind,
            row.organization,
            names[row.organization],
            row.series,
            row.year,
            row.session,
            row.title,
            row.held,
            row.begins,
            row.ends,
            row.place,
            row.chair,
            row.state,
            lateness.of(row.kind, row.held, row.entered),
            *came.get(row.id, (0, 0)),
            waiting.get(row.id, 0),
            running.get(row.id, 0),
        )
        for row in map(found.__getitem__, wanted)
    ]


@requires(Right.READ)
def get(meeting: int) -> MeetingRow:
    """One meeting; raises Problem where it is gone."""
    record(meeting)
    return rows([meeting])[0]


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many meetings are in each state, and in any (“全部”)."""
    query = Meeting.select(Meeting.state, pw.fn.COUNT(Meeting.id)).where(Meeting.removed_at == "")
    found = dict.fromkeys((state.value for state in State), 0) | dict(query.group_by(Meeting.state).tuples())
    return {EVERYTHING: sum(found.values()), **found}


@requires(Right.READ)
def years() -> list[str]:
    """The years in which meetings were held, the newest first."""
    query = Meeting.select(Meeting.year).where(Meeting.removed_at == "").distinct().order_by(Meeting.year.desc())
    return [str(year) for (year,) in query.tuples()]


@requires(Right.READ)
def hosts() -> list[str]:
    """The names of those that held meetings, in order."""
    query = Meeting.select(Meeting.organization).where(Meeting.removed_at == "").distinct()
    return sorted(names_of(number for (number,) in query.tuples()).values(), key=sort_key) if query.exists() else []


@requires(Right.READ)
def host(name: str) -> int:
    """The id of who held meetings under this name, 0 for the centre itself."""
    query = Meeting.select(Meeting.organization).where(Meeting.removed_at == "").distinct()
    named = names_of(number for (number,) in query.tuples())
    return next((number for number, called in named.items() if called == name), 0)


@requires(Right.READ)
def of_attendance(attendance: int) -> int:
    """The id of the meeting on whose list somebody stands; raises Problem."""
    return int(_on_list(attendance).meeting_id)


@requires(Right.READ)
def is_there(meeting: int) -> bool:
    """Whether a meeting is in use."""
    return bool(Meeting.select().where(Meeting.id == meeting, Meeting.removed_at == "").exists())


@requires(Right.READ)
def record(meeting: int) -> Meeting:
    """The record of a meeting in use; raises Problem."""
    row = Meeting.get_or_none(Meeting.id == meeting, Meeting.removed_at == "")
    if row is None:
        raise Problem("这次会议已经不在了，可能移到了回收站。没有改动任何内容，请重新选择。")
    return row


@requires(Right.ENTER)
def attend(attendance: int, presence: str = Presence.PRESENT) -> str:
    """Note that one who is due came, was excused or stayed away, and say their name; raises Problem."""
    row = _on_list(attendance)
    meeting = record(row.meeting_id)
    if meeting.state == State.FINAL:
        raise Problem("这次会议的纪要已经定稿，签到没有改动。要改，请先修订纪要。")
    with writing(f"签到：{row.name}") as act:
        act.change(row, {"presence": presence})
    return row.name


@requires(Right.ENTER)
def remove(wanted: Sequence[int]) -> None:
    """Move meetings to the recycle bin; one whose tasks still run is refused by name, as are finalised minutes with
    items that no later meeting has taken up and settled."""
    found = list(Meeting.select().where(among(Meeting.id, wanted), Meeting.removed_at == ""))
    running = _count(Case, Case.meeting, [row.id for row in found], Case.closed == "")
    if held := next((row for row in found if row.id in running), None):
        raise Problem(f"“{held.title}”议定的事项还没有办完，不能移出。没有改动，请先办结或移出那些事项。")
    if held := next((row for row in found if row.state == State.FINAL and _left_open(row)), None):
        raise Problem(f"“{held.title}”还有没议定的议题，移出以后就不会再提出来。没有改动，请先在下一次会议里议定。")
    what = f"移出会议 {found[0].title}" if len(found) == 1 else f"移出会议 {len(found)} 次"
    with writing(what) as act:
        for row in found:
            act.change(row, row.when_undone())


@requires(Right.READ)
def names_of(organizations: Iterable[int]) -> dict[int, str]:
    """What the organisations of these ids are called; 0 is the centre itself."""
    wanted = set(organizations) - {0}
    found = dict(Organization.select(Organization.id, Organization.name).where(among(Organization.id, wanted)).tuples())
    return {**found, 0: centres.current().name}


def _left_open(row: Meeting) -> bool:
    """Whether an item of a meeting is unsettled that stands on no other agenda."""
    mine = (AgendaItem.meeting == row, AgendaItem.state != SETTLED, AgendaItem.removed_at == "")
    roots = {item.origin or item.id for item in AgendaItem.select().where(*mine)}
    elsewhere = (AgendaItem.meeting != row, AgendaItem.removed_at == "", Meeting.removed_at == "")
    same = AgendaItem.select(AgendaItem.id, AgendaItem.origin).join(Meeting)
    taken_up = same.where(*elsewhere, AgendaItem.origin.in_(roots) | AgendaItem.id.in_(roots))
    return bool(roots - {item.origin or item.id for item in taken_up})


def _on_list(attendance: int) -> Attendance:
    row = Attendance.get_or_none(Attendance.id == attendance, Attendance.removed_at == "")
    if row is None:
        raise Problem("名单上没有这个人了，没有改动。请刷新后再扫。")
    return row


def _conditions(filters: Mapping[str, str]) -> Iterable[Any]:
    yield Meeting.removed_at == ""
    for name, value in filters.items():
        if name == "waiting":
            open_items = AgendaItem.select(AgendaItem.meeting).where(
                AgendaItem.state != SETTLED, AgendaItem.removed_at == ""
            )
            yield Meeting.id.in_(open_items)
        elif name == "unfinished":
            day = dt.date.fromisoformat(value)
            last = day - dt.timedelta(days=rule_book.in_force(FINALISED_WITHIN, day).amount)
            yield from (Meeting.state == State.DRAFT, Meeting.held < last.isoformat())
        elif name == "organization_name":
            called = Organization.select(Organization.id).where(Organization.name == value)
            yield Meeting.organization.in_(called) if value != centres.current().name else Meeting.organization == 0
        else:
            field = getattr(Meeting, name)
            yield field == (int(value) if isinstance(field, pw.IntegerField) else value)


def _came(wanted: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Of each meeting, how many were due and how many of them came."""
    here = pw.fn.SUM(pw.Case(None, [(Attendance.presence == Presence.PRESENT, 1)], 0))
    due = (among(Attendance.meeting, wanted), Attendance.role == DUE, Attendance.removed_at == "")
    query = Attendance.select(Attendance.meeting, pw.fn.COUNT(Attendance.id), here).where(*due)
    return {meeting: (count, came) for meeting, count, came in query.group_by(Attendance.meeting).tuples()}


def _count(model: Any, field: Any, wanted: Sequence[int], condition: Any) -> dict[int, int]:
    mine = (among(field, wanted), model.removed_at == "", condition)
    return dict(model.select(field, pw.fn.COUNT(model.id)).where(*mine).group_by(field).tuples())
