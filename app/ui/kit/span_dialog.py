"""From which day to which a list is looked at, where none of its periods will do."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Date
from app.ui.kit.spec import SPAN

START, END = SPAN
FIELDS = (Date(START, "从", hint="空着就不限"), Date(END, "到", hint="空着就不限"))


def ask(parent: QWidget, filters: Mapping[str, str]) -> dict[str, str] | None:
    """The filters of the days asked for, which may be only one; None where the clerk thought better of it."""
    found: dict[str, str] = {}
    dialog = EntryDialog(parent, "选择时间段", FIELDS, _checked, lambda values: found.update(_checked(values)), "查看")
    today = dt.date.today()
    first = today.replace(month=1, day=1).isoformat()
    known = {name: filters[name] for name in SPAN if name in filters}
    dialog.fill(dict.fromkeys(SPAN, "") | (known or {START: first, END: today.isoformat()}))
    return found if dialog.exec() else None


def _checked(values: Mapping[str, Any]) -> dict[str, str]:
    complaints: dict[str, str] = {}
    days = {name: checked_day(values[name], name, complaints) for name in SPAN}
    for name, day in days.items():
        if name not in complaints and 0 < len(day) < len("2026-01-01"):
            complaints[name] = Complaint("no_day", "请写到日，如 2026年3月5日。")
    if not complaints and not any(days.values()):
        complaints[START] = Complaint("missing", "请至少填一个日期。")
    if not complaints and days[END] and days[START] > days[END]:
        complaints[END] = Complaint("order", "结束日期在开始日期以前，请重新填写。")
    if complaints:
        raise Invalid(complaints)
    return {name: day for name, day in days.items() if day}
