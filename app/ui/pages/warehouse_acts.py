"""What a clerk does in the 公益仓: redeem, take in and write off stock, settle, end an offer."""

from typing import TYPE_CHECKING, Any

from app.domain.errors import Complaint, Invalid, Problem
from app.domain.roles import Right
from app.services import good_list, journal, point_accounts, stock
from app.services.good_list import GoodRow
from app.ui import papers
from app.ui.kit import messages, toast, undoing
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Text
from app.ui.kit.rights import needs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.kit.page import ListPage

REDEEM = "积分兑换"
INCOMING, OUTGOING = (stock.IN, stock.OPENING), (stock.SPOILED, stock.EXPIRED)


class StockEntryDialog(EntryDialog):
    """Accepted once the pieces are entered."""

    chapter = "warehouse"


def tell_key(page: "ListPage") -> None:
    """Say in the tip of the button by which key the window redeems."""
    for tool, made in zip(page.spec.tools, page.tools, strict=True):
        if tool.label == REDEEM:
            made.setToolTip(f"{REDEEM}（F10）")


def redeem(page: "ListPage") -> None:
    """Change points for the selected offer, or for any."""
    chosen = page.chosen()
    row = good_list.rows(chosen)[0] if len(chosen) == 1 else None
    can = row is not None and row.state in (good_list.OFFERED, good_list.SOON)
    redeem_for(page, page.revalidate, good=("good", row.id, row.name) if row and can else "")
    page.table.setFocus()


def redeem_for(parent: "QWidget", shown: Any, holder: Any = "", good: Any = "") -> None:
    """Open the form of a redemption; print its slip at once and offer to take it back. `shown` reads again."""
    from app.ui.redeem_dialog import RedeemDialog, slips

    dialog = RedeemDialog(parent, holder, good)
    if not dialog.exec() or dialog.made is None:
        return
    made, act = dialog.made, journal.last()
    left = f"还剩 {made.left:,} 分" if made.left >= 0 else f"欠 {-made.left:,} 分"

    def tell(more: str = "") -> None:
        words = f"已兑换 {made.number}，用去 {made.points:,} 分，{left}{more}。"
        toast.show(parent, words, "撤销", lambda: undoing.take_back(parent, act.id, shown))

    shown()
    tell()
    with messages.problems_shown(parent):
        papers.print_now(parent, "打印兑换单", slips([made.id]), tell)


def take_in(page: "ListPage") -> None:
    """Enter pieces that came in."""
    _enter(page, "入库", INCOMING)


def write_off(page: "ListPage") -> None:
    """Enter pieces that are spoiled or expired."""
    _enter(page, "报损、过期出库", OUTGOING)


@needs(Right.READ)
def show_redemptions(page: "ListPage") -> None:
    """List who changed points for what."""
    from app.ui.redemptions_dialog import RedemptionsDialog

    RedemptionsDialog(page).exec()
    page.revalidate()


@needs(Right.READ)
def settle(page: "ListPage") -> None:
    """Show what merchants are settled for in a quarter."""
    from app.ui.settlement_dialog import SettlementDialog

    SettlementDialog(page).exec()
    page.revalidate()


def end(page: "ListPage") -> None:
    """Take the selected offers off the list."""
    page.remove()


def offer_again(page: "ListPage") -> None:
    """Put the selected offer back on the list."""
    good_list.offer_again(_one(page).id)
    page.revalidate()
    page.tell_done()


OF_ONE = (
    ("报损、过期出库……", write_off),
    ("下架", end),
    ("重新上架", offer_again),
)
OF_ALL = (
    ("报损、过期出库……", write_off),
    ("兑换单……", show_redemptions),
    ("商户结算……", settle),
)


def holder_of(account: point_accounts.Account) -> list[Any]:
    """A holder as a form's box takes it."""
    return [account.noun, account.row, account.name]


def _enter(page: "ListPage", title: str, kinds: tuple[str, ...]) -> None:
    row = _one(page)
    if row.kind == good_list.SERVICE:
        raise Problem(f"“{row.name}”是商户提供的服务，没有库存，不用登记进出。没有改动任何内容。")
    fields = (
        Choice("kind", "类别", required=True, options=lambda: [(kind, kind) for kind in kinds]),
        Text("quantity", f"数量（{row.unit or '份'}）", required=True),
        Text("note", "说明", hint="如 来源、原因、凭据"),
    )

    def check(values: dict[str, Any]) -> None:
        complaints: dict[str, str] = {}
        if not (values["quantity"].isdecimal() and 0 < int(values["quantity"]) < 10**7):
            complaints["quantity"] = Complaint("bad_number", "数量请填整数，如 20。")
        if values["kind"] != stock.IN and not values["note"]:
            complaints["note"] = Complaint("missing", "请写明原因或凭据。")
        if complaints:
            raise Invalid(complaints)

    act = lambda values: stock.enter(row.id, int(values["quantity"]), values["kind"], values["note"])  # noqa: E731
    dialog = StockEntryDialog(page, title, fields, check, act, "登记")
    dialog.fill({"kind": kinds[0], "quantity": "", "note": ""}, f"{row.name}，现有 {row.left:,} {row.unit or '份'}。")
    dialog.form.row("quantity").editor.setFocus()
    if dialog.exec():
        page.revalidate()
        page.table.setFocus()
        page.tell_done()


def _one(page: "ListPage") -> GoodRow:
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在列表里选中一种物品或服务。没有改动任何内容。")
    return good_list.rows(chosen)[0]
