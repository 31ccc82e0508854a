"""季度报告: the period at the left with what is still missing in it, at the right every report there is."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.errors import Cancelled, Problem
from app.domain.periods import Period
from app.domain.reports import State
from app.domain.roles import Right
from app.services import report_gaps, reports, session
from app.services.report_gaps import Gap
from app.services.reports import ReportRow
from app.ui import report_content
from app.ui.kit import messages, tasks, theme, undoing
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Badge, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.kit.visit import Visit
from app.ui.report_content import Content
from app.ui.report_gap_list import GapList
from app.ui.report_period import PeriodPicker

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

DRESS = {
    State.DRAFT: ("grey", "pencil"),
    State.CHECKING: ("yellow", "check"),
    State.ISSUED: ("blue", "badge-check"),
    State.SUBMITTED: ("green", "circle-check"),
    State.RETURNED: ("red", "undo-2"),
}
NEW, GO_ON, OPEN = "生成报告", "继续办理", "打开报告"
LOOKING = "正在查找缺的数据……"
_LEFT = 400


class _Period(Shown):
    """2026年第三季度."""

    def text(self, record: ReportRow) -> str:
        return record.period.label


class _Version(Shown):
    """第 2 版."""

    def text(self, record: ReportRow) -> str:
        return f"第 {record.version} 版"


class _Submitted(Shown):
    """2026年10月8日."""

    def text(self, record: ReportRow) -> str:
        return spoken(record.submitted)


FIELDS = (
    _Period("period", "期间", 160, stretch=True),
    _Version("version", "版次", 76),
    Badge("state", "状态", 110, dress=lambda row: DRESS[State(row.state)]),
    Shown("number", "文号", 150, priority=2),
    _Submitted("submitted", "报送日期", 138),
)


class ReportsDialog(Dialog):
    """`visit` leads away, to fill in what is missing or to the rows behind a figure."""

    chapter = "reports"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "季度报告", width=1180, height=600)
        self.visit: Visit | None = None
        self._asked: Period | None = None
        self._looking: tasks.Task | None = None
        self.found: dict[int, ReportRow] = {}
        self.picker, self.gaps = PeriodPicker(dt.date.today()), GapList()
        self.rows = RowModel(FIELDS, lambda ids: [self.found[number] for number in ids])
        self.table, self.sentence = RowTable(self.rows, "报告"), label("", "quiet", wrap=True)
        self.forms = button("上级表格", self._open_forms, icon="columns-3")
        self.removed = button("移出", self.remove, icon="trash-2")
        self.opened = button("打开选中的", self.open_chosen, icon="file-text")
        self.make = button(NEW, self.make_report, icon="file-text", variant="primary")
        self._lay_out()
        self.picker.picked.connect(self._follow_period)
        self.gaps.wanted.connect(self._leave)
        self.table.opened.connect(self.open_report)
        self.table.chosen_changed.connect(self._follow)
        self.read()
        self.make.setFocus()

    def read(self) -> None:
        """List the reports as they are now, and what the period lacks."""
        self.found = {row.id: row for row in reports.every()}
        self.rows.show(list(self.found))
        if self.found:
            self.table.choose_place(0)
        self.sentence.setText("" if self.found else "还没有报告。选好期间，点“生成报告”。")
        self._follow()
        self._follow_period()

    def make_report(self) -> None:
        """Open the report of the period, begun if there is none."""
        with messages.problems_shown(self):
            period = self.picker.period()
            last = self._last(period)
            settled = last is not None and last.state in (State.SUBMITTED, State.RETURNED)
            if last and (settled or not session.may(Right.ENTER)):
                self.open_report(last.id)
            else:
                report_content.load(self, lambda: reports.begin(period), self._open)

    def open_chosen(self) -> None:
        """Open the report chosen in the list."""
        if chosen := self.table.chosen():
            self.open_report(chosen[0])

    def open_report(self, number: int) -> None:
        """Open a report, once its figures are counted."""
        report_content.load(self, lambda: number, self._open)

    def _open(self, content: Content) -> None:
        """Where the dialog of a report leads away, so does this one."""
        from app.ui.report_dialog import ReportDialog

        dialog = ReportDialog(self, content)
        if dialog.exec() and dialog.visit:
            self._leave(dialog.visit)
        else:
            self.read()
            self.table.choose([dialog.report])

    def remove(self) -> None:
        """Move the chosen report to the recycle bin, if it was never submitted."""
        if chosen := self.table.chosen():
            with messages.problems_shown(self):
                reports.remove(chosen[0])
                self.read()
                undoing.tell_done(self, self.read)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _follow_period(self) -> None:
        try:
            period = self.picker.period()
        except Problem as problem:
            self._asked = None
            self._stop_looking()
            self.make.setEnabled(False)
            self.gaps.say(str(problem))
            return
        last = self._last(period)
        settled = last is not None and last.state in (State.SUBMITTED, State.RETURNED)
        self.make.setText(NEW if last is None else OPEN if settled else GO_ON)
        self.make.setAccessibleName(self.make.text())
        self.make.setEnabled(last is not None or session.may(Right.ENTER))
        self._look_for_gaps(period)

    def _look_for_gaps(self, period: Period) -> None:
        """Away from the screen: the clerk may go on meanwhile, and another period ends the search."""
        self._stop_looking()
        self._asked = period
        self.gaps.say(LOOKING)
        work = lambda progress: (period, report_gaps.gaps(period))  # noqa: E731
        self._looking = tasks.run(work, self._show_gaps, self._fail, counts=True)

    def _show_gaps(self, found: tuple[Period, Sequence[Gap]]) -> None:
        period, gaps = found
        if period == self._asked:
            self.gaps.show_gaps(gaps)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            tasks.show_failure(self, error)

    def _stop_looking(self) -> None:
        if self._looking:
            self._looking.stop()

    def done(self, result: int) -> None:
        """Nothing is looked for any more."""
        self._asked = None
        self._stop_looking()
        super().done(result)

    def _last(self, period: Period) -> ReportRow | None:
        return next((row for row in self.found.values() if row.period == period), None)

    def _follow(self) -> None:
        chosen = self.table.chosen()
        row = self.found[chosen[0]] if chosen else None
        self.opened.setEnabled(row is not None)
        free = row is not None and row.state not in (State.SUBMITTED, State.RETURNED)
        self.removed.setEnabled(free and session.may(Right.ENTER))

    def _open_forms(self) -> None:
        from app.ui.report_forms_dialog import FormsDialog

        with messages.problems_shown(self):
            FormsDialog(self, self._for_forms()).exec()

    def _for_forms(self) -> ReportRow | None:
        """The report of the period chosen, else the one chosen in the list."""
        chosen = self.table.chosen()
        return self._last(self.picker.period()) or (self.found[chosen[0]] if chosen else None)

    def _leave(self, visit: Visit) -> None:
        self.visit = visit
        self.accept()

    def _lay_out(self) -> None:
        left, right, whole = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        side = QWidget()
        side.setFixedWidth(theme.px(_LEFT))
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self.picker, 0), (self.gaps, 1)):
            left.addWidget(part, stretch)
        right.addWidget(label("已有的报告", "section"))
        right.addWidget(self.table, 1)
        right.addWidget(self.sentence)
        whole.addWidget(side)
        whole.addLayout(right, 1)
        whole.setSpacing(theme.px(16))
        self.body.addLayout(whole, 1)
        self.foot.addWidget(self.forms)
        self.foot.addWidget(self.removed)
        self.add_buttons(button("关闭（Esc）", self.reject), self.opened, self.make)


def show(window: "MainWindow") -> None:
    """Open the reports, and go where they lead."""
    dialog = ReportsDialog(window)
    dialog.exec()
    window.revalidate()
    if dialog.visit:
        QTimer.singleShot(0, window, partial(window.visit, dialog.visit))
