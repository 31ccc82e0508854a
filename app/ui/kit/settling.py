"""What is written as soon as it changes, but while a mouse button is down only once, when it is let go."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication


class Settling(QObject):
    """Does `act` at once, or when the drag under way ends."""

    def __init__(self, owner: QObject, act: Callable[[], object]) -> None:
        super().__init__(owner)
        self._act = act

    def start(self) -> None:
        """Something changed."""
        app = QCoreApplication.instance()
        if app and QGuiApplication.mouseButtons():
            app.installEventFilter(self)
        else:
            self._act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the button to be let go."""
        app = QCoreApplication.instance()
        if app and event.type() == QEvent.Type.MouseButtonRelease:
            app.removeEventFilter(self)
            self._act()
        return False
