"""Notices that nobody is at the keyboard, and the key that says so."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from app.ui.kit import hearing

LIMIT = 10 * 60_000
"""Milliseconds without a key or a movement after which the desk counts as left."""
NOTICE = 30_000
"""Milliseconds before that at which it is announced."""
_STIRRING = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.Drop,
}


def stirs(event: QEvent) -> bool:
    """Whether somebody is at the keys or the mouse."""
    return event.type() in _STIRRING


class IdleWatch(QObject):
    """Watches the whole application as long as `owner` lives; while `busy()` nobody counts as away."""

    nearly = Signal()
    away = Signal()
    lock_wanted = Signal()

    def __init__(self, owner: QObject, busy: Callable[[], bool]) -> None:
        super().__init__(owner)
        self._busy = busy
        self._quiet = QTimer(self, singleShot=True, interval=LIMIT - NOTICE)
        self._last = QTimer(self, singleShot=True, interval=NOTICE)
        self._quiet.timeout.connect(self._announce)
        self._last.timeout.connect(self._give_up)
        hearing.listen(self)
        self._quiet.start()

    def hear(self, watched: QObject, event: QEvent) -> bool:
        """Every key and movement starts the wait anew; Ctrl+L ends it wherever it is pressed."""
        if stirs(event):
            self._last.stop()
            self._quiet.start()
            if isinstance(event, QKeyEvent) and _is_lock(event):
                self.lock_wanted.emit()
                return True
        return False

    def _announce(self) -> None:
        self._last.start()
        if not self._busy():
            self.nearly.emit()

    def _give_up(self) -> None:
        if self._busy():
            self._quiet.start()
        else:
            self.away.emit()


def _is_lock(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
