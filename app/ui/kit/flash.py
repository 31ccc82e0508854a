"""A row that was just added lights up for a moment, so that the eye finds it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from app.ui.kit import theme

_LASTS = 1400
"""Milliseconds."""
_STRENGTH = 70


class Flash(QWidget):
    """Lies over a row of a table and goes by itself; neither mouse nor keys notice it."""

    def __init__(self, table: QTableView, position: int) -> None:
        super().__init__(table.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        top, height = table.rowViewportPosition(position), table.rowHeight(position)
        self.setGeometry(0, top, table.viewport().width(), height)
        self.show()
        QTimer.singleShot(_LASTS, self, self.deleteLater)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tint over the words, which stay readable."""
        colour = QColor(theme.tokens().accent)
        colour.setAlpha(_STRENGTH)
        QPainter(self).fillRect(self.rect(), colour)
