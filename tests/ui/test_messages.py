"""Questions, complaints and crashes."""

import peewee as pw
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.domain.errors import Cancelled, Problem, Remedy
from app.paths import RESOURCES
from app.ui.kit import messages
from app.ui.kit.toast import Toast

QUESTION = ("作废牌匾编号 诚信〔2026〕001号？", "编号不能再用，已打印的牌匾需要收回。这一步不能撤销。", "作废编号")


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def clerk(qtbot):
    """Does something with the dialog that opens next, and keeps what was read on it."""
    read = []

    def act(what):
        def look():
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(10, look)
                return
            read.extend(words.text() for words in dialog.findChildren(QLabel) if words.text())
            read.extend(each.text() for each in dialog.findChildren(QPushButton))
            what(dialog)

        QTimer.singleShot(0, look)
        return read

    return act


def press(name):
    return lambda dialog: next(each for each in dialog.findChildren(QPushButton) if each.text() == name).click()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_the_safe_answer_is_the_ready_one(parent, clerk, qtbot, key):
    read = clerk(lambda dialog: qtbot.keyClick(dialog.focusWidget() or dialog, key))
    assert not messages.agreed(parent, *QUESTION, safe="先不作废")
    assert {"作废编号", "先不作废", QUESTION[0], QUESTION[1]} <= set(read)


def test_the_verb_does_it(parent, clerk):
    clerk(press("作废编号"))
    assert messages.agreed(parent, *QUESTION)


def test_enter_on_the_verb_does_it_too(parent, clerk, qtbot):
    def by_keys(dialog):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    clerk(by_keys)
    assert messages.agreed(parent, *QUESTION)


def test_a_problem_is_said_and_a_bug_goes_on(parent, clerk):
    read = clerk(press("知道了"))
    with messages.problems_shown(parent):
        raise Problem("没能保存：文件正被占用。数据没有丢，请关闭后再试。")
    assert "没能保存：文件正被占用。数据没有丢，请关闭后再试。" in read
    with pytest.raises(ZeroDivisionError), messages.problems_shown(parent):
        raise ZeroDivisionError


def failed(remedy):
    return Problem("“台账.xlsx”没有保存成：它可能正在 WPS 里打开着。程序里的数据不受影响。", remedy)


@pytest.mark.parametrize("remedy", [Remedy.SAVE_AS, Remedy.ELSEWHERE, Remedy.RETRY])
def test_the_work_is_begun_again_by_the_one_button(parent, clerk, remedy):
    done = []
    read = clerk(press(remedy.value))
    messages.show_problem(parent, failed(remedy), lambda: done.append(1))
    assert done == [1]
    assert str(failed(remedy)) in read


def test_enter_does_the_next_sensible_thing(parent, clerk, qtbot):
    done = []
    clerk(lambda dialog: qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return))
    messages.show_problem(parent, failed(Remedy.RETRY), lambda: done.append(1))
    assert done == [1]


def test_what_the_disk_did_is_no_bug(parent, clerk):
    read = clerk(press("知道了"))
    messages.crash(parent, pw.DatabaseError("database disk image is malformed"))
    assert any(words.startswith("数据文件有损坏") for words in read)


def test_leaving_begins_nothing(parent, clerk, qtbot):
    done = []
    clerk(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    messages.show_problem(parent, failed(Remedy.RETRY), lambda: done.append(1))
    assert done == []


def test_a_remedy_nobody_can_carry_out_is_not_offered(parent, clerk):
    read = clerk(press("知道了"))
    messages.show_problem(parent, failed(Remedy.RETRY))
    assert Remedy.RETRY.value not in read


def test_a_shared_remedy_is_told_where_it_was_asked_for(parent, clerk, monkeypatch):
    asked = []
    monkeypatch.setitem(messages.REMEDIES, Remedy.FOLDER, asked.append)
    clerk(press("打开所在文件夹"))
    messages.show_problem(parent, failed(Remedy.FOLDER))
    assert asked == [parent]


def test_where_all_ends_there_is_only_the_way_out(parent, clerk, monkeypatch):
    monkeypatch.setitem(messages.REMEDIES, Remedy.QUIT, lambda _: None)
    read = clerk(press("退出"))
    messages.show_problem(parent, failed(Remedy.QUIT))
    assert "知道了" not in read


def test_details_are_folded_and_copied_without_what_was_typed(parent, clerk):
    seen = []

    def unfold(dialog):
        seen.append(dialog.inside.isVisible())
        press("详情")(dialog)
        seen.append(dialog.inside.text())
        press("复制详情")(dialog)
        press("知道了")(dialog)

    clerk(unfold)
    with messages.problems_shown(parent, lambda: None):
        try:
            raise PermissionError(13, "张三 13800006620")
        except OSError as error:
            raise failed(Remedy.SAVE_AS) from error
    copied = QGuiApplication.clipboard().text()
    assert seen[0] is False
    assert "PermissionError 13" in seen[1]
    assert "test_messages.py" in copied
    assert "13800006620" not in copied


def test_stopped_work_is_no_complaint(parent):
    with messages.problems_shown(parent):
        raise Cancelled
    assert parent.findChild(Toast).accessibleName() == str(Cancelled())


def test_a_crash_tells_where_and_not_what_was_typed(parent, clerk):
    def copy_and_close(dialog):
        press("复制详情")(dialog)
        press("关闭")(dialog)

    clerk(copy_and_close)
    try:
        {}["张三 13800006620"]
    except KeyError as error:
        messages.crash(parent, error)
    copied = QGuiApplication.clipboard().text()
    assert "KeyError" in copied
    assert "test_messages.py" in copied
    assert "13800006620" not in copied
    assert str(parent) not in copied


def test_one_crash_box_at_a_time(parent, clerk):
    def again(dialog):
        messages.crash(parent, ValueError("x"))
        press("关闭")(dialog)

    read = clerk(again)
    messages.crash(parent, ValueError("x"))
    assert read.count("程序出了意外") == 1


@pytest.mark.parametrize(
    ("typed", "saved"), [("台账2026.11", "台账2026.11.xlsx"), ("台账.XLSX", "台账.XLSX"), ("", None)]
)
def test_a_file_is_saved_as_what_it_is(parent, monkeypatch, tmp_path, typed, saved):
    chosen = str(tmp_path / typed) if typed else ""
    monkeypatch.setattr(messages.QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    path = messages.ask_place(parent, "导出", "商户台账.xlsx", "Excel 文件 (*.xlsx)")
    assert path == (tmp_path / saved if saved else None)


def test_a_name_that_was_completed_writes_over_nothing_unasked(parent, clerk, monkeypatch, tmp_path):
    (tmp_path / "台账.xlsx").write_bytes(b"")
    monkeypatch.setattr(messages.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "台账"), ""))
    clerk(press("先不保存"))
    assert messages.ask_place(parent, "导出", "商户台账.xlsx", "Excel 文件 (*.xlsx)") is None
    clerk(press("覆盖"))
    assert messages.ask_place(parent, "导出", "商户台账.xlsx", "Excel 文件 (*.xlsx)") == tmp_path / "台账.xlsx"


IRREVERSIBLE = {"messages.py", "people_dialog.py", "backup_dialog.py", "personal_dialog.py", "approvals_dialog.py"}


def test_only_what_cannot_be_undone_is_asked_about():
    """Everything else the program does can be taken back, so it is done without a question."""
    sources = {path.name: path.read_text("utf-8") for path in (RESOURCES.parent / "app").rglob("*.py")}
    assert {name for name, source in sources.items() if "agreed(" in source} <= IRREVERSIBLE
    assert sources["messages.py"].count("agreed(") == 2
    assert not [name for name, source in sources.items() if "QMessageBox" in source]
