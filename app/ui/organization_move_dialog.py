"""Where a node goes, and from which day on: a small tree and a day."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.organizations import Tree
from app.services import organizations, trees
from app.services.trees import Node
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import DateEditor
from app.ui.kit.tree import Leaf, NodeTree

TOP = -1
"""In the small tree, the place above all others."""


class NodePicker(NodeTree):
    """A small tree to choose one node from; `top` offers the place above all of them too."""

    def __init__(self, name: str, nodes: Sequence[Node], *, top: bool = False) -> None:
        super().__init__(name)
        leaves = [Leaf(node.id, node.parent, node.name, -1, "network") for node in nodes]
        self.show_leaves([*([Leaf(TOP, 0, "（最上级）", -1, "circle-arrow-up")] if top else []), *leaves], unfold=True)
        self.setProperty("framed", True)


class DayLine(QHBoxLayout):
    """A day, today at first."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = DateEditor()
        self.box.setAccessibleName(words)
        self.box.fill(dt.date.today().isoformat())
        said = label(words, "quiet")
        said.setBuddy(self.box)
        self.addWidget(said)
        self.addWidget(self.box)
        self.addStretch(1)

    def day(self) -> dt.date:
        """The day typed; raises Problem."""
        try:
            day = dt.date.fromisoformat(self.box.value())
        except ValueError:
            raise Problem("没有看懂日期，没有改动。请写到日，如 2026.3.5。") from None
        if day > dt.date.today():
            raise Problem("日期在今天以后，没有改动。请在发生之后再登记。")
        return day


class MoveDialog(Dialog):
    """Accepted once the node stands at its new place."""

    chapter = "organizations"

    def __init__(self, parent: QWidget, node: Node, nodes: Sequence[Node], onto: int) -> None:
        super().__init__(parent, f"移动：{node.name}", width=620, height=560)
        self._node, self.node = node, node.id
        within = trees.below(node.tree, node.id)
        others = [each for each in nodes if each.id not in within]
        self.picker = NodePicker("新的上级", others, top=True)
        self.line = DayLine("从哪天起")
        called = "组织" if node.tree == Tree.ORGANIZATIONS else "网格"
        self.body.addWidget(label(f"选一个新的上级{called}。它的下级、党员和商户一起过去。", "quiet", wrap=True))
        self.body.addWidget(self.picker, 1)
        self.body.addLayout(self.line)
        go = button("移动", self.go, icon="check", variant="primary")
        self.add_buttons(self.cancel_button(), go)
        self.picker.opened.connect(lambda _: self.go())
        self.picker.choose(onto or TOP)
        self.picker.setFocus()

    def go(self) -> None:
        """Move it, or say why not."""
        with messages.problems_shown(self):
            chosen = self.picker.current()
            if not chosen:
                raise Problem("还没有选新的上级，没有移动。请在上面选一个。")
            organizations.move(self._node.tree, self._node.id, max(chosen, 0), self.line.day())
            self.accept()
