"""个人信息: all that is kept about one person, given out or put forward for deletion; and what is kept too long."""

import datetime as dt
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.calendar import for_file
from app.domain.errors import Invalid
from app.services import personal, retention
from app.services.personal import Report
from app.services.personal_erasure import Line, Verdict
from app.ui.kit import messages, toast
from app.ui.kit.buttons import button, label, menu_button
from app.ui.kit.dialog import Dialog, answer_enter
from app.ui.kit.editors import LineEditor
from app.ui.kit.fields import Badge, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable

DRESS = {
    Verdict.ERASED: ("red", "trash-2"),
    Verdict.KEPT: ("grey", "lock"),
    Verdict.REVIEWED: ("yellow", "triangle-alert"),
}
FIELDS = (
    Shown("title", "所在的表", 110),
    Shown("name", "记录", 190),
    Shown("label", "项目", 90),
    Shown("text", "内容", 200, stretch=True),
    Badge("verdict", "能否删除", 120, dress=lambda line: DRESS[line.verdict]),
)
START = "填写姓名，查找这个人在所有表里的资料；有同名的，再填一个电话。号码在这里不全部显示，导出的文件里是全的。"


class PersonalDialog(Dialog):
    """Numbers stay masked here; a file that is exported holds them whole."""

    chapter = "records"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "个人信息", width=1040, height=600)
        self.report = Report("", "", dt.date.today(), ())
        self.name, self.phone = _box("姓名"), _box("电话（有同名时填写）")
        self.seek = button("查找", self.read, icon="search", variant="primary")
        self.rows = RowModel(FIELDS, lambda places: [self.report.lines[place] for place in places])
        self.table = RowTable(self.rows, "个人信息")
        self.why, self.sentence = label("", "quiet", wrap=True), label(START, "quiet", wrap=True)
        kinds = [("导出为 Excel 表格…", partial(self._export, "xlsx")), ("导出为 PDF…", partial(self._export, "pdf"))]
        self.export = menu_button("导出全部资料", kinds)
        self.paper = button("删除报告…", self._report, icon="printer")
        self.erase = button("申请删除", self._erase, icon="trash-2", variant="danger")
        self.old = button("", self._purge, icon="calendar-clock")
        self.table.chosen_changed.connect(self._follow)
        self._lay_out()
        self._follow()
        self._count_old()
        self.name.setFocus()

    def read(self) -> None:
        """Find what is kept about the person named."""
        try:
            self.report = personal.deletion(self.name.value(), self.phone.value())
        except Invalid as wrong:
            self.report = Report("", "", dt.date.today(), ())
            self._show(str(wrong))
        else:
            self._show(self.report.sentence)
            self.table.setFocus() if self.report.lines else self.name.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the values what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _show(self, sentence: str) -> None:
        self.rows.show(list(range(len(self.report.lines))))
        self.table.choose_place(0)
        self.sentence.setText(sentence)
        self._follow()

    def _follow(self) -> None:
        chosen = self.table.chosen()
        self.why.setText(_why(self.report.lines[chosen[0]]) if chosen else "")
        for each in (self.export, self.paper):
            each.setEnabled(bool(self.report.lines))
        self.erase.setEnabled(bool(self.report.count(Verdict.ERASED)))

    def _count_old(self) -> None:
        due = sum(len(each.rows) for each in retention.overdue(dt.date.today()))
        self.old.setText(f"清理超期资料 {due:,} 条" if due else "没有超期资料")
        self.old.setAccessibleName(self.old.text())
        self.old.setEnabled(bool(due))

    def _export(self, suffix: str) -> None:
        name = f"个人信息_{for_file(dt.date.today())}.{suffix}"
        patterns = "PDF 文件 (*.pdf)" if suffix == "pdf" else "Excel 文件 (*.xlsx)"
        path = messages.ask_place(self, "导出全部资料", name, patterns)
        if path:
            with messages.problems_shown(self):
                count = personal.export(personal.everything(self.report.name, self.report.phone), path)
                toast.show(self, f"已导出 {count:,} 处到《{path.name}》，号码是全的，请妥善保管。")

    def _report(self) -> None:
        name = f"个人资料删除报告_{for_file(dt.date.today())}.pdf"
        path = messages.ask_place(self, "保存删除报告", name, "PDF 文件 (*.pdf)")
        if path:
            with messages.problems_shown(self):
                personal.write_deletion(self.report, path)
                toast.show(self, f"已保存《{path.name}》，可以打开打印。")

    def _erase(self) -> None:
        with messages.problems_shown(self):
            personal.ask_deletion(self.report)
            self._asked()

    def _purge(self) -> None:
        due = retention.overdue(dt.date.today())
        listed = "；".join(f"{each.title} {len(each.rows):,} 条" for each in due)
        with messages.problems_shown(self):
            personal.ask_purge(due)
            self._asked(listed)

    def _asked(self, detail: str = "") -> None:
        told = "已提出申请，还没有删除。请另一位有复核身份的人在“待复核”里决定。"
        self.sentence.setText(f"{detail}。{told}" if detail else told)
        toast.show(self, "已提出申请，等待复核。")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for box, stretch in ((self.name, 2), (self.phone, 2)):
            top.addWidget(box, stretch)
        top.addWidget(self.seek)
        top.addStretch(1)
        top.addWidget(self.old)
        answer_enter(self.seek)
        self.body.addLayout(top)
        for part in (self.sentence, self.table, self.why):
            self.body.addWidget(part, 1 if part is self.table else 0)
        self.add_buttons(button("关闭", self.reject), self.export, self.paper, self.erase)


def _box(words: str) -> LineEditor:
    made = LineEditor()
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    return made


def _why(line: Line) -> str:
    if line.verdict == Verdict.ERASED:
        return "可以删除：经另一个人同意后改成“（已删除）”，不能撤销。"
    return f"{line.verdict.value}：{line.reason}" + (f"；保留到{line.until}。" if line.until else "。")
