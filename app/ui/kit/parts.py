"""Parts below and beside one another, without room around them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import label

Facts = Iterable[tuple[str, str | QWidget]]
_SPRING = None
"""Room between two parts, as much as there is."""


def column(*parts: QWidget, gap: float = 8) -> QWidget:
    """Parts below one another."""
    whole = QWidget()
    made = QVBoxLayout(whole)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.px(gap))
    for part in parts:
        made.addWidget(part)
    return whole


def in_line(*parts: QWidget, gap: float = 8) -> QWidget:
    """Parts beside one another at the left."""
    return _row(*parts, _SPRING, gap=gap)


def apart(left: QWidget, right: QWidget) -> QWidget:
    """One part at the left, one at the right."""
    return _row(left, _SPRING, right)


def beside(left: QWidget, wide: QWidget) -> QWidget:
    """Two parts beside one another; the second has all the room that is left."""
    whole = _row(left, wide)
    whole.layout().setStretchFactor(wide, 1)  # type: ignore[union-attr]
    return whole


def _row(*parts: QWidget | None, gap: float = 8) -> QWidget:
    whole = QWidget()
    made = QHBoxLayout(whole)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.px(gap))
    for part in parts:
        if part:
            made.addWidget(part)
        else:
            made.addStretch(1)
    return whole


def facts(known: Facts) -> QWidget:
    """Names and values in two columns; what is empty is left out."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(theme.px(6))
    grid.setHorizontalSpacing(theme.px(12))
    grid.setColumnStretch(1, 1)
    for place, (words, value) in enumerate((words, value) for words, value in known if value):
        beside = Qt.AlignmentFlag.AlignTop if isinstance(value, str) else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label(words, "quiet"), place, 0, beside)
        grid.addWidget(label(value, wrap=True) if isinstance(value, str) else value, place, 1)
    return whole
