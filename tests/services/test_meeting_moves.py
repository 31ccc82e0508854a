"""Nothing open is lost, nothing private told and no number given twice, however meetings and their hosts are moved."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain import organizations as organization_rules
from app.domain.activities import Draft as ActivityDraft
from app.domain.cases import Draft as CaseDraft
from app.domain.errors import Invalid, Problem
from app.domain.lists import Draft as ItemDraft
from app.domain.meetings import SETTLED, Attendee, Item, Motion, Task
from app.domain.members import Draft as PersonDraft
from app.domain.organizations import Tree
from app.domain.votes import Ballot
from app.services import (
    activities,
    activity_kinds,
    case_figures,
    case_handling,
    cases,
    handlers,
    history,
    journal,
    list_kinds,
    lists,
    meeting_drafts,
    meeting_writing,
    meetings,
    member_duplicates,
    members,
    minutes,
    organizations,
)
from app.services.case_handling import Assignment
from app.store.cases import Case
from app.store.meetings import Attendance

TODAY = dt.date.today()
KIND = "支部党员大会"


@pytest.fixture
def branches(store):
    names = ("餐饮行业联合党支部", "五金行业联合党支部")
    return [organizations.save(organization_rules.Draft(name=name, kind="联合党支部"), None) for name in names]


def ago(days):
    return TODAY - dt.timedelta(days=days)


def save(branch, *items, days=0, **parts):
    blank = meeting_drafts.blank(KIND, branch, ago(days))
    facts = {"place": "会议室", "chair": "曾宪武", "attendees": (Attendee("单海", presence="实到"),), "text": "记录"}
    return meeting_writing.save(replace(blank, **{**facts, **parts}, items=items), None)


def carried(branch, day=None):
    return [item.title for item in meeting_drafts.carried(KIND, branch, day)]


def test_no_votes_stay_no_votes_when_the_minutes_are_saved_again(branches):
    meeting = save(branches[0], Item("停车", "议了"), motions=(Motion("同意划线", None, 0),))
    meeting_writing.save(meeting_drafts.draft_of(meeting), meeting)
    assert meeting_drafts.draft_of(meeting).motions[0].ballot is None
    assert minutes.frozen(meeting).items[0].resolutions == (("同意划线", ""),)


def test_votes_that_are_all_against_are_told(branches):
    blank = meeting_drafts.blank("党小组会", branches[0], TODAY)
    came = (Attendee("单海", presence="实到"), Attendee("仇立新", presence="实到"))
    motions = (Motion("收费", Ballot(0, 0, 0, against=2), 0),)
    meeting = meeting_writing.save(replace(blank, items=(Item("收费"),), attendees=came, motions=motions), None)
    assert "反对2" in minutes.frozen(meeting).items[0].resolutions[0][1]


def test_a_task_of_an_item_that_is_not_public_stays_unpublic(branches):
    task = Task("结对联系", "支部", "仇立新", TODAY.isoformat(), 0)
    meeting = save(branches[0], Item("困难商户", "议了", SETTLED, private=True), motions=(Motion("联系"),), tasks=())
    draft = meeting_drafts.draft_of(meeting)
    told = replace(draft, motions=(replace(draft.motions[0], item=0),), tasks=(task,))
    meeting_writing.save(told, meeting)
    assert [row.private for row in cases.rows(cases.ids())] == [True]
    following = meeting_drafts.blank(KIND, branches[0], TODAY)
    assert [item.private for item in following.items if "结对联系" in item.title] == [True]


def test_what_a_merged_organisation_left_open_comes_up_at_the_one_that_stays(branches):
    kept, gone = branches
    save(kept, Item("停车"), days=9)
    save(gone, Item("路灯"), days=8, tasks=(Task("询价", "支部"),))
    organizations.merge(Tree.ORGANIZATIONS, kept, gone, TODAY)
    assert [title for title in carried(kept) if "询价" not in title] == ["停车", "路灯"]
    assert any("询价" in title for title in carried(kept))
    journal.undo(journal.last().id)
    assert carried(kept) == ["停车"]


def test_items_activities_and_attendance_go_with_an_organisation_and_come_back(branches):
    kept, gone = branches
    kind = list_kinds.names()[0]
    item = lists.save(ItemDraft(kind=kind, title="场地", registered=TODAY.isoformat(), organization=gone), None)
    told = ActivityDraft(kind=activity_kinds.kinds()[0].name, title="课", on=TODAY.isoformat(), organization=gone)
    activity = activities.save(told, None)
    meeting = save(kept, attendees=())
    there = (Attendee("五金", noun="organization", row=gone),)
    meeting_writing.save(replace(meeting_drafts.draft_of(meeting), attendees=there), meeting)

    def stands():
        return lists.get(item).organization, activities.get(activity).organization, Attendance.get().row

    organizations.merge(Tree.ORGANIZATIONS, kept, gone, TODAY)
    assert stands() == (kept, kept, kept)
    journal.undo(journal.last().id)
    assert stands() == (gone, gone, gone)


def test_a_handler_found_twice_is_one_and_keeps_what_was_handed_out(branches):
    kept, gone = (members.save(PersonDraft(name="仇立新"), None) for _ in range(2))
    meeting = save(branches[0], tasks=(Task("询价", "支部"),))
    case = cases.ids()[0]
    case_handling.dispatch(case, Assignment("支部", "仇立新", handler_row=gone))
    there = (Attendee("仇立新", noun="person", row=gone),)
    meeting_writing.save(replace(meeting_drafts.draft_of(meeting), attendees=there), meeting)
    member_duplicates.merge(kept, gone)
    assert (Case.get_by_id(case).handler_row, Attendance.get(Attendance.noun == "person").row) == (kept, kept)


def test_the_meeting_that_began_a_series_leaves_it_whole(branches):
    first = save(branches[0], Item("停车"), days=30)
    second = save(branches[0], Item("路灯"), days=20)
    meeting_writing.save(replace(meeting_drafts.draft_of(first), organization=branches[1]), first)
    assert meetings.get(first).series != meetings.get(second).series
    assert (carried(branches[0]), carried(branches[1])) == (["路灯"], ["停车"])


def test_a_meeting_entered_late_takes_up_only_what_was_open_by_then(branches):
    save(branches[0], Item("停车"), days=90)
    save(branches[0], Item("路灯"), days=30)
    assert carried(branches[0], ago(60)) == ["停车"]


def test_the_number_of_finalised_minutes_is_not_given_again(branches):
    meeting = save(branches[0], Item("停车", "议了", SETTLED))
    minutes.finalise(meeting)
    meetings.remove([meeting])
    assert meeting_drafts.next_session(KIND, branches[0], TODAY.year) == 2
    draft = save(branches[0], Item("路灯", "议了", SETTLED))
    meetings.remove([draft])
    again = save(branches[0], Item("路灯", "议了", SETTLED))
    history.take_out([each for each in history.recycled("meeting") if each.id == draft])
    numbers = [minutes.finalise(each).minutes.number for each in (draft, again)]
    assert numbers == [f"〔{TODAY.year}〕2号", f"〔{TODAY.year}〕3号"]


def test_finalised_minutes_keep_kind_organisation_and_year(branches):
    meeting = save(branches[0], Item("停车", "议了", SETTLED))
    minutes.finalise(meeting)
    with pytest.raises(Problem, match="编号"):
        minutes.amend(meeting, replace(meeting_drafts.draft_of(meeting), organization=branches[1]), "记错了支部")


def test_minutes_with_what_nobody_settled_are_not_removed(branches):
    meeting = save(branches[0], Item("停车"), days=30)
    minutes.finalise(meeting)
    with pytest.raises(Problem, match="没议定"):
        meetings.remove([meeting])
    blank = meeting_drafts.blank(KIND, branches[0], TODAY)
    meeting_writing.save(replace(blank, items=blank.items[:1]), None)
    meetings.remove([meeting])
    assert carried(branches[0]) == ["停车"]


def test_finalised_minutes_cannot_be_brought_back_to_a_draft(branches):
    meeting = save(branches[0], Item("停车", "议了", SETTLED))
    minutes.finalise(meeting)
    with pytest.raises(Problem, match="没有改动"):
        history.bring_back("meeting", meeting, history.of("meeting", meeting)[-1])
    assert meetings.get(meeting).state == "定稿"


def test_of_two_people_of_one_name_the_one_meant_is_taken(branches):
    here, there = (
        members.save(PersonDraft(name="仇立新", employer=employer), None) for employer in ("曾家面馆", "永泰书店")
    )
    assert sorted(handlers.people("仇立新")) == ["仇立新（曾家面馆）", "仇立新（永泰书店）"]
    assert handlers.find("仇立新（永泰书店）") == ("仇立新", there)
    assert handlers.find("仇立新（曾家面馆）") == ("仇立新", here)
    assert handlers.find("仇立新") == ("仇立新", 0)


def test_what_finalised_minutes_asked_for_is_not_removed_while_it_runs(branches):
    meeting = save(branches[0], Item("停车", "议了", SETTLED), tasks=(Task("询价", "支部"),))
    (case,) = cases.ids()
    cases.remove([case])
    journal.undo(journal.last().id)
    minutes.finalise(meeting)
    with pytest.raises(Problem, match="定稿的会议交办"):
        cases.remove([case])
    case_handling.finish(case, TODAY, "问到三家")
    cases.remove([case])
    assert cases.ids() == []


def test_what_is_done_gets_no_other_deadline(branches):
    case = cases.save(CaseDraft(kind="诉求", title="路灯不亮", received=ago(30).isoformat()), None)
    case_handling.dispatch(case, Assignment("城管办", due=ago(9).isoformat()), ago(20))
    case_handling.finish(case, TODAY, "修好了")
    tomorrow = TODAY + dt.timedelta(days=1)
    for later in (
        lambda: case_handling.extend(case, tomorrow, "等材料"),
        lambda: case_handling.dispatch(case, Assignment("城管办", due=tomorrow.isoformat())),
    ):
        with pytest.raises(Problem, match="已经办结"):
            later()
    assert case_figures.rates(case_figures.Scope(), TODAY).on_time.others == (case,)


def test_two_begun_at_once_are_not_called_the_same(branches):
    drafts = [replace(meeting_drafts.blank(KIND, branches[0], TODAY), place="会议室") for _ in range(2)]
    saved = [meeting_writing.save(draft, None) for draft in drafts]
    assert [meetings.get(each).session for each in saved] == [1, 2]
    assert ["第1次" in meetings.get(saved[0]).title, "第2次" in meetings.get(saved[1]).title] == [True, True]


def test_money_of_a_case_is_never_below_zero(store):
    with pytest.raises(Invalid, match="负数"):
        cases.save(CaseDraft(kind="纠纷", title="押金", received=TODAY.isoformat(), disputed=-1), None)
    case = cases.save(CaseDraft(kind="纠纷", title="押金", received=TODAY.isoformat()), None)
    with pytest.raises(Invalid, match="负数"):
        case_handling.finish(case, TODAY, "退了", recovered=-1)
