"""Figures as bars at the left, at the right the parts of the chosen one over the rows of one part."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.bars import BarRows
from app.ui.kit.buttons import Button, button, chip, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.kit.visit import Visit


class FigureBarsDialog(Dialog):
    """Accepted with `visit` once a row is opened; `top` is to be filled, `left` is the width of the bars."""

    def __init__(self, parent: QWidget, title: str, figures: str, rows: RowModel, left: int) -> None:
        super().__init__(parent, title, width=1180, height=620)
        self.visit: Visit | None = None
        self.bars, self.rows, self.table = BarRows(figures), rows, RowTable(rows, "名单")
        self.sentence = label("", "quiet", wrap=True)
        self.open_it = button("打开", self.open_chosen, icon="file-text", variant="primary")
        self.top, self.parts, self._group = QHBoxLayout(), QHBoxLayout(), QButtonGroup(self)
        self._chips: list[Button] = []
        self._lay_out(left)
        self.bars.currentRowChanged.connect(self._show)
        self.bars.opened.connect(self.table.setFocus)
        self.table.opened.connect(lambda _: self.open_chosen())

    def open_chosen(self) -> None:
        """Leave for the record of the chosen row."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _show(self, place: int) -> None:
        """Show what is behind the figure at a place."""
        raise NotImplementedError

    def _offer(self, parts: Mapping[str, Sequence[Any]], show: Callable[[Any], object]) -> None:
        """A chip for each part, instead of those of the figure before."""
        for former in self._chips:
            self._group.removeButton(former)
            former.hide()
            former.deleteLater()
        self._chips = [chip(f"{name} {len(rows):,}", partial(show, rows)) for name, rows in parts.items()]
        for place, made in enumerate(self._chips):
            self._group.addButton(made)
            self.parts.insertWidget(place, made)

    def _lay_out(self, left: int) -> None:
        whole, right = QHBoxLayout(), QVBoxLayout()
        self.bars.setFixedWidth(theme.px(left))
        self.parts.addStretch(1)
        right.addLayout(self.parts)
        right.addWidget(self.table, 1)
        right.addWidget(self.sentence)
        whole.addWidget(self.bars)
        whole.addLayout(right, 1)
        self.body.addLayout(self.top)
        self.body.addLayout(whole, 1)
