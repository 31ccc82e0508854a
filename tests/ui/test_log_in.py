"""Logging in, and what is said where it does not work."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services import centres, session
from app.ui.kit import messages
from app.ui.log_in import LogIn


@pytest.fixture
def log_in(store, qtbot):
    centres.close()
    made = LogIn(store)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_password_opens_the_store(log_in, admin, qtbot):
    box = log_in.focusWidget()
    box.setText(admin[1])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    with qtbot.waitSignal(log_in.accepted):
        qtbot.keyClick(log_in.focusWidget(), Qt.Key.Key_Return)
    assert session.clerk().name == admin[0]


def test_a_wrong_password_is_said_under_the_box(log_in, qtbot):
    log_in.form.row("password").editor.setText("不对")
    log_in.form.submit()
    assert log_in.isVisible()
    complaint = log_in.form.row("password").complaint
    assert complaint.isVisible()
    assert complaint.sentence.text()
    assert log_in.focusWidget() is log_in.form.row("password").editor


def test_a_forgotten_password_has_a_way_out(log_in, monkeypatch, qtbot):
    said = []
    monkeypatch.setattr(messages, "tell", lambda parent, title, sentence: said.append(sentence))
    qtbot.mouseClick(log_in.forgotten, Qt.MouseButton.LeftButton)
    assert "恢复码" in said[0]


def test_the_password_is_hidden_until_asked(log_in):
    box = log_in.form.row("password").editor
    assert box.echoMode() == box.EchoMode.Password
    box.eye.trigger()
    assert box.echoMode() == box.EchoMode.Normal


def test_everybody_who_may_is_named(log_in, admin):
    box = log_in.form.row("user").editor
    assert [box.itemText(place) for place in range(box.count())] == [admin[0]]
    assert not [each for each in log_in.findChildren(QLabel) if admin[1] in each.text()]
