"""What the Party covers in the sample store, and the councils of five sides (五方共议) that met there in two years."""

import datetime as dt
from random import Random
from typing import Any

from app.domain.cases import FUNCTIONS
from app.domain.organizations import Draft, Tree
from app.domain.roles import Right
from app.services import coverage, meeting_kinds, organizations, sample_names, sample_past_meetings
from app.services.sample_past import Past, told
from app.services.sample_past_meetings import PastMeeting, Talk
from app.services.session import requires
from app.store.organizations import Seat
from app.store.writing import writing

_KIND, _OWN = "五方共议", "事务联商"
"""The kind of their meetings, and a category of the centre's own (五联模式) for what they settle."""


@requires(Right.ENTER)
def fill(past: Past) -> None:
    """Write down the units and who covers them, found the councils, and hold their meetings."""
    chance = Random("councils")
    with writing("载入历年覆盖单位和议事机构（示例）") as act:
        for number, name, kind, branch in told()["units"]:
            values = {"name": name, "kind": kind, "note": "", "node": 0, "since": past.start.isoformat()}
            unit = coverage.write(act, values)
            if branch:
                node, on = organizations.find(Tree.ORGANIZATIONS, branch), past.quarter(number).start
                coverage.write(act, {**values, "node": node, "since": on.isoformat()}, unit)
        councils = {}
        for name, parent in told()["councils"]:
            draft = Draft(name=name, kind="议事机构", parent=parent, founded=past.start.isoformat())
            councils[name] = organizations.write(act, draft, None)
        seats = _seats(past, chance, [*councils.values()])
        act.add_many(Seat, ("tree", "node", "post", "name", "start", "category"), seats)
        meetings = [meeting for each in councils.items() for meeting in _meetings(past, chance, *each, seats)]
        sample_past_meetings.number(meetings)
        sample_past_meetings.write(act, meetings)


def _seats(past: Past, chance: Random, nodes: list[int]) -> list[tuple[Any, ...]]:
    """Somebody of each side in every council; the last lacks a side."""
    people, since = sample_names.people(chance, set()), past.start.isoformat()
    return [
        (Tree.ORGANIZATIONS.value, node, "委员" if place else "召集人", next(people)[0], since, side)
        for node in nodes
        for place, side in enumerate(told()["sides"][: -1 if node == nodes[-1] else None])
    ]


def _meetings(past: Past, chance: Random, name: str, node: int, seats: list[tuple[Any, ...]]) -> list[PastMeeting]:
    """One in each quarter that has come far enough."""
    way = next(kind for kind in meeting_kinds.kinds() if kind.name == _KIND)
    people = [("", 0, row[3], row[5]) for row in seats if row[1] == node]
    found = []
    for number in past.numbers():
        days = past.open_days(number)
        if len(days) > _SOONEST:
            matter = chance.choice(told()["raised"])
            talks = [
                Talk(f"{matter}{words}", f"五方代表就{matter}充分商议，形成一致看法。", category)
                for words, category in (("怎么办", chance.choice(FUNCTIONS)), ("由谁办", _OWN))
            ]
            found.append(PastMeeting(way, node, name, _day(chance, days), people[0][2], people, talks, "社区议事厅"))
    return found


def _day(chance: Random, days: list[dt.date]) -> dt.date:
    return chance.choice(days[: _SOONEST + 1])


_SOONEST = 8
"""Working days of a quarter within which a council meets."""
