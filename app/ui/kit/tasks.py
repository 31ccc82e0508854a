"""Slow work off the main thread. The work gets plain values and gives plain values back: no widgets."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from threading import Event
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from app.domain.errors import Cancelled, Problem
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog

T = TypeVar("T")
Report = Callable[[int, int], None]
"""What work calls now and then with (done, total); it raises Cancelled to stop."""

SECOND = 1000
"""Milliseconds."""

INPUT = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.Shortcut,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.Drop,
    QEvent.Type.Close,
}


class Task(QObject, Generic[T]):
    """One piece of work on its way; `stop()` asks it to end."""

    advanced = Signal(int, int)
    ended = Signal()
    _outcome = Signal(object, object)

    def __init__(
        self,
        work: Callable[[Report], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
        *,
        counts: bool = False,
    ) -> None:
        super().__init__()
        self._work, self._done, self._failed, self._counts = work, done, failed, counts
        self._stopped = Event()
        self._reported = 0.0
        self._outcome.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Make the next report raise Cancelled."""
        self._stopped.set()

    def look(self) -> None:
        """Raise Cancelled once the work is to end."""
        if self._stopped.is_set():
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """Called by the work, in its thread; at most twenty times a second reach the screen."""
        self.look()
        if monotonic() - self._reported > 0.05:
            self._reported = monotonic()
            self.advanced.emit(done, total)

    def carry_out(self) -> None:
        """Run in the worker, with a database connection of its own."""
        from app.store.database import db, own_connection
        from app.store.stopping import stoppable

        try:
            with own_connection(), stoppable(db, self.look) if self._counts else nullcontext():
                result = self._work(self.report)
        except Exception as error:  # noqa: BLE001 - carried to the main thread and shown or raised there
            self._outcome.emit(None, error)
        else:
            self._outcome.emit(result, None)

    def _deliver(self, result: T, error: Exception | None) -> None:
        _under_way.discard(self)
        if not _under_way:
            gc.enable()
        self.ended.emit()
        if error and _stands(self._failed):
            self._failed(error)
        elif not error and _stands(self._done):
            self._done(result)


def _stands(told: Callable) -> bool:
    """Whether the widgets that would be told of the outcome are still there; a pane may have been made anew."""
    call, given = (told.func, told.args) if isinstance(told, partial) else (told, ())
    owners = [getattr(call, "__self__", None), *given]
    return all(isValid(owner) for owner in owners if isinstance(owner, QObject))


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.carry_out()


_under_way: set[QObject] = set()


def run(
    work: Callable[[Report], T],
    done: Callable[[T], object],
    failed: Callable[[Exception], object],
    progress: "Progress | None" = None,
    *,
    counts: bool = False,
) -> Task[T]:
    """Run `work(report)` in a worker; `done(result)` or `failed(error)` is then called in the main thread. Work that
    `counts` is stopped within a statement, too. Rubbish is not collected meanwhile: a worker would take apart widgets
    that only the main thread may touch."""
    task = Task(work, done, failed, counts=counts)
    _under_way.add(task)
    gc.disable()
    if progress:
        progress.follow(task)
    QThreadPool.globalInstance().start(_Runner(task))
    return task


def busy() -> bool:
    """Whether any work is under way."""
    return bool(_under_way)


def run_shown(
    parent: QWidget | None,
    title: str,
    work: Callable[[Report], T],
    done: Callable[[T], object],
    again: Callable[[], object] | None = None,
    *,
    counts: bool = False,
) -> Task[T]:
    """Run `work(report)` behind a progress dialog; a Problem is complained of, a bug goes to the crash box.

    `again` asks anew where to save; without it the same work is tried once more where that is the remedy. Work that
    `counts` over many rows without writing much is stopped within a statement, too.
    """
    again = again or (lambda: run_shown(parent, title, work, done, counts=counts))
    failed = partial(show_failure, parent, again=again)
    return run(work, done, failed, Progress(parent, title), counts=counts)


@contextmanager
def shown_here(parent: QWidget | None, title: str, *, stoppable: bool = False) -> Iterator[Report]:
    """For work that must stay in the main thread: gives its `report`, which paints, but lets no event through; where
    the work is `stoppable` it listens for 取消 and then raises Cancelled."""
    progress = Progress(parent, title)
    _under_way.add(progress)
    progress.cancel.setVisible(stoppable)
    progress.show()
    _app().processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    try:
        yield progress.count_or_stop if stoppable else progress.show_count
    finally:
        _under_way.discard(progress)
        progress.end()


def show_failure(parent: QWidget | None, error: Exception, again: Callable[[], object] | None = None) -> None:
    """What to do with an error a worker ended with; `again` begins its work anew."""
    if not isinstance(error, Problem):
        raise error
    messages.show_problem(parent, error, again)


def _app() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app
    return app


class Progress(Dialog):
    """Holds the window still, shows itself after a second, and the count with 取消 after three."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, title, width=460)
        self.setModal(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.count = label("请稍候……", "quiet")
        self.cancel = button("取消", self.reject)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.count)
        self.add_buttons(self.cancel)
        self.cancel.hide()
        self._task: Task | None = None
        self._seconds = QTimer(self, interval=SECOND)
        self._seconds.timeout.connect(self._second)
        self._passed = 0
        self._stopped = False

    def follow(self, task: Task) -> None:
        """Stand by this task until it ends."""
        self._task = task
        task.advanced.connect(self._advance)
        task.ended.connect(self.end)
        _app().installEventFilter(self)
        self._seconds.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Until it shows, nothing may be pressed in the window; afterwards it is modal."""
        return event.type() in INPUT and not self.isVisible()

    def reject(self) -> None:
        """Stop the work; the dialog goes when it has stopped."""
        if self.cancel.isVisible():
            self._stopped = True
            if self._task:
                self._task.stop()
            self.cancel.setEnabled(False)
            self.count.setText("正在取消……")

    def _second(self) -> None:
        self._passed += 1
        if self._passed == 1:
            self.show()
        elif self._passed == 3:
            self.cancel.show()
            self.adjustSize()

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self.cancel.isVisible() and self.cancel.isEnabled():
            self.count.setText(f"已完成 {done:,} / {total:,}，还剩 {total - done:,}")

    def show_count(self, done: int, total: int) -> None:
        """Paint how far the work is, at once."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.repaint()

    def count_or_stop(self, done: int, total: int) -> None:
        """Paint how far the work is, and see what was pressed meanwhile; raises Cancelled."""
        self.show_count(done, total)
        self.count.setText(f"第 {done:,} 步，共 {total:,} 步")
        _app().processEvents()
        if self._stopped:
            raise Cancelled

    def end(self) -> None:
        """The work is over."""
        self._seconds.stop()
        _app().removeEventFilter(self)
        self.accept()
        self.deleteLater()
