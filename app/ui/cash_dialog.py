"""现金交接: who holds how much of the cash, and handing it on."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid
from app.domain.roles import Right
from app.services import cash, session
from app.ui.award_dialog import is_day
from app.ui.kit.buttons import button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Amount, Choice, Date, Shown, Text, YesNo
from app.ui.table_dialog import TableDialog

_LATEST = 4
_DAYS = 365


@dataclass(frozen=True)
class Purse:
    """Who holds how many fen."""

    name: str
    amount: int


FIELDS = (Shown("name", "谁手里", 300, stretch=True), Amount("amount", "现金（元）", 180))


class CashDialog(TableDialog):
    """Handing on is an act that can be taken back."""

    chapter = "funds"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "现金交接", FIELDS, width=760, height=480)
        self.hand_on = button("交接…", self._hand_on, icon="users", variant="primary")
        self.add_buttons(self.cancel_button("关闭"), *([self.hand_on] if session.may(Right.ENTER) else []))
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Who holds what now, and what was handed on last."""
        held = sorted(cash.held().items(), key=lambda each: (-each[1], each[0]))
        today = dt.date.today()
        moves = cash.moves((today - dt.timedelta(days=_DAYS)).isoformat(), today.isoformat())[:_LATEST]
        told = [
            f"{spoken(move.on)}，{move.giver}交给{move.taker} {money.in_digits(move.amount)} 元".replace("-", "−")
            for move in moves
        ]
        total = f"合计 {money.in_digits(sum(fen for _, fen in held))} 元。"
        self.show_lines([Purse(*each) for each in held], "\n".join([total, *told]))

    def _hand_on(self) -> None:
        row = self.chosen()
        people = list(dict.fromkeys([line.name for line in self.lines] + cash.colleagues()))
        fields = (
            Choice("giver", "交出人", required=True, options=lambda: [(line.name, line.name) for line in self.lines]),
            Choice("taker", "交给", required=True, options=lambda: [(name, name) for name in people], free=True),
            YesNo("to_outside", "交到中心以外", hint="银行、财务室"),
            Amount("amount", "金额（元）", required=True),
            Date("on", "日期", required=True),
            Text("note", "凭据", hint="如 缴款单号"),
        )

        def act(values: dict[str, Any]) -> None:
            told = [values[name] for name in ("giver", "taker", "amount", "on", "note")]
            cash.hand_on(*told, to_outside=values["to_outside"])

        dialog = EntryDialog(self, "交接现金", fields, _check, act, "交接")
        dialog.chapter = self.chapter
        held = row.amount if row else ""
        blank = {"taker": "", "to_outside": False, "amount": held, "on": dt.date.today().isoformat(), "note": ""}
        words = "交给同事，或者交到银行、财务室（勾选“交到中心以外”，就不再算在手里）。"
        dialog.fill({"giver": row.name if row else "", **blank}, words)
        dialog.form.row("taker").editor.setFocus()
        if dialog.exec():
            self.tell_done()


def _check(values: dict[str, Any]) -> None:
    complaints: dict[str, str] = {}
    if not values["taker"] or values["taker"] == values["giver"]:
        complaints["taker"] = Complaint("missing", "请填写交给谁，不能是自己。")
    if not is_day(values["on"]):
        complaints["on"] = Complaint("no_day", "请填写日期，要写到日，如 2026.3.5。")
    if complaints:
        raise Invalid(complaints)
