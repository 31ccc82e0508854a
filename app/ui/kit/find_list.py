"""What a search found, in groups under headings, one of them chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from app.ui.kit import icons, pill, theme
from app.ui.kit.row_list import AnyIndex, RowDelegate, write

FIND = Qt.ItemDataRole.UserRole
_ROW, _HEADING, _ICON, _GAP = 40, 32, 18, 12
"""Heights of a row and a heading, side of an icon, room between parts, at 11 points."""


@dataclass(frozen=True)
class Find:
    """Words, quiet words behind them, at the right a badge (words, tone, icon) or a key; `act` is what Enter does."""

    words: str
    icon: str
    act: Callable[[], object] | None
    detail: str = ""
    aside: str = ""
    badge: tuple[str, str, str] | None = None


class FindList(QListWidget):
    """The first find is chosen when it is shown; the focus may stay in a search box."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("找到的内容")
        self.setItemDelegate(_FindDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_groups(self, groups: Sequence[tuple[str, Sequence[Find]]]) -> None:
        """Show the groups that hold something."""
        self.clear()
        for heading, finds in groups:
            if finds:
                self._add(heading, None)
            for find in finds:
                self._add(" ".join(filter(None, (find.words, find.detail, find.aside))), find)
        self.setCurrentRow(1)

    def chosen(self) -> Find | None:
        """The find on which Enter falls."""
        return self.currentItem().data(FIND) if self.currentItem() else None

    def finds(self) -> list[Find]:
        """All that are shown, without the headings."""
        data = (self.item(row).data(FIND) for row in range(self.count()))
        return [find for find in data if find]

    def _add(self, text: str, find: Find | None) -> None:
        item = QListWidgetItem(text, self)
        item.setData(FIND, find)
        if not find:
            item.setFlags(Qt.ItemFlag.NoItemFlags)


class _FindDelegate(RowDelegate):
    """Icon, words and badge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, theme.px(_ROW if index.data(FIND) else _HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a find or a heading."""
        super().paint(painter, option, index)
        cell: Any = option
        find = index.data(FIND)
        room = cell.rect.adjusted(theme.px(_GAP), 0, -theme.px(_GAP), 0)
        if find is None:
            write(painter, room, index.data(), theme.tokens().text_2, 10)
            return
        room = _paint_icon(painter, room, find.icon)
        room = _paint_right(painter, room, find)
        used = write(painter, room, find.words, theme.tokens().text, 11)
        write(painter, room.adjusted(used + theme.px(_GAP), 0, 0, 0), find.detail, theme.tokens().text_2, 10)


def _paint_icon(painter: QPainter, room: QRect, icon: str) -> QRect:
    side = theme.px(_ICON)
    picture = icons.pixmap(icon, theme.tokens().text_2, side, painter.device().devicePixelRatio())
    painter.drawPixmap(room.left(), room.center().y() - side // 2, picture)
    return room.adjusted(side + theme.px(_GAP), 0, 0, 0)


def _paint_right(painter: QPainter, room: QRect, find: Find) -> QRect:
    """The badge or the key; gives the room that is left."""
    if find.badge:
        width = pill.size(find.badge[0], find.badge[2]).width()
        pill.paint(painter, room.adjusted(room.width() - width, 0, 0, 0), *find.badge)
    else:
        width = QFontMetrics(theme.font(10)).horizontalAdvance(find.aside)
        write(painter, room.adjusted(room.width() - width, 0, 0, 0), find.aside, theme.tokens().text_2, 10)
    return room.adjusted(0, 0, -width - theme.px(_GAP), 0)
