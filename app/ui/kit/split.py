"""A list and the pane beside it, with a bar between them that can be dragged."""

from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from app.ui.kit import memory, theme
from app.ui.kit.settling import Settling

_BAR, _GRIP, _THICK = 12, 36, 4
"""Width of the bar, length and thickness of the grip drawn on it, at 11 points."""
_WIDEST = 4000


class Grip(QSplitterHandle):
    """Takes no key; a double click gives the pane the width it had at first."""

    def __init__(self, split: "Split") -> None:
        super().__init__(Qt.Orientation.Horizontal, split)
        self._split = split
        self._pointed = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("列表与右侧之间的分隔条")
        self.setToolTip("左右拖动，改变右侧的宽度；双击恢复原来的宽度")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._split.restore()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._point(True)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A short upright line in the middle."""
        grip = QRectF(0, 0, theme.px(_THICK), theme.px(_GRIP))
        grip.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().accent if self._pointed else theme.tokens().border))
        painter.drawRoundedRect(grip, grip.width() / 2, grip.width() / 2)
        painter.end()

    def _point(self, pointed: bool) -> None:
        self._pointed = pointed
        self.update()


class Split(QSplitter):
    """The pane keeps the width the clerk gave it, one for each state it can be in.

    `pane` has `state()` and a signal `turned`; `widths` gives for each state (first, least) at 11 points.
    What the clerk chose is remembered under `key`.
    """

    def __init__(self, listing: QWidget, pane: Any, key: str, widths: dict[str, tuple[int, int]]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._pane, self._key, self._first = pane, key, widths
        self._chosen = _sound(memory.recall(key, {}), widths)
        self._settling = Settling(self, self._remember)
        self.setChildrenCollapsible(False)
        for stretch, part in ((1, listing), (0, pane)):
            self.addWidget(part)
            self.setStretchFactor(self.indexOf(part), stretch)
        self.splitterMoved.connect(self._dragged)
        pane.turned.connect(self.arrange)
        theme.changed.connect(self.arrange)
        self.arrange()

    def arrange(self) -> None:
        """Give the pane its width at the font size in force, as far as the list leaves room for it."""
        state = self._pane.state()
        first, least = self._first[state]
        self.setHandleWidth(theme.px(_BAR))
        self._pane.setMinimumWidth(theme.px(least))
        wanted = theme.px(self._chosen.get(state, first))
        self.setSizes([max(self.width() - self.handleWidth() - wanted, 0), wanted])

    def restore(self) -> None:
        """Back to the width this state had at first."""
        self._chosen.pop(self._pane.state(), None)
        self.arrange()
        self._settling.start()

    def createHandle(self) -> QSplitterHandle:
        return Grip(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def _dragged(self) -> None:
        self._chosen[self._pane.state()] = round(self._pane.width() * 11 / theme.base_pt(), 1)
        self._settling.start()

    def _remember(self) -> None:
        memory.remember(self._key, self._chosen)


def _sound(kept: Any, widths: dict[str, tuple[int, int]]) -> dict[str, float]:
    """What was remembered, as far as it can be the width of a pane: the file is plain."""
    found = kept.items() if isinstance(kept, dict) else ()
    return {
        state: width
        for state, width in found
        if state in widths and isinstance(width, int | float) and widths[state][1] <= width < _WIDEST
    }
