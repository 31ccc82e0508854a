"""What flows in and out of funds and campaigns besides gifts: entered and reversed, paid out once two people agree."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.domain import money
from app.domain.calendar import spoken
from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.services import fund_balances, session
from app.services.session import requires
from app.store.charity import Fund, FundEntry
from app.store.writing import Act

OPENING, SHARE, PAID, REVERSED = "期初", "利润分成", "支出", "冲销"


@dataclass(frozen=True)
class Payment:
    """What is to be paid out of a fund or a campaign; `amount` fen or words."""

    fund: int = 0
    campaign: int = 0
    amount: int | str = 0
    purpose: str = ""
    beneficiary: str = ""
    households: int = 0
    on: str = ""
    note: str = ""


@requires(Right.ENTER)
def undo(act: Act, entry: int, reason: str) -> int:
    """Reverse an entry of a fund as part of an act; raises Problem."""
    row = FundEntry.get_by_id(entry)
    if row.reverses or FundEntry.select().where(FundEntry.reverses == entry).exists():
        raise Problem("这一笔已经冲销过，或本身是冲销，没有改动。")
    kept = ("fund", "campaign", "purpose", "beneficiary", "rule", "enterprise", "year")
    told = {name: getattr(row, name) for name in kept}
    told |= {name: -getattr(row, name) for name in ("revenue", "invested", "profit")}
    back = enter(act, REVERSED, -row.amount, dt.date.today().isoformat(), **told, reverses=entry, note=reason)
    fund_balances.refuse_overdrawn(row.fund, row.campaign)
    return back


@requires(Right.CHECK)
def carry_out(act: Act, content: dict[str, Any]) -> None:
    """Pay out what a second person agreed to; raises Problem where it is off purpose or more than there is."""
    payment = Payment(**{name: value for name, value in content.items() if name != "asked_by"})
    told = checked_payment(payment)
    more = {name: told[name] for name in ("fund", "campaign", "purpose", "beneficiary", "households", "note")}
    more |= {"asked_by": content["asked_by"], "agreed_by": session.clerk().name}
    enter(act, PAID, -told["amount"], told["on"], **more)
    fund_balances.refuse_overdrawn(payment.fund, payment.campaign)


@requires(Right.READ)
def checked_payment(payment: Payment) -> dict[str, Any]:
    """What a payment says, normalised; raises Invalid, also where it is off purpose or more than there is."""
    complaints: dict[str, str] = {}
    fen = fen_of(payment.amount, "amount", complaints)
    day = past_day(payment.on or dt.date.today().isoformat(), complaints)
    purpose = clean(payment.purpose)
    if bool(payment.fund) == bool(payment.campaign):
        complaints["fund"] = Complaint("one", "请选择从哪个基金或项目支出。")
    if not purpose:
        complaints["purpose"] = Complaint("missing", "请填写用途。")
    elif payment.fund and purpose not in (allowed := Fund.get_by_id(payment.fund).purposes.split("、")):
        sentence = f"这个基金专款专用，只能用于{'、'.join(allowed)}，不能用于“{purpose}”。"
        complaints["purpose"] = Complaint("off_purpose", sentence)
    if not clean(payment.beneficiary):
        complaints["beneficiary"] = Complaint("missing", "请填写受益人或受益单位。")
    if complaints:
        raise Invalid(complaints)
    there = fund_balances.of_fund(payment.fund) if payment.fund else fund_balances.of_campaign(payment.campaign)
    if fen > there:
        sentence = f"余额只有 {money.in_digits(there)} 元，不够支出 {money.in_digits(fen)} 元。"
        raise Invalid({"amount": Complaint("too_much", sentence)})
    then = fund_balances.least_since(day, payment.fund, payment.campaign)
    if fen > then:
        sentence = f"从{spoken(day)}那天起，余额最少时只有 {money.in_digits(max(then, 0))} 元，不够支出。请核对日期。"
        raise Invalid({"on": Complaint("too_early", sentence)})
    tidy = {"beneficiary": clean(payment.beneficiary), "note": clean(payment.note)}
    return {**vars(payment), **tidy, "amount": fen, "on": day, "purpose": purpose}


@requires(Right.ENTER)
def enter(act: Act, kind: str, amount: int, on: str, **more: Any) -> int:
    """Write an entry (fen, on an ISO day) as part of an act and return its id; `more` are its other columns."""
    today = dt.date.today().isoformat()
    number = f"ZC{today[:4]}{FundEntry.select().where(FundEntry.kind == PAID).count() + 1:05d}" if kind == PAID else ""
    row = FundEntry(kind=kind, number=number, on=on, booked=today, amount=amount, clerk=session.clerk().name, **more)
    act.add(row)
    return row.id


@requires(Right.READ)
def past_day(typed: str, complaints: dict[str, str]) -> str:
    """The ISO day of what was typed, which has come; what is wrong with it goes into `complaints` (on)."""
    day = checked_day(typed, "on", complaints)
    if len(day) < len("2026-01-01"):
        complaints.setdefault("on", Complaint("no_day", "请填写日期，写到日。"))
    elif day > dt.date.today().isoformat():
        complaints["on"] = Complaint("future", "日期在今天以后，请核对。")
    return day


@requires(Right.READ)
def fen_of(typed: int | str, field: str, complaints: dict[str, str], *, needed: bool = True) -> int:
    """The fen of what was typed; what is wrong with it goes into `complaints` by field."""
    if not typed and not needed:
        return 0
    try:
        fen = money.checked(typed)
    except Invalid as wrong:
        complaints[field] = next(iter(wrong.complaints.values()))
        return 0
    if fen <= 0 and needed:
        complaints[field] = Complaint("no_amount", "金额要大于 0，请填写。")
    return fen
