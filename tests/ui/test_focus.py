"""The focus is seen, and is where the clerk left it, after dialogs close and rows go."""

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.domain.merchants import Draft
from app.services import merchants
from app.ui.kit import theme
from app.ui.kit.manual_window import Manual
from app.ui.main_window import MainWindow
from tests.ui.clerk import put_in_front

CHINESE = re.compile("[\u4e00-\u9fff]")
SIGNS = ("瑞和茶庄", "永泰书店", "曾家面馆", "明德鞋业")


@pytest.fixture
def page(window):
    for sign in SIGNS:
        merchants.save(Draft(sign=sign, no_code_reason="办理中"), None)
    window.header.tabs.setCurrentIndex(3)
    window.page.table.setFocus()
    window.page.table.choose_place(1)
    return window.page


def ring(widget):
    """How many pixels of a widget have the colour of the focus."""
    picture = widget.grab().toImage()
    wanted = QColor(theme.tokens().focus)
    return sum(picture.pixelColor(x, y) == wanted for x in range(picture.width()) for y in range(picture.height()))


def ringed_row(table):
    """The row with the ring around it."""
    picture = table.viewport().grab().toImage()
    wanted = QColor(theme.tokens().focus)
    tops = [table.rowViewportPosition(row) for row in range(len(table.rows.ids))]
    return [row for row, top in enumerate(tops) if picture.pixelColor(picture.width() // 2, top + 1) == wanted]


def leave(dialogs, open_it):
    """Open a dialog and leave it by Esc."""
    dialogs(lambda shown: shown.reject())
    open_it()


@pytest.mark.parametrize("name", ["settings", "help", "award"])
def test_a_dialog_gives_the_focus_back(window, page, dialogs, qtbot, name):
    from app.ui.pages import merchant_acts

    acts = {"settings": window.settings, "help": window.help, "award": lambda: merchant_acts.award(page)}
    leave(dialogs, acts[name])
    window.activateWindow()  # a desktop does this by itself
    qtbot.waitUntil(window.isActiveWindow)
    assert QApplication.focusWidget() is page.table
    assert page.table.currentIndex().row() == 1
    assert ringed_row(page.table) == [1]


def test_a_dialog_gives_the_focus_back_to_a_box(window, page, dialogs, qtbot):
    page.finder.box.setFocus()
    leave(dialogs, window.settings)
    window.activateWindow()  # a desktop does this by itself
    qtbot.waitUntil(window.isActiveWindow)
    assert QApplication.focusWidget() is page.finder.box
    assert ring(page.finder.box) > 100


@pytest.mark.parametrize(("place", "neighbour"), [(0, 0), (1, 1), (3, 2)])
def test_after_a_row_went_its_neighbour_has_the_focus(page, keys, qtbot, place, neighbour):
    page.table.choose_place(place)
    keys(page.table, "Del")
    assert len(page.rows.ids) == 3
    assert QApplication.focusWidget() is page.table
    assert page.table.currentIndex().row() == neighbour
    assert page.chosen() == [page.rows.ids[neighbour]]
    assert ringed_row(page.table) == [neighbour]


def test_after_the_last_row_went_the_focus_is_still_in_the_window(window, page, keys):
    keys(page.table, "Ctrl+A", "Del")
    assert page.rows.ids == []
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()


def test_a_form_that_is_left_gives_the_focus_to_its_row(page, keys):
    keys(page.table, "F2")
    assert page.pane.form.isAncestorOf(QApplication.focusWidget())
    assert ring(QApplication.focusWidget()) > 100
    keys(QApplication.focusWidget(), "Esc")
    assert QApplication.focusWidget() is page.table
    assert ringed_row(page.table) == [1]


@pytest.mark.parametrize("part", ["box", "contents", "reader"])
def test_each_part_of_the_manual_shows_the_focus(window, qtbot, part):
    manual = Manual(window, "import")
    qtbot.addWidget(manual)
    manual.show()
    manual.activateWindow()
    getattr(manual, part).setFocus()
    qtbot.waitUntil(getattr(manual, part).hasFocus)
    assert ring(getattr(manual, part)) > 400


@pytest.mark.parametrize("editing", [False, True])
def test_every_stop_of_the_tab_key_is_named_and_seen(window, page, keys, editing):
    if editing:
        page.edit_chosen()
        page.pane.form.more.click()
    page.finder.box.setFocus()
    first = QApplication.focusWidget()
    faults, stops = [], 0
    while stops == 0 or QApplication.focusWidget() is not first:
        keys(QApplication.focusWidget(), "Tab")
        QApplication.processEvents()
        stop = QApplication.focusWidget()
        stops += 1
        words = stop.accessibleName() or getattr(stop, "text", str)()
        if not CHINESE.search(words) or ring(stop) < 60:
            faults.append((words, type(stop).__name__, ring(stop)))
        assert stops < 60
    assert faults == []
    assert stops > 15


@pytest.mark.parametrize("key", ["members", "merchants", "charity", "minutes", "cases", "lists", "activities"])
def test_the_first_card_leaves_the_keyboard_with_the_list(sample_store, qtbot, key):
    window = put_in_front(qtbot, MainWindow())
    window.show_page(key)
    table = window.page.table
    table.setFocus()
    table.choose_place(0)
    for _ in range(5):
        QApplication.processEvents()
    assert window.page.chosen()
    assert QApplication.focusWidget() is table
