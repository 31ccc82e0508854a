"""Opening a round, and taking one back to scoring: forms of a few fields."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import Invalid
from app.services import rounds, schemes
from app.ui.award_dialog import is_day
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, LongText, Text

TOLD = "期间内的记录计入评分；期间的最后一天还在期的奖惩才算数。建好以后还在“起草”，核对无误再开始评分。"


def _schemes() -> list[tuple[int, str]]:
    return [
        (place, row.title + (f"（第 {row.version} 版）" if row.version else "（范本）"))
        for place, row in enumerate(schemes.listing())
    ]


FIELDS = (
    Choice("scheme", "评选办法", required=True, options=_schemes),
    Date("start", "期间从", required=True),
    Date("end", "到", required=True),
    Text("title", "名称", hint="空着按年度和办法取名"),
    LongText("note", "说明", folded=True),
)


class OpenDialog(EntryDialog):
    """Accepted with `round`, the id of the new one."""

    chapter = "rounds"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "新建批次", FIELDS, check, self._open, "建立批次")
        self.round = 0
        today = dt.date.today()
        blank = {"scheme": 0, "start": f"{today.year}-01-01", "end": today.isoformat(), "title": "", "note": ""}
        self.fill(blank, TOLD)

    def _open(self, values: dict[str, Any]) -> None:
        scheme = schemes.listing()[values["scheme"]]
        start, end = (dt.date.fromisoformat(values[name]) for name in ("start", "end"))
        self.round = rounds.open_round(scheme, start, end, values["title"], note=values["note"])


def check(values: dict[str, Any]) -> None:
    """Raise Invalid for what is missing or no whole day."""
    complaints: dict[str, str] = {
        name: "日期要写到日，如 2026.1.1。" for name in ("start", "end") if name in values and not is_day(values[name])
    }
    if values["scheme"] is None:
        complaints["scheme"] = "请选择评选办法。"
    if not complaints and values["end"] < values["start"]:
        complaints["end"] = "结束日期早于开始日期，请改正。"
    if complaints:
        raise Invalid(complaints)


def reopen_dialog(parent: QWidget, round_: int, refused: str) -> EntryDialog:
    """Takes a round back from checking to scoring."""

    class Reopen(EntryDialog):
        """Asks for the reason."""

        chapter = "rounds"

    def act(values: dict[str, Any]) -> None:
        rounds.reopen(round_, values["reason"])

    fields = (LongText("reason", "退回原因", required=True),)
    made = Reopen(parent, "退回评分", fields, lambda values: None, act, "退回评分")
    made.fill({"reason": refused}, "退回以后可以改分，改完要重新送复核。")
    return made
