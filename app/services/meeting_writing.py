"""How a meeting with all its parts is written down; its tasks become cases."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain import meetings as rules
from app.domain.cases import RESOLVED
from app.domain.cases import Draft as CaseDraft
from app.domain.errors import Problem
from app.domain.meetings import Attendee, Draft, Item, Motion, State, Task
from app.domain.roles import Right
from app.domain.votes import Ballot
from app.services import case_handling, cases, handlers, meeting_drafts, meeting_kinds, meetings
from app.services.case_handling import Assignment
from app.services.meetings import record
from app.services.session import requires
from app.store.cases import Case
from app.store.database import Record
from app.store.meetings import AgendaItem, Attendance, Meeting, Resolution
from app.store.writing import Act, writing

_TOLD = [name for name in vars(Draft()) if name in Meeting._meta.fields]


@requires(Right.READ)
def check(draft: Draft) -> Draft:
    """The draft normalised; raises Invalid."""
    return rules.check(draft, [kind.name for kind in (*meeting_kinds.kinds(), *_known(draft.kind))])


@requires(Right.ENTER)
def save(draft: Draft, meeting: int | None) -> int:
    """Write a meeting down as far as it is known and return its id; raises Invalid, or Problem once it is finalised."""
    draft = check(draft)
    if meeting and record(meeting).state == State.FINAL:
        raise Problem("这份纪要已经定稿，没有改动。要改，请用“修订”，会留下新旧两稿。")
    with writing(f"{'修改' if meeting else '新建'}会议 {draft.title}") as act:
        return write(act, draft, meeting)


@requires(Right.ENTER)
def write(act: Act, draft: Draft, meeting: int | None) -> int:
    """Write a checked meeting down as part of an act, whatever its state."""
    row = Meeting.get_by_id(meeting) if meeting else None
    same = row is not None and (row.kind, row.organization) == (draft.kind, draft.organization)
    if row is None:
        row = Meeting(**_values(draft), state=State.DRAFT.value, entered=dt.date.today().isoformat())
        act.add(row)
        draft = replace(draft, title=row.title)
    if not same:
        _leave(act, row)
        act.change(row, {"series": _series(draft, row.id)})
    items = _write(act, AgendaItem, row, [_item(each) for each in draft.items])
    _write(act, Attendance, row, [_person(each) for each in draft.attendees])
    count = rules.turnout(draft.attendees)
    motions = [_motion(each, items, count, draft.kind) for each in draft.motions]
    resolved = _write(act, Resolution, row, motions)
    _write_tasks(act, row, draft, resolved)
    act.change(row, _values(draft, row))  # last, so that the search knows all its parts
    return row.id


def _values(draft: Draft, row: Meeting | None = None) -> dict[str, Any]:
    told = {name: getattr(draft, name) for name in _TOLD}
    year = int(draft.held[:4])
    if row is None or (row.kind, row.organization, row.year) != (draft.kind, draft.organization, year):
        session = meeting_drafts.next_session(draft.kind, draft.organization, year)
        told |= {"session": session, "title": _title(draft, year, session, row.id if row else 0)}
    return {**told, "year": year, "month": draft.held[:7]}


def _title(draft: Draft, year: int, session: int, meeting: int) -> str:
    """What it is called; one begun beside another of the same number takes its own number into its name."""
    same = (Meeting.kind == draft.kind, Meeting.organization == draft.organization, Meeting.year == year)
    others = Meeting.select(Meeting.session).where(*same, Meeting.title == draft.title, Meeting.id != meeting)
    name = meetings.names_of([draft.organization])[draft.organization] if draft.organization else ""
    usual = {rules.heading(draft.kind, name, year, other.session) for other in others}
    return rules.heading(draft.kind, name, year, session) if draft.title in usual else draft.title


def _leave(act: Act, row: Meeting) -> None:
    """Let the next meeting of the series that this one began stand for it."""
    rest = list(Meeting.select().where(Meeting.series == row.id, Meeting.id != row.id).order_by(Meeting.id))
    for each in rest:
        act.change(each, {"series": rest[0].id})


def _series(draft: Draft, meeting: int) -> int:
    """The series of the meetings of this kind and organisation; the first one begins it."""
    same = (Meeting.kind == draft.kind, Meeting.organization == draft.organization, Meeting.removed_at == "")
    other = Meeting.select().where(*same, Meeting.id != meeting).order_by(Meeting.id.desc()).first()
    return other.series if other else meeting


def _write(act: Act, model: type[Record], meeting: Meeting, wanted: Sequence[dict[str, Any]]) -> list[int]:
    """Make the parts of a meeting these, in this order, and give their ids; what is unchanged is left alone."""
    mine = model.select().where(model.meeting == meeting, model.removed_at == "")
    rows = {row.id: row for row in mine}
    ids = []
    for position, values in enumerate(wanted):
        row = rows.pop(values.pop("id"), None)
        values["position"] = position
        if row is None:
            row = model(meeting=meeting, **values)
            act.add(row)
        elif any(getattr(row, name) != value for name, value in values.items()):
            act.change(row, values)
        ids.append(row.id)
    for row in rows.values():
        act.change(row, row.when_undone())
    return ids


def _item(each: Item) -> dict[str, Any]:
    return dict(vars(each))


def _person(each: Attendee) -> dict[str, Any]:
    return dict(vars(each))


def _motion(each: Motion, items: Sequence[int], count: rules.Turnout, kind: str) -> dict[str, Any]:
    told = meeting_kinds.kind(kind)
    ballot = rules.counted(each.ballot, count) if each.ballot else Ballot(0, 0, 0)
    by_rule = {"quorum": told.quorum, "majority": told.majority} if each.ballot else {"quorum": "", "majority": ""}
    item = items[each.item] if 0 <= each.item < len(items) else 0
    return {"id": each.id, "item": item, "text": each.text, **vars(ballot), **by_rule}


def _write_tasks(act: Act, meeting: Meeting, draft: Draft, resolved: Sequence[int]) -> None:
    mine = Case.select().where(Case.meeting == meeting.id, Case.kind == RESOLVED, Case.removed_at == "")
    known = {row.id: row for row in mine}
    for task in draft.tasks:
        resolution = resolved[task.motion] if 0 <= task.motion < len(resolved) else 0
        private = _is_private(draft, task)
        if row := known.pop(task.case, None):
            _change_task(act, row, task, resolution, private)
        else:
            _add_task(act, meeting, draft, task, resolution, private)
    for row in known.values():
        act.change(row, row.when_undone())


def _is_private(draft: Draft, task: Task) -> bool:
    """Whether a task came of an item that is not public."""
    item = draft.motions[task.motion].item if 0 <= task.motion < len(draft.motions) else -1
    return 0 <= item < len(draft.items) and draft.items[item].private


def _add_task(act: Act, meeting: Meeting, draft: Draft, task: Task, resolution: int, private: bool) -> None:
    on = min(dt.date.fromisoformat(draft.held), dt.date.today())
    taken_in = CaseDraft(
        kind=RESOLVED,
        title=task.title,
        source="会议",
        received=on.isoformat(),
        organization=draft.organization,
        meeting=meeting.id,
        resolution=resolution,
        private=private,
    )
    row = Case.get_by_id(cases.add(act, taken_in))
    handler, person = handlers.find(task.handler)
    case_handling.assign(act, row, Assignment(task.unit, handler, task.due, handler_row=person), on)


def _change_task(act: Act, row: Case, task: Task, resolution: int, private: bool) -> None:
    handler, person = handlers.find(task.handler)
    values: Mapping[str, Any] = {
        "title": task.title,
        "unit": task.unit,
        "handler": handler,
        "handler_row": person if handler != row.handler else row.handler_row,
        "due": task.due or row.due,
        "resolution": resolution,
        "private": row.private or private,
    }
    if any(getattr(row, name) != value for name, value in values.items()):
        was = row.due
        act.change(row, values)
        cases.step(act, row, dt.date.today().isoformat(), "按纪要更正", was=was if was != row.due else "")


def _known(kind: str) -> list[rules.Kind]:
    """A kind that is no longer offered but stands in an old meeting."""
    return [meeting_kinds.kind(kind)] if Meeting.select().where(Meeting.kind == kind).exists() else []
