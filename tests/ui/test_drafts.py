"""What is being typed is kept: over a killed process, over a closed window; and known merchants are named in time."""

import datetime as dt
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.merchants import Draft
from app.services import centres, drafts, merchants
from app.ui.kit import form as forms
from app.ui.kit.toast import Toast
from app.ui.main_window import MainWindow
from tests.ui.clerk import put_in_front, type_text

CODE = "92230602MAM9LGNYP4"
TYPED = """
import os, pathlib, sys
from PySide6.QtTest import QTest
from app.paths import Folder
from app.services import centres, drafts
from app.start import application
from app.ui.main_window import MainWindow
app = application()
centres.unlock(Folder(pathlib.Path(sys.argv[1])), sys.argv[2], sys.argv[3])
window = MainWindow()
window.header.tabs.setCurrentIndex(3)
window.show()
window.page.edit(None)
QTest.keyClicks(window.page.pane.form.row("sign").editor, "lost shop")
while drafts.kept("merchants") is None:
    app.processEvents()
os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def short_pause(monkeypatch):
    monkeypatch.setattr(forms, "PAUSE", 40)


@pytest.fixture
def page(window, keys):
    keys(window, "Ctrl+4")
    return window.page


@pytest.fixture
def start_again(qtbot):
    """The window as it comes up at the next start, on the merchants' tab."""

    def start():
        window = put_in_front(qtbot, MainWindow())
        window.header.tabs.setCurrentIndex(3)
        return window.page

    return start


def type_into(page, name, text):
    """As an input method commits it."""
    editor = page.pane.form.row(name).editor
    editor.setFocus()
    type_text(editor, text)
    return editor


def test_a_killed_process_loses_nothing_that_was_typed(store, admin, start_again):
    centres.close()
    run = [sys.executable, "-c", TYPED, str(store.root), *admin]
    assert subprocess.run(run, check=False, timeout=60).returncode == -9
    centres.unlock(store, *admin)
    page = start_again()
    assert page.pane.form.row("sign").editor.text() == "lost shop"
    assert page.pane.form.title.text() == "新增商户"
    today = dt.date.today()
    assert page.pane.found_again.sentence.text().startswith(f"上次没有保存的内容（{today.month}月{today.day}日 ")
    assert page.pane.found_again.isVisible()


def test_closing_the_window_in_the_middle_of_a_change_keeps_it(page, qtbot, start_again):
    merchant = merchants.save(Draft(sign="瑞和茶庄", no_code_reason="无"), None)
    page.revalidate()
    page.edit(merchant)
    type_into(page, "owner", "何")
    page.window().close()
    again = start_again()
    assert again.pane.form.title.text() == "修改商户"
    assert again.pane.form.row("owner").editor.text() == "何"
    again.pane.form.submit()
    assert merchants.get(merchant).owner == "何"
    assert drafts.kept("merchants") is None


def test_giving_up_forgets_it_but_not_at_once(page, qtbot, start_again):
    page.edit(None)
    type_into(page, "sign", "瑞和")
    page.window().close()
    again = start_again()
    qtbot.mouseClick(again.pane.found_again.link, Qt.MouseButton.LeftButton)
    assert not again.pane.editing()
    assert drafts.kept("merchants") is None
    again.window().findChild(Toast).link.click()
    assert again.pane.form.row("sign").editor.text() == "瑞和"
    assert not again.pane.found_again.isVisible()


def test_a_draft_of_a_merchant_that_is_gone_is_dropped(store, start_again):
    drafts.keep("merchants", 77, {"sign": "瑞和"})
    assert not start_again().pane.editing()
    assert drafts.kept("merchants") is None


def test_a_draft_of_an_older_form_gives_back_what_it_can(store, start_again):
    drafts.keep("merchants", 0, {"sign": "瑞和", "of_old": "x"})
    assert start_again().pane.form.row("sign").editor.text() == "瑞和"


def test_typing_it_away_again_leaves_nothing_to_give_back(page, qtbot):
    page.edit(None)
    editor = type_into(page, "sign", "瑞")
    qtbot.waitUntil(lambda: drafts.kept("merchants") is not None)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: drafts.kept("merchants") is None)


@pytest.mark.parametrize("typed", [{"code": CODE.lower()}, {"sign": "瑞和茶庄", "phone": "13800006620"}])
def test_a_merchant_on_record_is_named_before_saving(page, qtbot, typed):
    merchant = merchants.save(Draft(sign="瑞和茶庄", code=CODE, phone="13800006620"), None)
    page.revalidate()
    page.edit(None)
    for name, text in typed.items():
        type_into(page, name, text)
    page.pane.form.row("owner").editor.setFocus()
    assert page.pane.on_record.isVisible()
    assert "瑞和茶庄（SH-00001）" in page.pane.on_record.sentence.text()
    assert merchants.counts()["全部"] == 1
    page.pane.on_record.link.click()
    assert page.chosen() == [merchant]
    assert not page.pane.editing()
    page.window().findChild(Toast).link.click()
    assert page.pane.form.row(next(iter(typed))).editor.text() == next(iter(typed.values()))


def test_a_record_is_not_its_own_twin(page, qtbot):
    merchant = merchants.save(Draft(sign="瑞和茶庄", code=CODE), None)
    page.revalidate()
    page.edit(merchant)
    type_into(page, "owner", "何")
    page.pane.form.row("sign").editor.setFocus()
    assert not page.pane.on_record.isVisible()


def test_a_short_code_says_how_much_is_missing_while_it_is_typed(page, qtbot):
    page.edit(None)
    editor = type_into(page, "code", CODE[:17])
    complaint = page.pane.form.row("code").complaint.sentence
    qtbot.waitUntil(lambda: complaint.text().startswith("只有 17 位，还差 1 位"))
    assert QApplication.focusWidget() is editor
    qtbot.keyClicks(editor, CODE[17])
    qtbot.waitUntil(lambda: complaint.text() == "")


@pytest.mark.parametrize("way", ["Ctrl+S", "Ctrl+Shift+Return", "Ctrl+Return"])
def test_it_is_saved_from_any_field(page, qtbot, keys, way):
    keys(page, "Ctrl+N")
    type_into(page, "no_code_reason", "办理中")
    type_into(page, "sign", "永泰书店")
    keys(QApplication.focusWidget(), way)
    assert merchants.counts()["全部"] == 1
    another = way == "Ctrl+Shift+Return"
    assert page.pane.editing() == another
    if another:
        assert QApplication.focusWidget() is page.pane.form.row("sign").editor
        assert not page.pane.form.dirty()


def test_a_change_is_not_saved_as_another(page, qtbot):
    merchants.save(Draft(sign="瑞和茶庄", code=CODE), None)
    page.revalidate()
    page.edit(page.rows.ids[0])
    assert not page.pane.form.save_again.isVisible()
    page.edit_chosen()
    page.pane.close_form()
    page.edit(None)
    assert page.pane.form.save_again.isVisible()
