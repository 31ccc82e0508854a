"""What the import dialog shows of a row that was checked, and of the columns of a file."""

from typing import Any

from app.domain.privacy import mask_phone
from app.services.import_target import Target
from app.services.imports import PlanRow, Verdict
from app.ui.kit.fields import Badge, Field, Shown

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


class DraftedPhone(Drafted):
    """The telephone number, masked."""

    def text(self, record: PlanRow) -> str:
        """138****6620."""
        return mask_phone(record.draft.phone)


_TOLD = {
    "merchants": ("trade", "行业", 104),
    "members": ("organization", "所在支部", 180),
    "organizations": ("parent", "上级组织", 180),
    "honours": ("number", "编号", 190),
    "cases": ("number", "编号", 130),
    "gifts": ("worth", "金额或物品", 150),
}
"""What a checked row of each noun shows beside its name."""
_NAMED = {"members": "姓名", "gifts": "捐赠人"}
"""What the name in a checked row is called."""


def fields(target: Target) -> tuple[Field, ...]:
    """The columns in which the checked rows of a noun are listed."""
    phone = [DraftedPhone("phone", "联系电话", 132)] if any(c.name == "phone" for c in target.columns) else []
    return (
        Badge("verdict", "结果", 104, dress=lambda row: VERDICT_DRESS[row.verdict]),
        ExcelRow("number", "Excel 行号", 112),
        Shown("name", _NAMED.get(target.noun, f"{target.called}名称"), 210),
        Drafted(*_TOLD[target.noun]),
        *phone,
        Shown("sentence", "说明", 300, stretch=True),
    )
