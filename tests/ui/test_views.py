"""What a list finds again at the next start: as it was left, whatever stands in the settings file."""

import pytest

from app.services import views
from app.ui.kit import memory
from app.ui.main_window import MainWindow

SOUND = {"search": "", "filters": {}, "order": ["name", False]}
COLUMNS = {"order": [], "shown": None, "widths": {}}


@pytest.fixture
def page(window):
    window.header.tabs.setCurrentIndex(3)
    return window.page


def opened_again(qtbot):
    again = MainWindow()
    qtbot.addWidget(again)
    again.header.tabs.setCurrentIndex(3)
    again.show()
    return again.page


@pytest.mark.parametrize(
    "left",
    [
        [],
        "merchants",
        {"order": 3},
        SOUND | {"columns": []},
        SOUND | {"columns": COLUMNS, "order": ["name"]},
        SOUND | {"columns": COLUMNS, "filters": {"grid": ["一片区"]}},
        SOUND | {"columns": COLUMNS | {"order": None}},
        SOUND | {"columns": COLUMNS | {"shown": [["name"]]}},
        SOUND | {"columns": COLUMNS | {"widths": {"number": "很宽"}}},
        SOUND | {"columns": COLUMNS | {"widths": {"number": 1e12}}},
    ],
)
def test_a_list_opens_as_declared_where_the_settings_file_was_spoilt(page, qtbot, tmp_path, left):
    declared = page.viewing.content()
    memory.use(tmp_path / "界面.ini")
    memory.remember("merchants/list", left)
    assert opened_again(qtbot).viewing.content() == declared


def test_a_width_changed_later_outlives_the_view_the_page_opens_with(page, qtbot, tmp_path):
    memory.use(tmp_path / "界面.ini")
    page.table.columns.show_only(["name", "number"])
    views.save("merchants", "两列", page.viewing.content())
    views.make_first("merchants", "两列")
    page.table.columns.restore()
    page.table.setColumnWidth(0, 170)
    qtbot.waitUntil(lambda: "merchants/list" in memory._memory.file.allKeys())
    again = opened_again(qtbot)
    assert again.table.columns.shown() == ["number", "name"]
    assert again.table.columnWidth(0) == 170


def test_a_page_opens_with_a_supplied_view_and_keeps_its_columns(page, qtbot, tmp_path):
    memory.use(tmp_path / "界面.ini")
    page.table.columns.show_only(["name", "number"])
    views.make_first("merchants", "待打印")
    again = opened_again(qtbot)
    assert again.finder.filters() == {"honour": "待打印"}
    assert again.table.columns.shown() == ["number", "name"]
