"""What the counter hands out says what the ledgers say."""

import datetime as dt
from io import BytesIO

import pdfplumber
import pytest

from app.domain.errors import Problem
from app.domain.gifts import COOPERATIVE, Draft
from app.domain.merchants import Draft as MerchantDraft
from app.services import charity_documents, funds, gifts, holders, journal, merchants, redeeming, stock
from app.services.funds import CampaignDraft
from app.store.warehouse import Good
from app.store.writing import writing

TODAY = dt.date.today()
FIRST = TODAY.replace(month=1, day=1)


@pytest.fixture
def merchant(store):
    return merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="未提供"), None)


@pytest.fixture
def rice(store):
    with writing("新增物品") as act:
        good = Good(name="大米", kind="物品", price=100, unit="袋")
        act.add(good)
    stock.enter(good.id, 5)
    return good.id


def gift(merchant, amount="500", **more):
    told = {"giver": "瑞和茶庄", "noun": "merchant", "row": merchant, "amount": amount, "on": TODAY.isoformat()}
    return gifts.save(Draft(**{**told, **more}))


def text_of(out):
    with pdfplumber.open(BytesIO(out.getvalue())) as paper:
        return ["".join((page.extract_text() or "").split()) for page in paper.pages]


def campaign(**more):
    told = {"name": "救助李秀英", "purpose": "大病救助", "beneficiary": "李秀英", "start": FIRST.isoformat()}
    return funds.save_campaign(CampaignDraft(**{**told, **more}), None)


@pytest.mark.parametrize("paper", [charity_documents.A5, charity_documents.ROLL])
def test_a_receipt_says_all_there_is_to_say_and_that_it_is_no_tax_receipt(merchant, paper):
    saved, out = gift(merchant, "10005.3", campaign=campaign()), BytesIO()
    assert charity_documents.write_receipt([saved.id], out, paper) == 1
    (page,) = text_of(out)
    wanted = ("捐赠收据", saved.number, "瑞和茶庄", "10,005.30", "壹万零伍元叁角", "10,005分", "现金", "王管理")
    assert [words for words in wanted if words.replace(" ", "") not in page] == []
    assert "不作为公益事业捐赠票据" in page
    assert "定向救助" in page
    assert "救助李某某" in page
    assert "李秀英" not in page
    assert journal.last().what == f"打印收据 {saved.number}"


def test_a_receipt_taken_back_keeps_its_number_and_says_so(merchant):
    saved, out = gift(merchant), BytesIO()
    back = gifts.reverse(saved.id, "金额录错")
    assert charity_documents.write_receipt([saved.id, back.id], out) == 2
    first, second = text_of(out)
    assert "已冲销" in first
    assert saved.number in first
    assert back.number in second
    assert "冲销" in second


def test_a_receipt_of_goods_names_them_and_their_value(merchant):
    saved, out = gift(merchant, 0, kind="捐物", item="棉被", quantity="33", unit="袋", value="1,300"), BytesIO()
    charity_documents.write_receipt([saved.id], out)
    (page,) = text_of(out)
    assert "棉被33袋" in page
    assert "折价" in page
    assert "壹仟叁佰元整" in page


def test_a_slip_of_the_warehouse_comes_in_two_copies_with_a_code_and_no_yuan(merchant, rice):
    gift(merchant)
    made, out = redeeming.redeem("merchant", merchant, rice, 2), BytesIO()
    assert charity_documents.put(charity_documents.redemption([made.id], charity_documents.ROLL), out) == 2
    kept, taken = text_of(out)
    assert "存根联" in kept
    assert "领取联" in taken
    for page in (kept, taken):
        assert "大米" in page
        assert "200分" in page
        assert "2袋" in page
        assert "元" not in page.replace("公益仓", "")
        assert "¥" not in page


def test_a_statement_opens_and_closes_with_what_its_rows_add_up_to(merchant, rice):
    gift(merchant)
    redeeming.redeem("merchant", merchant, rice, 2)
    holder, out = holders.known("merchant", merchant), BytesIO()
    charity_documents.write_statement(holder, TODAY, TODAY, out)
    (page,) = text_of(out)
    assert "期初0分，增加500分，减少200分，期末300分" in page
    assert "+500" in page
    assert "−200" in page
    with pytest.raises(Problem, match="开始日期"):
        charity_documents.statement(holder, TODAY, TODAY - dt.timedelta(days=1))


def test_a_certificate_thanks_for_what_stands_only(merchant):
    number = campaign(kind=COOPERATIVE, holder="市慈善总会", certificate="53100000MJ0001")
    saved, out = gift(merchant, campaign=number), BytesIO()
    charity_documents.put(charity_documents.certificate([saved.id]), out)
    (page,) = text_of(out)
    for words in ("捐赠证书", "瑞和茶庄", "伍佰元整", saved.number, "市慈善总会", "53100000MJ0001"):
        assert words in page
    assert "有效期限" not in page
    gifts.reverse(saved.id, "录错")
    with pytest.raises(Problem, match="已经冲销"):
        charity_documents.certificate([saved.id])
