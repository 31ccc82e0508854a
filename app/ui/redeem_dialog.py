"""兑换: who changes points for what, refused under the field where points, stock or quota are short."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import Complaint, Invalid, Problem
from app.services import charity_documents, good_list, point_accounts, redeeming
from app.services.redeeming import Redeemed
from app.ui import papers
from app.ui.good_box import FindingForm, Offer, WithHolder
from app.ui.kit.buttons import label
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Text

FIELDS = (
    WithHolder("holder", "兑换人", required=True, hint="名称、首字母，或扫牌匾"),
    Offer("good", "物品、服务", required=True, hint="名称或首字母"),
    Text("quantity", "数量", required=True),
    Text("note", "备注", folded=True),
)
LABEL = "兑换单"


class RedeemDialog(EntryDialog):
    """Accepted once points and stock have moved; `made` is what came of it."""

    chapter = "warehouse"
    form_type = FindingForm

    def __init__(self, parent: QWidget, holder: Any = "", good: Any = "") -> None:
        super().__init__(parent, "积分兑换", FIELDS, check, self._redeem, "兑换并打印")
        self.made: Redeemed | None = None
        self._height = 420
        self.about, self.cost = label("", "ok", wrap=True), label("", "quiet", wrap=True)
        for name, words in (("holder", self.about), ("quantity", self.cost)):
            column = self.form.row(name).cell.layout()
            column.insertWidget(column.count() - 1, words)  # type: ignore[union-attr]
            words.hide()
        for name in ("holder", "good", "quantity"):
            self.form.row(name).editor.edited.connect(self._follow)
        self.fill({"holder": holder, "good": good, "quantity": "1", "note": ""})
        self.fit()
        if holder:
            self.form.row("good").editor.setFocus()
        self._follow()

    def take_scan(self, text: str) -> bool:
        """A plaque says who."""
        return bool(self.form.row("holder").editor.take_scan(text))  # type: ignore[union-attr]

    def _follow(self) -> None:
        """Say what the holder has, and what the redemption costs and leaves."""
        values = self.form.values()
        who, good = values["holder"], values["good"]
        known = point_accounts.about(who[0], who[1]) if isinstance(who, list) else ""
        self.about.setText(known)
        self.about.setProperty("role", "warn" if known.startswith("欠") else "ok")
        self.about.setVisible(bool(known))
        count = _whole(values["quantity"])
        price = good_list.rows([good[1]])[0].price if isinstance(good, list) else 0
        self.cost.setText(f"需要 {price * count:,} 分" if price and count else "")
        self.cost.setVisible(bool(self.cost.text()))

    def _redeem(self, values: dict[str, Any]) -> None:
        who, good = values["holder"], values["good"]
        self.made = redeeming.redeem(who[0], who[1], good[1], _whole(values["quantity"]), values["note"])


def check(values: dict[str, Any]) -> None:
    """Raise Invalid for what is missing or short."""
    complaints: dict[str, str] = {}
    if not isinstance(values["holder"], list):
        complaints["holder"] = Complaint("missing", "请打几个字，从列出的里面选兑换的人。")
    if not isinstance(values["good"], list):
        complaints["good"] = Complaint("missing", "请打几个字，从列出的里面选物品或服务。")
    if not _whole(values["quantity"]):
        complaints["quantity"] = Complaint("bad_number", "数量请填整数，如 2。")
    if complaints:
        raise Invalid(complaints)
    redeeming.check(values["holder"][0], values["holder"][1], values["good"][1], _whole(values["quantity"]))


def print_slips(parent: QWidget, redemptions: list[int]) -> None:
    """Preview slips, on A5 or on the roll."""
    papers.preview(parent, "打印兑换单", slips(redemptions))


def slips(redemptions: list[int]) -> list[tuple[str, charity_documents.Paper]]:
    """The slips of these redemptions on either paper; raises Problem for none."""
    if not redemptions:
        raise Problem("请先选中要打印的兑换单。没有改动任何内容。")
    formats = (charity_documents.A5, charity_documents.ROLL)
    return [(f"{LABEL}（{size}）", charity_documents.redemption(redemptions, size)) for size in formats]


def _whole(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 0
