"""Notices that a new day has begun: a window left open over night must not enter anything under yesterday's date."""

import datetime as dt

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

LOOK = 60_000
"""Milliseconds between two looks at the calendar."""


class NewDay(QObject):
    """Lives as long as its window, and has it read again what it shows."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._day = window, dt.date.today()
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Have the window read again once the day is another one."""
        if self._day != dt.date.today():
            self._day = dt.date.today()
            self._window.revalidate()  # type: ignore[attr-defined]
