"""A superior's spreadsheet: pointed at cell by cell once, filled in for the report, nothing else touched."""

import datetime as dt

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft
from app.domain.periods import due
from app.services import gifts, merchants, report_forms, reports
from app.ui.kit import messages, tasks
from app.ui.report_form_dialog import FormDialog
from app.ui.report_form_grid import FORMULA, letters
from app.ui.report_forms_dialog import NO_REPORT, FormsDialog
from tests.ui.clerk import when_active

PERIOD = due(dt.date.today())


@pytest.fixture
def sheet(tmp_path):
    """街道季报.xlsx with a place for the period, the sum of gifts, and a formula."""
    book = Workbook()
    page = book.active
    page.title = "季报"
    page["A1"], page["A2"], page["A3"], page["A4"] = "期间", "商户数", "捐款（元）", "合计"
    page["B4"] = "=B2+B3"
    path = tmp_path / "街道季报.xlsx"
    book.save(path)
    return path


@pytest.fixture
def report(window):
    merchant = merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    told = {"giver": "瑞和茶庄", "noun": "merchant", "row": merchant, "amount": "500"}
    gifts.save(Gift(**told, on=PERIOD.start.isoformat()))
    return reports.get(reports.begin(PERIOD))


def opened(window, report, qtbot):
    made = FormsDialog(window, report)
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    return made


def map_cells(dialog):
    """B1 takes the period, B3 the money given, all by keys."""
    for row, words in ((0, "报告期间"), (2, "捐款　本期")):
        dialog.grid.setFocus()
        dialog.grid.setCurrentCell(row, 1)
        QTest.keySequence(dialog.grid, "Return")
        assert dialog.sought.hasFocus()
        dialog.sought.setText(words)
        QTest.keySequence(dialog.sought, "Return")
    assert dialog.grid.item(2, 1).text() == "← 捐款　本期"
    dialog.keep.click()


def test_mapped_once_and_filled_in_for_a_report(window, report, sheet, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(messages, "ask_file", lambda *asked: sheet)
    monkeypatch.setattr(messages, "ask_folder", lambda *asked: tmp_path)
    made = opened(window, report, qtbot)
    when_active(map_cells)
    made.add.click()
    (form,) = report_forms.every()
    assert (form.name, len(form.cells)) == ("街道季报", 2)
    made.fill.click()
    qtbot.waitUntil(lambda: made.saved.isVisible() and not tasks.busy(), timeout=20_000)
    page = load_workbook(tmp_path / f"街道季报_{PERIOD.code}.xlsx")["季报"]
    assert (page["B1"].value, float(page["B3"].value), page["B4"].value) == (PERIOD.label, 500.0, "=B2+B3")
    made.gone.click()
    assert report_forms.every() == []


def test_a_formula_takes_nothing_and_del_takes_a_figure_out(window, report, sheet, qtbot):
    dialog = FormDialog(window, report_forms.read(sheet), None, sheet)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.grid.setCurrentCell(3, 1)
    dialog.put()
    assert (dialog.mapped, dialog.sentence.text()) == ({}, FORMULA)
    dialog.grid.setCurrentCell(1, 1)
    dialog.put()
    assert list(dialog.mapped) == [("季报", "B2")]
    QTest.keySequence(dialog.grid, "Del")
    assert dialog.mapped == {}


def test_without_a_report_it_says_what_comes_first(window, report, sheet, qtbot):
    report_forms.add("街道季报", sheet, {("季报", "B1"): "#period"})
    made = opened(window, None, qtbot)
    assert (made.sentence.text(), made.fill.isEnabled(), made.change.isEnabled()) == (NO_REPORT, False, True)


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert [letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
