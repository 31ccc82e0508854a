"""What somebody types, moves or drops anywhere in the program, told to all who listen.

Python hears every event of a filter on the whole application, and they are thousands whenever a page is made: so there
is one filter, and it lets all others go at once.
"""

from typing import Protocol
from weakref import ref

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QDropEvent, QInputEvent, QInputMethodEvent
from shiboken6 import isValid

_FELT = (QInputEvent, QInputMethodEvent, QDropEvent)


class Listener(Protocol):
    """A QObject that hears: True keeps the event from where it goes."""

    def hear(self, watched: QObject, event: QEvent) -> bool: ...


class _Ear(QObject):
    """The filter. Who listened last hears first."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.listeners: list[ref[Listener]] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, _FELT) and any(each.hear(watched, event) for each in self._alive())

    def _alive(self) -> list[Listener]:
        """Who still listens, the latest first; those that are gone are forgotten."""
        known = [(each, each()) for each in self.listeners]
        alive = [(each, listener) for each, listener in known if listener is not None and isValid(listener)]
        self.listeners = [each for each, _ in alive]
        return [listener for _, listener in reversed(alive)]


def listen(listener: Listener) -> None:
    """Tell a QObject each such event, wherever it goes, as long as it lives."""
    app = QCoreApplication.instance()
    assert app
    ear = app.findChild(_Ear) or _Ear(app)
    ear.listeners.append(ref(listener))
