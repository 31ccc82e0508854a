"""What is printed of meetings agrees with their rows, and a shared copy keeps what is not public to itself."""

import datetime as dt
import re
from dataclasses import replace

import pypdfium2
import pytest

from app.domain import organizations as organization_rules
from app.domain import slips
from app.domain.errors import Problem
from app.domain.meetings import SITTING_IN, Attendee, Item, Motion, Task
from app.domain.slips import Slip
from app.domain.votes import Ballot
from app.services import journal, meeting_documents, meeting_drafts, meeting_writing, minutes, organizations

DAY = dt.date(dt.date.today().year - 1, 2, 10)
SECRET = "处分某人"


@pytest.fixture
def branch(store):
    return organizations.save(organization_rules.Draft(name="餐饮行业联合党支部", kind="联合党支部"), None)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "打印.pdf"


@pytest.fixture
def meeting(branch):
    draft = replace(
        meeting_drafts.blank("支部党员大会", branch, DAY),
        place="会议室",
        chair="甲书记",
        items=(Item("讨论发展党员", "会议认为条件成熟。", "组织建设"), Item("研究处分", SECRET, private=True)),
        attendees=(
            Attendee("甲书记", "支部", presence="实到"),
            Attendee("乙委员", "支部", presence="请假", reason="出差"),
            Attendee("丙客人", "街道", SITTING_IN),
        ),
        motions=(Motion("同意列为发展对象。", Ballot(0, 0, 1), 0),),
        tasks=(Task("办理备案", "支部", "乙委员", f"{DAY.year}-03-01", 0),),
    )
    return meeting_writing.save(draft, None)


def said(out):
    pdf = pypdfium2.PdfDocument(out.read_bytes())
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    return re.sub(r"—\d+—", "", text)


def test_a_draft_says_it_is_one(meeting, out):
    meeting_documents.write_minutes(meeting, out)
    assert "草稿" in said(out)
    assert "定稿指纹" not in said(out)
    assert journal.last().what.startswith("打印纪要")


def test_finalised_minutes_bear_their_hash_and_all_that_was_said(meeting, out):
    version = minutes.finalise(meeting)
    meeting_documents.write_minutes(meeting, out)
    for words in ("支部党员大会纪要", "〔", version.hash, "同意列为发展对象。（应到2，实到1", SECRET, "出席：甲书记"):
        assert words in said(out)
    assert "请假：乙委员（出差）" in said(out)
    assert "列席：丙客人" in said(out)
    assert "补录" in said(out)
    assert "草稿" not in said(out)
    with pytest.raises(Problem, match="没有第 2 稿"):
        meeting_documents.write_minutes(meeting, out, version=2)


def test_an_amendment_shows_what_changed_and_the_old_version_stays(meeting, out):
    minutes.finalise(meeting)
    draft = meeting_drafts.draft_of(meeting)
    changed = (draft.items[0], replace(draft.items[1], text="从轻处理"))
    minutes.amend(meeting, replace(draft, place="大会议室", items=changed), "地点写错")
    meeting_documents.write_minutes(meeting, out)
    for words in ("修改原因：地点写错", "原文：地点：会议室", "现文：地点：大会议室", SECRET, "从轻处理"):
        assert words in said(out)
    meeting_documents.write_minutes(meeting, out, version=1)
    assert "大会议室" not in said(out)
    meeting_documents.write_minutes(meeting, out, shared=True)
    assert "现文：地点：大会议室" in said(out)
    assert SECRET not in said(out)
    assert "从轻处理" not in said(out)


@pytest.mark.parametrize("finalised", [False, True])
def test_a_shared_copy_lacks_what_is_not_public_and_says_so(meeting, out, finalised):
    if finalised:
        minutes.finalise(meeting)
    meeting_documents.write_minutes(meeting, out, shared=True)
    assert "略1项" in said(out)
    assert SECRET not in said(out)
    assert "研究处分" not in said(out)
    assert journal.last().what.startswith("打印公开件")


def test_what_was_public_once_is_not_told_by_the_changes(meeting, out):
    draft = meeting_drafts.draft_of(meeting)
    public = tuple(replace(item, private=False) for item in draft.items)
    meeting_writing.save(replace(draft, items=public), meeting)
    minutes.finalise(meeting)
    hidden = (draft.items[0], replace(draft.items[1], text="从轻处理"))
    minutes.amend(meeting, replace(meeting_drafts.draft_of(meeting), items=hidden), "不宜公开")
    meeting_documents.write_minutes(meeting, out, shared=True)
    assert SECRET not in said(out)
    assert "从轻处理" not in said(out)


def test_minutes_that_were_tampered_with_are_not_printed(meeting, out):
    from app.store.meetings import MinutesVersion

    minutes.finalise(meeting)
    content = MinutesVersion.get().content.replace("会议室", "饭店")
    MinutesVersion.update(content=content).execute()
    with pytest.raises(Problem, match="指纹对不上"):
        meeting_documents.write_minutes(meeting, out)


def test_the_agenda_names_nothing_that_is_not_public(meeting, out):
    meeting_documents.write_agenda(meeting, out)
    assert "讨论发展党员" in said(out)
    assert "二、（非公开议题）" in said(out)
    assert "研究处分" not in said(out)
    assert SECRET not in said(out)


def test_the_agenda_names_what_comes_again(meeting, out):
    again = meeting_writing.save(
        meeting_drafts.blank("支部党员大会", meeting_drafts.draft_of(meeting).organization), None
    )
    meeting_documents.write_agenda(again, out)
    assert "讨论发展党员（续议）" in said(out)
    assert "通报“办理备案”" in said(out)
    meeting_documents.write_agenda(meeting, out)
    assert "续议" not in said(out)
    assert "类别：组织建设" in said(out)
    assert journal.last().what.startswith("打印议程")


def test_every_row_of_the_sign_in_sheet_has_its_own_code(meeting, out):
    import zxingcpp

    meeting_documents.write_sign_in(meeting, out)
    picture = pypdfium2.PdfDocument(out.read_bytes())[0].render(scale=4).to_pil()
    found = {slips.read(code.text) for code in zxingcpp.read_barcodes(picture)}
    due = [each.id for each in meeting_drafts.draft_of(meeting).attendees if each.role == "应到"]
    assert found == {(Slip.MEETING, meeting), *((Slip.ATTENDANCE, number) for number in due)}
    assert "甲书记" in said(out)


def test_the_book_holds_the_finalised_minutes_of_its_year(meeting, branch, out):
    with pytest.raises(Problem, match="还没有纪要"):
        meeting_documents.write_book(DAY.year, out)
    minutes.finalise(meeting)
    other = replace(
        meeting_drafts.blank("党课", branch, DAY), place="讲堂", chair="甲书记", text="学习了党章。", attendees=()
    )
    minutes.finalise(meeting_writing.save(other, None))
    meeting_documents.write_book(DAY.year, out)
    assert "目录" in said(out)
    assert "学习了党章。" in said(out)
    assert "讨论发展党员" in said(out)
    meeting_documents.write_book(DAY.year, out, kind="党课", organization=branch)
    assert "讨论发展党员" not in said(out)
    assert journal.last().what == f"打印{DAY.year}年党课纪要汇编 1 份"
    with pytest.raises(Problem, match="还没有纪要"):
        meeting_documents.write_book(DAY.year - 1, out)


def test_the_shared_book_lacks_what_is_not_public(meeting, out):
    minutes.finalise(meeting)
    meeting_documents.write_book(DAY.year, out)
    assert SECRET in said(out)
    meeting_documents.write_book(DAY.year, out, shared=True)
    assert SECRET not in said(out)
    assert "略1项" in said(out)


def test_what_became_unpublic_later_is_left_out_of_shared_copies_of_earlier_versions_too(meeting, out):
    minutes.finalise(meeting)
    draft = meeting_drafts.draft_of(meeting)
    hidden = replace(draft, items=(replace(draft.items[0], private=True), draft.items[1]))
    minutes.amend(meeting, hidden, "涉及某户困难")
    for version in (1, 2):
        meeting_documents.write_minutes(meeting, out, shared=True, version=version)
        assert "条件成熟" not in said(out)
        assert "略2项" in said(out)
        assert "某户困难" not in said(out)
    meeting_documents.write_minutes(meeting, out)
    assert "某户困难" in said(out)
