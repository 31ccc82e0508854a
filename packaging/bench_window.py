"""Waiting at a window of 20,000 merchants: changing tabs, scrolling, searching, each until it is painted."""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench_lists import TYPED
from bench_store import drafts, fill, percentiles, store
from PySide6.QtCore import QAbstractTableModel, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QTableView, QWidget

COUNT = 20_000
ROUNDS = 5
QUIET, PATIENCE = 0.02, 10
NOTCH = 120
FAST = 24 * NOTCH
TAB_AT_MOST, FRAME_AT_MOST, SEARCH_AT_MOST = 0.150, 0.100, 0.100


def main() -> None:
    """Print the three waits beside a bare widget's, or beside the query alone."""
    with store() as folder:
        fill(drafts(COUNT))
        app, window = _window(folder)
        _tabs(app, window)
        _scrolling(app, window)
        _searching(app, window)


def _window(folder: str) -> tuple[QApplication, Any]:
    from app import start
    from app.paths import Folder
    from app.ui import look
    from app.ui.kit import memory

    app = start.application()
    sys.excepthook = sys.__excepthook__  # what goes wrong here ends the run instead of opening a box
    memory.use(Folder(Path(folder)).settings)
    look.restore(app)
    window = start.MainWindow()
    window.show()
    return app, window


class _Watch(QObject):
    """Sees whether anything was painted inside a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget, self.painted = widget, False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painted = self.painted or watched is self.widget or self.widget.isAncestorOf(watched)
        return False


def _seconds(app: QApplication, widget: QWidget, act: Callable[[], object]) -> float:
    """From an act of the clerk until the last of what came of it is painted inside a widget; seconds."""
    app.processEvents()
    watch = _Watch(widget)
    app.installEventFilter(watch)
    start = done = time.perf_counter()
    act()
    while time.perf_counter() - done < (QUIET if done > start else PATIENCE):
        app.processEvents()
        if watch.painted:
            done, watch.painted = time.perf_counter(), False
    app.removeEventFilter(watch)
    assert done > start, "nothing was painted"
    return done - start


def _activate(window: QWidget) -> None:
    """Let the window hear the keys, which a bare one beside it heard last."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def _say(what: str, times: list[float], floor: list[float], beside: str, bound: float) -> None:
    """One line: how long it took, the longest against its bound, and the median against the floor's."""
    (middle, slow), (bare, _) = percentiles(times), percentiles(floor)
    longest = max(times) * 1000
    kept = "" if max(times) <= bound else "  MISSED"
    shown = f"p50 {middle * 1000:.1f} ms, p95 {slow * 1000:.1f} ms, longest {longest:.1f} (at most {bound * 1000:.0f})"
    print(f"{what}: {shown}; {beside} {bare * 1000:.1f} ms: {middle / bare:.1f} x{kept}", flush=True)


def _tabs(app: QApplication, window: Any) -> None:
    """Ctrl+1 to Ctrl+6: pages shown for the first time, again, and after something was written."""
    from app.store.writing import writing

    def press(number: int) -> float:
        return _seconds(app, window.stack, lambda: QTest.keySequence(window, f"Ctrl+{number}"))

    def after_writing(number: int) -> float:
        with writing("修改商户"):
            pass
        return press(number)

    circle = (2, 3, 4, 5, 6, 1)
    bare = _bare_tabs(app)
    _activate(window)
    first = [press(number) for number in circle]
    again = [press(number) for _ in range(ROUNDS) for number in circle]
    stale = [after_writing(number) for _ in range(ROUNDS) for number in circle]
    for what, times in (("first time", first), ("again", again), ("after a writing", stale)):
        _say(f"tab at {COUNT:,}, {what}", times, bare, "a bare page", TAB_AT_MOST)


def _bare_tabs(app: QApplication) -> list[float]:
    """The same for six labels on a stack."""
    stack = QStackedWidget()
    for number in range(6):
        stack.addWidget(QLabel(str(number)))
    stack.resize(1366, 600)
    _seconds(app, stack, stack.show)
    times = [
        _seconds(app, stack, lambda n=n: stack.setCurrentIndex(n)) for _ in range(ROUNDS) for n in (1, 2, 3, 4, 5, 0)
    ]
    stack.close()
    return times


def _scrolling(app: QApplication, window: Any) -> None:
    """The wheel notch by notch, then spun (Qt turns at most a page), and the bar dragged all over the list."""
    QTest.keySequence(window, "Ctrl+4")
    table = window.page.table
    bare = _bare_table(app, table)
    floor = _wheel(app, bare, [NOTCH] * 100)
    bare.close()
    for what, times in (
        ("notch by notch", _wheel(app, table, [NOTCH] * 200)),
        ("page by page", _wheel(app, table, [FAST] * 300)),
        ("dragged", _drag(app, table)),
    ):
        _say(f"frame over {COUNT:,}, {what}", times, floor, "a bare table", FRAME_AT_MOST)


def _wheel(app: QApplication, table: QTableView, turns: Iterable[int]) -> list[float]:
    return [
        _seconds(app, table, lambda turn=turn: app.sendEvent(table.viewport(), _turned(table, turn))) for turn in turns
    ]


def _turned(table: QWidget, angle: int) -> QWheelEvent:
    place = QPointF(200, 200)
    still, down = QPoint(0, 0), QPoint(0, -angle)
    where = QPointF(table.mapToGlobal(QPoint(200, 200)))
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    return QWheelEvent(place, where, still, down, *none, Qt.ScrollPhase.NoScrollPhase, False)


def _drag(app: QApplication, table: QTableView) -> list[float]:
    """To places that were never shown before."""
    bar = table.verticalScrollBar()
    places = [(step * 617) % 1000 * bar.maximum() // 1000 for step in range(100)]
    return [_seconds(app, table, lambda place=place: bar.setValue(place)) for place in places]


def _bare_table(app: QApplication, like: QTableView) -> QTableView:
    """A plain view over texts that lie in memory, as large and with as many rows and columns shown."""

    class Texts(QAbstractTableModel):
        def rowCount(self, parent: Any = None) -> int:
            return COUNT

        def columnCount(self, parent: Any = None) -> int:
            return sum(not like.isColumnHidden(place) for place in range(like.model().columnCount()))

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            return f"萨尔图区瑞和顺茶庄{index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

    bare = QTableView()
    bare.setModel(Texts(bare))
    bare.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    bare.verticalHeader().setDefaultSectionSize(like.rowHeight(0))
    bare.resize(like.size())
    _seconds(app, bare, bare.show)
    return bare


def _searching(app: QApplication, window: Any) -> None:
    """The last key of each word into the search box; the list is painted with what it found."""
    from app.services import merchants

    _activate(window)
    box = window.page.finder.box
    times, floor = [], []
    for typed in TYPED:
        box.setText(typed[:-1])
        times.append(_seconds(app, window.page.states, lambda typed=typed: box.insert(typed[-1])))
        start = time.perf_counter()
        found = merchants.rows(merchants.ids(typed)[:256])
        floor.append(time.perf_counter() - start)
        assert [row.id for row in found] == window.page.rows.ids[:256]
        box.clear()
    _say(f"search at {COUNT:,} after the last key", times, floor, "the query and a window of rows", SEARCH_AT_MOST)
