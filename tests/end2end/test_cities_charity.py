"""What the cities do with gifts and points: one test for each row, named after its number."""

import datetime as dt

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain import periods
from app.domain.gifts import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.services import (
    concessions,
    figures,
    fund_balances,
    funds,
    gift_list,
    gifts,
    holders,
    merchants,
    points,
    scoring,
)
from app.services.funds import CampaignDraft
from tests.services.rating_desk import START, begin, open_merchants

TODAY = dt.date.today().isoformat()


@pytest.fixture
def known(store):
    names = ("瑞和大药房", "永泰超市", "幸福食堂")
    return {name: merchants.save(MerchantDraft(sign=name, no_code_reason="办理中"), None) for name in names}


def given(known, name, **told):
    return gifts.save(Draft(giver=name, noun="merchant", row=known[name], **{"on": TODAY, **told}))


def typing(*parts):
    """Type words and press keys where the focus is."""
    for part in parts:
        if part in ("Return", "Ctrl+S", "Tab", "F6"):
            QTest.keySequence(QApplication.focusWidget(), part)
        else:
            QTest.keyClicks(QApplication.focusWidget(), part)


def test_a18_money_and_goods_for_the_ill_and_the_poor_over_half_a_million(known, window):
    """捐款捐物 50余万元，用途 大病、低保、特困."""
    start = {"start": "2026-01-01"}
    made = {
        purpose: funds.save_campaign(CampaignDraft(f"{purpose}众筹", purpose, target=30_000_000, **start), None)
        for purpose in ("大病救助", "低保帮扶", "特困群体")
    }
    for turn, (purpose, campaign) in enumerate(made.items()):
        told = {"campaign": campaign, "purpose": purpose}
        given(known, "瑞和大药房", amount=f"{10 + turn}万", **told)
        given(known, "永泰超市", kind="捐物", item="棉被", quantity="300", unit="床", value="5.9万", **told)
    window.show_page("charity")
    window.page.begin()
    form = window.page.counter.form
    typing("rhdyf", "Return", "200*3", "Return", "Return")
    page = window.page
    assert page.totals.text() == "有效 7 笔　捐款 330,600.00 元　折价 177,000.00 元　积分 +507,600"
    sums = {purpose: gift_list.totals({"purpose": purpose}) for purpose in made}
    assert [each.money // 100 for each in sums.values()][1:] == [110_000, 120_600]
    assert all(each.value == 5_900_000 for each in sums.values())
    assert sum(each.money + each.value for each in sums.values()) > 50_000_000
    assert fund_balances.of_campaign(made["低保帮扶"]) == fund_balances.raised(made["低保帮扶"]) == 11_000_000
    assert points.balance(holders.known("merchant", known["永泰超市"])) == 177_000
    assert not form.dirty()


def test_a20_who_gives_stands_first_among_equals_and_scores_no_more(store):
    """公益突出者为评“诚信商户”首选，与得分分开."""
    known = open_merchants()
    opened = begin(known)
    before = scoring.score(opened)
    given({"丙店": known[2]}, "丙店", amount="500", on=(START + dt.timedelta(days=40)).isoformat())
    after = scoring.score(opened)
    assert before.rows[0].merchant == known[0]
    assert (after.rows[0].merchant, after.rows[0].preferred, after.rows[0].rank) == (known[2], True, 1)
    assert {row.merchant: row.total for row in after.rows} == {row.merchant: row.total for row in before.rows}
    assert {row.merchant for row in after.rows if row.preferred} == {known[2]}


def test_a43_what_a_canteen_lets_the_old_off_counts_as_its_gift(known, window):
    """幸福食堂：70 岁以上低 30%，让利 13 万，6000 人次."""
    for month in range(1, 6):
        told = {"value": "2.6万", "people": 1_200, "on": f"2026-{month:02}-28", "purpose": "社区建设"}
        given(known, "幸福食堂", kind="让利", **told)
    total = gift_list.totals({"kind": "让利"})
    assert (total.count, total.value, total.people, total.money) == (5, 13_000_000, 6_000, 0)
    window.show_page("charity")
    window.page.begin()
    form = window.page.counter.form
    form.row("kind").editor.fill("让利")
    form.begin()
    typing("xfst", "Return", "Return", "90")
    assert concessions.rule(dt.date.today()).startswith("规定：70 岁以上低 30%")
    assert form.rule.text() in [each.text() for each in form.findChildren(QLabel) if each.isVisible()]
    typing("Return", "3", "Return", "Return")
    row = gift_list.rows(window.page.rows.ids)[0]
    assert (row.giver, row.kind, row.value, row.people, row.points) == ("幸福食堂", "让利", 9_000, 3, 90)
    form.row("kind").editor.fill("让利")
    form.begin()
    typing("xfst", "Return", "Return", "9", "Return", "1")
    for customer, refused in (("69", "69 岁"), ("72", "")):
        form.row("customer").editor.setText(customer)
        form.submit()
        assert refused in form.row("customer").complaint.sentence.text()
        assert len(gift_list.ids(filters={"kind": "让利"})) == 6 + (not refused)
    gifts.reverse(gift_list.rows(window.page.rows.ids)[0].id, "重复登记")
    gifts.reverse(row.id, "重复登记")
    again = gift_list.totals({"kind": "让利"})
    assert (again.value, again.people) == (total.value, total.people)


def test_a43_thirty_percent_of_the_full_price_is_worked_out_and_anything_else_says_why(known, window):
    """让利按原价算出，四舍五入到分；店里另有优惠的写明原因，都算商户的公益."""
    window.show_page("charity")
    window.page.begin()
    form = window.page.counter.form
    form.row("kind").editor.fill("让利")
    form.begin()
    typing("xfst", "Return", "433.35", "Return")
    assert form.row("value").editor.value() == 13_001
    assert form.row("differs").cell.isHidden()
    typing("4", "Return", "Return")
    form.row("kind").editor.fill("让利")
    form.begin()
    typing("xfst", "Return", "200", "Return", "1", "Return")
    form.row("value").editor.setText("80")
    form.submit()
    assert "应让 60.00 元" in form.row("differs").complaint.sentence.text()
    form.row("differs").editor.setText("重阳节打六折")
    form.submit()
    found = gift_list.rows(gift_list.ids(order="number", descending=False))
    assert [(row.full_price, row.value, row.differs) for row in found] == [
        (43_335, 13_001, ""),
        (20_000, 8_000, "重阳节打六折"),
    ]
    quarter = periods.of(periods.Kind.QUARTER, dt.date.today())
    told = figures.values(quarter, ["charity.concessions", "charity.concession_people"])
    assert [each.number for each in told.values()] == [21_001, 5]
    assert figures.rows("charity.concessions", quarter) == [(row.id, row.value) for row in found]
    window.show_page("merchants")
    window.page.show_row(known["幸福食堂"])
    assert "让利 210.01 元，5 人次" in [each.text() for each in window.page.pane.card.findChildren(QPushButton)]
    gifts.reverse(found[1].id, "重复登记")
    assert figures.values(quarter, ["charity.concessions"])["charity.concessions"].number == 13_001
