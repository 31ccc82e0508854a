"""The line that says what was done."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.merchants import Draft
from app.services import merchants
from app.ui.kit import toast


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.resize(1366, 688)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def shown(parent):
    return [each for each in parent.findChildren(toast.Toast) if each.isVisible()]


def test_stands_under_the_header_in_the_middle(parent):
    line = toast.show(parent, "已保存：瑞和大药房", "撤销", lambda: None)
    assert line.y() >= 52
    assert abs(line.geometry().center().x() - 683) <= 1


def test_goes_by_itself(parent, qtbot, monkeypatch):
    assert toast.SECONDS == 6
    monkeypatch.setattr(toast, "SECONDS", 0.05)
    toast.show(parent, "已保存")
    qtbot.waitUntil(lambda: not shown(parent))


def test_stays_while_the_keyboard_is_on_it(parent, qtbot, monkeypatch):
    monkeypatch.setattr(toast, "SECONDS", 0.05)
    line = toast.show(parent, "已保存", "撤销", lambda: None)
    line.link.setFocus()
    qtbot.wait(200)
    assert shown(parent) == [line]


def test_it_waits_while_a_dialog_keeps_the_clerk_from_it(parent, qtbot, monkeypatch):
    monkeypatch.setattr(toast, "SECONDS", 0.05)
    dialog = QDialog(parent)
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    line = toast.show(dialog, "已备份到本机", "撤销", lambda: None)
    qtbot.wait(300)
    assert shown(parent) == [line]
    dialog.close()
    qtbot.waitUntil(lambda: not shown(parent))


@pytest.mark.parametrize("link", ["", "撤销"])
def test_a_long_name_makes_it_no_wider_than_the_window(parent, link):
    parent.resize(1093, 546)
    line = toast.show(parent, f"已新增商户 {'很长的名称' * 60}", link)
    assert parent.rect().contains(line.geometry())
    assert line.width() > 900
    assert "…" in line.words.text()
    assert line.words.width() >= line.words.sizeHint().width()
    assert line.accessibleName().endswith("很长的名称")
    parent.resize(3000, 546)
    assert len(line.words.text()) > 150


@pytest.mark.parametrize("way", ["click", "tab and Enter"])
def test_the_link_takes_it_back(parent, qtbot, way):
    undone = []
    line = toast.show(parent, "已保存", "撤销", lambda: undone.append(1))
    parent.findChild(QLineEdit).setFocus()
    if way == "click":
        qtbot.mouseClick(line.link, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(parent.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(parent.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: undone == [1])
    qtbot.waitUntil(lambda: not shown(parent))


def test_the_next_one_takes_its_place(parent):
    toast.show(parent, "一")
    second = toast.show(parent, "二")
    assert shown(parent) == [second]


@pytest.mark.parametrize(("width", "height", "points"), [(1366, 688, 11), (1093, 546, 11), (1366, 688, 15)])
def test_it_covers_no_input_and_no_footer_on_any_page(window, sized, width, height, points):
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    sized(points)
    window.resize(width, height)
    asking = QTimer(window, interval=10)  # some pages ask what is to be begun
    asking.timeout.connect(lambda: (dialog := QApplication.activeModalWidget()) and dialog.reject())
    asking.start()
    for place in range(window.header.tabs.count()):
        window.header.tabs.setCurrentIndex(place)
        if hasattr(window.page, "edit"):
            window.page.edit(None)
        QApplication.processEvents()
        line = toast.show(window, f"已新增商户 {'名' * 60}", "撤销", lambda: None)
        inputs = window.page.findChildren(QLineEdit) + window.page.findChildren(QComboBox)
        footers = [each for each in (getattr(getattr(window.page, "pane", None), "form", None),) if each]
        inputs += window.page.findChildren(QPlainTextEdit) + [form.save for form in footers]
        for each in inputs:
            if each.isVisible():
                room = QRect(each.mapTo(window, QPoint()), each.size())
                assert not room.intersects(line.geometry()), (place, each.accessibleName())
