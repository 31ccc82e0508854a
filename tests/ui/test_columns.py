"""Choosing columns: all fields are offered, one stays, and what was chosen is what is copied."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.ui.kit.columns_dialog import ColumnsDialog
from app.ui.kit.fields import Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.pages.merchants import FIELDS as MERCHANT_FIELDS

FIELDS = (
    Shown("number", "编号", 100),
    Shown("name", "商户名称", 240, stretch=True),
    Shown("code", "代码", 180, priority=3),
    Shown("note", "备注", 200, priority=4),
)


@pytest.fixture
def table(qtbot):
    model = RowModel(FIELDS, lambda ids: [SimpleNamespace(number=i, name="店", code="0459", note="老店") for i in ids])
    made = RowTable(model, "商户")
    made.model_kept = model
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.fit(1920)
    made.show()
    model.show([1])
    made.choose_place(0)
    return made


@pytest.fixture
def chooser(table, qtbot):
    made = ColumnsDialog(table, table.columns)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def copied_headings(table, qtbot):
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QGuiApplication.clipboard().text().split("\r\n")[0].split("\t")


def turn(chooser, qtbot, row):
    chooser.listing.setCurrentRow(row)
    qtbot.keyClick(chooser.listing, Qt.Key.Key_Space)


def test_every_field_of_a_merchant_can_be_a_column():
    columns = {field.label for field in MERCHANT_FIELDS if field.width}
    assert {field.label for field in MERCHANT_FIELDS} == columns


def test_a_telephone_number_is_a_column_only_in_its_masked_form():
    assert [field.name for field in MERCHANT_FIELDS if field.width and "phone" in field.name] == ["masked_phone"]


def test_a_field_of_little_weight_shows_in_no_window_until_it_is_ticked(table, chooser, qtbot):
    assert table.columns.shown() == ["number", "name", "code"]
    turn(chooser, qtbot, 3)
    table.fit(1093)
    assert table.columns.shown() == ["number", "name", "code", "note"]


def test_the_last_tick_stays(table, chooser, qtbot):
    for row in (2, 1, 0):
        turn(chooser, qtbot, row)
    assert table.columns.shown() == ["number"]
    assert chooser.listing.item(0).checkState() == Qt.CheckState.Checked
    turn(chooser, qtbot, 1)
    assert table.columns.shown() == ["number", "name"]


def test_a_small_window_copies_what_a_wide_one_shows(table, qtbot):
    table.fit(1093)
    assert copied_headings(table, qtbot) == ["编号", "商户名称", "代码"]


def test_chosen_columns_are_copied_in_their_order(table, chooser, qtbot, keys):
    turn(chooser, qtbot, 0)
    chooser.listing.setCurrentRow(2)
    keys(chooser, "Alt+Up")
    assert copied_headings(table, qtbot) == ["代码", "商户名称"]
