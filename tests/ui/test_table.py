"""The table as the clerk uses it: keys, selection, order, columns, clipboard."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui.kit import theme
from app.ui.kit.fields import LEFT, RIGHT, Amount, Badge, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable, TableCard

FIELDS = (
    Shown("number", "编号", 100, sortable=True),
    Shown("name", "商户名称", 240, stretch=True, sortable=True),
    Badge("honour", "荣誉", 120, dress=lambda record: ("green", "badge-check")),
    Shown("grid", "片区", 100, priority=2),
    Shown("code", "代码", 180, priority=3),
)


def rows(ids):
    return [SimpleNamespace(number=i, name=f"商户{i}", honour="诚信商户", grid="一片区", code=f"{i:018d}") for i in ids]


@pytest.fixture
def table(qtbot):
    model = RowModel(FIELDS, rows)
    made = RowTable(model, "商户")
    made.card = TableCard(made)
    made.model_kept = model
    qtbot.addWidget(made.card)
    made.card.resize(900, 500)
    made.fit(1366)
    with qtbot.waitActive(made.card):
        made.card.show()
    made.setFocus()
    model.show(list(range(1, 11)))
    return made


def test_the_keys_choose_and_open(table, qtbot):
    opened = []
    table.opened.connect(opened.append)
    table.choose_place(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [2]


def test_a_double_click_opens(table, qtbot):
    opened = []
    table.opened.connect(opened.append)
    place = table.visualRect(table.rows.index(3, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [4]


def test_enter_on_nothing_opens_nothing(table, qtbot):
    opened = []
    table.opened.connect(opened.append)
    table.clearSelection()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == []


def test_many_rows_are_chosen_with_shift_and_all_with_control_a(table, qtbot):
    table.choose_place(1)
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen() == [2, 3, 4]
    assert table.card.count.text() == "共 10 条，已选 3 条"
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.chosen() == list(range(1, 11))


def test_chosen_rows_are_found_again_in_another_order(table):
    table.choose([2, 3, 9])
    assert table.chosen() == [2, 3, 9]
    table.rows.show([9, 8, 3, 2])
    table.choose([2, 3, 9, 77])
    assert table.chosen() == [9, 3, 2]


def test_a_shorter_list_gives_its_last_row(table):
    table.rows.show([1, 2])
    table.choose_place(7)
    assert table.chosen() == [2]


def click_header(table, qtbot, column):
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_header_orders_and_shows_the_arrow(table, qtbot):
    asked = []
    table.rows.sort_wanted.connect(lambda name, descending: asked.append((name, descending)))
    table.show_order("name", False)
    click_header(table, qtbot, 1)
    assert asked == [("name", True)]
    assert table.horizontalHeader().isSortIndicatorShown()
    click_header(table, qtbot, 2)
    assert asked == [("name", True)]
    assert table.horizontalHeader().sortIndicatorSection() == 1


def test_a_heading_at_the_right_makes_room_for_the_arrow(qtbot):
    table = RowTable(RowModel((FIELDS[1], Amount("amount", "金额", 104, sortable=True)), rows), "捐赠")
    qtbot.addWidget(table)

    def alignments():
        role = Qt.ItemDataRole.TextAlignmentRole
        return [table.rows.headerData(place, Qt.Orientation.Horizontal, role) for place in (0, 1)]

    table.show_order("name", False)
    assert alignments() == [LEFT, RIGHT]
    table.show_order("amount", True)
    assert alignments() == [LEFT, LEFT]


@pytest.mark.parametrize(
    ("width", "labels", "stretched"),
    [
        (1093, ["编号", "商户名称", "荣誉"], 1),
        (1366, ["编号", "商户名称", "荣誉", "片区"], 1),
        (1920, ["编号", "商户名称", "荣誉", "片区", "代码"], 4),
    ],
)
def test_the_columns_that_fit_are_shown(table, width, labels, stretched):
    table.fit(1920)
    table.fit(width)
    shown = [field.label for place, field in enumerate(FIELDS) if not table.isColumnHidden(place)]
    assert shown == labels
    header = table.horizontalHeader()
    assert header.sectionSize(stretched) > FIELDS[stretched].width
    assert header.length() == table.viewport().width()


@pytest.mark.parametrize("points", [11, 13, 15])
def test_rows_are_high_enough_at_every_size(table, sized, points):
    sized(points)
    height = table.verticalHeader().defaultSectionSize()
    assert height >= {11: 40, 13: 47, 15: 55}[points]
    assert height >= 2.2 * QFontInfo(theme.font()).pixelSize()
    assert table.rowHeight(0) == height


def test_control_c_puts_rows_on_the_clipboard(table, qtbot):
    table.choose([3, 4])
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\r\n")
    assert lines[0] == "编号\t商户名称\t荣誉\t片区\t代码"
    assert lines[1] == "3\t商户3\t诚信商户\t一片区\t000000000000000003"
    assert len(lines) == 3


def test_the_header_stays_while_twenty_thousand_rows_scroll(table):
    table.rows.show(list(range(20_000)))
    QApplication.processEvents()
    header, seen = table.horizontalHeader(), set()
    for position in range(0, table.verticalScrollBar().maximum(), 9_973):
        table.verticalScrollBar().setValue(position)
        table.grab()
        seen.add(table.rowAt(0))
        assert header.isVisible()
        assert header.geometry().bottom() < table.viewport().geometry().top()
    assert len(seen) > 50


def test_the_selected_row_has_a_bar_and_the_ring_of_the_focus(table):
    table.choose_place(1)
    picture = table.viewport().grab().toImage()
    middle = round(table.rowViewportPosition(1) + table.rowHeight(1) / 2)
    assert picture.pixelColor(2, middle).name().upper() == theme.tokens().accent
    assert picture.pixelColor(300, middle).name().upper() == theme.tokens().selection
    assert picture.pixelColor(300, table.rowViewportPosition(1) + 1).name().upper() == theme.tokens().focus
