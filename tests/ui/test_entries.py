"""A list of entries: written down, changed, ended, removed and taken back by keys."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.organizations import Draft, Tree
from app.services import entries, journal, organizations
from app.ui.kit.entries import EntryList
from app.ui.kit.fields import Date, Text, YesNo
from tests.ui.clerk import toast_of, words

FIELDS = (
    Text("post", "职务", required=True),
    Text("name", "姓名", required=True),
    Date("start", "任职日期", required=True),
    Date("end", "免职日期"),
    YesNo("manages", "一肩挑"),
)


@pytest.fixture
def branch(store):
    return organizations.save(Draft(name="第一党支部", kind="党支部"), None)


@pytest.fixture
def seats(branch, qtbot):
    desk = QWidget()
    qtbot.addWidget(desk)
    desk.resize(500, 500)
    made = EntryList("seat", "任职", FIELDS, writable=True, tree=Tree.ORGANIZATIONS.value)
    QVBoxLayout(desk).addWidget(made)
    made.show_owner(branch)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    made.desk = desk
    return made


def type_into(dialog, keys, **values):
    QApplication.processEvents()
    for name, value in values.items():
        dialog.form.row(name).editor.setText(value)
    keys(dialog.form, "Ctrl+Return")


def held(branch):
    return [(seat.post, seat.name, seat.start, seat.end) for seat in entries.of("seat", branch)]


def test_an_entry_is_written_down_changed_ended_and_taken_back(seats, branch, dialogs, keys):
    today = dt.date.today().isoformat()
    dialogs(
        lambda dialog: type_into(dialog, keys, post="书记", name="单海"),
        lambda dialog: type_into(dialog, keys, name="仇立新", start="2026.1.5"),
        lambda dialog: type_into(dialog, keys, end="2026.3.1"),
    )
    seats.add_button.click()
    assert held(branch) == [("书记", "单海", today, "")]
    assert toast_of(seats).accessibleName() == "已登记任职"
    seats.rows.setFocus()
    keys(seats.rows, "Return")
    assert held(branch) == [("书记", "仇立新", "2026-01-05", "")]
    next(verb for verb in seats.verbs if verb.text() == "结束…").click()
    assert held(branch) == [("书记", "仇立新", "2026-01-05", "2026-03-01")]
    assert "2026年1月5日 至 2026年3月1日" in seats.rows.item(0).toolTip()
    toast_of(seats).link.click()
    assert held(branch) == [("书记", "仇立新", "2026-01-05", "")]
    seats.desk.activateWindow()
    seats.rows.setFocus()
    QApplication.processEvents()
    keys(seats.rows, "Del")
    assert held(branch) == []
    assert "还没有登记。" in words(seats)
    journal.undo(journal.last().id)
    seats.refresh()
    assert seats.rows.count() == 1


def test_what_is_wrong_is_said_under_its_field_and_nothing_is_saved(seats, branch, dialogs, keys):
    entries.save("seat", branch, {"tree": "organization", "post": "书记", "name": "单海", "start": "2020-01-01"})
    said = []

    def second(dialog):
        type_into(dialog, keys, post="书记", name="仇立新", start="2026.1.5")
        said.extend(words(dialog.form))
        dialog.reject()

    dialogs(second)
    seats.add_button.click()
    assert "单海还在任书记，请先免去，再登记新的。" in said
    assert len(held(branch)) == 1


def test_the_grid_of_the_same_number_has_seats_of_its_own(seats, branch):
    entries.save("seat", branch, {"tree": "grid", "post": "街长", "name": "单海", "start": "2020-01-01"})
    seats.refresh()
    assert seats.rows.count() == 0


def test_who_only_reads_sees_no_verbs(branch, qtbot):
    made = EntryList("seat", "任职", FIELDS, writable=False, tree="organization")
    qtbot.addWidget(made)
    entries.save("seat", branch, {"tree": "organization", "post": "书记", "name": "单海", "start": "2020-01-01"})
    made.show_owner(branch)
    made.show()
    made.rows.setFocus()
    assert not made.verbs
    assert not made.add_button.isVisible()
    made.rows.opened.emit()
    assert made.rows.count() == 1
