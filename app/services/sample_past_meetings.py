"""How meetings of long ago get into the sample store: with agenda, people, votes and finalised minutes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import peewee as pw

from app.domain import meetings as rules
from app.domain import minutes as frozen
from app.domain.calendar import spoken
from app.domain.meetings import DUE, SETTLED, Presence, State
from app.domain.minutes import Frozen, FrozenItem
from app.domain.roles import Right
from app.services import minutes
from app.services.session import requires
from app.store.meetings import AgendaItem, Attendance, Meeting, MinutesVersion, Resolution
from app.store.search import put_many
from app.store.writing import Act

_CLERK = "王建国"


@dataclass(eq=False)
class Talk:
    """An item of an agenda: `case` is the id of what it is about or 0, `motion` what was resolved, `tasks` what was
    handed out as (title, owner, ISO day)."""

    title: str
    text: str
    category: str = ""
    case: int = 0
    motion: str = ""
    tasks: list[tuple[str, str, str]] = field(default_factory=list)
    id: int = 0
    resolution: int = 0


@dataclass(eq=False)
class PastMeeting:
    """A meeting that was held: `people` are (noun, id, name, unit) of whoever was due, the last `away` of
    them excused."""

    way: rules.Kind
    organization: int
    host: str
    held: dt.date
    chair: str
    people: Sequence[tuple[str, int, str, str]]
    talks: list[Talk]
    place: str = "党群服务中心二楼会议室"
    begins: str = "14:30"
    ends: str = "16:00"
    away: int = 0
    entered: dt.date | None = None
    id: int = 0
    session: int = 0
    motions: list[Resolution] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.way.name

    @property
    def title(self) -> str:
        """What it is called."""
        return rules.heading(self.kind, self.host, self.held.year, self.session)

    @property
    def there(self) -> int:
        """How many came."""
        return len(self.people) - self.away


@requires(Right.READ)
def number(meetings: list[PastMeeting]) -> None:
    """Put meetings in the order of their days and give them, their items and resolutions the ids they will have."""
    meetings.sort(key=lambda each: (each.held, each.kind, each.organization))
    meeting, item, resolution = (_next(model) for model in (Meeting, AgendaItem, Resolution))
    sessions: dict[tuple[str, int, int], int] = defaultdict(int)
    for each in meetings:
        key = (each.kind, each.organization, each.held.year)
        sessions[key] += 1
        each.id, each.session, meeting = meeting, sessions[key], meeting + 1
        for talk in each.talks:
            talk.id, item = item, item + 1
            if talk.motion:
                talk.resolution, resolution = resolution, resolution + 1


@requires(Right.ENTER)
def write(act: Act, meetings: list[PastMeeting]) -> None:
    """Write numbered meetings down, finalised on the day they were entered."""
    first: dict[tuple[str, int], int] = {}
    rows = [_meeting(each, first) for each in meetings]
    act.add_many(Meeting, list(rows[0]), [tuple(row.values()) for row in rows])
    put_many(Meeting, ((each.id, _words(each)) for each in meetings))
    talks = [(each, place, talk) for each in meetings for place, talk in enumerate(each.talks)]
    act.add_many(
        AgendaItem,
        ("meeting", "position", "title", "category", "text", "state", "case"),
        [(each.id, place, talk.title, talk.category, talk.text, SETTLED, talk.case) for each, place, talk in talks],
    )
    people = [row for each in meetings for row in _attendance(each)]
    fields = ("meeting", "position", "noun", "row", "name", "unit", "role", "presence", "reason")
    act.add_many(Attendance, fields, people)
    _resolve(act, meetings)
    versions = [_version(each) for each in meetings]
    act.add_many(MinutesVersion, ("meeting", "version", "at", "who", "content", "hash"), versions)


def _next(model: Any) -> int:
    return int(model.select(pw.fn.MAX(model.id)).scalar() or 0) + 1


def _meeting(each: PastMeeting, first: dict[tuple[str, int], int]) -> dict[str, Any]:
    series = first.setdefault((each.kind, each.organization), each.id)
    day = each.held.isoformat()
    told = {
        name: getattr(each, name)
        for name in ("kind", "organization", "session", "title", "begins", "ends", "place", "chair")
    }
    more = {"series": series, "year": each.held.year, "held": day, "month": day[:7], "recorder": _CLERK}
    return {**told, **more, "state": State.FINAL.value, "entered": (each.entered or each.held).isoformat()}


def _words(each: PastMeeting) -> dict[str, list[str]]:
    said = [part for talk in each.talks for part in (talk.title, talk.text, talk.motion) if part]
    return {"names": [each.title, each.chair, _CLERK], "letters": [], "numbers": [], "texts": said}


def _attendance(each: PastMeeting) -> Iterable[tuple[Any, ...]]:
    for place, (noun, row, name, unit) in enumerate(each.people):
        came = place < each.there
        presence, reason = (Presence.PRESENT, "") if came else (Presence.EXCUSED, "外出")
        yield each.id, place, noun, row, name, unit, DUE, presence.value, reason


def _resolve(act: Act, meetings: list[PastMeeting]) -> None:
    for each in meetings:
        votes = {"entitled": len(each.people), "present": each.there, "favour": each.there}
        by = {"quorum": each.way.quorum, "majority": each.way.majority}
        talks = [talk for talk in each.talks if talk.motion]
        each.motions = [
            Resolution(
                id=talk.resolution, meeting=each.id, position=place, item=talk.id, text=talk.motion, **votes, **by
            )
            for place, talk in enumerate(talks)
        ]
    fields = ("meeting", "position", "item", "text", "entitled", "present", "favour", "quorum", "majority")
    rows = [tuple(row.__data__[name] for name in fields) for each in meetings for row in each.motions]
    act.add_many(Resolution, fields, rows)


def _version(each: PastMeeting) -> tuple[Any, ...]:
    content = frozen.pack(_frozen(each))
    at = f"{(each.entered or each.held).isoformat()}T17:10:00"
    return each.id, 1, at, _CLERK, content, frozen.fingerprint(content)


def _frozen(each: PastMeeting) -> Frozen:
    """The minutes as they would be frozen today from the record."""
    day = each.held.isoformat()
    words = {row.item: (row.text, minutes.outcome(row, day)) for row in each.motions}
    count = rules.Turnout(due=len(each.people), present=each.there, excused=each.away)
    late = rules.is_late(each.way.cadence, each.held, each.entered or each.held, 0)
    return Frozen(
        kind=each.kind,
        title=each.title,
        number=f"〔{each.held.year}〕{each.session}号",
        issuer=each.host,
        date=spoken(day),
        time=rules.when(day, each.begins, each.ends),
        place=each.place,
        chair=each.chair,
        recorder=_CLERK,
        text="",
        count=count.words if each.people else "",
        present=tuple(name for _, _, name, _ in each.people[: each.there]),
        excused=tuple(f"{name}（外出）" for _, _, name, _ in each.people[each.there :]),
        absent=(),
        sitting_in=(),
        items=tuple(
            FrozenItem(
                talk.title,
                talk.text,
                talk.category,
                False,
                (words[talk.id],) if talk.id in words else (),
                tuple((title, owner, spoken(due)) for title, owner, due in talk.tasks),
            )
            for talk in each.talks
        ),
        late=spoken(each.entered.isoformat()) if late and each.entered else "",
    )
