"""Campaigns and funds: set up, paid out with a second person, and fed by shares of profit."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.domain import money
from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid
from app.domain.gifts import COOPERATIVE, TARGETED
from app.domain.names import clean
from app.domain.roles import Right
from app.services import enterprises, fund_balances
from app.services import rules as rule_book
from app.services.enterprises import Earned
from app.services.fund_entries import OPENING, SHARE, enter, fen_of, past_day, undo
from app.services.session import requires
from app.store.charity import Campaign, Fund, FundEntry
from app.store.writing import writing

NOT_KNOWN = Earned()


@dataclass(frozen=True)
class CampaignDraft:
    """A campaign as typed; `target` fen or words."""

    name: str = ""
    purpose: str = ""
    kind: str = TARGETED
    holder: str = ""
    certificate: str = ""
    beneficiary: str = ""
    target: int | str = 0
    start: str = ""
    end: str = ""
    note: str = ""


@dataclass(frozen=True)
class FundDraft:
    """A fund as typed; `purposes` it may be spent on, parted by 、; `share` percent of profit."""

    name: str = ""
    kind: str = ""
    purposes: str = ""
    sponsor: str = ""
    opened: str = ""
    share: int = 0
    note: str = ""


@requires(Right.READ)
def campaigns() -> list[Campaign]:
    """The campaigns in use, those that run first, the newest first."""
    today = dt.date.today().isoformat()
    found = Campaign.select().where(Campaign.removed_at == "").order_by(Campaign.start.desc(), Campaign.id.desc())
    return sorted(found, key=lambda row: bool(row.end and row.end < today))


@requires(Right.READ)
def funds() -> list[Fund]:
    """The funds in use, in the order they were opened."""
    return list(Fund.select().where(Fund.removed_at == "").order_by(Fund.opened, Fund.id))


@requires(Right.READ)
def entries(fund: int = 0, campaign: int = 0) -> list[FundEntry]:
    """What flowed in and out of a fund or a campaign besides gifts, the newest first."""
    mine = FundEntry.fund == fund if fund else FundEntry.campaign == campaign
    return list(FundEntry.select().where(mine).order_by(FundEntry.on.desc(), FundEntry.id.desc()))


@requires(Right.ENTER)
def save_campaign(draft: CampaignDraft, campaign: int | None) -> int:
    """Set a campaign up or change it; raises Invalid."""
    complaints: dict[str, str] = {}
    values: dict[str, Any] = {
        name: clean(value) if isinstance(value, str) else value for name, value in vars(draft).items()
    }
    for name, label in (("name", "名称"), ("purpose", "用途")):
        if not values[name]:
            complaints[name] = Complaint("missing", f"请填写项目{label}。")
    if draft.kind == COOPERATIVE and not (values["holder"] and values["certificate"]):
        sentence = "合作募捐要写明合作的慈善组织和它的公开募捐资格证号，否则只能作定向救助。"
        complaints["certificate"] = Complaint("no_certificate", sentence)
    if draft.kind not in (TARGETED, COOPERATIVE):
        complaints["kind"] = Complaint("bad_kind", f"方式请选{TARGETED}或{COOPERATIVE}。")
    values |= {name: checked_day(values[name], name, complaints) for name in ("start", "end")}
    if not values["start"]:
        complaints.setdefault("start", Complaint("no_day", "请填写开始日期。"))
    values["target"] = fen_of(draft.target, "target", complaints, needed=False)
    _refuse_taken(Campaign, values["name"], campaign, complaints)
    if complaints:
        raise Invalid(complaints)
    return _write(Campaign, "众筹项目", values, campaign)


@requires(Right.ENTER)
def save_fund(draft: FundDraft, fund: int | None) -> int:
    """Set a fund up or change it; raises Invalid."""
    complaints: dict[str, str] = {}
    values: dict[str, Any] = {
        name: clean(value) if isinstance(value, str) else value for name, value in vars(draft).items()
    }
    for name, label in (("name", "名称"), ("kind", "类别"), ("purposes", "可用于哪些用途")):
        if not values[name]:
            complaints[name] = Complaint("missing", f"请填写基金{label}。")
    values["opened"] = checked_day(values["opened"], "opened", complaints)
    if not 0 <= draft.share <= 100:
        complaints["share"] = Complaint("bad_share", "分成比例请填 0 到 100。")
    if lost := sorted(fund_balances.spent_on(fund) - set(values["purposes"].split("、"))) if fund else []:
        complaints["purposes"] = Complaint("spent", f"已经有用于{'、'.join(lost)}的支出，这个用途要留着。")
    _refuse_taken(Fund, values["name"], fund, complaints)
    if complaints:
        raise Invalid(complaints)
    return _write(Fund, "基金", values, fund)


@requires(Right.ENTER)
def add_opening(fund: int, campaign: int, amount: int | str, on: str, note: str) -> int:
    """Enter what a fund or a campaign held when the program came, once, with its proof; raises Invalid."""
    complaints: dict[str, str] = {}
    fen = fen_of(amount, "amount", complaints)
    day = past_day(on, complaints)
    if not clean(note):
        complaints["note"] = Complaint("missing", "请写明期初余额的凭据，如“2025年账本第12页”。")
    mine = FundEntry.fund == fund if fund else FundEntry.campaign == campaign
    undone = FundEntry.select(FundEntry.reverses).where(FundEntry.reverses != 0)
    if FundEntry.select().where(mine, FundEntry.kind == OPENING, FundEntry.id.not_in(undone)).exists():
        complaints["amount"] = Complaint("twice", "期初余额已经登记过，录错了请先冲销它。")
    if complaints:
        raise Invalid(complaints)
    with writing(f"登记期初余额 {money.in_digits(fen)} 元") as act:
        return enter(act, OPENING, fen, day, fund=fund, campaign=campaign, note=clean(note))


@requires(Right.READ)
def share_of(fund: int, profit: int, on: dt.date) -> tuple[int, str]:
    """The fen of an after-tax profit that flow into a fund on a day, down to the whole fen, and by which percent: the
    fund's own, else the rule's."""
    row, rule = Fund.get_by_id(fund), rule_book.in_force("charity.profit_share", on)
    percent = row.share or rule.amount
    doubt = "（以上级要求为准）" if rule.certainty == "unsure" else ""
    return profit * percent // 100, f"本基金约定 {percent}%" if row.share else f"{rule.name} {percent}%{doubt}"


@requires(Right.READ)
def check_profit(profit: int | str, on: str, earned: Earned = NOT_KNOWN) -> dict[str, Any]:
    """What a share of profit says, normalised; raises Invalid."""
    complaints: dict[str, str] = {}
    fen = fen_of(profit, "profit", complaints)
    day = past_day(on, complaints)
    more = enterprises.checked(earned, fen, complaints)
    if complaints:
        raise Invalid(complaints)
    return {**more, "profit": fen, "on": day}


@requires(Right.ENTER)
def share_profit(fund: int, profit: int | str, on: str, note: str = "", earned: Earned = NOT_KNOWN) -> int:
    """Let a fund's percent of an after-tax profit flow in, with what an enterprise `earned`; raises Invalid."""
    told = check_profit(profit, on, earned)
    amount, rule = share_of(fund, told["profit"], dt.date.fromisoformat(told["on"]))
    if not amount:
        raise Invalid({"profit": Complaint("no_amount", f"{rule}，转入不到一分钱，没有登记。请核对金额。")})
    name, day = Fund.get_by_id(fund).name, told.pop("on")
    with writing(f"{name}利润分成 {money.in_digits(amount)} 元") as act:
        return enter(act, SHARE, amount, day, fund=fund, **told, rule=rule, note=clean(note))


@requires(Right.ENTER)
def reverse(entry: int, reason: str) -> int:
    """Take an entry of a fund back by a row of its own; raises Invalid, or Problem where the money is spent."""
    if not clean(reason):
        raise Invalid({"reason": Complaint("missing", "请写明为什么冲销。")})
    with writing("冲销基金收支") as act:
        return undo(act, entry, clean(reason))


def _write(model: Any, called: str, values: dict[str, Any], number: int | None) -> int:
    with writing(f"{'修改' if number else '新建'}{called} {values['name']}") as act:
        row = model.get_by_id(number) if number else model(**values)
        act.change(row, values) if number else act.add(row)
        return int(row.id)


def _refuse_taken(model: Any, name: str, number: int | None, complaints: dict[str, str]) -> None:
    if model.select().where(model.name == name, model.id != (number or 0), model.removed_at == "").exists():
        complaints["name"] = Complaint("taken", f"已经有叫“{name}”的了，请换一个名称。")
