"""What is printed of meetings: minutes, agendas, sign-in sheets, and the book of a year's minutes."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.domain import meetings as meeting_rules
from app.domain import minutes as rules
from app.domain import slips
from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.meetings import DUE, SITTING_IN, Attendee, Presence, State
from app.domain.minutes import Frozen
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.domain.slips import Slip
from app.paths import Out
from app.services import centres, handed_out, meeting_drafts, meetings, minutes, trees
from app.services.minutes import Version
from app.services.session import requires
from app.store.meetings import Meeting

if TYPE_CHECKING:
    from app.documents.minutes_paper import Minutes

AGAIN = "续议"
_FEWEST_GUESTS = 6
_TOLD_ALIKE = (
    *("issuer", "date", "title", "number", "time", "place", "chair", "recorder", "text", "count", "late"),
    *("present", "excused", "absent", "sitting_in", "annexes"),
)
"""What minutes and their paper call alike."""


@requires(Right.ENTER)
def write_minutes(meeting: int, out: Out, *, shared: bool = False, version: int = 0) -> int:
    """Write the minutes of a meeting and return their pages: a finalised version (0: the newest), or the draft where
    there is none. A `shared` copy lacks what is not public. Raises Problem."""
    from app.documents import minutes_paper

    row = meetings.record(meeting)
    paper = _of_version(row, version, shared) if version or row.state == State.FINAL else _of_draft(row, shared)
    pages = minutes_paper.write(paper, out)
    handed_out.put(f"{'公开件' if shared else '纪要'} {row.title}", out)
    return pages


@requires(Right.ENTER)
def write_agenda(meeting: int, out: Out) -> int:
    """Write the agenda of a meeting and return its pages, of what is not public only that there is something; raises
    Problem."""
    from app.documents import agenda

    row, draft = meetings.record(meeting), meeting_drafts.draft_of(meeting)
    if not draft.items:
        raise Problem(f"“{row.title}”还没有议题，没有生成议程。请先写上议题。")
    points = [
        agenda.AgendaPoint(agenda.PRIVATE)
        if item.private
        else agenda.AgendaPoint(item.title, AGAIN if item.origin else "", _under(item.category))
        for item in draft.items
    ]
    paper = agenda.Agenda(
        row.title,
        meeting_rules.when(row.held, row.begins, row.ends),
        row.place,
        row.chair,
        points,
        due=_names(draft.attendees, DUE),
        sitting_in=_names(draft.attendees, SITTING_IN),
        issuer=_issuer(row),
        date=spoken(row.held),
        sample=centres.current().sample,
    )
    pages = agenda.write(paper, out)
    handed_out.put(f"议程 {row.title}", out)
    return pages


@requires(Right.ENTER)
def write_sign_in(meeting: int, out: Out) -> int:
    """Write the sign-in sheet of a meeting, a code on every row, and return its pages; raises Problem."""
    from app.documents import sign_in_sheet

    row, draft = meetings.record(meeting), meeting_drafts.draft_of(meeting)
    people = [
        sign_in_sheet.Expected(
            each.name,
            each.unit,
            slips.code(Slip.ATTENDANCE, each.id),
            each.reason,
            each.presence == Presence.EXCUSED,
        )
        for each in draft.attendees
        if each.role == DUE
    ]
    paper = sign_in_sheet.SignIn(
        row.title,
        meeting_rules.when(row.held, row.begins, row.ends),
        row.place,
        row.chair,
        slips.code(Slip.MEETING, meeting),
        people,
        guests=max(_FEWEST_GUESTS, len(_names(draft.attendees, SITTING_IN))),
        sample=centres.current().sample,
    )
    pages = sign_in_sheet.write(paper, out)
    handed_out.put(f"签到表 {row.title}", out)
    return pages


@requires(Right.ENTER)
def write_book(
    year: int,
    out: Out,
    kind: str = "",
    organization: int = 0,
    progress: Callable[[int, int], None] | None = None,
    *,
    shared: bool = False,
) -> int:
    """Write a year's finalised minutes as one book, of one kind or of one organisation with all below it where asked,
    and return its pages; a `shared` book lacks what is not public. Raises Problem."""
    from app.documents import minutes_book
    from app.documents.pages import no_progress

    found = _finalised(year, kind, organization)
    papers = [_of_version(row, 0, shared, told_changes=False) for row in found]
    issuer = meetings.names_of([organization])[organization]
    title = f"{year}年{kind or '会议'}纪要汇编{'（公开稿）' if shared else ''}"
    cover = minutes_book.Cover(title, issuer, spoken(dt.date.today().isoformat()))
    pages = minutes_book.write_book(papers, out, cover, progress or no_progress)
    handed_out.put(f"{title} {len(papers)} 份", out)
    return pages


def _finalised(year: int, kind: str, organization: int) -> list[Meeting]:
    within = trees.below(Tree.ORGANIZATIONS, organization) if organization else None
    final = (Meeting.year == year, Meeting.state == State.FINAL, Meeting.removed_at == "")
    query = Meeting.select().where(*final).order_by(Meeting.held, Meeting.id)
    return [row for row in query if kind in ("", row.kind) and (within is None or row.organization in within)]


def _of_draft(row: Meeting, shared: bool) -> "Minutes":
    told = minutes.frozen(row.id)
    told, left_out = rules.shared(told) if shared else (told, 0)
    return _paper(told, left_out)


def _of_version(row: Meeting, version: int, shared: bool, told_changes: bool = True) -> "Minutes":
    """A finalised version (0: the newest) on paper; raises Problem where there is none, or where it is not what was
    frozen."""
    found = minutes.versions(row.id)
    wanted = next((each for each in found if version in (0, each.version)), None)
    if wanted is None:
        raise Problem(f"“{row.title}”没有第 {version} 稿，没有生成纪要。请核对稿次。")
    if not wanted.sound:
        raise Problem(f"“{row.title}”第 {wanted.version} 稿和定稿时的指纹对不上，没有生成纪要。请在设置里检查数据。")
    if not shared:
        return _paper(wanted.minutes, 0, wanted, wanted.changes if told_changes else (), wanted.reason)
    told, left_out = rules.shared(wanted.minutes, _private(found[0].minutes))
    changes = _shared_changes(found, wanted) if told_changes else ()
    return _paper(told, left_out, wanted, changes, wanted.reason if changes else "")


def _shared_changes(found: Sequence[Version], wanted: Version) -> Sequence[tuple[str, str]]:
    """The changed lines of what is public in both versions; none where it changed which items are, then or since."""
    before = next((each.minutes for each in found if each.version == wanted.version - 1), None)
    if before is None or not _private(before) == _private(wanted.minutes) == _private(found[0].minutes):
        return ()
    former, now = (rules.lines(rules.shared(each)[0]) for each in (before, wanted.minutes))
    return rules.changes(former, now)


def _private(told: Frozen) -> list[str]:
    return [item.title for item in told.items if item.private]


def _paper(
    told: Frozen,
    left_out: int,
    version: Version | None = None,
    changes: Sequence[tuple[str, str]] = (),
    reason: str = "",
) -> "Minutes":
    from app.documents.minutes_paper import Assigned, Change, Item, Minutes, Resolved

    items = [
        Item(
            each.title,
            each.text,
            [Resolved(*resolved) for resolved in each.resolutions],
            [Assigned(*task) for task in each.tasks],
        )
        for each in told.items
    ]
    return Minutes(
        mark=f"{told.kind}纪要",
        **{name: getattr(told, name) for name in _TOLD_ALIKE},
        items=items,
        fingerprint=version.hash if version else "",
        version=version.version if version else 1,
        left_out=left_out,
        changes=[Change(*each) for each in changes],
        reason=reason,
        sample=centres.current().sample,
    )


def _under(category: str) -> str:
    return f"类别：{category}" if category else ""


def _names(attendees: Sequence[Attendee], role: str) -> list[str]:
    return [each.name for each in attendees if each.role == role]


def _issuer(row: Meeting) -> str:
    return meetings.names_of([row.organization])[row.organization]
