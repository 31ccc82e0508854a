"""Going back to a copy before anybody is logged in: from the log-in, and on a computer that has nothing yet."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import backups, centres, clerks, merchants, session
from app.store import restoring
from app.ui.first_start import FirstStart
from app.ui.log_in import LogIn
from app.ui.main_window import MainWindow
from app.ui.recovery import Renewal
from app.ui.restore_dialog import ClosedRestore

NEW = "换过的口令 5566"


@pytest.fixture
def code(own, admin):
    """The recovery code of the store, of which there is one copy."""
    centres.unlock(own, *admin)
    made = centres.new_recovery_code()
    clerks.keep_recovery(made)
    backups.make()
    centres.close()
    return made


def fill(form, name, word):
    for field, text in (("name", name), ("word", word)):
        form.row(field).editor.setText(text)
    form.submit()


def following(click, act):
    """Click what opens a dialog, and do something in that."""

    def look():
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, ClosedRestore):
            QTimer.singleShot(10, look)
            return
        try:
            act(shown)
        finally:
            if shown.isVisible():
                shown.reject()

    def play(dialog):
        QTimer.singleShot(10, look)
        click(dialog)

    return play


def test_the_log_in_leads_to_the_copies_and_only_an_administrator_goes_back(work, own, code, admin, colleague, said):
    told = []

    def as_colleague(dialog):
        fill(dialog.form, *colleague)
        told.extend(said(dialog))
        assert not session.may("查看")
        fill(dialog.form, *admin)

    def look(window):
        told.append(session.clerk().name)
        assert len(merchants.ids()) == 1

    assert work((LogIn, following(lambda log_in: log_in.restore.click(), as_colleague)), (MainWindow, look)) == 0
    assert any("由管理员来做" in sentence for sentence in told)
    assert told[-1] == admin[0]


def test_whoever_begins_anew_by_the_recovery_code_gets_a_new_password_at_once(work, own, code, admin):
    for gone in (own.database, own.keys, own.journal_head):
        gone.unlink()
    seen = []

    def renew(made):
        for text in (NEW, NEW):
            made.focusWidget().setText(text)
            QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return)
        made.code.typed.setText(made.code.secret)
        QTest.keyClick(made.code.typed, Qt.Key.Key_Return)

    back = following(lambda first: first.restore.click(), lambda dialog: fill(dialog.form, "", code))
    assert (
        work((FirstStart, back), (Renewal, renew), (MainWindow, lambda window: seen.append(session.recovered()))) == 0
    )
    assert seen == [False]
    centres.unlock(own, admin[0], NEW)


def test_whoever_does_not_renew_does_not_get_in(work, own, code):
    for gone in (own.database, own.keys, own.journal_head):
        gone.unlink()
    back = following(lambda first: first.restore.click(), lambda dialog: fill(dialog.form, "", code))
    assert work((FirstStart, back), (Renewal, lambda made: made.reject())) == 0
    assert not session.may("查看")


def test_what_a_killed_restore_left_goes_at_the_next_log_in(own, admin):
    left = [restoring.draft_of(own), own.root / f"{restoring.draft_of(own).name}-wal"]
    for each in left:
        each.write_bytes(b"half")
    centres.unlock(own, *admin)
    assert not any(each.exists() for each in left)
