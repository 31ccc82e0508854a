"""The file of one case on one sheet."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from app.documents import case_sheet
from app.documents.case_sheet import CaseSheet, Side, Step
from app.domain import slips
from app.domain.errors import Problem
from app.domain.slips import Slip

SHEET = CaseSheet(
    number="诉〔2026〕034号",
    kind="投诉",
    title="瑞和超市过期食品",
    facts=[("受理日期", "2026年10月8日"), ("来源", "12315转办"), ("办理期限", "2026年10月23日")],
    demand="要求退一赔十。",
    steps=[
        Step("2026年10月8日", "收集", "李秀英", "电话登记。"),
        Step("2026年10月12日", "处理", "赵镕喆", "<b>烧烤店核查属实。"),
    ],
    ratings=[Side("群众评价", "满意"), Side("组织考评", "基本满意", "不够及时")],
    result="双方和解。",
    mark="打印：王管理",
)


def test_a_case_is_told_in_order_on_one_sheet(out, printed):
    assert case_sheet.write(SHEET, out) == 1
    text = printed().text()
    said = [
        "一事一档",
        "编号：诉〔2026〕034号",
        "类别：投诉",
        "事项瑞和超市过期食品",
        "受理日期2026年10月8日来源12315转办",
        "办理期限2026年10月23日",
        "诉求内容要求退一赔十。",
        "2026年10月8日收集李秀英电话登记。",
        "2026年10月12日处理赵镕喆<b>烧烤店核查属实。",
        "群众评价满意",
        "组织考评基本满意不够及时",
        "办理结果双方和解。",
        "经办人：当事人：负责人：",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert "打印：王管理" in text
    assert printed().size() == pytest.approx((210, 297), abs=0.01)


def test_what_there_is_none_of_has_no_row(out, printed):
    case_sheet.write(replace(SHEET, steps=(), ratings=(), result="", demand=""), out)
    assert not [words for words in ("办理经过", "三维评价", "办理结果", "诉求内容") if words in printed().text()]


def test_a_long_history_goes_over_pages_and_is_signed_once(out, printed):
    steps = [Step("2026年10月8日", "处理", "赵镕喆", f"第{number}次上门。" * 12) for number in range(40)]
    count = case_sheet.write(replace(SHEET, steps=steps), out)
    assert count > 2
    texts = [printed().text(page) for page in range(count)]
    assert all("".join(texts).count(f"第{number}次上门。") == 12 for number in range(40))
    assert ["经办人：" in text for text in texts] == [False] * (count - 1) + [True]
    assert [printed().ink((0, 0, 210, 17), page=page) for page in range(count)] == [None] * count
    assert [printed().ink((0, 278, 210, 282), page=page) for page in range(count)] == [None] * count


def test_a_step_longer_than_a_page_loses_nothing(out, printed):
    text = "".join(f"{number}号，" for number in range(1500))
    count = case_sheet.write(replace(SHEET, steps=[Step("2026年10月8日", "处理", "赵镕喆", text)]), out)
    assert count > 1
    whole = "".join(printed().text(page) for page in range(count))
    assert all(f"{number}号" in whole for number in range(1000, 1500))


def test_characters_no_font_holds_are_named(out):
    with pytest.raises(Problem, match="诉〔2026〕034号档案里的“😀”"):
        case_sheet.write(replace(SHEET, result="和解😀"), out)
    assert list(out.parent.iterdir()) == []


def test_two_runs_give_equal_bytes_and_a_sample_says_so(out, printed):
    files = [case_sheet.write(replace(SHEET, sample=True), out) and out.read_bytes() for _ in range(2)]
    assert files[0] == files[1]
    assert "示例" in printed().text()


@pytest.mark.parametrize("steps", range(10, 22))
def test_signatures_always_find_room_above_the_small_print(out, printed, steps):
    told = [Step("2026年10月8日", "处理", "赵镕喆", "上门。")] * steps
    count = case_sheet.write(replace(SHEET, steps=told), out)
    signature = printed().find("经办人：", count - 1)
    assert max(each.bottom for each in signature) < 297 - 20


def test_the_code_opens_the_case_by_a_scan(out, printed):
    digits = slips.code(Slip.CASE, 34)
    case_sheet.write(replace(SHEET, code=digits), out)
    page = pypdfium2.PdfDocument(out.read_bytes())[0].render(scale=4).to_pil().convert("L")
    assert [found.text for found in zxingcpp.read_barcodes(page)] == [digits]
    assert digits in printed().text()
