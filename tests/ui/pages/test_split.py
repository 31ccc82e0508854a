"""The bar between list and pane: dragged, found again, and never so that the names in the list are lost."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import centres
from app.ui.kit import memory, theme
from app.ui.kit.columns import LEAST
from app.ui.main_window import MainWindow

ARRANGED = """
import os, pathlib, sys
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from app.paths import Folder
from app.services import centres
from app.start import application
from app.ui.kit import memory
from app.ui.main_window import MainWindow
app = application()
memory.use(pathlib.Path(sys.argv[4]))
centres.unlock(Folder(pathlib.Path(sys.argv[1])), sys.argv[2], sys.argv[3])
window = MainWindow()
window.resize(1366, 688)
window.header.tabs.setCurrentIndex(3)
window.show()
page = window.page
page.table.choose_place(0)
app.processEvents()
page.table.columns.move("name", -1)
page.show_filter({"honour": "未授牌"})
bar = page.split.handle(1)
left = Qt.MouseButton.LeftButton
page.table.choose_place(0)
app.processEvents()
QTest.mousePress(bar, left, pos=QPoint(4, 9))
QTest.mouseMove(bar, QPoint(-56, 9))
QTest.mouseRelease(bar, left, pos=QPoint(-56, 9))
app.processEvents()
page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
os.kill(os.getpid(), 9)
"""
LEFT = Qt.MouseButton.LeftButton


def drag(page, by):
    bar = page.split.handle(1)
    start = bar.rect().center()
    QTest.mousePress(bar, LEFT, pos=start)
    QTest.mouseMove(bar, start + QPoint(by, 0))
    QTest.mouseRelease(bar, LEFT, pos=start + QPoint(by, 0))
    QApplication.processEvents()


@pytest.fixture
def chosen(page):
    page.table.choose_place(0)
    QApplication.processEvents()
    return page


def test_the_pane_is_as_wide_as_designed_until_it_is_dragged(chosen):
    assert chosen.pane.width() == 340
    chosen.edit_chosen()
    QApplication.processEvents()
    assert chosen.pane.width() == 384
    assert chosen.split.handle(1).width() >= 8
    assert chosen.split.handle(1).focusPolicy() == Qt.FocusPolicy.NoFocus


def test_card_and_form_keep_the_widths_they_were_given(chosen):
    drag(chosen, -60)
    assert chosen.pane.width() == 400
    chosen.edit_chosen()
    QApplication.processEvents()
    drag(chosen, -30)
    assert chosen.pane.width() == 414
    chosen.pane.close_form()
    QApplication.processEvents()
    assert chosen.pane.width() == 400
    QTest.mouseDClick(chosen.split.handle(1), LEFT)
    assert chosen.pane.width() == 340


def test_the_place_survives_a_narrow_window_and_another_font_size(chosen, sized):
    window = chosen.window()
    drag(chosen, -200)
    assert chosen.pane.width() == 540
    window.resize(1000, 600)
    QApplication.processEvents()
    assert chosen.pane.width() < 540
    window.resize(1920, 1000)
    QApplication.processEvents()
    assert chosen.pane.width() == 540
    sized(15)
    QApplication.processEvents()
    assert chosen.pane.width() == theme.px(540)
    sized(11)
    QApplication.processEvents()
    assert chosen.pane.width() == 540


def test_neither_side_can_be_dragged_away(chosen):
    drag(chosen, 900)
    assert chosen.pane.width() == 280
    drag(chosen, -1200)
    assert chosen.table.width() > 400
    assert chosen.pane.isVisible()


def test_while_it_is_dragged_the_file_is_left_alone(chosen, qtbot, tmp_path):
    memory.use(tmp_path / "界面.ini")
    bar = chosen.split.handle(1)
    QTest.mousePress(bar, LEFT, pos=QPoint(4, 9))
    QTest.mouseMove(bar, QPoint(-40, 9))
    assert memory.recall("merchants/pane", None) is None
    QTest.mouseRelease(bar, LEFT, pos=QPoint(-40, 9))
    qtbot.waitUntil(lambda: memory.recall("merchants/pane", None) is not None)


def test_a_killed_process_loses_no_arrangement(known, store, admin, qtbot, tmp_path):
    file = tmp_path / "界面.ini"
    centres.close()
    run = [sys.executable, "-c", ARRANGED, str(store.root), *admin, str(file)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    assert subprocess.run(run, check=False, timeout=60, env=environment, capture_output=True).returncode == -9
    centres.unlock(store, *admin)
    memory.use(file)
    again = MainWindow()
    qtbot.addWidget(again)
    again.resize(1366, 688)
    again.show()
    page = again.page_of("merchants")
    again.header.tabs.setCurrentIndex(3)
    page.table.choose_place(0)
    QApplication.processEvents()
    assert page.pane.width() == 400
    assert page.table.columns.order()[0] == "name"
    assert (page.order, page.descending) == ("number", True)
    assert page.finder.filters() == {"honour": "未授牌"}


@pytest.mark.parametrize("left", [[], {"showing": "breit"}, {"showing": 3}, {"showing": 1e9}, {"other": 400}])
def test_a_spoilt_settings_file_does_no_harm(known, window, qtbot, tmp_path, left):
    memory.use(tmp_path / "界面.ini")
    memory.remember("merchants/pane", left)
    page = window.page_of("merchants")
    window.header.tabs.setCurrentIndex(3)
    page.table.choose_place(0)
    QApplication.processEvents()
    assert page.pane.width() == 340


@pytest.mark.parametrize("size", [(1366, 688, 15), (1093, 546, 11), (1366, 688, 11)])
@pytest.mark.parametrize("editing", [False, True])
def test_the_names_keep_room_for_ten_characters(page, sized, size, editing):
    *room, points = size
    page.window().resize(*room)
    sized(points)
    page.table.choose_place(0)
    if editing:
        page.edit_chosen()
    QApplication.processEvents()
    shown = page.table.columns.shown()
    name = page.table.columns.order().index("name")
    assert page.table.columnWidth(name) >= theme.px(LEAST)
    assert page.table.columnWidth(name) > page.table.fontMetrics().horizontalAdvance("十个汉字的商户名称啊")
    assert {"name", "honours"} <= set(shown)
    assert page.table.horizontalScrollBar().maximum() == 0


def test_columns_unfold_when_the_pane_goes(page):
    page.window().resize(1093, 546)
    QApplication.processEvents()
    before = page.table.columns.shown()
    page.table.choose_place(0)
    drag(page, -60)
    QApplication.processEvents()
    assert len(page.table.columns.shown()) < len(before)
    page.table.clearSelection()
    QApplication.processEvents()
    assert page.table.columns.shown() == before
