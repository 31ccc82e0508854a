"""A tab with a list: find, look at one, edit it, act on those selected."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.errors import Invalid, Problem
from app.domain.roles import Right
from app.services import session
from app.ui.kit import messages, rights, theme, toast
from app.ui.kit.buttons import icon_button, label
from app.ui.kit.columns_dialog import ColumnsDialog
from app.ui.kit.finder import FindBar
from app.ui.kit.once import Moment, moment, per_revision
from app.ui.kit.pane import WIDTHS, Pane
from app.ui.kit.rows import RowModel
from app.ui.kit.shortcuts import ON_WIDGET, on_keys
from app.ui.kit.spec import Spec
from app.ui.kit.split import Split
from app.ui.kit.states import ListStates
from app.ui.kit.tab_page import TabPage
from app.ui.kit.table import RowTable, TableCard
from app.ui.kit.viewing import Viewing
from app.ui.kit.views_dialog import views_button
from app.ui.kit.visit import RESUME, Visit


class ListPage(TabPage):
    """All of a tab but its declaration; it stays as the clerk left it while other tabs are shown."""

    def __init__(self, spec: Spec) -> None:
        super().__init__()
        spec = rights.allowed(_remembering(spec))
        self.writable = session.may(Right.ENTER) and not spec.ledger
        self.spec, self.key, self.title = spec, spec.key, spec.title
        self._read_at: Moment | None = None
        self.order, self.descending = spec.order, spec.descending
        self.heading, self.total = label(spec.heading, "title"), label("", "quiet")
        self.finder = FindBar(spec.seek, spec.chips, spec.pickers, spec.told)
        self.rows = RowModel(spec.fields, spec.rows)
        self.table = RowTable(self.rows, spec.heading)
        self.pane = Pane(self)
        self.aside: Any = spec.aside() if spec.aside else None
        self._lay_out()
        self._connect()
        self.viewing = Viewing(self)
        self.viewing.begin()
        theme.changed.connect(self.draw)
        self.draw()

    def revalidate(self) -> None:
        """Read the list again if anything was written, or a new day began, since it was last read."""
        if self._read_at != moment():
            self._read_at = moment()
            self.finder.refresh()
            if self.aside:
                self.aside.refresh()
            with self.pane.kept_open():
                self.read()

    def read(self) -> None:
        """Ask for the list again; selection and place stay where the rows are still in it."""
        chosen, place = self.table.chosen(), self.table.verticalScrollBar().value()
        found = self.spec.ids(self.finder.search(), self.filters(), self.order, self.descending)
        self.rows.show(self.finder.among(found))
        self.table.show_order(self.order, self.descending)
        self.table.choose(chosen)
        self.table.verticalScrollBar().setValue(place)
        self._show_state()

    def filters(self) -> dict[str, str]:
        """What chips, pickers and the widget beside the list let through."""
        return {**self.finder.filters(), **(self.aside.filters() if self.aside else {})}

    def search(self, text: str) -> None:
        """Show what these words find, whatever was filtered before."""
        self._narrow_to(text, {})
        if self.rows.ids:
            self._into_list()
        else:
            self.finder.box.setFocus()

    def show_filter(self, filters: dict[str, str]) -> None:
        """Show only what these filters let through."""
        self._narrow_to("", filters)
        self.table.setFocus()

    def receive(self, visit: Visit) -> None:
        """Do what another page sent the clerk here for."""
        self.revalidate()
        if visit.record:
            self.show_row(visit.record)
        elif visit.words:
            self.search(visit.words)
        elif visit.act == RESUME:
            self.pane.resume()
        elif not visit.act:
            self.show_filter(dict(visit.filters))
        for tool, made in zip(self.spec.tools, self.tools, strict=True):
            if visit.act == tool.act != "":
                made.click()
            for words, act in tool.menu:
                if visit.act == words.rstrip("…"):
                    self.acting(act)()

    def chosen(self) -> list[int]:
        """The ids of the selected rows."""
        return self.table.chosen()

    def record(self, number: int) -> Any:
        """The record of an id."""
        return self.spec.rows([number])[0]

    def edit(self, number: int | None) -> None:
        """Open the form for a record, or an empty one; one that is half filled in is kept."""
        if self.pane.busy():
            toast.show(self, "正在填写的内容还没有保存，请先保存或取消。")
            self.pane.edit_on()
        elif number is None:
            self.pane.edit(None, self.spec.blank(self.finder.search() if not self.rows.ids else ""))
        else:
            self.pane.edit(number, self.record(number))

    def edit_chosen(self) -> None:
        """Open the form on the first selected record."""
        if chosen := self.table.chosen():
            self.edit(chosen[0])

    def save(self, values: dict[str, Any], number: int | None) -> None:
        """Save what the form holds, show the row and offer to take it back; complaints go to the form."""
        try:
            saved = self.spec.save(values, number)
        except Invalid as wrong:
            self.pane.form.complain(wrong.complaints)
        except Problem as problem:
            messages.show_problem(self, problem)
        else:
            another = self.pane.saved()
            self.show_row(saved)
            self.tell_done()
            if another:
                self.edit(None)

    def show_row(self, number: int) -> None:
        """Read the list again with this row in it and selected."""
        self.revalidate()
        if number not in self.rows.ids:
            self._narrow_to("", {})
        self.table.choose([number])
        self.table.setFocus()

    def remove(self) -> None:
        """Move the selected records to the recycle bin."""
        place = self.table.currentIndex().row()
        with messages.problems_shown(self):
            self.spec.remove(self.chosen())
            self.revalidate()
            self.table.choose_place(place)
            self.states.take_focus()
            self.tell_done()

    def close_pane(self) -> None:
        """Select nothing, and go on in the list."""
        self.table.clearSelection()
        self.table.setFocus()

    def choose_columns(self) -> None:
        """Let the clerk choose the columns and their order."""
        ColumnsDialog(self, self.table.columns).exec()

    def draw(self) -> None:
        """Take the sizes in force."""
        edge = theme.px(16)
        self.column.setContentsMargins(edge, edge, edge, theme.px(12))
        self.column.setSpacing(theme.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit."""
        super().resizeEvent(event)
        self.table.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what other tabs wrote."""
        super().showEvent(event)
        self.revalidate()
        self.pane.give_back()

    def _show_state(self) -> None:
        total = self.spec.chips.counts()[self.spec.chips.all_label]
        self.total.setText(f"{total:,} {self.spec.unit}")
        for part in (self.finder, self.columns_button, self.views_button):
            part.setVisible(bool(total))
        self.states.show_state(total, len(self.rows.ids), self.finder.search())

    def _sort(self, name: str, descending: bool) -> None:
        self.order, self.descending = name, descending
        self.read()

    def _seek(self) -> None:
        self.read()
        if not self.table.chosen():
            self.table.scrollToTop()

    def _lay_out(self) -> None:
        self.top = top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addWidget(self.total, alignment=Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        self.tools = [self._tool(tool) for tool in self.spec.tools]
        for tool in self.tools:
            top.addWidget(tool)
        self.states = ListStates(self, TableCard(self.table))
        self.split = Split(self.states, self.pane, f"{self.key}/pane", WIDTHS | dict(self.spec.widths))
        self.column = QVBoxLayout(self)
        self.column.addLayout(top)
        beside, right = QHBoxLayout(), QVBoxLayout()
        right.addLayout(self._narrowing())
        right.addWidget(self.split, 1)
        if self.aside:
            beside.addWidget(self.aside)
        beside.addLayout(right, 1)
        self.column.addLayout(beside, 1)

    def _narrowing(self) -> QHBoxLayout:
        self.columns_button = icon_button("选择列", "columns-3", self.choose_columns)
        self.views_button = views_button(self)
        row = QHBoxLayout()
        row.addWidget(self.finder, 1)
        row.addWidget(self.columns_button)
        row.addWidget(self.views_button)
        return row

    def _connect(self) -> None:
        self.finder.changed.connect(self._seek)
        if self.aside:
            self.aside.changed.connect(self._seek)
        self.finder.box.left_down.connect(self._into_list)
        self.rows.sort_wanted.connect(self._sort)
        self.table.chosen_changed.connect(self.pane.follow)
        for keys in ("Ctrl+F", "F3"):
            on_keys(self, keys, self._into_search)
        on_keys(self.table, "Esc", self.table.clearSelection, ON_WIDGET)
        if self.writable:
            self.table.opened.connect(self.edit)
            on_keys(self.table, "F2", self.edit_chosen, ON_WIDGET)
            on_keys(self.table, "Del", self.remove, ON_WIDGET)

    def _narrow_to(self, words: str, filters: dict[str, str]) -> None:
        """Show what these alone let through."""
        if self.aside:
            filters = self.aside.take(filters)
        self.finder.narrow_to(words, filters)

    def _into_search(self) -> None:
        self.finder.box.setFocus()
        self.finder.box.selectAll()

    def _into_list(self) -> None:
        self.table.setFocus()
        if not self.table.chosen():
            self.table.choose_place(0)


def _remembering(spec: Spec) -> Spec:
    """The same tab, which counts and lists the values of its filters once after each writing."""
    pickers = tuple(replace(each, values=per_revision(each.values)) for each in spec.pickers)
    return replace(spec, chips=replace(spec.chips, counts=per_revision(spec.chips.counts)), pickers=pickers)
