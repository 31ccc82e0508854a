"""Half-written minutes: over a killed process, a closed window, and a record that changed or went meanwhile."""

import datetime as dt
import subprocess
import sys

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import centres, drafts, meeting_drafts, meetings
from app.ui.kit import form as forms
from app.ui.main_window import MainWindow
from tests.ui.clerk import put_in_front, toast_of, type_text
from tests.ui.pages.meetings_desk import TODAY, begin, found_branch, held, press, write

TYPED = """
import os, pathlib, sys
from PySide6.QtTest import QTest
from app.paths import Folder
from app.services import centres, drafts
from app.start import application
from app.ui.main_window import MainWindow
app = application()
centres.unlock(Folder(pathlib.Path(sys.argv[1])), sys.argv[2], sys.argv[3])
window = MainWindow()
window.show()
window.show_page("minutes")
editor = window.page.editor
window.page.begin("支部党员大会", int(sys.argv[4]))
editor.people.box.setText("1-2,4")
editor.people.box.taken.emit()
editor.agenda.turn(1)
QTest.keyClicks(editor.agenda.writing, "half a sentence")
editor.votes.add(2)
editor.votes.boxes[0].said.setPlainText("同意")
editor.votes.boxes[0].voted.setChecked(True)
QTest.keyClicks(editor.votes.boxes[0].counts["favour"], "3")
editor.tasks.add()
QTest.keyClicks(editor.tasks.boxes[0].title, "call")
while not (kept := drafts.kept("minutes")) or not kept.values["draft"]["tasks"][0]["title"] == "call":
    app.processEvents()
os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def short_pause(monkeypatch):
    monkeypatch.setattr(forms, "PAUSE", 40)


@pytest.fixture
def branch(store):
    return found_branch(8)


@pytest.fixture
def start_again(qtbot):
    """The window as it comes up at the next start, on the page of meetings."""

    def start():
        window = put_in_front(qtbot, MainWindow())
        window.show_page("minutes")
        return window.page.editor

    return start


def test_a_killed_process_gives_the_whole_editor_back_with_its_time(branch, store, admin, start_again):
    centres.close()
    run = [sys.executable, "-c", TYPED, str(store.root), *admin, str(branch)]
    killed = subprocess.run(run, check=False, timeout=120, capture_output=True, text=True)
    assert killed.returncode == -9, killed.stderr
    centres.unlock(store, *admin)
    editor = start_again()
    assert [each.presence for each in editor.draft.attendees] == ["实到", "实到", "", "实到", "", "", "", ""]
    assert editor.draft.items[1].text == "half a sentence"
    assert (editor.draft.motions[0].text, editor.draft.motions[0].ballot.favour) == ("同意", 3)
    assert editor.draft.tasks[0].title == "call"
    today = dt.date.today()
    assert editor.found_again.sentence.text().startswith(f"上次没有保存的内容（{today.month}月{today.day}日 ")
    assert editor.isVisible()
    editor.tasks.boxes[0].unit.setText("物业")
    assert editor.save()
    assert drafts.kept("minutes") is None
    assert meeting_drafts.draft_of(meetings.ids()[0]).motions[0].ballot.favour == 3


def test_typing_is_kept_as_one_goes_and_forgotten_once_saved(branch, window, qtbot):
    editor = begin(window, qtbot)
    editor.agenda.turn(0)
    type_text(QApplication.focusWidget(), "写到一半")
    qtbot.waitUntil(lambda: drafts.kept("minutes") is not None)
    press("Ctrl+S")
    assert drafts.kept("minutes") is None


def test_typing_it_away_again_leaves_nothing_to_give_back(branch, window, qtbot):
    editor = begin(window, qtbot)
    editor.agenda.turn(0)
    write("x")
    qtbot.waitUntil(lambda: drafts.kept("minutes") is not None)
    press("Backspace")
    qtbot.waitUntil(lambda: drafts.kept("minutes") is None)


def test_what_was_signed_meanwhile_is_in_what_is_given_back(branch, window, qtbot, start_again):
    editor = begin(window, qtbot)
    press("Ctrl+S")
    editor.agenda.turn(0)
    type_text(QApplication.focusWidget(), "写到一半")
    signed = editor.draft.attendees[2].id
    window.close()
    meetings.attend(signed)
    again = start_again()
    assert again.draft.attendees[2].presence == "实到"
    assert again.draft.items[0].text == "写到一半"
    assert again.save()
    saved = meeting_drafts.draft_of(meetings.ids()[0])
    assert (saved.items[0].text, saved.attendees[2].presence) == ("写到一半", "实到")


def test_a_draft_of_a_meeting_that_is_gone_can_be_saved_as_a_new_one(branch, window, qtbot, start_again):
    editor = begin(window, qtbot)
    press("Ctrl+S")
    editor.agenda.turn(0)
    type_text(QApplication.focusWidget(), "不能丢")
    window.close()
    meetings.remove(meetings.ids())
    again = start_again()
    assert again.isVisible()
    assert (again.number, again.draft.items[0].text) == (0, "不能丢")
    assert again.save()
    assert len(meetings.ids()) == 1


def test_a_draft_of_an_older_program_gives_back_what_it_can(branch, start_again):
    draft = {"kind": "支委会", "title": "支委会", "held": "2026-11-20", "of_old": 1}
    drafts.keep("minutes", 0, {"title": "支委会", "draft": draft, "base": {}})
    assert start_again().draft.title == "支委会"


def test_f9_never_begins_over_what_is_unsaved(branch, window, qtbot):
    editor = begin(window, qtbot)
    editor.agenda.turn(0)
    type_text(QApplication.focusWidget(), "写了一半")
    press("F9")
    assert "还没有保存" in toast_of(window).words.text()
    press("Esc")
    QTest.keySequence(window, "F9")
    assert editor.draft.items[0].text == "写了一半"
    press("Ctrl+S")
    assert begin(window, qtbot, "4").draft.kind == "支委会"


def test_two_meetings_left_half_written_are_both_there(branch, window):
    wanted = [held(branch), held(branch, TODAY - dt.timedelta(days=3))]
    window.show_page("minutes")
    page = window.page
    for number in wanted:
        page.edit(number)
        page.editor.facts.row("place").editor.setText(f"会议室 {number}")
        page.editor.close_it()
    for number in wanted:
        page.edit(number)
        assert page.editor.draft.place == f"会议室 {number}"
        page.editor.close_it()
