"""登记奖惩: a penalty with its class or praise; how long and how much it counts follows from the rules, shown here."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.credit import Kind, Weight
from app.domain.errors import Complaint, Invalid
from app.services import credit_events, credit_figures
from app.services.credit_events import Draft
from app.ui.award_dialog import is_day
from app.ui.case_fields import Merchant
from app.ui.kit.buttons import label
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, LongText, Text

FIELDS = (
    Merchant("merchant", "商户", required=True, hint="打几个字或首字母，从列出的里面选"),
    Choice("kind", "种类", required=True, options=lambda: [(each.value, each.value) for each in Kind]),
    Choice("weight", "程度", options=lambda: [(each.value, each.value) for each in Weight]),
    Date("on", "日期", required=True),
    LongText("text", "什么事", required=True),
    Text("source", "作出单位"),
    Text("document", "文号"),
    Text("months", "计入几个月", folded=True, hint="空着按规定"),
    Text("points", "分值", folded=True, hint="空着按规定"),
    Text("note", "备注", folded=True),
)


class EventDialog(EntryDialog):
    """Accepted once the event is on record."""

    chapter = "credit"

    def __init__(self, parent: QWidget, merchant: int = 0) -> None:
        super().__init__(parent, "登记奖惩", FIELDS, read, self._save, "登记")
        self._height = 560
        self.counts = label("", "quiet", wrap=True)
        self.body.insertWidget(1, self.counts)
        for name in ("kind", "weight", "on"):
            self.form.row(name).editor.edited.connect(self._follow)
        blank = {field.name: "" for field in FIELDS} | {"merchant": merchant, "kind": Kind.PENALTY.value}
        self.fill({**blank, "weight": Weight.MINOR.value, "on": dt.date.today().isoformat()})
        if merchant:
            self.form.row("kind").editor.setFocus()
        self._follow()

    def _follow(self) -> None:
        """Say how long and how much it will count, and by which rule; praise has no class."""
        values = self.form.values()
        self.form.row("weight").editor.setEnabled(values["kind"] == Kind.PENALTY)
        known = values["kind"] == Kind.PRAISE or (values["kind"] and values["weight"])
        if known and is_day(values["on"]):
            self.counts.setText(credit_figures.foreseen(values["kind"], values["weight"], values["on"]))

    def _save(self, values: dict[str, Any]) -> None:
        credit_events.save(read(values))


def read(values: dict[str, Any]) -> Draft:
    """The event that the form describes; raises Invalid for what cannot be understood."""
    complaints: dict[str, str] = {}
    if not isinstance(values["merchant"], int) or not values["merchant"]:
        complaints["merchant"] = Complaint("no_merchant", "请打几个字，从列出的里面选一家商户。")
    if not is_day(values["on"]):
        complaints["on"] = "日期要写到日，如 2026.3.5。"
    if not values["text"]:
        complaints["text"] = "请写明是什么事。"
    for name in ("months", "points"):
        if values[name] and not values[name].isdecimal():
            complaints[name] = "请填整数，或空着按规定。"
    if complaints:
        raise Invalid(complaints)
    months = int(values["months"]) if values["months"] else None
    points = int(values["points"]) * 100 if values["points"] else None
    told = {name: values[name] for name in ("merchant", "kind", "weight", "on", "text", "source", "document", "note")}
    return Draft(**told, months=months, points=points)


class RepairDialog(EntryDialog):
    """Accepted once the penalty counts no more; a repair before the shortest time is doubted, not refused."""

    chapter = "credit"

    def __init__(self, parent: QWidget, event: credit_events.EventRow) -> None:
        fields = (
            Date("repaired", "修复日期", required=True),
            Text("note", "依据", required=True, hint="修复决定书文号"),
        )
        super().__init__(parent, "信用修复", fields, _check_day, self._repair, "登记修复")
        self._event = event
        self._height = 400
        self.doubt = label("", "warn", wrap=True)
        self.body.insertWidget(1, self.doubt)
        self.form.row("repaired").editor.edited.connect(self._follow)
        told = f"{spoken(event.on)}{event.weight}{event.kind}：{event.text}。从修复那天起不再扣分，也不再出现在名单里。"
        self.fill({"repaired": dt.date.today().isoformat(), "note": ""}, told)
        self._follow()

    def _follow(self) -> None:
        day = self.form.values()["repaired"]
        self.doubt.setText(credit_events.doubts(self._event.id, dt.date.fromisoformat(day)) if is_day(day) else "")

    def _repair(self, values: dict[str, Any]) -> None:
        credit_events.repair(self._event.id, dt.date.fromisoformat(values["repaired"]), values["note"])


def _check_day(values: dict[str, Any]) -> None:
    if not is_day(values["repaired"]):
        raise Invalid({"repaired": "日期要写到日，如 2026.3.5。"})
