"""The tree on its card, and what stands in its place while there is none."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import session
from app.services.trees import Node
from app.ui.kit import theme
from app.ui.kit.buttons import button, card, label
from app.ui.kit.empty import Empty
from app.ui.kit.shortcuts import ON_WIDGET, on_keys
from app.ui.kit.tree import Leaf, NodeTree
from app.ui.pages import organization_acts as acts

if TYPE_CHECKING:
    from app.ui.pages.organizations import OrganizationsPage

KEYS = "↑↓ 选择　←→ 收起展开"
MORE_KEYS = "　Enter 修改　Ctrl+M 移动，也可以拖动"
ICONS = (("党员商户", "store"), ("支部", "users"), ("小组", "users"), ("楼栋", "house"), ("单元", "house"))
"""The first of these words in level, kind or name gives the icon."""
_TEACHING = {
    Tree.ORGANIZATIONS: (
        "还没有组织",
        "先把最上级的党组织建好，再一级一级加下级；也可以把组织表导进来。建好以后，党员和商户都能挂到组织下面。",
        "新增第一个组织",
    ),
    Tree.GRIDS: (
        "还没有网格",
        "网格是另一棵树：街区、片区、网格、楼栋、单元。商户填了所属片区，这里会自动出现。",
        "新增第一个网格",
    ),
}


class TreeCard(QFrame):
    """One of the two trees, with the keys that act on the chosen node."""

    def __init__(self, page: "OrganizationsPage", tree: Tree) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.leaves = NodeTree("组织架构" if tree == Tree.ORGANIZATIONS else "网格", movable=page.writable)
        self.leaves.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.foot = label(KEYS + (MORE_KEYS if page.writable else ""), "hint", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.leaves, 1)
        self.column.addWidget(self.foot)
        self.leaves.chosen.connect(lambda _: page.pane.follow())
        if page.writable:
            self.leaves.opened.connect(lambda _: page.acting(acts.edit)())
            self.leaves.dropped.connect(lambda moved, onto: page.acting(lambda p: acts.move_to(p, moved, onto))())
            for keys, act in (("F2", acts.edit), ("Ctrl+M", acts.move), ("Del", acts.dissolve)):
                on_keys(self.leaves, keys, page.acting(act), ON_WIDGET)
        theme.changed.connect(self.draw)
        self.draw()

    def show_nodes(self, nodes: Iterable[Node], found: set[int] | None) -> None:
        """Show these, or only those found with all above them; a find is chosen, and at first the topmost."""
        fresh = not self.leaves.topLevelItemCount()
        shown = list(nodes) if found is None else _with_all_above(list(nodes), found)
        self.leaves.show_leaves([_leaf(node) for node in shown], unfold=found is not None)
        if found and self.leaves.current() not in found:
            self.leaves.choose(next(node.id for node in shown if node.id in found))
        elif fresh:
            self.choose_first()

    def choose_first(self) -> None:
        """Choose the topmost node."""
        if top := self.leaves.topLevelItem(0):
            self.leaves.setCurrentItem(top)

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(6))
        self.column.setSpacing(theme.px(4))


class States(QStackedWidget):
    """What is shown decides how small it may be: what is not shown must not keep the window high."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else super().minimumSizeHint()


class Teaching(QWidget):
    """What to do while a tree is empty: begin it, import it, or choose the levels first."""

    def __init__(self, page: "OrganizationsPage") -> None:
        super().__init__()
        self.ways = Empty("network", "", "", "新增第一个组织", page.acting(acts.add))
        links = QHBoxLayout()
        links.addStretch(1)
        offered = [("导入 Excel", acts.pick_import, Right.ENTER), ("按预设建立层级", acts.shape, Right.ADMINISTER)]
        for words, act, right in offered:
            if session.may(right):
                links.addWidget(button(words, page.acting(act), variant="link"))
        links.addWidget(button("查看帮助（F1）", page.help_wanted.emit, variant="link"))
        links.addStretch(1)
        self.ways.act.setVisible(page.writable)
        self.ways.column.insertLayout(self.ways.column.count() - 1, links)
        surface = card()
        QVBoxLayout(surface).addWidget(self.ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(surface)

    def speak_of(self, tree: Tree) -> None:
        """Say it of this tree."""
        title, sentence, verb = _TEACHING[tree]
        self.ways.say(title, sentence)
        self.ways.act.setText(verb)
        self.ways.act.setAccessibleName(verb)


def _leaf(node: Node) -> Leaf:
    count = node.members_below if node.tree == Tree.ORGANIZATIONS else node.merchants_below
    said = f"{node.level}{node.kind}{node.name}"
    icon = next((icon for word, icon in ICONS if word in said), "network")
    return Leaf(node.id, node.parent, node.name, count, icon)


def _with_all_above(nodes: list[Node], found: set[int]) -> list[Node]:
    parents = {node.id: node.parent for node in nodes}
    wanted: set[int] = set()
    for each in found:
        node = each
        while node in parents and node not in wanted:
            wanted.add(node)
            node = parents[node]
    return [node for node in nodes if node.id in wanted]
