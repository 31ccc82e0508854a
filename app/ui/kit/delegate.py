"""How a row is painted: an accent bar where it is selected, and badges."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.kit import pill, theme
from app.ui.kit.fields import Badge, Field
from app.ui.kit.rows import RECORD

_AnyIndex = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Cells of a RowModel as the style sheet has them; badges and the bar are added here."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Paint a cell."""
        super().paint(painter, option, index)
        cell: Any = option
        field = _field(index)
        if isinstance(field, Badge) and index.data():
            room = cell.rect.adjusted(theme.px(10), 0, -theme.px(4), 0)
            pill.paint(painter, room, index.data(), *field.dress(index.data(RECORD)))
        if cell.state & QStyle.StateFlag.State_Selected and index.column() == cell.widget.columns.first():
            bar = QRect(cell.rect)
            bar.setWidth(theme.px(4))
            painter.fillRect(bar, QColor(theme.tokens().accent))

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """As wide as the words, or as the badge."""
        hint, field = super().sizeHint(option, index), _field(index)
        if isinstance(field, Badge) and index.data():
            _, icon = field.dress(index.data(RECORD))
            hint.setWidth(pill.size(index.data(), icon).width() + theme.px(14))
        return hint

    def initStyleOption(self, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Leave out what is painted as a badge, and the focus frame of single cells."""
        super().initStyleOption(option, index)
        cell: Any = option
        cell.state &= ~QStyle.StateFlag.State_HasFocus
        if isinstance(_field(index), Badge):
            cell.text = ""


def _field(index: _AnyIndex) -> Field:
    model: Any = index.model()
    return model.columns[index.column()]
