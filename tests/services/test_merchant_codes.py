"""诚信二维码: what a phone reads is plain Chinese, what the centre scans opens the merchant, nothing personal in it."""

import datetime as dt
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
import zxingcpp

from app.domain import slips
from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.domain.slips import Slip
from app.services import journal, merchant_codes, merchant_events, merchants
from app.store.centres import Centre

MM = 72 / 25.4


@pytest.fixture
def chosen(store):
    Centre.update(phone="0459-6100315").execute()
    known = {"no_code_reason": "无", "owner": "吴国庆", "phone": "13912345678"}
    names = ("瑞和茶庄", "8090便利店 <b>", "𬭎远超长名称有限责任公司会战大街第一分店")
    return [merchants.save(Draft(sign=name, **known), None) for name in names]


def codes_on(pdf, page):
    image = pypdfium2.PdfDocument(pdf)[page].render(scale=200 / 72).to_pil()
    return sorted((code.text for code in zxingcpp.read_barcodes(image)), key=len)


@pytest.mark.parametrize(("paper", "size"), [("A5", (148, 210)), ("A6", (104.65, 148.49))])
def test_both_codes_of_every_sheet_read_back(chosen, paper, size):
    out = BytesIO()
    assert merchant_codes.write(chosen, out, paper) == 3
    with pdfplumber.open(out) as made:
        found = [round(float(side) / MM, 2) for side in (made.pages[0].width, made.pages[0].height)]
        words = made.pages[0].extract_text()
    assert found == pytest.approx(size, abs=0.1)
    assert all(each in words for each in ("诚信二维码", "瑞和茶庄", "SH-00001", "0459-6100315"))
    for place, merchant in enumerate(chosen):
        digits, told = codes_on(out.getvalue(), place)
        assert digits == slips.code(Slip.MERCHANT, merchant)
        assert told == merchant_codes.text(merchant)
        assert slips.read(told) == slips.read(digits) == (Slip.MERCHANT, merchant)


def test_a_phone_reads_chinese_and_nothing_personal(chosen):
    told = merchant_codes.text(chosen[0])
    assert told.startswith("登记商户：瑞和茶庄，商户编号SH-00001，诚信等级和荣誉以")
    assert "监督电话0459-6100315" in told
    assert not any(private in told for private in ("吴国庆", "13912345678"))


def test_a_code_follows_its_merchant_into_another_and_ends_with_it(chosen):
    merchant_events.merge(chosen[1], chosen[0], dt.date.today())
    assert merchant_codes.meant(chosen[0]) == chosen[1]
    merchants.remove(chosen[1:2])
    for gone in (*chosen[:2], 4711):
        with pytest.raises(Problem, match="已经不在名单里"):
            merchant_codes.meant(gone)


def test_handing_out_is_journalled_by_name_or_number(chosen):
    merchant_codes.note_printed(chosen[:1])
    assert journal.last().what == "打印诚信二维码 瑞和茶庄"
    merchant_codes.note_printed(chosen)
    assert journal.last().what == "打印诚信二维码 3 家"
    with pytest.raises(Problem, match="没有选中商户"):
        merchant_codes.write([], BytesIO(), "A5")
