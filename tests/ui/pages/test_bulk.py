"""One act on several merchants, one step to take it back; and how often the store is asked."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.services import merchants
from app.ui.kit.once import per_revision
from app.ui.kit.toast import Toast


def test_several_offer_what_can_be_done_with_them(page, keys):
    page.table.setFocus()
    keys(page.table, "Ctrl+A")
    shown = [each.text() for each in page.pane.bulk.findChildren(QPushButton) if each.isVisible()]
    assert shown == ["授予荣誉", "打印牌匾证书", "导出选中的", "改片区", "移出选中的"]


@pytest.mark.parametrize("answered", ["Return", "Ctrl+Return"])
def test_grids_are_changed_at_once_and_taken_back_at_once(page, keys, dialogs, answered):
    before = {row.id: row.grid for row in merchants.rows(page.rows.ids)}
    page.table.setFocus()
    keys(page.table, "Ctrl+A")

    def answer(dialog):
        dialog.grid.setEditText("九片区")
        QTest.keySequence(dialog.grid, answered)

    dialogs(answer)
    next(each for each in page.pane.bulk.findChildren(QPushButton) if each.text() == "改片区").click()
    assert {row.grid for row in merchants.rows(list(before))} == {"九片区"}
    assert len(page.chosen()) == 4
    toast = page.window().findChild(Toast)
    assert toast.accessibleName() == "已把 4 家商户的所属片区改为“九片区”"
    toast.link.click()
    assert {row.id: row.grid for row in merchants.rows(list(before))} == before


def test_the_chips_are_counted_once_after_each_writing(store):
    asked = []
    answer = per_revision(lambda: asked.append(1) or len(asked))
    assert [answer(), answer()] == [1, 1]
    merchants.save(merchants.Draft(sign="永泰书店", no_code_reason="办理中"), None)
    assert [answer(), answer()] == [2, 2]
