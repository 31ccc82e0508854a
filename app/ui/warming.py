"""Pages made before they are asked for, one at a time: Ctrl+K names what all of them do and is to open at once."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.idle import stirs
from app.ui.kit import hearing

QUIET = 1_000
"""Milliseconds without a key or a movement after which the next page is made."""


class Warming(QObject):
    """Makes each page while nobody is at the keys and no dialog is open; ends when all are made."""

    def __init__(self, owner: QWidget, keys: Iterable[str], make: Callable[[str], object]) -> None:
        super().__init__(owner)
        self._owner, self._left, self._make = owner, list(keys), make
        self._quiet = QTimer(self, interval=QUIET)
        self._quiet.timeout.connect(self._next)
        hearing.listen(self)
        self._quiet.start()

    def hear(self, watched: QObject, event: QEvent) -> bool:
        """Every key and movement starts the wait anew."""
        if stirs(event):
            self._quiet.start()
        return False

    def _next(self) -> None:
        if not self._owner.isVisible() or QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return
        if self._left:
            self._make(self._left.pop(0))
        else:
            self._quiet.stop()
            self.deleteLater()
