"""Copies nobody asks for: every half hour while the window is open, and when it is left."""

import datetime as dt
import logging

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, Problem
from app.domain.roles import Right
from app.services import backups, centres, session
from app.services.backups import Done
from app.ui.kit import messages, tasks, toast

EVERY = dt.timedelta(minutes=30)
LOOK = 60_000
"""Milliseconds between two looks at the clock."""


class RegularCopies(QObject):
    """Lives as long as its window; what goes wrong is told once, quietly, as the data is not touched by it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._since = dt.datetime.now()
        self._told = ""
        self._look = QTimer(self, interval=LOOK)
        self._look.timeout.connect(self.look)
        self._look.start()

    def look(self) -> None:
        """Copy in a worker when the last copy is old enough, there is something new and nothing else is under way."""
        now = dt.datetime.now()
        last = max(self._since, centres.last_backup() or self._since)
        if abs(now - last) >= EVERY and not tasks.busy():
            self._since = now
            if backups.due():
                tasks.run(lambda report: backups.automatic(backups.REGULAR, report), self._made, self._failed)

    def _made(self, done: Done | None) -> None:
        self._window.revalidate()  # type: ignore[attr-defined]
        self._tell(done.hint if done else "")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._tell(str(error))

    def _tell(self, sentence: str) -> None:
        if sentence and sentence != self._told:
            toast.show(self._window, sentence)
        self._told = sentence


def copy_now(window: QWidget) -> None:
    """Copy because a clerk asked for it: one act, answered by a toast."""

    def made(done: Done) -> None:
        where = "本机和 U 盘" if done.outside else "本机"
        toast.show(window, f"已备份到{where}，并核对无误。{done.hint}")
        window.revalidate()  # type: ignore[attr-defined]

    tasks.run_shown(window, "正在备份", backups.make, made)


def copy_before_leaving() -> None:
    """Copy the store that is open if there is anything new, showing progress where it takes a second and 取消 where
    it takes three; comes back in any case."""
    if not session.may(Right.READ):
        return
    waiting, problems = QEventLoop(), list[str]()

    def failed(error: Exception) -> None:
        if not isinstance(error, Cancelled):
            problems.append(str(error) if isinstance(error, Problem) else messages.CRASHED)
        if not isinstance(error, Problem):
            logging.getLogger(__name__).error("copy at exit\n%s", messages.details(error))
        waiting.quit()

    try:
        if not backups.due():
            return
    except Problem as problem:
        messages.complain(None, str(problem), "没有备份")
        return
    tasks.run(
        lambda report: backups.automatic(backups.LEAVING, report),
        lambda done: waiting.quit(),
        failed,
        tasks.Progress(None, "正在备份，备份好就退出"),
    )
    waiting.exec()
    for sentence in problems:
        messages.complain(None, sentence, "没有备份")
