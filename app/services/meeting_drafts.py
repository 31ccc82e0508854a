"""A meeting with all its parts as its editor holds it, and what a new one starts with: open items first, who is due."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import peewee as pw

from app.domain import meetings as rules
from app.domain.cases import RESOLVED
from app.domain.meetings import CONTINUED, SETTLED, Attendee, Draft, Item, Motion, Task
from app.domain.roles import Right
from app.domain.votes import Ballot
from app.services import meeting_kinds, session
from app.services.meeting_people import due_people
from app.services.meetings import record
from app.services.session import requires
from app.store.cases import Case
from app.store.database import among, db
from app.store.meetings import AgendaItem, Attendance, Meeting, MinutesVersion, Resolution
from app.store.organizations import Organization

"""The kind of case that a task of a meeting becomes."""


@requires(Right.READ)
def draft_of(meeting: int) -> Draft:
    """A meeting with all its parts, as its editor holds it."""
    row = record(meeting)
    items = [
        Item(each.title, each.text, each.category, each.state, each.private, each.origin, each.case, each.id)
        for each in _parts(AgendaItem, meeting)
    ]
    places = {item.id: place for place, item in enumerate(items)}
    resolved = _parts(Resolution, meeting)
    told = {name: getattr(row, name) for name in vars(Draft()) if name in Meeting._meta.fields}
    return Draft(
        **told,
        items=tuple(items),
        attendees=tuple(
            Attendee(
                each.name,
                each.unit,
                each.role,
                each.presence,
                each.reason,
                each.voting,
                each.noun,
                each.row,
                each.id,
            )
            for each in _parts(Attendance, meeting)
        ),
        motions=tuple(Motion(each.text, ballot_of(each), places.get(each.item, -1), each.id) for each in resolved),
        tasks=_tasks(meeting, [each.id for each in resolved]),
    )


@requires(Right.READ)
def blank(kind: str, organization: int = 0, held: dt.date | None = None) -> Draft:
    """What a new meeting of a kind starts with: what its series left open, the template, and who is due."""
    held = held or dt.date.today()
    told = meeting_kinds.kind(kind)
    last = _last(kind, organization)
    name = Organization.get_by_id(organization).name if organization else ""
    left_open = carried(kind, organization, held)
    known = {item.title for item in left_open}
    people = due_people(told.who, organization, held) or (_same_people(last) if last else ())
    return Draft(
        kind=kind,
        organization=organization,
        title=rules.heading(kind, name, held.year, next_session(kind, organization, held.year)),
        held=held.isoformat(),
        begins=last.begins if last else "09:30",
        place=last.place if last else "",
        chair=last.chair if last else "",
        recorder=session.clerk().name,
        text=told.text,
        items=(*left_open, *(Item(title=title) for title in told.agenda if title not in known)),
        attendees=tuple(people),
    )


@requires(Right.READ)
def carried(kind: str, organization: int, held: dt.date | None = None) -> list[Item]:
    """What a series left open, up to a day where one is given: its unsettled items, and a report on each of its tasks
    that still runs. What an organisation that is part of this one by now left open is in it."""
    series = tuple(_series(kind, organization, held))
    columns = (AgendaItem.id, AgendaItem.origin, AgendaItem.state)
    query = AgendaItem.select(*columns).join(Meeting).where(*series, AgendaItem.removed_at == "")
    found = db.execute(query.order_by(Meeting.held, Meeting.id, AgendaItem.position)).fetchall()
    latest = {origin or number: (number, state) for number, origin, state in found}
    roots = {number: root for root, (number, state) in latest.items() if state != SETTLED}
    rows = {row.id: row for row in AgendaItem.select().where(among(AgendaItem.id, list(roots)))}
    unsettled = [_again(rows[number], root) for number, root in roots.items()]
    running = (Case.closed == "", Case.removed_at == "", Case.meeting.in_(Meeting.select(Meeting.id).where(*series)))
    reports = [
        Item(
            title=f"通报“{row.title}”（{row.number}）办理情况",
            category=row.category,
            state=SETTLED,
            private=row.private,
            case=row.id,
        )
        for row in Case.select().where(*running).order_by(Case.due, Case.id)
    ]
    return [*unsettled, *reports]


def _again(row: AgendaItem, root: int) -> Item:
    return Item(
        title=row.title, category=row.category, state=CONTINUED, private=row.private, origin=root, case=row.case
    )


@requires(Right.READ)
def next_session(kind: str, organization: int, year: int) -> int:
    """The how manieth the next meeting of a kind in a year will be; the number of minutes once finalised stays used."""
    same = (Meeting.kind == kind, Meeting.organization == organization, Meeting.year == year)
    given = Meeting.id.in_(MinutesVersion.select(MinutesVersion.meeting))
    counted = (*same, (Meeting.removed_at == "") | given)
    return (Meeting.select(pw.fn.MAX(Meeting.session)).where(*counted).scalar() or 0) + 1


@requires(Right.READ)
def ballot_of(row: Resolution) -> Ballot | None:
    """The votes of a resolution, None where none were taken."""
    counts = (row.favour, row.against, row.abstain, row.written, row.entitled)
    if not (row.quorum or row.majority or any(counts)):
        return None
    return Ballot(row.entitled, row.present, row.favour, row.against, row.abstain, row.written)


def _series(kind: str, organization: int, held: dt.date | None) -> Iterator[Any]:
    """Of a meeting: in use, of this kind, and of this organisation or of one that became part of it."""
    yield from (Meeting.removed_at == "", Meeting.kind == kind)
    yield Meeting.organization.in_(_joined(organization))
    if held:
        yield Meeting.held <= held.isoformat()


def _joined(organization: int) -> list[int]:
    """An organisation and all that were merged into it."""
    found = [organization]
    for each in found:
        merged = Organization.select(Organization.id).where(Organization.merged_into == each) if each else ()
        found += [row.id for row in merged if row.id not in found]
    return found


def _last(kind: str, organization: int) -> Meeting | None:
    same = (Meeting.kind == kind, Meeting.organization == organization, Meeting.removed_at == "")
    return Meeting.select().where(*same).order_by(Meeting.held.desc(), Meeting.id.desc()).first()


def _same_people(last: Meeting) -> Iterable[Attendee]:
    for each in _parts(Attendance, last.id):
        yield Attendee(each.name, each.unit, each.role, "", "", each.voting, each.noun, each.row)


def _parts(model: Any, meeting: int) -> list[Any]:
    mine = (model.meeting == meeting, model.removed_at == "")
    return list(model.select().where(*mine).order_by(model.position, model.id))


def _tasks(meeting: int, resolutions: Sequence[int]) -> tuple[Task, ...]:
    mine = Case.select().where(Case.meeting == meeting, Case.kind == RESOLVED, Case.removed_at == "").order_by(Case.id)
    places = {number: place for place, number in enumerate(resolutions)}
    return tuple(
        Task(row.title, row.unit, row.handler, row.due, places.get(row.resolution, -1), row.id) for row in mine
    )
