"""The editor of minutes as the clerk works it with keys: from attendance to finalised and amended minutes."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import slips
from app.domain.names import initials
from app.services import (
    cases,
    drafts,
    journal,
    meeting_drafts,
    meetings,
    minutes,
)
from app.ui import scans
from app.ui.pages.minutes_frame import FACTS, PEOPLE, TASKS, VOTES
from tests.ui.clerk import toast_of, type_text, when_active, words
from tests.ui.pages.meetings_desk import BRANCH, TODAY, begin, found_branch, press, write

FROM_WORD = "会议认为，停车难要解决。\r\n\xa0\xa0与会人员一致同意划线。\x0b费用由管委会承担。\r\n\r\n"


@pytest.fixture
def branch(store):
    return found_branch(8)


@pytest.fixture
def editor(branch, window, qtbot):
    return begin(window, qtbot)


def came(editor):
    return [each.presence for each in editor.draft.attendees]


def paste(text):
    mime = QMimeData()
    mime.setText(text)
    mime.setHtml(f"<p><b>{text}</b></p>")
    QGuiApplication.clipboard().setMimeData(mime)
    press("Ctrl+V")


def test_attendance_is_taken_by_numbers_initials_and_keys(editor):
    write("1-2,4")
    press("Return")
    assert came(editor) == ["实到", "实到", "", "实到", "", "", "", ""]
    assert QApplication.focusWidget() is editor.agenda.writing
    editor.people.box.setFocus()
    name = editor.draft.attendees[6].name
    type_text(editor.people.box, name[0])
    press("Space")
    assert came(editor)[6] == "实到"
    assert editor.people.box.text() == ""
    editor.people.list.setFocus()
    editor.people.list.setCurrentRow(2)
    press("Q")
    press("Space")
    assert came(editor)[2:4] == ["缺席", ""]
    assert "应到 8 人，实到 3 人" in editor.standing.text()
    assert "有表决权的应到8，实到3≯4，不够法定人数" in editor.standing.text()


def test_all_came_but_one_is_excused_with_a_reason(editor):
    editor.people.list.setFocus()
    when_active(lambda dialog: (type_text(dialog.form.row("reason").editor, "出差"), press("Ctrl+Return")))
    press("J")
    everybody = next(each for each in editor.people.findChildren(type(editor.save_button)) if each.text() == "全部到会")
    everybody.click()
    first = editor.draft.attendees[0]
    assert (first.presence, first.reason, came(editor).count("实到")) == ("请假", "出差", 7)
    assert "实到7＞4，够法定人数" in editor.standing.text()


def test_a_guest_is_found_among_records_or_written_down_as_a_name(editor, branch):
    type_text(editor.people.box, "来宾甲")
    press("Return")
    assert [(each.name, each.role) for each in editor.draft.attendees[8:]] == [("来宾甲", "列席")]
    assert "列席 1 人" in editor.standing.text()


def test_a_scan_of_the_sign_in_sheet_ticks_in_the_editor_or_straight_on_record(editor, window, branch):
    press("Ctrl+S")
    number = editor.draft.attendees[5].id
    scans.open_scan(window, slips.code(slips.Slip.ATTENDANCE, number))
    assert came(editor)[5] == "实到"
    assert editor.dirty()
    press("Ctrl+S", "Esc")
    other = meeting_drafts.draft_of(meetings.ids()[0]).attendees[0].id
    scans.open_scan(window, slips.code(slips.Slip.ATTENDANCE, other))
    assert meeting_drafts.draft_of(meetings.ids()[0]).attendees[0].presence == "实到"
    assert toast_of(window).words.text().startswith("已签到")


def test_what_is_ticked_elsewhere_joins_what_is_typed_here(editor, window):
    press("Ctrl+S")
    editor.agenda.turn(0)
    type_text(QApplication.focusWidget(), "学习了新的规定")
    meetings.attend(editor.draft.attendees[1].id)
    window.revalidate()
    assert came(editor)[:2] == ["", "实到"]
    assert editor.draft.items[0].text == editor.agenda.writing.toPlainText() == "学习了新的规定"
    assert editor.dirty()


def test_paste_from_word_keeps_paragraphs_and_drops_all_else(editor):
    editor.agenda.turn(2)
    paste(FROM_WORD)
    assert editor.draft.items[2].text == "会议认为，停车难要解决。\n与会人员一致同意划线。\n费用由管委会承担。"
    assert len(editor.draft.items) == 3
    assert editor.draft.items[1].text == ""


def test_a_copied_file_is_not_pasted_as_words(editor, tmp_path):
    editor.agenda.turn(0)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "纪要.docx"))])
    QGuiApplication.clipboard().setMimeData(mime)
    press("Ctrl+V")
    assert editor.draft.items[0].text == ""


def test_initials_narrow_the_list_while_the_input_method_composes(editor):
    first = editor.draft.attendees[3].name
    event = QInputMethodEvent("'".join(initials(first)[0]), [])
    QApplication.sendEvent(editor.people.box, event)
    assert editor.people.list.chosen().person.name == first
    assert editor.people.box.text() == ""


def test_a_meeting_goes_from_template_to_finalised_and_amended_minutes(editor, window, qtbot, branch):
    write("1-5,7")
    press("Return")
    paste("学习了新的规定。")
    press("Alt+Down", "Alt+Down")
    type_text(QApplication.focusWidget(), "讨论了停车。")
    press("Alt+R")
    assert editor.switch.place() == VOTES
    type_text(QApplication.focusWidget(), "同意划线停放")
    box = editor.votes.boxes[0]
    box.voted.setChecked(True)
    write("5")
    box.counts["against"].setFocus()
    write("1")
    assert box.outcome.text() == "应到8，实到6＞4；赞成5＞4，反对1，弃权0；通过"
    assert editor.draft.motions[0].item == 2
    press("Alt+T")
    type_text(QApplication.focusWidget(), "划线")
    editor.tasks.boxes[0].unit.setFocus()
    type_text(QApplication.focusWidget(), "物业")
    press("Ctrl+S")
    assert journal.last().what.startswith("新建会议")
    meeting = meetings.ids()[0]
    assert [row.title for row in cases.rows(cases.ids())] == ["划线"]
    editor.facts.row("place").editor.setText("党群服务中心")
    editor.facts.row("chair").editor.setText("曾宪武")
    editor.people._others_absent()
    editor.finish.click()
    assert meetings.get(meeting).state == "定稿"
    assert editor.agenda.writing.isReadOnly()
    assert not editor.save_button.isVisible()
    editor.amend.click()
    editor.facts.row("place").editor.setText("街道会议室")
    seen = []

    def give_reason(dialog):
        seen.extend(words(dialog.lines))
        type_text(dialog.form.row("reason").editor, "地点写错")
        press("Ctrl+Return")

    when_active(give_reason)
    QTest.keySequence(window, "Ctrl+S")
    assert seen == ["原：地点：党群服务中心", "现：地点：街道会议室"]
    assert [(each.version, each.reason) for each in minutes.versions(meeting)] == [(2, "地点写错"), (1, "")]
    assert editor.final
    assert not editor.amending


def test_what_is_wrong_is_said_where_it_is(editor):
    press("Alt+N")
    editor.agenda.title.clear()
    press("Ctrl+S")
    assert "第 4 项议题没有写名称" in editor.wrong.text()
    assert QApplication.focusWidget() is editor.agenda.title
    type_text(editor.agenda.title, "停车")
    assert editor.wrong.isHidden()
    editor.facts.row("begins").editor.setText("九点")
    press("Ctrl+S")
    assert editor.switch.place() == FACTS
    assert "9:30" in editor.facts.row("begins").complaint.sentence.text()
    editor.facts.row("begins").editor.setText("9:30")
    press("Alt+T", "Ctrl+S")
    assert editor.switch.place() == TASKS
    assert QApplication.focusWidget() is editor.tasks.boxes[0].title
    assert meetings.ids() == []


def test_what_cannot_be_finalised_says_what_is_missing(editor, told):
    press("Ctrl+S")
    editor.finish.click()
    assert "还缺地点、主持人、8 人的到会情况、纪要正文" in told[0]
    assert meetings.get(meetings.ids()[0]).state == "起草"


def test_every_act_is_taken_back_by_ctrl_z_and_brought_back(editor, window, keys):
    press("Ctrl+S")
    meeting = meetings.ids()[0]
    editor.agenda.turn(0)
    type_text(QApplication.focusWidget(), "学习了")
    press("Ctrl+S")
    press("Ctrl+Z")
    assert meeting_drafts.draft_of(meeting).items[0].text == ""
    assert editor.agenda.writing.toPlainText() == ""
    assert not editor.dirty()
    press("Ctrl+Y")
    assert editor.draft.items[0].text == "学习了"
    press("Ctrl+Z", "Ctrl+Z")
    assert meetings.ids() == []
    assert (editor.number, editor.draft.items[0].title) == (0, "学习")
    press("Ctrl+S")
    assert len(meetings.ids()) == 1


def test_leaving_keeps_what_is_unsaved_and_the_start_page_leads_back(editor, window, qtbot):
    editor.agenda.turn(0)
    type_text(QApplication.focusWidget(), "写了一半")
    press("Esc")
    page = window.page
    assert not editor.is_open()
    assert drafts.kept("minutes").values["draft"]["items"][0]["text"] == "写了一半"
    window.header.tabs.setCurrentIndex(0)
    window.page.revalidate()
    go = next(
        each for each in window.page.findChildren(type(editor.save_button)) if "一次会议" in each.accessibleName()
    )
    go.click()
    assert window.page is page
    assert editor.draft.items[0].text == "写了一半"
    assert "已找回" in editor.found_again.sentence.text()
    editor.found_again.link.click()
    assert drafts.kept("minutes") is None
    toast_of(window).link.click()
    assert editor.draft.items[0].text == "写了一半"


def test_ctrl_enter_saves_and_goes_back_to_the_row(editor, window):
    press("Ctrl+Return")
    page = window.page
    assert not editor.is_open()
    assert page.chosen() == meetings.ids()
    assert page.rows.record(0).title.startswith(BRANCH)


def test_another_kind_starts_again_with_what_was_typed(editor):
    editor.agenda.turn(0)
    type_text(QApplication.focusWidget(), "已写")
    kind = editor.facts.row("kind").editor
    kind.setCurrentIndex(kind.findData("支委会"))
    assert editor.draft.kind == "支委会"
    assert editor.draft.title == f"{BRANCH}{TODAY.year}年第1次支委会"
    assert [item.title for item in editor.draft.items] == ["研究本月工作", "议定事项", "学习"]
    assert editor.draft.items[2].text == "已写"


def test_the_editor_fits_the_smallest_windows(editor, sized, window):
    for width, height, points in ((1093, 546, 11), (1366, 688, 13), (1366, 688, 15)):
        sized(points)
        for place in (FACTS, PEOPLE, VOTES, TASKS, 4):
            editor.switch.turn(place)
            QApplication.processEvents()
            least = window.minimumSizeHint()
            assert least.width() + 8 <= width, (points, place)
            assert least.height() + 8 <= height, (points, place)


def test_keys_of_the_list_rest_while_the_editor_is_open(editor, qtbot):
    qtbot.keyClick(editor.people.box, Qt.Key.Key_F5)
    assert editor.is_open()
    assert QApplication.activeModalWidget() is None


def test_ctrl_z_after_saving_takes_back_the_save_whatever_field_is_in_use(editor):
    press("Ctrl+S")
    editor.switch.turn(FACTS)
    place = editor.facts.row("place").editor
    place.setFocus()
    type_text(place, "会议室")
    press("Ctrl+S", "Ctrl+Z")
    assert meeting_drafts.draft_of(meetings.ids()[0]).place == ""
    assert place.text() == ""
