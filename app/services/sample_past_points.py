"""What points were changed for in two years of the sample store, and what merchants were paid for it."""

import datetime as dt
from collections import defaultdict
from random import Random
from typing import Any

from app.domain.points import Kind, Lot, take
from app.domain.roles import Right
from app.services import holders, sample_past, stock
from app.services.redeeming import SERVICE
from app.services.sample_past import RUNNING, Past
from app.services.sample_past_gifts import CLERK
from app.services.session import requires
from app.store.database import among
from app.store.gifts import Holder
from app.store.merchants import Merchant
from app.store.points import PointEntry, PointSpend
from app.store.search import put_many
from app.store.warehouse import Good, Redemption, Settlement, SlipUse, StockMove
from app.store.writing import Act, writing

_Lots = dict[int, list[Lot]]


@requires(Right.ENTER)
def fill(past: Past, merchants: list[int]) -> None:
    """Offer goods and services, and let who has points change them."""
    chance, told = Random("points"), sample_past.told()["charity"]
    with writing("载入历年公益仓和兑换（示例）") as act:
        goods = _offer(act, told, merchants)
        made = _redemptions(past, chance, told, goods)
        added = _enter(act, made)
        _stock(act, past, told, goods, list(zip(added, made, strict=True)))
        _settle(act, past, made)


def _offer(act: Act, told: dict[str, Any], merchants: list[int]) -> list[Good]:
    goods = []
    trades = dict(Merchant.select(Merchant.trade, Merchant.id).where(among(Merchant.id, merchants)).tuples())
    for name, kind, unit, price, value, _, trade in told["offers"]:
        merchant = trades[trade] if kind == SERVICE else 0
        goods.append(Good(name=name, kind=kind, unit=unit, price=price, value=value, merchant=merchant))
        act.add(goods[-1])
    return goods


def _redemptions(past: Past, chance: Random, told: dict[str, Any], goods: list[Good]) -> list[dict[str, Any]]:
    """Who had points enough on a day changed some of them; each with the lots it took, the oldest first."""
    lots: _Lots = defaultdict(list)
    earned = PointEntry.select(PointEntry.id, PointEntry.holder, PointEntry.on, PointEntry.points)
    for entry, holder, on, points in earned.order_by(PointEntry.on, PointEntry.id).tuples():
        lots[holder].append(Lot(entry, on, "", points))
    names = holders.names([number for (number,) in Holder.select(Holder.id).tuples()])
    pieces: dict[int, int] = defaultdict(int)
    made: list[dict[str, Any]] = []
    serials: dict[int, int] = defaultdict(int)
    for day in past.spread(chance, told["redeemed"]):
        on, good, quantity = day.isoformat(), chance.choice(goods), chance.choice((1, 1, 1, 2))
        rich = [holder for holder, held in lots.items() if _there(held, on) >= good.price * quantity]
        if not rich or pieces[good.id] + quantity > _bought(past, told, good, on):
            continue
        holder, price = chance.choice(rich), good.price * quantity
        taken, _ = take([lot for lot in lots[holder] if lot.on <= on], price, on)
        lots[holder] = _less(lots[holder], dict(taken))
        pieces[good.id] += quantity
        serials[day.year] += 1
        row = {"year": day.year, "serial": serials[day.year], "number": f"DH{day.year}{serials[day.year]:05d}"}
        row |= {"on": on, "month": on[:7], "booked": on, "holder": holder, "name": names[holder], "good": good.id}
        row |= {"item": good.name, "merchant": good.merchant, "quantity": quantity, "points": price}
        made.append({**row, "value": good.value * quantity, "clerk": CLERK, "taken": taken})
    return made


def _there(held: list[Lot], on: str) -> int:
    return sum(lot.left for lot in held if lot.on <= on)


def _less(held: list[Lot], taken: dict[int, int]) -> list[Lot]:
    return [Lot(lot.entry, lot.on, lot.expires, lot.left - taken.get(lot.entry, 0)) for lot in held]


def _bought(past: Past, told: dict[str, Any], good: Good, on: str) -> int:
    """The pieces of a good that came in up to a day; of a service there are always some."""
    each = next(offer[5] for offer in told["offers"] if offer[0] == good.name)
    quarters = sum(past.quarter(number).start.isoformat() <= on for number in range(RUNNING + 1))
    return each * quarters if each else len(good.name) * 10_000


def _enter(act: Act, made: list[dict[str, Any]]) -> range:
    columns = [name for name in made[0] if name != "taken"]
    added = act.add_many(Redemption, columns, [tuple(row[name] for name in columns) for row in made])
    numbered = list(zip(added, made, strict=True))
    put_many(
        Redemption, ((n, {"names": [row["name"]], "letters": [], "numbers": [row["number"]]}) for n, row in numbered)
    )
    fields = ("holder", "kind", "points", "on", "booked", "noun", "source", "clerk")
    lost = [
        (row["holder"], Kind.REDEEMED.value, -row["points"], row["on"], row["on"], "redemption", number, CLERK)
        for number, row in numbered
    ]
    entries = act.add_many(PointEntry, fields, lost)
    spent = [(entry, lot, points) for entry, row in zip(entries, made, strict=True) for lot, points in row["taken"]]
    act.add_many(PointSpend, ("entry", "lot", "points"), spent)
    uses = [(number, f"{row['on']}T16:30:00", CLERK) for number, row in numbered]
    act.add_many(SlipUse, ("redemption", "at", "who"), uses)
    return added


def _stock(
    act: Act, past: Past, told: dict[str, Any], goods: list[Good], made: list[tuple[int, dict[str, Any]]]
) -> None:
    """Goods come in at the beginning of each quarter and go out with each redemption."""
    rows = []
    for good, offer in zip(goods, told["offers"], strict=True):
        for number in past.numbers() if offer[5] else ():
            on = past.quarter(number).start.isoformat()
            rows.append((good.id, stock.IN, offer[5], on, on, "", 0, CLERK))
    kinds = {good.id: good.kind for good in goods}
    rows += [
        (row["good"], stock.OUT, -row["quantity"], row["on"], row["on"], "redemption", number, CLERK)
        for number, row in made
        if kinds[row["good"]] != SERVICE
    ]
    fields = ("good", "kind", "quantity", "on", "booked", "noun", "source", "clerk")
    act.add_many(StockMove, fields, sorted(rows, key=lambda row: row[3]))


def _settle(act: Act, past: Past, made: list[dict[str, Any]]) -> None:
    """Merchants are paid for their slips ten days after each quarter but the last."""
    rows = []
    for number in range(RUNNING - 1):
        period = past.quarter(number)
        sums: dict[int, int] = defaultdict(int)
        for row in made:
            if row["merchant"] and period.start.isoformat() <= row["on"] <= period.end.isoformat():
                sums[row["merchant"]] += row["value"]
        paid = (period.end + dt.timedelta(days=10)).isoformat()
        rows += [(merchant, period.code, fen, paid, CLERK) for merchant, fen in sums.items()]
    act.add_many(Settlement, ("merchant", "quarter", "amount", "paid_on", "clerk"), rows)
