"""授牌: from which day, by which meeting; afterwards the numbers."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.errors import Invalid
from app.services import meetings, objections, round_award, rounds, schemes
from app.ui.award_dialog import is_day
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, Text

_MEETINGS = 40
"""Newest meetings that are offered."""


def offered_meetings() -> list[tuple[int, str]]:
    """The newest meetings to choose from, none first."""
    rows = meetings.rows(meetings.ids()[:_MEETINGS])
    return [(0, "（没有）"), *((row.id, f"{spoken(row.held)}　{row.title}") for row in rows)]


FIELDS = (
    Date("issued", "授牌日期", required=True),
    Choice("meeting", "决定的会议", options=offered_meetings),
    Text("decision", "决定依据", hint="空着写这次公示"),
)


class RoundAwardDialog(EntryDialog):
    """Accepted with `numbers`, the honours given by merchant, and `said`, what came of it in words."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, round_: int) -> None:
        row, due = rounds.get(round_), round_award.due(round_)
        super().__init__(parent, f"授牌：{row.title}", FIELDS, check, self._award, f"授牌 {len(due):,} 家")
        self._round = round_
        self._height = 430
        self.numbers: dict[int, str] = {}
        self.said = ""
        honour = schemes.get(row.scheme).scheme.award.honour
        frozen = len(objections.frozen(round_))
        told = f"授予 {len(due):,} 家“{honour}”，参评的各家同时得到等级。" if honour else "参评的各家得到等级。"
        told += f"因异议冻结的 {frozen:,} 家这次不授牌、不定级，处理后可以补授。" if frozen else ""
        told += f"公示到{spoken(row.notice_end)}，授牌日期要在这之后。"
        self.fill({"issued": dt.date.today().isoformat(), "meeting": row.meeting, "decision": ""}, told)

    def _award(self, values: dict[str, Any]) -> None:
        issued = dt.date.fromisoformat(values["issued"])
        done = round_award.award(self._round, issued, values["meeting"] or 0, values["decision"])
        self.numbers = done.numbers
        parts = [f"已授牌 {len(done.numbers):,} 家"]
        parts += [f"{len(done.already):,} 家今年已有同样的荣誉"] if done.already else []
        parts += [f"{len(done.frozen):,} 家因异议冻结"] if done.frozen else []
        parts += [f"{len(done.upheld):,} 家异议成立"] if done.upheld else []
        self.said = "，".join(parts) + "。"


def check(values: dict[str, Any]) -> None:
    """Raise Invalid for a day that is not whole."""
    if not is_day(values["issued"]):
        raise Invalid({"issued": "请填写授牌日期，要写到日，如 2026.3.5。"})
