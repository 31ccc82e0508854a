"""Which page of a card is shown: a word for each in rows of a few, of which one is pressed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import button

NEXT, FORMER = "Ctrl+PgDown", "Ctrl+PgUp"


class PageSwitch(QWidget):
    """`turned` gives the place of the page wanted; the arrow keys go from word to word."""

    turned = Signal(int)

    def __init__(self, name: str, titles: Sequence[str], in_a_row: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for place, title in enumerate(titles):
            made = button(title, variant="page")
            made.setCheckable(True)
            made.setToolTip(f"{title}（{FORMER} 上一页，{NEXT} 下一页）")
            self._group.addButton(made, place)
            self._grid.addWidget(made, place // in_a_row, place % in_a_row)
        self._group.idToggled.connect(self._turned)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self._grid.setSpacing(theme.px(4))

    def place(self) -> int:
        """The place of the page that is shown, -1 before any is."""
        return self._group.checkedId()

    def turn(self, place: int) -> None:
        """Show the page at a place, counted round."""
        self._group.button(place % len(self._group.buttons())).setChecked(True)

    def take_focus(self) -> None:
        """Put the focus on the page that is shown."""
        if checked := self._group.checkedButton():
            checked.setFocus()

    def _turned(self, place: int, on: bool) -> None:
        if on:
            self.turned.emit(place)
