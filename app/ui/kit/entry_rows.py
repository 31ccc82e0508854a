"""Entries as rows of two lines, what each is and the rest of it; those that have ended are greyed, and say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit import theme

_AnyIndex = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_HIGH, _LOW, _GAP = 54, 36, 10
"""Height of a row of two lines and of one, and the room beside them, at 11 points."""


@dataclass(frozen=True)
class EntryLine:
    """What a row says of an entry: `words` in full colour unless it is `over`, `detail` quietly below."""

    id: int
    words: str
    detail: str = ""
    over: bool = False


class EntryRows(QListWidget):
    """As high as its rows; `opened` comes with Enter or a double click."""

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_LineDelegate(self))
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.currentItemChanged.connect(lambda *_: self._come_into_view())
        theme.changed.connect(self.draw)

    def show_lines(self, lines: Sequence[EntryLine]) -> None:
        """Show these; the one chosen stays so where it is still there, else the one in its place."""
        former, place = self.chosen(), self.currentRow()
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.words, self)
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join(filter(None, (line.words, line.detail))))
            item.setToolTip("\n".join(filter(None, (line.words, line.detail))))
        places = {line.id: place for place, line in enumerate(lines)}
        if former:
            self.setCurrentRow(places.get(former, min(place, len(lines) - 1)))
        self.draw()

    def chosen(self) -> int:
        """The id of the entry that keys and buttons act on, 0 for none."""
        return self.currentItem().data(_LINE).id if self.currentItem() else 0

    def choose(self, entry: int) -> None:
        """Choose an entry by id."""
        for place in range(self.count()):
            if self.item(place).data(_LINE).id == entry:
                self.setCurrentRow(place)

    def draw(self) -> None:
        """Take the sizes in force."""
        heights = (_height(self.item(place).data(_LINE)) for place in range(self.count()))
        self.setFixedHeight(sum(heights) + 2 * theme.px(2))
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

    def _come_into_view(self) -> None:
        """The list does not scroll itself: what it stands in does."""
        around = self.parentWidget()
        while around and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and inside and self.hasFocus() and self.currentItem():
            place = self.mapTo(inside, self.visualItemRect(self.currentItem()).center())
            around.ensureVisible(0, place.y(), 0, theme.px(_HIGH))


class _LineDelegate(QStyledItemDelegate):
    """The style sheet's row; the words are painted on it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        return QSize(0, _height(index.data(_LINE)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        super().initStyleOption(option, index)
        cell: Any = option
        cell.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Paint one entry."""
        super().paint(painter, option, index)
        cell: Any = option
        line, colours, gap = index.data(_LINE), theme.tokens(), theme.px(_GAP)
        room = cell.rect.adjusted(gap, 0, -gap, 0)
        half, edge = room.height() // 2, theme.px(5)
        upper = room.adjusted(0, edge, 0, -half) if line.detail else room
        _write(painter, upper, line.words, colours.hint if line.over else colours.text, 11)
        if line.detail:
            quiet = colours.hint if line.over else colours.text_2
            _write(painter, room.adjusted(0, half, 0, -edge), line.detail, quiet, 10)


def _height(line: EntryLine) -> int:
    return theme.px(_HIGH if line.detail else _LOW)


def _write(painter: QPainter, room: QRect, text: str, colour: str, points: float) -> None:
    font = theme.font(points)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
