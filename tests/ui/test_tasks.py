"""Slow work in a worker, with progress and a way to stop it."""

import gc
import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import delete

from app.domain.errors import Cancelled, Problem
from app.store.database import db
from app.ui.kit import tasks
from tests.timing import timed


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def parent(qtbot, store):
    made = QWidget()
    QVBoxLayout(made).addWidget(QPushButton("再按一次"))
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def quick_seconds(monkeypatch):
    monkeypatch.setattr(tasks, "SECOND", 40)


def counting(seconds, steps=50):
    def work(report):
        for done in range(steps):
            time.sleep(seconds / steps)
            report(done, steps)
        return threading.get_ident()

    return work


def test_result_comes_back_to_the_main_thread(parent, qtbot):
    got = []
    tasks.run(counting(0.01), lambda worker: got.append((worker, threading.get_ident())), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] != got[0][1] == threading.get_ident()


def test_an_error_comes_back_too(parent, qtbot):
    def work(report):
        raise Problem("读不了这个文件。")

    got = []
    tasks.run(work, got.append, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert str(got[0]) == "读不了这个文件。"


def test_quick_work_shows_nothing(parent, qtbot):
    got, progress = [], tasks.Progress(parent, "正在导入")
    tasks.run(counting(0.01), got.append, got.append, progress)
    qtbot.waitUntil(lambda: bool(got))
    assert progress._passed == 0


def test_slow_work_shows_count_and_lets_the_window_paint(parent, qtbot, quick_seconds):
    got, progress = [], tasks.Progress(parent, "正在导入")
    paints = Paints(progress.bar)
    tasks.run(counting(1), got.append, got.append, progress)
    assert not progress.isVisible()
    qtbot.waitUntil(progress.isVisible)
    assert not progress.cancel.isVisible()
    qtbot.waitUntil(lambda: progress.cancel.isVisible() and "还剩" in progress.count.text())
    qtbot.waitUntil(lambda: bool(got))
    assert paints.count > 5


def test_cancel_stops_at_the_next_report(parent, qtbot, quick_seconds):
    got, begun, progress = [], [], tasks.Progress(parent, "正在导入")

    def work(report):
        for done in range(60_000):
            begun.append(done)
            time.sleep(0.005)
            report(done, 60_000)

    tasks.run(work, got.append, got.append, progress)
    qtbot.waitUntil(progress.cancel.isVisible, timeout=20_000)
    qtbot.mouseClick(progress.cancel, Qt.MouseButton.LeftButton)
    known = len(begun)
    qtbot.waitUntil(lambda: bool(got), timeout=20_000)
    assert isinstance(got[0], Cancelled)
    assert len(begun) <= known + 1


def test_nothing_can_be_pressed_twice_meanwhile(parent, qtbot):
    clicks, got = [], []
    again = parent.findChild(QPushButton)
    again.clicked.connect(lambda: clicks.append(1))
    tasks.run(counting(0.3), got.append, got.append, tasks.Progress(parent, "正在导入"))
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert not clicks
    qtbot.waitUntil(lambda: bool(got))
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert clicks


def test_the_worker_reads_the_store_by_itself(parent, qtbot):
    from app.services import centres

    got = []
    tasks.run(lambda report: centres.current().name, got.append, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["会战商圈党群服务中心"]


def test_no_worker_takes_apart_what_the_main_thread_threw_away(qtbot):
    gone = []

    class Dialog:
        def __init__(self):
            self.itself = self

        def __del__(self):
            gone.append(threading.current_thread() is threading.main_thread())

    def work(report):
        Dialog()
        return [[] for _ in range(200_000)]

    Dialog()
    done = []
    tasks.run(work, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done) and not tasks.busy())
    gc.collect()
    assert gone == [True, True]


def test_work_that_counts_stops_within_one_statement(parent, quick_seconds, qtbot):
    """A sum that would go on for minutes, between two reports."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT SUM(i) FROM n"
    ended = []

    def fail(error):
        ended.append(error)

    progress = tasks.Progress(parent, "正在计算")
    task = tasks.run(lambda report: db.execute_sql(endless), ended.append, fail, progress, counts=True)
    qtbot.waitUntil(progress.cancel.isVisible, timeout=20_000)
    with timed("stop within a statement", 1):
        progress.cancel.click()
        qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert isinstance(ended[0], Cancelled)
    assert task is not None


def test_nothing_is_told_to_what_was_taken_down_meanwhile(parent, qtbot):
    class Pane(QLabel):
        def show_words(self, words):
            self.setText(words)

    pane, ended = Pane(parent), []
    for done in (pane.show_words, partial(Pane.show_words, pane)):
        tasks.run(lambda report: "办好了", done, ended.append)
    delete(pane)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
    assert ended == []
