"""What a clerk does with campaigns and funds: opening balances, payments with a second person, shares of profit,
papers, and the cash."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.services import campaign_list, charity_requests, charity_sheets, earning, fund_entries, fund_list, funds
from app.services.fund_entries import Payment
from app.services.funds import CampaignDraft, FundDraft
from app.ui import papers
from app.ui.kit import toast
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Amount, Choice, Date, LongText, Text
from app.ui.kit.rights import needs
from app.ui.pages.point_acts import SECOND

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class FundDialog(EntryDialog):
    """Accepted once its act went through."""

    chapter = "funds"


def blank_campaign(words: str) -> CampaignDraft:
    """A campaign that begins today."""
    purpose = earning.choices("purposes")[0]
    return CampaignDraft(name=words, purpose=purpose, start=dt.date.today().isoformat())


def blank_fund(words: str) -> FundDraft:
    """A fund opened today."""
    return FundDraft(name=words, kind=earning.choices("fund_kinds")[0], opened=dt.date.today().isoformat())


def check_campaign(values: dict[str, Any]) -> None:
    """Raise Invalid for what is missing while one types; saving checks all of it."""
    complaints: dict[str, str] = {
        name: Complaint("missing", "请填写。") for name in ("name", "purpose", "start") if not values[name]
    }
    for name in ("start", "end"):
        checked_day(values[name], name, complaints)
    fund_entries.fen_of(values["target"], "target", complaints, needed=False)
    if complaints:
        raise Invalid(complaints)


def fund_draft(values: dict[str, Any]) -> FundDraft:
    """The fund that the form describes; raises Invalid for a share that is no number."""
    share = str(values["share"]).strip().removesuffix("%") or "0"
    if not (share.isdecimal() and len(share) < 4):
        raise Invalid({"share": Complaint("bad_share", "分成比例请填 0 到 100 的整数，如 40。")})
    return FundDraft(**{**values, "share": int(share), "purposes": "、".join(_parts(values["purposes"]))})


def check_fund(values: dict[str, Any]) -> None:
    """Raise Invalid for what is missing while one types; saving checks all of it."""
    names = ("name", "kind", "purposes", "opened")
    complaints: dict[str, str] = {name: Complaint("missing", "请填写。") for name in names if not values[name]}
    checked_day(values["opened"], "opened", complaints)
    if complaints:
        raise Invalid(complaints)
    fund_draft(values)


def pay(page: "ListPage") -> None:
    """Ask for a payment out of the selected campaign or fund."""
    row, whose = _one(page), _whose(page)
    allowed = _parts(row.purposes) if page.key == "funds" else [row.purpose]
    fields = (
        Amount("amount", "金额（元）", required=True),
        Choice("purpose", "用途", required=True, options=lambda: [(name, name) for name in allowed], free=True),
        Text("beneficiary", "受益人", required=True, hint="人或单位，公示时只印张某某"),
        Text("households", "受益户数", hint="如 3200，没有可空着"),
        Date("on", "日期", required=True),
        LongText("note", "说明"),
    )

    def wanted(values: dict[str, Any]) -> Payment:
        count = values["households"].replace(",", "") or "0"
        if not (count.isdecimal() and len(count) < 8):
            raise Invalid({"households": Complaint("bad_number", "户数请填整数，如 32。")})
        return Payment(**{**values, "households": int(count), whose: row.id})

    check = lambda values: fund_entries.checked_payment(wanted(values))  # noqa: E731
    act = lambda values: charity_requests.ask_payment(wanted(values))  # noqa: E731
    dialog = FundDialog(page, f"支出：{row.name}", fields, check, act, "申请支出")
    blank = dict.fromkeys((field.name for field in fields), "")
    dialog.fill(
        {**blank, "purpose": allowed[0], "on": dt.date.today().isoformat()}, f"{SECOND}同意后把凭证附在这笔支出上。"
    )
    if dialog.exec():
        page.revalidate()
        page.table.setFocus()
        toast.show(page, "已申请支出，等另一位复核同意后记账。")


def open_balance(page: "ListPage") -> None:
    """Enter what the selected campaign or fund held before the program came, with its proof."""
    row, whose = _one(page), _whose(page)
    fields = (
        Amount("amount", "期初余额（元）", required=True),
        Date("on", "日期", required=True),
        LongText("note", "凭据", required=True),
    )
    which = {"fund": 0, "campaign": 0, whose: row.id}

    def act(values: dict[str, Any]) -> None:
        funds.add_opening(which["fund"], which["campaign"], values["amount"], values["on"], values["note"])

    words = "用程序以前已有的余额，只登记一次。凭据写明出处，如“2025年账本第12页”，原件可以附在下面。"
    _do(page, FundDialog(page, f"期初余额：{row.name}", fields, lambda values: None, act, "登记"), words)


def share_profit(page: "ListPage") -> None:
    """Let the fund's percent of an after-tax profit flow in."""
    from app.ui.fund_share_dialog import ShareDialog

    _finish(page, ShareDialog(page, _one(page)))


def reverse(page: "ListPage", entry: int, words: str) -> None:
    """Take an entry back by a row of its own."""
    fields = (LongText("reason", "冲销原因", required=True),)

    def check(values: dict[str, Any]) -> None:
        if not clean(values["reason"]):
            raise Invalid({"reason": Complaint("missing", "请写明为什么冲销。")})

    dialog = FundDialog(page, "冲销", fields, check, lambda values: funds.reverse(entry, values["reason"]), "冲销")
    dialog.fill({"reason": ""}, f"{words}。原来的一笔留着，另记一笔相反的。")
    _finish(page, dialog)


@needs(Right.READ)
def print_account(page: "ListPage") -> None:
    """Preview the account of the selected campaign or fund over a period."""
    row, whose = _one(page), _whose(page)
    paper = partial(charity_sheets.fund_statement, **{whose: row.id})
    _print_days(page, "收支账", paper, f"{row.name}：期初 + 本期收支 = 期末。")


@needs(Right.READ)
def print_posting(page: "ListPage") -> None:
    """Preview the public posting of income and use over a period."""
    words = "个人和受益人只印张某某；定向救助不印项目名称。"
    _print_days(page, "收支公示", charity_sheets.posting, words)


@needs(Right.READ)
def post_campaign(page: "ListPage") -> None:
    """Preview the posting of the selected campaign; refused where nobody is licensed to collect for it in public."""
    row = _one(page)
    charity_sheets.posting(dt.date.today(), dt.date.today(), row.id)
    _print_days(page, "项目公示", lambda start, end: charity_sheets.posting(start, end, row.id), row.name)


@needs(Right.READ)
def print_poster(page: "ListPage") -> None:
    """Preview the poster of the selected campaign; refused likewise."""
    papers.preview(page, "打印募捐海报", [("募捐海报", charity_sheets.poster(_one(page).id))])
    page.revalidate()


@needs(Right.READ)
def show_cash(page: "ListPage") -> None:
    """Show who holds the cash, and hand it on."""
    from app.ui.cash_dialog import CashDialog

    CashDialog(page).exec()
    page.revalidate()


@needs(Right.READ)
def close_day(page: "ListPage") -> None:
    """Show what was entered today, and leave for what is opened there."""
    from app.ui.day_sheet_dialog import DaySheetDialog

    dialog = DaySheetDialog(page)
    dialog.exec()
    page.revalidate()
    if dialog.visit:
        page.visited.emit(dialog.visit)


OF_ONE_CAMPAIGN = (
    ("申请支出……", pay),
    ("期初余额……", open_balance),
    ("收支账……", print_account),
    ("项目公示……", post_campaign),
    ("募捐海报……", print_poster),
)
OF_ONE_FUND = (
    ("申请支出……", pay),
    ("利润分成……", share_profit),
    ("期初余额……", open_balance),
    ("收支账……", print_account),
)
OF_CAMPAIGNS = (("窗口日结……", close_day), *OF_ONE_CAMPAIGN)
OF_FUNDS = (("窗口日结……", close_day), *OF_ONE_FUND)


def _print_days(page: "ListPage", title: str, paper: Any, words: str) -> None:
    """Ask for the days, then preview the paper over them."""
    fields = (Date("start", "从", required=True), Date("end", "到", required=True))

    def days(values: dict[str, Any]) -> list[dt.date]:
        complaints: dict[str, str] = {}
        found = [checked_day(values[name], name, complaints) for name in ("start", "end")]
        for name, day in zip(("start", "end"), found, strict=True):
            if len(day) < len("2026-01-01"):
                complaints.setdefault(name, Complaint("no_day", "请填写日期，要写到日，如 2026.3.5。"))
        if not complaints and found[0] > found[1]:
            complaints["end"] = Complaint("order", "结束日期在开始日期以前，请重新填写。")
        if complaints:
            raise Invalid(complaints)
        return [dt.date.fromisoformat(day) for day in found]

    chosen: list[dt.date] = []

    def act(values: dict[str, Any]) -> None:
        chosen[:] = days(values)

    dialog = FundDialog(page, title, fields, days, act, "预览")
    today = dt.date.today()
    dialog.fill({"start": today.replace(month=1, day=1).isoformat(), "end": today.isoformat()}, words)
    if dialog.exec():
        papers.preview(page, f"打印{title}", [(title, paper(*chosen))])
        page.revalidate()


def _do(page: "ListPage", dialog: FundDialog, words: str) -> None:
    blank = {row.field.name: "" for row in dialog.form.rows}
    dialog.fill({**blank, "on": dt.date.today().isoformat()}, words)
    _finish(page, dialog)


def _finish(page: "ListPage", dialog: EntryDialog) -> None:
    if dialog.exec():
        page.revalidate()
        page.table.setFocus()
        page.tell_done()


def _whose(page: "ListPage") -> str:
    return "fund" if page.key == "funds" else "campaign"


def _parts(words: str) -> list[str]:
    """What is parted by 、 or a comma."""
    return [part.strip() for part in words.replace("，", "、").replace(",", "、").split("、") if part.strip()]


def _one(page: "ListPage") -> Any:
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在列表里选中一个。没有改动任何内容。")
    listing = fund_list if page.key == "funds" else campaign_list
    return listing.rows(chosen)[0]
