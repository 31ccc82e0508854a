"""空白件库存: what came in, what was used or spoiled, what is left, of each kind of blank."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.blanks import Move
from app.domain.calendar import spoken
from app.domain.errors import Invalid
from app.services import plaque_stock
from app.services.plaque_stock import Blank
from app.ui.award_dialog import is_day
from app.ui.kit.buttons import button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import RIGHT, Choice, Date, Field, Shown, Text
from app.ui.table_dialog import TableDialog

_LATEST = 3


class Count(Shown):
    """How many, by what is asked of the balance."""

    align = RIGHT

    def text(self, record: Blank) -> str:
        """1,200 张."""
        return f"{getattr(record.balance, self.name):,} {record.unit}" if record.kept else "—"


FIELDS: tuple[Field, ...] = (
    Shown("name", "空白件", 240, stretch=True),
    Count("received", "入库", 130),
    Count("issued", "领用", 130),
    Count("spoiled", "作废", 130),
    Count("left", "结存", 130),
)


class StockDialog(TableDialog):
    """`writable` offers the verbs."""

    chapter = "print"

    def __init__(self, parent: QWidget, writable: bool) -> None:
        super().__init__(parent, "空白件库存", FIELDS, width=940, height=520)
        verbs = [
            button("清点…", self.recount),
            button("作废…", lambda: self.enter(Move.SPOILED)),
            button("领用…", lambda: self.enter(Move.ISSUED)),
            button("入库…", lambda: self.enter(Move.RECEIVED), icon="plus", variant="primary"),
        ]
        self.add_buttons(self.cancel_button("关闭"), *(verbs if writable else []))
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Show the stock as it is now."""
        self.show_lines(plaque_stock.blanks(), "")

    def follow(self) -> None:
        """Say below what happened last to the chosen kind."""
        blank = self.chosen()
        if blank is None:
            return
        told = [
            f"{spoken(moved.on)} {moved.move} {moved.count:,}{f'（{moved.note}）' if moved.note else ''}"
            for moved in plaque_stock.entries(blank.name)[:_LATEST]
        ]
        rule = "结存 = 入库 − 领用 − 作废。打印证书和套打用的纸，打印时自动扣减。"
        last = f"{equation(blank)}最近：{'；'.join(told)}。"
        self.sentence.setText(last if told else f"还没有登记过。{rule}")

    def enter(self, move: Move) -> None:
        """Write a move down."""

        def act(values: dict[str, Any]) -> None:
            day = dt.date.fromisoformat(values["on"])
            plaque_stock.enter(values["blank"], move, int(values["count"]), day, values["note"])

        fields = (
            _blank(),
            Text("count", "数量", required=True),
            _day(),
            Text("note", "备注", hint="如 发票号、领用人"),
        )
        self._ask(f"空白件{move.value}", fields, act, move.value, note="")

    def recount(self) -> None:
        """Set the stock right by what lies on the shelf."""

        def act(values: dict[str, Any]) -> None:
            plaque_stock.recount(values["blank"], int(values["count"]), dt.date.fromisoformat(values["on"]))

        self._ask("清点空白件", (_blank(), Text("count", "实有数量", required=True), _day()), act, "登记清点")

    def _ask(
        self, title: str, fields: tuple[Field, ...], act: Callable[[dict[str, Any]], None], verb: str, **blank: str
    ) -> None:
        chosen = self.chosen()
        dialog = EntryDialog(self, title, fields, _check, act, verb)
        values = {"blank": chosen.name if chosen else "", "count": "", "on": dt.date.today().isoformat(), **blank}
        dialog.fill(values)
        if dialog.exec():
            self.tell_done()


def equation(blank: Blank) -> str:
    """结存 98 张 = 入库 100 − 领用 1 − 作废 1。"""
    sums = blank.balance
    counted = f"入库 {sums.received:,} − 领用 {sums.issued:,} − 作废 {sums.spoiled:,}"
    return f"结存 {sums.left:,} {blank.unit} = {counted}。"


def _blank() -> Field:
    kinds = [(blank.name, blank.name) for blank in plaque_stock.blanks()]
    return Choice("blank", "空白件", required=True, options=lambda: kinds, free=True)


def _day() -> Field:
    return Date("on", "日期", required=True)


def _check(values: dict[str, Any]) -> None:
    complaints = {}
    if not values["blank"]:
        complaints["blank"] = "请写上是哪一种，如“证书纸”。"
    if not (values["count"].isdecimal() and len(values["count"]) < 7):
        complaints["count"] = "请填整数，如 200。"
    if not is_day(values["on"]):
        complaints["on"] = "请填写日期，要写到日，如 2026.3.5。"
    if complaints:
        raise Invalid(complaints)
