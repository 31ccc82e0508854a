"""One round: where it stands, the next step as the one button that matters, and its merchants in order of rank."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.services import round_board, rounds, scoring
from app.services.round_board import AWARDED, EVERYONE, FILTERS, FROZEN, LISTED, UPHELD, Ranked
from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.kit.fields import RIGHT, Badge, Shown
from app.ui.kit.finder import FindBar
from app.ui.kit.rows import RowModel
from app.ui.kit.shortcuts import ON_WIDGET, on_keys
from app.ui.kit.spec import Chips
from app.ui.kit.table import RowTable, TableCard
from app.ui.pages import round_acts as acts
from app.ui.pages.credit_grades import GRADE_TONES
from app.ui.pages.round_steps import StepRow

if TYPE_CHECKING:
    from app.ui.pages.rounds import RoundsPage

ROOMY, WIDE = 460, 1150
"""Effective height and width from which what can be missed is shown."""
STANDING_DRESS = {
    LISTED: ("blue", "award"),
    AWARDED: ("green", "badge-check"),
    FROZEN: ("yellow", "lock"),
    UPHELD: ("red", "circle-x"),
    "": ("grey", ""),
}


class Number(Shown):
    """A number in words, at the right."""

    align = RIGHT


FIELDS = (
    Number("rank", "名次", 64),
    Shown("name", "商户", 260, stretch=True),
    Number("total", "得分", 76),
    Badge("grade", "等级", 100, dress=lambda row: (GRADE_TONES[row.badge], "")),
    Badge("standing", "授牌", 128, dress=lambda row: STANDING_DRESS[row.standing]),
    Shown("preferred", "首选", 64, priority=2),
    Shown("reason", "同分排序、未评级原因", 380, priority=2),
    Shown("number", "编号", 100, priority=3),
)


class RoundView(QWidget):
    """Shows the round that is open on its page."""

    def __init__(self, page: "RoundsPage") -> None:
        super().__init__()
        self._page = page
        self._all: list[Ranked] = []
        self._by_id: dict[int, Ranked] = {}
        self.name, self.facts = label("", "section"), label("", "quiet")
        self.back = button("全部批次", page.leave, icon="chevron-left", variant="link")
        self.back.setToolTip("回到全部批次（Esc）")
        self.steps, self.sentence = StepRow(), label("", "quiet", wrap=True)
        self.go = button("下一步", page.acting(acts.take_step), icon="chevron-right", variant="primary")
        self.fill_in = button("去补", page.acting(acts.show_missing), variant="link")
        self.fill_in.setAccessibleName("去补缺少的评分")
        chips = Chips("group", EVERYONE, FILTERS, lambda: round_board.group_counts(self._all))
        self.finder = FindBar("搜索商户、首字母", chips, ())
        self.rows = RowModel(FIELDS, lambda ids: [self._by_id[each] for each in ids])
        self.table = RowTable(self.rows, "参评商户")
        self.words, self.gifts = label("", "quiet", wrap=True), label(scoring.GIFTS, "hint")
        self._connect()
        self._lay_out()

    def begin(self) -> None:
        """Show a round that was just opened, whole and from the top."""
        self.finder.narrow_to("", {})
        self.read()
        self.table.choose_place(0)

    def read(self) -> None:
        """Read the round again; what is chosen and sought stays."""
        row = rounds.get(self._page.round)
        self._all = round_board.ranking(row.id)
        self._by_id = {each.id: each for each in self._all}
        self.name.setText(row.title)
        self.facts.setText(f"{row.scheme_title}第 {row.version} 版　{spoken(row.start)}至{spoken(row.end)}")
        self.steps.show_state(row.state)
        step = round_board.next_step(row, dt.date.today())
        self.sentence.setText(step.sentence)
        self.go.setText(step.verb)
        self.go.setAccessibleName(f"下一步：{step.verb}")
        self.go.setVisible(bool(step.verb) and self._page.writable)
        self.fill_in.setVisible(round_board.UNSCORED[2:] in step.sentence or "缺评分" in step.sentence)
        self.finder.refresh()
        self.seek()

    def narrow(self, filters: dict[str, str]) -> None:
        """Show only what these filters let through."""
        self.finder.narrow_to("", filters)

    def shown(self) -> list[Ranked]:
        """The merchants that are listed now."""
        return [self._by_id[each] for each in self.rows.ids]

    def seek(self) -> None:
        """List whom words and chips let through."""
        chosen = self.table.chosen()
        found = round_board.narrowed(self._all, self.finder.filters().get("group", ""), self.finder.search())
        self.rows.show([row.id for row in found])
        self.table.choose(chosen)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low or narrow window keeps its room for the list."""
        super().resizeEvent(event)
        roomy = theme.effective(self.height()) >= ROOMY
        for part in (self.gifts, self.card.count, self.card.keys):
            part.setVisible(roomy)
        self.facts.setVisible(theme.effective(self.width()) >= WIDE)

    def _follow(self) -> None:
        """Say in full what decided about the chosen merchant."""
        chosen = self.table.chosen()
        row = self._by_id.get(chosen[0]) if len(chosen) == 1 else None
        said = f"{row.name}：{row.reason}。" if row and row.reason else ""
        self.words.setText(said)
        self.words.setVisible(bool(said))

    def _into_list(self) -> None:
        self.table.setFocus()
        if not self.table.chosen():
            self.table.choose_place(0)

    def _connect(self) -> None:
        self.finder.changed.connect(self.seek)
        self.finder.box.left_down.connect(self._into_list)
        self.table.chosen_changed.connect(self._follow)
        self.table.opened.connect(lambda _: self._page.acting(acts.open_sheet)())
        on_keys(self.table, "Esc", self._page.leave, ON_WIDGET)
        for keys in ("Ctrl+F", "F3"):
            on_keys(self, keys, self.finder.box.setFocus)

    def _lay_out(self) -> None:
        top, steps, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.name)
        top.addWidget(self.facts)
        top.addStretch(1)
        top.addWidget(self.fill_in)
        top.addWidget(self.go)
        steps.addWidget(self.steps)
        steps.addSpacing(theme.px(8))
        steps.addWidget(self.sentence, 1)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.gifts, alignment=Qt.AlignmentFlag.AlignRight)
        self.card = TableCard(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for row in (top, steps):
            column.addLayout(row)
        column.addWidget(self.finder)
        column.addWidget(self.card, 1)
        column.addLayout(foot)
