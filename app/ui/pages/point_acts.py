"""What a clerk does with points: redeem, adjust with a second person, print a statement, look at entries and rules."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.roles import Right
from app.services import adjusting, charity_documents, charity_requests, point_accounts, points
from app.services.adjusting import Adjustment
from app.ui import papers
from app.ui.award_dialog import is_day
from app.ui.good_box import FindingForm, WithHolder
from app.ui.kit import toast
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Date, LongText, Text
from app.ui.kit.rights import needs
from app.ui.pages import warehouse_acts

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

SECOND = "要第二个人复核才生效：保存以后到“设置 → 待复核”，由另一位同意。"


class AdjustmentDialog(EntryDialog):
    """Accepted once the second person was asked."""

    chapter = "points"
    form_type = FindingForm


class StatementDialog(EntryDialog):
    """Accepted with the days to print."""

    chapter = "points"


def redeem(page: "ListPage") -> None:
    """Change points of the selected holder, or of anybody."""
    account = _chosen(page)
    holder = warehouse_acts.holder_of(account) if account else ""
    warehouse_acts.redeem_for(page, page.revalidate, holder=holder)
    page.table.setFocus()


def adjust(page: "ListPage") -> None:
    """Ask for points to be given or taken by hand."""
    _ask(page, opening=False)


def open_account(page: "ListPage") -> None:
    """Ask for the points somebody had before the program came."""
    _ask(page, opening=True)


@needs(Right.READ)
def print_statement(page: "ListPage") -> None:
    """Preview what the selected holder gained and lost over a period."""
    account = _one(page)
    today = dt.date.today()
    fields = (Date("start", "从", required=True), Date("end", "到", required=True))

    def check(values: dict[str, Any]) -> None:
        wrong: dict[str, str] = {
            name: Complaint("no_day", "请填写日期，要写到日，如 2026.3.5。")
            for name in values
            if not is_day(values[name])
        }
        if not wrong and values["start"] > values["end"]:
            wrong["end"] = Complaint("order", "结束日期在开始日期以前，请重新填写。")
        if wrong:
            raise Invalid(wrong)

    days: list[dt.date] = []

    def act(values: dict[str, Any]) -> None:
        days[:] = [dt.date.fromisoformat(values[name]) for name in ("start", "end")]

    dialog = StatementDialog(page, "积分对账单", fields, check, act, "预览")
    first = today.replace(month=1, day=1).isoformat()
    dialog.fill({"start": first, "end": today.isoformat()}, f"{account.name}：期初 + 本期增减 = 期末。")
    if dialog.exec():
        papers.preview(page, "打印对账单", [("积分对账单", charity_documents.statement(account.id, *days))])
        page.revalidate()


@needs(Right.READ)
def show_entries(page: "ListPage") -> None:
    """List every entry of the selected holder, or of all."""
    from app.ui.entries_dialog import PointEntriesDialog

    account = _chosen(page)
    dialog = PointEntriesDialog(page, account)
    if dialog.exec() and dialog.visit:
        page.visited.emit(dialog.visit)


@needs(Right.READ)
def show_rules(page: "ListPage") -> None:
    """Show by which rules points are earned."""
    from app.ui.earning_rules_dialog import EarningRulesDialog

    EarningRulesDialog(page).exec()
    page.revalidate()


@needs(Right.READ)
def show_redemptions(page: "ListPage") -> None:
    """List what the selected holder changed points for."""
    from app.ui.redemptions_dialog import RedemptionsDialog

    RedemptionsDialog(page, {"holder": str(_one(page).id)}).exec()
    page.revalidate()


def expire(page: "ListPage") -> None:
    """Write off all points that no longer hold."""
    gone = points.expire_all()
    page.revalidate()
    if gone:
        page.tell_done()
    else:
        toast.show(page, "没有到期的积分，没有改动。")


OF_ONE = (
    ("对账单……", print_statement),
    ("积分流水……", show_entries),
    ("调整积分……", adjust),
    ("兑换记录……", show_redemptions),
)
OF_ALL = (
    ("对账单……", print_statement),
    ("期初积分……", open_account),
    ("积分规则……", show_rules),
    ("核销到期积分", expire),
)


def _ask(page: "ListPage", *, opening: bool) -> None:
    account = _chosen(page)
    hint = "如 500" if opening else "如 50，扣减写 -50"
    fields = (
        WithHolder("holder", "积分持有人", required=True, hint="名称、首字母、编号"),
        Text("points", "积分", required=True, hint=hint),
        Date("on", "日期", required=True),
        LongText("reason", "凭据" if opening else "理由", required=True),
    )

    def check(values: dict[str, Any]) -> None:
        adjusting.checked(_wanted(values, opening))

    def act(values: dict[str, Any]) -> None:
        charity_requests.ask_adjustment(_wanted(values, opening))

    title = "期初积分" if opening else "调整积分"
    dialog = AdjustmentDialog(page, title, fields, check, act, "申请")
    holder = warehouse_acts.holder_of(account) if account and not opening else ""
    blank = {"points": "", "on": dt.date.today().isoformat(), "reason": ""}
    dialog.fill({"holder": holder, **blank}, SECOND)
    if holder:
        dialog.form.row("points").editor.setFocus()
    if dialog.exec():
        page.revalidate()
        page.table.setFocus()
        toast.show(page, f"已申请{title}，等另一位复核同意后生效。")


def _wanted(values: dict[str, Any], opening: bool) -> Adjustment:
    """What the form asks for; raises Invalid where it cannot be understood."""
    complaints: dict[str, str] = {}
    if not isinstance(values["holder"], list):
        complaints["holder"] = Complaint("missing", "请打几个字，从列出的里面选积分持有人。")
    typed = values["points"].replace(",", "").replace("－", "-").replace("−", "-")
    if not typed.removeprefix("-").removeprefix("+").isdecimal() or len(typed) > 8:
        complaints["points"] = Complaint("bad_number", "积分请填整数，如 50，扣减写 -50。")
    if not is_day(values["on"]):
        complaints["on"] = Complaint("no_day", f"请填写日期，要写到日，如 {spoken(dt.date.today().isoformat())}。")
    if complaints:
        raise Invalid(complaints)
    return Adjustment(values["holder"][0], values["holder"][1], int(typed), values["reason"], values["on"], opening)


def _chosen(page: "ListPage") -> point_accounts.Account | None:
    chosen = page.chosen()
    return point_accounts.get(chosen[0]) if len(chosen) == 1 else None


def _one(page: "ListPage") -> point_accounts.Account:
    if account := _chosen(page):
        return account
    raise Problem("请先在列表里选中一户。没有改动任何内容。")
