"""A sheet of scores, judged row by row before anything is written."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.services import round_import
from app.services.imports import Verdict
from app.services.round_import import ImportPlan, ImportRow
from app.ui.kit import messages
from app.ui.kit.buttons import button
from app.ui.kit.fields import RIGHT, Badge, Shown
from app.ui.table_dialog import TableDialog

DRESS = {
    Verdict.NEW: ("green", "circle-plus"),
    Verdict.UPDATED: ("blue", "pencil"),
    Verdict.SKIPPED: ("grey", "circle-minus"),
    Verdict.REFUSED: ("red", "circle-x"),
}


class Judged(Badge):
    """What will become of the row."""

    def text(self, record: ImportRow) -> str:
        """新增, 更新, 跳过, 有错."""
        return record.verdict.value


class Line(Shown):
    """The number of the row in Excel."""

    align = RIGHT


FIELDS = (
    Line("number", "行", 64),
    Shown("name", "商户", 220),
    Judged("verdict", "结果", 110, dress=lambda row: DRESS[row.verdict]),
    Shown("sentence", "说明", 360, stretch=True),
)


class RoundImportDialog(TableDialog):
    """`plan` is None where the file is no sheet of scores, which was then said; accepted once the rows are in."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, path: Path, round_: int) -> None:
        super().__init__(parent, "导入评分", FIELDS, width=1000)
        self.plan: ImportPlan | None = None
        self.carry = button("导入", self._carry_out, icon="upload", variant="primary")
        self.add_buttons(self.cancel_button(), self.carry)
        with messages.problems_shown(parent):
            self.plan = round_import.read(path, round_)
            self.read()
            self.table.setFocus()

    def read(self) -> None:
        """List the rows, what is wrong first."""
        if not self.plan:
            return
        counts = self.plan.counts()
        good = counts["new"] + counts["updated"]
        self.show_lines(sorted(self.plan.rows, key=lambda row: row.verdict != Verdict.REFUSED), _told(counts))
        self.carry.setText(f"导入 {good:,} 家")
        self.carry.setAccessibleName(self.carry.text())
        self.carry.setEnabled(bool(good))

    def _carry_out(self) -> None:
        with messages.problems_shown(self):
            if self.plan:
                round_import.carry_out(self.plan)
                self.accept()


def _told(counts: dict[str, int]) -> str:
    words = f"共 {counts['rows']:,} 行：新增 {counts['new']:,}，更新 {counts['updated']:,}，跳过 {counts['skipped']:,}"
    wrong = f"，有错 {counts['refused']:,}（不导入，其余照常）" if counts["refused"] else ""
    return f"{words}{wrong}。导入前会先备份，可以整批撤销。"
