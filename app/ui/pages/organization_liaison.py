"""委员联系商户: who looks after which merchant, and in which month each was visited."""

import datetime as dt
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.domain.organizations import Tree
from app.services import entries, merchants, organization_figures, organization_views, trees
from app.services.trees import Node
from app.ui.kit import theme, undoing
from app.ui.kit.buttons import icon_button, label
from app.ui.kit.entries import EntryDialog, EntryList, period
from app.ui.kit.fields import Choice, Date, Field, LongText
from app.ui.pages.organization_section import ONLY_TODAY, Section

if TYPE_CHECKING:
    from app.ui.pages.organizations import OrganizationsPage

MISSED = "缺"
_NAME, _ROW = 176, 36
"""Width of the first column and height of a row, at 11 points."""
VISIT: tuple[Field, ...] = (Date("on", "走访日期", required=True), LongText("note", "说明"))


class LiaisonSection(Section):
    """The matrix of a year above the pairs themselves."""

    name = "联系商户"

    def __init__(self, page: "OrganizationsPage") -> None:
        self.year = dt.date.today().year
        self._names: dict[int, str] = {}
        fields = (
            Choice("name", "委员", required=True, options=self._committee, free=True),
            Choice("merchant", "商户", required=True, options=self._merchants),
            Date("start", "起始日期", required=True),
            Date("end", "结束日期"),
        )
        self.pairs = EntryList("liaison", "委员联系商户", fields, writable=page.writable, words=self._words)
        self.matrix = Matrix()
        self.said = label("", "strong")
        self.former = icon_button("上一年", "chevron-left", partial(self._turn, -1), variant="tool")
        self.later = icon_button("下一年", "chevron-right", partial(self._turn, 1), variant="tool")
        self.months = QWidget()
        row = QHBoxLayout(self.months)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.said, 1)
        row.addWidget(self.former)
        row.addWidget(self.later)
        super().__init__(page, self.months, self.matrix, self.pairs)
        self.pairs.changed.connect(page.revalidate)
        if page.writable:
            self.matrix.wanted.connect(self.add_visit)

    def fill(self, node: Node, day: dt.date | None) -> None:
        """Read it all again."""
        part = self.fresh()
        for each in (self.months, self.matrix, self.pairs):
            each.setVisible(day is None)
        if day:
            part.addWidget(label(ONLY_TODAY, "quiet", wrap=True))
            return
        if idle := organization_views.called_for(node.id, dt.date.today()):
            part.addWidget(label(f"还没有联系商户的委员：{'、'.join(idle)}", "warn", wrap=True))
        self._names = {}
        self.pairs.show_owner(node.id)
        self._show_matrix(node.id)

    def add_visit(self, liaison: int, month: str) -> None:
        """Write a visit down, of today or of an earlier month."""
        today = dt.date.today().isoformat()
        save = partial(entries.save, "visit", liaison)
        dialog = EntryDialog(self, "登记走访", VISIT, partial(entries.check, "visit", liaison), save)
        dialog.fill({"on": today if today.startswith(month) else month, "note": ""}, self.matrix.whose(liaison))
        if dialog.exec():
            self.page.revalidate()
            self.matrix.setFocus()
            undoing.tell_done(self, self.page.revalidate)

    def _turn(self, by: int) -> None:
        self.year += by
        if node := self.page.chosen():
            self._show_matrix(node.id)

    def _show_matrix(self, node: int) -> None:
        pairs = entries.of("liaison", node)
        found = organization_figures.visits(node, f"{self.year}-01", 12)
        self.said.setText(f"{self.year} 年走访")
        self.later.setEnabled(self.year < dt.date.today().year)
        self.months.setVisible(bool(pairs))
        self.matrix.setVisible(bool(pairs))
        self.matrix.show_visits([(pair, self._words(pair)[0], found[pair.id]) for pair in pairs])

    def _words(self, pair: SimpleNamespace) -> tuple[str, str]:
        if pair.merchant not in self._names:
            self._names[pair.merchant] = merchants.get(pair.merchant).name
        return f"{pair.name}　{self._names[pair.merchant]}", period(pair)

    def _committee(self) -> list[tuple[Any, str]]:
        node = self.page.chosen()
        seats = organization_views.seats_on(Tree.ORGANIZATIONS, node.id, dt.date.today()) if node else []
        return [(name, name) for name in dict.fromkeys(seat.name for seat in seats)]

    def _merchants(self) -> list[tuple[Any, str]]:
        """Those of the node and below it first; where none stand there, all."""
        node = self.page.chosen()
        here = trees.placed(Tree.ORGANIZATIONS, "merchant", node.id) if node else set()
        known = {pair.merchant for pair in entries.of("liaison", node.id)} if node else set()
        wanted = [number for number in merchants.ids() if not here or number in here | known]
        return [(row.id, row.name) for row in merchants.rows(wanted)]


class Matrix(QTableWidget):
    """Pair by month: how often, or that it was missed. `wanted` gives the pair and the month on which Enter fell."""

    wanted = Signal(int, str)

    def __init__(self) -> None:
        super().__init__(0, 13)
        self._pairs: list[tuple[int, str]] = []
        self._months: list[str] = []
        self.setAccessibleName("走访情况，每行一对，每列一个月")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.verticalHeader().hide()
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeaderLabels(["委员　商户", *[f"{month}" for month in range(1, 13)]])
        self.cellDoubleClicked.connect(self._want)
        theme.changed.connect(self.draw)
        self.draw()

    def show_visits(self, pairs: list[tuple[SimpleNamespace, str, dict[str, int]]]) -> None:
        """Show these pairs with their visits by month (2026-01)."""
        place = (self.currentRow(), self.currentColumn())
        self._pairs = [(pair.id, words) for pair, words, _ in pairs]
        self._months = list(pairs[0][2]) if pairs else []
        self.setRowCount(len(pairs))
        for row, (pair, words, visits) in enumerate(pairs):
            self.setItem(row, 0, _cell(words, words))
            for column, (month, count) in enumerate(visits.items(), 1):
                self.setItem(row, column, self._month(pair, words, month, count))
        self.setCurrentCell(*place)
        self.draw()

    def whose(self, liaison: int) -> str:
        """What the row of a pair is called."""
        return dict(self._pairs).get(liaison, "")

    def draw(self) -> None:
        """Take the sizes in force."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.px(20))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, theme.px(_NAME))
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self.setFixedHeight(theme.px(46) + self.rowCount() * theme.px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds a visit to the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        """The keys begin at this month of the first pair."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.rowCount():
            self.setCurrentCell(0, dt.date.today().month)

    def _want(self, row: int, column: int) -> None:
        if 0 <= row < len(self._pairs) and column > 0:
            month = self._months[column - 1]
            if month <= dt.date.today().isoformat()[:7]:
                self.wanted.emit(self._pairs[row][0], month)

    def _month(self, pair: SimpleNamespace, words: str, month: str, count: int) -> QTableWidgetItem:
        tip = f"{words}　{month[:4]}年{int(month[5:])}月"
        if count:
            return _cell(str(count), f"{tip}：走访 {count} 次")
        if month > dt.date.today().isoformat()[:7] or not _held(pair, month):
            return _cell("", f"{tip}：不用走访")
        cell = _cell(MISSED, f"{tip}：还没有走访，按 Enter 登记")
        cell.setForeground(QBrush(QColor(theme.tokens().error)))
        cell.setBackground(QBrush(QColor(theme.tokens().tint)))
        return cell


def _held(pair: SimpleNamespace, month: str) -> bool:
    return pair.start[:7] <= month and (not pair.end or month <= pair.end[:7])


def _cell(words: str, tip: str) -> QTableWidgetItem:
    cell = QTableWidgetItem(words)
    cell.setToolTip(tip)
    cell.setData(Qt.ItemDataRole.AccessibleTextRole, tip)
    side = Qt.AlignmentFlag.AlignLeft if len(words) > 2 else Qt.AlignmentFlag.AlignHCenter
    cell.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | side)
    return cell
