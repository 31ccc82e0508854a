"""备份与还原 as the clerk meets it: in the menu, on the start page, by name, when leaving, and on a new computer."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.paths import Folder
from app.services import backups, centres, clerks, journal, merchants, session
from app.ui import backup_dialog, copying, desk_menu
from app.ui.backup_dialog import BackupDialog
from app.ui.first_start import FirstStart
from app.ui.kit import messages, tasks
from app.ui.kit.toast import Toast
from app.ui.restore_dialog import ClosedRestore, SecretOfThen

OTHER = "另一个口令 9876"


def add(sign):
    merchants.save(Draft(sign=sign, no_code_reason="无"), None)


def signs():
    return sorted(row.sign for row in merchants.rows(merchants.ids()))


def idle(qtbot):
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)


@pytest.fixture
def dialog(window, qtbot):
    """The dialog on a store with one merchant and one copy of it."""
    add("瑞和茶庄")
    backups.make()
    add("曾家面馆")
    made = BackupDialog(window)
    made.show()
    yield made
    idle(qtbot)


def texts(dialog):
    return [dialog.rows.index(0, column).data() for column in range(dialog.rows.columnCount())]


def test_a_copy_is_listed_with_what_it_holds(dialog):
    when, *rest = texts(dialog)
    assert when.startswith(f"{dt.date.today().year}年")
    assert rest[0] == "手动"
    assert rest[1] == "1"
    assert rest[-2:] == ["本机", "核对无误"]


def test_three_clicks_go_back_and_save_the_present_state_first(window, dialogs, qtbot):
    add("瑞和茶庄")
    backups.make()
    add("曾家面馆")
    clicks = []

    def in_dialog(dialog):
        dialog.table.choose_place(0)
        clicks.append("还原")
        qtbot.mouseClick(dialog.back, Qt.MouseButton.LeftButton)

    def confirm(message):
        words = " ".join(label.text() for label in message.findChildren(type(message.heading)))
        assert "还原到" in words
        assert "不能撤销" in words
        assert message.focusWidget().text() == "先不还原"
        yes = next(each for each in message.findChildren(type(message.focusWidget())) if each.text() == "还原")
        clicks.append("确认")
        qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)

    dialogs(in_dialog, confirm)
    clicks.append("上次备份")
    window.status.backup.click()
    idle(qtbot)
    qtbot.waitUntil(lambda: signs() == ["瑞和茶庄"])
    assert clicks == ["上次备份", "还原", "确认"]
    assert next(shown.copy.reason for shown in backups.shown()) == "还原前"
    assert journal.last().what.startswith("还原到")
    window.page_of("merchants").revalidate()
    assert window.page_of("merchants").rows.rowCount() == 1


def test_leaving_the_question_by_escape_changes_nothing(dialog, dialogs, qtbot):
    dialogs(lambda message: qtbot.keyClick(message, Qt.Key.Key_Escape))
    dialog.restore()
    assert signs() == ["曾家面馆", "瑞和茶庄"]


def test_a_copy_from_before_a_removal_asks_for_a_password(window, admin, dialogs, qtbot):
    clerks.add("周窗口", "窗口", OTHER)
    add("瑞和茶庄")
    backups.make()
    clerks.remove("周窗口")
    add("曾家面馆")
    dialog = BackupDialog(window)
    dialog.show()
    asked = []

    def answer(asking):
        asked.append(asking)
        assert isinstance(asking, SecretOfThen)
        for name, text in zip(("name", "word"), admin, strict=True):
            asking.form.row(name).editor.setText(text)
        asking.form.submit()

    dialogs(lambda message: message.accept(), answer)
    dialog.restore()
    qtbot.waitUntil(lambda: bool(asked) and not tasks.busy() and not dialog.isVisible(), timeout=20_000)
    assert signs() == ["瑞和茶庄"]


def test_copying_now_is_one_click_and_says_where(dialog, qtbot):
    qtbot.mouseClick(dialog.now, Qt.MouseButton.LeftButton)
    idle(qtbot)
    assert dialog.rows.rowCount() == 2
    assert dialog.verdict.text().startswith("已备份到本机，并核对无误。")


def test_the_stick_is_chosen_once(dialog, tmp_path, monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(messages, "ask_folder", lambda *args: asked.append(args) or tmp_path)
    dialog.stick.click()
    idle(qtbot)
    dialog.stick.click()
    idle(qtbot)
    assert len(asked) == 1
    assert "本机和 U 盘" in dialog.verdict.text()
    assert "U 盘上最近的备份" in dialog.outside.text()


def test_a_missing_stick_is_said_quietly(dialog, tmp_path, qtbot):
    backups.choose_second_place(tmp_path).rmdir()
    dialog.now.click()
    idle(qtbot)
    assert backups.ABSENT in dialog.verdict.text()
    assert QApplication.activeModalWidget() is None or isinstance(QApplication.activeModalWidget(), BackupDialog)


def test_a_check_tells_and_marks_a_damaged_copy(dialog, qtbot):
    path = backups.shown()[0].copy.path
    raw = bytearray(path.read_bytes())
    raw[9000] ^= 1
    path.write_bytes(raw)
    dialog.check.click()
    idle(qtbot)
    assert "有损坏" in dialog.verdict.text()
    assert texts(dialog)[-1] == "有损坏"


def test_a_counter_clerk_copies_but_does_not_restore(window):
    backups.make()
    session.begin(session.folder(), session.Clerk("周窗口", "窗口"), 0)
    dialog = BackupDialog(window)
    assert dialog.now.isEnabled()
    assert not dialog.back.isEnabled()
    assert dialog.back.toolTip() == "由管理员来还原"


def test_backing_up_by_name_is_two_acts(window, keys, dialogs, qtbot, quick_search):
    """Ctrl+K, the words, Enter."""

    def play(palette):
        qtbot.keyClicks(palette.focusWidget(), "ljbf")
        QApplication.processEvents()
        qtbot.keyClick(palette.focusWidget(), Qt.Key.Key_Return)

    dialogs(play)
    keys(window, "Ctrl+K")
    idle(qtbot)
    qtbot.waitUntil(lambda: len(backups.shown()) == 1)
    assert "已备份到本机" in " ".join(toast.text() for toast in _toasts(window))


def _toasts(window):
    return [label for toast in window.findChildren(Toast) for label in toast.findChildren(type(window.status.ready))]


def test_the_menu_and_the_start_page_lead_here(window, monkeypatch, dialogs):
    opened = []

    def note(dialog):
        opened.append(type(dialog).__name__)
        dialog.reject()

    assert {"备份与还原……", "立即备份"} <= {entry.title for entry in desk_menu.offered()}
    add("瑞和茶庄")
    monkeypatch.setattr(backups, "overdue", lambda today: "U 盘上的备份已经是 8 天以前的了")
    window.revalidate()
    go = next(each for each in window.page.findChildren(type(window.status.backup)) if each.text() == "去备份")
    dialogs(note)
    go.click()
    assert opened == ["BackupDialog"]


def test_leaving_copies_what_is_new_and_only_that(window, qtbot):
    add("瑞和茶庄")
    copying.copy_before_leaving()
    assert [shown.copy.reason for shown in backups.shown()] == ["退出"]
    copying.copy_before_leaving()
    assert len(backups.shown()) == 1


def test_a_failure_when_leaving_is_said_and_lets_go(window, monkeypatch, dialogs):
    def fail(reason, report):
        raise Problem("没能备份：备份文件夹所在的磁盘已满。数据没有改动，以前的备份都在。")

    said = []

    def read(message):
        said.append(" ".join(label.text() for label in message.findChildren(type(message.heading))))
        message.accept()

    add("瑞和茶庄")
    monkeypatch.setattr(backups, "automatic", fail)
    dialogs(read)
    copying.copy_before_leaving()
    assert "磁盘已满" in said[0]


def test_with_nobody_logged_in_leaving_is_leaving(qapp):
    copying.copy_before_leaving()


def test_half_an_hour_later_there_is_a_copy(window, monkeypatch, qtbot):
    add("瑞和茶庄")
    window.copies.look()
    assert not tasks.busy()
    monkeypatch.setattr(window.copies, "_since", dt.datetime.now() - copying.EVERY)
    window.copies.look()
    idle(qtbot)
    assert [shown.copy.reason for shown in backups.shown()] == ["自动"]
    monkeypatch.setattr(window.copies, "_since", dt.datetime.now() - copying.EVERY)
    window.copies.look()
    assert not tasks.busy()


def test_a_new_computer_begins_with_the_stick(folder, admin, tmp_path, dialogs, qtbot, monkeypatch):
    centres.create(folder, "会战商圈党群服务中心", *admin, centres.new_recovery_code())
    add("瑞和茶庄")
    stick = tmp_path / "U盘"
    stick.mkdir()
    backups.choose_second_place(stick)
    backups.make()
    centres.close()
    other = Folder(tmp_path / "另一台" / "数据")
    guide = FirstStart(other)
    qtbot.addWidget(guide)
    guide.show()
    monkeypatch.setattr(messages, "ask_folder", lambda *args: stick)

    def restore(dialog):
        assert isinstance(dialog, ClosedRestore)
        dialog.elsewhere.click()
        assert dialog.rows.rowCount() == 1
        dialog.form.row("word").editor.setText("不对的口令")
        dialog.form.submit()
        assert dialog.isVisible()
        assert not centres.exists(other)
        dialog.form.row("word").editor.setText(admin[1])
        dialog.form.submit()

    dialogs(restore)
    guide.restore.click()
    assert guide.result()
    assert signs() == ["瑞和茶庄"]
    centres.close()


def test_a_damaged_store_is_mended_from_the_log_in(folder, admin, dialogs, qtbot):
    centres.create(folder, "会战商圈党群服务中心", *admin, centres.new_recovery_code())
    add("瑞和茶庄")
    backups.make()
    centres.close()
    raw = bytearray(folder.database.read_bytes())
    for start in range(0, len(raw), 4096):
        raw[start + 100] ^= 1
    folder.database.write_bytes(raw)

    def restore(dialog):
        dialog.form.row("word").editor.setText(admin[1])
        dialog.form.submit()

    dialogs(restore)
    assert backup_dialog.offer(None, folder) == folder
    centres.unlock(folder, *admin)
    assert signs() == ["瑞和茶庄"]
    centres.close()
