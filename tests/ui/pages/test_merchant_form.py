"""Adding, changing and removing merchants, mostly by keys."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.services import journal, merchants
from app.ui.kit.visit import Visit
from tests.ui.clerk import toast_of, type_text, words


def listed(page):
    return [row.name for row in merchants.rows(page.rows.ids)]


def test_a_merchant_is_added_by_keys_alone(page, qtbot, keys):
    keys(page, "Ctrl+N")
    type_text(QApplication.focusWidget(), "同心餐饮店")
    for _ in range(3):
        keys(QApplication.focusWidget(), "Return")
    type_text(QApplication.focusWidget(), "办理中")
    keys(QApplication.focusWidget(), "Ctrl+Return")
    added = page.chosen()
    assert merchants.get(added[0]).sign == "同心餐饮店"
    assert toast_of(page).accessibleName() == "已新增商户 同心餐饮店"
    assert QApplication.focusWidget() is page.table
    assert "同心餐饮店" in words(page.pane)


def test_what_was_saved_is_taken_back_from_the_toast(page, keys):
    page.edit(page.rows.ids[0])
    before = merchants.get(page.rows.ids[0])
    page.pane.form.row("owner").editor.setText("王建国")
    keys(QApplication.focusWidget(), "Ctrl+Return")
    assert merchants.get(before.id).owner == "王建国"
    toast_of(page).link.click()
    assert merchants.get(before.id) == before
    assert journal.last().what == f"撤销：修改商户 {before.name}"


def test_a_new_row_shows_even_if_the_filter_would_hide_it(page, keys):
    page.search("rhcz")
    page.edit(None)
    page.pane.form.row("sign").editor.setText("永泰书店")
    page.pane.form.row("no_code_reason").editor.setText("办理中")
    page.pane.form.submit()
    assert merchants.get(page.chosen()[0]).sign == "永泰书店"
    assert page.finder.search() == ""


def test_enter_edits_and_escape_keeps_what_was_typed(page, keys):
    page.search("zjmg")
    keys(page.table, "Return")
    assert page.pane.form.title.text() == "修改商户"
    page.pane.form.row("owner").editor.setText("曾国强")
    keys(QApplication.focusWidget(), "Esc")
    assert not page.pane.editing()
    assert merchants.get(page.chosen()[0]).owner == ""
    toast_of(page).link.click()
    assert page.pane.form.row("owner").editor.text() == "曾国强"
    page.pane.form.submit()
    assert merchants.get(page.chosen()[0]).owner == "曾国强"


def test_a_wrong_code_is_explained_under_its_field(page, keys):
    page.edit(None)
    form = page.pane.form
    form.row("sign").editor.setText("永泰书店")
    form.row("code").editor.setText("92230602MAM9LGNYP")
    form.submit()
    assert form.row("code").complaint.sentence.text().startswith("只有 17 位")
    assert QApplication.focusWidget() is form.row("code").editor


def test_a_code_that_is_taken_is_explained_under_its_field(page):
    page.edit(None)
    form = page.pane.form
    form.row("sign").editor.setText("永泰书店")
    form.row("code").editor.setText("92230602MAM9LGNYP4")
    form.submit()
    assert "瑞和茶庄" in form.row("code").complaint.sentence.text()
    assert merchants.counts()["全部"] == 4


def test_unsaved_words_are_not_lost_to_another_row_or_a_new_form(page, keys):
    page.edit(page.rows.ids[0])
    page.pane.form.row("owner").editor.setText("王建国")
    page.table.choose_place(2)
    keys(page, "Ctrl+N")
    assert page.pane.form.row("owner").editor.text() == "王建国"
    assert page.pane.form.title.text() == "修改商户"


def test_removed_merchants_come_back(page, keys):
    page.show_filter({"honour": "未授牌"})
    page.table.choose(page.rows.ids[:2])
    keys(page.table, "Del")
    assert len(page.rows.ids) == 1
    assert len(page.chosen()) == 1
    assert QApplication.focusWidget() is page.table
    toast_of(page).link.click()
    assert len(page.rows.ids) == 3


def test_a_merchant_with_an_honour_is_not_removed(page, keys, told):
    page.search("rhcz")
    keys(page.table, "Del")
    assert told == ["瑞和茶庄还有在用的荣誉，不能移出。没有改动任何内容，请先收回荣誉。"]
    assert len(page.rows.ids) == 1


def test_nothing_found_repeats_the_words_and_offers_to_add_them(page, qtbot):
    page.finder.box.setText("新开的店")
    assert "没有找到“新开的店”" in words(page)
    add = next(each for each in page.findChildren(QPushButton) if each.text() == "新增“新开的店”")
    add.click()
    assert page.pane.form.row("sign").editor.text() == "新开的店"
    page.pane.close_form()
    next(each for each in page.findChildren(QPushButton) if each.text() == "清空条件").click()
    assert len(page.rows.ids) == 4


def test_another_page_can_send_the_clerk_here(page, window):
    window.visit(Visit("merchants", filters={"honour": "待打印"}))
    assert listed(page) == ["瑞和茶庄"]
    window.visit(Visit("merchants", act="add"))
    assert page.pane.form.title.text() == "新增商户"


def test_the_same_field_of_the_last_one_is_copied_by_a_key(page, keys):
    keys(page, "Ctrl+N")
    keys(QApplication.focusWidget(), "Ctrl+D")
    assert toast_of(page).accessibleName().startswith("这次打开以后还没有保存过")
    form = page.pane.form
    for name, text in {"sign": "一号店", "no_code_reason": "办理中", "trade": "餐饮"}.items():
        form.row(name).editor.setFocus()
        type_text(QApplication.focusWidget(), text)
    keys(QApplication.focusWidget(), "Ctrl+Shift+Return")
    type_text(QApplication.focusWidget(), "二号店")
    for name in ("no_code_reason", "trade"):
        form.row(name).editor.setFocus()
        keys(QApplication.focusWidget(), "Ctrl+D")
    assert QApplication.focusWidget() is form.row("address").editor
    keys(QApplication.focusWidget(), "Ctrl+Return")
    saved = merchants.get(page.chosen()[0])
    assert (saved.sign, saved.no_code_reason, saved.trade) == ("二号店", "办理中", "餐饮")


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
def test_f2_opens_the_list_of_a_box(page, keys, qtbot):
    page.edit(page.rows.ids[0])
    box = page.pane.form.row("grid").editor
    box.setFocus()
    keys(box, "F2")
    qtbot.waitUntil(lambda: box.view().isVisible())
    box.hidePopup()
