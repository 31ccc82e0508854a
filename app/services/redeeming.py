"""Points changed for goods and services of the 公益仓, the slips of that, and what merchants are settled for."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain.calendar import spoken_moment
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.points import Kind
from app.domain.roles import Right
from app.services import holders, points, session, stock
from app.services.session import requires
from app.store.points import PointEntry
from app.store.warehouse import Good, Redemption, Settlement, SlipUse
from app.store.writing import Act, writing

SERVICE = "服务"


@dataclass(frozen=True)
class Redeemed:
    """A redemption just made; `left` are the points the holder has now."""

    id: int
    number: str
    points: int
    left: int


@dataclass(frozen=True)
class Scan:
    """What a slip's code says when it is handed in: `fresh` the first time, else the sentence names when and who."""

    redemption: int
    fresh: bool
    sentence: str


@dataclass(frozen=True)
class Due:
    """What a merchant is settled for in a quarter: its slips (ids), their sum and what was paid, in fen."""

    merchant: int
    quarter: str
    slips: tuple[int, ...]
    amount: int
    paid: int


@requires(Right.ENTER)
def redeem(noun: str, row: int, good: int, quantity: int = 1, note: str = "") -> Redeemed:
    """Change points for pieces of a good, in one transaction; raises Invalid (good, quantity) naming what is short."""
    offer = Good.get_by_id(good)
    today = dt.date.today()
    with writing(f"兑换 {offer.name} {quantity:,} 份") as act:
        holder = holders.of(act, noun, row)
        points.expire(act, holder)
        price = offer.price * quantity
        _refuse(offer, holder, quantity, today)
        made = Redemption(
            **_numbered(today),
            holder=holder,
            name=holders.names([holder])[holder],
            good=good,
            item=offer.name,
            merchant=offer.merchant,
            quantity=quantity,
            points=price,
            value=offer.value * quantity,
            note=clean(note),
        )
        act.add(made)
        points.lose(act, holder, price, today, Kind.REDEEMED, noun="redemption", source=made.id)
        if offer.kind != SERVICE:
            stock.move(act, good, -quantity, stock.OUT, noun="redemption", source=made.id)
    return Redeemed(made.id, made.number, price, points.available(holder))


@requires(Right.READ)
def check(noun: str, row: int, good: int, quantity: int) -> None:
    """Raise Invalid (good, quantity) where points, stock, quota or the offer's time do not allow a redemption."""
    _refuse(Good.get_by_id(good), holders.known(noun, row), quantity, dt.date.today())


@requires(Right.ENTER)
def reverse(redemption: int, reason: str) -> Redeemed:
    """Take a redemption back by a row of its own: points and stock return. Raises Invalid, or Problem once the slip was
    handed in."""
    if not clean(reason):
        raise Invalid({"reason": Complaint("missing", "请写明为什么冲销。")})
    row = Redemption.get_by_id(redemption)
    with writing(f"冲销兑换 {row.number}") as act:
        return undo(act, redemption, clean(reason))


@requires(Right.ENTER)
def undo(act: Act, redemption: int, reason: str) -> Redeemed:
    """Reverse a redemption as part of an act; raises Problem."""
    row, today = Redemption.get_by_id(redemption), dt.date.today()
    if row.reverses or Redemption.select().where(Redemption.reverses == redemption).exists():
        raise Problem(f"{row.number}已经冲销过，或本身是冲销，没有改动。")
    if use := SlipUse.get_or_none(SlipUse.redemption == redemption):
        raise Problem(f"{row.number}已在{spoken_moment(use.at)}凭单领取，不能冲销。没有改动，请另行登记退回。")
    _refuse_settled(row)
    told = {name: getattr(row, name) for name in ("holder", "name", "good", "item", "merchant")}
    figures = {name: -getattr(row, name) for name in ("quantity", "points", "value")}
    back = Redemption(**_numbered(today), **told, **figures, reverses=redemption, note=reason)
    act.add(back)
    spent = (PointEntry.noun == "redemption", PointEntry.source == redemption, PointEntry.reverses == 0)
    for entry in list(PointEntry.select().where(*spent)):
        points.give_back(act, entry.id, today, reason)
    if Good.get_by_id(row.good).kind != SERVICE:
        stock.move(act, row.good, row.quantity, stock.REVERSED, noun="redemption", source=back.id)
    return Redeemed(back.id, back.number, back.points, points.available(row.holder))


@requires(Right.ENTER)
def hand_in(redemption: int) -> Scan:
    """Take the slip of a redemption for its good: once. A second time says when and by whom it was taken. Raises
    Problem for a slip that is not known or was reversed."""
    row = Redemption.get_or_none(Redemption.id == redemption)
    if row is None or row.reverses:
        raise Problem("登记册里没有这张兑换单，不能领取。没有改动，请核对单据。")
    if Redemption.select().where(Redemption.reverses == redemption).exists():
        raise Problem(f"{row.number}已经冲销，不能领取。没有改动。")
    if use := SlipUse.get_or_none(SlipUse.redemption == redemption):
        return Scan(redemption, False, f"已兑换：{row.number}在{spoken_moment(use.at)}由{use.who}核销过。")
    with writing(f"核销兑换单 {row.number}") as act:
        now = dt.datetime.now().isoformat(timespec="seconds")
        act.add(SlipUse(redemption=redemption, at=now, who=session.clerk().name))
    return Scan(redemption, True, f"可以领取：{row.name}的{row.item} {row.quantity:,} 份。")


@requires(Right.READ)
def due(quarter: str, merchant: int = 0) -> list[Due]:
    """What each merchant (or one) is settled for in a quarter (2026Q3): the sum of its slips that were not reversed."""
    year, part = int(quarter[:4]), int(quarter[-1])
    months = [f"{year}-{month:02d}" for month in range(3 * part - 2, 3 * part + 1)]
    undone = Redemption.select(Redemption.reverses).where(Redemption.reverses != 0)
    mine = [Redemption.merchant == merchant] if merchant else [Redemption.merchant != 0]
    alive = (Redemption.month.in_(months), Redemption.reverses == 0, Redemption.id.not_in(undone))
    found: dict[int, list[tuple[int, int]]] = {}
    for row in Redemption.select().where(*mine, *alive).order_by(Redemption.id):
        found.setdefault(row.merchant, []).append((row.id, row.value))
    paid = Settlement.select(Settlement.merchant, pw.fn.SUM(Settlement.amount))
    paid = paid.where(Settlement.quarter == quarter, Settlement.removed_at == "").group_by(Settlement.merchant)
    sums = dict(paid.tuples())
    return [
        Due(each, quarter, tuple(number for number, _ in slips), sum(value for _, value in slips), sums.get(each, 0))
        for each, slips in found.items()
    ]


@requires(Right.ENTER)
def settle(merchant: int, quarter: str, on: dt.date, note: str = "") -> int:
    """Note that a merchant was paid what is due for a quarter; returns the fen. Raises Problem for nothing due."""
    owed = next((each.amount - each.paid for each in due(quarter, merchant)), 0)
    if owed <= 0:
        raise Problem("这个季度没有要结算的金额，没有登记。")
    with writing(f"结算 {quarter}") as act:
        told = {"merchant": merchant, "quarter": quarter, "amount": owed, "paid_on": on.isoformat()}
        act.add(Settlement(**told, clerk=session.clerk().name, note=clean(note)))
    return owed


@requires(Right.READ)
def next_serial(year: int) -> int:
    """The serial of the next slip of a year; none is ever given twice."""
    return (Redemption.select(pw.fn.MAX(Redemption.serial)).where(Redemption.year == year).scalar() or 0) + 1


def _refuse_settled(row: Redemption) -> None:
    """Raise Problem where a merchant was paid for a slip already."""
    quarter = f"{row.year}Q{(int(row.month[5:]) + 2) // 3}"
    owed = next(iter(due(quarter, row.merchant)), None) if row.merchant and row.value else None
    if owed and owed.amount - row.value < owed.paid:
        raise Problem(f"{row.number}所在的季度已经和商户结算过，不能冲销。没有改动，请先撤销那次结算登记。")


def _numbered(today: dt.date) -> dict[str, Any]:
    """The next number of the year, its days, and who enters it."""
    serial = next_serial(today.year)
    number = {"year": today.year, "serial": serial, "number": f"DH{today.year}{serial:05d}"}
    day = today.isoformat()
    return number | {"on": day, "month": day[:7], "booked": day, "clerk": session.clerk().name}


def _refuse(offer: Good, holder: int, quantity: int, today: dt.date) -> None:
    """Raise Invalid where points, stock, quota or the offer's time do not allow it; nothing is written then."""
    complaints: dict[str, str] = {}
    day = today.isoformat()
    held, price = points.available(holder), offer.price * quantity
    if quantity <= 0:
        complaints["quantity"] = Complaint("bad_number", "数量要大于 0。")
    elif offer.removed_at or offer.ended or (offer.expires and offer.expires < day):
        complaints["good"] = Complaint("ended", f"“{offer.name}”已经下架或过期，不能兑换。")
    elif held < price:
        short = f"还差 {price - held:,} 分" if held >= 0 else f"现在欠 {-held:,} 分"
        complaints["quantity"] = Complaint("too_few", f"需要 {price:,} 分，只有 {held:,} 分可用，{short}。")
    elif offer.kind != SERVICE and stock.left(offer.id) < quantity:
        complaints["quantity"] = Complaint("no_stock", f"“{offer.name}”只剩 {stock.left(offer.id):,} 份。")
    elif offer.quota and (had := _had(offer, holder, today)) + quantity > offer.quota:
        complaints["quantity"] = Complaint("quota", f"“{offer.name}”每季每户限 {offer.quota:,} 份，已兑换 {had:,} 份。")
    if complaints:
        raise Invalid(complaints)


def _had(offer: Good, holder: int, today: dt.date) -> int:
    """The pieces of an offer a holder has had in the quarter of a day; what was reversed counts back."""
    first = today.month - (today.month - 1) % 3
    months = [f"{today.year}-{month:02d}" for month in range(first, first + 3)]
    mine = (Redemption.good == offer.id, Redemption.holder.in_(holders.same(holder)), Redemption.month.in_(months))
    return Redemption.select(pw.fn.SUM(Redemption.quantity)).where(*mine).scalar() or 0
