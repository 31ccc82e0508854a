import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.gifts import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.services import (
    cash,
    day_sheet,
    gift_list,
    gift_matching,
    gifts,
    holders,
    journal,
    merchant_events,
    merchants,
    point_list,
    points,
    redeeming,
    stock,
)
from app.store.database import db
from app.store.gifts import Gift
from app.store.points import PointEntry
from app.store.warehouse import Good
from app.store.writing import writing

TODAY = dt.date.today().isoformat()


@pytest.fixture
def merchant(store):
    return merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="未提供"), None)


def gift(merchant, amount="500", **more):
    told = {"giver": "瑞和茶庄", "noun": "merchant", "row": merchant, "amount": amount, "on": TODAY}
    return gifts.save(Draft(**{**told, **more}))


@pytest.fixture
def rice(merchant):
    with writing("新增物品") as act:
        good = Good(name="大米", kind="物品", price=100, unit="袋")
        act.add(good)
    stock.enter(good.id, 5)
    return good.id


def test_a_gift_gives_a_number_and_points(merchant):
    saved = gift(merchant)
    assert (saved.number, saved.points) == (f"JZ{TODAY[:4]}00001", 500)
    holder = holders.known("merchant", merchant)
    assert points.balance(holder) == points.available(holder) == 500
    assert list(cash.held().values()) == [50_000]


def test_a_gift_taken_back_takes_its_points_and_cash_and_keeps_its_number(merchant):
    first = gift(merchant)
    journal.undo(journal.last().id)
    holder = holders.known("merchant", merchant)
    assert (points.balance(holder), cash.held()) == (0, {})
    assert [row.number for row in Gift.select().order_by(Gift.id)] == [first.number, f"JZ{TODAY[:4]}00002"]
    assert sum(row.amount for row in Gift.select()) == 0


def test_a_gift_taken_back_after_its_points_are_spent_is_owed(merchant, rice):
    first = gift(merchant, "300")
    redeeming.redeem("merchant", merchant, rice, 2)
    gifts.reverse(first.id, "金额录错")
    holder = holders.known("merchant", merchant)
    assert points.balance(holder) == points.available(holder) == -200
    with pytest.raises(Invalid, match="欠 200 分"):
        redeeming.redeem("merchant", merchant, rice, 1)
    gift(merchant, "500")
    assert points.balance(holder) == points.available(holder) == 300
    assert [lot.left for lot in points.lots(holder)] == [300]


def test_redeeming_moves_points_and_stock_together_or_not_at_all(merchant, rice):
    gift(merchant)
    with pytest.raises(Invalid, match="需要 600 分"):
        redeeming.redeem("merchant", merchant, rice, 6)
    made = redeeming.redeem("merchant", merchant, rice, 3)
    assert (made.left, stock.left(rice)) == (200, 2)
    assert redeeming.hand_in(made.id).fresh
    again = redeeming.hand_in(made.id)
    assert not again.fresh
    assert "已兑换" in again.sentence
    with pytest.raises(Problem, match="凭单领取"):
        redeeming.reverse(made.id, "不要了")


def test_a_redemption_taken_back_restores_the_lots(merchant, rice):
    gift(merchant)
    redeeming.redeem("merchant", merchant, rice, 3)
    journal.undo(journal.last().id)
    holder = holders.known("merchant", merchant)
    assert (points.available(holder), stock.left(rice)) == (500, 5)
    assert [lot.left for lot in points.lots(holder)] == [500]


@pytest.mark.parametrize("sql", ["UPDATE point_entry SET points = 9", "DELETE FROM point_entry"])
def test_the_database_itself_keeps_the_ledger(merchant, sql):
    gift(merchant)
    with pytest.raises(Exception, match="append-only"):
        db.execute_sql(sql)
    assert [row.points for row in PointEntry.select()] == [500]


def test_a_name_only_waits_until_it_is_matched(merchant):
    saved = gifts.save(Draft(giver="瑞和", amount="200", on=TODAY))
    assert saved.points == 0
    assert gifts.match(saved.id, "merchant", merchant).points == 200
    with pytest.raises(Problem, match="已经确定"):
        gifts.match(saved.id, "merchant", merchant)


def test_a_match_taken_back_leaves_the_name_waiting_and_both_rows_in_the_ledger(merchant):
    for amount in ("200", "30"):
        gifts.save(Draft(giver="瑞和", amount=amount, on=TODAY))
    gift_matching.match("瑞和", "merchant", merchant)
    holder = holders.known("merchant", merchant)
    assert (points.balance(holder), gift_matching.waiting_as("瑞和")) == (230, 0)
    journal.undo(journal.last().id)
    assert (points.balance(holder), gift_matching.waiting_as("瑞和")) == (0, 2)
    rows = list(Gift.select().order_by(Gift.id))
    assert [row.amount for row in rows] == [20000, 3000, -20000, 20000, -3000, 3000]
    assert [row.holder for row in rows] == [holder, holder, holder, 0, holder, 0]
    assert gift_matching.match("瑞和", "merchant", merchant) == 2
    assert points.balance(holder) == 230


def test_what_the_ledger_keeps_does_not_stand_in_the_way_of_what_was_done_before_it(merchant):
    saved = gift(merchant)
    other = merchants.save(MerchantDraft(sign="曾家面馆", no_code_reason="未提供"), None)
    gifts.reverse(saved.id, "金额录错")
    assert not journal.last().undoable
    journal.undo(journal.last_of_session().id)
    assert merchants.counts()["全部"] == 1
    assert other not in merchants.ids()


def test_pieces_entered_by_hand_go_out_again_and_come_back(rice):
    entered = journal.last()
    journal.undo(entered.id)
    assert stock.left(rice) == 0
    journal.undo(journal.last_undone().id)
    assert stock.left(rice) == 5


def test_an_opening_gift_that_is_corrected_stays_one(merchant):
    saved = gifts.save(Draft(giver="瑞和茶庄", noun="merchant", row=merchant, amount="200", on=TODAY), opening=True)
    again = gifts.redo(saved.id, Draft(**{**vars(gifts.draft_of(saved.id)), "amount": "300"}), "少写了")
    assert (again.points, Gift.get_by_id(again.id).opening) == (0, True)


def test_merging_merchants_joins_their_points_and_undoing_it_parts_them(merchant):
    other = merchants.save(MerchantDraft(sign="瑞和茶庄二店", no_code_reason="未提供"), None)
    gift(merchant, "300")
    gift(other, "200", giver="瑞和茶庄二店")
    merchant_events.merge(merchant, other, dt.date.today())
    holder = holders.known("merchant", merchant)
    assert points.balance(holder) == 500
    assert holders.known("merchant", other) == holder
    journal.undo(journal.last().id)
    assert points.balance(holder) == 300


def test_a_statement_and_the_day_sheet_add_up(merchant, rice):
    gift(merchant, "300", giver="瑞和茶庄")
    gift(merchant, "12.50", method="微信")
    redeeming.redeem("merchant", merchant, rice, 2)
    holder = holders.known("merchant", merchant)
    today = dt.date.today()
    told = point_list.statement(holder, today, today)
    assert (told.opening, [row.points for row in told.rows], told.closing) == (0, [300, 12, -200], 112)
    assert [row.slip[:2] for row in told.rows] == ["JZ", "JZ", "DH"]
    sheet = day_sheet.of_day(today)
    assert (sheet.money, sheet.cash_taken, sheet.by_method) == (31_250, 30_000, {"现金": 30_000, "微信": 1_250})
    assert [(row.name, row.points) for row in point_list.holdings()] == [("瑞和茶庄", 112)]
    assert len(point_list.ids("rhcz")) == 3
    assert gift_list.totals({"period": "今天"}).money == 31_250
    assert list(gift_list.ids("瑞和", {"kind": "捐款"})[:1]) == list(gift_list.ids()[:1])
