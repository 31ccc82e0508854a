"""Where in a window something can stand for a while and cover nothing that is used."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

_USED = (QAbstractButton, QAbstractSpinBox, QComboBox, QHeaderView, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit)
_STEP, _AIR = 6, 8
"""Pixels between two heights that are tried, and beside what is left free."""


def taken(window: QWidget, but: QWidget, *, words: bool = False) -> list[QRect]:
    """What is seen of the inputs, buttons and tabs of a window, and where wanted of its words; not of `but`."""
    kinds = (*_USED, QLabel) if words else _USED
    return [room for each, room in _seen(window, window.rect(), QPoint(), but) if isinstance(each, kinds)]


def spot(within: QRect, size: QSize, others: Sequence[QRect]) -> QPoint | None:
    """The upper left corner of a room of this size that touches none of the others: at the top of `within`, else as low
    as can be, and there as near the middle as can be."""
    lowest = within.bottom() + 1 - size.height()
    others = [other.adjusted(-_AIR, 0, _AIR, 0) for other in others]
    for y in (within.top(), *range(lowest, within.top(), -_STEP)):
        band = QRect(within.left(), y, within.width(), size.height())
        places = [_nearest(gap, size.width(), within) for gap in _gaps(band, others) if gap.width() >= size.width()]
        if places:
            middle = within.center().x() - size.width() // 2
            return QPoint(min(places, key=lambda x: abs(x - middle)), y)
    return None


def _seen(widget: QWidget, room: QRect, corner: QPoint, but: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    """All that is seen in a widget whose room and upper left corner in the window are these, with its own room."""
    for child in widget.children():
        if isinstance(child, QWidget) and child is not but and not child.isHidden() and not child.isWindow():
            at = corner + child.pos()
            left = room & QRect(at, child.size())
            if not left.isEmpty():
                yield child, left
                yield from _seen(child, left, at, but)


def _gaps(band: QRect, others: Sequence[QRect]) -> Iterator[QRect]:
    """The parts of a band that nothing stands in, from the left."""
    x = band.left()
    for other in sorted((each for each in others if each.intersects(band)), key=QRect.left):
        if other.left() > x:
            yield QRect(x, band.top(), other.left() - x, band.height())
        x = max(x, other.right() + 1)
    if x <= band.right():
        yield QRect(x, band.top(), band.right() + 1 - x, band.height())


def _nearest(gap: QRect, width: int, within: QRect) -> int:
    middle = within.center().x() - width // 2
    return min(max(middle, gap.left()), gap.right() + 1 - width)
