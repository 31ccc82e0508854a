"""The pledge form, the sheet of one merchant, the slip of a flag."""

import datetime as dt

import zxingcpp

from app.documents import handover_slip, merchant_sheet, pledge_form
from app.documents.merchant_sheet import Section

FACTS = tuple((label, "会战大街一百二十号" * 6) for label in ("商户名称", "信用代码", "经营地址", "片区", "负责人"))


def form(**more):
    told = {"title": "诚信商家承诺书", "merchant": "甲店", "facts": FACTS, "lead": "本单位承诺：", "end": "接受监督。"}
    return pledge_form.Form(
        **{**told, "items": ["明码标价，" * 9] * 6, "code": "740000001138", "issuer": "中心", **more}
    )


def test_a_pledge_form_carries_its_code_in_print_and_digits(out, printed):
    assert pledge_form.write([form(), form(code="740000002205")], out) == 2
    for page, code in enumerate(("740000001138", "740000002205")):
        (found,) = zxingcpp.read_barcodes(printed().picture(dpi=150, page=page))
        assert found.text == code
        assert code in printed().text(page)


def test_a_long_pledge_leaves_room_to_sign(out, printed):
    pledge_form.write([form(items=["明码标价，诚信经营。" * 7] * 8)], out)
    low = printed().find("接受监督。")[0].bottom
    assert low < printed().find("承诺范围")[0].top


def sheet(lines):
    sections = [Section("荣誉", lines), Section("承诺", []), Section("变更经过", lines)]
    return merchant_sheet.Sheet("商户情况表", "中心", FACTS, sections, "制表人：王管理", ("推荐单位", "核实人", "日期"))


def test_a_sheet_is_one_page_however_much_there_is(out, printed):
    assert merchant_sheet.write(sheet([f"第{n}条" for n in range(200)]), out) == 1
    said = printed().text()
    assert said.count("没有印出") == 2
    assert "没有记录" in said
    assert printed().find("……还有")[0].bottom < printed().find("推荐单位")[0].top
    assert printed().ink()[3] < 290
    merchant_sheet.write(sheet(["一条"]), out)
    assert "没有印出" not in printed().text()


def test_both_halves_of_a_slip_say_the_same(out, printed):
    told = ("诚信流动红旗", "一片区", "甲店", "2026年3月1日 至 2026年11月20日", "乙店")
    handover_slip.write([handover_slip.Slip(*told, dt.date(2026, 11, 20), "评选第一名", "中心")], out)
    halves = ["".join(c.text for c in printed().characters() if low <= c.top < low + 148.5) for low in (0, 148.5)]
    assert halves[0].replace("交出方留存", "") == halves[1].replace("接收方留存", "")
    assert "自2026年11月20日起交由乙店保管" in halves[0]
