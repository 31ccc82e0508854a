"""商户结算: what each merchant is paid for the slips of a quarter, on paper and noted once it was paid."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import money
from app.domain.errors import Complaint, Invalid
from app.domain.roles import Right
from app.services import charity_sheets, merchants, redeeming, session
from app.ui import papers
from app.ui.award_dialog import is_day
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Amount, Date, Shown, Text
from app.ui.table_dialog import TableDialog

_QUARTERS = 8
"""So many quarters back can be settled."""


@dataclass(frozen=True)
class DueRow:
    """What a merchant is settled for; fen."""

    merchant: int
    name: str
    slips: str
    amount: int
    paid: int
    open: int


FIELDS = (
    Shown("name", "商户", 280, stretch=True),
    Shown("slips", "兑换单", 100),
    Amount("amount", "应结算（元）", 140),
    Amount("paid", "已结算（元）", 140),
    Amount("open", "还欠（元）", 140),
)


class SettlementDialog(TableDialog):
    """The quarter that runs stands first."""

    chapter = "warehouse"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "商户结算", FIELDS, width=980, height=540)
        self.quarter = ChoiceEditor(quarters, free=False)
        self.quarter.setAccessibleName("季度")
        self.quarter.fill(quarters()[0][0])
        self.above.addWidget(label("季度", "quiet"))
        self.above.addWidget(self.quarter)
        self.above.addStretch(1)
        self.print = button("打印结算单", self._print, icon="printer")
        self.pay = button("登记已结算…", self._pay, icon="check", variant="primary")
        writing = [self.pay] if session.may(Right.ENTER) else []
        self.add_buttons(self.cancel_button("关闭"), self.print, *writing)
        self.quarter.edited.connect(self.read)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Show what is due for the quarter."""
        if not self.quarter.value():
            return
        found = redeeming.due(self.quarter.value())
        names = {row.id: row.name for row in merchants.rows([each.merchant for each in found])}
        lines = [
            DueRow(
                each.merchant,
                names[each.merchant],
                f"{len(each.slips):,} 张",
                each.amount,
                each.paid,
                each.amount - each.paid,
            )
            for each in found
        ]
        still = sum(line.open for line in lines)
        words = f"共 {len(lines):,} 家，还欠 {money.in_digits(still)} 元。" if lines else "这个季度没有商户的兑换单。"
        self.show_lines(lines, words)

    def follow(self) -> None:
        """Only what is still owed can be paid."""
        row = self.chosen()
        self.print.setEnabled(row is not None)
        self.pay.setEnabled(row is not None and row.open > 0)

    def _print(self) -> None:
        with messages.problems_shown(self):
            if row := self.chosen():
                paper = charity_sheets.settlement(row.merchant, self.quarter.value())
                papers.preview(self, "打印结算单", [("结算单", paper)])

    def _pay(self) -> None:
        row, quarter = self.chosen(), self.quarter.value()
        if row is None:
            return
        fields = (Date("on", "付款日期", required=True), Text("note", "凭据", hint="如 转账单号"))

        def act(values: dict[str, Any]) -> None:
            redeeming.settle(row.merchant, quarter, dt.date.fromisoformat(values["on"]), values["note"])

        dialog = EntryDialog(self, "登记已结算", fields, _check, act, "登记")
        words = f"{row.name}，{dict(quarters())[quarter]}，{money.in_digits(row.open)} 元。"
        dialog.fill({"on": dt.date.today().isoformat(), "note": ""}, words)
        if dialog.exec():
            self.tell_done()


def quarters() -> list[tuple[str, str]]:
    """The quarters that can be settled, as stored and in words, the one that runs first."""
    today = dt.date.today()
    running = today.year * 4 + (today.month - 1) // 3
    found = [divmod(running - back, 4) for back in range(_QUARTERS)]
    return [(f"{year}Q{part + 1}", f"{year}年第{'一二三四'[part]}季度") for year, part in found]


def _check(values: dict[str, Any]) -> None:
    if not is_day(values["on"]):
        raise Invalid({"on": Complaint("no_day", "请填写付款日期，要写到日，如 2026.3.5。")})
