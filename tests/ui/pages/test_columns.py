"""Columns as the clerk arranges them: chosen, moved, widened, and found again after a killed process."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget

from app.ui.kit import memory, theme
from app.ui.kit.columns_dialog import ColumnsDialog
from app.ui.main_window import MainWindow


@pytest.fixture
def chooser(page, qtbot):
    made = ColumnsDialog(page, page.table.columns)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def labels(page):
    columns = page.table.columns
    return [field.label for name in columns.shown() for field in columns.fields if field.name == name]


def items(listing: QListWidget):
    return [listing.item(row) for row in range(listing.count())]


def test_every_column_is_offered_in_order_and_hidden_by_the_space_bar(page, chooser, qtbot):
    assert [item.text() for item in items(chooser.listing)] == [field.label for field in page.table.columns.fields]
    assert "荣誉" in labels(page)
    chooser.listing.setCurrentRow(2)
    qtbot.keyClick(chooser.listing, Qt.Key.Key_Space)
    assert "荣誉" not in labels(page)
    page.table.fit(1920)
    assert "荣誉" not in labels(page)
    assert "统一社会信用代码" not in labels(page)


def test_a_column_moves_up_and_everything_goes_back(page, chooser, keys):
    before = labels(page)
    chooser.listing.setCurrentRow(1)
    keys(chooser, "Alt+Up")
    assert labels(page)[:2] == ["商户名称", "编号"]
    assert chooser.listing.currentItem().text() == "商户名称"
    chooser.default.click()
    assert labels(page) == before


def test_the_last_column_stays(page, chooser):
    for item in items(chooser.listing):
        item.setCheckState(Qt.CheckState.Unchecked)
    assert len(labels(page)) == 1
    assert [item.checkState() for item in items(chooser.listing)].count(Qt.CheckState.Checked) == 1


def drag(table, qtbot, name, by):
    header, columns = table.horizontalHeader(), table.columns
    place = [field.name for field in columns.fields].index(name)
    edge = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) - 1, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(by, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))
    return place


def test_a_width_is_kept_in_every_window_and_size(page, qtbot, sized):
    place = drag(page.table, qtbot, "number", 40)
    assert page.table.columnWidth(place) == 140
    for width in (1920, 1093, 1366):
        page.window().resize(width, 688)
        assert page.table.columnWidth(place) == 140
    sized(15)
    assert page.table.columnWidth(place) == theme.px(140)
    sized(11)
    assert page.table.columnWidth(place) == 140


def test_a_double_click_on_a_divider_fits_the_column(page, qtbot):
    place = drag(page.table, qtbot, "number", 100)
    header = page.table.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) - 1, header.height() // 2)
    qtbot.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    words = page.table.fontMetrics().horizontalAdvance("SH-00001")
    assert words < page.table.columnWidth(place) < words + 60


def test_the_bar_of_the_selected_row_is_at_the_left_whatever_stands_there(page):
    page.table.columns.move("name", -1)
    page.table.choose_place(1)
    picture = page.table.viewport().grab().toImage()
    middle = page.table.rowViewportPosition(1) + page.table.rowHeight(1) // 2
    assert picture.pixelColor(2, middle).name().upper() == theme.tokens().accent


def test_all_is_as_it_was_after_the_process_was_killed(page, qtbot, tmp_path):
    file = tmp_path / "界面.ini"
    memory.use(file)
    drag(page.table, qtbot, "number", 40)
    page.table.columns.move("name", -1)
    page.table.columns.show_only(["name", "number", "code"])
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    page.show_filter({"grid": "一片区"})
    page.finder.box.setText("r")
    qtbot.waitUntil(lambda: memory.recall("merchants/list", {}).get("filters") == {"grid": "一片区"})
    assert memory.recall("merchants/list", {})["search"] == ""
    memory.use(file)
    again = MainWindow()
    qtbot.addWidget(again)
    again.header.tabs.setCurrentIndex(3)
    again.show()
    assert again.page.table.columns.shown() == ["name", "number", "code"]
    assert again.page.table.columns.state()["widths"] == {"number": 140}
    assert (again.page.order, again.page.descending) == ("number", True)
    assert (again.page.finder.search(), again.page.finder.filters()) == ("", {"grid": "一片区"})
