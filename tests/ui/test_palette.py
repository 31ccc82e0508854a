"""Ctrl+K: merchants, plaques and commands, found and done by keys."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.merchants import Draft
from app.services import honours, merchants
from app.store.honours import Honour
from app.ui.commands import grouped
from app.ui.kit import messages, theme
from app.ui.palette import MOST
from tests.ui.clerk import type_text


@pytest.fixture
def known(store):
    """Ten tea houses and a noodle house; the first tea house holds an honour."""
    names = [f"瑞和茶庄{place}店" for place in "一二三四五六七八九十"] + ["曾家面馆"]
    ids = [merchants.save(Draft(sign=name, no_code_reason="办理中", trade="餐饮"), None) for name in names]
    today = dt.date.today()
    honours.award("integrity", ids[:1], today, today + dt.timedelta(300), "")
    return ids


@pytest.fixture
def named(known, window, keys, dialogs):
    """Open the palette by its key, type, press keys; gives what it showed after the typing."""

    def play(typed, *pressed):
        shown = []

        def act(dialog):
            type_text(dialog.focusWidget(), typed)
            shown.extend(shown_in(dialog))
            keys(dialog.focusWidget(), *pressed)

        dialogs(act)
        keys(window, "Ctrl+K")
        return shown

    return play


@pytest.fixture
def palette(quick_search, named):
    """The same where it does not matter what the other pages can do."""
    return named


def shown_in(dialog):
    return [dialog.finds.item(row).text() for row in range(dialog.finds.count())]


def test_enter_opens_a_merchant_with_its_pane(palette, window, known):
    assert "曾家面馆" in palette("zjmg", "Return")[1]
    assert window.page.key == "merchants"
    assert window.page.chosen() == [known[-1]]
    assert window.page.pane.card.isVisible()
    assert window.page.pane.card.name.text() == "曾家面馆"


def test_a_merchant_is_opened_though_the_list_is_narrowed(palette, window, keys, known):
    keys(window, "Ctrl+4")
    window.page.search("没有这家")
    palette("曾家", "Return")
    assert window.page.chosen() == [known[-1]]


def test_at_most_eight_and_the_way_to_all(palette, window):
    shown = palette("rhcz", *["Down"] * MOST, "Return")
    assert shown[0] == "商户"
    assert shown[9:] == ["更多", "列出全部 10 家 诚信评级"]
    assert window.page.finder.search() == "rhcz"
    assert len(window.page.rows.ids) == 10


def test_down_and_up_pass_over_headings(palette, window, known):
    palette("瑞和", "Down", "Down", "Up", "Return")
    assert window.page.chosen() == [merchants.ids("瑞和")[1]]


def test_escape_leaves_all_as_it_was(palette, window):
    palette("zjmg", "Esc")
    assert window.page.key == "home"
    assert QApplication.activeModalWidget() is None


BY_NAME = {
    "设置": "单位与显示设置",
    "SZ": "单位与显示设置",
    "bz": "帮助 F1",
    "导出": "导出 诚信评级 Ctrl+E",
    "hyjy": "会议纪要 页面 Ctrl+6",
}
OF_THE_LIST = ("移出", "编辑", "改片区", "选择列", "保存和管理视图", "历史", "回收站", "导出")


def test_commands_are_found_by_characters_and_initials_and_so_is_every_act_of_the_list(named):
    assert {typed: found for typed, found in BY_NAME.items() if found not in named(typed, "Esc")} == {}
    assert [words for words in OF_THE_LIST if not any(line.startswith(words) for line in named(words, "Esc"))] == []


def test_a_tab_a_tool_and_a_font_size_are_had_by_name(named, window, sized):
    for typed, key in (("党员", "members"), ("hyjy", "minutes")):
        named(typed, "Return")
        assert window.page.key == key
    named("xzsh", "Return")
    assert window.page.pane.editing()
    named("特大", "Return")
    assert theme.base_pt() == 15


def test_nothing_found_offers_to_add_it(palette, window):
    shown = palette("永泰书店", "Return")
    assert shown == ["可以", "新增“永泰书店” 诚信评级"]
    assert window.page.pane.form.values()["sign"] == "永泰书店"


def test_nothing_found_is_said_in_the_words(known, window, dialogs, quick_search):
    said = []

    def act(dialog):
        said.append(dialog.nothing.text() if dialog.nothing.isVisible() else "")
        dialog.reject()

    dialogs(act)
    window.search("永泰书店" * 10)
    assert said == [f"没有找到“{'永泰书店' * 6}…”"]


def test_a_scanned_plaque_shows_its_merchant_and_standing(palette, window, known):
    code = Honour.get().code
    shown = palette(code, "Return")
    assert shown[0] == "验真"
    assert "瑞和茶庄一店 诚信商户" in shown[1]
    assert "现在是“有效”" in shown[1]
    assert window.page.chosen() == [known[0]]


def test_a_false_plaque_is_called_so_and_leads_nowhere(palette, window):
    code = Honour.get().code
    other = code[:-1] + str((int(code[-1]) + 1) % 10)
    shown = palette(other, "Return", "Esc")
    assert shown[1].startswith("校验不符 ")
    assert window.page.key == "home"


def test_it_finds_while_the_input_method_composes(known, window, keys, dialogs, quick_search):
    shown = []

    def act(dialog):
        QApplication.sendEvent(dialog.focusWidget(), QInputMethodEvent("zeng'jia", []))
        shown.extend(shown_in(dialog))
        dialog.reject()

    dialogs(act)
    keys(window, "Ctrl+K")
    assert "曾家面馆" in shown[1]


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Return, Qt.Key.Key_Z])
def test_the_box_in_the_header_opens_it(known, window, dialogs, quick_search, pressed):
    seen = []

    def act(dialog):
        QTest.keyClicks(dialog.focusWidget(), "jmg")
        seen.append(dialog.box.text())
        dialog.reject()

    dialogs(act)
    window.header.search.setFocus()
    QTest.keyClick(window.header.search, pressed)
    dialogs(act)
    QTest.mouseClick(window.header.search, Qt.MouseButton.LeftButton)
    assert seen == ["zjmg" if pressed == Qt.Key.Key_Z else "jmg", "jmg"]


def test_what_happens_to_the_selected_merchant_is_done_from_here(window, keys, dialogs, known):
    keys(window, "Ctrl+4")
    window.page.table.choose(known[:1])
    seen = []

    def find(typed, dialog):
        type_text(dialog.focusWidget(), typed)
        named = [find for find in dialog.finds.finds() if find.words in ("更名", "转让", "换证")]
        assert [find.detail for find in named] == ["瑞和茶庄一店"]
        keys(dialog.focusWidget(), *["Down"] * dialog.finds.finds().index(named[0]), "Return")

    for typed in ("gm", "转让", "hz"):
        dialogs(partial(find, typed), lambda dialog: (seen.append(dialog.heading.text()), dialog.reject()))
        keys(window, "Ctrl+K")
    assert seen == ["更名：瑞和茶庄一店", "转让：瑞和茶庄一店", "换证：瑞和茶庄一店"]


def test_duplicates_are_merged_from_here(window, dialogs, known, keys):
    draft = Draft(sign="瑞和茶庄一店", no_code_reason="无", address="会战大街1号")
    for _ in range(2):
        merchants.save(draft, None)
    seen = []
    dialogs(
        lambda dialog: (type_text(dialog.focusWidget(), "查找并合并"), keys(dialog.focusWidget(), "Return")),
        lambda dialog: (seen.append(dialog.heading.text()), dialog.reject()),
    )
    keys(window, "Ctrl+K")
    assert seen == ["查找重复"]


def test_without_a_selected_merchant_it_says_what_to_do(named, window, known, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence, title="": told.append(sentence))
    assert "更名 先选中一家商户" in named("更名", "Return")
    assert told == ["请先在列表里选中一家商户。没有改动任何内容。"]
    assert window.page.key == "merchants"


def test_what_several_pages_do_alike_is_named_once_where_the_clerk_is(window):
    for page in ("home", "charity", "funds", "points"):
        window.show_page(page)
        _named_once(window, page)


def _named_once(window, page):
    groups = {title: [find.words for find in finds] for title, finds in grouped(window)}
    every = [words for finds in groups.values() for words in finds]
    assert [every.count(words) for words in ("窗口日结", "现金交接", "收支公示")] == [1, 1, 1]
    assert [title for title, finds in groups.items() if "窗口日结" in finds] == [
        {"charity": "捐赠", "funds": "基金"}.get(page, "全局")
    ]
    assert ("现金交接" in groups["基金"]) == (page == "funds")
    assert groups["积分"].count("积分流水") == groups["事项"].count("销号") == 1
    assert every.count("撤销") == 2, "one takes back an act, the other dissolves an organisation"


def test_the_day_sheet_is_opened_by_its_name(window, dialogs, keys):
    seen = []
    dialogs(
        lambda dialog: (
            type_text(dialog.focusWidget(), "窗口日结"),
            seen.extend(shown_in(dialog)),
            keys(dialog.focusWidget(), "Return"),
        ),
        lambda dialog: (seen.append(dialog.heading.text()), dialog.reject()),
    )
    keys(window, "Ctrl+K")
    assert seen == ["操作", "窗口日结", "窗口日结"]
