"""The members, applicants and volunteers of the sample store, and what they did in two years."""

import datetime as dt
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from app.domain.calendar import add_months
from app.domain.development import chart_on
from app.domain.members import Draft, Stage
from app.domain.roles import Right
from app.services import member_writing, sample_names
from app.services.sample_past import BEFORE, RUNNING, Past, called, told
from app.services.session import requires
from app.store.members import DevelopmentStep, Person, PersonStage
from app.store.writing import Act, writing

_QUEUED = 30, 30, 8
"""How many were applicants, activists and candidates before the first quarter that is told of."""
_PROBATION = 12
"""Months from 预备党员 to 正式党员."""


@dataclass
class _Life:
    """The stages of one person in order, each with its first day."""

    stages: list[tuple[Stage, dt.date]] = field(default_factory=list)

    def reach(self, stage: Stage, day: dt.date) -> "_Life":
        """Come into a stage on a day, a day after the last one at least."""
        first = self.stages[-1][1] + dt.timedelta(days=1) if self.stages else day
        self.stages.append((stage, max(day, first)))
        return self

    def day(self, stage: Stage) -> str:
        """The ISO day a stage was reached, "" if it was not."""
        return next((day.isoformat() for each, day in self.stages if each == stage), "")


@requires(Right.ENTER)
def fill(past: Past, branches: list[str]) -> dict[str, list[tuple[int, str]]]:
    """Bring in members of long standing and whoever came since; the ids and names of the former by branch."""
    chance = Random("people")
    taken = {name for (name,) in Person.select(Person.name).tuples()}
    names = sample_names.people(chance, taken)
    with writing("载入历年党员和申请人（示例）") as act:
        settled = [(branch, _veteran(past, chance)) for branch in branches for _ in range(_size(chance))]
        coming = [(chance.choice(branches), life) for life in _lives(past, chance)]
        drafts = [_draft(past, chance, next(names), branch, life) for branch, life in settled + coming]
        added = member_writing.add_many(act, drafts, past.today)
        lives = [life for _, life in settled + coming]
        _tell_stages(act, added, lives)
        _tell_steps(act, past, chance, [*zip(added, lives, strict=True)])
    found: dict[str, list[tuple[int, str]]] = {}
    for number, draft, (branch, _) in zip(added, drafts, settled, strict=False):
        found.setdefault(branch, []).append((number, draft.name))
    return found


def _size(chance: Random) -> int:
    return int(chance.choice(told()["members_of_branch"]))


def _veteran(past: Past, chance: Random) -> _Life:
    joined = past.start - dt.timedelta(days=chance.randrange(500, 11_000))
    return _Life().reach(Stage.PROBATIONARY, joined).reach(Stage.FULL, add_months(joined, _PROBATION))


def _lives(past: Past, chance: Random) -> list[_Life]:
    """Whoever applied, one life each: every quarter the longest waiting go one stage further."""
    begun = past.quarter(-BEFORE).start - dt.timedelta(days=300)
    queues = {
        stage: deque(_queued(begun, chance, stage, count))
        for stage, count in zip((Stage.APPLICANT, Stage.ACTIVIST, Stage.CANDIDATE), _QUEUED, strict=True)
    }
    everybody = [life for queue in queues.values() for life in queue]
    ways = (("candidates", Stage.ACTIVIST, Stage.CANDIDATE), ("activists", Stage.APPLICANT, Stage.ACTIVIST))
    for number in range(-BEFORE, RUNNING + 1):
        for day in _days(past, chance, "admitted", number):
            _admit(past, queues[Stage.CANDIDATE].popleft(), day)
        for table, was, now in ways:
            for day in _days(past, chance, table, number):
                queues[now].append(queues[was].popleft().reach(now, day))
        for day in _days(past, chance, "applied", number):
            queues[Stage.APPLICANT].append(_Life().reach(Stage.APPLICANT, day))
            everybody.append(queues[Stage.APPLICANT][-1])
    return everybody


def _days(past: Past, chance: Random, table: str, number: int) -> list[dt.date]:
    return past.days(chance, number, told()[table][number + BEFORE])


def _queued(begun: dt.date, chance: Random, stage: Stage, count: int) -> Iterator[_Life]:
    stages = (Stage.APPLICANT, Stage.ACTIVIST, Stage.CANDIDATE)
    for _ in range(count):
        life, day = _Life(), begun - dt.timedelta(days=chance.randrange(900))
        for each in stages[: stages.index(stage) + 1]:
            life.reach(each, day)
            day += dt.timedelta(days=chance.randrange(60, 100))
        yield life


def _admit(past: Past, life: _Life, day: dt.date) -> None:
    life.reach(Stage.PROBATIONARY, day)
    full = add_months(life.stages[-1][1], _PROBATION) + dt.timedelta(days=5)
    if full < past.today:
        life.reach(Stage.FULL, full)


def _draft(past: Past, chance: Random, person: tuple[str, str], branch: str, life: _Life) -> Draft:
    since = dt.date.fromisoformat(life.day(Stage.PROBATIONARY) or past.today.isoformat())
    birth = since - dt.timedelta(days=chance.randrange(21, 38) * 365 + chance.randrange(365))
    return Draft(
        name=person[0],
        sex=person[1],
        ethnic="汉族" if chance.random() < 0.94 else chance.choice(("满族", "回族", "蒙古族", "朝鲜族")),
        birth=birth.isoformat(),
        phone=sample_names.phone(chance),
        education=chance.choice(called()["educations"]),
        address=sample_names.address(chance),
        occupation=chance.choice(called()["occupations"]) if chance.random() < 0.5 else "",
        organization=branch,
        joined=life.day(Stage.PROBATIONARY),
        full_since=life.day(Stage.FULL),
        volunteer=chance.random() < 0.5,
        party_worker=chance.random() < 0.05,
        delegate=bool(life.day(Stage.FULL)) and chance.random() < 0.02,
    )


def _tell_stages(act: Act, added: range, lives: list[_Life]) -> None:
    """The stages a record of joining does not speak of; what it does is there already."""
    rows = []
    for number, life in zip(added, lives, strict=True):
        ends = [*life.stages[1:], (None, None)]
        for (stage, start), (_, end) in zip(life.stages, ends, strict=True):
            if stage not in (Stage.PROBATIONARY, Stage.FULL):
                rows.append((number, stage.value, start.isoformat(), end.isoformat() if end else ""))
    act.add_many(PersonStage, ("person", "stage", "start", "end"), rows)


def _tell_steps(act: Act, past: Past, chance: Random, people: list[tuple[int, _Life]]) -> None:
    """The steps that applicants and activists have done, so that nothing but the latest is due."""
    rows = []
    for person, life in people:
        (stage, since), (_, applied) = life.stages[-1], life.stages[0]
        if stage not in (Stage.APPLICANT, Stage.ACTIVIST):
            continue
        steps = [("apply", applied), ("talk", applied + dt.timedelta(days=chance.randrange(8, 27)))]
        if stage == Stage.ACTIVIST:
            steps += [("activist", since), ("activist_filed", since + dt.timedelta(days=6))]
            steps.append(("tutors", since + dt.timedelta(days=9)))
            months = range(5, 12 * (past.today.year - since.year) + 12, 5)
            steps += [("examined", add_months(since, month)) for month in months]
        chart = chart_on(applied).key
        rows += [(person, chart, step, day.isoformat()) for step, day in steps if day < past.today]
    act.add_many(DevelopmentStep, ("person", "chart", "step", "on"), rows)
