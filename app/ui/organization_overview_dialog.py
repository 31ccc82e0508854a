"""组织情况: the figures of the organisations and their people, the parts of each, and the rows behind a part."""

import datetime as dt
from itertools import pairwise

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.services import organization_overview, people_overview
from app.services.organization_overview import Line
from app.ui.figure_list_dialog import FigureListDialog
from app.ui.kit.buttons import Button, chip, label
from app.ui.kit.visit import Visit

ACROSS = "　"
"""What parts the names of the cells of a table: 36至45岁　大学本科."""
_IN_A_ROW, _LAST = 4, 40


class OverviewDialog(FigureListDialog):
    """As of today."""

    chapter = "organizations"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "组织情况", width=1080, height=600, left=400)
        today = dt.date.today()
        self.overviews = [*organization_overview.overviews(today), *people_overview.overviews(today)]
        self.figures.setAccessibleName("各项情况")
        self.parts, self._group = QGridLayout(), QButtonGroup(self)
        self._chips: list[Button] = []
        self._heads: list[QWidget] = []
        self.parts.setColumnStretch(_LAST, 1)
        self.right.insertLayout(0, self.parts)
        self.begin([(each.title, each.value) for each in self.overviews])

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

    def _where(self, line: Line) -> Visit:
        pages = (("merchants", line.merchant), ("members", line.person), ("organizations", line.node))
        shown = (Visit(page, record=record) for page, record in pages if record)
        return next(shown, Visit("organizations", act="覆盖单位"))


def _counted(words: str) -> int:
    """12 of “12 级”, by which such columns stand in order; 0 of words without a number."""
    first = words.split()[:1]
    return int(first[0]) if first and first[0].isdecimal() else 0
