"""From log-in to log-in: a desk left alone, a clerk who goes, another who comes."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import merchants, session
from app.store import lock
from app.store.database import db
from app.store.desk import FormDraft
from app.ui import desk_menu
from app.ui.ending import Ending
from app.ui.kit import form as forms
from app.ui.kit import tasks
from app.ui.kit.notice import Notice
from app.ui.kit.toast import Toast
from app.ui.log_in import LogIn
from app.ui.main_window import MainWindow
from app.ui.merchant_event_dialog import EventDialog
from app.ui.pages import merchant_changes
from app.ui.person_forms import ClerkForm
from app.ui.recent import RecentDialog


def locked(log_in):
    """Nothing of the store can be reached, and nobody else gets at its folder."""
    assert db.deferred
    assert db._key == b""
    assert not session.may("查看")
    assert lock._held is not None
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]


def test_a_desk_left_alone_is_locked_and_opens_where_it_was(work, admin, monkeypatch, enter, said):
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


def test_a_lock_closes_the_dialogs_before_the_window_and_keeps_the_form_behind(work, admin, enter):
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


def test_a_half_filled_form_in_a_dialog_is_back_when_it_is_opened_again(work, admin, enter):
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


def test_no_password_is_kept_over_a_lock(work, admin, store, enter):
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
        (ClerkForm, type_and_lock),
        (LogIn, enter(admin[1])),
        (MainWindow, look),
    )


def test_nobody_is_locked_out_of_work_that_is_under_way(work, admin, monkeypatch, enter):
    def busy_one(window):
        monkeypatch.setattr(tasks, "_under_way", {object()})
        window.idle._busy = tasks.busy
        window.idle.lock_wanted.emit()
        window.idle._give_up()
        monkeypatch.undo()
        assert window.isVisible()
        assert window.findChild(Toast)

    work((LogIn, enter(admin[1])), (MainWindow, busy_one))


def test_clerks_change_places_by_keys(work, admin, enter, colleague):
    seen = []

    def at_work(window):
        seen.append((session.clerk().name, session.clerk().role))
        QTest.mouseClick(window.status.clerk, Qt.MouseButton.LeftButton)

    def back(log_in):
        assert log_in.names.name() == colleague[0]
        enter(admin[1], Qt.Key.Key_Up)(log_in)

    work(
        (LogIn, enter(admin[1])),
        (MainWindow, lambda window: window.leave(Ending.SWITCHED)),
        (LogIn, enter(colleague[1], Qt.Key.Key_Down)),
        (MainWindow, at_work),
        (LogIn, back),
        (MainWindow, lambda window: seen.append((session.clerk().name, session.clerk().role))),
    )
    assert seen == [(colleague[0], Role.COUNTER), (admin[0], Role.ADMINISTRATOR)]


def test_whoever_does_not_log_in_again_ends_the_program(work, admin, enter):
    assert (
        work(
            (LogIn, enter(admin[1])),
            (MainWindow, lambda window: QTest.keySequence(window, "Ctrl+L")),
            (LogIn, LogIn.reject),
        )
        == 0
    )


def test_what_was_done_is_copied_when_the_desk_is_left_and_a_switch_does_not_wait_for_it(work, own, admin, enter):
    copies = []

    def change(window):
        merchants.save(Draft(sign="永泰书店", no_code_reason="办理中"), None)
        window.leave(Ending.SWITCHED)

    def come_back(log_in):
        copies.append(list(own.backups.glob("*.db")))
        enter(admin[1])(log_in)

    def leave_alone(window):
        window.leave(Ending.IDLE)

    def count(log_in):
        copies.append(list(own.backups.glob("*.db")))
        log_in.reject()

    work((LogIn, enter(admin[1])), (MainWindow, change), (LogIn, come_back), (MainWindow, leave_alone), (LogIn, count))
    assert [len(each) for each in copies] == [0, 1]
