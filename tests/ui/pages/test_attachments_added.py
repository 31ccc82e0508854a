"""Attachments on a merchant's card, as the clerk adds them: chosen, dropped, pasted."""

import zipfile

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from app.services import journal
from app.ui.kit import messages
from app.ui.kit.attachments import EMPTY, NOTHING_TO_PASTE
from tests.ui.clerk import toast_of
from tests.ui.pages.attaching import drag, drop, middle, mime_of, names, scroll_to


def test_an_empty_card_says_in_one_line_what_can_be_done(strip):
    assert strip.empty.isVisible()
    assert strip.empty.text() == EMPTY
    assert not strip.list.isVisible()
    assert [each.isVisible() for each in (strip.add, strip.paste_button, *strip.verbs)] == [True] * 2 + [False] * 4


def test_files_chosen_are_attached_and_can_be_taken_back(strip, scans, settled, monkeypatch, qtbot, keys):
    chosen = [str(scans["承诺书"]), str(scans["执照"])]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    strip.add.setFocus()
    keys(strip.add, "Return")
    settled()
    assert names(strip) == ["承诺书.pdf", "执照.jpg"]
    assert strip.heading.text() == "附件 2"
    assert strip.add.hasFocus()
    assert toast_of(strip.window()).link.text() == "撤销"
    keys(strip.window(), "Ctrl+Z")
    assert names(strip) == []
    keys(strip.window(), "Ctrl+Y")
    assert names(strip) == ["承诺书.pdf", "执照.jpg"]


def test_leaving_the_file_dialog_adds_nothing(strip, settled, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    before = journal.last().id
    strip.add.click()
    settled()
    assert journal.last().id == before


def test_a_spreadsheet_dropped_on_the_strip_is_attached_and_elsewhere_imported(
    strip, page, tmp_path, settled, monkeypatch, qtbot
):
    imported, sheet = [], tmp_path / "台账.xlsx"
    monkeypatch.setattr(page.window(), "take_file", imported.append)
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    drop(strip, settled, sheet)
    assert names(strip) == ["台账.xlsx"]
    scroll_to(strip)
    drag(strip.window(), middle(strip.list), mime_of(sheet), let_go=False)
    QApplication.sendEvent(strip.window().windowHandle(), QEvent(QEvent.Type.DragLeave))
    assert imported == []
    drag(strip.window(), middle(page.table), mime_of(sheet))
    qtbot.waitUntil(lambda: bool(imported))
    assert imported == [sheet]
    assert names(strip) == ["台账.xlsx"]


def test_the_strip_shows_where_files_would_land(strip, scans):
    scroll_to(strip)
    drag(strip.window(), middle(strip), mime_of(scans["执照"]), let_go=False)
    assert strip.property("over") is True
    QApplication.sendEvent(strip.window().windowHandle(), QEvent(QEvent.Type.DragLeave))
    assert strip.property("over") is False


def test_words_dropped_are_not_taken(strip, settled):
    data = QMimeData()
    data.setText("瑞和茶庄")
    scroll_to(strip)
    assert not drag(strip.window(), middle(strip), data)
    assert names(strip) == []


def test_a_picture_and_files_are_pasted_with_ctrl_v(strip, scans, settled, keys):
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(image)
    strip.add.setFocus()
    keys(strip.add, "Ctrl+V")
    settled()
    (name,) = names(strip)
    assert name.startswith("粘贴的图片 ")
    assert name.endswith(".png")
    QApplication.clipboard().setMimeData(mime_of(scans["执照"]))
    strip.list.setFocus()
    keys(strip.list, "Ctrl+V")
    settled()
    assert names(strip)[1:] == ["执照.jpg"]


def test_a_clipboard_without_a_picture_is_said(strip, settled):
    QApplication.clipboard().setText("瑞和茶庄")
    strip.paste_button.click()
    assert toast_of(strip.window()).accessibleName() == NOTHING_TO_PASTE


def test_ctrl_v_in_the_search_box_pastes_words(strip, page, keys):
    QApplication.clipboard().setText("曾家")
    keys(page, "Ctrl+F")
    keys(QApplication.focusWidget(), "Ctrl+A", "Ctrl+V")
    assert page.finder.box.text() == "曾家"


def test_a_wrong_file_is_named_and_the_right_one_attached(strip, scans, settled, told, monkeypatch):
    monkeypatch.setattr(messages, "complain", lambda parent, sentence, title="": told.append((title, sentence)))
    drop(strip, settled, scans["病毒"], scans["执照"])
    assert names(strip) == ["执照.jpg"]
    drop(strip, settled, scans["病毒"])
    assert [title for title, _ in told] == ["有的文件没有加上", "没有加上"]
    assert all("“病毒.jpg”是程序" in sentence for _, sentence in told)
