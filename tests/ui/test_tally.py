"""登记来访: F4 and one digit, from any page."""

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.roles import Role
from app.services import activity_kinds, journal, session, tallies
from tests.ui.clerk import leaving, toast_of

TODAY = dt.date.today()


@pytest.mark.parametrize("place", range(6))
def test_two_keys_count_a_visitor_wherever_the_clerk_is(window, keys, dialogs, place):
    window.header.tabs.setCurrentIndex(place)
    dialogs(leaving(lambda dialog: keys(dialog, "2")))
    keys(window, "F4")
    assert tallies.by_service(TODAY, TODAY) == {"证照代办": 1}
    assert toast_of(window).accessibleName() == "已登记来访 1 人次：证照代办"
    assert window.header.tabs.currentIndex() == place
    toast_of(window).link.click()
    assert tallies.total(TODAY, TODAY) == 0


def test_a_click_counts_too_and_the_button_says_how_many_came(window, dialogs):
    tallies.count(3)
    seen = []

    def click(dialog):
        seen.append(dialog.buttons[3].text())
        dialog.buttons[3].click()

    dialogs(leaving(click))
    window.tally()
    assert seen == ["3　党员服务　1"]
    assert tallies.total(TODAY, TODAY) == 2


def test_other_keys_count_nothing(window, dialogs):
    dialogs(leaving(lambda dialog: [QTest.keyClicks(dialog, each) for each in ("0", "a")]))
    window.tally()
    assert tallies.total(TODAY, TODAY) == 0


def test_a_digit_without_a_service_is_said(window, dialogs, monkeypatch):
    told = []
    monkeypatch.setattr("app.ui.kit.messages.complain", lambda parent, sentence, title="": told.append(sentence))
    activity_kinds.save(activity_kinds.kinds(), [activity_kinds.services()[0]])
    dialogs(leaving(lambda dialog: QTest.keyClicks(dialog, "9")))
    window.tally()
    assert tallies.total(TODAY, TODAY) == 0
    assert told == ["9 这个键还没有对应的服务，请按列出的数字。"]


def test_it_is_one_act_that_ctrl_z_takes_back(window, dialogs, keys, qtbot):
    dialogs(leaving(lambda dialog: keys(dialog, "1")))
    keys(window, "F4")
    assert journal.last().what == "登记来访 1 人次：政策咨询"
    qtbot.waitUntil(window.isActiveWindow)
    keys(window, "Ctrl+Z")
    assert tallies.total(TODAY, TODAY) == 0


def test_who_may_only_look_counts_nobody(window, keys):
    session.begin(session.folder(), session.Clerk("某人", Role.READER), 0)
    keys(window, "F4")
    assert tallies.total(TODAY, TODAY) == 0


def test_a_digit_of_full_width_counts_too(window, dialogs):
    def press(dialog):
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(dialog, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, none, "２"))

    dialogs(leaving(press))
    window.tally()
    assert tallies.by_service(TODAY, TODAY) == {"证照代办": 1}
