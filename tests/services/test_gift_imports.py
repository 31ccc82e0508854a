import datetime as dt

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft as MerchantDraft
from app.services import gift_list, gifts, holders, import_gifts, imports, journal, merchants, points
from app.services.import_gifts import GIFTS
from app.store.gifts import Gift
from app.store.points import PointEntry
from app.store.writing import writing

HEAD = "登记日期,捐赠单位（个人）,捐赠类型,金额（元）,物品名称,数量,单位,折价（元）,用途,经手人"
ROWS = (
    "2026/1/7,瑞和茶庄,捐款,200,,,,,助学,王芳",
    "2026/1/7,瑞和茶庄,捐款,200.00,,,,,助学,王芳",
    '2026.3.5,瑞和茶庄,捐款,"2,000.00",,,,,大病救助,王芳',
    "2026.3.6,瑞和茶庄,捐物,,棉被,33,袋,605,公益仓,李强",
    "2026.3.6,过路好心人,捐款,50,,,,,助学,王芳",
    "2026.3.7,瑞和茶庄,捐款,-5,,,,,助学,王芳",
)


@pytest.fixture
def merchant(store):
    return merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="未提供"), None)


@pytest.fixture
def ledger(tmp_path):
    def write(*rows, head=HEAD):
        path = tmp_path / "捐赠登记.csv"
        path.write_bytes("\r\n".join((head, *rows)).encode("gbk"))
        return path

    return write


def bring_in(path):
    plan = imports.read(path, target=GIFTS)
    if plan.counts()["new"]:
        imports.carry_out(plan)
    return plan


def test_equal_rows_are_all_taken_and_the_same_file_changes_nothing(merchant, ledger):
    plan = bring_in(ledger(*ROWS))
    assert plan.counts() == {"rows": 6, "new": 5, "updated": 0, "skipped": 0, "refused": 1}
    assert plan.reasons() == {"negative": 1}
    total = gift_list.totals({})
    assert (total.count, total.money, total.value, total.points) == (5, 245_000, 60_500, 3005)
    assert points.balance(holders.known("merchant", merchant)) == 3005
    again = bring_in(ledger(*ROWS))
    assert (again.counts()["skipped"], gift_list.totals({})) == (5, total)
    good = [row.draft for row in again.rows if row.verdict != imports.Verdict.REFUSED]
    assert import_gifts.tally(good) == {"unmatched": 1, "money_fen": 245_000, "goods_fen": 60_500}
    more = bring_in(ledger(*ROWS, ROWS[0]))
    assert (more.counts()["new"], gift_list.totals({}).count) == (1, 6)


def test_amounts_under_a_heading_in_wan_are_so(merchant, ledger):
    bring_in(ledger("2026/1/7,瑞和茶庄,捐款,1.2,,,,,助学,王芳", head=HEAD.replace("金额（元）", "金额（万元）")))
    assert gift_list.totals({}).money == 1_200_000


def test_what_was_entered_at_the_counter_counts_as_the_row_of_the_sheet(merchant, ledger):
    gifts.save(
        gifts.Draft(giver="瑞和茶庄", noun="merchant", row=merchant, amount="200", on="2026-01-07", purpose="助学")
    )
    assert bring_in(ledger(ROWS[0], ROWS[1])).counts()["new"] == 1


def test_undoing_the_import_reverses_every_gift_and_its_points(merchant, ledger):
    bring_in(ledger(*ROWS))
    journal.undo(journal.last().id)
    total = gift_list.totals({})
    assert (total.count, total.money, total.value, total.points) == (0, 0, 0, 0)
    assert points.balance(holders.known("merchant", merchant)) == 0
    assert Gift.select().count() == 10
    assert bring_in(ledger(*ROWS)).counts()["new"] == 5


def test_an_import_pays_what_its_giver_owes(merchant, ledger):
    first = gifts.save(gifts.Draft(giver="瑞和茶庄", noun="merchant", row=merchant, amount="300", on="2026-01-07"))
    holder = holders.known("merchant", merchant)
    with writing("花掉") as act:
        points.lose(act, holder, 250, dt.date.today(), points.Kind.ADJUSTED)
    gifts.reverse(first.id, "录错")
    assert points.available(holder) == -250
    bring_in(ledger(ROWS[2]))
    assert (points.available(holder), points.balance(holder)) == (1750, 1750)
    assert [lot.left for lot in points.lots(holder)] == [1750]


def test_a_sheet_without_kinds_tells_goods_from_money(merchant, ledger):
    plan = bring_in(ledger("2026.3.5,瑞和茶庄,100,,", "2026.3.5,瑞和茶庄,,米,80", head="日期,捐赠人,金额,物品,折价"))
    assert [row.draft.kind for row in plan.rows] == ["捐款", "捐物"]
    assert PointEntry.select().count() == 2


def test_a_name_that_two_merchants_bear_waits(merchant, ledger):
    merchants.save(MerchantDraft(sign="瑞和茶庄", address="别处", no_code_reason="未提供"), None)
    bring_in(ledger(ROWS[0]))
    assert (gift_list.waiting(), gift_list.totals({}).money) == (1, 20_000)


def test_a_giver_whose_name_is_nobodys_cannot_be_told_from_words(store):
    with pytest.raises(Problem, match="没有找到"):
        holders.only("没有这家")


def test_undoing_takes_back_what_was_spent_meanwhile_too(merchant, ledger):
    bring_in(ledger(*ROWS))
    holder = holders.known("merchant", merchant)
    with writing("花掉") as act:
        points.lose(act, holder, 300, dt.date.today(), points.Kind.ADJUSTED)
    journal.undo(next(each.id for each in journal.recent(5) if "导入" in each.what))
    assert points.balance(holder) == points.available(holder) == -300
    assert gift_list.totals({}).count == 0


def test_an_import_of_which_a_gift_was_corrected_is_not_undone(merchant, ledger):
    bring_in(ledger(*ROWS))
    imported = journal.last().id
    gifts.reverse(gift_list.ids()[0], "录错")
    with pytest.raises(Problem, match="已经冲销"):
        journal.undo(imported)
    assert gift_list.totals({}).count == 4
