"""A tree of named nodes with a count beside each; it stays open and chosen where it was when it is shown anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.ui.kit import icons, theme

_NODE = Qt.ItemDataRole.UserRole
_ROW, _INDENT, _ICON = 38, 20, 18
"""Height of a row, room a level is moved in, and side of an icon, at 11 points."""
_OPEN_AT_FIRST = 2
"""Levels that are open when a tree is shown for the first time."""


@dataclass(frozen=True)
class Leaf:
    """What the tree shows of a node: `parent` 0 is at the top, `count` follows the name unless below 0."""

    id: int
    parent: int
    name: str
    count: int
    icon: str


class NodeTree(QTreeWidget):
    """`chosen` gives the id of the node the clerk chose, 0 for none; `dropped` that one was dragged onto another."""

    chosen = Signal(int)
    opened = Signal(int)
    dropped = Signal(int, int)

    def __init__(self, name: str, *, movable: bool = False) -> None:
        super().__init__()
        self._items: dict[int, QTreeWidgetItem] = {}
        self._leaves: tuple[Leaf, ...] = ()
        self._pictures: dict[str, QIcon] = {}
        self._kept_open: set[int] | None = None
        self._unfolded = False
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setItemDelegate(_RowHeight(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformRowHeights(True)
        if movable:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.currentItemChanged.connect(lambda item, _: self.chosen.emit(self._id(item)))
        self.itemActivated.connect(lambda item, _: self.opened.emit(self._id(item)))
        theme.changed.connect(self._draw)
        self._draw()

    def show_leaves(self, leaves: Sequence[Leaf], *, unfold: bool = False) -> None:
        """Show these nodes, each after its parent; what was open and chosen stays so. `unfold` opens all for once."""
        if self._leaves == tuple(leaves) and self._unfolded == unfold:
            return
        if not self._unfolded:
            self._kept_open = self._opened()
        now = self.current()
        self._leaves, self._unfolded = tuple(leaves), unfold
        self.blockSignals(True)
        self.clear()
        self._items = {}
        top = [self._hang(leaf) for leaf in leaves]
        self.addTopLevelItems([item for item in top if item is not None])
        self._open(None if unfold else self._kept_open)
        self.blockSignals(False)
        if now in self._items:
            self.choose(now)
        elif now:
            self.chosen.emit(0)

    def current(self) -> int:
        """The id of the chosen node, 0 for none."""
        return self._id(self.currentItem())

    def choose(self, node: int) -> None:
        """Choose a node and show it; 0 chooses none."""
        item = self._items.get(node)
        self.setCurrentItem(item)  # type: ignore[arg-type]
        if item is None:
            self.clearSelection()
        else:
            self.scrollToItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc chooses none."""
        if event.key() == Qt.Key.Key_Escape and self.current():
            self.choose(0)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped where; whoever listens moves it and shows the tree anew."""
        onto, moved = self._under(event.position().toPoint()), self.current()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if moved and moved != onto:
            self.dropped.emit(moved, onto)

    def _hang(self, leaf: Leaf) -> QTreeWidgetItem | None:
        """Make the item of a node and hang it on its parent's; gives back one that stands at the top."""
        item = self._items[leaf.id] = QTreeWidgetItem([f"{leaf.name} {leaf.count:,}" if leaf.count >= 0 else leaf.name])
        item.setData(0, _NODE, leaf.id)
        item.setToolTip(0, leaf.name)
        self._dress(item, leaf)
        above = self._items.get(leaf.parent) if leaf.parent != leaf.id else None
        if above is None:
            return item
        above.addChild(item)
        return None

    def _under(self, place: QPoint) -> int:
        return self._id(self.itemAt(place))

    def _opened(self) -> set[int] | None:
        """The nodes that are open; None where nothing was shown yet."""
        return {node for node, item in self._items.items() if item.isExpanded()} if self._items else None

    def _open(self, opened: set[int] | None) -> None:
        depth: dict[int, int] = {}
        for leaf in self._leaves:
            depth[leaf.id] = depth.get(leaf.parent, -1) + 1
            first = self._unfolded or depth[leaf.id] < _OPEN_AT_FIRST
            if first if opened is None else leaf.id in opened:
                self._items[leaf.id].setExpanded(True)

    def _dress(self, item: QTreeWidgetItem, leaf: Leaf) -> None:
        if leaf.icon not in self._pictures:
            self._pictures[leaf.icon] = icons.icon(leaf.icon, theme.tokens().text_2, theme.px(_ICON))
        item.setIcon(0, self._pictures[leaf.icon])

    def _draw(self) -> None:
        side = theme.px(_ICON)
        self._pictures = {}
        self.setIconSize(QSize(side, side))
        self.setIndentation(theme.px(_INDENT))
        for leaf in self._leaves:
            self._dress(self._items[leaf.id], leaf)
        self.doItemsLayout()

    @staticmethod
    def _id(item: QTreeWidgetItem | None) -> int:
        return item.data(0, _NODE) if item is not None else 0


class _RowHeight(QStyledItemDelegate):
    """Rows as high as a finger; the style sheet's min-height does nothing here."""

    def __init__(self, tree: QWidget) -> None:
        super().__init__(tree)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.px(_ROW))
