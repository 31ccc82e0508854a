import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.merchants import Draft, check, doubts

CODE = "92230602MAM9LGNYP4"


def complaints(**values):
    with pytest.raises(Invalid) as wrong:
        check(Draft(**values))
    return {field: (sentence.code, str(sentence)) for field, sentence in wrong.value.complaints.items()}


@pytest.mark.parametrize(
    ("values", "field", "code", "words"),
    [
        ({"code": CODE}, "sign", "no_name", "请至少填写一项"),
        ({"sign": " \u200b ", "code": CODE}, "sign", "no_name", "请至少填写一项"),
        ({"sign": "甲", "code": CODE[:-1]}, "code", "wrong_length", "还差 1 位"),
        ({"sign": "甲", "code": CODE[:-1] + "5"}, "code", "bad_check_digit", "校验"),
        ({"sign": "甲", "code": "9223060200094O0000"}, "code", "illegal_letter", "O"),
        ({"sign": "甲", "code": "922306020009400000"}, "code", "excel_truncated", "Excel 截断"),
        ({"sign": "甲"}, "code", "no_code", "无代码原因"),
        ({"sign": "甲", "code": CODE, "since": "2025-02-30"}, "since", "bad_date", "2"),
        ({"sign": "甲", "code": CODE, "pledged_on": "改天"}, "pledged_on", "bad_date", "改天"),
        ({"sign": "甲", "code": CODE, "state": "开着"}, "state", "bad_state", "开着"),
        ({"sign": "甲" * 61, "code": CODE}, "sign", "too_long", "60"),
    ],
)
def test_what_a_merchant_cannot_be_is_said_under_its_field(values, field, code, words):
    found = complaints(**values)
    assert found[field][0] == code
    assert words in found[field][1]


def test_every_field_at_fault_is_named_at_once():
    assert set(complaints(code="123", since="2025-13", state="?")) == {"sign", "code", "since", "state"}


def test_a_draft_comes_back_normalised():
    draft = check(Draft(sign=" 瑞和\u3000茶庄 ", code=f"'{CODE.lower()} ", since="2026年3月", pledged_on="20260305"))
    assert (draft.sign, draft.code, draft.since, draft.pledged_on) == ("瑞和 茶庄", CODE, "2026-03", "2026-03-05")


def test_no_code_needs_a_reason_and_keeps_it():
    assert check(Draft(sign="甲", code="办理中")).no_code_reason == "办理中"
    assert check(Draft(sign="甲", no_code_reason="流动摊位")).code == ""
    assert check(Draft(sign="甲", code=CODE, no_code_reason="办理中")).no_code_reason == ""


def test_a_strange_name_stays_exactly_what_it_is():
    assert check(Draft(sign='<b>&"=1+1', code=CODE)).sign == '<b>&"=1+1'
    assert check(Draft(sign="艾力·买买提𬭎䶮", code=CODE)).sign == "艾力·买买提𬭎䶮"


def test_a_doubtful_phone_is_kept_and_flagged():
    draft = check(Draft(sign="甲", code=CODE, phone="1370000432"))
    assert draft.phone == "1370000432"
    assert "phone" in doubts(draft)
    assert doubts(Draft(phone="13700004321")) == doubts(Draft(phone="")) == {}


@given(st.builds(Draft, sign=st.text(), note=st.text(), code=st.text(), since=st.text()))
def test_whatever_is_typed_is_accepted_or_explained_and_checking_twice_changes_nothing(draft):
    try:
        checked, complaints = check(draft), {}
    except Invalid as wrong:
        checked, complaints = None, wrong.complaints
    assert all(complaints.values())
    assert complaints if checked is None else check(checked) == checked
