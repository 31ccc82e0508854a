"""A list as high as its rows, which are painted: the keys, what stays chosen, and a line of words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit import theme

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class RowList(QListWidget):
    """`opened` comes with Enter or a double click."""

    opened = Signal()

    def __init__(self, name: str, delegate: "RowDelegate") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(delegate)
        delegate.setParent(self)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        theme.changed.connect(self.draw)

    def fill(self, rows: Sequence[tuple[Any, str, str, str]]) -> None:
        """Show these, each with words, what is read aloud and a tip. The row chosen stays so where its id is still
        there, else the one in its place."""
        former, place = self.row_chosen(), self.currentRow()
        self.clear()
        for row, words, aloud, tip in rows:
            item = QListWidgetItem(words, self)
            item.setData(ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, aloud)
            item.setToolTip(tip)
        if former:
            places = {row.id: place for place, (row, *_) in enumerate(rows)}
            self.setCurrentRow(places.get(former.id, min(place, len(rows) - 1)))
        self.draw()

    def row_chosen(self) -> Any:
        """The row that keys and buttons act on, None for none."""
        return self.currentItem().data(ROW) if self.currentItem() else None

    def draw(self) -> None:
        """Take the sizes in force."""
        self.setFixedHeight(sum(map(self.sizeHintForRow, range(self.count()))) + 2 * theme.px(2))
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys need a row to act on."""
        super().focusInEvent(event)
        if not self.currentItem():
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class RowDelegate(QStyledItemDelegate):
    """The style sheet's row, on which a delegate of its own paints the rest."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        cell: Any = option
        cell.text = ""


def write(
    painter: QPainter,
    room: QRect,
    text: str,
    colour: str,
    points: float,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Write in the middle of the height, what is too long elided; gives the width used in pixels."""
    font = theme.font(points)
    metrics = QFontMetrics(font)
    fitting = metrics.elidedText(text, mode, max(room.width(), 0))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
    return metrics.horizontalAdvance(fitting)
