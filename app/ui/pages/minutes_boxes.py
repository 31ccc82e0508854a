"""A page of the editor that is a column of boxes, a box for each of its things, and a button for another one."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.kit.buttons import button, label
from app.ui.kit.scroll import scrolled
from app.ui.pages.minutes_panel import Panel, column_of


class BoxesPanel(Panel):
    """`name` is what one of them is called, `keys` add another, and `empty` is said while there are none."""

    def __init__(self, name: str, keys: str, empty: str) -> None:
        super().__init__()
        self._seen: object = None
        self.boxes: list[Any] = []
        self.empty = label(empty, "hint", wrap=True)
        self.add_button = button(f"添加{name}", self.add, icon="plus")
        self.add_button.setToolTip(f"添加{name}（{keys}）")
        inside = QWidget()
        self.column = column_of(inside, self.empty)
        self.column.addStretch(1)
        self.area = scrolled(inside, name)
        column_of(self, self.area, self.add_button).setContentsMargins(0, 0, 0, 0)

    def add(self) -> None:
        """Put another one at the end."""
        raise NotImplementedError

    def _box(self, place: int) -> QWidget:
        """A new box for what stands at a place."""
        raise NotImplementedError

    def _make(self, count: int) -> None:
        """Have as many boxes as there are things."""
        while len(self.boxes) > count:
            gone = self.boxes.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.boxes) < count:
            place = len(self.boxes)
            self.boxes.append(self._box(place))
            self.column.insertWidget(place, self.boxes[-1])
        self.empty.setVisible(not count)
