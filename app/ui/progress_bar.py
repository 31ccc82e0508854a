"""How far something is, as a bar with words at its end."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit import theme

_HIGH, _BAR, _GAP = 24, 8, 10
"""Height of the row and of its bar, and the room between bar and words, at 11 points."""


class ProgressBar(QWidget):
    """`share` from 0 on; beyond 1 the bar is full. `words` say the same."""

    def __init__(self, share: float, words: str) -> None:
        super().__init__()
        self._share, self._words = share, words
        self.setAccessibleName(f"进度 {words}")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(11, bold=True))
        painter.setPen(QColor(tokens.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._words)
        taken = painter.fontMetrics().horizontalAdvance(self._words) + theme.px(_GAP)
        high = theme.px(_BAR)
        room = QRectF(0.5, (self.height() - high) / 2, self.width() - taken - 1, high)
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(room, high / 2, high / 2)
        if self._share > 0:
            room.setWidth(max(float(high), room.width() * min(self._share, 1.0)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.focus))
            painter.drawRoundedRect(room, high / 2, high / 2)
        painter.end()
