"""How the cases of a period went: shares with the rows behind them, demands a month, and the way from demand to
result."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.cases import DEMAND, TOPIC, late
from app.domain.funnels import Funnel, Step
from app.domain.ratios import Ratio
from app.domain.roles import Right
from app.services import rules as rule_book
from app.services.case_handling import REOPENED
from app.services.session import requires
from app.store.cases import Case, CaseRating, CaseStep
from app.store.database import db
from app.store.meetings import AgendaItem, Meeting, Resolution

CASES, MEETINGS, RESOLUTIONS = "case_file", "meeting", "resolution"
"""The tables that the steps of the funnel hold rows of."""
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Scope:
    """Cases received from `first` to `last` (ISO days, "" without end), of a kind, about an organisation (id), handled
    by a unit; "" and 0 for all."""

    first: str = ""
    last: str = ""
    kind: str = ""
    organization: int = 0
    unit: str = ""


@dataclass(frozen=True)
class Rates:
    """`completion` of all received; `on_time` of those with a deadline that are done or whose deadline is past, also
    where it was put off only after it had passed; `overdue` of those not done; `satisfied` of those whose satisfaction
    is on record."""

    completion: Ratio
    on_time: Ratio
    overdue: Ratio
    satisfied: Ratio


@requires(Right.READ)
def rates(scope: Scope, today: dt.date) -> Rates:
    """The shares of a scope as of a day, each with its rows."""
    rows = _read(Case.select(Case.id, Case.due, Case.done, Case.satisfaction).where(*_within(scope)).order_by(Case.id))
    good = str(rule_book.in_force("case.satisfied", today).value).split("、")
    open_ = [row for row in rows if not row[2]]
    overran = _overran()
    clocked = [row for row in rows if row[1] and (row[2] or late(row[1], "", today) or row[0] in overran)]
    return Rates(
        _ratio((row[0], bool(row[2])) for row in rows),
        _ratio(
            (number, bool(done) and number not in overran and not late(due, done, today))
            for number, due, done, _ in clocked
        ),
        _ratio((number, late(due, "", today)) for number, due, _, _ in open_),
        _ratio((row[0], row[3] in good) for row in rows if row[3]),
    )


@requires(Right.READ)
def months(scope: Scope) -> dict[str, tuple[int, ...]]:
    """The ids of the cases received in each month (2026-03) of a scope, also in those between with none."""
    query = Case.select(Case.month, Case.id).where(*_within(scope)).order_by(Case.month, Case.id)
    found: dict[str, list[int]] = {}
    for month, number in _read(query):
        found.setdefault(month, []).append(number)
    return {month: tuple(found.get(month, ())) for month in (_through(min(found), max(found)) if found else ())}


@requires(Right.READ)
def funnel(scope: Scope) -> Funnel:
    """The way of the demands of a scope: topics, meetings, resolutions, what was done, what was rated. A demand put on
    an agenda itself is its own topic; what is done is what a resolution asked for, else the topic it was about."""
    kind = scope.kind or DEMAND
    demands = [number for (number,) in _read(Case.select(Case.id).where(*_within(_of(scope, kind))))]
    items = _read(AgendaItem.select(AgendaItem.id, AgendaItem.meeting, AgendaItem.case).where(*_held(AgendaItem)))
    to_topics = _topics(set(demands), {case for _, _, case in items})
    topics = _ends(to_topics)
    to_meetings, of_item = _meetings(set(topics), items)
    meetings = _ends(to_meetings)
    to_resolutions, of_resolution = _resolutions(set(meetings), of_item)
    to_done = _done(_ends(to_resolutions), of_resolution, set(topics))
    done = _ends(to_done)
    rated = sorted(_rated() & set(done))
    steps = (
        Step(kind, CASES, tuple(demands)),
        Step("议题", CASES, topics),
        Step("会议", MEETINGS, meetings),
        Step("决议", RESOLUTIONS, _ends(to_resolutions)),
        Step("办结", CASES, done),
        Step("评议", CASES, tuple(rated)),
    )
    own = tuple((number, number) for number in rated)
    return Funnel(steps, (to_topics, to_meetings, to_resolutions, to_done, own))


def _topics(demands: set[int], on_agendas: set[int]) -> Pairs:
    """From each demand to the topics made of it, or to itself where it was put on an agenda."""
    query = Case.select(Case.origin, Case.id).where(Case.removed_at == "", Case.kind == TOPIC, Case.origin > 0)
    made = [(origin, topic) for origin, topic in _read(query) if origin in demands]
    return _pairs([*made, *((case, case) for case in on_agendas & demands)])


def _meetings(topics: set[int], items: list[Any]) -> tuple[Pairs, dict[int, int]]:
    """From each topic to the meetings it was on the agenda of; and of each such item, its topic."""
    fit = [item for item in items if item[2] in topics]
    return _pairs((case, meeting) for _, meeting, case in fit), {number: case for number, _, case in fit}


def _resolutions(meetings: set[int], of_item: dict[int, int]) -> tuple[Pairs, dict[int, int]]:
    """From each meeting to its resolutions on these items; and of each of those, the topic of its item."""
    query = Resolution.select(Resolution.id, Resolution.meeting, Resolution.item).where(Resolution.removed_at == "")
    fit = [row for row in _read(query) if row[1] in meetings and row[2] in of_item]
    return _pairs((meeting, number) for number, meeting, _ in fit), {number: of_item[item] for number, _, item in fit}


def _done(resolutions: tuple[int, ...], of_resolution: dict[int, int], topics: set[int]) -> Pairs:
    """From each resolution to what it asked for and is done, or to its topic where it asked for nothing of its own."""
    query = Case.select(Case.resolution, Case.id, Case.done).where(Case.removed_at == "", Case.resolution > 0)
    asked = _read(query)
    with_own = {resolution for resolution, _, _ in asked}
    finished = {number for (number,) in _read(Case.select(Case.id).where(Case.removed_at == "", Case.done != ""))}
    wanted = set(resolutions)
    own = [(resolution, number) for resolution, number, done in asked if done and resolution in wanted]
    rest = ((each, of_resolution[each]) for each in wanted - with_own)
    return _pairs([*own, *((each, topic) for each, topic in rest if topic in finished & topics)])


def _rated() -> set[int]:
    """The cases that any side has rated, or whose satisfaction is on record."""
    asked = {number for (number,) in _read(Case.select(Case.id).where(Case.satisfaction != "", Case.removed_at == ""))}
    return asked | {case for (case,) in _read(CaseRating.select(CaseRating.case).where(CaseRating.removed_at == ""))}


def _held(model: Any) -> Iterator[Any]:
    """Of a part of a meeting: in use, as is its meeting, and about a case."""
    yield model.removed_at == ""
    yield model.case > 0
    yield model.meeting.in_(Meeting.select(Meeting.id).where(Meeting.removed_at == ""))


def _overran() -> set[int]:
    """The cases whose deadline had passed before it was changed; one opened again got a new one for new work."""
    put_off = (CaseStep.was != "", CaseStep.was < CaseStep.on, CaseStep.removed_at == "", CaseStep.what != REOPENED)
    return {case for (case,) in _read(CaseStep.select(CaseStep.case).where(*put_off))}


def _within(scope: Scope) -> Iterator[Any]:
    yield Case.removed_at == ""
    if scope.first:
        yield Case.received >= scope.first
    if scope.last:
        yield Case.received <= scope.last
    for column, value in ((Case.kind, scope.kind), (Case.organization, scope.organization), (Case.unit, scope.unit)):
        if value:
            yield column == value


def _of(scope: Scope, kind: str) -> Scope:
    return Scope(scope.first, scope.last, kind, scope.organization, scope.unit)


def _read(query: Any) -> list[Any]:
    return db.execute(query).fetchall()


def _ratio(marked: Iterable[tuple[int, bool]]) -> Ratio:
    rows: tuple[list[int], list[int]] = ([], [])
    for number, counted in marked:
        rows[0 if counted else 1].append(number)
    return Ratio(tuple(rows[0]), tuple(rows[1]))


def _pairs(found: Iterable[tuple[int, int]]) -> Pairs:
    return tuple(sorted(set(found)))


def _ends(pairs: Pairs) -> tuple[int, ...]:
    return tuple(sorted({end for _, end in pairs}))


def _through(first: str, last: str) -> Iterator[str]:
    """Every month from 2026-01 to 2026-11, both included."""
    year, month = int(first[:4]), int(first[5:])
    while (name := f"{year}-{month:02d}") <= last:
        yield name
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
