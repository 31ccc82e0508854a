"""The tree of organisations left of the people: choosing one shows those in it, and all below it if wished."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout

from app.domain.organizations import Tree
from app.services import trees
from app.ui.kit import theme
from app.ui.kit.buttons import label
from app.ui.kit.tree import Leaf, NodeTree

_WIDTH = 250


class MemberTree(QFrame):
    """Hidden while there is no organisation."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.deep = QCheckBox("含下级")
        self.deep.setChecked(True)
        self.deep.toggled.connect(self.changed)
        self.tree = NodeTree("组织")
        self.tree.chosen.connect(lambda _: self.changed.emit())
        top = QHBoxLayout()
        top.addWidget(label("组织", "section"), 1)
        top.addWidget(self.deep)
        self.column = QVBoxLayout(self)
        self.column.addLayout(top)
        self.column.addWidget(self.tree, 1)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.setFixedWidth(theme.px(_WIDTH))
        self.column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))

    def filters(self) -> dict[str, str]:
        """The chosen organisation, and whether all below it count."""
        node = self.tree.current()
        return {"organization": str(node), "deep": "1" if self.deep.isChecked() else "0"} if node else {}

    def refresh(self) -> None:
        """Read the tree again."""
        nodes = trees.nodes(Tree.ORGANIZATIONS)
        self.tree.show_leaves([Leaf(one.id, one.parent, one.name, one.members_below, "network") for one in nodes])
        self.setVisible(bool(nodes))

    def clear(self) -> None:
        """Choose no organisation."""
        self.tree.choose(0)
