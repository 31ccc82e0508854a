"""人员与口令, by keys: who is let in, who forgot, who goes; and what nobody may do to himself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.domain.errors import Problem
from app.domain.roles import Role
from app.services import centres, clerks, journal, session
from app.store.database import db
from app.ui import desk_menu, person_forms
from app.ui.ending import Ending
from app.ui.people_dialog import GOOD_CODE, PeopleDialog
from tests.ui.clerk import put_in_front

GOOD, NEW = "青山绿水 8866", "换过的口令 5566"


@pytest.fixture
def people(window, qtbot):
    """The dialog on an administrator and a counter clerk, who is chosen."""
    clerks.add("李窗口", Role.COUNTER, GOOD)
    made = put_in_front(qtbot, PeopleDialog(window))
    made.table.choose_place(1)
    return made


def type_in(form, *texts):
    """Each into the field in use, Enter after it; then save."""
    for text in texts:
        if text:
            form.focusWidget().setText(text)
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)


def listed():
    return [(person.name, person.role) for person in clerks.listing()]


def complaints(form):
    return {row.field.name: row.complaint.sentence.text() for row in form.form.rows if row.complaint.isVisible()}


def opens(folder, name, secret):
    """Whether a secret lets somebody in; the administrator is back afterwards."""
    key, clerk = db._key, session.clerk()
    try:
        centres.rest()
        centres.unlock(folder, name, secret)
        return session.clerk().name == name
    except Problem:
        return False
    finally:
        centres.rest()
        db.point_at(folder.database, key)
        db.connect()
        session.begin(folder, clerk, 0)


def test_somebody_is_let_in_by_keys_alone(people, store, dialogs):
    dialogs(lambda form: type_in(form, "张复核", "", NEW, NEW))
    people.more.click()
    assert listed()[-1] == ("张复核", Role.COUNTER)
    assert len(people.rows.ids) == 3
    assert opens(store, "张复核", NEW)


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        (("", "", NEW, NEW), "name", "请填写姓名。"),
        (("李窗口", "", NEW, NEW), "name", "“李窗口”已经在名单里。同名的两个人，请在姓名后加字区分。"),
        (("张复核", "", "1234", "1234"), "password", "口令至少 8 位，现在有 4 位。"),
        (("张复核", "", NEW, GOOD), "again", person_forms.TWICE),
    ],
)
def test_what_cannot_be_is_said_under_its_field(people, dialogs, answers, field, sentence):
    said = {}

    def fill(form):
        type_in(form, *answers)
        said.update(complaints(form))
        form.reject()

    dialogs(fill)
    people.more.click()
    assert said[field] == sentence
    assert len(listed()) == 2


def test_enter_on_somebody_changes_his_role(people, dialogs):
    def choose(form):
        form.form.row("role").editor.fill(Role.CHECKER)
        form.form.submit()

    dialogs(choose)
    people.table.setFocus()
    QTest.keyClick(people.table, Qt.Key.Key_Return)
    assert listed() == [("王管理", Role.ADMINISTRATOR), ("李窗口", Role.CHECKER)]
    assert journal.last().what == "把李窗口的身份从窗口改为复核"


def test_whoever_forgot_gets_a_new_password(people, store, dialogs):
    dialogs(lambda form: type_in(form, NEW, NEW))
    people.password.click()
    assert not opens(store, "李窗口", GOOD)
    assert opens(store, "李窗口", NEW)


def test_removing_somebody_asks_first_and_gives_the_data_another_key(people, store, dialogs):
    key, asked = db._key, []

    def look(question):
        asked.extend(each.text() for each in question.findChildren(QLabel))
        question.reject()

    dialogs(look, lambda question: question.accept())
    people.removal.click()
    assert len(listed()) == 2
    assert any("李窗口" in words for words in asked)
    assert any("不能撤销" in words for words in asked)
    people.removal.click()
    assert listed() == [("王管理", Role.ADMINISTRATOR)]
    assert db._key != key
    assert not opens(store, "李窗口", GOOD)
    assert people.code.text() == GOOD_CODE


def test_one_removes_neither_himself_nor_the_last_administrator(people, dialogs, store):
    people.table.choose_place(0)
    assert not people.removal.isEnabled()
    assert not people.password.isEnabled()
    assert "由另一位管理员" in people.removal.toolTip()
    refused = []

    def choose(form):
        form.form.row("role").editor.fill(Role.READER)
        form.form.submit()
        form.reject()

    dialogs(choose, lambda box: (refused.append(box.windowTitle()), box.reject()))
    people.role.click()
    assert refused == ["没有完成"]
    assert listed()[0] == ("王管理", Role.ADMINISTRATOR)


def test_a_new_recovery_code_is_shown_once_and_typed_back(people, store, dialogs, qtbot):
    codes = []

    def copy(dialog):
        codes.append(dialog.step.secret)
        qtbot.keyClicks(dialog.step.typed, "wrong")
        qtbot.keyClick(dialog.step.typed, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.step.typed.setText(dialog.step.secret.lower())
        qtbot.keyClick(dialog.step.typed, Qt.Key.Key_Return)

    dialogs(copy)
    people.new_code.click()
    assert clerks.recovery_is_current()
    assert opens(store, "王管理", codes[0])


def test_everybody_changes_his_own_password(window, store, admin, dialogs):
    dialogs(lambda form: type_in(form, admin[1], NEW, NEW))
    desk_menu.find("修改我的口令").open(window)
    assert not opens(store, *admin)
    assert opens(store, admin[0], NEW)


def test_the_old_password_is_asked_for(window, admin, dialogs):
    said = {}

    def fill(form):
        type_in(form, "不是它", NEW, NEW)
        said.update(complaints(form))
        form.reject()

    dialogs(fill)
    desk_menu.find("修改我的口令").open(window)
    assert said == {"old": "原来的口令不对，没有修改。"}


def test_whoever_gives_up_his_own_role_logs_in_anew(window, dialogs):
    clerks.add("赵管理", Role.ADMINISTRATOR, GOOD)

    def give_up(people):
        people.table.choose_place(0)
        people.role.click()

    dialogs(give_up, lambda form: (form.form.row("role").editor.fill(Role.COUNTER), form.form.submit()))
    desk_menu.find("人员与口令").open(window)
    assert window.ending is Ending.SWITCHED
    assert not window.isVisible()
    assert session.clerk().role == Role.COUNTER
