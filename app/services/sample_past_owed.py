"""The meetings that organisations of the sample store owed in two years, nearly all of them held."""

import datetime as dt
from collections import defaultdict
from random import Random

from app.domain.cases import FUNCTIONS
from app.domain.meetings import Kind
from app.domain.members import MEMBERS
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import meeting_kinds, meeting_matrix, sample_past_meetings, trees
from app.services.meeting_matrix import Cell, Line
from app.services.sample_past import Past, told
from app.services.sample_past_meetings import PastMeeting, Talk
from app.services.session import requires
from app.store.members import Person, PersonStage
from app.store.organizations import Seat
from app.store.writing import writing

_MISSED, _LATE = 5, 6
"""How many were not held in the end, and how many were entered late."""
_MOST = 12
"""Whoever is due at the most, so that lists stay short."""
_CATEGORIES = dict(zip(("学习", "研究本月工作", "志愿服务或实践活动", "讨论", "通报上月工作"), FUNCTIONS, strict=True))
"""What the items of an agenda are sorted under; others are not sorted."""
_People = list[tuple[str, int, str, str]]
_Owed = tuple[Line, Cell, Kind]


@requires(Right.ENTER)
def fill(past: Past) -> None:
    """Hold what was owed and not held otherwise, but for a few."""
    chance = Random("owed")
    years = range(past.start.year, past.today.year + 1)
    absent = [each for year in years for each in meeting_matrix.absent(meeting_matrix.of_year(year, past.today))]
    odd = chance.sample([each for each in absent if each[1].period.start >= past.start], _MISSED + _LATE)
    missed, late = odd[:_MISSED], odd[_MISSED:]
    people, heads = _people(), _heads()
    ways = {kind.name: kind for kind in meeting_kinds.kinds()}
    meetings = [
        _meeting(past, chance, (line, cell, ways[line.kind]), people, heads, late=(line, cell) in late)
        for line, cell in absent
        if (line, cell) not in missed
    ]
    sample_past_meetings.number(meetings)
    with writing("载入历年应开会议（示例）") as act:
        sample_past_meetings.write(act, meetings)


def _meeting(
    past: Past, chance: Random, owed: _Owed, people: dict[int, _People], heads: dict[int, str], *, late: bool
) -> PastMeeting:
    line, cell, kind = owed
    length = (cell.period.end - cell.period.start).days
    day = cell.period.start + dt.timedelta(days=chance.randrange(3, max(4, length - 3)))
    day -= dt.timedelta(days=max(0, day.weekday() - 4))
    day = max(day, cell.period.start)
    words = told()["agenda"]
    talks = [
        Talk(title, chance.choice(words.get(title, words["其他"])), _CATEGORIES.get(title, "")) for title in kind.agenda
    ]
    here = people.get(line.organization, [])
    here = here[:4] if kind.who == "委员" else here[:_MOST]
    here = [*_branches(people, heads)] if kind.who == "下级组织" else here
    away = min(len(here) // 4, chance.choice((0, 0, 1, 1, 2)))
    chair = heads.get(line.organization, "单海")
    begins, ends = chance.choice((("09:00", "10:30"), ("14:30", "16:00"), ("16:00", "17:00"), ("18:30", "19:40")))
    entered = cell.period.end + dt.timedelta(days=chance.randrange(9, 20)) if late else None
    entered = min(entered, past.today) if entered else None
    place = chance.choice(("党员活动室", "党群服务中心二楼会议室", "初心驿站"))
    return PastMeeting(kind, line.organization, line.name, day, chair, here, talks, place, begins, ends, away, entered)


def _people() -> dict[int, _People]:
    """The members at each organisation, whoever was there longest first."""
    now = (PersonStage.end == "", PersonStage.removed_at == "", PersonStage.stage.in_(MEMBERS))
    party = PersonStage.select(PersonStage.person).where(*now)
    query = (
        Person.select(Person.id, Person.name).where(Person.removed_at == "", Person.id.in_(party)).order_by(Person.id)
    )
    names = dict(query.tuples())
    found: dict[int, _People] = defaultdict(list)
    for node in trees.nodes(Tree.ORGANIZATIONS):
        for person in sorted(trees.placed(Tree.ORGANIZATIONS, "person", node.id, deep=False) & names.keys()):
            found[node.id].append(("person", person, names[person], node.name))
    return found


def _heads() -> dict[int, str]:
    held = (Seat.tree == Tree.ORGANIZATIONS, Seat.post.in_(("书记", "组长")), Seat.end == "", Seat.removed_at == "")
    return dict(Seat.select(Seat.node, Seat.name).where(*held).tuples())


def _branches(people: dict[int, _People], heads: dict[int, str]) -> _People:
    """The secretaries of the branches, who are due where the organisations below are."""
    by_name = {name: (noun, row, name, unit) for all_ in people.values() for noun, row, name, unit in all_}
    return [by_name[name] for name in heads.values() if name in by_name][:_MOST]
