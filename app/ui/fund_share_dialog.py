"""利润分成: what an enterprise earned in a year, and what of its after-tax profit flows into a fund."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import money
from app.services import enterprises, fund_entries, funds
from app.services.enterprises import Earned
from app.services.fund_list import FundRow
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Amount, Choice, Date, Text

_YEARS = 9


class ShareDialog(EntryDialog):
    """Says at every key what would flow in; accepted once it did."""

    chapter = "funds"

    def __init__(self, parent: QWidget, fund: FundRow) -> None:
        self._fund, this = fund.id, dt.date.today()
        offered = [(0, "没有登记的企业"), *enterprises.choices()]
        years = [(year, f"{year} 年") for year in range(this.year, this.year - _YEARS, -1)]
        fields = (
            Choice("enterprise", "社会企业", options=lambda: offered),
            Choice("year", "年度", required=True, options=lambda: years),
            Amount("revenue", "营收（元）"),
            Amount("invested", "投入（元）", hint="投到社区的"),
            Amount("profit", "税后利润（元）", required=True),
            Date("on", "日期", required=True),
            Text("note", "说明", hint="如 2026年上半年"),
        )
        super().__init__(parent, f"利润分成：{fund.name}", fields, self._check, self._share, "转入")
        only = offered[1][0] if len(offered) == 2 else 0
        blank = dict.fromkeys((field.name for field in fields), "")
        self.fill({**blank, "enterprise": only, "year": this.year, "on": this.isoformat()}, self._said())
        for name in ("profit", "on"):
            self.form.row(name).editor.edited.connect(lambda: self.words.setText(self._said()))

    def _check(self, values: dict[str, Any]) -> None:
        funds.check_profit(values["profit"], values["on"], _earned(values))

    def _share(self, values: dict[str, Any]) -> None:
        funds.share_profit(self._fund, values["profit"], values["on"], values["note"], _earned(values))

    def _said(self) -> str:
        profit, on = (self.form.row(name).editor.value() for name in ("profit", "on"))
        wrong: dict[str, str] = {}
        day = fund_entries.past_day(str(on), wrong)
        on_day = dt.date.today() if wrong else dt.date.fromisoformat(day)
        amount, rule = funds.share_of(self._fund, profit if isinstance(profit, int) else 0, on_day)
        told = f"按{rule}转入 {money.in_digits(amount)} 元" if amount > 0 else f"按{rule}转入，不足一分的舍去"
        return f"{told}。营收、投入和税后利润填同一段时间的。"


def _earned(values: dict[str, Any]) -> Earned:
    return Earned(**{name: values[name] or 0 for name in ("enterprise", "year", "revenue", "invested")})
