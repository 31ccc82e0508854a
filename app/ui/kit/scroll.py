"""Room that scrolls up and down."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.parts import column


class Scroll(QScrollArea):
    """It can be reached and scrolled by keys; what is made anew for each record comes first, what is added to `column`
    stays below. `above` and `gap` are the room at the top and between two parts, at 11 points."""

    def __init__(self, name: str, above: float = 4, gap: float = 12) -> None:
        super().__init__()
        self._above, self._gap = above, gap
        self.setWidgetResizable(True)
        self.setAccessibleName(f"{name}，按上下键滚动")
        self.setProperty("stop", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside, self.made = QWidget(), QWidget()
        self.inside.setProperty("plain", True)
        self.column = QVBoxLayout(self.inside)
        self.column.addWidget(self.made)
        self.setWidget(self.inside)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setContentsMargins(0, theme.px(self._above), theme.px(8), 0)
        self.column.setSpacing(theme.px(self._gap))

    def put(self, fresh: QWidget) -> None:
        """Show this in place of what was made before."""
        self.column.replaceWidget(self.made, fresh)
        fresh.show()
        self.made.hide()
        self.made.deleteLater()
        self.made = fresh

    def renew(self, parts: Iterable[QWidget], *, same: bool) -> None:
        """Show these in place of those made before; what is the `same` record stays where it was scrolled to."""
        place = self.verticalScrollBar().value() if same else 0
        self.put(column(*parts))
        self._order()
        self.column.activate()
        self.verticalScrollBar().setValue(place)

    def _order(self) -> None:
        """The tab key comes to what was made anew before it comes to what stays below."""
        stops = [part for part in self.made.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for former, following in pairwise((self, *stops)):
            self.setTabOrder(former, following)


def scrolled(inside: QWidget, name: str = "") -> QScrollArea:
    """A part in room that scrolls as far as what has the focus in it wants."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setProperty("plain", True)
    area.setWidget(inside)
    return area
