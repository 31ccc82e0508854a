"""A blank pledge goes out with a code, and its scan finds the way back to the merchant by it."""

import datetime as dt
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from app.domain import slips
from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.services import attachments, journal, merchant_events, merchants, pledge_forms
from app.store.merchants import Pledge

TODAY = dt.date.today()
KIND = "诚信商家承诺书"


@pytest.fixture
def known(store):
    return [merchants.save(Draft(sign=name, no_code_reason="无", owner="吴国庆"), None) for name in ("甲店", "乙店")]


@pytest.fixture
def scan(known, tmp_path):
    """The second merchant's form, scanned a little askew as a photo."""
    out = BytesIO()
    assert pledge_forms.write(KIND, known, out) == 2
    page = pypdfium2.PdfDocument(out.getvalue())[1].render(scale=150 / 72).to_pil()
    file = tmp_path / "扫描0001.jpg"
    page.rotate(2.5, expand=True, fillcolor="white").save(file, quality=70)
    return file


def test_the_scan_is_filed_to_its_merchant_and_the_pledge_is_signed(scan, known):
    found = pledge_forms.recognise(scan)
    assert (found.merchant, found.name, found.kind) == (known[1], "乙店", KIND)
    day = TODAY - dt.timedelta(days=3)
    filed = pledge_forms.file_scan(scan, day, "全部商品")
    assert (filed.merchant, filed.signed) == (known[1], day.isoformat())
    assert merchants.get(known[1]).pledged_on == day.isoformat()
    assert [row.id for row in attachments.of("merchant", known[1])] == [filed.attachment]
    assert pledge_forms.scans(known[1])[KIND].scope == "全部商品"
    assert attachments.of("merchant", known[0]) == []
    assert journal.last().what == f"归档{KIND}：乙店"
    journal.undo(journal.last().id)
    assert merchants.get(known[1]).pledged_on == ""
    assert attachments.of("merchant", known[1]) == []


def test_a_pledge_that_was_known_is_dated_not_doubled(scan, known):
    merchants.save(Draft(sign="乙店", no_code_reason="无", pledged_on="2026-03"), known[1])
    pledge_forms.file_scan(scan, TODAY)
    assert [row.signed for row in Pledge.select().where(Pledge.merchant == known[1])] == [TODAY.isoformat()]


def test_a_pdf_of_several_pages_is_read_too(known, tmp_path):
    pledge_forms.write("放心消费承诺", known[:1], tmp_path / "表.pdf")
    pages = [
        pypdfium2.PdfDocument(tmp_path / "表.pdf")[0].render(scale=2).to_pil(),
        Image.new("RGB", (1190, 1684), "white"),
    ]
    pages[1].save(tmp_path / "扫描.pdf", save_all=True, append_images=pages[:1])
    found = pledge_forms.recognise(tmp_path / "扫描.pdf")
    assert (found.merchant, found.kind, found.page) == (known[0], "放心消费承诺", 1)


def test_a_merged_merchants_form_goes_to_the_one_that_stays(scan, known):
    merchant_events.merge(known[0], known[1], TODAY)
    assert pledge_forms.recognise(scan).merchant == known[0]


@pytest.mark.parametrize("kind", pledge_forms._forms())
def test_each_kind_has_a_code_of_its_own(known, kind):
    _, number = slips.read(pledge_forms.code(known[0], kind["kind"]))
    assert pledge_forms.meant(number).kind == kind["kind"]
    assert pledge_forms.meant(number).merchant == known[0]


def test_what_has_no_code_or_nobody_behind_it_is_refused(scan, known, tmp_path):
    blank = tmp_path / "白纸.png"
    Image.new("RGB", (800, 1100), "white").save(blank)
    with pytest.raises(Problem, match=r"《白纸.png》里没有找到.*没有归档"):
        pledge_forms.file_scan(blank)
    with pytest.raises(Problem, match="在今天以后"):
        pledge_forms.file_scan(scan, TODAY + dt.timedelta(days=1))
    merchants.remove([known[1]])
    with pytest.raises(Problem, match="已经不在名单里"):
        pledge_forms.file_scan(scan)
    with pytest.raises(Problem, match="没有选中商户"):
        pledge_forms.write(KIND, [], tmp_path / "a.pdf")
