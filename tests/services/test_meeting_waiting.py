"""What of meetings the start page reminds of."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.organizations import Draft
from app.services import meeting_drafts, meeting_waiting, meeting_writing, minutes, organizations, todo

TODAY = dt.date.today()


@pytest.fixture
def branch(store):
    return organizations.save(Draft(name="第一党支部", kind="党支部"), None, dt.date(2020, 1, 1))


def hold(branch, day, **parts):
    draft = replace(meeting_drafts.blank("党课", branch, day), held=day.isoformat(), attendees=(), **parts)
    return meeting_writing.save(draft, None)


def of_kind(kind, today=TODAY):
    return [each for each in todo.todos(today) if each.kind == kind]


def test_missing_meetings_lead_to_the_matrix_of_their_year(branch):
    january = dt.date(TODAY.year + 1, 1, 5)
    (waiting,) = of_kind("owed", january)
    found = meeting_waiting.missing(january)
    assert waiting.sentence.startswith(f"{found.count} 次应开的会")
    assert (waiting.page, waiting.filters) == ("matrix", {"year": str(TODAY.year), "missing": "yes"})
    assert f"{TODAY.year}年1月　第一党支部" in waiting.hint


def test_nobody_is_reminded_where_nothing_is_owed(store):
    assert meeting_waiting.missing(TODAY) is None
    assert not of_kind("owed")


def test_minutes_are_reminded_of_after_the_days_of_the_rule(branch):
    hold(branch, TODAY - dt.timedelta(days=7))
    assert not of_kind("minutes")
    older = hold(branch, TODAY - dt.timedelta(days=8), place="讲堂", chair="甲某", text="学习了党章。")
    (waiting,) = of_kind("minutes")
    assert waiting.sentence == "1 份会议纪要开会后还没有定稿"
    assert (waiting.page, waiting.filters) == ("minutes", {"unfinished": TODAY.isoformat()})
    assert [late.meeting for late in meeting_waiting.unfinalised(TODAY)] == [older]
    minutes.finalise(older)
    assert not of_kind("minutes")
