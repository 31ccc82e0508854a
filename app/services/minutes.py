"""Minutes finalised, amended, compared, and put on paper."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import meetings as meeting_rules
from app.domain import minutes as rules
from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.meetings import DUE, OPEN, SETTLED, SITTING_IN, Draft, Presence, State
from app.domain.minutes import Frozen, FrozenItem
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.votes import decide
from app.services import attachments, meeting_drafts, meeting_votes, meeting_writing, meetings, session
from app.services import rules as rule_book
from app.services.session import requires
from app.store.meetings import AgendaItem, Meeting, MinutesVersion, Resolution
from app.store.writing import Act, writing

if TYPE_CHECKING:
    from app.domain.rules import Rule


@dataclass(frozen=True)
class Version:
    """One finalised version: `at` as it was written, `hash` its fingerprint, `sound` whether it still is what was
    frozen, `changes` the lines that differ from the version before."""

    version: int
    at: str
    who: str
    reason: str
    hash: str
    sound: bool
    minutes: Frozen
    changes: tuple[tuple[str, str], ...]


@requires(Right.READ)
def frozen(meeting: int) -> Frozen:
    """What the minutes of a meeting say as its record is now."""
    row = meetings.record(meeting)
    resolved = Resolution.select().where(Resolution.meeting == row, Resolution.removed_at == "")
    words = [outcome(each, row.held) for each in resolved.order_by(Resolution.position, Resolution.id)]
    return _said(row, meeting_drafts.draft_of(meeting), words)


@requires(Right.READ)
def differences(meeting: int, draft: Draft) -> list[tuple[str, str]]:
    """The lines of the newest version that would change if the record became this draft; raises Invalid."""
    row, draft = meetings.record(meeting), meeting_writing.check(draft)
    told = _said(row, draft, [meeting_votes.outcome(draft, each) for each in draft.motions])
    before = rules.lines(versions(meeting)[0].minutes)
    return rules.changes(before, rules.lines(told))


def _said(row: Meeting, draft: Draft, votes: Sequence[str]) -> Frozen:
    late = meetings.Lateness().of(draft.kind, draft.held, row.entered)
    names = meetings.names_of([draft.organization])
    return Frozen(
        kind=draft.kind,
        title=draft.title,
        number=f"〔{row.year}〕{row.session}号",
        issuer=names[draft.organization],
        date=spoken(draft.held),
        time=meeting_rules.when(draft.held, draft.begins, draft.ends),
        place=draft.place,
        chair=draft.chair,
        recorder=draft.recorder,
        text=draft.text,
        count=meeting_rules.turnout(draft.attendees).words if draft.attendees else "",
        present=_people(draft, Presence.PRESENT),
        excused=_people(draft, Presence.EXCUSED),
        absent=_people(draft, Presence.ABSENT),
        sitting_in=tuple(_called(each) for each in draft.attendees if each.role == SITTING_IN),
        items=_items(draft, votes),
        annexes=tuple(each.name for each in attachments.of("meeting", row.id)),
        late=spoken(row.entered) if late else "",
    )


@requires(Right.ENTER)
def finalise(meeting: int) -> Version:
    """Freeze the minutes: from now on they change by amendment only. Raises Problem where something is missing."""
    row = meetings.record(meeting)
    if row.state == State.FINAL:
        raise Problem("这份纪要已经定稿，没有改动。要改，请用“修订”。")
    if row.held > dt.date.today().isoformat():
        raise Problem(f"会议定在{spoken(row.held)}，还没有开，不能定稿。没有改动。")
    _demand_complete(row)
    with writing(f"定稿 {row.title}") as act:
        _settle(act, row)
        _number(act, row)
        _freeze(act, row, "")
        act.change(row, {"state": State.FINAL.value})
    return versions(meeting)[0]


@requires(Right.ENTER)
def amend(meeting: int, draft: Draft, reason: str) -> Version:
    """Change finalised minutes: the new version stands beside the old ones. Raises Invalid, or Problem where nothing
    changed."""
    row = meetings.record(meeting)
    if row.state != State.FINAL:
        raise Problem("这份纪要还没有定稿，直接修改就可以。没有改动。")
    if not clean(reason):
        raise Invalid({"reason": Complaint("missing", "请写明为什么修订。")})
    draft = meeting_writing.check(draft)
    if (draft.kind, draft.organization, dt.date.fromisoformat(draft.held).year) != (
        row.kind,
        row.organization,
        row.year,
    ):
        raise Problem("类型、组织和年份定了纪要的编号，定稿以后不能改，没有改动。记错了请移出这一次，重新记一次。")
    before = rules.pack(frozen(meeting))
    with writing(f"修订 {row.title}") as act:
        meeting_writing.write(act, draft, meeting)
        if rules.pack(frozen(meeting)) == before:
            raise Problem("内容和上一稿完全一样，没有生成新的一稿。")
        _freeze(act, Meeting.get_by_id(meeting), clean(reason))
    return versions(meeting)[0]


@requires(Right.READ)
def versions(meeting: int) -> list[Version]:
    """The finalised versions of a meeting's minutes, the newest first."""
    query = MinutesVersion.select().where(MinutesVersion.meeting == meeting, MinutesVersion.removed_at == "")
    found: list[Version] = []
    told: Sequence[str] | None = None
    for row in query.order_by(MinutesVersion.version):
        minutes = rules.unpack(row.content)
        now = rules.lines(minutes)
        differ = tuple(rules.changes(told, now)) if told is not None else ()
        sound = rules.fingerprint(row.content) == row.hash
        found.append(Version(row.version, row.at, row.who, row.reason, row.hash, sound, minutes, differ))
        told = now
    return found[::-1]


@requires(Right.READ)
def outcome(row: Resolution, held: str) -> str:
    """The votes of a resolution in words, by the rules in force on the ISO day of its meeting; "" without votes."""
    ballot = meeting_drafts.ballot_of(row)
    return decide(ballot, _rule(row.quorum, held), _rule(row.majority, held)).words if ballot else ""


def _settle(act: Act, row: Meeting) -> None:
    """What was said something about is settled, unless it was put off; what was not comes again."""
    resolved = {each.item for each in Resolution.select().where(Resolution.meeting == row, Resolution.removed_at == "")}
    mine = (AgendaItem.meeting == row, AgendaItem.state == OPEN, AgendaItem.removed_at == "")
    for item in AgendaItem.select().where(*mine):
        if item.text or item.id in resolved:
            act.change(item, {"state": SETTLED})


def _number(act: Act, row: Meeting) -> None:
    """Give the minutes the next number where other minutes have theirs, as after a move or out of the recycle bin."""
    same = (Meeting.kind == row.kind, Meeting.organization == row.organization, Meeting.year == row.year)
    frozen_ones = Meeting.id.in_(MinutesVersion.select(MinutesVersion.meeting))
    if Meeting.select().where(*same, Meeting.session == row.session, Meeting.id != row.id, frozen_ones).exists():
        act.change(row, {"session": meeting_drafts.next_session(row.kind, row.organization, row.year)})


def _freeze(act: Act, row: Meeting, reason: str) -> None:
    content = rules.pack(frozen(row.id))
    act.add(
        MinutesVersion(
            meeting=row,
            version=MinutesVersion.select().where(MinutesVersion.meeting == row).count() + 1,
            at=dt.datetime.now().isoformat(timespec="seconds"),
            who=session.clerk().name,
            reason=reason,
            content=content,
            hash=rules.fingerprint(content),
        )
    )


def _demand_complete(row: Meeting) -> None:
    draft = meeting_drafts.draft_of(row.id)
    missing = [label for label, value in (("地点", row.place), ("主持人", row.chair)) if not value]
    unknown = meeting_rules.turnout(draft.attendees).unknown
    if unknown:
        missing.append(f"{unknown} 人的到会情况")
    if not row.text and not any(item.text for item in draft.items) and not draft.motions:
        missing.append("纪要正文")
    if missing:
        raise Problem(f"还缺{'、'.join(missing)}，没有定稿。已写的内容都在，请补上再定稿。")


def _items(draft: Draft, votes: Sequence[str]) -> tuple[FrozenItem, ...]:
    words = [(motion.text, vote) for motion, vote in zip(draft.motions, votes, strict=True)]
    tasks = [
        (task.motion, (task.title, "　".join(filter(None, (task.unit, task.handler))), spoken(task.due)))
        for task in draft.tasks
    ]
    return tuple(
        FrozenItem(
            item.title,
            item.text,
            item.category,
            item.private,
            tuple(words[place] for place, motion in enumerate(draft.motions) if motion.item == number),
            tuple(told for motion, told in tasks if motion >= 0 and draft.motions[motion].item == number),
        )
        for number, item in enumerate(draft.items)
    ) + _loose(draft, words, tasks)


def _loose(
    draft: Draft, words: Sequence[tuple[str, str]], tasks: Sequence[tuple[int, tuple[str, str, str]]]
) -> tuple[FrozenItem, ...]:
    """What was resolved or handed out without an item of its own."""
    resolved = tuple(words[place] for place, motion in enumerate(draft.motions) if motion.item < 0)
    handed = tuple(told for motion, told in tasks if motion < 0 or draft.motions[motion].item < 0)
    return (FrozenItem("议定事项", "", "", False, resolved, handed),) if resolved or handed else ()


def _people(draft: Draft, presence: Presence) -> tuple[str, ...]:
    return tuple(_called(each) for each in draft.attendees if each.role == DUE and each.presence == presence)


def _called(person: meeting_rules.Attendee) -> str:
    reason = f"（{person.reason}）" if person.reason else ""
    return f"{person.name}{reason}"


def _rule(code: str, held: str) -> "Rule | None":
    return rule_book.in_force(code, dt.date.fromisoformat(held)) if code else None
