"""The matrix on screen: names that stay in place, cells of word and colour, and the keys."""

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui.kit import pill, theme
from app.ui.kit.row_list import AnyIndex, RowDelegate
from app.ui.pages.matrix_model import SPOT, MatrixModel, Spot

_HEAD, _ROW = 56, 38
_NAME_AT_LEAST, _NAME_AT_MOST = 120, 0.28


class MatrixTable(QTableView):
    """`opened` gives the spot on which Enter or a click fell."""

    opened = Signal(object)

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self.matrix = model
        self.setModel(model)
        self.setItemDelegate(SpotDelegate(self))
        self.setAccessibleName("应开会议，每行一个组织")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        names = self.verticalHeader()
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (names, self.horizontalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.clicked.connect(self._open)
        theme.changed.connect(self.fit)

    def fit(self) -> None:
        """Share out the room: the names have what they need, the columns the rest."""
        metrics = QFontMetrics(theme.font())
        longest = max(map(metrics.horizontalAdvance, self.matrix.names()), default=0) + theme.px(28)
        most = max(theme.px(_NAME_AT_LEAST), int(self.width() * _NAME_AT_MOST))
        self.verticalHeader().setFixedWidth(max(theme.px(_NAME_AT_LEAST), min(longest, most)))
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = self.horizontalHeader()
        header.setFixedHeight(theme.px(_HEAD))
        header.setMinimumSectionSize(max(map(wanted, self.matrix.said()), default=0))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def choose(self, organization: int, column: int = -1) -> None:
        """Put the keys on the row of an organisation; without a column, on the first cell that lacks a meeting."""
        row = self.matrix.row_of(organization)
        if row < 0:
            return
        if column < 0:
            tones = [self.matrix.spot(self.matrix.index(row, place)).tone for place in range(self.matrix.columnCount())]
            column = tones.index("red") if "red" in tones else 0
        self.setCurrentIndex(self.matrix.index(row, column))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys need a cell to begin at."""
        if not self.currentIndex().isValid() and self.matrix.rowCount():
            self.choose(self.matrix.organization(0))
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        self.fit()

    def _open(self, index: AnyIndex) -> None:
        if index.isValid():
            self.opened.emit(self.matrix.spot(index))


def wanted(words: str) -> int:
    """How wide a cell of these words is, in pixels."""
    return pill.size(words, "").width()


class SpotDelegate(RowDelegate):
    """A badge with the word of the state in the middle of its cell, or the mere word; a ring where the keys are."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a cell."""
        cell: Any = option
        focused = cell.state & QStyle.StateFlag.State_HasFocus
        cell.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        spot: Spot = index.data(SPOT)
        room = cell.rect.adjusted(1, 0, -1, 0)
        if spot.tone:
            width = min(wanted(spot.words), room.width())
            centred = QRect(room.center().x() - width // 2, room.top(), width, room.height())
            pill.paint(painter, centred, spot.words, spot.tone, "")
        else:
            painter.setFont(theme.font(10.5))
            painter.setPen(QColor(theme.tokens().hint))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, spot.words)
        if focused:
            painter.setPen(QPen(QColor(theme.tokens().focus), 2))
            painter.drawRect(cell.rect.adjusted(1, 1, -1, -2))
