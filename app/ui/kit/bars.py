"""Figures as rows: a title, a bar painted across, and the number at its end; one row is chosen by keys or mouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from app.ui.kit import theme
from app.ui.kit.row_list import ROW, AnyIndex, RowDelegate, write

_HIGH, _BAR, _GAP = 44, 7, 12
"""Height of a row and of its bar, and the room beside them, at 11 points."""


@dataclass(frozen=True)
class BarLine:
    """`share` from 0 to 1 is how far the bar goes; None paints none."""

    title: str
    value: str
    share: float | None = None


class BarRows(QListWidget):
    """`opened` comes with Enter or a double click."""

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_BarDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_lines(self, lines: Sequence[BarLine]) -> None:
        """Show these; the place that was chosen stays so."""
        place = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.title, self)
            item.setData(ROW, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.title}，{line.value}")
        self.blockSignals(False)
        self.setCurrentRow(min(max(place, 0), len(lines) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class _BarDelegate(RowDelegate):
    """Words and bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, theme.px(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        cell: Any = option
        line: BarLine = index.data(ROW)
        gap = theme.px(_GAP)
        room = cell.rect.adjusted(gap, theme.px(4), -gap, -theme.px(6))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        upper = room.adjusted(0, 0, 0, -theme.px(_BAR + 4)) if line.share is not None else room
        _words(painter, upper, line)
        if line.share is not None:
            _bar(painter, QRectF(room.left(), room.bottom() - theme.px(_BAR), room.width(), theme.px(_BAR)), line.share)
        painter.restore()


def _words(painter: QPainter, room: Any, line: BarLine) -> None:
    tokens = theme.tokens()
    painter.setFont(theme.font(11, bold=True))
    painter.setPen(QColor(tokens.text))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.value)
    taken = painter.fontMetrics().horizontalAdvance(line.value) + theme.px(_GAP)
    write(painter, room.adjusted(0, 0, -taken, 0), line.title, tokens.text, 11)


def _bar(painter: QPainter, room: QRectF, share: float) -> None:
    tokens = theme.tokens()
    painter.setPen(QColor(tokens.border))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
    full = QRectF(room)
    full.setWidth(max(room.height(), room.width() * min(share, 1.0)))
    if share > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.focus))
        painter.drawRoundedRect(full, full.height() / 2, full.height() / 2)
