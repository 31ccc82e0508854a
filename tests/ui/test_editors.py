"""What is typed into a box, and what it gives back."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.kit.editors import ChoiceEditor, DateEditor, LineEditor, NoteEditor, NumberBox, TickEditor


@pytest.fixture
def shown(qtbot):
    """A window with a box in it and another one to go to."""

    kept = []

    def show(editor):
        window = QWidget()
        kept.append(window)
        column = QVBoxLayout(window)
        column.addWidget(editor)
        window.other = LineEditor()
        column.addWidget(window.other)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        editor.setFocus()
        return window

    return show


@pytest.mark.parametrize(
    ("typed", "iso", "spoken"),
    [
        ("2026.3", "2026-03", "2026年3月"),
        ("2026.3.5", "2026-03-05", "2026年3月5日"),
        ("2026年3月5日", "2026-03-05", "2026年3月5日"),
        ("20260305", "2026-03-05", "2026年3月5日"),
        ("２０２６年３月", "2026-03", "2026年3月"),
        ("", "", ""),
    ],
)
def test_a_date_may_be_typed_in_any_usual_style(shown, qtbot, typed, iso, spoken):
    editor = DateEditor()
    window = shown(editor)
    editor.setText(typed)
    assert editor.value() == iso
    window.other.setFocus()
    assert editor.text() == spoken


@pytest.mark.parametrize("typed", ["去年", "2026.2.30"])
def test_what_is_no_date_stays_as_it_was_typed(shown, typed):
    editor = DateEditor()
    window = shown(editor)
    editor.setText(typed)
    window.other.setFocus()
    assert (editor.value(), editor.text()) == (typed, typed)


def test_control_and_semicolon_is_today(shown, qtbot):
    editor = DateEditor()
    shown(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() == dt.date.today().isoformat()


def turn_wheel(widget):
    centre = QPointF(widget.rect().center())
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turned = (QPoint(0, -120), QPoint(0, -120), buttons, keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, QWheelEvent(centre, widget.mapToGlobal(centre), *turned))


def test_the_wheel_turns_a_choice_only_while_it_is_in_use(shown):
    editor = ChoiceEditor(lambda: [("a", "甲"), ("b", "乙")], free=False)
    window = shown(editor)
    editor.fill("a")
    window.other.setFocus()
    turn_wheel(editor)
    assert editor.value() == "a"
    editor.setFocus()
    turn_wheel(editor)
    assert editor.value() == "b"


def test_the_wheel_turns_a_number_only_while_it_is_in_use(shown):
    box = NumberBox()
    window = shown(box)
    box.setValue(3)
    window.other.setFocus()
    turn_wheel(box)
    assert box.value() == 3
    box.setFocus()
    turn_wheel(box)
    assert box.value() == 2


def test_a_free_choice_takes_a_word_that_is_new(shown, qtbot):
    editor = ChoiceEditor(lambda: [("餐饮", "餐饮")], free=True)
    shown(editor)
    editor.fill("餐饮")
    editor.lineEdit().setText(" 茶馆 ")
    assert editor.value() == "茶馆"


def test_the_choices_are_those_of_the_moment(shown):
    known = [("一片区", "一片区")]
    editor = ChoiceEditor(lambda: known, free=False)
    editor.fill("一片区")
    known.append(("二片区", "二片区"))
    editor.fill("二片区")
    assert editor.value() == "二片区"


def test_alt_and_enter_begins_a_line(shown, qtbot):
    editor = NoteEditor()
    shown(editor)
    qtbot.keyClicks(editor, "1")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(editor, "2")
    assert editor.value() == "1\n2"


def test_a_tick_is_yes(shown, qtbot):
    editor = TickEditor()
    shown(editor)
    editor.fill(False)
    qtbot.keyClick(editor, Qt.Key.Key_Space)
    assert editor.value() is True
