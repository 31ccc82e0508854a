"""A card one can press: a button that holds other widgets."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import Button


class Tile(Button):
    """Lay widgets on it with `put`; they take no clicks of their own. `name` is what a screen reader says."""

    def __init__(self, name: str, click: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setProperty("variant", "tile")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row = QHBoxLayout(self)
        if click:
            self.clicked.connect(lambda: click())  # noqa: PLW0108 - without the checked state
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        side, edge = theme.px(14), theme.px(10)
        self.row.setContentsMargins(side, edge, side, edge)
        self.row.setSpacing(theme.px(12))

    def put(self, widget: QWidget, into: QBoxLayout | None = None, stretch: int = 0) -> None:
        """Lay a widget into its row, or into another layout that stands on it."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        (into or self.row).addWidget(widget, stretch)

    def sizeHint(self) -> QSize:
        return self.row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.row.minimumSize()
