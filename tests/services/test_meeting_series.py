"""Nothing that is open falls out of a series: 50 meetings played at random, against a book kept by hand."""

import datetime as dt
from dataclasses import replace
from random import Random

import pytest

from app.domain import organizations as organization_rules
from app.domain.meetings import CONTINUED, OPEN, SETTLED, Item, Task
from app.services import (
    case_handling,
    cases,
    journal,
    meeting_drafts,
    meeting_writing,
    meetings,
    minutes,
    organizations,
)

KIND = "联席会议"
FIRST = dt.date.today() - dt.timedelta(days=400)
MEETINGS = 50


class Book:
    """What must still come up, kept apart from the program: titles of items, and of tasks that run."""

    def __init__(self, chance):
        self.chance = chance
        self.open, self.running = set(), set()
        self.count = 0

    def new(self):
        self.count += 1
        return f"议题{self.count:03}"

    def play(self, host, day):
        """One meeting with everything open on its agenda: some is settled, put off or taken off, some is new."""
        draft = meeting_drafts.blank(KIND, host, day)
        template = {"通报上次议定事项办理情况", "听取商户诉求", "商议本次议题"}
        on_it = {item.title for item in draft.items if item.origin}
        assert on_it == self.open
        assert {item.case for item in draft.items if item.case and not item.origin} == self._cases()
        told = [item for item in draft.items if item.title not in template or item.origin]
        dropped = {item.title for item in told if item.origin and self.chance.random() < 0.1}
        items = [self._settle(item) for item in told if item.title not in dropped]
        items += [
            Item(self.new(), state=self.chance.choice((OPEN, CONTINUED))) for _ in range(self.chance.randint(0, 2))
        ]
        self.chance.shuffle(items)
        tasks = tuple(Task(self.new(), "物业") for _ in range(self.chance.randint(0, 1)))
        self.running |= {task.title for task in tasks}
        self.open = dropped | {item.title for item in items if item.state != SETTLED}
        facts = {"place": "会议室", "chair": "单海", "text": "记录", "attendees": ()}
        return meeting_writing.save(replace(draft, items=tuple(items), tasks=tasks, **facts), None)

    def finish_some(self, day):
        """Some tasks are done and closed between two meetings."""
        for title in sorted(self.running):
            if self.chance.random() < 0.4:
                case = next(row.id for row in cases.rows(cases.ids()) if row.title == title)
                case_handling.finish(case, min(day, dt.date.today()), "办好了")
                case_handling.close([case])
                self.running.discard(title)

    def _settle(self, item):
        if item.case and not item.origin:
            return item
        return replace(item, state=self.chance.choice((SETTLED, CONTINUED, CONTINUED)))

    def _cases(self):
        return {row.id for row in cases.rows(cases.ids()) if row.title in self.running}


@pytest.fixture
def host(store):
    return organizations.save(organization_rules.Draft(name="会战商圈党委", kind="商圈党委"), None)


@pytest.mark.parametrize("seed", [1, 7, 42])
def test_over_50_meetings_nothing_open_falls_out(host, seed):
    book = Book(Random(seed))
    for number in range(MEETINGS):
        day = FIRST + dt.timedelta(days=8 * number)
        meeting = book.play(host, day)
        if book.chance.random() < 0.3:
            minutes.finalise(meeting)
        book.finish_some(day)
    left = {item.title for item in meeting_drafts.carried(KIND, host) if item.origin}
    assert left == book.open
    assert len({row.series for row in meetings.rows(meetings.ids())}) == 1
    assert book.count > MEETINGS


def test_a_meeting_taken_back_gives_back_what_it_had_settled(host):
    first = meeting_drafts.blank(KIND, host, FIRST)
    meeting_writing.save(replace(first, items=(Item("停车"),)), None)
    second = meeting_drafts.blank(KIND, host, FIRST + dt.timedelta(days=30))
    settled = tuple(replace(item, state=SETTLED) for item in second.items)
    meeting_writing.save(replace(second, items=settled), None)
    assert meeting_drafts.carried(KIND, host) == []
    journal.undo(journal.last().id)
    assert [item.title for item in meeting_drafts.carried(KIND, host)] == ["停车"]


def test_other_kinds_and_other_organizations_are_other_series(host):
    other = organizations.save(organization_rules.Draft(name="餐饮行业联合党支部", kind="联合党支部"), None)
    for kind, organization in ((KIND, host), (KIND, other), ("一事一商", host)):
        meeting_writing.save(replace(meeting_drafts.blank(kind, organization, FIRST), items=(Item(kind),)), None)
    assert [item.title for item in meeting_drafts.carried(KIND, host)] == [KIND]
    assert len({row.series for row in meetings.rows(meetings.ids())}) == 3
