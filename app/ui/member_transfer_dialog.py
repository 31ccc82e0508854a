"""转接组织关系: to another branch of ours, out with a letter, in with a letter, and the receipt of a letter."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.errors import Invalid
from app.services import transfers
from app.services.members import MemberRow
from app.services.transfers import TransferRow
from app.ui.award_dialog import is_day
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Date, Field, Text
from app.ui.pages.member_fields import Branch, BranchEditor

_TARGET = Branch("target", "转入的支部", required=True, hint="打几个字或首字母，用上下键选")
_LETTER = Text("letter", "介绍信编号")


class TransferDialog(EntryDialog):
    """A form whose branch is found by a few letters; the branches that fit stand under its line."""

    chapter = "members"

    def __init__(self, parent: QWidget, title: str, fields: tuple[Field, ...], act: Callable[[dict[str, Any]], object]):
        super().__init__(parent, title, fields, _check(fields), act, "转接")
        line = self.form.row("target")
        if isinstance(line.editor, BranchEditor) and isinstance(room := line.cell.layout(), QVBoxLayout):
            room.insertWidget(1, line.editor.found)
        self._height = 560
        self.fit()


def within_dialog(parent: QWidget, rows: Sequence[MemberRow]) -> EntryDialog:
    """Moves one person or several to another branch of ours on a day, as one act."""

    def act(values: dict[str, Any]) -> None:
        transfers.within_many([row.id for row in rows], values["target"], _day(values), values["letter"])

    whom = rows[0].name if len(rows) == 1 else f"{len(rows):,} 人"
    dialog = TransferDialog(parent, f"转接：{whom}", (_TARGET, Date("on", "转接日期", required=True), _LETTER), act)
    here = rows[0].organization or "还没有编入支部"
    words = f"现在：{here}" if len(rows) == 1 else "选中的人都转到同一个支部；已经在那里的不变。"
    dialog.fill({"target": 0, "on": dt.date.today().isoformat(), "letter": ""}, words)
    return dialog


def in_dialog(parent: QWidget, row: MemberRow) -> EntryDialog:
    """Takes a person in from elsewhere, with a letter."""
    origin = Text("origin_name", "原来的组织", required=True)

    def act(values: dict[str, Any]) -> None:
        transfers.take_in(row.id, values["origin_name"], values["target"], _day(values), values["letter"])

    dialog = TransferDialog(
        parent, f"转入：{row.name}", (origin, _TARGET, Date("on", "转入日期", required=True), _LETTER), act
    )
    dialog.fill({"origin_name": "", "target": 0, "on": dt.date.today().isoformat(), "letter": ""})
    return dialog


def out_dialog(parent: QWidget, row: MemberRow) -> EntryDialog:
    """Gives a person a letter to an organisation elsewhere."""
    fields = (
        Text("target_name", "转往的组织", required=True, hint="如 外市某街道党工委"),
        Date("on", "开出日期", required=True),
        Text("letter", "介绍信编号", required=True),
    )

    def act(values: dict[str, Any]) -> None:
        transfers.send_out(row.id, values["target_name"], _day(values), values["letter"])

    dialog = EntryDialog(parent, f"开介绍信到外单位：{row.name}", fields, _check(fields), act, "开出介绍信")
    words = f"收到回执以前，{row.name}还在{row.organization or '原来的支部'}。"
    dialog.fill({"target_name": "", "on": dt.date.today().isoformat(), "letter": ""}, words)
    return dialog


def receipt_dialog(parent: QWidget, letter: TransferRow) -> EntryDialog:
    """Notes that a letter arrived."""
    fields = (Date("on", "回执日期", required=True),)
    dialog = EntryDialog(
        parent,
        f"登记回执：{letter.name}",
        fields,
        _check(fields),
        lambda values: transfers.arrive(letter.id, _day(values)),
        "登记回执",
    )
    words = f"介绍信 {letter.letter}，{spoken(letter.sent)}开出，转往{letter.target}。登记以后，组织关系就转走了。"
    dialog.fill({"on": dt.date.today().isoformat()}, words)
    return dialog


def _check(fields: Sequence[Field]) -> Callable[[Mapping[str, Any]], None]:
    def check(values: Mapping[str, Any]) -> None:
        complaints = {
            field.name: f"请{'选择' if isinstance(field, Branch) else '填写'}{field.label}。"
            for field in fields
            if field.required and not values[field.name]
        }
        if "on" not in complaints and not is_day(values["on"]):
            complaints["on"] = "日期要写到日，如 2026.3.5。"
        elif "on" not in complaints and values["on"] > dt.date.today().isoformat():
            complaints["on"] = "日期在今天以后，请在发生之后再登记。"
        if complaints:
            raise Invalid(complaints)

    return check


def _day(values: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(values["on"])
