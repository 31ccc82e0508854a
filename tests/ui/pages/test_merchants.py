"""Finding, looking at, ordering, exporting and printing merchants, mostly by keys."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.merchants import Draft
from app.services import honours, merchants
from app.services.merchant_columns import COLUMNS
from app.ui.kit import messages
from app.ui.pages import merchant_acts
from app.ui.pages.merchants import FIELDS
from tests.ui.clerk import toast_of, type_text, words


def listed(page):
    return [row.name for row in merchants.rows(page.rows.ids)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rhcz", ["瑞和茶庄"]),
        ("ruihe", ["瑞和茶庄"]),
        ("和茶", ["瑞和茶庄"]),
        ("6620", ["瑞和茶庄"]),
        ("92230602mam9", ["瑞和茶庄"]),
        ("zjmg", ["曾家面馆"]),
        ("cjmg", ["曾家面馆"]),
        ("cy", ["朝阳照相馆"]),
        ("zy", ["朝阳照相馆"]),
        ('&"=', ['<b>&"=1+1']),
    ],
)
def test_a_merchant_is_found_by_whatever_the_clerk_knows(page, keys, typed, found):
    keys(page, "Ctrl+F")
    type_text(QApplication.focusWidget(), typed)
    assert listed(page) == found


def test_the_pane_shows_the_selected_merchant(page, qtbot, keys):
    assert not page.pane.isVisible()
    page.search("rhcz")
    shown = " ".join(words(page.pane))
    number = honours.of_merchant(page.chosen()[0])[0].number
    for expected in ("瑞和茶庄", "食品零售", number, "何文斌", "138****6620", "还没有打印"):
        assert expected in shown
    assert "13800006620" not in shown
    keys(page.table, "Esc")
    assert not page.pane.isVisible()


def test_names_are_in_pinyin_order_and_a_header_turns_it_round(page, qtbot):
    assert listed(page) == ['<b>&"=1+1', "朝阳照相馆", "瑞和茶庄", "曾家面馆"]
    forward = listed(page)
    page.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert listed(page) == forward[::-1]


def test_chips_and_the_combo_box_narrow_the_list(page, qtbot):
    page.show_filter({"honour": "有效"})
    assert listed(page) == ["瑞和茶庄"]
    page.show_filter({"grid": "一片区", "honour": "未授牌"})
    assert listed(page) == ["朝阳照相馆"]


def test_a_tab_is_as_the_clerk_left_it(page, window, keys):
    page.show_filter({"grid": "一片区"})
    page.finder.box.setText("c")
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    page.table.choose_place(1)
    before = (listed(page), page.chosen(), page.finder.search(), page.finder.filters())
    keys(window, "Ctrl+1", "Ctrl+4")
    assert (listed(page), page.chosen(), page.finder.search(), page.finder.filters()) == before


def test_a_long_list_stands_where_it_was_though_something_was_written_meanwhile(page, window, keys):
    for n in range(60):
        merchants.save(Draft(sign=f"瑞和茶庄{n}", no_code_reason="办理中"), None)
    page.revalidate()
    bar = page.table.verticalScrollBar()
    page.table.choose(page.rows.ids[2:3])
    bar.setValue(bar.maximum() // 2)
    where, chosen = bar.value(), page.chosen()
    assert where > 0
    keys(window, "Ctrl+1")
    merchants.save(Draft(sign="最后一家", no_code_reason="办理中"), None)
    keys(window, "Ctrl+4")
    assert (bar.value(), page.chosen()) == (where, chosen)


def test_it_catches_up_with_what_was_written_elsewhere(page, window, keys):
    keys(window, "Ctrl+1")
    merchants.save(Draft(sign="永泰书店", no_code_reason="办理中"), None)
    keys(window, "Ctrl+4")
    assert "永泰书店" in listed(page)


def test_an_empty_list_teaches(window, keys):
    keys(window, "Ctrl+4")
    assert "还没有商户" in words(window.page)
    shown = [each.text() for each in window.page.states.currentWidget().findChildren(QPushButton)]
    assert shown == ["导入 Excel", "查看帮助（F1）"]


def test_the_list_is_exported_where_the_clerk_wants_it(page, monkeypatch, tmp_path, qtbot):
    from app.exchange import sheets

    page.show_filter({"grid": "一片区"})
    offered = []

    def place(parent, title, name, patterns):
        offered.append(name)
        return tmp_path / name

    monkeypatch.setattr(messages, "ask_place", place)
    page.tools[1].click()
    qtbot.waitUntil(lambda: toast_of(page) is not None)
    assert offered == [f"商户台账_{dt.date.today():%Y%m%d}.xlsx"]
    assert toast_of(page).accessibleName() == "已导出 2 家商户。"
    cells = [cell for row in sheets.read(tmp_path / offered[0]).rows for cell in row]
    assert "瑞和茶庄" in cells
    assert "曾家面馆" not in cells


def test_awarding_nobody_is_explained(page, told):
    page.table.clearSelection()
    page.acting(merchant_acts.award)()
    assert told == ["还没有选中商户，没有授予任何荣誉。请先在列表里选中要授牌的商户，Ctrl+A 全选。"]


def test_those_just_honoured_are_printed_though_the_filter_lets_them_go(page, qtbot, monkeypatch):
    from app.ui import award_dialog
    from app.ui.kit import preview

    printed = []

    class Printed:
        def __init__(self, parent, title, templates):
            printed.append(list(templates[0].names))

        def exec(self):
            return 1

    def give_and_print(dialog):
        dialog.form.submit()
        dialog.print.click()

    monkeypatch.setattr(preview, "Preview", Printed)
    monkeypatch.setattr(award_dialog.AwardDialog, "exec", give_and_print)
    page.show_filter({"honour": "未授牌"})
    page.table.choose(page.rows.ids[1:2])
    expected = [merchants.get(page.chosen()[0]).name]
    page.acting(merchant_acts.award)()
    assert printed == [expected]
    assert len(page.rows.ids) == 2


def test_escape_closes_the_pane_from_within(page, qtbot, keys):
    page.search("rhcz")
    page.pane.card.more.setFocus()
    keys(page.pane.card.more, "Esc")
    assert not page.pane.isVisible()
    assert QApplication.focusWidget() is page.table


def test_a_search_from_elsewhere_that_finds_nothing_leaves_the_cursor_in_its_box(page):
    page.search("没有这家店")
    assert QApplication.focusWidget() is page.finder.box


def test_printing_for_those_without_an_honour_is_explained(page, told, keys):
    page.search("zjmg")
    keys(page, "Ctrl+P")
    assert told == ["选中的商户还没有在有效期内的荣誉，没有可打印的牌匾。请先“授予荣誉”，再打印。"]


def test_screen_and_spreadsheet_call_an_attribute_by_one_name():
    exported = {column.name: column.label for column in COLUMNS}
    shown = {field.name: field.label for field in FIELDS if field.name in exported}
    assert shown == {name: exported[name] for name in shown}


@pytest.mark.parametrize(("size", "points"), [((1366, 688), 11), ((1093, 546), 11), ((1366, 688), 15)])
def test_no_word_is_cut(page, window, sized, qtbot, size, points):
    sized(points)
    window.resize(*size)
    page.search("rhcz")
    QApplication.processEvents()
    assert window.width() <= size[0]
    cut = [
        each.text()
        for each in [*page.findChildren(QPushButton), *page.findChildren(QLabel)]
        if each.isVisible()
        and not getattr(each, "wordWrap", lambda: False)()
        and each.sizeHint().width() > each.width()
    ]
    assert cut == []
    assert page.minimumSizeHint().width() <= size[0]


def test_everything_has_a_name_for_those_who_cannot_see(page):
    page.edit(page.rows.ids[0])
    nameless = [
        each
        for each in page.findChildren(QPushButton) + [row.editor for row in page.pane.form.rows] + [page.table]
        if each.isVisible() and not each.accessibleName()
    ]
    assert nameless == []
