"""The program as one runs it: from the first log-in to the end, with somebody who does one thing after another."""

from time import monotonic

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app import start
from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import centres, clerks, merchants, sample
from app.ui.kit import memory, tasks
from app.ui.kit.dialog import Dialog
from app.ui.main_window import MainWindow

PATIENCE = 20
"""Seconds that the clerk waits for what should come next."""


@pytest.fixture
def colleague():
    """The name and password of a counter clerk."""
    return "李窗口", "李窗口的口令 7788"


@pytest.fixture
def own(store, colleague):
    """A store with two clerks and a merchant, closed."""
    clerks.add(colleague[0], Role.COUNTER, colleague[1])
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    centres.close()
    return store


@pytest.fixture
def work(qapp, own, monkeypatch):
    """Run the program from its first log-in to its end, while a clerk does one thing after another.

    Each step is a kind of window and what to do with it once it is in front.
    """
    monkeypatch.setattr(start, "application", lambda: qapp)
    monkeypatch.setattr(memory, "use", lambda path: None)
    monkeypatch.setitem(sample.create.__kwdefaults__, "history", False)  # two years take longer than the clerk waits

    def run(*steps):
        waiting, failures, since = list(steps), [], [monotonic()]

        def go_on():
            front = in_front()
            if waiting and monotonic() - since[-1] > PATIENCE:
                failures.append(AssertionError(f"never seen: {waiting[0][0].__name__}; in front: {front}"))
                waiting.clear()
            if failures:
                qapp.exit()  # out of every dialog, also one that would ask again and again
            elif front is None or tasks.busy():
                return
            elif not front.isActiveWindow():
                front.activateWindow()  # keys pressed before it is active would be lost
            elif not waiting:
                front.reject() if isinstance(front, Dialog) else front.close()
            elif isinstance(front, waiting[0][0]):
                since.append(monotonic())
                try:
                    waiting.pop(0)[1](front)
                except Exception as failure:  # noqa: BLE001 - raised again when all is closed
                    failures.append(failure)
                    waiting.clear()

        timer = QTimer(interval=15)
        timer.timeout.connect(go_on)
        timer.start()
        code = start.run(str(own.root), demo=False)
        timer.stop()
        for failure in failures:
            raise failure
        assert waiting == []
        return code

    yield run
    centres.close()


@pytest.fixture
def enter():
    """What to do at a log-in: type a password and press Enter, after some arrow keys."""

    def entering(password, *keys):
        def act(log_in):
            for key in keys:
                QTest.keyClick(log_in.focusWidget(), key)
            log_in.focusWidget().setText(password)
            QTest.keyClick(log_in.focusWidget(), Qt.Key.Key_Return)

        return act

    return entering


@pytest.fixture
def said():
    """The words that can be seen in a window."""
    return lambda top: [each.text() for each in top.findChildren(QLabel) if each.isVisible()]


def in_front():
    """What the clerk has before him; a desktop would give the window back its activity when a dialog goes."""
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    return QApplication.activeModalWidget() or QApplication.activeWindow() or next(iter(windows), None)
