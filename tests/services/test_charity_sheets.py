"""What is posted, signed and settled says what the ledgers say, and nobody's name that it must not."""

import datetime as dt
from io import BytesIO

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.gifts import COOPERATIVE, Draft
from app.domain.members import Draft as Person
from app.services import (
    cash,
    charity_documents,
    charity_sheets,
    day_documents,
    day_sheet,
    funds,
    gifts,
    journal,
    members,
    redeeming,
)
from app.services.funds import FundDraft
from app.store.warehouse import Good
from app.store.writing import writing
from tests.later import a_day_later
from tests.services.test_charity_documents import FIRST, TODAY, campaign, gift, merchant, rice, text_of  # noqa: F401


def said(paper):
    out = BytesIO()
    paper.write(out)
    return "".join(text_of(out))


def test_a_posting_masks_persons_and_beneficiaries_and_adds_up(merchant):  # noqa: F811
    person = members.save(Person(name="王建国", stage="群众"), None)
    number = campaign(kind=COOPERATIVE, holder="市慈善总会", certificate="53100000MJ0001")
    gift(merchant, "500", campaign=number)
    gifts.save(
        Draft(
            giver="王建国",
            noun="person",
            row=person,
            amount="120.50",
            on=TODAY.isoformat(),
            campaign=campaign(name="助学"),
        )
    )
    gifts.save(Draft(giver="赵小兰", amount="30", on=TODAY.isoformat()))
    wrong = gift(merchant, "9999")
    gifts.reverse(wrong.id, "录错")
    page = said(charity_sheets.posting(FIRST, TODAY))
    assert "收入650.50元" in page
    for words in ("瑞和茶庄", "王某某", "赵某某", "救助李某某", "定向救助"):
        assert words in page
    for words in ("王建国", "赵小兰", "李秀英", "9,999", "助学"):
        assert words not in page
    alone = said(charity_sheets.posting(FIRST, TODAY, number))
    assert "收入500.00元" in alone
    assert "53100000MJ0001" in alone


def test_nothing_of_a_targeted_campaign_goes_public(merchant):  # noqa: F811
    number = campaign()
    for refused in (lambda: charity_sheets.poster(number), lambda: charity_sheets.posting(FIRST, TODAY, number)):
        with pytest.raises(Problem, match="定向救助"):
            refused()
    licensed = campaign(
        name="助学圆梦", kind=COOPERATIVE, holder="市慈善总会", certificate="53100000MJ0001", target="3万"
    )
    page = said(charity_sheets.poster(licensed))
    for words in ("助学圆梦", "市慈善总会", "53100000MJ0001", "3.00万元"):
        assert words in page
    assert "李秀英" not in page


def test_the_day_sheet_is_the_same_when_printed_later(merchant, rice, monkeypatch):  # noqa: F811
    gift(merchant)
    redeeming.redeem("merchant", merchant, rice, 1)
    assert day_sheet.count(TODAY, "500") == 0
    before = said(day_documents.of_day(TODAY))
    for words in ("应有500.00元", "账实相符", "瑞和茶庄", "大米", "−100", "经办人"):
        assert words in before

    with monkeypatch.context() as later:
        a_day_later(later)
        gift(merchant, "70")
        cash.hand_on("王管理", "银行", "570", to_outside=True)
    again = said(day_documents.of_day(TODAY))
    assert again.replace(" ", "")[: len(before) - 60] == before[: len(before) - 60]
    following = day_sheet.of_day(TODAY + dt.timedelta(days=1))
    assert (following.carried, following.cash_taken, following.cash_handed_out, following.in_hand) == (
        50_000,
        7_000,
        57_000,
        0,
    )


def test_a_count_that_differs_has_to_be_explained(merchant):  # noqa: F811
    gift(merchant)
    with pytest.raises(Invalid) as wrong:
        day_sheet.count(TODAY, "480")
    assert "少了 20.00 元" in wrong.value.complaints["note"]
    assert day_sheet.count(TODAY, "480", "找零有误") == -2_000
    assert "少20.00元（找零有误）" in said(day_documents.of_day(TODAY))
    journal.undo(journal.last().id)
    assert day_sheet.of_day(TODAY).counted is None
    with pytest.raises(Invalid, match="没有现金填 0"):
        day_sheet.count(TODAY, "")
    with pytest.raises(Invalid, match="还没有到"):
        day_sheet.count(TODAY + dt.timedelta(days=1), "500")


def test_a_settlement_is_the_sum_of_its_slips(merchant):  # noqa: F811
    with writing("新增服务") as act:
        cut = Good(name="理发", kind="服务", merchant=merchant, price=50, value=2_000)
        act.add(cut)
    gift(merchant)
    made = redeeming.redeem("merchant", merchant, cut.id, 3)
    redeeming.reverse(redeeming.redeem("merchant", merchant, cut.id, 1).id, "拿错")
    quarter = f"{TODAY.year}Q{(TODAY.month - 1) // 3 + 1}"
    page = said(charity_sheets.settlement(merchant, quarter))
    assert "兑换单1张，应结算60.00元，已结算0.00元" in page
    assert made.number in page
    redeeming.settle(merchant, quarter, TODAY)
    assert "已结算60.00元" in said(charity_sheets.settlement(merchant, quarter))
    with pytest.raises(Problem, match="没有兑换单"):
        charity_sheets.settlement(merchant, "2020Q1")


def test_the_account_of_a_fund_opens_and_closes(merchant):  # noqa: F811
    fund = funds.save_fund(FundDraft(name="瑞和助学基金", kind="冠名基金", purposes="助学", opened="2020-01-01"), None)
    funds.add_opening(fund, 0, "1000", "2020-01-01", "旧账本第 3 页")
    gift(merchant, "500", fund=fund)
    page = said(charity_sheets.fund_statement(FIRST, TODAY, fund))
    assert "期初1,000.00元，本期1笔，期末1,500.00元" in page
    assert "只能" not in page
    assert "专款专用，可用于助学" in page


def test_each_paper_is_journalled_once_it_is_handed_out(merchant):  # noqa: F811
    gift(merchant)
    before = journal.last().what
    paper = day_documents.of_day(TODAY)
    paper.write(BytesIO())
    assert journal.last().what == before
    charity_documents.note_printed(paper)
    assert journal.last().what.startswith("打印窗口日结单")
