"""看板: the cases of a kind in a column for each of its stages; one goes to the next by a key or a button."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.cases import FINISHED, Stage
from app.services import case_handling, case_kinds, cases
from app.services.cases import CaseRow
from app.ui.kit import messages, theme, undoing
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.scroll import scrolled
from app.ui.kit.shortcuts import ON_WIDGET, on_keys

MOST = 100
"""Cards in a column; there are more in the list."""
_NARROWEST = 180


class BoardColumn(QFrame):
    """The cases that stand at one stage."""

    entered = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.setProperty("card", True)
        self.heading, self.rest = label("", "strong"), label("", "hint", wrap=True)
        self.rows = EntryRows(stage.name)
        self.rows.currentItemChanged.connect(lambda *_: self.entered.emit())
        inside = QWidget()
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, 0, 0)
        for part in (self.rows, self.rest):
            within.addWidget(part)
        within.addStretch(1)
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self.heading)
        self._whole.addWidget(scrolled(inside), 1)
        self.setMinimumWidth(theme.px(_NARROWEST))

    def read(self, kind: str) -> None:
        """Show the cases of a kind that stand here and are not struck off, the most pressing first."""
        found = cases.ids(
            filters={"kind": kind, "stage": self.stage.name, "closed": "0"}, order="state", descending=False
        )
        self.heading.setText(f"{self.stage.name} {len(found):,}")
        self.rows.show_lines([EntryLine(row.id, row.title, _detail(row)) for row in cases.rows(found[:MOST])])
        self.rows.setVisible(bool(found))
        self.rest.setText(f"还有 {len(found) - MOST:,} 件，请在列表里看。" if len(found) > MOST else "")
        self.rest.setVisible(len(found) > MOST)


class CaseBoard(Dialog):
    """Accepted with `case` once a card is opened."""

    chapter = "cases"

    def __init__(self, parent: QWidget, kind: str, writable: bool) -> None:
        super().__init__(parent, "看板", width=1180, height=620)
        self.case = 0
        self._writable = writable
        self._at = 0
        self.columns: list[BoardColumn] = []
        self.kind = ChoiceEditor(lambda: [(name, name) for name in case_kinds.names()], free=False)
        self.kind.setAccessibleName("事项类别")
        self.kind.fill(kind if kind in case_kinds.names() else case_kinds.names()[0])
        self.kind.activated.connect(self._show_kind)
        self.back = button("退回上一环节", lambda: self.shift(-1), icon="chevron-left")
        self.onward = button("转到下一环节", lambda: self.shift(1), icon="chevron-right", variant="primary")
        self.back.setToolTip("退回上一环节（Ctrl+←）")
        self.onward.setToolTip("转到下一环节（Ctrl+→）")
        self.open_it = button("打开这一件", self.open_chosen)
        self.leave = button("关闭（Esc）", self.reject)
        self._lay_out()
        self._show_kind()

    def shift(self, step: int) -> None:
        """Move the chosen case to the stage beside its own; one that ends there is asked for its result."""
        case, there = self.columns[self._at].rows.chosen(), self._at + step
        if not case or not 0 <= there < len(self.columns):
            return
        stage = self.columns[there].stage
        if stage.phase in FINISHED and not cases.get(case).done:
            self._finish(case)
            return
        with messages.problems_shown(self):
            case_handling.advance([case], stage.name)
            self._moved(case)

    def open_chosen(self) -> None:
        """Leave for the card of the chosen case."""
        self.case = self.columns[self._at].rows.chosen()
        if self.case:
            self.accept()

    def read(self) -> None:
        """Read every column again."""
        for each in self.columns:
            each.read(self.kind.value())
        self._follow()

    def _finish(self, case: int) -> None:
        from app.ui.case_dialogs import finish_dialog

        if finish_dialog(self, cases.get(case)).exec():
            self._moved(case)

    def _moved(self, case: int) -> None:
        """Read again, and go on with the case where it stands now."""
        self.read()
        stage = cases.get(case).stage
        place = next((n for n, each in enumerate(self.columns) if each.stage.name == stage), self._at)
        self.columns[place].rows.choose(case)
        self._enter(place)
        undoing.tell_done(self, self.read)

    def _show_kind(self) -> None:
        for former in self.columns:
            former.hide()
            former.deleteLater()
        self.columns = [BoardColumn(stage) for stage in case_kinds.kind(self.kind.value()).stages]
        for place, made in enumerate(self.columns):
            self._connect(place, made)
            self._row.addWidget(made, 1)
        self.read()
        stops = [self.kind, *(each.rows for each in self.columns), self.open_it, self.leave, self.back, self.onward]
        for former_stop, following in pairwise(stops):
            self.setTabOrder(former_stop, following)
        self._enter(next((place for place, each in enumerate(self.columns) if each.rows.count()), 0))

    def _connect(self, place: int, made: BoardColumn) -> None:
        made.entered.connect(partial(self._came, place))
        made.rows.opened.connect(self.open_chosen)
        for keys, act in self._keys(place):
            on_keys(made.rows, keys, act, ON_WIDGET)

    def _keys(self, place: int) -> list[tuple[str, Callable[[], None]]]:
        across = [("Left", partial(self._enter, place - 1)), ("Right", partial(self._enter, place + 1))]
        along = [("Ctrl+Left", partial(self.shift, -1)), ("Ctrl+Right", partial(self.shift, 1))]
        return [*across, *(along if self._writable else [])]

    def _enter(self, place: int) -> None:
        """Put the focus into a column, on its first card where none was chosen."""
        if 0 <= place < len(self.columns):
            rows = self.columns[place].rows
            rows.setCurrentRow(max(rows.currentRow(), 0))
            rows.setFocus()
            self._came(place)

    def _came(self, place: int) -> None:
        if self.columns and self.columns[place].rows.chosen():
            self._at = place
            for other, each in enumerate(self.columns):
                if other != place:
                    each.rows.blockSignals(True)
                    each.rows.setCurrentRow(-1)
                    each.rows.blockSignals(False)
        self._follow()

    def _follow(self) -> None:
        chosen = bool(self.columns and self.columns[self._at].rows.chosen())
        self.open_it.setEnabled(chosen)
        self.back.setEnabled(chosen and self._at > 0)
        self.onward.setEnabled(chosen and self._at + 1 < len(self.columns))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.kind)
        top.addWidget(label("↑↓←→ 选一件，Ctrl+→ 转到下一环节，Enter 打开", "hint", wrap=True), 1)
        inside = QWidget()
        inside.setProperty("plain", True)
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.body.addLayout(top)
        self.body.addWidget(area, 1)
        for each in (self.back, self.onward):
            each.setVisible(self._writable)
        self.foot.addWidget(self.open_it)
        self.add_buttons(self.leave, self.back, self.onward)
        self.onward.setDefault(False)


def _detail(row: CaseRow) -> str:
    when = f"{spoken(row.due)}前" if row.due and not row.done else ""
    return "　".join(filter(None, (row.number, row.state, row.unit, when)))
