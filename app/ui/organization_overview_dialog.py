"""组织情况: the figures at the left, at the right the rows behind the chosen one, each of which leads on."""

import datetime as dt
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

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
ACROSS = "　"
"""What parts the names of the cells of a table: 36至45岁　大学本科."""
_LEFT, _IN_A_ROW, _LAST = 400, 4, 40


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
        self.parts, self._group = QGridLayout(), QButtonGroup(self)
        self._chips: list[Button] = []
        self._heads: list[QWidget] = []
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
        for chip_before in self._chips:
            self._group.removeButton(chip_before)
        for former in (*self._chips, *self._heads):
            self.parts.removeWidget(former)
            former.hide()
            former.deleteLater()
        parts, self._heads = self.overviews[place].parts, []
        crossed = any(ACROSS in name for name in parts)
        self._chips = [
            chip(f"{len(lines):,}" if crossed else f"{name} {len(lines):,}") for name, lines in parts.items()
        ]
        for made, (name, lines) in zip(self._chips, parts.items(), strict=True):
            made.setAccessibleName(f"{name} {len(lines):,}")
            made.clicked.connect(lambda _=False, lines=lines: self._list(lines))
            self._group.addButton(made)
        (self._cross if crossed else self._line_up)(list(parts))
        order: list[QWidget] = [self.figures, *self._chips, self.table, self.leave]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        longest = next((n for n, lines in enumerate(parts.values()) if lines), 0)
        self._chips[longest].setChecked(True)
        self._list(list(parts.values())[longest])

    def _line_up(self, names: list[str]) -> None:
        """The parts beside one another, a few to a row."""
        for place, _ in enumerate(names):
            self.parts.addWidget(self._chips[place], place // _IN_A_ROW, place % _IN_A_ROW)

    def _cross(self, names: list[str]) -> None:
        """The parts as a table, by what stands before and what stands after the gap in their names."""
        cells = [name.partition(ACROSS)[::2] for name in names]
        across, down = (list(dict.fromkeys(cell[side] for cell in cells)) for side in (1, 0))
        across.sort(key=_counted)
        for place, words in enumerate(across, 1):
            self._head(words, 0, place)
        for place, words in enumerate(down, 1):
            self._head(words, place, 0)
        for made, (row, column) in zip(self._chips, cells, strict=True):
            self.parts.addWidget(made, down.index(row) + 1, across.index(column) + 1)

    def _head(self, words: str, row: int, column: int) -> None:
        made = label(words, "quiet")
        self._heads.append(made)
        self.parts.addWidget(made, row, column)

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
        self.parts.setColumnStretch(_LAST, 1)
        right.addLayout(self.parts)
        right.addWidget(self.table, 1)
        whole.addWidget(area)
        whole.addLayout(right, 1)
        self.body.addLayout(whole, 1)
        self.foot.addWidget(label("↑↓ 选一项，Enter 到名单；在名单里按 Enter 打开它", "hint", wrap=True), 1)
        self.foot.addWidget(self.leave)


def _counted(words: str) -> int:
    """12 of “12 级”, by which such columns stand in order; 0 of words without a number."""
    first = words.split()[:1]
    return int(first[0]) if first and first[0].isdecimal() else 0
