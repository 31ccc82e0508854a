"""What every test may ask for: a folder of its own, an open store in it, and time-saving key stretching."""

import os
import runpy
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from app.paths import Folder
from app.services import centres, sample
from app.store import lock, vault
from app.store.database import db

settings.register_profile("desk", deadline=None)
settings.load_profile("desk")
ADMIN, PASSWORD = "王管理", "口令 12345678"
QUICK = (8, 1, 1)
PATIENCE = 20_000
"""Milliseconds that a worker, a window or anything else is waited for: a slow machine is no fault."""
CLOCK = Path(__file__).parent / "clock"
runpy.run_path(str(CLOCK / "sitecustomize.py"))
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
    _wait.__kwdefaults__["timeout"] = PATIENCE


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item):
    """Work has ended and windows are gone before the store they stand on is closed; either would go on looking into
    it."""
    if "qapp" in item.fixturenames:
        from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QThread, QThreadPool

        patience = QDeadlineTimer(PATIENCE)
        while QThreadPool.globalInstance().activeThreadCount() and not patience.hasExpired():
            QCoreApplication.processEvents()
            QThread.msleep(2)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return (yield)


def pytest_sessionfinish():
    """What lies on the clipboard was made by Python, and must not outlive it."""
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance():
            QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True, scope="session")
def clock_of_children():
    """What a test starts has the clock of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(CLOCK), prepend=os.pathsep)
        yield


@pytest.fixture(autouse=True)
def quick_stretching(monkeypatch):
    """Argon2id at its smallest: what is tested is the wrapping, not the patience."""
    monkeypatch.setattr(vault.Cost.__init__, "__defaults__", QUICK)


@pytest.fixture
def admin():
    """The administrator's name and password."""
    return ADMIN, PASSWORD


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "数据")


@pytest.fixture(scope="session")
def made_store(tmp_path_factory):
    """A store made once, closed again, and its key: copying it is a tenth of the work of making one."""
    folder = Folder(tmp_path_factory.mktemp("made") / "数据")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault.Cost.__init__, "__defaults__", QUICK)
        centres.create(folder, "会战商圈党群服务中心", ADMIN, PASSWORD, centres.new_recovery_code())
    key = db._key
    centres.close()
    return folder, key


@contextmanager
def copied(made, folder):
    """A copy of a closed store, made with its key, open in the administrator's name."""
    closed, key = made
    shutil.copytree(closed.root, folder.root)
    lock.take(folder)
    centres._open_new(folder, key, ADMIN)
    yield
    centres.close()


@pytest.fixture
def store(folder, made_store):
    """An open store of 会战商圈党群服务中心, the administrator logged in, as a first start leaves it."""
    with copied(made_store, folder):
        yield folder


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory):
    """The folder of a filled sample store, made once and closed again."""
    folder = Folder(tmp_path_factory.mktemp("made") / "示例")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault.Cost.__init__, "__defaults__", QUICK)
        sample.create(folder, history=False)
    centres.close()
    return folder


@pytest.fixture(scope="session")
def lived_sample(tmp_path_factory):
    """The folder of a sample store with its two years, closed again, and what was told while it was made: to be copied
    by whoever writes in it."""
    told, folder = [], Folder(tmp_path_factory.mktemp("lived") / "示例")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault.Cost.__init__, "__defaults__", QUICK)
        sample.create(folder, lambda done, total: told.append((done, total)))
    centres.close()
    return folder, told


@pytest.fixture
def sample_store(folder, made_sample):
    """A filled sample store, open."""
    shutil.copytree(made_sample.root, folder.root)
    centres.unlock(folder, sample.USER, sample.PASSWORD)
    yield folder
    centres.close()


@pytest.fixture
def looks(qapp, monkeypatch):
    """The application as it starts: Chinese, 11 points, nothing remembered. Dressing it again costs a second."""
    from app.ui import language
    from app.ui.kit import memory, scanning, theme

    monkeypatch.setattr(memory._memory, "file", None)
    monkeypatch.setattr(scanning, "GAP", 0)  # these clerks type faster than any scanner
    if not qapp.property("chinese"):
        language.install(qapp)
        qapp.setProperty("chinese", True)
    if not qapp.styleSheet() or theme.base_pt() != 11 or theme.high_contrast():
        theme.apply(qapp, 11)


@pytest.fixture
def dialogs(qtbot):
    """Do something with each dialog that opens, in turn, as long as the test lasts."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    seen, over = [], []

    def play(*acts):
        left = list(acts)

        def look():
            if over:
                return
            shown = QApplication.activeModalWidget()
            if shown is None or shown in seen:
                QTimer.singleShot(10, look)
                return
            seen.append(shown)
            act = left.pop(0)
            if left:
                QTimer.singleShot(10, look)
            act(shown)

        QTimer.singleShot(0, look)

    yield play
    over.append(True)
