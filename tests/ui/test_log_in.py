"""Logging in, what is said where it does not work, and what follows a log-in by the recovery code."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.roles import Role
from app.services import centres, clerks, session
from app.store import attempts
from app.ui.ending import Ending
from app.ui.kit import messages
from app.ui.log_in import LogIn
from app.ui.recovery import Renewal
from tests.ui.clerk import put_in_front

CLERK = ("李窗口", "李窗口的口令 7788")
NEW = "换过的口令 5566"


@pytest.fixture
def log_in(store, qtbot):
    clerks.add(*CLERK[:1], Role.COUNTER, CLERK[1])
    centres.close()
    return put_in_front(qtbot, LogIn(store))


def box_of(log_in):
    return log_in.form.row("password").editor


def complaint_of(log_in):
    complaint = log_in.form.row("password").complaint
    return complaint.sentence.text() if complaint.isVisible() else ""


def enter(log_in, password):
    box_of(log_in).setText(password)
    QTest.keyClick(box_of(log_in), Qt.Key.Key_Return)


def test_the_password_and_enter_open_the_store(log_in, admin, qtbot):
    assert log_in.focusWidget() is box_of(log_in)
    with qtbot.waitSignal(log_in.accepted):
        enter(log_in, admin[1])
    assert session.clerk().name == admin[0]


def test_the_arrow_keys_choose_who_it_is(log_in, admin, qtbot):
    assert [log_in.names.item(place).text() for place in range(log_in.names.count())] == [admin[0], CLERK[0]]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(log_in.focusWidget(), key)
    assert log_in.focusWidget() is box_of(log_in)
    with qtbot.waitSignal(log_in.accepted):
        enter(log_in, CLERK[1])
    assert session.clerk() == session.Clerk(CLERK[0], Role.COUNTER)


def test_a_name_that_is_clicked_is_chosen_and_the_password_asked_for(log_in, qtbot):
    names = log_in.names
    place = names.visualItemRect(names.item(1)).center()
    qtbot.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names.name() == CLERK[0]
    assert log_in.focusWidget() is box_of(log_in)


def test_a_wrong_password_is_said_under_the_box_and_typed_over(log_in, qtbot):
    enter(log_in, "不对")
    assert log_in.isVisible()
    assert "口令不对" in complaint_of(log_in)
    assert log_in.focusWidget() is box_of(log_in)
    assert box_of(log_in).selectedText() == box_of(log_in).text()


def test_five_wrong_ones_make_everybody_wait_and_the_seconds_are_counted(log_in, admin, qtbot):
    for _ in range(attempts.FREE):
        enter(log_in, "不对")
    enter(log_in, admin[1])
    assert log_in.isVisible()
    first = complaint_of(log_in)
    assert "秒" in first
    assert not log_in.form.save.isEnabled()
    log_in._wait.timeout.emit()
    assert complaint_of(log_in) not in ("", first)
    assert box_of(log_in).text() == admin[1]
    enter(log_in, admin[1])
    assert log_in.isVisible()


def test_after_the_wait_the_password_opens_the_store(log_in, admin, qtbot, monkeypatch):
    for _ in range(attempts.FREE):
        enter(log_in, "不对")
    enter(log_in, admin[1])
    attempts.forget(log_in._folder.attempts)
    while complaint_of(log_in):
        log_in._wait.timeout.emit()
    assert log_in.form.save.isEnabled()
    with qtbot.waitSignal(log_in.accepted):
        QTest.keyClick(box_of(log_in), Qt.Key.Key_Return)


def test_a_forgotten_password_has_two_ways_out(log_in, monkeypatch, qtbot):
    said = []
    monkeypatch.setattr(messages, "tell", lambda parent, title, sentence: said.append(sentence))
    qtbot.mouseClick(log_in.forgotten, Qt.MouseButton.LeftButton)
    assert "管理员" in said[0]
    assert "恢复码" in said[0]


def test_the_password_is_hidden_until_asked(log_in):
    box = box_of(log_in)
    assert box.echoMode() == box.EchoMode.Password
    box.eye.trigger()
    assert box.echoMode() == box.EchoMode.Normal


@pytest.mark.parametrize(
    ("letter", "shift", "locked"), [("a", False, False), ("A", True, False), ("A", False, True), ("a", True, True)]
)
def test_locked_capitals_are_said(log_in, letter, shift, locked):
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(box_of(log_in), QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, held, letter))
    assert log_in.capitals.isVisible() == locked
    assert box_of(log_in).text() == letter


def test_no_password_is_shown(log_in, admin):
    assert not [each for each in log_in.findChildren(QLabel) if admin[1] in each.text()]


def test_after_a_lock_it_says_why_and_points_at_whoever_was_there(log_in, store, qtbot):
    made = LogIn(store, Ending.IDLE, CLERK[0])
    qtbot.addWidget(made)
    assert made.names.name() == CLERK[0]
    assert Ending.IDLE.value in [each.text() for each in made.findChildren(QLabel)]


@pytest.fixture
def renewal(folder, admin, qtbot):
    """What an administrator sees who logged in by the recovery code."""
    code = centres.new_recovery_code()
    centres.create(folder, "会战商圈党群服务中心", *admin, code)
    centres.close()
    centres.unlock(folder, admin[0], code)
    made = put_in_front(qtbot, Renewal())
    yield made, code
    centres.close()


def choose(made, *passwords):
    for text in passwords:
        made.focusWidget().setText(text)
        QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return)


def test_the_recovery_code_leads_to_a_new_password_and_a_new_code(renewal, folder, admin, qtbot):
    made, old = renewal
    choose(made, NEW, NEW)
    qtbot.keyClicks(made.focusWidget(), made.code.secret.lower())
    with qtbot.waitSignal(made.accepted):
        qtbot.keyClick(made.focusWidget(), Qt.Key.Key_Return)
    centres.close()
    for secret in (admin[1], old):
        with pytest.raises(Exception, match="口令不对"):
            centres.unlock(folder, admin[0], secret)
    for secret in (NEW, made.code.secret):
        centres.unlock(folder, admin[0], secret)
        centres.close()


def test_it_is_not_to_be_got_past_without_a_good_password_and_the_code_typed_back(renewal, qtbot):
    made, _ = renewal
    choose(made, NEW, "另一个口令 1122")
    assert made.stack.currentIndex() == 0
    choose(made, "12345678", "12345678")
    assert made.stack.currentIndex() == 0
    choose(made, NEW, NEW)
    assert made.stack.currentIndex() == 1
    made.code.typed.setText("抄错了")
    made.code.go.click()
    assert made.isVisible()
    assert session.recovered()
