"""One report: figures that open their rows, text to change, what is missing, what changed; saved and sent."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.reports import State, is_ratio
from app.domain.roles import Right
from app.services import report_figures, reports, session
from app.services.figures import RATES_COMPARED, Line
from app.services.reports import ReportRow
from app.ui import report_content, report_saving, report_steps
from app.ui.figure_rows_dialog import Behind, FigureRowsDialog
from app.ui.kit import messages, part_switch, tasks, undoing
from app.ui.kit.buttons import Button, button, chip, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.saved import SavedLine
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.visit import Visit
from app.ui.report_content import Content
from app.ui.report_gap_list import GapList
from app.ui.report_parts import CHANGES, FIGURES, UNCHANGED, TablePart
from app.ui.report_text_part import TextPart
from app.ui.round_steps_dialog import FIELDS as STEPS

FIGURES_PART, TEXT, GAPS, CHANGED, PATH = "数字", "文字", "缺的数据", "变动", "经过"
_FIXED = (State.SUBMITTED, State.RETURNED)
_BEHIND = "按 Enter 看这个数字后面的名单。"


class ReportDialog(Dialog):
    """What was typed is kept however it is left; accepted with `visit` where it leads away. `report` is the one shown,
    another one once a reissue has begun."""

    chapter = "reports"

    def __init__(self, parent: QWidget, content: Content) -> None:
        super().__init__(parent, "报告", width=1180, height=640)
        self.row, self.lines = content.row, content.lines
        self.visit: Visit | None = None
        self.says, self.saved = label("", "quiet", wrap=True), SavedLine()
        self.figures, self.text = TablePart(FIGURES, "数字"), TextPart()
        self.gaps, self.changes, self.path = GapList(), TablePart(CHANGES, "变动"), TablePart(STEPS, "经过")
        self.stack, self.chips, self._group = QStackedWidget(), list[Button](), QButtonGroup(self)
        self.behind = button("看名单", self.open_chosen, icon="list-filter")
        self.anew = button("按数字重写", self.write_anew, icon="pencil")
        self.look = button("预览", self.preview, icon="printer", key="Ctrl+P")
        self.back = button(report_steps.TAKE_BACK, partial(self.step, report_steps.TAKE_BACK), icon="undo-2")
        self.onward = button("", self.go_on, icon="check")
        self.save = button("保存 PDF 和 Excel", self.put_out, icon="download", variant="primary", key="Ctrl+S")
        self.elsewhere = button("换个文件夹", partial(self.put_out, elsewhere=True), variant="link")
        self.leave = button("关闭（Esc）", self.reject)
        self._lay_out()
        self._connect()
        self.show_content(content)
        self.figures.table.setFocus()

    @property
    def report(self) -> int:
        """The id of the report that is shown."""
        return self.row.id

    def show_content(self, content: Content) -> None:
        """Show a report as it was read."""
        self.row, self.lines = content.row, content.lines
        row, state = self.row, State(self.row.state)
        self.heading.setText(title(row))
        self.setAccessibleName(title(row))
        self.says.setText(report_steps.alone(row.id, state) or report_steps.SAYS[state])
        self.figures.show_lines(self.lines)
        self.text.fill(content.words, row.number, content.stale, writable=self._writable())
        self.gaps.show_gaps(content.gaps)
        self.changes.show_lines(content.changes)
        self.changes.sentence.setText("" if content.changes else UNCHANGED)
        self.path.show_lines(content.steps)
        for place, count in ((2, len(content.gaps)), (3, len(content.changes))):
            self.chips[place].setText(self.chips[place].accessibleName() + (f" {count}" if count else ""))
        self._order_stops()
        self._follow()

    def read(self, report: int) -> None:
        """Show a report as it is now."""
        report_content.load(self, lambda: report, self.show_content)

    def turn(self, place: int) -> None:
        """Show one of the parts."""
        self.chips[place].setChecked(True)
        self.stack.setCurrentIndex(place)
        part = self.stack.currentWidget()
        if isinstance(part, TablePart) and not part.lines:  # nothing in it takes the keys
            self.chips[place].setFocus()
        self._follow()

    def _turn_by(self, step: int) -> None:
        self.turn((self.stack.currentIndex() + step) % len(self.chips))

    def open_chosen(self) -> None:
        """Show the rows behind the chosen figure."""
        place = self.figures.chosen()
        if place is None:
            return
        line, report = self.lines[place], self.report
        tasks.run_shown(
            self,
            "正在查找名单",
            lambda progress: Behind.of(report_figures.rows_behind(report, line.definition.code)),
            partial(self._show_behind, line),
            counts=True,
        )

    def _show_behind(self, line: Line, behind: Behind) -> None:
        dialog = FigureRowsDialog(self, line, behind, self.row.period.label)
        if dialog.exec() and dialog.visit:
            self._leave(dialog.visit)

    def write_anew(self) -> None:
        """Write the text from the figures again; what was typed can be had back by undoing."""
        with messages.problems_shown(self):
            self.keep()
            report_steps.carry_out(self, lambda report, _: reports.write_anew(report), self.report, self._done)

    def preview(self) -> None:
        """Show the report as it prints."""
        with messages.problems_shown(self):
            self.keep()
            report_saving.preview(self, self.report, title(self.row))

    def put_out(self, *, elsewhere: bool = False) -> None:
        """Save the PDF and the Excel file."""
        with messages.problems_shown(self):
            self.keep()
            report_saving.save(self, self.report, self.saved, elsewhere=elsewhere)

    def go_on(self) -> None:
        """Take the step the button offers."""
        self.step(report_steps.next_step(self.report, State(self.row.state)))

    def step(self, wanted: str) -> None:
        """Take a step."""
        with messages.problems_shown(self):
            self.keep()
            report_steps.take(self, self.report, wanted, self._done)

    def keep(self) -> None:
        """Save the text if it was changed; raises Problem."""
        if self._writable() and self.text.changed():
            reports.save_words(self.report, *self.text.values())
            self.text.note_kept()

    def done(self, result: int) -> None:
        """Keep the text first; where that fails, say so and stay."""
        with messages.problems_shown(self):
            self.keep()
            super().done(result)

    def _done(self, report: int) -> None:
        def shown(content: Content) -> None:
            self.show_content(content)
            undoing.tell_done(self, partial(self.read, report))

        report_content.load(self, lambda: report, shown)

    def _leave(self, visit: Visit) -> None:
        self.visit = visit
        self.accept()

    def _writable(self) -> bool:
        return self.row.state not in _FIXED and session.may(Right.ENTER)

    def _follow(self) -> None:
        part, state = self.stack.currentWidget(), State(self.row.state)
        self.behind.setVisible(part is self.figures)
        self.anew.setVisible(part is self.text and self._writable())
        self.back.setVisible(state in (State.CHECKING, State.ISSUED) and session.may(Right.ENTER))
        verb = report_steps.next_step(self.report, state)
        self.onward.setText(verb)
        self.onward.setAccessibleName(verb)
        self.onward.setVisible(bool(verb))

    def _explain(self) -> None:
        place = self.figures.chosen()
        told = self.lines[place].definition if place is not None else None
        rate = RATES_COMPARED if told and is_ratio(told.unit) else ""
        self.figures.sentence.setText(f"口径：{told.definition}{_BEHIND}{rate}" if told else "")

    def _order_stops(self) -> None:
        """The tab key goes down the sheet; the boxes of the text were made last."""
        boxes = [*self.text.head.values(), *self.text.boxes, *self.gaps.findChildren(QPushButton)]
        tables = (self.changes.table, self.path.table)
        foot = (self.elsewhere, self.leave, self.look, self.back, self.onward, self.save)
        above = [self.saved.open, *self.chips, self.behind, self.anew, self.figures.table]
        for former, following in pairwise((*above, *boxes, *tables, *foot)):
            self.setTabOrder(former, following)

    def _connect(self) -> None:
        self.figures.opened.connect(lambda _: self.open_chosen())
        self.figures.table.chosen_changed.connect(self._explain)
        self.gaps.wanted.connect(self._leave)
        for keys, step in ((part_switch.NEXT, 1), (part_switch.FORMER, -1)):
            on_keys(self, keys, partial(self._turn_by, step))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        parts = ((FIGURES_PART, self.figures), (TEXT, self.text), (GAPS, self.gaps), (CHANGED, self.changes))
        for place, (name, part) in enumerate((*parts, (PATH, self.path))):
            made = chip(name, partial(self.turn, place))
            made.setToolTip(f"{name}（{part_switch.FORMER} 上一项，{part_switch.NEXT} 下一项）")
            self._group.addButton(made)
            self.chips.append(made)
            top.addWidget(made, alignment=Qt.AlignmentFlag.AlignTop)
            self.stack.addWidget(part)
        self.chips[0].setChecked(True)
        top.addStretch(1)
        for each in (self.behind, self.anew):
            top.addWidget(each)
        column = QVBoxLayout()
        column.addWidget(self.says)
        column.addWidget(self.saved)
        self.body.addLayout(column)
        self.body.addLayout(top)
        self.body.addWidget(self.stack, 1)
        self.foot.addWidget(self.elsewhere)
        self.add_buttons(self.leave, self.look, self.back, self.onward, self.save)


def title(row: ReportRow) -> str:
    """2026年第三季度工作报告（第 2 版）."""
    return f"{row.period.label}工作报告" + (f"（第 {row.version} 版）" if row.version > 1 else "")
