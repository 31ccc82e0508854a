import datetime as dt
from dataclasses import replace

import pytest

from app.domain import organizations as organization_rules
from app.domain.errors import Problem
from app.domain.meetings import CONTINUED, OPEN, SETTLED, Attendee, Item, Motion, Task
from app.domain.votes import Ballot
from app.services import (
    case_handling,
    cases,
    meeting_drafts,
    meeting_matrix,
    meeting_writing,
    meetings,
    minutes,
    organizations,
)

TODAY = dt.date.today()
KIND = "支部党员大会"


@pytest.fixture
def branch(store):
    return organizations.save(organization_rules.Draft(name="餐饮行业联合党支部", kind="联合党支部"), None)


def people(count, came):
    return tuple(
        Attendee(name=f"党员{number:02d}", presence="实到" if number < came else "请假") for number in range(count)
    )


def held(branch, day=TODAY, **parts):
    draft = meeting_drafts.blank(KIND, branch, day)
    return replace(draft, held=day.isoformat(), place="会议室", chair="曾宪武", **parts)


def test_minutes_are_written_finalised_and_frozen(branch):
    draft = held(
        branch,
        attendees=people(16, 9),
        items=(Item("讨论发展党员", "同意列为发展对象", state=SETTLED),),
        motions=(Motion("同意", Ballot(0, 0, 9), 0),),
        tasks=(Task("办理备案", "支部", "仇立新", TODAY.isoformat(), 0),),
    )
    meeting = meeting_writing.save(draft, None)
    row = meetings.get(meeting)
    assert (row.due, row.present, row.state, row.session) == (16, 9, "起草", 1)
    version = minutes.finalise(meeting)
    item = version.minutes.items[0]
    assert item.resolutions[0][1] == "应到16，实到9＞8；赞成9＞8，反对0，弃权0；通过"
    assert item.tasks[0][:2] == ("办理备案", "支部　仇立新")
    with pytest.raises(Problem, match="定稿"):
        meeting_writing.save(meeting_drafts.draft_of(meeting), meeting)
    changed = replace(meeting_drafts.draft_of(meeting), place="大会议室")
    amended = minutes.amend(meeting, changed, "地点写错")
    assert amended.changes == (("地点：会议室", "地点：大会议室"),)
    assert [each.version for each in minutes.versions(meeting)] == [2, 1]
    assert amended.hash != version.hash
    assert all(each.sound for each in minutes.versions(meeting))


def test_what_is_open_comes_again_until_it_is_settled(branch):
    first = held(
        branch, TODAY - dt.timedelta(days=40), items=(Item("修停车棚", "再议"),), tasks=(Task("询价", "物业"),)
    )
    meeting_writing.save(first, None)
    second = held(branch, TODAY - dt.timedelta(days=10))
    assert [(item.title, item.state) for item in second.items[:2]] == [
        ("修停车棚", CONTINUED),
        (f"通报“询价”（{(TODAY - dt.timedelta(days=40)).year}-0001）办理情况", SETTLED),
    ]
    settled = replace(second.items[0], state=SETTLED)
    meeting_writing.save(replace(second, items=(settled, second.items[1])), None)
    case = cases.ids()[0]
    case_handling.finish(case, TODAY, "三家报价")
    case_handling.close([case])
    assert meeting_drafts.carried(KIND, branch) == []


def test_an_item_of_the_template_comes_once_and_what_was_said_settles_it(branch):
    first = held(branch, attendees=people(3, 3))
    said = (replace(first.items[0], text="学习了新的规定"), *first.items[1:])
    meeting = meeting_writing.save(replace(first, items=said), None)
    minutes.finalise(meeting)
    again = meeting_drafts.blank(KIND, branch, TODAY)
    assert sorted(item.title for item in again.items) == sorted(item.title for item in first.items)
    assert [item.state for item in again.items] == [CONTINUED, CONTINUED, OPEN]


def test_any_words_of_the_minutes_find_the_meeting(branch):
    meeting = meeting_writing.save(held(branch, items=(Item("停车", "东门口两侧划线停放"),)), None)
    assert meetings.ids("划线停放") == [meeting]
    assert meetings.ids("没有说过") == []


def test_the_matrix_names_what_is_owed_held_late_and_missing(branch):
    year = TODAY.year - 1
    meeting_writing.save(held(branch, dt.date(year, 2, 10)), None)
    line = next(each for each in meeting_matrix.of_year(year) if each.kind == KIND)
    assert [cell.state for cell in line.cells] == ["补录", "缺", "缺", "缺"]
    assert line.words == "1/4"
    assert meeting_matrix.ratio([line]).words == "1/4 = 25.00%"
