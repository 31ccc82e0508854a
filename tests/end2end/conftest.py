"""A store that was begun, commands on it, a window on an empty store, and a clerk who drops files on it."""

import json
import shutil
from io import BytesIO, TextIOWrapper

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from app import cli
from app.paths import Folder
from app.services import journal, merchants
from app.ui.import_dialog import ImportDialog
from app.ui.kit import messages, tasks
from app.ui.main_window import MainWindow
from tests.ui.clerk import put_in_front


@pytest.fixture
def begun(made_store, tmp_path):
    """A folder as `init` leaves it, for 王管理 and the password 口令 12345678."""
    folder = Folder(tmp_path / "数据")
    shutil.copytree(made_store[0].root, folder.root)
    return folder


@pytest.fixture
def command(tmp_path, capsys, monkeypatch):
    """Carry out a command with these lines on standard input, on a folder of this name; gives the exit code, the answer
    and what was complained of, as a process of its own would."""

    def carry_out(*words, lines, data="数据"):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("".join(f"{line}\n" for line in lines).encode())))
        try:
            code = cli.run(cli.parse(["--data", str(tmp_path / data), "--password-stdin", *words, "--json"]))
        except SystemExit as left:
            code = left.code
        told = capsys.readouterr()
        return code, json.loads(told.out) if told.out else None, told.err

    return carry_out


@pytest.fixture
def answered(folder, admin, capsys, monkeypatch):
    """Carry out a command on a folder in the administrator's name; gives the answer, or what was complained of."""
    name, password = admin
    monkeypatch.setattr("app.cli_answer.read_password", lambda options, prompt="": password)

    def say(*words):
        code = cli.run(cli.parse(["--data", str(folder.root), "--user", name, *map(str, words), "--json"]))
        told = capsys.readouterr()
        return json.loads(told.out) if code == 0 else told.err

    return say


@pytest.fixture
def window(looks, qtbot, store):
    """The window on an empty store."""
    return put_in_front(qtbot, MainWindow())


class Clerk:
    """Drops a file, reads whatever dialog opens, closes it, and keeps what it said."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.said, self.rows, self.step = [], [], None

    def drop(self, path):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        none = Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
        timer = QTimer(interval=10)
        timer.timeout.connect(self._look)
        timer.start()
        before = self._state()
        self.window.dropEvent(event)
        QTimer.singleShot(0, self.window, lambda: self.said.append("") if not self.said and self.step is None else None)
        self.qtbot.waitUntil(
            lambda: (
                bool(any(self.said) or self.step is not None)
                and not tasks.busy()
                and QApplication.activeModalWidget() is None
            ),
            timeout=60_000,
        )
        timer.stop()
        self.said = [each for each in self.said if each]
        assert self._state() == before
        return self

    def _look(self):
        shown = QApplication.activeModalWidget()
        if isinstance(shown, messages.Message):
            words = [each.text() for each in shown.findChildren(QLabel) if each.text()]
            self.said.append(words[-1])
            shown.reject()
        elif isinstance(shown, ImportDialog) and not tasks.busy():
            self.step = shown.stack.currentIndex()
            self.rows = shown.plan.rows if shown.plan else []
            shown.reject()

    def _state(self):
        return journal.revision(), journal.recent(5), merchants.counts()


@pytest.fixture
def dropping(window, qtbot):
    """A clerk with a mouse."""
    return Clerk(window, qtbot)
