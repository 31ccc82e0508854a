"""What is to wait until a window can be seen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Does `act` right after `owner` was painted for the first time."""

    def __init__(self, owner: QWidget, act: Callable[[], object]) -> None:
        super().__init__(owner)
        self._owner, self._act = owner, act
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The owner's children are painted in the same go: wait until that is over."""
        if event.type() == QEvent.Type.Paint:
            self._owner.removeEventFilter(self)
            QTimer.singleShot(0, self._owner, self._act)
        return False
