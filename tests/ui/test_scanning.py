"""A burst of keys is a scan wherever it falls; whatever a person types is not."""

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton

from app.ui.kit import scanning
from tests.ui.clerk import put_in_front, toast_of
from tests.ui.scanner import Desk, compose, press, scan, type_at_pace

CODE = "710000000163"


@pytest.fixture
def patient(monkeypatch):
    """A scanner's pace on however slow a machine."""
    monkeypatch.setattr(scanning, "GAP", 2_000)
    monkeypatch.setattr(scanning, "PATIENCE", 4_000)


@pytest.fixture
def strict(monkeypatch):
    """The pace as it is in life."""
    monkeypatch.setattr(scanning, "GAP", 35)


@pytest.fixture
def desk(qtbot):
    return put_in_front(qtbot, Desk())


@pytest.mark.parametrize("place", ["line", "note", "free", "fixed", "table", "button"])
def test_a_scan_leaves_nothing_where_the_focus_is(desk, patient, place, qtbot):
    getattr(desk, place).setFocus()
    before = desk.state()
    scan(desk, CODE)
    assert desk.told == [CODE]
    assert desk.state() == before


def test_what_was_written_selected_and_undoable_stays_so(desk, patient):
    desk.line.setFocus()
    desk.line.insert("五百元整")
    desk.line.setSelection(0, 1)
    scan(desk, CODE)
    assert (desk.line.text(), desk.line.selectedText()) == ("五百元整", "五")
    desk.line.undo()
    scan(desk, CODE)
    assert not desk.line.text()
    desk.line.redo()
    assert desk.line.text() == "五百元整"


def test_a_note_keeps_its_selection_and_its_redo(desk, patient):
    desk.note.setFocus()
    desk.note.insertPlainText("记事")
    desk.note.undo()
    scan(desk, CODE)
    assert desk.note.document().isRedoAvailable()
    desk.note.redo()
    assert desk.note.toPlainText() == "记事"
    desk.note.selectAll()
    scan(desk, CODE)
    assert desk.note.textCursor().selectedText() == "记事"


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n", "\r\r"])
def test_one_enter_or_two_end_a_scan(desk, patient, ending):
    desk.button.setFocus()
    scan(desk, CODE, ending)
    assert desk.told == [CODE]
    assert not desk.pressed


def test_one_scan_after_the_other(desk, patient):
    desk.line.setFocus()
    scan(desk, CODE)
    scan(desk, CODE[::-1])
    assert desk.told == [CODE, CODE[::-1]]


def test_capitals_and_characters_belong_to_it(desk, patient):
    desk.line.setFocus()
    text = "诚信商户，曾家面馆，诚信〔2026〕001号，验真码" + "0123456789" * 18 + "01234"
    scan(desk, text)
    scan(desk, "91130104MA0ABCDE1X")
    assert desk.told == [text, "91130104MA0ABCDE1X"]
    assert not desk.line.text()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
def test_a_list_that_is_folded_out_folds_up(desk, patient, qtbot):
    desk.fixed.setFocus()
    desk.fixed.showPopup()
    for each in CODE:
        press(desk.fixed.view(), each)
    press(desk.fixed.view(), "\r", key=Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.told == [CODE])
    assert not desk.fixed.view().isVisible()
    assert desk.fixed.currentIndex() == 0


@pytest.mark.parametrize("pace", [60, 80, 200])
def test_a_quick_typist_is_no_scanner(desk, strict, pace, qtbot):
    entered = []
    desk.line.returnPressed.connect(lambda: entered.append(desk.line.text()))
    desk.line.setFocus()
    type_at_pace(desk.line, CODE, pace)
    assert entered == [CODE]
    assert not desk.told


def test_the_pace_is_taken_from_the_keys_however_late_they_are_heard(desk, strict, qtbot):
    desk.line.setFocus()
    type_at_pace(desk.line, CODE, 34)
    qtbot.waitUntil(lambda: desk.told == [CODE])
    assert not desk.line.text()


def test_five_characters_are_no_scan(desk, patient):
    entered = []
    desk.line.returnPressed.connect(lambda: entered.append(desk.line.text()))
    desk.line.setFocus()
    scan(desk, "12345")
    assert entered == ["12345"]
    assert not desk.told


def test_without_enter_all_is_typed_as_it_came(desk, strict, qtbot):
    desk.line.setFocus()
    scan(desk, "12,345.60 ab", "")
    qtbot.waitUntil(lambda: desk.line.text() == "12,345.60 ab")
    assert not desk.told


def test_other_keys_find_typed_what_was_typed_before_them(desk, patient):
    desk.line.setFocus()
    QTest.keyClick(desk.windowHandle(), "7")
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Backspace)
    QTest.keyClick(desk.windowHandle(), "8")
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert desk.line.selectedText() == "8"


def test_a_click_finds_typed_what_was_typed_before_it(desk, patient):
    desk.line.setFocus()
    QTest.keyClick(desk.windowHandle(), "7")
    QTest.mouseClick(desk.button, Qt.MouseButton.LeftButton)
    assert desk.line.text() == "7"


def test_a_key_held_down_is_no_scan(desk, patient):
    desk.line.setFocus()
    for repeated in (False, *[True] * 20):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", repeated)
        QApplication.sendEvent(desk.line, event)
    press(desk.line, "\r", key=Qt.Key.Key_Return)
    assert desk.line.text() == "1" * 21
    assert not desk.told


def test_a_password_may_be_typed_by_a_program(desk, patient):
    desk.line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.line.setFocus()
    scan(desk, CODE)
    assert desk.line.text() == CODE
    assert not desk.told


def test_a_scan_may_come_through_an_input_method(desk, patient, qtbot):
    desk.line.setFocus()
    for each in CODE:
        compose(desk.line, "", each)
    scan(desk, "")
    compose(desk.line, "", CODE)
    scan(desk, "")
    assert desk.told == [CODE, CODE]
    assert not desk.line.text()


def test_letters_that_an_input_method_takes_for_pinyin_are_of_the_scan(desk, patient):
    desk.line.setFocus()
    desk.line.setText("张三")
    compose(desk.line, "S")
    compose(desk.line, "SH")
    compose(desk.line, "", "SH-")
    scan(desk, "00012")
    assert desk.told == ["SH-00012"]
    assert desk.line.text() == "张三"
    compose(desk.line, "", "李")
    desk.watch._let_go()
    assert desk.line.text() == "张三李"


def test_an_input_method_may_swallow_the_enter(desk, monkeypatch, qtbot):
    monkeypatch.setattr(scanning, "GAP", 400)
    desk.line.setFocus()
    scan(desk, "91130104", "")
    for preedit in ("M", "MA"):
        compose(desk.line, preedit)
    compose(desk.line, "", "MA0ABCDE1X")
    qtbot.waitUntil(lambda: desk.told == ["91130104MA0ABCDE1X"])
    assert not desk.line.text()


def test_composing_at_a_clerks_pace_is_seen_at_once(desk, strict, qtbot):
    desk.line.setFocus()
    for preedit in ("h", "hu", "hui"):
        compose(desk.line, preedit)
        QTest.qWait(60)
    compose(desk.line, "", "会战大街社区党委")
    assert desk.line.text() == "会战大街社区党委"
    QTest.qWait(60)
    press(desk.line, "\r", key=Qt.Key.Key_Return)
    assert not desk.told


class Taking(QDialog):
    """A dialog with a use for some scans."""

    def __init__(self, parent):
        super().__init__(parent)
        self.box, self.taken = QLineEdit(self), []
        self.button = QPushButton("确定", self)
        self.button.setDefault(True)
        self.button.clicked.connect(self.accept)
        self.box.setFocus()

    def take_scan(self, text):
        self.taken.append(text)
        return text == CODE


def test_the_dialog_in_front_comes_first_and_the_rest_can_be_opened_later(desk, patient):
    dialog = Taking(desk)
    dialog.open()
    scan(desk, CODE)
    assert toast_of(desk) is None
    scan(desk, "91130104MA0ABCDE1X91130104")
    assert dialog.taken == [CODE, "91130104MA0ABCDE1X91130104"]
    assert dialog.isVisible()
    assert not dialog.box.text()
    assert "“91130104MA0ABCDE1X911301…”在这个窗口里用不上" in toast_of(desk).accessibleName()
    dialog.reject()
    assert not desk.told
    toast_of(desk).link.click()
    assert desk.told == ["91130104MA0ABCDE1X91130104"]


def test_what_a_first_letter_opens_gets_the_second(desk, patient):
    got = []

    def open_dialog(text):
        dialog = Taking(desk)
        dialog.box.textChanged.connect(lambda text: (got.append(text), dialog.accept()))
        QTimer.singleShot(2_000, dialog, dialog.reject)
        dialog.exec()

    desk.line.textChanged.connect(open_dialog)
    desk.line.setFocus()
    scan(desk, "78", "")
    desk.watch._let_go()
    assert got == ["8"]
    assert desk.line.text() == "7"
