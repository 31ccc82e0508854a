"""上级表格: the spreadsheets superiors send, mapped once and filled in for a report."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.roles import Right
from app.services import report_forms, session
from app.services.report_forms import FormRow
from app.services.reports import ReportRow
from app.ui import report_saving
from app.ui.kit import messages, tasks
from app.ui.kit.buttons import button
from app.ui.kit.fields import Shown
from app.ui.kit.saved import SavedLine
from app.ui.report_form_dialog import FormDialog
from app.ui.table_dialog import TableDialog

PATTERNS = "Excel 表格 (*.xlsx)"
ANEW = "表里的公式，打开后按 Ctrl+Alt+F9 重算。"
EMPTY = "还没有上级表格。点“添加表格”，选上级发来的 Excel 文件，对应一次，以后每期照着填。"
NO_REPORT = "先在“季度报告”里生成一份报告，再来填写。"


class _Cells(Shown):
    """12 格."""

    def text(self, record: FormRow) -> str:
        return f"{len(record.cells):,} 格"


FIELDS = (Shown("name", "表格名称", 260, stretch=True), Shown("file", "文件", 260), _Cells("cells", "已对应", 110))


class FormsDialog(TableDialog):
    """`report` is the one whose figures go in; None where there is none yet."""

    chapter = "reports"

    def __init__(self, parent: QWidget, report: ReportRow | None) -> None:
        super().__init__(parent, "上级表格", FIELDS, width=980, height=520)
        self.report, self.saved = report, SavedLine()
        self.body.addWidget(self.saved)
        self.add = button("添加表格", self.add_form, icon="plus")
        self.change = button("改对应关系", self.change_form, icon="pencil")
        self.gone = button("移出", self.remove, icon="trash-2")
        self.fill = button("填写并保存", self.fill_in, icon="download", variant="primary", key="Ctrl+S")
        for each in (self.add, self.change, self.gone):
            each.setVisible(session.may(Right.ENTER))
            self.foot.addWidget(each)
        self.add_buttons(button("关闭（Esc）", self.reject), self.fill)
        self.table.opened.connect(lambda _: self.change_form())
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List the forms there are."""
        found = report_forms.every()
        told = f"用{self.report.period.label}报告的数据填写。" if self.report else NO_REPORT
        self.show_lines(found, told if found else EMPTY)

    def follow(self) -> None:
        """What needs a form rests without one, what needs a report too."""
        chosen = self.chosen() is not None
        for each in (self.change, self.gone):
            each.setEnabled(chosen)
        self.fill.setEnabled(chosen and self.report is not None)

    def add_form(self) -> None:
        """Map a new spreadsheet."""
        with messages.problems_shown(self):
            if file := messages.ask_file(self, "选择上级发来的表格", PATTERNS):
                self._map(FormDialog(self, report_forms.read(file), None, file))

    def change_form(self) -> None:
        """Change what goes where in the chosen form."""
        if (form := self.chosen()) and session.may(Right.ENTER):
            with messages.problems_shown(self):
                self._map(FormDialog(self, report_forms.cells(form.id), form, None))

    def remove(self) -> None:
        """Move the chosen form to the recycle bin."""
        if form := self.chosen():
            with messages.problems_shown(self):
                report_forms.remove(form.id)
                self.tell_done()

    def fill_in(self) -> None:
        """Save the chosen form filled in; nothing is written over."""
        form, report = self.chosen(), self.report
        folder = report_saving.folder(self) if form and report else None
        if not form or not report or folder is None:
            return
        path = report_saving.free(folder, [f"{form.name}_{report.period.code}.xlsx"])[0]

        def done(told: tuple[int, bool]) -> None:
            count, formulas = told
            self.saved.say(f"已填写 {count:,} 格，保存为《{path.name}》。{ANEW if formulas else ''}", path)

        def work(progress: tasks.Report) -> tuple[int, bool]:
            return report_forms.fill(form.id, report.id, Path(path)), report_forms.calculates(form.id)

        tasks.run_shown(self, "正在填写", work, done, counts=True)

    def _map(self, dialog: FormDialog) -> None:
        if dialog.exec():
            self.tell_done()
