"""The lists of the tab 众筹积分 besides the gifts: holders, goods, redemptions, campaigns, funds."""

import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.gifts import COOPERATIVE
from app.domain.merchants import Draft as MerchantDraft
from app.services import (
    campaign_list,
    fund_list,
    funds,
    gifts,
    good_list,
    holders,
    journal,
    merchant_events,
    merchants,
    point_accounts,
    redeeming,
    redemption_list,
    stock,
)
from app.services.funds import CampaignDraft, FundDraft
from app.services.good_list import GoodDraft
from tests.services.test_charity_documents import FIRST, TODAY, campaign, gift, merchant, rice  # noqa: F401


def other(name):
    return merchants.save(MerchantDraft(sign=name, no_code_reason="未提供"), None)


def test_holders_are_found_by_initials_and_merged_ones_count_once(merchant, rice):  # noqa: F811
    book = other("永泰书店")
    saved = gift(merchant, "300")
    gift(book, "700", giver="永泰书店")
    mine, its = holders.known("merchant", merchant), holders.known("merchant", book)
    assert point_accounts.ids() == [its, mine]
    assert point_accounts.ids(order="name", descending=False) == [mine, its]
    assert point_accounts.ids("ytsd") == [its]
    assert point_accounts.counts() == {"全部": 2, "有积分": 2, "欠分": 0, "已用完": 0}
    redeeming.redeem("merchant", merchant, rice, 3)
    assert point_accounts.ids(filters={"state": "已用完"}) == [mine]
    gifts.reverse(saved.id, "录错")
    (row,) = point_accounts.rows([mine])
    assert (row.points, row.state, row.called, row.last) == (-300, "欠分", "商户", TODAY.isoformat())
    assert point_accounts.about("merchant", merchant) == "欠分 300 分，不能兑换"
    merchant_events.merge(book, merchant, TODAY)
    assert point_accounts.ids() == [its]
    assert point_accounts.get(its).points == 400


def test_goods_show_what_is_left_and_in_which_state_they_are(merchant):  # noqa: F811
    oil = good_list.save(GoodDraft(name="食用油", unit="桶", price="300", quota="2"), None)
    assert good_list.rows([oil])[0].state == "缺货"
    stock.enter(oil, 4)
    assert good_list.rows([oil])[0].state == "可兑换"
    soon = (TODAY + dt.timedelta(days=10)).isoformat()
    milk = good_list.save(GoodDraft(name="牛奶", unit="箱", price=200, expires=soon), None)
    stock.enter(milk, 1, stock.OPENING)
    cut = good_list.save(GoodDraft(name="理发", kind="服务", merchant="瑞和茶庄", price=50, value="20"), None)
    assert good_list.rows([cut])[0].value == 2_000
    assert {row.name: row.state for row in good_list.rows(good_list.ids())} == {
        "理发": "可兑换",
        "牛奶": "快过期",
        "食用油": "可兑换",
    }
    assert [offer.name for offer in good_list.find("sy")] == ["食用油"]
    assert good_list.find("食用")[0].hint == "300 分　还有 4 桶"
    good_list.end([oil])
    assert good_list.find("sy") == []
    assert good_list.counts()["已下架"] == 1
    good_list.offer_again(oil)
    assert good_list.counts()["已下架"] == 0


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (GoodDraft(price=10), "name"),
        (GoodDraft(name="米", price=0), "price"),
        (GoodDraft(name="米", price="1.5"), "price"),
        (GoodDraft(name="米", price=10, quota="-1"), "quota"),
        (GoodDraft(name="理发", kind="服务", price=10), "merchant"),
        (GoodDraft(name="理发", kind="服务", price=10, merchant="没有这家"), "merchant"),
        (GoodDraft(name="米", kind="别的", price=10), "kind"),
        (GoodDraft(name="米", price=10, expires="明年"), "expires"),
    ],
)
def test_an_offer_that_is_wrong_says_where(merchant, draft, field):  # noqa: F811
    with pytest.raises(Invalid) as wrong:
        good_list.save(draft, None)
    assert field in wrong.value.complaints


def test_a_kind_that_was_redeemed_stays(merchant, rice):  # noqa: F811
    gift(merchant)
    redeeming.redeem("merchant", merchant, rice, 1)
    with pytest.raises(Invalid, match="已经有人兑换过"):
        good_list.save(GoodDraft(name="大米", kind="服务", price=100, merchant="瑞和茶庄"), rice)
    with pytest.raises(Invalid, match="已经有叫"):
        good_list.save(GoodDraft(name="大米", price=100), None)


def test_redemptions_say_whether_they_were_taken_along(merchant, rice):  # noqa: F811
    gift(merchant)
    first, second = (redeeming.redeem("merchant", merchant, rice, 1) for _ in range(2))
    back = redeeming.reverse(second.id, "拿错")
    redeeming.hand_in(first.id)
    marks = {row.id: row.mark for row in redemption_list.rows(redemption_list.ids())}
    assert marks == {first.id: "已领取", second.id: "已冲销", back.id: "冲销"}
    assert redemption_list.ids("rhcz") == [back.id, second.id, first.id]
    assert redemption_list.ids(first.number) == [first.id]
    assert "王管理" in redemption_list.rows([first.id])[0].used


def test_a_campaign_shows_how_far_it_is_and_hides_whom_it_helps(merchant):  # noqa: F811
    number = campaign(target="1000")
    gift(merchant, "380", campaign=number)
    (row,) = campaign_list.rows(campaign_list.ids())
    assert (row.raised, row.progress, row.state, row.whom, row.licensed) == (38_000, "38%", "进行中", "李某某", False)
    gift(merchant, "620", campaign=number)
    assert campaign_list.rows([number])[0].state == "已达标"
    with pytest.raises(Problem, match="已经有收支"):
        campaign_list.remove([number])
    empty = campaign(name="助学", kind=COOPERATIVE, holder="市慈善总会", certificate="53100000MJ0001")
    assert campaign_list.ids("zx") == [empty]
    assert campaign_list.rows([empty])[0].licensed
    campaign_list.remove([empty])
    assert campaign_list.ids() == [number]
    journal.undo(journal.last().id)
    assert set(campaign_list.ids()) == {number, empty}


def test_a_fund_shows_what_came_in_and_went_out(merchant):  # noqa: F811
    told = FundDraft(name="社区基金", kind="社区基金", purposes="助学、社区建设", opened="2024-01-01", share=40)
    number = funds.save_fund(told, None)
    funds.share_profit(number, "57500", FIRST.isoformat())
    gift(merchant, "500", fund=number)
    (row,) = fund_list.rows(fund_list.ids("sq"))
    assert (row.gained, row.paid, row.balance, row.percent) == (2_350_000, 0, 2_350_000, "40%")
    with pytest.raises(Problem, match="要一直留着"):
        fund_list.remove([number])
    assert fund_list.counts() == {"全部": 1, "有余额": 1, "没有余额": 0}
    assert funds.save_campaign(CampaignDraft(name="x", purpose="助学", start="2026-01-01"), None)
