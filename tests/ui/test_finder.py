"""Narrowing a list: words, also half composed ones, chips and combo boxes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.kit.finder import FindBar, SearchBox
from app.ui.kit.spec import Chips, Picker

COUNTS = {"全部": 3080, "有效": 120, "到期": 7}


@pytest.fixture
def bar(qtbot):
    made = FindBar(
        "搜索名称",
        Chips("honour", "全部", ("有效", "到期"), lambda: COUNTS),
        [Picker("grid", "全部片区", lambda: ["一片区"])],
    )
    page = QWidget()
    QVBoxLayout(page).addWidget(made)
    qtbot.addWidget(page)
    page.resize(1000, 80)
    with qtbot.waitActive(page):
        page.show()
    made.refresh()
    made.heard = []
    made.changed.connect(lambda: made.heard.append((made.search(), made.filters())))
    made.page = page
    return made


def compose(box, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(box, event)


def test_every_key_is_heard(bar, qtbot):
    qtbot.keyClicks(bar.box, "rh")
    assert bar.heard == [("r", {}), ("rh", {})]


def test_pinyin_is_heard_before_it_has_become_characters(bar):
    compose(bar.box, "rh'c'z")
    assert bar.heard == [("rhcz", {})]
    compose(bar.box, "", commit="瑞和茶庄")
    assert bar.search() == "瑞和茶庄"


def test_what_is_composed_stands_where_the_cursor_is(bar):
    bar.box.setText("茶庄")
    bar.box.setCursorPosition(0)
    compose(bar.box, "rui'he")
    assert bar.search() == "ruihe茶庄"


def chip(bar, words):
    return next(made for made in bar._row._buttons.values() if made.text().startswith(words))


def test_chips_say_how_many_stand_behind_them(bar):
    assert [made.text() for made in bar._row._buttons.values()] == ["全部 3,080", "有效 120", "到期 7"]


def test_a_chip_filters_and_the_first_one_takes_it_away(bar, qtbot):
    qtbot.keyClick(chip(bar, "到期"), Qt.Key.Key_Space)
    assert bar.filters() == {"honour": "到期"}
    qtbot.mouseClick(chip(bar, "全部"), Qt.MouseButton.LeftButton)
    assert bar.filters() == {}
    assert len(bar.heard) == 2


def test_a_combo_box_filters_too(bar, qtbot):
    combo = bar._combos[0]
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert bar.filters() == {"grid": "一片区"}
    assert bar.heard == [("", {"grid": "一片区"})]


def test_chips_fold_into_a_combo_box_where_it_is_narrow(bar, qtbot):
    chip(bar, "到期").click()
    assert bar._row.isVisible()
    bar.parentWidget().resize(460, 80)
    qtbot.waitUntil(lambda: not bar._row.isVisible())
    assert bar._folded.isVisible()
    assert bar._folded.value() == "到期"
    assert bar.minimumSizeHint().width() <= 440


def test_it_can_be_told_what_to_seek(bar):
    bar.narrow_to("茶", {"honour": "有效", "grid": "一片区"})
    assert bar.heard == [("茶", {"honour": "有效", "grid": "一片区"})]
    assert chip(bar, "有效").isChecked()
    assert bar._combos[0].value() == "一片区"


def test_escape_empties_the_box_and_down_leaves_it(bar, qtbot):
    left = []
    bar.box.left_down.connect(lambda: left.append(True))
    qtbot.keyClicks(bar.box, "rh")
    qtbot.keyClick(bar.box, Qt.Key.Key_Down)
    qtbot.keyClick(bar.box, Qt.Key.Key_Escape)
    assert (bar.search(), left) == ("", [True])


def test_the_box_names_what_is_sought_as_far_as_there_is_room(qtbot):
    box = SearchBox("搜索名称、首字母、代码、电话")
    qtbot.addWidget(box)
    box.show()
    named = {}
    for width in (160, 200, 240):
        box.resize(width, 36)
        named[width] = box.placeholderText()
    assert named == {160: "搜索名称", 200: "搜索名称、首字母", 240: "搜索名称、首字母、代码"}
    assert "电话" in box.toolTip()
    assert "电话" in box.accessibleName()


def test_the_box_grows_before_room_is_left_empty(bar):
    assert bar.box.width() == bar.box.maximumWidth()
