"""A scanner gun in the hands of the tests: keys as the window system brings them, or as an input method does."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.scanning import ScanWatch

NONE = Qt.KeyboardModifier.NoModifier


def front(window):
    """What the window system gives the keys to."""
    return (QApplication.activeModalWidget() or window).windowHandle()


def scan(window, text, ending="\r"):
    """Type as fast as a scanner, shortcuts and focus as in life."""
    for each in text + ending:
        if each == "\r":
            QTest.keyClick(front(window), Qt.Key.Key_Return)
        elif each == "\n":
            QTest.keyClick(front(window), Qt.Key.Key_Enter)
        elif each.isascii():
            QTest.keyClick(front(window), each)
        else:
            press(QApplication.focusWidget() or window, each)
    QTest.qWait(1)


def press(widget, text, at=0, key=0):
    """One key with a time of its own, in milliseconds; 0 for one that has none."""
    event = QKeyEvent(QEvent.Type.KeyPress, key or Qt.Key.Key_unknown, NONE, text)
    event.setTimestamp(at)
    QApplication.sendEvent(widget, event)


def type_at_pace(widget, text, pace, start=10_000):
    """Keys that come `pace` milliseconds after each other, Enter last."""
    for place, each in enumerate(text):
        press(widget, each, start + place * pace)
    press(widget, "\r", start + len(text) * pace, Qt.Key.Key_Return)


def compose(widget, preedit, commit=""):
    """What an input method shows and gives."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


class Desk(QWidget):
    """One of each that may have the focus."""

    def __init__(self):
        super().__init__()
        self.line, self.note, self.free, self.fixed = QLineEdit(), QPlainTextEdit(), QComboBox(), QComboBox()
        self.free.setEditable(True)
        self.table, self.button = QTableWidget(9, 1), QPushButton("保存")
        for row in range(9):
            self.table.setItem(row, 0, QTableWidgetItem(f"{row}号"))
        for box in (self.free, self.fixed):
            box.addItems([f"{number}号" for number in range(9)])
        column = QVBoxLayout(self)
        for part in (self.line, self.note, self.free, self.fixed, self.table, self.button):
            column.addWidget(part)
        self.pressed, self.told = [], []
        self.button.clicked.connect(lambda: self.pressed.append(1))
        self.button.setDefault(True)
        self.watch = ScanWatch(self)
        self.watch.scanned.connect(self.told.append)

    def state(self):
        return (
            self.line.text(),
            self.note.toPlainText(),
            self.free.currentText(),
            self.fixed.currentIndex(),
            self.table.currentRow(),
            self.pressed,
        )
