"""A card with a heading and a few rows of widgets, which scroll when they are too many."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import button, label


class Listing(QFrame):
    """Its rows are made anew each time they are shown; `gap` lies between two of them."""

    def __init__(self, heading: str, gap: int) -> None:
        super().__init__()
        self._gap = gap
        self.setProperty("card", True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column = QVBoxLayout(self)
        self.top = QHBoxLayout()
        self.heading = label(heading, "section")
        self.top.addWidget(self.heading, 1)
        self.column.addLayout(self.top)
        self.column.addWidget(self.area, 1)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setContentsMargins(theme.px(12), theme.px(10), theme.px(4), theme.px(8))
        self.column.setSpacing(theme.px(6))
        self.heading.setMinimumHeight(theme.px(32))  # as high as with a link beside it

    def offer(self, words: str, name: str, act: Callable[[], object]) -> None:
        """Put a link beside the heading; `name` is what a screen reader says of it."""
        link = button(words, act, variant="link")
        link.setAccessibleName(name)
        self.top.addWidget(link)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show these instead of the former ones."""
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(self._gap))
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        self.area.setWidget(inside)
