"""The line that says what was done."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit import toast
from app.ui.kit.table import TableCard
from app.ui.pages import PAGES
from tests.ui.clerk import put_in_front
from tests.ui.reading import shown as visible


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    return put_in_front(qtbot, made, (1366, 688))


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


def test_it_covers_nothing_that_is_used_on_any_page(filled, sized):
    asking = QTimer(filled, interval=10)  # some pages ask what is to be begun
    asking.timeout.connect(lambda: (dialog := QApplication.activeModalWidget()) and dialog.reject())
    asking.start()
    for width, height, points in ((1366, 688, 11), (1093, 546, 11), (1366, 688, 15)):
        sized(points)
        filled.resize(width, height)
        for part in (part for tab in PAGES for part in tab.parts):
            filled.show_page(part.key)
            _put_on(filled, part.key)
            if hasattr(filled.page, "edit") and not filled.page.spec.ledger:
                filled.page.edit(None)
                _put_on(filled, f"{part.key}, a form")


def _put_on(window, where):
    QApplication.processEvents()
    for sentence in ("已保存", f"已新增商户 {'名' * 60}"):
        line = toast.show(window, sentence, "撤销", lambda: None)
        assert covered(window, line) == [], (where, sentence)
        assert window.rect().contains(line.geometry())


def covered(window, line):
    """What is used and lies under the line, and what is told under a list."""
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QHeaderView)
    seen = [each for part in (window.header, window.page, window.status) for each in visible(part)]
    used = [each for each in seen if isinstance(each, kinds)]
    used += [told for table in seen if isinstance(table, TableCard) for told in (table.count, table.keys)]
    return [
        f"{type(each).__name__} {each.accessibleName()}"
        for each in used
        if each.isVisible() and in_sight(each, window).intersects(line.geometry())
    ]


def in_sight(widget, window):
    """The room of a widget in the window, less what its parents cut off."""
    room, parent = QRect(widget.mapTo(window, QPoint()), widget.size()), widget.parentWidget()
    while parent is not window:
        room &= QRect(parent.mapTo(window, QPoint()), parent.size())
        parent = parent.parentWidget()
    return room


def test_it_gives_way_to_a_form_that_is_opened_under_it(parent, qtbot):
    line = toast.show(parent, "已保存：瑞和大药房", "撤销", lambda: None)
    made = QPushButton("新增商户", parent)
    made.setGeometry(line.geometry())
    made.show()
    qtbot.waitUntil(lambda: not line.geometry().intersects(made.geometry()))
