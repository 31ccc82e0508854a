"""Which part of a tab is shown: a word for each where the heading of a page stands, of which one is pressed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import Button, chip

NEXT, FORMER = "Alt+PgDown", "Alt+PgUp"


class PartSwitch(QWidget):
    """`turned` gives the key of the part wanted; `parts` are pairs of key and title."""

    turned = Signal(str)

    def __init__(self, parts: Sequence[tuple[str, str]], shown: str) -> None:
        super().__init__()
        self.setAccessibleName("本页内容")
        self._shown = shown
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.buttons = {key: self._button(key, title) for key, title in parts}
        self.stay()
        theme.changed.connect(self.draw)
        self.draw()

    def stay(self) -> None:
        """Press the part this switch stands on."""
        self.buttons[self._shown].setChecked(True)

    def draw(self) -> None:
        """Take the sizes in force."""
        self._row.setSpacing(theme.px(4))

    def _button(self, key: str, title: str) -> Button:
        made = chip(title, lambda: self._turn(key))
        made.setToolTip(f"{title}（{FORMER} 上一项，{NEXT} 下一项）")
        self._group.addButton(made)
        self._row.addWidget(made)
        return made

    def _turn(self, key: str) -> None:
        self.stay()
        self.turned.emit(key)
