"""The list of meetings as the clerk works it with keys: begun, found, narrowed, shown, and the kinds there are."""

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.meetings import OPEN, Item
from app.domain.roles import Role
from app.services import (
    journal,
    meeting_drafts,
    meeting_kinds,
    meeting_writing,
    meetings,
    minutes,
    session,
)
from app.ui.main_window import MainWindow
from tests.ui.clerk import leaving, put_in_front, type_text, when_active, words
from tests.ui.pages.meetings_desk import BRANCH, TODAY, begin, found_branch, held, press


@pytest.fixture
def branch(store):
    return found_branch(8)


def test_f9_from_the_start_page_prefills_all_that_can_be_known(branch, window, qtbot):
    assert window.page.key == "home"
    editor = begin(window, qtbot)
    draft = editor.draft
    assert (draft.kind, draft.organization, draft.held) == ("支部党员大会", branch, TODAY.isoformat())
    assert draft.title == f"{BRANCH}{TODAY.year}年第1次支部党员大会"
    assert [item.title for item in draft.items] == ["学习", "支部委员会工作报告", "讨论和表决"]
    assert len(draft.attendees) == 8
    assert QApplication.focusWidget() is editor.people.box


@pytest.mark.parametrize(("typed", "kind"), [("lx", "联席会议"), ("党课", "党课"), ("12", "政商沙龙")])
def test_a_kind_is_chosen_by_number_word_or_initials(branch, window, dialogs, qtbot, typed, kind):
    seen = []

    def choose(dialog):
        type_text(dialog.kinds.box, typed)
        seen.append(dialog.kind)

    when_active(choose)
    QTest.keySequence(window, "F9")
    assert seen == [kind]
    assert not window.page.editor.is_open()


def test_open_items_come_first_and_say_so(branch, window, qtbot):
    held(branch, TODAY - dt.timedelta(days=30), items=(Item("修停车棚", "再议", state=OPEN),))
    editor = begin(window, qtbot)
    assert editor.agenda.list.item(1).text() == "1　续议 修停车棚"
    assert editor.draft.place == "会议室"


def test_finalising_and_removing_are_taken_back_too(branch, window, keys):
    meeting = held(branch, text="记录", attendees=())
    window.show_page("minutes")
    page = window.page
    page.table.setFocus()
    page.table.choose([meeting])
    minutes.finalise(meeting)
    page.revalidate()
    keys(page.table, "Ctrl+Z")
    assert meetings.get(meeting).state == "起草"
    assert minutes.versions(meeting) == []
    keys(page.table, "Del")
    assert meetings.ids() == []
    keys(window, "Ctrl+Z")
    assert meetings.ids() == [meeting]


def test_the_card_shows_what_was_said_resolved_and_handed_out(branch, window):
    meeting = held(branch, items=(Item("停车", "东门口两侧划线停放", "协商议事", private=True),))
    window.show_page("minutes")
    window.page.show_row(meeting)
    said = " ".join(words(window.page.pane.card))
    for each in ("会议室", "曾宪武", "应到 8 人", "1　停车", "不公开", "东门口两侧划线停放"):
        assert each in said


def test_everywhere_a_meeting_is_found_by_words_of_its_minutes_and_by_initials(branch, window, dialogs, qtbot):
    meeting = held(branch, items=(Item("停车", "东门口两侧划线停放"),))

    def seek(sought, palette):
        type_text(palette.box, sought)
        found = next(find for find in palette.finds.finds() if "支部党员大会" in find.words)
        palette.chosen = found
        palette.accept()

    for sought in ("划线停放", "lhdzb", "曾宪武"):
        window.show_page("home")
        page = window.page_of("minutes")
        page.table.choose([])
        dialogs(partial(seek, sought))
        QTest.keySequence(window, "Ctrl+K")
        qtbot.waitUntil(page.isVisible)
        assert page.chosen() == [meeting]


def test_the_empty_list_offers_kinds_by_name(branch, window, qtbot):
    window.show_page("minutes")
    teaching = window.page.states.teaching
    shown = [each.text() for each in teaching.findChildren(type(teaching.act)) if each.isVisible()]
    assert sorted(shown) == sorted(
        ["支部党员大会", "联席会议", "主题党日", "其他会议…", "查看帮助（F1）", "先看看示例纪要"]
    )
    seen = []
    when_active(lambda dialog: (seen.append((dialog.kind, dialog.organization)), press("Return")))
    teaching.act.click()
    assert seen == [("支部党员大会", branch)]
    assert window.page.editor.draft.kind == "支部党员大会"


def test_filters_narrow_by_state_kind_year_and_organization(branch, window):
    mine = held(branch)
    other = meeting_writing.save(replace(meeting_drafts.blank("联席会议", 0, TODAY - dt.timedelta(days=400))), None)
    window.show_page("minutes")
    page = window.page
    assert page.rows.ids == [mine, other]
    for filters, wanted in (
        ({"kind": "联席会议"}, [other]),
        ({"year": str(TODAY.year)}, [mine]),
        ({"organization_name": BRANCH}, [mine]),
        ({"organization_name": "会战商圈党群服务中心"}, [other]),
        ({"state": "定稿"}, []),
        ({"waiting": "1"}, [mine, other]),
    ):
        page.show_filter(filters)
        assert page.rows.ids == wanted, filters


def test_kinds_are_changed_by_the_administrator(branch, window, dialogs):
    window.show_page("minutes")

    def change(dialog):
        dialog.editors["cadence"].fill("month")
        dialog.editors["agenda"].setPlainText("通报\n\n商议")
        dialog.add()
        type_text(dialog.editors["name"], "商户座谈会")
        dialog.save()

    dialogs(leaving(change))
    window.page.acting(dict(window.page.spec.tools[1].menu)["会议类型……"])()
    found = {kind.name: kind for kind in meeting_kinds.kinds()}
    assert (found["联席会议"].cadence, found["联席会议"].agenda) == ("month", ("通报", "商议"))
    assert "商户座谈会" in found
    assert journal.last().what == "修改会议类型"


def test_two_kinds_of_one_name_are_refused_in_place(branch, window, dialogs):
    window.show_page("minutes")
    seen = []

    def change(dialog):
        dialog.add()
        dialog.editors["name"].setText("党课")
        dialog.save()
        seen.append(dialog.wrong.text())

    dialogs(leaving(change))
    window.page.acting(dict(window.page.spec.tools[1].menu)["会议类型……"])()
    assert "不能重复" in seen[0]


def test_a_reader_sees_meetings_and_writes_nothing(branch, qtbot, keys):
    meeting = held(branch)
    session.begin(session.folder(), session.Clerk("李看看", Role.READER), journal.last().id)
    window = put_in_front(qtbot, MainWindow())
    window.show_page("minutes")
    window.page.edit(meeting)
    editor = window.page.editor
    assert editor.agenda.writing.isReadOnly()
    assert not editor.save_button.isVisible()
    assert not editor.finish.isVisible()
    assert not editor.save()


def test_amending_ticking_and_changing_kinds_are_taken_back_too(branch, window, keys):
    meeting = held(branch, text="记录", attendees=())
    minutes.finalise(meeting)
    minutes.amend(meeting, replace(meeting_drafts.draft_of(meeting), place="大会议室"), "地点写错")
    other = held(branch, TODAY - dt.timedelta(days=3))
    meetings.attend(meeting_drafts.draft_of(other).attendees[0].id)
    meeting_kinds.save([replace(kind, text="开头") for kind in meeting_kinds.kinds()])
    window.show_page("minutes")
    window.page.table.setFocus()
    keys(window, "Ctrl+Z")
    assert {kind.text for kind in meeting_kinds.kinds()} == {""}
    keys(window, "Ctrl+Z")
    assert meeting_drafts.draft_of(other).attendees[0].presence == ""
    keys(window, "Ctrl+Z", "Ctrl+Z")
    assert meetings.ids() == [meeting]
    assert [each.version for each in minutes.versions(meeting)] == [1]
    assert meetings.get(meeting).place == "会议室"


def test_another_kind_keeps_the_day(branch, window, qtbot):
    editor = begin(window, qtbot)
    day = (TODAY.replace(day=1) - dt.timedelta(days=40)).isoformat()
    editor.begin("支部党员大会", editor.draft.organization, day)
    kind = editor.facts.row("kind").editor
    kind.setCurrentIndex(kind.findData("支委会"))
    assert (editor.draft.kind, editor.draft.held) == ("支委会", day)
