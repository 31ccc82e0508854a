"""When a desk counts as left: by silence, not by work, and with a word before."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.ui import idle
from app.ui.idle import IdleWatch


@pytest.fixture
def box(qtbot):
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def watch(box, monkeypatch):
    """A watch that finds the desk left after a moment; `busy` is what it is told."""
    monkeypatch.setattr(idle, "LIMIT", 90)
    monkeypatch.setattr(idle, "NOTICE", 60)
    made = IdleWatch(box, lambda: made.busy)
    made.busy = False
    return made


def test_silence_is_announced_and_then_ends_it(watch, qtbot):
    with qtbot.waitSignals([watch.nearly, watch.away], order="strict"):
        pass


def move(box):
    spot, none = QPointF(5, 5), Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, spot, spot, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(box, event)


def compose(box):
    """An input method that holds back its keys still shows what is being composed."""
    QApplication.sendEvent(box, QInputMethodEvent("rh", []))


def press(box):
    QTest.keyClick(box, Qt.Key.Key_A)


@pytest.mark.parametrize("stir", [move, compose, press])
def test_whoever_stirs_after_the_word_is_waited_for_anew(watch, box, qtbot, stir):
    watch._quiet.timeout.emit()
    assert watch._last.isActive()
    stir(box)
    assert not watch._last.isActive()
    assert watch._quiet.isActive()


def test_work_under_way_is_not_silence(watch, qtbot):
    watch.busy = True
    watch._quiet.timeout.emit()
    watch._quiet.stop()
    with qtbot.assertNotEmitted(watch.away):
        watch._last.timeout.emit()
    assert watch._quiet.isActive()


def test_the_key_says_so_at_once_and_types_nothing(watch, box, qtbot):
    with qtbot.waitSignal(watch.lock_wanted):
        QTest.keyClick(box, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == ""


def test_ten_minutes_and_thirty_seconds_before():
    assert idle.LIMIT == 600_000
    assert idle.NOTICE == 30_000
