"""组织情况: the figures at the left, at the right the rows behind the chosen one, each of which leads on."""

import datetime as dt
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.services import organization_overview, people_overview
from app.services.organization_overview import Line
from app.ui.kit import theme
from app.ui.kit.buttons import Button, button, chip, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.fields import Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.scroll import scrolled
from app.ui.kit.table import RowTable
from app.ui.kit.visit import Visit

FIELDS = (Shown("name", "名称", 240, stretch=True), Shown("detail", "说明", 240))
_LEFT = 400


class OverviewDialog(Dialog):
    """Accepted with `visit` once the clerk takes a row."""

    chapter = "organizations"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "组织情况", width=1080, height=600)
        self.visit: Visit | None = None
        self._lines: list[Line] = []
        today = dt.date.today()
        self.overviews = [*organization_overview.overviews(today), *people_overview.overviews(today)]
        self.figures = EntryRows("各项情况")
        self.figures.show_lines([EntryLine(n + 1, each.title, each.value) for n, each in enumerate(self.overviews)])
        self.rows = RowModel(FIELDS, lambda places: [self._lines[place] for place in places])
        self.table = RowTable(self.rows, "名单")
        self.parts, self._group = QHBoxLayout(), QButtonGroup(self)
        self._chips: list[Button] = []
        self.leave = button("关闭（Esc）", self.reject)
        self._lay_out()
        self.figures.currentRowChanged.connect(self._show)
        self.figures.opened.connect(self.table.setFocus)
        self.table.opened.connect(self._take)
        self.figures.setCurrentRow(0)
        self.figures.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _show(self, place: int) -> None:
        for former in self._chips:
            self._group.removeButton(former)
            former.hide()
            former.deleteLater()
        parts = self.overviews[place].parts
        self._chips = [chip(f"{name} {len(lines):,}") for name, lines in parts.items()]
        for made, lines in zip(self._chips, parts.values(), strict=True):
            made.clicked.connect(lambda _=False, lines=lines: self._list(lines))
            self._group.addButton(made)
            self.parts.insertWidget(self.parts.count() - 1, made)
        order: list[QWidget] = [self.figures, *self._chips, self.table, self.leave]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        longest = next((n for n, lines in enumerate(parts.values()) if lines), 0)
        self._chips[longest].setChecked(True)
        self._list(list(parts.values())[longest])

    def _list(self, lines: list[Line]) -> None:
        self._lines = lines
        self.rows.show(list(range(len(lines))))
        self.table.choose_place(0)

    def _take(self, place: int) -> None:
        line = self._lines[place]
        pages = (("merchants", line.merchant), ("members", line.person), ("organizations", line.node))
        shown = (Visit(page, record=record) for page, record in pages if record)
        self.visit = next(shown, Visit("organizations", act="覆盖单位"))
        self.accept()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addWidget(self.figures)
        column.addStretch(1)
        area = scrolled(inside)
        area.setFixedWidth(theme.px(_LEFT))
        right, whole = QVBoxLayout(), QHBoxLayout()
        self.parts.addStretch(1)
        right.addLayout(self.parts)
        right.addWidget(self.table, 1)
        whole.addWidget(area)
        whole.addLayout(right, 1)
        self.body.addLayout(whole, 1)
        self.foot.addWidget(label("↑↓ 选一项，Enter 到名单；在名单里按 Enter 打开它", "hint", wrap=True), 1)
        self.foot.addWidget(self.leave)
