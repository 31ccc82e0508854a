"""Figures in a list at the left, at the right the rows behind the chosen one, each of which leads on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.fields import Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.scroll import scrolled
from app.ui.kit.table import RowTable
from app.ui.kit.visit import Visit

FIELDS = (Shown("name", "名称", 240, stretch=True), Shown("detail", "说明", 240))


class FigureListDialog(Dialog):
    """Accepted with `visit` once the clerk takes a row; `left` is the width of the figures, `right` is to be filled
    above the table. `begin` shows the first figure."""

    def __init__(self, parent: QWidget, title: str, width: int, height: int, left: int) -> None:
        super().__init__(parent, title, width=width, height=height)
        self.visit: Visit | None = None
        self._lines: Sequence[Any] = ()
        self.figures = EntryRows("各项数字")
        self.rows = RowModel(FIELDS, lambda places: [self._lines[place] for place in places])
        self.table = RowTable(self.rows, "名单")
        self.leave = button("关闭（Esc）", self.reject)
        self.right = QVBoxLayout()
        self._lay_out(left)
        self.figures.currentRowChanged.connect(self._show)
        self.figures.opened.connect(self.table.setFocus)
        self.table.opened.connect(lambda place: self._take(self._lines[place]))

    def begin(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show these figures, each a title and a value, the first one chosen."""
        self.figures.show_lines([EntryLine(n, *each) for n, each in enumerate(figures, 1)])
        self.figures.setCurrentRow(0)
        self.figures.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _show(self, place: int) -> None:
        """Show what is behind the figure at a place."""
        raise NotImplementedError

    def _where(self, line: Any) -> Visit:
        """Where a row leads."""
        raise NotImplementedError

    def _list(self, lines: Sequence[Any]) -> None:
        self._lines = lines
        self.rows.show(list(range(len(lines))))
        self.table.choose_place(0)

    def _take(self, line: Any) -> None:
        self.visit = self._where(line)
        self.accept()

    def _lay_out(self, left: int) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addWidget(self.figures)
        column.addStretch(1)
        area = scrolled(inside)
        area.setFixedWidth(theme.px(left))
        whole = QHBoxLayout()
        self.right.addWidget(self.table, 1)
        whole.addWidget(area)
        whole.addLayout(self.right, 1)
        self.body.addLayout(whole, 1)
        self.foot.addWidget(label("↑↓ 选一项，Enter 到名单；在名单里按 Enter 打开它", "hint", wrap=True), 1)
        self.foot.addWidget(self.leave)
