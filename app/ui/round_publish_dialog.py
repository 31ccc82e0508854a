"""Putting a round on public notice: from which day, for how long, and the rule that says so."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import Invalid
from app.services import round_documents, rounds
from app.ui.award_dialog import is_day
from app.ui.kit.buttons import label
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Date, Text

FIELDS = (
    Date("start", "公示开始", required=True),
    Text("days", "公示天数", hint="空着按规定；可以更长，只算工作日"),
)
KEPT = "公示时通告按当时的样子存进这个批次，以后打印的都是同一份。"


class PublishDialog(EntryDialog):
    """Accepted once the round is on notice and its notice is kept."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, round_: int) -> None:
        super().__init__(parent, "公示", FIELDS, check, self._publish, "公示")
        self._round = round_
        self.window_words = label("", wrap=True)
        self.body.insertWidget(1, self.window_words)
        self._height = 400
        for name in ("start", "days"):
            self.form.row(name).editor.edited.connect(self._follow)
        self.fill({"start": dt.date.today().isoformat(), "days": ""}, KEPT)
        self._follow()

    def _follow(self) -> None:
        """Say at every key until when it lasts, and by which rule."""
        try:
            start, days = read(self.form.values())
        except Invalid:
            return
        self.window_words.setText(round_documents.told(rounds.window(start, days)))

    def _publish(self, values: dict[str, Any]) -> None:
        round_documents.publish(self._round, *read(values))


def check(values: dict[str, Any]) -> None:
    """Raise Invalid for what is no day or no number."""
    read(values)


def read(values: dict[str, Any]) -> tuple[dt.date, int]:
    """First day and number of days, 0 for what the rule says; raises Invalid."""
    complaints = {}
    if not is_day(values["start"]):
        complaints["start"] = "请填写公示开始的日期，要写到日，如 2026.3.5。"
    if values["days"] and not (values["days"].isdecimal() and 0 < int(values["days"]) <= 60):
        complaints["days"] = "天数请填 1 到 60 的整数，或空着按规定。"
    if complaints:
        raise Invalid(complaints)
    return dt.date.fromisoformat(values["start"]), int(values["days"] or 0)
