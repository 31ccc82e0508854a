"""What the import dialog shows of a row that was checked, and of the columns of a file."""

from typing import Any

from app.services.imports import PlanRow, Verdict
from app.ui.kit.fields import Badge, Shown

VERDICT_DRESS = {
    Verdict.NEW: ("green", "circle-plus"),
    Verdict.UPDATED: ("yellow", "circle-arrow-up"),
    Verdict.SKIPPED: ("grey", "circle-minus"),
    Verdict.REFUSED: ("red", "circle-x"),
}


class ExcelRow(Shown):
    """第 4 行."""

    def text(self, record: PlanRow) -> str:
        """The row as Excel numbers it."""
        return f"第 {record.number} 行"


class Drafted(Shown):
    """What the row says of an attribute."""

    def value(self, record: PlanRow) -> Any:
        """The attribute of the draft."""
        return getattr(record.draft, self.name)


FIELDS = (
    Badge("verdict", "结果", 104, dress=lambda row: VERDICT_DRESS[row.verdict]),
    ExcelRow("number", "Excel 行号", 112),
    Shown("name", "商户名称", 210),
    Drafted("trade", "行业", 104),
    Drafted("phone", "联系电话", 132),
    Shown("sentence", "说明", 300, stretch=True),
)
