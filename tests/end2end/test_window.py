"""The whole thread in the window, by keys: first start, the street's spreadsheet, a merchant, an honour, a plaque."""

import datetime as dt
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import centres, honours, journal, merchants
from app.ui.award_dialog import AwardDialog
from app.ui.first_start import FirstStart
from app.ui.import_dialog import CHECK, DONE, ImportDialog
from app.ui.kit import messages
from app.ui.kit.preview import Preview
from app.ui.main_window import MainWindow
from app.ui.pages import merchant_acts
from tests.ui.clerk import when_active

LEDGER = Path("tests/data/商户台账.xlsx").resolve()


@pytest.fixture
def clerk(looks, folder, tmp_path, monkeypatch):
    """A fresh machine: Chinese, nothing remembered; files are saved below tmp_path under the name that is offered."""
    monkeypatch.setattr(messages, "ask_place", lambda parent, title, name, patterns: tmp_path / name)
    yield folder
    centres.close()


def type_into(widget, text):
    QTest.keyClicks(widget, text)


def press(widget, keys):
    QTest.keySequence(widget, keys)


def start_for_the_first_time(qtbot, folder):
    guide = FirstStart(folder)
    qtbot.addWidget(guide)
    with qtbot.waitActive(guide):
        guide.show()
    for text in ("会战商圈党群服务中心", "王管理", "口令 12345678", "口令 12345678"):
        field = QApplication.focusWidget()
        field.setText(text) if not text.isascii() else type_into(field, text)
        press(field, "Return")
    if guide.stack.currentWidget() is guide.asking:
        press(QApplication.focusWidget(), "Ctrl+Return")
    type_into(guide.code.typed, guide.code.secret.lower())
    press(guide.code.typed, "Return")
    assert centres.current().name == "会战商圈党群服务中心"
    press(guide.beginning.go, "Space")
    assert not guide.isVisible()


def bring_in(qtbot, window):
    def check(dialog):
        def at(step):  # and in front again, where the progress was shown meanwhile
            return lambda: dialog.stack.currentIndex() == step and dialog.isActiveWindow()

        qtbot.waitUntil(at(CHECK), timeout=60_000)
        assert dialog.go.text() == "导入 2,975 家"
        press(dialog, "Ctrl+Return")
        qtbot.waitUntil(at(DONE), timeout=60_000)
        press(dialog.close_button, "Space")

    when_active(check, ImportDialog)
    window.take_file(LEDGER)
    assert merchants.counts()["全部"] == 2975


def award(qtbot, page, plaque):
    def give(dialog):
        assert dialog.heading.text().startswith("授予荣誉")
        press(dialog.form.rows[0].editor, "Ctrl+Return")
        assert dialog.numbers.item(0).text().startswith(f"诚信〔{dt.date.today().year}〕001号")
        when_active(lambda preview: save_as_pdf(qtbot, preview, plaque), Preview)
        press(dialog.print, "Space")

    when_active(give, AwardDialog)
    page.acting(merchant_acts.award)()


def save_as_pdf(qtbot, preview, plaque):
    qtbot.waitUntil(preview.save.isEnabled, timeout=60_000)
    press(preview, "Ctrl+S")
    qtbot.waitUntil(plaque.exists)
    press(preview, "Esc")


def test_from_the_first_start_to_a_plaque_in_hand(qtbot, clerk, tmp_path):
    start_for_the_first_time(qtbot, clerk)
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    press(window, "Ctrl+4")
    bring_in(qtbot, window)
    page = window.page
    press(page, "Ctrl+F")
    type_into(page.finder.box, "qfcs")
    qtbot.waitUntil(lambda: 0 < len(page.rows.ids) < 20)
    assert "萨尔图区庆枫超市" in [row.name for row in merchants.rows(page.rows.ids)]
    type_into(page.finder.box, " gnyp4")
    qtbot.waitUntil(lambda: len(page.rows.ids) == 1)
    press(page.finder.box, "Down")
    assert page.chosen() == page.rows.ids
    plaque = tmp_path / f"诚信商户牌匾_{dt.date.today():%Y%m%d}.pdf"
    award(qtbot, page, plaque)
    with pdfplumber.open(plaque) as pdf:
        text = pdf.pages[0].extract_text().replace(" ", "")
    assert "萨尔图区庆枫超市" in text
    assert f"诚信〔{dt.date.today().year}〕001号" in text
    assert [row.prints for row in honours.of_merchant(page.rows.ids[0])] == [1]
    assert [entry.what for entry in journal.recent(3)][1:] == [
        "授予“诚信商户” 萨尔图区庆枫超市",
        "导入《商户台账.xlsx》：新增 2,975 家，更新 0 家",
    ]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, "Ctrl+1")
    assert window.page.key == "home"
