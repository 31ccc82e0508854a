"""The boxes a clerk fills in. Each takes a value, gives it back, and says when it was changed."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

from app.domain import money
from app.domain.calendar import read_day, spoken
from app.domain.errors import Invalid
from app.domain.identifiers import code_in


class LineEditor(QLineEdit):
    """One line of text."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self.edited)

    def fill(self, value: Any) -> None:
        """Show a value."""
        self.setText(value or "")

    def value(self) -> Any:
        """What was typed, without blanks around it."""
        return self.text().strip()


class CodeEditor(LineEditor):
    """A unified social credit code, which may be scanned into it."""

    def take_scan(self, text: str) -> bool:
        """Put the code in a scan in place of what stands here, and go on; False where there is none."""
        if code := code_in(text):
            self.selectAll()
            self.insert(code)
            self.focusNextChild()
        return bool(code)


class DateEditor(LineEditor):
    """A day typed in any usual style; shown as 2026年3月5日, given back as ISO text of the same precision."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("如 2026.3.5 或 2026年3月")
        self.editingFinished.connect(self._tidy)

    def fill(self, value: Any) -> None:
        """Show ISO text."""
        self.setText(spoken(value or ""))

    def value(self) -> str:
        """ISO text, or the typed words where they are no date, for the noun's check to complain about."""
        try:
            return read_day(self.text()).iso or super().value()
        except Invalid:
            return super().value()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+; is today, as in a spreadsheet."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Semicolon, ord("；")):
            self.fill(dt.date.today().isoformat())
        else:
            super().keyPressEvent(event)

    def _tidy(self) -> None:
        value = self.value()
        if tidy := spoken(value) if value[:4].isdecimal() and value[4:5] == "-" else "":
            self.setText(tidy)


class AmountEditor(LineEditor):
    """An amount as people type it (1,000, 200*3, 1.2万); given back as fen, "" for none."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("如 500、200*3、1.2万")
        self.editingFinished.connect(self._tidy)

    def fill(self, value: Any) -> None:
        """Show fen, or words that were typed and not understood."""
        self.setText(money.in_digits(value) if isinstance(value, int) else value or "")

    def value(self) -> int | str:
        """Fen, or the typed words where they are no amount, for the noun's check to complain about."""
        try:
            return money.read(self.text())
        except Invalid:
            return super().value()

    def means(self) -> str:
        """陆佰元整; nothing while what stands in it is no amount."""
        value = self.value()
        return money.in_capitals(value) if isinstance(value, int) else ""

    def _tidy(self) -> None:
        value = self.value()
        if isinstance(value, int):
            self.setText(money.in_digits(value))


class NoteEditor(QPlainTextEdit):
    """Several lines; Alt+Enter begins a new one, since Enter goes on to the next field."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.edited)

    def fill(self, value: Any) -> None:
        """Show a text."""
        self.setPlainText(value or "")

    def value(self) -> str:
        """What was typed."""
        return self.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Enter begins a new line, as in a spreadsheet's cell."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)


class ChoiceEditor(QComboBox):
    """One of several; `free` lets the clerk type a word that is not in the list yet."""

    edited = Signal()

    def __init__(self, options: Callable[[], list[tuple[Any, str]]], free: bool) -> None:
        super().__init__()
        self._options = options
        self.setEditable(free)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentTextChanged.connect(self.edited)

    def fill(self, value: Any) -> None:
        """Offer the choices of this moment and show one of them."""
        self.clear()
        for option, label in self._options():
            self.addItem(label, option)
        self.setCurrentIndex(self.findData(value))
        if self.isEditable():
            self.setEditText(value or "")

    def value(self) -> Any:
        """The chosen value, or the typed text."""
        return self.currentText().strip() if self.isEditable() else self.currentData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 opens the list."""
        if event.key() == Qt.Key.Key_F2:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only a box in use turns with the wheel; otherwise the form scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberBox(QSpinBox):
    """A small number, such as of copies."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """As a choice: only a box in use turns with the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TickEditor(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__("是")
        self.toggled.connect(self.edited)

    def fill(self, value: Any) -> None:
        """Show a yes or a no."""
        self.setChecked(bool(value))

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()


Editor = LineEditor | NoteEditor | ChoiceEditor | TickEditor
