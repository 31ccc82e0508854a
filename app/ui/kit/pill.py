"""Badges: a word or two in a coloured pill, in a table cell or by themselves."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit import icons, theme

_HEIGHT, _PADDING, _SIDE, _GAP = 26, 11, 14, 4
"""Height, room at both ends, icon and room after it, at 11 points."""


class Pill(QWidget):
    """A badge as a widget; `tone` is a badge of the token table, `icon` a name or ""."""

    def __init__(self, text: str, tone: str, icon: str) -> None:
        super().__init__()
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the size in force."""
        self.setFixedSize(size(self._text, self._icon))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill and nothing else."""
        painter = QPainter(self)
        paint(painter, self.rect(), self._text, self._tone, self._icon)
        painter.end()


def size(text: str, icon: str) -> QSize:
    """How much room a badge takes in pixels."""
    words = QFontMetrics(_font()).horizontalAdvance(text)
    return QSize(words + _before_words(icon) + theme.px(_PADDING) + 2, theme.px(_HEIGHT) + 1)


def paint(painter: QPainter, room: QRect, text: str, tone: str, icon: str) -> None:
    """Draw a badge at the left of `room`, in the middle of its height; words too long for it end in …."""
    colours = theme.tokens().badges[tone]
    width = min(size(text, icon).width() - 1, room.width() - 1)
    top = room.center().y() - theme.px(_HEIGHT) // 2
    pill = QRectF(room.left() + 0.5, top + 0.5, width, theme.px(_HEIGHT))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colours.border))
    painter.setBrush(QColor(colours.fill))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    if icon:
        corner = QPoint(round(pill.left()) + theme.px(_PADDING), round(pill.center().y()) - theme.px(_SIDE) // 2)
        painter.drawPixmap(
            corner, icons.pixmap(icon, colours.text, theme.px(_SIDE), painter.device().devicePixelRatio())
        )
    painter.setFont(_font())
    painter.setPen(QColor(colours.text))
    words = pill.adjusted(_before_words(icon), 0, -theme.px(_PADDING) / 2, 0)
    fitting = QFontMetrics(_font()).elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, fitting)
    painter.restore()


def _font() -> QFont:
    return theme.font(10.5, bold=True)


def _before_words(icon: str) -> int:
    return theme.px(_PADDING) + (theme.px(_SIDE) + theme.px(_GAP) if icon else 0)
