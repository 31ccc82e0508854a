"""Faults that are forced while the program starts: each is told in one box that says what happened, that the data is
safe and what to do, with one button that does it; details are folded, can be copied and quote nothing."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from app import start
from app.domain.errors import Remedy
from app.domain.merchants import Draft
from app.paths import Folder
from app.services import centres, merchants
from app.store import lock
from app.store.database import db
from app.ui import remedies
from app.ui.kit import messages
from app.ui.kit.messages import FaultBox
from app.ui.log_in import LogIn
from tests.disks import fill, small

ROOT = Path(__file__).parents[2]
HOLD = (
    "import sys; from pathlib import Path; from app.paths import Folder; from app.store import lock\n"
    "folder = Folder(Path(sys.argv[1])); lock.take(folder); lock.name_holder(folder, '李窗口')\n"
    "print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """Whatever a start puts into the running program goes again."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(messages, "REMEDIES", {})
    monkeypatch.setattr(messages, "REPORTS", [])


@pytest.fixture
def stick(tmp_path):
    with small(tmp_path / "盘") as place:
        yield place


@pytest.fixture
def closed(store):
    """A store with a merchant in it, closed."""
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    centres.close()
    return store


def words(box):
    return "".join(each.text() for each in box.findChildren(QLabel) if each.isVisible())


def buttons(box):
    return [each.text() for each in box.findChildren(QPushButton) if each.isVisible() and each.text()]


class Box:
    """What a fault box said, kept after it is gone."""

    def __init__(self, box):
        assert isinstance(box, FaultBox), type(box)
        self.said, self.buttons = words(box), buttons(box)
        assert not box.inside.isVisible()
        next(each for each in box.findChildren(QPushButton) if each.text() == "详情").click()
        box.copy.click()
        self.copied = QGuiApplication.clipboard().text()
        assert box.inside.text() in self.copied
        box.reject()

    def tells(self, what, act):
        """The whole of statement 69."""
        assert what in self.said
        assert any(safe in self.said for safe in ("没有改动", "没有丢", "没有写入", "没有受影响", "不受影响")), (
            self.said
        )
        assert any(do in self.said for do in ("请", "先")), self.said
        assert set(self.buttons) == {act.value, "详情", *(() if act is Remedy.QUIT else ("知道了",))}
        assert what in self.copied
        return True


@pytest.fixture
def box_of(dialogs, admin):
    """Start the program on a folder; gives the box that comes at once, or after the password was typed."""

    def begin(folder, *, typed):
        boxes = []

        def type_password(dialog):
            assert isinstance(dialog, LogIn)
            dialog._box().setText(admin[1])
            QTimer.singleShot(0, dialog, dialog.form.submit)

        def look(dialog):
            boxes.append(Box(dialog))
            if isinstance(dialog.parent(), LogIn):
                QTimer.singleShot(0, dialog.parent().reject)

        dialogs(*([type_password] if typed else []), look)
        start.run(str(folder.root), demo=False)
        return boxes[0]

    return begin


def test_a_second_program(closed, box_of):
    command = [sys.executable, "-c", HOLD, str(closed.root)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout.readline() == b"held\n"
            box = box_of(closed, typed=False)
        finally:
            other.stdin.close()
            other.wait()
    assert box.tells("李窗口", Remedy.QUIT)


def test_a_folder_that_is_read_only(stick, admin, box_of):
    folder = on(stick, admin)
    subprocess.run(["mount", "-o", "remount,ro", stick], check=True)
    assert box_of(folder, typed=False).tells("不能写入", Remedy.RETRY)


def test_a_disk_that_is_full(stick, admin, box_of):
    folder = on(stick, admin)
    fill(stick)
    assert box_of(folder, typed=True).tells("磁盘已满", Remedy.FOLDER)


def test_a_store_that_is_damaged(closed, box_of):
    content = bytearray(closed.database.read_bytes())
    content[20:4000] = bytes(3980)
    closed.database.write_bytes(content)
    assert box_of(closed, typed=True).tells("打不开", Remedy.RESTORE)


def test_key_slots_that_are_damaged(closed, box_of):
    closed.keys.write_text("{", "utf-8")
    assert box_of(closed, typed=False).tells("钥匙", Remedy.RESTORE)


def test_a_store_of_a_newer_program(store, box_of):
    db.user_version = 9999
    centres.close()
    box = box_of(store, typed=True)
    assert box.tells("更新版本", Remedy.QUIT)
    assert "安装新版本" in box.said
    assert "升级前" in box.said


def test_a_folder_on_a_share(closed, box_of, monkeypatch):
    monkeypatch.setattr("app.store.place.is_network", lambda root: True)
    assert box_of(closed, typed=False).tells("网络共享", Remedy.ELSEWHERE)


@pytest.mark.parametrize("days", [-400, -1, 800])
def test_a_clock_that_is_wrong(window, store, admin, dialogs, monkeypatch, days):
    centres.close()
    centres.unlock(store, *admin)
    remedies.install(store)

    class Off(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + dt.timedelta(days=days)

    monkeypatch.setattr(remedies, "datetime", Off)
    boxes = []
    dialogs(lambda dialog: boxes.append(Box(dialog)))
    remedies.ask_date(window)
    assert boxes[0].tells("电脑的日期", Remedy.DATE)


def test_a_file_that_is_open_in_wps(window, store, dialogs, monkeypatch, tmp_path):
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(b"open")

    def in_use(*_):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", in_use)
    monkeypatch.setattr(Path, "replace", in_use)
    boxes = []
    dialogs(lambda dialog: boxes.append(Box(dialog)))
    with messages.problems_shown(window, lambda: None):
        merchants.export(ledger)
    assert boxes[0].tells("WPS", Remedy.SAVE_AS)
    assert ledger.read_bytes() == b"open"


def test_nowhere_to_begin(tmp_path, qapp):
    (tmp_path / "文件").write_text("")
    with pytest.raises(centres.Problem, match="建不了数据文件夹。没有写入任何内容") as raised:
        centres.create(
            Folder(tmp_path / "文件" / "数据"), "会战", "王管理", "口令 12345678", centres.new_recovery_code()
        )
    assert raised.value.remedy is Remedy.RETRY
    lock.release()


def on(stick, admin):
    folder = Folder(stick / "数据")
    centres.create(folder, "会战商圈党群服务中心", *admin, centres.new_recovery_code())
    centres.close()
    return folder
