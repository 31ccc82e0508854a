"""From log-in to log-in: a desk left alone, a clerk who goes, another who comes, and the sample store in between."""

import hashlib
from time import monotonic

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app import start
from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import centres, clerks, merchants, session
from app.store import lock
from app.store.database import db
from app.store.desk import FormDraft
from app.ui import desk_menu
from app.ui.ending import Ending
from app.ui.kit import form as forms
from app.ui.kit import memory, tasks
from app.ui.kit.dialog import Dialog
from app.ui.kit.notice import Notice
from app.ui.kit.toast import Toast
from app.ui.log_in import LogIn
from app.ui.main_window import MainWindow
from app.ui.merchant_event_dialog import EventDialog
from app.ui.pages import merchant_changes
from app.ui.person_forms import PersonForm
from app.ui.recent import RecentDialog

PATIENCE = 20
"""Seconds that the clerk waits for what should come next."""
COLLEAGUE = ("李窗口", "李窗口的口令 7788")


@pytest.fixture
def own(store, admin):
    """A store with two clerks and a merchant, closed."""
    clerks.add(COLLEAGUE[0], Role.COUNTER, COLLEAGUE[1])
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

    def run(*steps):
        waiting, failures, since = list(steps), [], [monotonic()]

        def go_on():
            front = in_front()
            if waiting and monotonic() - since[-1] > PATIENCE:
                failures.append(AssertionError(f"never seen: {waiting[0][0].__name__}; in front: {front}"))
                waiting.clear()
            if front is None or tasks.busy():
                return
            if not waiting:
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


def in_front():
    """What the clerk has before him; a desktop would give the window back its activity when a dialog goes."""
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    return QApplication.activeModalWidget() or QApplication.activeWindow() or next(iter(windows), None)


def enter(password, *downs):
    """Type a password and press Enter; `downs` are the arrow keys before."""

    def act(log_in):
        for key in downs:
            QTest.keyClick(log_in.focusWidget(), key)
        log_in.focusWidget().setText(password)
        QTest.keyClick(log_in.focusWidget(), Qt.Key.Key_Return)

    return act


def said(top):
    return [each.text() for each in top.findChildren(QLabel) if each.isVisible()]


def press(keys):
    return lambda window: QTest.keySequence(window, keys)


def locked(log_in):
    """Nothing of the store can be reached, and nobody else gets at its folder."""
    assert db.deferred
    assert db._key == b""
    assert not session.may("查看")
    assert lock._held is not None
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]


def test_a_desk_left_alone_is_locked_and_opens_where_it_was(work, admin, monkeypatch):
    def leave_it(window):
        window.header.tabs.setCurrentIndex(3)
        window.page.edit(None)
        QTest.keyClicks(window.page.pane.form.row("sign").editor, "half a name")
        window.idle._last.setInterval(1)
        window.idle._quiet.start(1)

    def come_back(log_in):
        locked(log_in)
        assert Ending.IDLE.value in said(log_in)
        enter(admin[1])(log_in)

    def look(window):
        window.header.tabs.setCurrentIndex(3)
        assert window.page.pane.form.row("sign").editor.text() == "half a name"
        assert window.page.pane.found_again.isVisible()

    monkeypatch.setattr(forms, "PAUSE", 10_000)
    assert work((LogIn, enter(admin[1])), (MainWindow, leave_it), (LogIn, come_back), (MainWindow, look)) == 0
    assert db.deferred


def test_a_lock_closes_the_dialogs_before_the_window_and_keeps_the_form_behind(work, admin):
    def begin(window):
        window.header.tabs.setCurrentIndex(3)
        window.page.edit(None)
        QTest.keyClicks(window.page.pane.form.row("sign").editor, "half")
        QTimer.singleShot(0, window, window.recent)

    def look(window):
        window.header.tabs.setCurrentIndex(3)
        assert window.page.pane.form.row("sign").editor.text() == "half"

    lock_it = (
        RecentDialog,
        lambda dialog: QTest.keyClick(dialog.search, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    )
    work((LogIn, enter(admin[1])), (MainWindow, begin), lock_it, (LogIn, enter(admin[1])), (MainWindow, look))


def test_a_half_filled_form_in_a_dialog_is_back_when_it_is_opened_again(work, admin):
    def rename(window):
        window.header.tabs.setCurrentIndex(3)
        window.page.table.choose_place(0)
        QTimer.singleShot(0, window, window.page.acting(merchant_changes.rename))

    def type_and_lock(dialog):
        dialog.form.row("sign").editor.setText("永泰书店")
        QTest.keySequence(dialog.focusWidget(), "Ctrl+L")

    def found(dialog):
        assert dialog.form.row("sign").editor.text() == "永泰书店"
        notice = dialog.findChild(Notice)
        assert notice.isVisible()
        notice.link.click()
        assert dialog.form.row("sign").editor.text() == "瑞和茶庄"
        dialog.reject()

    def gone(dialog):
        assert dialog.form.row("sign").editor.text() == "瑞和茶庄"
        dialog.reject()

    enters = (LogIn, enter(admin[1]))
    first, second = [(MainWindow, rename), (EventDialog, type_and_lock)], [(MainWindow, rename), (EventDialog, found)]
    work(enters, *first, enters, *second, (MainWindow, rename), (EventDialog, gone))


def test_no_password_is_kept_over_a_lock(work, admin, store):
    def begin(window):
        QTimer.singleShot(0, window, lambda: desk_menu.find("修改我的口令").open(window))

    def type_and_lock(dialog):
        dialog.form.row("old").editor.setText(admin[1])
        QTest.keySequence(dialog.focusWidget(), "Ctrl+L")

    def look(window):
        assert FormDraft.select().count() == 0

    work(
        (LogIn, enter(admin[1])),
        (MainWindow, begin),
        (PersonForm, type_and_lock),
        (LogIn, enter(admin[1])),
        (MainWindow, look),
    )


def test_nobody_is_locked_out_of_work_that_is_under_way(work, admin, monkeypatch):
    def busy_one(window):
        monkeypatch.setattr(tasks, "_under_way", {object()})
        window.idle._busy = tasks.busy
        window.idle.lock_wanted.emit()
        window.idle._give_up()
        monkeypatch.undo()
        assert window.isVisible()
        assert window.findChild(Toast)

    work((LogIn, enter(admin[1])), (MainWindow, busy_one))


def test_clerks_change_places_by_keys(work, admin):
    seen = []

    def colleague(window):
        seen.append((session.clerk().name, session.clerk().role))
        QTest.mouseClick(window.status.clerk, Qt.MouseButton.LeftButton)

    def back(log_in):
        assert log_in.names.name() == COLLEAGUE[0]
        enter(admin[1], Qt.Key.Key_Up)(log_in)

    work(
        (LogIn, enter(admin[1])),
        (MainWindow, lambda window: window.leave(Ending.SWITCHED)),
        (LogIn, enter(COLLEAGUE[1], Qt.Key.Key_Down)),
        (MainWindow, colleague),
        (LogIn, back),
        (MainWindow, lambda window: seen.append((session.clerk().name, session.clerk().role))),
    )
    assert seen == [(COLLEAGUE[0], Role.COUNTER), (admin[0], Role.ADMINISTRATOR)]


def test_whoever_does_not_log_in_again_ends_the_program(work, admin):
    assert (
        work(
            (LogIn, enter(admin[1])),
            (MainWindow, press("Ctrl+L")),
            (LogIn, LogIn.reject),
        )
        == 0
    )


def contents(folder):
    """The bytes of the data, the keys and every copy."""
    kept = [folder.database, folder.keys, *folder.backups.rglob("*")]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept if path.is_file()}


def rows(folder, admin):
    centres.unlock(folder, *admin)
    found = [(row.id, row.name) for row in merchants.rows(merchants.ids())]
    centres.close()
    return found


def test_practice_leaves_the_own_store_untouched(work, own, admin):
    seen = {}

    def practise(window):
        titles = [action.text() for action in menu(window)]
        assert "结束练习" not in titles
        next(action for action in menu(window) if action.text().startswith("练习")).trigger()

    def in_sample(window):
        seen["root"], seen["before"] = session.folder().root, contents(own)
        assert centres.current().sample
        assert "示例" in said(window)
        assert len(merchants.ids()) >= 20
        merchants.remove(merchants.ids()[:5])
        QTest.keySequence(window, "Ctrl+L")
        assert window.isVisible()
        next(action for action in menu(window) if action.text() == "结束练习").trigger()

    def return_home(log_in):
        assert not seen["root"].exists()
        assert Ending.PRACTICE.value in said(log_in)
        assert contents(own) == seen["before"]
        enter(admin[1])(log_in)

    work(
        (LogIn, enter(admin[1])),
        (MainWindow, practise),
        (MainWindow, in_sample),
        (LogIn, return_home),
        (MainWindow, lambda window: seen.update(name=centres.current().name)),
    )
    assert seen["name"] == "会战商圈党群服务中心"
    assert rows(own, admin) == [(1, "瑞和茶庄")]


def menu(window):
    window.header.desk_menu.aboutToShow.emit()
    return window.header.desk_menu.actions()
