"""The tree of organisations left of the people: choosing one shows those in it, and all below it if wished."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.organizations import Tree
from app.services import trees
from app.ui.kit import theme
from app.ui.kit.buttons import label
from app.ui.kit.tree import Leaf, NodeTree

_WIDTH, _ROOMY = 264, 1250
"""Its width, and the effective width of a window from which it has room beside list and pane."""

_TURNS = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class MemberTree(QFrame):
    """Hidden while there is no organisation, and in a narrow window while the pane is open."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._filled = False
        self._pane: QWidget | None = None
        self.deep = QCheckBox("含下级")
        self.deep.setChecked(True)
        self.deep.toggled.connect(self.changed)
        self.tree = NodeTree("组织")
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the count at the end stays
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
        self._give_way()

    def give_way_to(self, pane: QWidget) -> None:
        """In a narrow window, go while this is shown."""
        self._pane = pane
        pane.installEventFilter(self)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the width of the window is known."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._give_way()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another width, or the pane came or went."""
        if event.type() in _TURNS:
            self._give_way()
        return False

    def _give_way(self) -> None:
        narrow = theme.effective(self.window().width()) < _ROOMY
        beside = self._pane is not None and not self._pane.isHidden()
        self.setVisible(self._filled and not (narrow and beside))

    def filters(self) -> dict[str, str]:
        """The chosen organisation, and whether all below it count."""
        node = self.tree.current()
        return {"organization": str(node), "deep": "1" if self.deep.isChecked() else "0"} if node else {}

    def refresh(self) -> None:
        """Read the tree again."""
        nodes = trees.nodes(Tree.ORGANIZATIONS)
        self.tree.show_leaves([Leaf(one.id, one.parent, one.name, one.members_below, "network") for one in nodes])
        self._filled = bool(nodes)
        self._give_way()

    def take(self, filters: dict[str, str]) -> dict[str, str]:
        """Choose the organisation that the filters name, else none, and give back the other filters."""
        self.blockSignals(True)
        if "organization" in filters:
            self.deep.setChecked(filters.get("deep", "1") == "1")
        self.tree.choose(int(filters.get("organization", "0")))
        self.blockSignals(False)
        return {name: value for name, value in filters.items() if name not in ("organization", "deep")}
