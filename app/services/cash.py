"""Who holds the cash of gifts, and when it was handed on."""

import datetime as dt
from collections import Counter

import peewee as pw

from app.domain import money
from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.gifts import CASH
from app.domain.names import clean
from app.domain.roles import Right
from app.services.session import requires
from app.store.centres import Clerk
from app.store.gifts import CashMove, Gift
from app.store.writing import Act, writing


@requires(Right.READ)
def held(day: str = "") -> dict[str, int]:
    """The fen each person holds by what was entered up to an ISO day (ever): cash gifts they took in, what was handed
    to them, less what they handed on."""
    found: Counter[str] = Counter()
    until = [model.booked <= day if day else model.id > 0 for model in (Gift, CashMove)]
    taken = Gift.select(Gift.handler, pw.fn.SUM(Gift.amount)).where(Gift.method == CASH, until[0])
    for name, fen in taken.group_by(Gift.handler).tuples():
        found[name] += fen
    moved = CashMove.select(CashMove.giver, CashMove.taker, CashMove.to_outside, CashMove.amount).where(until[1])
    for giver, taker, outside, fen in moved.tuples():
        found[giver] -= fen
        if not outside:
            found[taker] += fen
    return {name: fen for name, fen in found.items() if fen}


@requires(Right.ENTER)
def hand_on(
    giver: str, taker: str, amount: int | str, on: str = "", note: str = "", *, to_outside: bool = False
) -> int:
    """Note that cash was handed on to a colleague, or out of the centre (bank, finance office); raises Invalid."""
    complaints: dict[str, str] = {}
    giver, taker = clean(giver), clean(taker)
    try:
        fen = money.checked(amount)
    except Invalid as wrong:
        fen, complaints = 0, dict(wrong.complaints)
    day = checked_day(on or dt.date.today().isoformat(), "on", complaints)
    there = held().get(giver, 0)
    if not taker or taker == giver:
        complaints["taker"] = Complaint("missing", "请填写交给谁，不能是自己。")
    if fen <= 0:
        complaints.setdefault("amount", Complaint("no_amount", "金额要大于 0。"))
    elif fen > there:
        sentence = f"{giver or '没有人'}手里只有 {money.in_digits(there)} 元现金，交不出 {money.in_digits(fen)} 元。"
        complaints["amount"] = Complaint("too_much", sentence)
    if complaints:
        raise Invalid(complaints)
    with writing(f"现金交接 {money.in_digits(fen)} 元") as act:
        today = dt.date.today().isoformat()
        told = {"on": day, "booked": today, "giver": giver, "taker": taker, "amount": fen}
        row = CashMove(**told, to_outside=to_outside, note=clean(note))
        act.add(row)
    return row.id


@requires(Right.ENTER)
def undo(act: Act, move: int, reason: str) -> int:
    """Take a hand-over back by a row of its own as part of an act; raises Problem."""
    row = CashMove.get_by_id(move)
    if row.reverses or CashMove.select().where(CashMove.reverses == move).exists():
        raise Problem("这次交接已经冲销过，或本身是冲销，没有改动。")
    today = dt.date.today().isoformat()
    told = {"giver": row.giver, "taker": row.taker, "to_outside": row.to_outside, "amount": -row.amount}
    back = CashMove(**told, on=today, booked=today, reverses=move, note=reason)
    act.add(back)
    return back.id


@requires(Right.READ)
def colleagues() -> list[str]:
    """Everybody who works here, to whom cash can be handed."""
    people = Clerk.select().where(Clerk.removed_at == "").order_by(Clerk.id)
    return [row.name for row in people]


@requires(Right.READ)
def moves(start: str, end: str) -> list[CashMove]:
    """The hand-overs entered between two ISO days, the newest first."""
    query = CashMove.select().where(CashMove.booked.between(start, end))
    return list(query.order_by(CashMove.id.desc()))
