"""Ways round the rules of gifts, funds and points that must be closed, and corrections that must stay possible."""

import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.gifts import Draft
from app.domain.members import Draft as Member
from app.domain.merchants import Draft as MerchantDraft
from app.domain.points import Rule
from app.services import (
    charity_documents,
    charity_sheets,
    earning,
    fund_balances,
    fund_entries,
    funds,
    gift_matching,
    gifts,
    good_list,
    holders,
    journal,
    members,
    merchants,
    points,
    redeeming,
    stock,
)
from app.services.funds import CampaignDraft, FundDraft
from app.store.charity import Campaign
from app.store.database import db
from app.store.gifts import Gift
from app.store.writing import writing

from .test_gifts import gift, merchant, rice  # noqa: F401

TODAY = dt.date.today()
ON = TODAY.isoformat()
LAST_MONTH = (TODAY.replace(day=1) - dt.timedelta(days=3)).isoformat()


@pytest.fixture
def fund(merchant):  # noqa: F811
    return funds.save_fund(FundDraft("爱心基金", "冠名基金", "助学、大病救助", "", "2020-01-01"), None)


@pytest.fixture
def myself(store):
    return members.save(Member(name="王管理"), None)


def pay(fund, amount, on=ON, purpose="助学"):
    told = {"fund": fund, "amount": amount, "purpose": purpose, "beneficiary": "甲", "asked_by": "乙", "on": on}
    with writing("支出") as act:
        fund_entries.carry_out(act, told)


def ago(days):
    return (TODAY - dt.timedelta(days=days)).isoformat()


def test_a_gift_is_corrected_though_its_fund_paid_out_what_stays(merchant, fund):  # noqa: F811
    first = gift(merchant, "1000", fund=fund)
    pay(fund, "300")
    told = gifts.draft_of(first.id)
    gifts.redo(first.id, Draft(**{**vars(told), "amount": "400"}), "多写了")
    assert fund_balances.of_fund(fund) == 10_000
    with pytest.raises(Problem, match="余额不够"):
        gifts.redo(gifts.last_own(), Draft(**{**vars(told), "amount": "200"}), "又写错")
    assert fund_balances.of_fund(fund) == 10_000


def test_goods_are_corrected_though_some_were_given_out(merchant, rice):  # noqa: F811
    told = {"kind": "捐物", "item": "大米", "quantity": "20", "value": "400", "good": rice, "amount": 0}
    first = gift(merchant, **told)
    redeeming.redeem("merchant", merchant, rice, 4)
    stock.enter(rice, 19, stock.SPOILED)
    assert stock.left(rice) == 2
    gifts.redo(first.id, Draft(**{**vars(gifts.draft_of(first.id)), "quantity": "18"}), "多数了")
    assert stock.left(rice) == 0
    with pytest.raises(Problem, match="不够出"):
        gifts.redo(gifts.last_own(), Draft(**{**vars(gifts.draft_of(first.id)), "quantity": "17"}), "又数错")
    assert stock.left(rice) == 0


def test_a_payment_is_not_dated_before_the_money_was_there(merchant, fund):  # noqa: F811
    gift(merchant, "500", fund=fund, on=ago(2))
    with pytest.raises(Invalid, match="那天"):
        pay(fund, "100", ago(3))
    pay(fund, "400", ago(2))
    gift(merchant, "500", fund=fund)
    with pytest.raises(Invalid, match="那天"):
        pay(fund, "200", ago(1))
    pay(fund, "600")
    assert fund_balances.of_fund(fund) == 0


def test_nothing_of_a_fund_is_dated_in_the_future(merchant, fund):  # noqa: F811
    gift(merchant, "500", fund=fund)
    for enter in (
        lambda: pay(fund, "100", ago(-1)),
        lambda: funds.share_profit(fund, "1000", ago(-1)),
        lambda: funds.add_opening(fund, 0, "1000", ago(-1), "账本第1页"),
    ):
        with pytest.raises(Invalid, match="今天以后"):
            enter()
    assert fund_balances.of_fund(fund) == 50_000


def test_a_fund_keeps_the_purposes_it_was_spent_on(merchant, fund):  # noqa: F811
    gift(merchant, "500", fund=fund)
    pay(fund, "100")
    with pytest.raises(Invalid, match="助学"):
        funds.save_fund(FundDraft("爱心基金", "冠名基金", "大病救助", "", "2020-01-01"), fund)
    funds.save_fund(FundDraft("爱心基金", "冠名基金", "助学", "", "2020-01-01"), fund)


def test_a_share_of_next_to_nothing_is_refused(fund):
    with pytest.raises(Invalid):
        funds.share_profit(fund, "0.02", ON)
    funds.share_profit(fund, "0.03", ON)
    assert fund_balances.of_fund(fund) == 1


def test_a_gift_of_last_month_corrected_now_earns_under_the_cap_of_last_month(merchant):  # noqa: F811
    earning.save(Rule("捐款", 1, 100, monthly_cap=300, start="2020-01-01"))
    first = gift(merchant, "300", on=LAST_MONTH)
    gifts.redo(first.id, Draft(**{**vars(gifts.draft_of(first.id)), "amount": "200"}), "多写了")
    holder = holders.known("merchant", merchant)
    assert points.balance(holder) == 200
    assert gift(merchant, "900", on=LAST_MONTH).points == 100
    assert gift(merchant, "900").points == 300
    assert points.balance(holder) == 600


def test_nobody_gives_points_to_themselves_by_being_matched(store, myself):
    saved = gifts.save(Draft(giver="王管理", amount="200", on=ON))
    with pytest.raises(Problem, match="自己"):
        gifts.match(saved.id, "person", myself)
    with pytest.raises(Problem, match="自己"):
        gift_matching.match("王管理", "person", myself)
    assert Gift.get_by_id(saved.id).holder == 0


def test_nobody_gives_points_to_themselves_by_sharing(merchant, myself):  # noqa: F811
    with pytest.raises(Problem, match="自己"):
        gift(merchant, "200", shared_with="王管理")


def test_nobody_gives_points_to_their_own_merchant(store):
    own = merchants.save(MerchantDraft(sign="王记面馆", owner="王管理", no_code_reason="未提供"), None)
    with pytest.raises(Problem, match="自己"):
        gift(own, "200", giver="王记面馆")


def test_a_name_shares_a_gift_once(merchant):  # noqa: F811
    with pytest.raises(Invalid, match="两次"):
        gift(merchant, "200", shared_with="瑞和茶庄")


def test_what_lay_in_the_warehouse_is_entered_once(merchant, rice):  # noqa: F811
    stock.enter(rice, 3, stock.OPENING, "盘点表")
    with pytest.raises(Problem, match="期初"):
        stock.enter(rice, 3, stock.OPENING, "盘点表")
    assert stock.left(rice) == 8


@pytest.mark.parametrize(
    "column", ["fund", "campaign", "good", "method", "purpose", "opening", "replaces", "unit", "item", "month"]
)
def test_where_a_gift_went_stays(merchant, fund, column):  # noqa: F811
    gift(merchant, "500", fund=fund)
    with pytest.raises(Exception, match="append-only"):
        db.execute_sql(f"UPDATE gift SET {column} = 77")


def test_every_beneficiary_named_in_a_campaign_is_masked(store):
    told = CampaignDraft("救助张小明和李大海", "大病救助", "合作募捐", "某慈善会", "5321", "张小明、李大海", 0, ON)
    number = funds.save_campaign(told, None)
    name = charity_documents.public_name(Campaign.get_by_id(number))
    paper = charity_sheets.poster(number)
    for text in (name, paper.title, paper.file):
        assert "小明" not in text
        assert "大海" not in text


def test_no_person_stands_in_the_name_of_a_file(store):
    person = members.save(Member(name="赵小燕"), None)
    gifts.save(Draft(giver="赵小燕", noun="person", row=person, amount="200", on=ON))
    holder = holders.known("person", person)
    assert "小燕" not in charity_documents.statement(holder, TODAY, TODAY).file


def test_a_slip_a_merchant_was_paid_for_stays(merchant):  # noqa: F811
    gift(merchant, "900")
    merchants.save(MerchantDraft(sign="好剪子", no_code_reason="未提供"), None)
    draft = good_list.GoodDraft(name="理发", kind="服务", price=50, value="25", unit="次", merchant="好剪子")
    offer = good_list.save(draft, None)
    first, other = (redeeming.redeem("merchant", merchant, offer, 1) for _ in range(2))
    redeeming.reverse(other.id, "不要了")
    quarter = f"{TODAY.year}Q{(TODAY.month + 2) // 3}"
    redeeming.settle(redeeming.due(quarter)[0].merchant, quarter, TODAY)
    with pytest.raises(Problem, match="结算"):
        redeeming.reverse(first.id, "不要了")
    journal.undo(journal.last().id)
    redeeming.reverse(first.id, "不要了")
    assert redeeming.due(quarter) == []
