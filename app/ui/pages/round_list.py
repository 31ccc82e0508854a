"""The rounds in a list, those under way and those filed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.rounds import State
from app.services import round_board
from app.services.round_board import EVERYONE, FINISHED, RUNNING, RoundLine
from app.ui.kit import theme
from app.ui.kit.buttons import card, chip
from app.ui.kit.empty import Empty
from app.ui.kit.fields import Badge, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable, TableCard
from app.ui.pages import round_acts as acts

if TYPE_CHECKING:
    from app.ui.pages.rounds import RoundsPage

TEACH = "建一个批次：选评选办法和期间，逐项评分，另一位复核，公示期满就授牌。只给一家重新评级，在“商户”里按 F7。"
STATE_DRESS = {
    State.DRAFT.value: ("grey", "pencil"),
    State.SCORING.value: ("blue", "pencil"),
    State.CHECKING.value: ("yellow", "eye"),
    State.NOTICE.value: ("yellow", "calendar-clock"),
    State.OBJECTIONS.value: ("yellow", "circle-alert"),
    State.AWARDED.value: ("green", "award"),
    State.ARCHIVED.value: ("grey", "check"),
}
FIELDS = (
    Shown("title", "批次", 300, stretch=True),
    Badge("state", "进度", 120, dress=lambda row: STATE_DRESS[row.state]),
    Shown("counted", "结果", 260),
    Shown("scheme", "评选办法", 260, priority=2),
    Shown("period", "期间", 260, priority=2),
)


class RoundList(QWidget):
    """Enter opens a round."""

    def __init__(self, page: "RoundsPage") -> None:
        super().__init__()
        self._lines: dict[int, RoundLine] = {}
        self._group = ""
        self.rows = RowModel(FIELDS, lambda ids: [self._lines[each] for each in ids])
        self.table = RowTable(self.rows, "评选批次")
        self.table.opened.connect(page.open)
        self.chips = {name: chip(name, partial(self._choose, name)) for name in (EVERYONE, RUNNING, FINISHED)}
        link = ("查看帮助（F1）", page.help_wanted.emit)
        start = ("新建批次", page.acting(acts.open_round), *link) if page.writable else link
        self.empty, self.stack = Empty("award", "还没有评选批次", TEACH, *start), QStackedWidget()
        self._lay_out()

    def read(self) -> None:
        """List the rounds of the group shown; the chosen one stays so."""
        chosen, counts = self.table.chosen(), round_board.counts()
        self._lines = {line.id: line for line in round_board.listing(self._group)}
        for name, made in self.chips.items():
            made.setText(f"{name} {counts[name]:,}")
            made.setAccessibleName(made.text())
        self.rows.show(list(self._lines))
        self.table.choose(chosen)
        self.stack.setCurrentIndex(1 if counts[EVERYONE] else 0)

    def take_focus(self) -> None:
        """Into the list, on a row, or to the button that begins one."""
        if not self.rows.ids:
            self.empty.act.setFocus()
            return
        if not self.table.chosen():
            self.table.choose_place(0)
        self.table.setFocus()

    def _choose(self, name: str) -> None:
        self._group = "" if name == EVERYONE else name
        self.read()

    def _lay_out(self) -> None:
        surface, listed, group = card(), QWidget(), QButtonGroup(self)
        QVBoxLayout(surface).addWidget(self.empty)
        column, row = QVBoxLayout(listed), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for made in self.chips.values():
            group.addButton(made)
            row.addWidget(made)
        row.addStretch(1)
        self.chips[EVERYONE].setChecked(True)
        column.addLayout(row)
        column.addWidget(TableCard(self.table), 1)
        for state in (surface, listed):
            self.stack.addWidget(state)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
