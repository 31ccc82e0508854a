"""Attachments on a merchant's card, as the clerk looks at, gives out, renames and removes them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.domain.roles import Role
from app.services import attachments, merchants, session
from app.store import files
from app.store.attachments import Attachment
from app.ui.kit import messages
from app.ui.kit.attachment_dialogs import AttachmentViewer, NameDialog
from app.ui.kit.attachment_list import FAULT, PICTURE
from tests.ui.clerk import leaving, toast_of, type_text
from tests.ui.pages.attaching import drop, names


def test_small_pictures_come_and_a_damaged_file_is_marked(store, strip, scans, settled, page):
    drop(strip, settled, scans["承诺书"], scans["执照"], scans["说明"])
    pictures = [strip.list.item(place).data(PICTURE) for place in range(3)]
    assert [bool(each) for each in pictures] == [True, True, False]
    row = Attachment.get(Attachment.name == "执照.jpg")
    files.drop(store.attachments, row.hash)
    session.end()
    session.begin(store, session.Clerk("别人", Role.COUNTER), session.session_start())
    page.pane.follow()
    settled()
    assert "执照.jpg”不见了" in strip.list.item(1).data(FAULT)
    assert strip.list.item(0).data(FAULT) is None
    assert "不见了" in strip.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_enter_shows_the_pages_and_leaves_no_plain_file(strip, scans, settled, keys, dialogs, qtbot, store):
    drop(strip, settled, scans["承诺书"], scans["执照"])
    seen = []

    def look(dialog):
        settled()
        seen.append((type(dialog), dialog.windowTitle(), dialog.browser.place.text()))
        dialog.reject()

    strip.list.setFocus()
    dialogs(leaving(look), leaving(look))
    for step in ((), ("Down",)):
        keys(strip.list, *step, "Return")
    assert seen == [(AttachmentViewer, "承诺书.pdf", "1 / 2"), (AttachmentViewer, "执照.jpg", "1 / 1")]
    assert not [path for path in store.root.rglob("*") if path.is_file() and b"JFIF" in path.read_bytes()]


def test_a_double_click_shows_it_too(strip, scans, settled, dialogs, qtbot):
    drop(strip, settled, scans["执照"])
    seen = []
    dialogs(leaving(lambda dialog: (seen.append(dialog.windowTitle()), settled())))
    spot = strip.list.visualItemRect(strip.list.item(0)).center()
    qtbot.mouseClick(strip.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(strip.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert seen == ["执照.jpg"]


def test_a_file_that_was_changed_is_complained_of_by_name(store, strip, scans, settled, keys, told, dialogs, qtbot):
    drop(strip, settled, scans["执照"])
    path = files.path_of(store.attachments, Attachment.get().hash)
    path.write_bytes(path.read_bytes()[:-1])
    strip.list.setFocus()
    keys(strip.list, "Return")
    settled()
    assert "附件“执照.jpg”被改动过" in told[0]


def test_a_word_file_is_not_shown_but_can_be_given_out(strip, scans, settled, monkeypatch, keys):
    said = []
    monkeypatch.setattr(messages, "tell", lambda parent, title, sentence: said.append(sentence))
    drop(strip, settled, scans["说明"])
    strip.list.setFocus()
    keys(strip.list, "Return")
    assert "“说明.docx”是 Word 或 Excel 文件" in said[0]


def test_it_is_given_out_under_the_name_chosen(strip, scans, settled, monkeypatch, tmp_path):
    drop(strip, settled, scans["执照"])
    asked = []
    monkeypatch.setattr(messages, "ask_place", lambda *given: asked.append(given[2:]) or tmp_path / "给街道.jpg")
    strip.list.setFocus()
    strip.verbs[1].click()
    assert asked == [("执照.jpg", "JPG 文件 (*.jpg)")]
    assert (tmp_path / "给街道.jpg").read_bytes() == scans["执照"].read_bytes()
    assert "没有加密" in toast_of(strip.window()).accessibleName()


def test_f2_gives_it_another_name_and_a_note(strip, scans, settled, dialogs, keys):
    drop(strip, settled, scans["执照"])

    def play(dialog):
        assert isinstance(dialog, NameDialog)
        name = dialog.form.row("name").editor
        name.selectAll()
        type_text(name, " ")
        dialog.form.submit()
        assert dialog.form.row("name").complaint.sentence.text()
        name.selectAll()
        type_text(name, "营业执照正本")
        type_text(dialog.form.row("note").editor, "2026 年换的")
        dialog.form.submit()

    dialogs(leaving(play))
    strip.list.setFocus()
    keys(strip.list, "F2")
    assert names(strip) == ["营业执照正本.jpg"]
    assert "2026 年换的" in strip.list.item(0).toolTip()


def test_del_removes_the_attachment_and_not_the_merchant(strip, scans, settled, keys, page):
    drop(strip, settled, scans["执照"], scans["承诺书"])
    merchant = page.chosen()
    strip.list.setFocus()
    strip.list.setCurrentRow(1)
    keys(strip.list, "Del")
    assert names(strip) == ["执照.jpg"]
    assert strip.list.hasFocus()
    assert strip.list.chosen().name == "执照.jpg"
    keys(strip.list, "Del")
    assert names(strip) == []
    assert strip.add.hasFocus()
    toast_of(strip.window()).link.click()
    assert names(strip) == ["执照.jpg"]
    assert page.chosen() == merchant
    assert len(merchants.ids()) == 4


def test_each_merchant_shows_its_own(strip, scans, settled, page):
    drop(strip, settled, scans["执照"])
    page.search("zjmg")
    assert names(strip) == []
    page.search("rhcz")
    assert names(strip) == ["执照.jpg"]


def test_what_is_chosen_stays_so_while_the_page_is_read_again(strip, scans, settled, page):
    drop(strip, settled, scans["执照"], scans["承诺书"])
    strip.list.setFocus()
    strip.list.setCurrentRow(1)
    attachments.rename(strip.list.chosen().id, "甲")
    page.revalidate()
    assert strip.list.chosen().name == "甲.pdf"


def test_everything_has_a_name_and_a_key_and_is_reached_by_tab(strip, scans, settled, keys):
    drop(strip, settled, scans["执照"])
    assert strip.list.accessibleName() == "附件"
    assert strip.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("执照.jpg，")
    assert [verb.toolTip() for verb in strip.verbs] == ["查看（Enter）", "另存为", "改名（F2）", "移出（Del）"]
    strip.list.setFocus()
    reached = []
    for _ in range(6):
        keys(QApplication.focusWidget(), "Tab")
        reached.append(QApplication.focusWidget())
    assert reached == [*strip.verbs, strip.add, strip.paste_button]


@pytest.mark.parametrize("points", [11, 15])
def test_nothing_is_cut_in_the_pane(strip, scans, settled, sized, points, qtbot):
    drop(strip, settled, scans["执照"])
    sized(points)
    parts = (strip.add, strip.paste_button, *strip.verbs)

    def fit():
        wide_enough = all(part.width() >= part.minimumSizeHint().width() for part in parts)
        return wide_enough and all(strip.rect().contains(part.geometry()) for part in parts)

    qtbot.waitUntil(fit)
    assert strip.list.viewport().height() >= strip.list.sizeHintForRow(0)
    assert strip.mapTo(strip.window(), QPoint(strip.width(), 0)).x() < strip.window().width()
