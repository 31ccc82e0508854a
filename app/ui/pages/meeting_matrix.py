"""应开会议: which organisation owes which meeting, and what became of it; a red cell begins the meeting."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout

from app.domain.meetings import CADENCES
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import meeting_kinds, meeting_matrix, session, trees
from app.services.meeting_matrix import MISSING, OPEN, Cell, Line
from app.ui.kit import memory, theme
from app.ui.kit.buttons import button, card, chip, icon_button, label
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.empty import Empty
from app.ui.kit.once import Moment, moment
from app.ui.kit.tab_page import TabPage
from app.ui.kit.visit import Visit
from app.ui.pages import matrix_acts
from app.ui.pages.matrix_model import MatrixModel, Spot
from app.ui.pages.matrix_table import MatrixTable

ALL_KINDS, ALL_NODES = "全部类型", "全部组织"
TEACH = "支部按月、按季度应开的会，在这里一格一格看得见。先登记组织，应开的会就会自己列出来。"
NOTHING = "这个范围里没有应开的会"
_NODE_WIDTH = 220


class MatrixPage(TabPage):
    """The matrix of a year under what narrows it, over what it adds up to."""

    key, title = "matrix", "应开会议"

    def __init__(self) -> None:
        super().__init__()
        self.writable = session.may(Right.ENTER)
        self.year = meeting_matrix.year_of(dt.date.today())
        self.lines: list[Line] = []
        self._read_at: Moment | None = None
        self._kind = ""
        self.heading, self.said_year = label(self.title, "title"), label("", "strong")
        self.kind = ChoiceEditor(self._kinds, free=False)
        self.node = ChoiceEditor(self._nodes, free=False)
        self.lacking = chip("只看有缺的", self.read)
        self.former = icon_button("上一年", "chevron-left", lambda: self.turn(-1), variant="tool")
        self.later = icon_button("下一年", "chevron-right", lambda: self.turn(1), variant="tool")
        self.rate = button("", self._list_missing, variant="link")
        self.hint = label("方向键移动，Enter 新建或查看" if self.writable else "方向键移动，Enter 查看", "hint")
        self.model = MatrixModel()
        self.table = MatrixTable(self.model)
        self.empty = Empty("calendar-clock", "还没有应开的会", TEACH, "去登记组织", self._go_to_organizations)
        self.body = QStackedWidget()
        self._lay_out()
        self._fill()
        theme.changed.connect(self.draw)
        self.draw()

    def revalidate(self) -> None:
        """Read again if anything was written, or a new day began, since."""
        if self._read_at != moment():
            self._fill()
            self.read()

    def read(self) -> None:
        """Read the matrix of the year, kind and organisation chosen."""
        self._read_at = moment()
        kind, place = self.kind.value() or "", self.table.currentIndex()
        every = meeting_matrix.of_year(self.year, kind=kind, organization=self.node.value() or 0)
        self.lines = [line for line in every if line.count(MISSING)] if self.lacking.isChecked() else every
        former = self.model.organization(place.row()) if place.isValid() else 0
        column = place.column() if kind == self._kind else -1
        self._kind = kind
        self.model.show(self.lines, every, kind)
        self.table.fit()
        self.table.choose(former, column)
        self._show_state(every)

    def turn(self, by: int) -> None:
        """Show another year."""
        self.year += by
        self.read()

    def show_only(self, filters: Mapping[str, str]) -> None:
        """Show what these let through: kind, organization (id), year, missing."""
        self.year = int(filters.get("year", self.year))
        self.kind.fill(filters.get("kind", ""))
        self.node.fill(int(filters.get("organization", 0)))
        self.lacking.setChecked("missing" in filters)
        self.read()

    def receive(self, visit: Visit) -> None:
        """Show what another page sent the clerk here for."""
        self.revalidate()
        self.show_only(visit.filters)
        self.table.setFocus()

    def open_spot(self, spot: Spot) -> None:
        """Go from a kind to its periods, from a held meeting to its minutes, from a missing one to a new one."""
        if spot.line and spot.cell is None:
            self.kind.fill(spot.line.kind)
            self._choose_kind()
            self.table.choose(spot.line.organization)
        elif spot.line and spot.cell and (visit := self.visit_of(spot.line, spot.cell)):
            self.visited.emit(visit)

    def visit_of(self, line: Line, cell: Cell) -> Visit | None:
        """Where a cell leads: to its last meeting, to a new one, or nowhere."""
        if cell.meetings:
            return Visit("minutes", record=cell.meetings[-1])
        if not self.writable or cell.state not in (MISSING, OPEN):
            return None
        held = min(cell.period.end, dt.date.today()).isoformat()
        told = {"kind": line.kind, "organization": str(line.organization), "held": held}
        return Visit("minutes", act="add", filters=told)

    def draw(self) -> None:
        """Take the sizes in force."""
        edge = theme.px(16)
        self.column.setContentsMargins(edge, edge, edge, theme.px(12))
        self.column.setSpacing(theme.px(12))
        self.narrowing.setSpacing(theme.px(8))
        self.node.setMaximumWidth(theme.px(_NODE_WIDTH))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what other pages wrote."""
        super().showEvent(event)
        self.revalidate()

    def _show_state(self, every: list[Line]) -> None:
        years = meeting_matrix.years()
        self.said_year.setText(f"{self.year} 年")
        self.former.setEnabled(self.year > min(years))
        self.later.setEnabled(self.year < max(years))
        self.body.setCurrentIndex(0 if self.lines else 1)
        narrowed = bool(self.node.value() or self.kind.value() or self.lacking.isChecked())
        self.empty.say(*((NOTHING, "换一个年份、类型或组织看看。") if narrowed else ("还没有应开的会", TEACH)))
        self.empty.act.setVisible(not narrowed)
        self.rate.setText(meeting_matrix.words(every))
        self.rate.setAccessibleName(f"列出缺的会：{self.rate.text()}")
        self.rate.setVisible(bool(every))
        self.hint.setVisible(bool(self.lines))
        for made in (self.export, self.print):
            made.setEnabled(bool(self.lines))

    def _kinds(self) -> list[tuple[Any, str]]:
        owed = [kind for kind in meeting_kinds.kinds() if kind.cadence and kind.owed_by]
        return [("", ALL_KINDS), *((kind.name, f"{kind.name}（{CADENCES[kind.cadence]}）") for kind in owed)]

    def _nodes(self) -> list[tuple[Any, str]]:
        nodes = trees.nodes(Tree.ORGANIZATIONS)
        parents = {node.parent for node in nodes}
        told = ((node.id, f"{node.name}{'（含下级）' if node.id in parents else ''}") for node in nodes)
        return [(0, ALL_NODES), *told]

    def _fill(self) -> None:
        self.kind.fill(self.kind.value() or memory.recall("matrix/kind", ""))
        self.node.fill(self.node.value() or 0)
        for box in (self.kind, self.node):
            if box.currentIndex() < 0:
                box.setCurrentIndex(0)

    def _choose_kind(self) -> None:
        memory.remember("matrix/kind", self.kind.value())
        self.read()

    def _list_missing(self) -> None:
        matrix_acts.list_missing(self)

    def _go_to_organizations(self) -> None:
        self.visited.emit(Visit("organizations"))

    def _add(self) -> None:
        self.visited.emit(Visit("minutes", act="add"))

    def _lay_out_top(self) -> None:
        self.export = button("导出", lambda: matrix_acts.export(self), icon="download", key="Ctrl+E")
        self.print = button("打印", lambda: matrix_acts.print_report(self), icon="printer", key="Ctrl+P")
        self.add = button("新建纪要", self._add, icon="plus", variant="primary")
        self.add.setToolTip("新建纪要（F9）")
        self.top = QHBoxLayout()
        self.top.addWidget(self.heading)
        self.top.addStretch(1)
        self.top.addWidget(button("统计", lambda: matrix_acts.show_figures(self)))
        for made in (self.export, self.print, self.add) if self.writable else ():
            self.top.addWidget(made)

    def _lay_out_narrowing(self) -> None:
        self.narrowing = QHBoxLayout()
        for box, name in ((self.kind, "会议类型"), (self.node, "组织")):
            box.setAccessibleName(name)
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.kind.activated.connect(self._choose_kind)
        self.node.activated.connect(self.read)
        for part in (self.former, self.said_year, self.later, self.kind, self.node, self.lacking):
            self.narrowing.addWidget(part)
        self.narrowing.addStretch(1)

    def _lay_out(self) -> None:
        self._lay_out_top()
        self._lay_out_narrowing()
        self.table.opened.connect(self.open_spot)
        surface = card()
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.body.addWidget(surface)
        self.body.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.addWidget(self.rate)
        foot.addStretch(1)
        foot.addWidget(self.hint, alignment=Qt.AlignmentFlag.AlignRight)
        self.column = QVBoxLayout(self)
        for layout in (self.top, self.narrowing):
            self.column.addLayout(layout)
        self.column.addWidget(self.body, 1)
        self.column.addLayout(foot)
