"""Every function is three clicks from the start page at most, and none is in the menu of the right button alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.services import merchants
from app.ui import desk_menu
from app.ui.kit import theme
from app.ui.kit.row_menu import RowMenu
from app.ui.pages import PAGES
from tests.ui.clerk import choose

ON_ROWS = {"编辑", "移出", "选择列", "保存和管理视图"}


def bare(words):
    """An entry without its key and its dots."""
    return words.partition("\t")[0].rstrip("…")


def entries(menu):
    return [action for action in menu.actions() if action.text()]


def seen(top, clicks):
    """What the buttons of a widget offer, and how many clicks that takes when it takes `clicks` to press one."""
    for button in top.findChildren(QPushButton):
        if button.isVisible() and button.menu():
            button.menu().aboutToShow.emit()
            yield from ((bare(action.text()), clicks + 1) for action in entries(button.menu()))
        elif button.isVisible():
            yield bare(button.text() or button.accessibleName()), clicks


def click_row(page, place):
    at = page.table.visualRect(page.table.model().index(place, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    return at


@pytest.fixture(autouse=True)
def popped(monkeypatch):
    """Where menus opened; without a desktop they cannot take the keyboard."""
    places = []
    monkeypatch.setattr(RowMenu, "popup", lambda menu, place: places.append(place))
    return places


def right_click(page, at):
    """The menu that the desktop asks for where the pointer is."""
    viewport = page.table.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at)))
    return page.pane.row_menu


@pytest.fixture
def reached(page, window, keys):
    """Every function by the words on it, with its clicks from the start page."""
    keys(window, "Ctrl+1")
    found = [*seen(window, 1), *((tab.title, 1) for tab in PAGES)]
    window.header.tabs.setCurrentIndex(3)
    found += seen(page, 2)
    at = click_row(page, 0)
    found += seen(page.pane, 3)
    menu = right_click(page, at)
    found += [(bare(action.text()), 3) for action in entries(menu)]
    return found


def functions(page):
    words = {words for words, _ in page.spec.single} | {tool.label for tool in page.spec.bulk}
    for tool in page.spec.tools:
        words |= {words for words, _ in tool.menu} or {tool.label}
    desk = {entry.title for entry in desk_menu.offered()}
    return {bare(each) for each in words | desk} | ON_ROWS | {tab.title for tab in PAGES}


def test_every_function_is_within_three_clicks_of_home(reached, page):
    near = {words for words, clicks in reached if clicks <= 3}
    assert functions(page) - near == set()
    for begins in ("撤销：", "没有可以恢复", "最近办理", "帮助", *theme.SIZES.values()):
        assert [words for words in near if words.startswith(begins)], begins


def test_nothing_is_only_in_the_menu_of_the_right_button(page):
    at = click_row(page, 0)
    buttons = {words for words, _ in seen(page, 0)}
    page.table.selectAll()
    buttons |= {words for words, _ in seen(page, 0)} | {"移出", "复制到 Excel"}  # 移出这家商户; a key, as the foot says
    page.table.clearSelection()
    click_row(page, 0)
    menu = right_click(page, at)
    offered = {bare(action.text()) for action in entries(menu)}
    assert "更名" in offered
    assert offered - buttons == set()


def test_an_entry_acts_on_the_row_under_the_pointer(page, dialogs):
    seen_names = []

    def read(dialog):
        seen_names.append(dialog.heading.text())
        dialog.reject()

    at = click_row(page, 2)
    menu = right_click(page, at)
    dialogs(read)
    choose(menu, "更名")
    assert [page.record(page.rows.ids[2]).name in words for words in seen_names] == [True]


def test_several_are_removed_from_it_as_one_act(page, keys):
    click_row(page, 2)
    page.table.choose(page.rows.ids[:2])
    menu = right_click(page, page.table.visualRect(page.table.model().index(1, 1)).center())
    assert not {"编辑", "更名"} & {bare(action.text()) for action in entries(menu)}
    choose(menu, "移出")
    assert merchants.counts()["全部"] == 2
    keys(page.window(), "Ctrl+Z")
    assert merchants.counts()["全部"] == 4


def test_it_opens_where_something_is_selected(page, popped):
    page.table.clearSelection()
    right_click(page, page.table.viewport().rect().bottomLeft())
    assert popped == []
    right_click(page, click_row(page, 0))
    assert len(popped) == 1
