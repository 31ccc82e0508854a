"""The frame: tabs, keys, font sizes, search, dropped files, and what it remembers."""

import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from app.services import centres, session
from app.ui import help as help_
from app.ui.kit import memory, messages, theme
from app.ui.main_window import MainWindow
from app.ui.pages import PAGES
from tests.ui.clerk import put_in_front

ROOMS = [(1366, 688, 11), (1366, 688, 13), (1366, 688, 15), (1093, 546, 11)]
KEYS = ["home", "organizations", "members", "merchants", "charity", "minutes"]


@pytest.mark.parametrize(("width", "height", "points"), ROOMS)
def test_six_tabs_are_whole(window, sized, qtbot, width, height, points):
    sized(points)
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.width() == width)
    tabs = window.header.tabs
    assert [tabs.tabText(place) for place in range(tabs.count())] == [
        "首页",
        "组织",
        "党员",
        "诚信评级",
        "众筹积分",
        "会议纪要",
    ]
    assert not [arrow for arrow in tabs.findChildren(QToolButton) if arrow.isVisible()]
    qtbot.waitUntil(lambda: tabs.rect().contains(tabs.tabRect(5)))
    assert tabs.width() >= tabs.sizeHint().width()
    assert tabs.geometry().right() < window.header.search.geometry().left()
    words = QFontMetrics(theme.font(11, bold=True)).horizontalAdvance
    assert all(tabs.tabRect(n).width() >= words(tabs.tabText(n)) + tabs.iconSize().width() for n in range(6))


@pytest.mark.parametrize(("width", "height", "points"), [(1093, 546, 11), (1366, 688, 15)])
@pytest.mark.parametrize("sample", [False, True])
def test_fits_the_small_monitor(store, qtbot, sized, monkeypatch, width, height, points, sample):
    own = centres.Centre("会战商圈党群服务中心", sample=sample)
    monkeypatch.setattr(centres, "current", lambda: own)
    sized(points)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    for place in range(len(PAGES)):
        window.header.tabs.setCurrentIndex(place)
    least = window.minimumSizeHint()
    assert least.width() <= width
    assert least.height() <= height


def test_keys_change_the_page(window, keys):
    for place, key in enumerate(KEYS):
        keys(window, f"Ctrl+{place + 1}")
        assert window.page.key == key
        assert window.stack.currentWidget() is window.page


def test_keys_change_the_font_size(window, keys):
    before = window.header.tabs.sizeHint().height()
    keys(window, "Ctrl+=", "Ctrl+=", "Ctrl+=")
    assert theme.base_pt() == 15
    assert window.header.tabs.sizeHint().height() > before
    keys(window, "Ctrl+-")
    assert theme.base_pt() == 13
    keys(window, "Ctrl+-", "Ctrl+-")
    assert theme.base_pt() == 11


def test_the_menu_offers_three_sizes(window):
    actions = window.header.size_menu.actions()
    assert [action.text() for action in actions] == ["标准（11 磅）", "大（13 磅）", "特大（15 磅）"]
    assert actions[0].isChecked()
    actions[2].trigger()
    assert theme.base_pt() == 15
    assert actions[2].isChecked()
    actions[0].trigger()


def test_narrow_header_folds(window, qtbot):
    assert window.header.brand.isVisible()
    window.resize(1093, 546)
    qtbot.waitUntil(lambda: not window.header.brand.isVisible())
    assert window.header.help_button.text() == ""
    assert window.header.help_button.accessibleName() == "帮助"
    window.resize(1366, 688)
    qtbot.waitUntil(window.header.brand.isVisible)


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    spot, none = QPointF(400, 300), Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(spot, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))


@pytest.mark.parametrize("name", ["商户台账.xlsx", "台账.XLS", "a.csv", "b.ods", "c.et"])
def test_a_spreadsheet_dropped_is_imported(window, qtbot, monkeypatch, tmp_path, name):
    taken = []
    monkeypatch.setattr("app.ui.import_dialog.ImportDialog.exec", lambda dialog: taken.append(dialog._path))
    monkeypatch.setattr("app.ui.import_dialog.ImportDialog.read", lambda dialog: None)
    drop(window, tmp_path / name)
    qtbot.waitUntil(lambda: bool(taken))
    assert taken == [tmp_path / name]
    assert window.page.key == "merchants"


@pytest.mark.parametrize("name", ["", "通知.docx"])
def test_anything_else_dropped_gets_a_sentence(window, qtbot, monkeypatch, tmp_path, name):
    said = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence: said.append(sentence))
    drop(window, tmp_path / name)
    qtbot.waitUntil(lambda: bool(said))
    assert "数据没有改动" in said[0]
    assert window.page.key == "home"


def test_an_address_of_the_network_is_not_taken(window):
    data = QMimeData()
    data.setUrls([QUrl("http://example.org/台账.xlsx")])
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_sample_wears_a_red_frame(store, qtbot, monkeypatch):
    sample = centres.Centre("会战商圈党群服务中心", sample=True)
    monkeypatch.setattr(centres, "current", lambda: sample)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    picture = window.grab().toImage()
    spots = [QPoint(1, 300), QPoint(window.width() - 2, 300), QPoint(500, 1), QPoint(500, window.height() - 2)]
    assert {picture.pixelColor(spot).name().upper() for spot in spots} == {theme.tokens().accent}
    assert "示例" in [words.text() for words in window.header.findChildren(QLabel) if words.isVisible()]


def test_status_line_names_no_path(window, store):
    words = [each.text() for kind in (QLabel, QPushButton) for each in window.status.findChildren(kind)]
    today = dt.date.today()
    assert words[:3] == ["就绪", "数据文件：数据.db", f"{today.year}年{today.month}月{today.day}日"]
    assert words[3:] == ["上次备份：还没有", f"{session.clerk().name}（管理员）"]
    assert str(store.root) not in "".join(words)


def test_window_and_look_are_remembered(store, qtbot, keys, tmp_path):
    memory.use(tmp_path / "界面.ini")
    first = put_in_front(qtbot, MainWindow())
    first.resize(1200, 640)
    keys(first, "Ctrl+4", "Ctrl+=")
    qtbot.waitUntil(lambda: memory.recall("window/place", "") != "")
    memory.use(tmp_path / "界面.ini")
    second = MainWindow()
    qtbot.addWidget(second)
    assert second.height() == 640  # the width is the test screen's
    assert second.page.key == "merchants"
    assert memory.recall("look/points", 0) == 13
    keys(first, "Ctrl+-")


def test_a_broken_memory_is_no_reason_to_stop(store, qtbot, tmp_path):
    (tmp_path / "界面.ini").write_text('[window]\nplace="\\"zz\\""\ntab="{"\n[look]\npoints=7\n', "utf-8")
    memory.use(tmp_path / "界面.ini")
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.page.key == "home"


def test_help_says_what_the_page_is_for(window, monkeypatch, keys):
    asked = []
    monkeypatch.setattr(help_, "show", lambda parent, key: asked.append(key))
    keys(window, "Ctrl+4", "F1")
    keys(window, "Ctrl+6", "F1")
    assert asked == ["merchants", "minutes"]


def test_the_guide_can_be_opened_again_from_help(window, qtbot, dialogs):
    def choose(guide):
        guide.step.preset.setCurrentIndex(1)
        guide.step.go.click()

    def ask(manual):
        next(each for each in manual.findChildren(QPushButton) if each.text() == "再看一遍开始向导").click()

    dialogs(ask, choose)
    window.help()
    assert centres.current().preset == centres.presets()[1].key
