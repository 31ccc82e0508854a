"""The tree of nodes: it stays open and chosen where it was, and says what was dropped where."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from app.ui.kit.tree import Leaf, NodeTree

LEAVES = [
    Leaf(1, 0, "商圈党委", 5, "network"),
    Leaf(2, 1, "党总支", 5, "network"),
    Leaf(3, 2, "第一党支部", 3, "network"),
    Leaf(4, 2, "第二党支部", 2, "network"),
]


@pytest.fixture
def tree(qtbot):
    made = NodeTree("组织", movable=True)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show_leaves(LEAVES)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(tree):
    item, found = tree.topLevelItem(0), []
    while item:
        found.append(item.text(0))
        item = tree.itemBelow(item)
    return found


def test_the_first_levels_are_open_and_keys_open_more(tree, qtbot):
    assert shown(tree) == ["商圈党委 5", "党总支 5", "第一党支部 3", "第二党支部 2"]
    tree.choose(2)
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert shown(tree) == ["商圈党委 5", "党总支 5"]
    tree.show_leaves([*LEAVES[:3], Leaf(4, 2, "第二党支部", 9, "network")])
    assert shown(tree) == ["商圈党委 5", "党总支 5"]
    assert tree.current() == 2


def test_choosing_is_told_and_esc_chooses_none(tree, qtbot):
    with qtbot.waitSignal(tree.chosen) as told:
        tree.choose(3)
    assert told.args == [3]
    with qtbot.waitSignal(tree.chosen) as told:
        QTest.keyClick(tree, Qt.Key.Key_Escape)
    assert told.args == [0]
    with qtbot.waitSignal(tree.chosen) as told:
        QTest.keyClick(tree, Qt.Key.Key_Down)
    assert told.args == [1]


def test_a_chosen_node_that_is_gone_is_told(tree, qtbot):
    tree.choose(4)
    with qtbot.waitSignal(tree.chosen) as told:
        tree.show_leaves(LEAVES[:3])
    assert told.args == [0]


def test_a_drop_is_told_and_moves_nothing_by_itself(tree, qtbot):
    tree.choose(4)
    place = QPointF(tree.visualItemRect(tree.topLevelItem(0)).center())
    drop = QDropEvent(
        place,
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(tree.dropped) as told:
        tree.dropEvent(drop)
    assert told.args == [4, 1]
    assert shown(tree) == ["商圈党委 5", "党总支 5", "第一党支部 3", "第二党支部 2"]


def test_rows_grow_with_the_font(tree, sized):
    small = tree.visualItemRect(tree.topLevelItem(0)).height()
    sized(15)
    assert tree.visualItemRect(tree.topLevelItem(0)).height() >= small * 15 // 11 - 1
