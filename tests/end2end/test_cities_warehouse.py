"""What the cities do with points, funds, volunteers and profit: one test for each row, named after its number."""

import datetime as dt
from io import BytesIO

import pytest

from app.domain import periods
from app.domain.activities import Draft as Activity
from app.domain.errors import Invalid, Problem
from app.domain.gifts import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.domain.organizations import Draft as Node
from app.domain.roles import Role
from app.services import (
    activities,
    approvals,
    charity_documents,
    charity_requests,
    charity_sheets,
    clerks,
    enterprises,
    entries,
    figures,
    fund_balances,
    fund_list,
    funds,
    gift_list,
    gifts,
    good_list,
    holders,
    merchants,
    organizations,
    points,
    redeeming,
    redemption_list,
    stock,
)
from app.services.enterprises import Earned
from app.services.fund_entries import Payment
from app.services.funds import FundDraft
from app.services.good_list import GoodDraft
from tests.services.test_charity_documents import text_of

TODAY = dt.date.today()
QUARTER = f"{TODAY.year}Q{(TODAY.month - 1) // 3 + 1}"


def merchant(name):
    return merchants.save(MerchantDraft(sign=name, no_code_reason="办理中"), None)


def given(row, name, **told):
    return gifts.save(Draft(giver=name, noun="merchant", row=row, **{"on": TODAY.isoformat(), **told}))


def said(paper):
    out = BytesIO()
    paper.write(out)
    return "".join(text_of(out))


@pytest.fixture
def second(admin):
    """Let 李复核 agree to what waits, at this very desk."""
    clerks.add("李复核", Role.CHECKER, "口令 87654321")

    def agree():
        (request,) = approvals.waiting()
        approvals.approve_here(request.id, "李复核", "口令 87654321")

    return agree


def test_a19_points_for_meals_goods_and_haircuts_settled_with_the_merchants(store):
    """公益仓 积分兑换 (餐饮、零售、理发)."""
    barber, canteen, tea = merchant("春晖理发店"), merchant("同心食堂"), merchant("瑞和茶庄")
    given(tea, "瑞和茶庄", amount="1000")
    rice = good_list.save(GoodDraft(name="大米", unit="袋", price=100, quota=3), None)
    stock.enter(rice, 5, stock.OPENING, "盘点单")
    cut = good_list.save(GoodDraft(name="理发", kind="服务", merchant="春晖理发店", price=50, value="15"), None)
    meal = good_list.save(GoodDraft(name="套餐", kind="服务", merchant="同心食堂", price=80, value="20"), None)
    slips = [redeeming.redeem("merchant", tea, good, count) for good, count in ((rice, 2), (cut, 3), (meal, 2))]
    holder = holders.known("merchant", tea)
    assert (points.balance(holder), stock.left(rice)) == (1000 - 200 - 150 - 160, 3)
    with pytest.raises(Invalid, match="每季每户限 3 份"):
        redeeming.redeem("merchant", tea, rice, 2)
    back = redeeming.reverse(slips[2].id, "食堂今天不营业")
    assert (back.left, redeeming.hand_in(slips[1].id).fresh, redeeming.hand_in(slips[1].id).fresh) == (650, True, False)
    assert {each.merchant: (each.amount, each.paid) for each in redeeming.due(QUARTER)} == {barber: (4_500, 0)}
    assert "应结算45.00元" in said(charity_sheets.settlement(barber, QUARTER))
    assert redeeming.settle(barber, QUARTER, TODAY) == 4_500
    assert redeeming.due(QUARTER, canteen) == []
    marks = [row.mark for row in redemption_list.rows(redemption_list.ids())]
    assert marks == ["冲销", "已冲销", "已领取", "未领取"]
    assert "期末650分" in said(charity_documents.statement(holder, TODAY, TODAY))


def test_a26_a_named_fund_is_spent_on_its_purpose_alone_and_never_below_nothing(store, second):
    """五式服务 契约/冠名/认购/活动/志愿; 小额冠名慈善基金 专款专用."""
    tea = merchant("瑞和茶庄")
    fund = funds.save_fund(
        FundDraft(name="瑞和助学基金", kind="冠名基金", purposes="助学", sponsor="瑞和茶庄", opened="2026-01-01"), None
    )
    given(tea, "瑞和茶庄", amount="5000", fund=fund, purpose="助学")
    told = {"fund": fund, "purpose": "助学", "beneficiary": "李秀英", "households": 1}
    for wrong, match in (({"purpose": "修路"}, "只能用于助学"), ({"amount": "5000.01"}, "余额只有 5,000.00 元")):
        with pytest.raises(Invalid, match=match):
            charity_requests.ask_payment(Payment(**{**told, "amount": "100", **wrong}))
    charity_requests.ask_payment(Payment(**told, amount="3000"))
    assert fund_balances.of_fund(fund) == 500_000
    second()
    assert fund_balances.of_fund(fund) == 200_000
    (paid,) = funds.entries(fund)
    assert (paid.amount, paid.asked_by, paid.agreed_by) == (-300_000, "王管理", "李复核")
    gift = gift_list.ids(filters={"fund": str(fund)})[0]
    with pytest.raises(Problem, match=r"余额不够，还差 3,000\.00 元"):
        gifts.reverse(gift, "录错")
    assert fund_balances.of_fund(fund) == 200_000
    posted = said(charity_sheets.posting(TODAY.replace(month=1, day=1), TODAY))
    assert "李某某" in posted
    assert "李秀英" not in posted
    for kind in ("志愿服务", "公益市集"):
        activities.save(Activity(kind=kind, on=TODAY.isoformat(), participants=30), None)
    assert sum(figure.participants for figure in activities.figures(TODAY, TODAY)) == 60


def test_a42_volunteers_earn_points_and_shoes_are_given_year_by_year(store):
    """300场次/2万人次; 51 双暖心鞋×5 年."""
    tea = merchant("瑞和茶庄")
    for year in range(TODAY.year - 5, TODAY.year):
        told = {"kind": "捐物", "item": "暖心鞋", "quantity": "51", "unit": "双", "value": "5100"}
        given(tea, "瑞和茶庄", on=f"{year}-01-01", **told)
    rows = gift_list.rows(gift_list.ids("暖心鞋", order="on", descending=False))
    assert [(row.on[:4], row.quantity // 1000, row.unit) for row in rows] == [
        (str(year), 51, "双") for year in range(TODAY.year - 5, TODAY.year)
    ]
    assert gift_list.totals({}, "暖心鞋").value == 5 * 510_000
    for n in range(300):
        on = (dt.date(TODAY.year - 1, 1, 1) + dt.timedelta(days=n)).isoformat()
        activities.save(Activity(kind="志愿服务", on=on, participants=67, minutes=6_000), None)
    (found,) = activities.figures(dt.date(TODAY.year - 1, 1, 1), dt.date(TODAY.year - 1, 12, 31))
    assert (found.count, found.participants, found.minutes // 60) == (300, 20_100, 30_000)
    receipt = BytesIO()
    charity_documents.write_receipt([rows[0].id], receipt)
    assert "暖心鞋51双" in "".join(text_of(receipt))


def test_a47_forty_percent_of_profit_flows_into_the_community_fund(store, second):
    """税后利润 40% 入社区基金; 三年 120余万; 15 项目/3200 户."""
    fund = funds.save_fund(
        FundDraft(name="社区基金", kind="社区基金", purposes="社区建设、助学", opened="2024-01-01", share=40), None
    )
    for year, profit in ((2024, "98万"), (2025, "101.25万"), (2026, "102.5万")):
        funds.share_profit(fund, profit, f"{year}-01-31", f"{year}年")
    assert fund_balances.of_fund(fund) == 40 * (98 + 101 + 102) * 10_000 + 40 * 7_500
    assert fund_balances.of_fund(fund) > 120_000_000
    told = {"fund": fund, "amount": "4.8万", "purpose": "社区建设", "beneficiary": "会战社区"}
    for _ in range(15):
        charity_requests.ask_payment(Payment(**told, households=213))
        second()
    (row,) = fund_list.rows([fund])
    assert (row.paid, row.households, row.percent) == (15 * 4_800_000, 3_195, "40%")
    assert row.balance == row.gained - row.paid == fund_balances.of_fund(fund)
    quarter, codes = periods.read(QUARTER), ["charity.projects", "charity.households"]
    assert [each.number for each in figures.values(quarter, codes).values()] == [15, 3_195]
    entry = funds.entries(fund)[0].id
    funds.reverse(entry, "重复支付")
    assert [each.number for each in figures.values(quarter, codes).values()] == [14, 3_195 - 213]
    assert fund_list.rows([fund])[0].households == 3_195 - 213
    page = said(charity_sheets.fund_statement(dt.date(2025, 1, 1), TODAY, fund))
    assert "期初392,000.00元" in page


def test_a47_an_enterprise_tells_what_it_earned_and_who_presides_over_it(store):
    """营收 5.75 万/投入 4.8 万，税后利润 40% 入社区基金；治理结构（书记兼董事长等）."""
    branch = organizations.save(Node(name="会战社区党支部", kind="党支部"), None, TODAY)
    firm = organizations.save(Node(name="会战社区服务公司", kind="社区社会企业"), None, TODAY)
    since = {"tree": "organization", "start": TODAY.isoformat()}
    entries.save("seat", branch, {**since, "post": "书记", "name": "赵书记"})
    chair = entries.save("seat", firm, {**since, "post": "董事长", "name": "赵书记"})
    entries.save("seat", firm, {**since, "post": "监事", "name": "钱监事"})
    assert enterprises.choices() == [(firm, "会战社区服务公司")]
    assert (enterprises.chairs(TODAY).rows, enterprises.chairs(TODAY).words) == ((chair,), "1/1 = 100.00%")
    assert enterprises.chair(firm, TODAY) == "赵书记（书记兼任）"
    fund = funds.save_fund(
        FundDraft(name="社区基金", kind="社区基金", purposes="社区建设", opened="2024-01-01", share=40), None
    )
    earned = Earned(firm, TODAY.year, "5.75万", "4.8万")
    with pytest.raises(Invalid, match="税后利润比营收还多"):
        funds.share_profit(fund, "5.76万", TODAY.isoformat(), "", earned)
    with pytest.raises(Invalid, match="请填写这家社会企业的营收"):
        funds.share_profit(fund, "1万", TODAY.isoformat(), "", Earned(firm, TODAY.year))
    wrong = funds.share_profit(fund, "9,000", TODAY.isoformat(), "", earned)
    funds.reverse(wrong, "利润录错")
    funds.share_profit(fund, "9,500.05", TODAY.isoformat(), "上半年", earned)
    (share,) = enterprises.shares(firm)
    assert (share.revenue, share.invested, share.profit, share.amount) == (5_750_000, 4_800_000, 950_005, 380_002)
    assert fund_balances.of_fund(fund) == 380_002
    quarter = periods.read(QUARTER)
    codes = ["revenue", "invested", "profit"]
    told = figures.values(quarter, [f"charity.enterprise_{code}" for code in codes] + ["charity.profit"])
    assert [each.number for each in told.values()] == [5_750_000, 4_800_000, 950_005, 380_002]
    assert len(figures.rows("charity.enterprise_revenue", quarter)) == 3
    assert figures.rows("org.enterprise_chairs", quarter) == [(chair, 1)]
    assert figures.rows("org.enterprises", quarter) == [(firm, 1)]
