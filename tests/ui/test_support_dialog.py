"""导出问题报告 and 关于: read before it is saved, reached by keys, from the menu, the help and the crash box."""

import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from app.domain.merchants import Draft
from app.services import centres, merchants, support
from app.ui import desk_menu, remedies, support_dialog
from app.ui.about_dialog import AboutDialog
from app.ui.help import show as show_help
from app.ui.kit import messages
from app.ui.support_dialog import SupportDialog


def press(name):
    return lambda dialog: next(each for each in dialog.findChildren(QPushButton) if each.text() == name).click()


def rows(dialog):
    return [dialog.list.item(place).text() for place in range(dialog.list.count())]


@pytest.fixture
def installed(store, monkeypatch):
    monkeypatch.setattr(messages, "REMEDIES", {})
    monkeypatch.setattr(messages, "REPORTS", [])
    remedies.install(store)


@pytest.fixture
def reports(monkeypatch):
    """The dialogs that show a report, instead of waiting in them."""
    shown = []
    monkeypatch.setattr(SupportDialog, "exec", lambda dialog: shown.append(dialog))  # noqa: PLW0108 - a method
    return shown


def test_a_report_is_read_and_saved_by_keys(window, qtbot, keys, reports, monkeypatch, tmp_path):
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="无", phone="13977778888"), None)
    place = tmp_path / "问题报告.zip"
    names = []
    monkeypatch.setattr(messages, "ask_place", lambda parent, title, name, patterns: names.append(name) or place)
    desk_menu.find("导出问题报告").open(window)
    qtbot.waitUntil(lambda: bool(reports))
    dialog = reports[0]
    dialog.show()
    assert rows(dialog)[0] == "这份报告里有什么"
    assert "屏幕大小、缩放和字号" in rows(dialog)
    dialog.list.setCurrentRow(rows(dialog).index("屏幕大小、缩放和字号"))
    assert "字号：11" in dialog.text.toPlainText()
    keys(dialog.list, "Down")
    assert dialog.text.toPlainText()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    with zipfile.ZipFile(place) as archive:
        said = "".join(archive.read(name).decode() for name in archive.namelist())
        assert len(archive.namelist()) == dialog.list.count()
    assert names[0].startswith("问题报告_20")
    assert not [word for word in ("瑞和茶庄", "13977778888") if word in said]
    assert dialog.saved.sentence.text().startswith("已保存《问题报告》")
    dialog.close()


def test_leaving_the_file_dialog_writes_nothing(window, qtbot, reports, monkeypatch):
    monkeypatch.setattr(messages, "ask_place", lambda *_: None)
    support_dialog.show(window)
    qtbot.waitUntil(lambda: bool(reports))
    reports[0].save.click()
    assert not reports[0].saved.isVisible()


def test_the_crash_box_offers_a_report_with_what_went_wrong(window, installed, qtbot, dialogs, reports):
    dialogs(press("导出问题报告"))
    try:
        raise KeyError("王建国")
    except KeyError as error:
        messages.crash(window, error)
    qtbot.waitUntil(lambda: bool(reports))
    text = reports[0]._texts[rows(reports[0]).index("刚才出的错")][1]
    assert "KeyError" in text
    assert "test_support_dialog.py" in text
    assert "王建国" not in "".join(text for _, text in reports[0]._texts)


def test_a_bug_before_anybody_logged_in_is_reported_too(store, installed, reports, qtbot):
    centres.close()
    messages.REPORTS[0](None, "KeyError")
    qtbot.waitUntil(lambda: bool(reports))
    assert rows(reports[0])[1:3] == ["屏幕大小、缩放和字号", "刚才出的错"]
    assert support.CLOSED in [text for _, text in reports[0]._texts]


def test_a_crash_box_that_is_closed_collects_nothing(window, installed, dialogs, reports, qtbot):
    dialogs(press("关闭"))
    messages.crash(window, KeyError())
    qtbot.wait(50)
    assert reports == []


def test_about_is_reached_from_the_menu_and_the_help(window, dialogs):
    seen = []

    def leave(dialog):
        seen.append(type(dialog))
        dialog.reject()

    dialogs(leave, press("关于"), leave)
    desk_menu.find("关于").open(window)
    show_help(window, "home")
    assert seen == [AboutDialog, AboutDialog]


@pytest.fixture
def about(window, qtbot):
    made = AboutDialog(window)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_versions_systems_and_licences_are_read_by_the_arrow_keys(about, store, qtbot):
    assert str(store.root) in about.text.toPlainText()
    qtbot.keyClick(about.list, Qt.Key.Key_Down)
    assert "国密" in about.text.toPlainText()
    qtbot.keyClick(about.list, Qt.Key.Key_Down)
    assert about.text.toPlainText().startswith("Qt　6.")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in about.text.toPlainText()
    qtbot.keyClick(about.list, Qt.Key.Key_End)
    assert "ISC License" in about.text.toPlainText()


def test_details_are_copied(about, store):
    about.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "数据结构：" in copied
    assert str(store.root) not in copied
    assert "没有验证过的" in copied


def test_a_report_can_be_begun_from_about(about, reports, qtbot, monkeypatch):
    about.report.click()
    qtbot.waitUntil(lambda: bool(reports))
    assert reports[0].parent() is about
