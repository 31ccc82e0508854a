"""What the button beside a fault does, at the start and in the window."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app import start
from app.domain.errors import Problem, Remedy
from app.paths import Folder
from app.services import centres, clock, journal
from app.store import place
from app.ui import remedies
from app.ui.backup_dialog import BackupDialog
from app.ui.kit import messages
from app.ui.restore_dialog import ClosedRestore


@pytest.fixture(autouse=True)
def installed(folder, monkeypatch):
    monkeypatch.setattr(messages, "REMEDIES", {})
    remedies.install(folder)


def press(name):
    return lambda dialog: next(each for each in dialog.findChildren(QPushButton) if each.text() == name).click()


def words(dialog):
    return "".join(each.text() for each in dialog.findChildren(QLabel))


def test_the_folder_of_the_data_is_opened(window, store, dialogs, monkeypatch):
    opened = []
    monkeypatch.setattr(remedies, "open_folder", opened.append)
    dialogs(press("打开所在文件夹"))
    messages.show_problem(window, Problem("磁盘已满。", Remedy.FOLDER))
    assert opened == [store.root]


def test_the_copies_are_opened(window, dialogs):
    seen = []
    dialogs(press("打开备份与还原"), lambda dialog: (seen.append(type(dialog)), dialog.reject()))
    messages.show_problem(window, Problem("数据文件有损坏。", Remedy.RESTORE))
    assert seen == [BackupDialog]


def test_the_copies_are_opened_before_anybody_logged_in(qapp, folder, dialogs):
    seen = []
    folder.root.mkdir()
    dialogs(press("打开备份与还原"), lambda dialog: (seen.append(type(dialog)), dialog.reject()))
    assert messages.show_problem(None, Problem("钥匙文件有损坏。", Remedy.RESTORE)) is None
    assert seen == [ClosedRestore]


def test_the_window_is_left(window, dialogs):
    inside = QWidget(window)
    dialogs(press("退出"))
    messages.show_problem(inside, Problem("磁盘松动。", Remedy.QUIT))
    assert not window.isVisible()


@pytest.mark.parametrize("off", [-2, 800])
def test_a_wrong_date_is_pointed_out_until_it_was_checked(window, store, admin, dialogs, monkeypatch, off):
    centres.close()
    centres.unlock(store, *admin)

    class Off(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + dt.timedelta(days=off)

    monkeypatch.setattr(remedies, "datetime", Off)
    said = []
    dialogs(lambda dialog: (said.append(words(dialog)), press("我已核对日期")(dialog)))
    remedies.ask_date(window)
    assert "请先在电脑右下角改好日期" in said[0]
    assert journal.last().what.startswith("核对了电脑日期")


def test_a_right_date_is_not_spoken_of(window, store, admin):
    centres.close()
    centres.unlock(store, *admin)
    remedies.ask_date(window)
    assert clock.doubt(dt.datetime.now()) == ""


def test_data_on_a_share_are_refused_and_another_folder_is_picked(qapp, store, admin, dialogs, monkeypatch, tmp_path):
    centres.close()
    other = tmp_path / "本机"
    monkeypatch.setattr(place, "is_network", lambda root: root == store.root)
    monkeypatch.setattr(messages, "ask_folder", lambda parent, title: other)
    seen = []

    def guide(dialog):
        seen.append(type(dialog).__name__)
        dialog.reject()

    dialogs(lambda dialog: (seen.append(words(dialog)), press("换一个位置……")(dialog)), guide)
    assert start.run(str(store.root), demo=False) == 0
    assert "网络共享" in seen[0]
    assert seen[1] == "FirstStart"


def test_a_second_start_says_who_is_in_and_ends(qapp, store, admin, dialogs, monkeypatch):
    from app.store import lock

    def refuse(folder):
        raise lock.InUse("这份数据正由王管理打开着，不能再开一次。", Remedy.QUIT)

    centres.close()
    monkeypatch.setattr(lock, "take", refuse)
    seen = []
    dialogs(
        lambda dialog: (seen.extend(each.text() for each in dialog.findChildren(QPushButton)), press("退出")(dialog))
    )
    assert start.run(str(store.root), demo=False) == 1
    assert "知道了" not in seen


def test_a_spoilt_slot_file_leads_to_the_copies(qapp, store, dialogs):
    centres.close()
    store.keys.write_text("{", "utf-8")
    seen = []
    dialogs(
        lambda dialog: (seen.append(words(dialog)), press("打开备份与还原")(dialog)),
        lambda dialog: (seen.append(type(dialog)), dialog.reject()),
    )
    assert start.run(str(store.root), demo=False) == 1
    assert "数据本身没有改动" in seen[0]
    assert seen[1] == ClosedRestore


def test_the_same_folder_is_tried_again(folder):
    assert remedies.begin_again(Problem("只读", Remedy.RETRY), folder) == folder


def test_leaving_the_picker_ends(folder, monkeypatch):
    monkeypatch.setattr(messages, "ask_folder", lambda parent, title: None)
    assert remedies.begin_again(Problem("网络", Remedy.ELSEWHERE), folder) is None
    assert isinstance(folder, Folder)
