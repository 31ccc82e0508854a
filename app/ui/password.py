"""A box for a password, whose letters can be shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.ui.kit import icons, theme
from app.ui.kit.editors import Editor, LineEditor
from app.ui.kit.fields import Text


class PasswordEditor(LineEditor):
    """Dots instead of letters until the eye is pressed; blanks count. `capitals` says whether the keys are locked."""

    capitals = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.eye = QAction("显示口令", self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)
        self._show(False)

    def value(self) -> str:
        """What was typed, to the letter."""
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, gives the lock away."""
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(letter.isupper() != shift)
        super().keyPressEvent(event)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setIcon(icons.icon("eye-off" if shown else "eye", theme.tokens().text_2))
        self.eye.setText("隐藏口令" if shown else "显示口令")


class Password(Text):
    """A form's row for a password."""

    def editor(self) -> Editor:
        """A box that hides what is typed."""
        return PasswordEditor()
