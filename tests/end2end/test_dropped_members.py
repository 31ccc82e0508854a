"""A form of members dropped anywhere on the window finds its own way to the tab of members."""

from pathlib import Path

from PySide6.QtTest import QTest

from app.services import members, organizations
from app.ui.import_dialog import CHECK, DONE, ImportDialog
from app.ui.kit import tasks
from tests.ui.clerk import when_active

FORM = Path("tests/data/党员信息表.xls")


def test_the_form_is_recognised_checked_and_taken_over_with_its_branches(store, window, qtbot):
    def carry_on(dialog):
        assert dialog.stack.currentIndex() == CHECK
        assert dialog.heading.text() == "导入党员"
        assert dialog.check.making.isVisible()
        dialog.check.making.click()
        qtbot.waitUntil(lambda: not tasks.busy() and dialog.plan.create and dialog.isActiveWindow(), timeout=20_000)
        assert dialog.plan.counts() == {"rows": 400, "new": 387, "updated": 0, "skipped": 0, "refused": 13}
        assert dialog.go.text() == "导入 387 人"
        QTest.keySequence(dialog, "Ctrl+Return")
        qtbot.waitUntil(lambda: dialog.stack.currentIndex() == DONE and not tasks.busy(), timeout=20_000)
        assert dialog.outcome.title.text() == "已导入：新增 387 人，更新 0 人"

    when_active(carry_on, ImportDialog)
    window.take_file(FORM)
    assert window.page.key == "members"
    assert len(members.ids()) == 387
    assert len(organizations.ids()) == 6
