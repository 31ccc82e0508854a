"""The recycle bin, reached from the merchants' tab."""

import pytest
from PySide6.QtCore import Qt

from app.domain.merchants import Draft
from app.services import journal, merchants
from app.ui.kit import messages
from app.ui.kit.toast import Toast
from tests.ui.clerk import choose, leaving

CODE = "92230602MAM9LGNYP4"


@pytest.fixture
def page(window, keys):
    for name in ("瑞和茶庄", "曾家面馆", "永泰书店"):
        merchants.save(Draft(sign=name, no_code_reason="无"), None)
    keys(window, "Ctrl+4")
    window.page.table.setFocus()
    return window.page


def open_bin(page, dialogs, act):
    """Two clicks: 更多, 回收站."""
    dialogs(leaving(act))
    choose(next(tool for tool in page.tools if tool.text() == "更多").menu(), "回收站")


def names(dialog):
    return [dialog.rows.index(row, 0).data() for row in range(dialog.rows.rowCount())]


def test_several_come_back_as_one_act_by_keys(page, keys, dialogs, qtbot):
    page.table.selectAll()
    keys(page.table, "Del")
    assert page.rows.ids == []
    seen = []

    def take_all(dialog):
        seen.append(names(dialog))
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert dialog.back.text() == "恢复 3 家商户"
        qtbot.keyClick(dialog.back, Qt.Key.Key_Return)
        seen.append((names(dialog), dialog.back.isEnabled(), dialog.sentence.text()))

    merchants.save(Draft(sign="新店", no_code_reason="无"), None)
    page.revalidate()
    open_bin(page, dialogs, take_all)
    assert sorted(seen[0]) == sorted(["瑞和茶庄", "曾家面馆", "永泰书店"])
    assert seen[1] == ([], False, "已从回收站恢复 3 条记录。")
    assert len(page.rows.ids) == 4
    page.window().findChild(Toast).link.click()
    assert len(page.rows.ids) == 1
    assert journal.last().what == "撤销：从回收站恢复 3 条记录"


def test_one_comes_back_on_enter_and_the_neighbour_is_chosen(page, keys, dialogs, qtbot):
    page.table.choose(page.rows.ids[:2])
    keys(page.table, "Del")

    def take_one(dialog):
        first = names(dialog)[0]
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
        assert first not in names(dialog)
        assert dialog.table.chosen() == [0]

    open_bin(page, dialogs, take_one)
    assert len(page.rows.ids) == 2


def test_one_whose_code_is_in_use_again_stays_with_a_reason(page, keys, dialogs, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence, title="": told.append(sentence))
    first = merchants.save(Draft(sign="老店", code=CODE), None)
    merchants.remove([first])
    merchants.save(Draft(sign="新店", code=CODE), None)
    page.revalidate()
    open_bin(page, dialogs, lambda dialog: (dialog.take_out(), told.append(names(dialog))))
    assert "已经登记给别的记录" in told[0]
    assert told[1] == ["老店"]


def test_an_empty_bin_says_what_it_is_for(page, dialogs):
    seen = []
    open_bin(page, dialogs, lambda dialog: seen.append((dialog.sentence.text(), dialog.back.isEnabled())))
    assert seen == [("回收站是空的。移出的会放在这里，可以恢复。", False)]


def test_a_merchant_removed_while_it_is_edited_is_not_changed_in_the_bin(page, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence, title="": told.append(sentence))
    merchant = page.rows.ids[0]
    page.edit(merchant)
    page.pane.form.row("owner").editor.setText("何文斌")
    merchants.remove([merchant])
    page.pane.form.submit()
    assert "已经移到回收站" in told[0]
    assert page.pane.form.row("owner").editor.text() == "何文斌"
    assert merchants.get(merchant).owner == ""
