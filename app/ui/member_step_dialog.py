"""Writing down a step of 发展党员 with what it needs, and extending a probation."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import Invalid
from app.services import development
from app.services.development import Line
from app.services.members import MemberRow
from app.ui.award_dialog import is_day
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Date, Field, LongText, Text

_DAY = Date("on", "日期", required=True)
_NOTE = LongText("note", "备注")
NEEDS: dict[str, tuple[Field, ...]] = {
    "people": (Text("names", "姓名", required=True, hint="有几位就用顿号隔开"),),
    "introducers": (Text("names", "入党介绍人", required=True, hint="两位，用顿号隔开"),),
    "training": (Text("days", "培训天数", hint="如 3"), Text("hours", "培训学时", hint="如 24，天数和学时填一样就行")),
}


def step_dialog(parent: QWidget, row: MemberRow, line: Line) -> EntryDialog:
    """Asks for the day of a step and what it needs; a gate that is shut is said under the field."""
    needs = development.chart(row.id).step(line.code).needs
    asked = NEEDS.get(needs, ())

    def act(values: dict[str, Any]) -> None:
        detail, words = _detail(needs, values)
        note = "。".join(filter(None, (words, values["note"])))
        with _in_place(asked):
            development.record(row.id, line.code, dt.date.fromisoformat(values["on"]), detail, note)

    dialog = EntryDialog(parent, f"{line.name}：{row.name}", (_DAY, *asked, _NOTE), _check(asked), act, "登记")
    blank = dict.fromkeys((field.name for field in asked), "")
    dialog.fill(
        {"on": dt.date.today().isoformat(), "note": "", **blank}, "。".join(filter(None, (line.due, line.rule)))
    )
    return dialog


def extension_dialog(parent: QWidget, row: MemberRow) -> EntryDialog:
    """Asks by how many months a probation is extended."""
    fields = (Text("months", "延长几个月", required=True, hint="如 6"), _DAY, _NOTE)

    def check(values: Mapping[str, Any]) -> None:
        _check_day(values, {} if _number(values["months"]) else {"months": "请填写延长几个月，如 6。"})

    def act(values: dict[str, Any]) -> None:
        on = dt.date.fromisoformat(values["on"])
        development.extend(row.id, _number(values["months"]), on, values["note"])

    dialog = EntryDialog(parent, f"延长预备期：{row.name}", fields, check, act, "登记延长")
    dialog.fill({"months": "", "on": dt.date.today().isoformat(), "note": ""})
    return dialog


@contextmanager
def _in_place(asked: tuple[Field, ...]) -> Iterator[None]:
    """Complaints about a step or its detail stand under a field of the form."""
    homes = {"step": "on", "detail": asked[0].name if asked else "on"}
    try:
        yield
    except Invalid as wrong:
        raise Invalid({homes.get(name, name): words for name, words in wrong.complaints.items()}) from None


def _detail(needs: str, values: Mapping[str, Any]) -> tuple[dict[str, int], str]:
    """The numbers a rule asks about, and the names for the note."""
    if needs == "training":
        return {name: _number(values[name]) for name in ("days", "hours")}, ""
    if needs not in NEEDS:
        return {}, ""
    names = _names(values["names"])
    return {"people": len(names)}, f"{NEEDS[needs][0].label}：{'、'.join(names)}"


def _check(asked: tuple[Field, ...]) -> Callable[[Mapping[str, Any]], None]:
    def check(values: Mapping[str, Any]) -> None:
        complaints = {
            field.name: f"请填写{field.label}。" for field in asked if field.required and not values[field.name]
        }
        for name in {"days", "hours"} & values.keys():
            if values[name] and not values[name].isdecimal():
                complaints[name] = "请填写整数，如 3。"
        _check_day(values, complaints)

    return check


def _check_day(values: Mapping[str, Any], complaints: dict[str, str]) -> None:
    if not is_day(values["on"]):
        complaints["on"] = "请填写日期，要写到日，如 2026.3.5。"
    if complaints:
        raise Invalid(complaints)


def _names(text: str) -> list[str]:
    return [name for name in re.split(r"[、，,；;\s]+", text) if name]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
