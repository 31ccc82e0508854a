"""A counter that is killed at any moment has moved points and stock together or not at all."""

import datetime as dt
import os
import random
import signal
import time

import pytest

from app.domain.gifts import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.services import centres, gifts, holders, merchants, points, redeeming, stock
from app.store import chain
from app.store.gifts import Gift
from app.store.points import PointEntry, PointSpend
from app.store.warehouse import Good, Redemption, StockMove
from app.store.writing import Act, writing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed in the middle")
PRICE, STOCK = 30, 10_000


@pytest.fixture
def desk(store):
    """A merchant with points, and rice."""
    merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="未提供"), None)
    with writing("新增物品") as act:
        good = Good(name="大米", kind="物品", price=PRICE, unit="袋")
        act.add(good)
    stock.enter(good.id, STOCK, stock.OPENING)
    give(merchant)
    return merchant, good.id


def give(merchant):
    told = {"giver": "瑞和茶庄", "noun": "merchant", "row": merchant, "amount": "900"}
    return gifts.save(Draft(**told, on=dt.date.today().isoformat()))


def work(merchant, good):
    """Redeem, take back and give for ever."""
    while True:
        given = give(merchant)
        redeeming.redeem("merchant", merchant, good, 2)
        made = redeeming.redeem("merchant", merchant, good, 1)
        redeeming.reverse(made.id, "不要了")
        gifts.reverse(given.id, "录错")


def adds_up(merchant, good):
    """Every slip has its points and its pieces, every gift its points, and no lot is spent twice."""
    for row in Redemption.select():
        mine = {"noun": "redemption", "source": row.reverses or row.id}
        sign = (PointEntry.points > 0) if row.reverses else (PointEntry.points < 0)
        entries = PointEntry.select().where(PointEntry.noun == "redemption", PointEntry.source == mine["source"], sign)
        assert [entry.points for entry in entries] == [-row.points]
        moved = StockMove.select().where(StockMove.noun == "redemption", StockMove.source == row.id)
        assert [move.quantity for move in moved] == [-row.quantity]
    assert StockMove.select().count() == Redemption.select().count() + 1
    assert stock.left(good) == STOCK - sum(row.quantity for row in Redemption.select())
    assert sum(row.points for row in Gift.select()) == sum(
        row.points for row in PointEntry.select().where(PointEntry.noun == "gift")
    )
    holder = holders.known("merchant", merchant)
    owed = sum(due for _, due in points._debts(holder))
    assert points.balance(holder) == sum(lot.left for lot in points.lots(holder)) - owed
    known = {row.id for row in PointEntry.select()}
    assert all({spend.entry, spend.lot} <= known for spend in PointSpend.select())
    assert list(chain.broken()) == []


def in_a_child(folder, admin, act):
    """Do something in a process of its own with the store open, and return that process."""
    child = os.fork()
    if not child:
        try:
            centres.unlock(folder, *admin)
            act()
        finally:
            os._exit(3)
    return child


def test_killed_twenty_times_at_random_everything_adds_up(store, admin, desk):
    dice = random.Random()
    done = []
    for _ in range(20):
        centres.close()
        child = in_a_child(store, admin, lambda: work(*desk))
        time.sleep(dice.uniform(0.05, 0.5))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        centres.unlock(store, *admin)
        adds_up(*desk)
        done.append(Redemption.select().count())
    assert done[-1] > done[0]


def test_killed_before_each_row_of_a_redemption_nothing_has_moved(store, admin, desk, monkeypatch):
    before = points.balance(holders.known("merchant", desk[0])), stock.left(desk[1])
    real, ends = Act.add, []
    for number in range(1, 20):
        centres.close()
        calls = iter(range(1, 100))

        def add(self, record, calls=calls, number=number):
            if next(calls) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            real(self, record)

        def redeem():
            monkeypatch.setattr(Act, "add", add)
            redeeming.redeem("merchant", *desk, 3)
            os._exit(0)

        _, status = os.waitpid(in_a_child(store, admin, redeem), 0)
        centres.unlock(store, *admin)
        adds_up(*desk)
        ends.append((points.balance(holders.known("merchant", desk[0])), stock.left(desk[1])))
        if not os.WIFSIGNALED(status):
            assert os.waitstatus_to_exitcode(status) == 0
            break
    assert len(ends) > 3
    assert ends == [before] * (len(ends) - 1) + [(before[0] - 3 * PRICE, before[1] - 3)]
