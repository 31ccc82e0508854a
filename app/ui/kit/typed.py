"""What was typed, kept to be given on later: an event that came lives no longer than its delivery."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_BESIDE = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Alt, Qt.Key.Key_AltGr)
_CODE_OF_A_CHARACTER = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True)
class Typed:
    """Text that came at once; `weight` is how many characters a scanner would have typed for it."""

    target: QWidget
    event: QKeyEvent | QInputMethodEvent
    text: str
    weight: int

    @property
    def composed(self) -> bool:
        """Whether an input method made it of what was typed before."""
        return self.weight < len(self.text)

    @property
    def composing(self) -> str:
        """The letters that an input method was still composing."""
        return self.event.preeditString().replace("'", "") if isinstance(self.event, QInputMethodEvent) else ""

    def receiver(self) -> QObject | None:
        """Where it goes now: where it was typed, or into the dialog that stands before that by now."""
        front = QApplication.activeModalWidget()
        if not isValid(self.target):
            return None
        if front is None or self.target.window() is front or QApplication.activePopupWidget():
            return self.target
        return front.focusWidget() or front


def of_key(target: QWidget, event: QKeyEvent) -> Typed:
    """A key that types."""
    copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
    return Typed(target, copy, event.text(), len(event.text()))


def of_method(target: QWidget, event: QInputMethodEvent, *, composed: bool) -> Typed:
    """What an input method gives: all at once, or `composed` of what it had before."""
    copy = QInputMethodEvent(event.preeditString(), event.attributes())
    text = event.commitString()
    copy.setCommitString(text, event.replacementStart(), event.replacementLength())
    return Typed(target, copy, text, min(1, len(text)) if composed else len(text))


def types(event: QKeyEvent) -> bool:
    """Whether a key types a character; one that is held down does not count."""
    printable = bool(event.text()) and event.text().isprintable()
    return printable and not event.modifiers() & COMMANDING and not event.isAutoRepeat()


def is_beside(event: QKeyEvent) -> bool:
    """Whether a scanner presses such a key between characters: Shift, or Alt with a character's code."""
    coded = event.modifiers() & _CODE_OF_A_CHARACTER == _CODE_OF_A_CHARACTER
    return coded or event.key() in _BESIDE


def is_secret(widget: QWidget) -> bool:
    """Whether a password goes in here, which a program may type as fast as a scanner."""
    return isinstance(widget, QLineEdit) and widget.echoMode() != QLineEdit.EchoMode.Normal
