import string
from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from app.domain.errors import Invalid
from app.domain.identifiers import as_text, code_in, credit_code, is_absent, normal, phone_doubt

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
REASONS = {"wrong_length", "illegal_letter", "excel_truncated", "bad_check_digit"}
REAL = "91110000600037341L"


@st.composite
def codes(draw: st.DrawFn, alphabet: str = ALPHABET) -> str:
    kind = draw(st.sampled_from(["91", "92", "93"] if alphabet.isdigit() else ["91", "92", "N2", "Y1"]))
    region = draw(st.text("0123456789", min_size=6, max_size=6))
    body = kind + region + draw(st.text(alphabet, min_size=9, max_size=9))
    return body + uscc.calc_check_digit(body)


def reason(text: str) -> str:
    with pytest.raises(Invalid) as refused:
        credit_code(text)
    return refused.value.complaints["code"].code


def reason_or_code(text: str) -> str:
    try:
        return credit_code(text)
    except Invalid as refused:
        return refused.complaints["code"].code


def sentence(text: str) -> str:
    with pytest.raises(Invalid) as refused:
        credit_code(text)
    return str(refused.value)


@pytest.mark.parametrize(
    "written",
    [
        REAL,
        "'" + REAL,
        f"  {REAL}\n",
        REAL.lower(),
        "9111 0000 6000 37341L",
        "９１１１００００６０００３７３４１Ｌ",
        "911100-00600037341-L",
        "\u202a91110000600037341L\u202c",
    ],
)
def test_a_code_is_found_however_it_is_written(written: str) -> None:
    assert credit_code(written) == REAL


@given(codes())
def test_every_code_whose_check_holds_is_taken(code: str) -> None:
    assert credit_code(f" {code[:4]} {code[4:].lower()}") == code


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_passes(code: str, place: int, other: str) -> None:
    assume(code[place] != other)
    wrong = code[:place] + other + code[place + 1 :]
    assert reason(wrong) in REASONS - {"wrong_length"}


@given(codes(), st.integers(0, 17), st.sampled_from("IOSVZ"))
def test_a_letter_codes_do_not_use_is_named_with_its_place(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    assert reason(wrong) == "illegal_letter"
    assert f"第 {place + 1} 位是“{letter}”" in sentence(wrong)


@given(codes("0123456789"))
def test_a_number_excel_has_cut_is_recognised(code: str) -> None:
    cut = as_text(float(code[:15] + "000"))
    assume(not uscc.is_valid(cut))
    assert reason(cut) == "excel_truncated"


@pytest.mark.parametrize("shown", ["9.2230602E+17", "9.22306020094E+17", "9E17", "9.2230602e+17"])
def test_a_number_excel_shows_in_powers_of_ten_is_cut(shown: str) -> None:
    assert reason(shown) == "excel_truncated"


def test_the_length_says_what_is_missing() -> None:
    assert "只有 17 位，还差 1 位" in sentence(REAL[:-1])
    assert "有 20 位，多了 2 位" in sentence(REAL + "00")
    assert "工商注册号" in sentence("230602600123456")
    assert "“见附件”" in sentence("见附件")
    assert {reason(text) for text in (REAL[1:], "230602600123456", "见附件", "")} == {"wrong_length"}


@pytest.mark.parametrize("wrong", ["9111000#600037341L", "91110000北00037341L", "911A0000600037341L", "9" * 17 + "٣"])
def test_other_characters_are_illegal_too(wrong: str) -> None:
    assert reason(wrong) == "illegal_letter"


@given(st.text())
def test_any_text_is_either_a_code_or_refused_with_a_reason(text: str) -> None:
    assert reason_or_code(text) in REASONS or uscc.calc_check_digit(credit_code(text)) == normal(text)[-1]


@given(st.text(string.ascii_letters + string.digits + " '-’　１２", max_size=24))
def test_normal_is_stable_and_without_separators(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert not set(normal(text)) & set(" '-’　")


@pytest.mark.parametrize("text", ["", " ", "无", "办理中", "暂无", "—", "——", "/", "无。", " 无 ", "None"])
def test_words_for_no_number(text: str) -> None:
    assert is_absent(text)


@pytest.mark.parametrize("text", [REAL, "0", "见附件", "无锡路1号"])
def test_what_is_not_absent(text: str) -> None:
    assert not is_absent(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (18664012345.0, "18664012345"),
        (9.223060200094e17, "922306020009400000"),
        (922306020009400000, "922306020009400000"),
        (2023.1, "2023.1"),
        (0.1 + 0.2, "0.3"),
        (float("nan"), ""),
        (None, ""),
        (True, "是"),
        (date(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5, 9, 30), "2026-03-05 09:30"),
        (" 会战店", " 会战店"),
    ],
)
def test_a_cell_becomes_the_text_it_stands_for(cell: object, text: str) -> None:
    assert as_text(cell) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_lose_nothing(number: int) -> None:
    assert as_text(float(number)) in (str(number), "-0")


@pytest.mark.parametrize(
    "phone",
    [
        "13950150532",
        "139-5015-0532",
        "+86 139 5015 0532",
        "１３９５０１５０５３２",
        "0451-8888888",
        "（010）88888888",
        "0459-6688888-803",
        "0459-6688888转12",
        "400-820-8820",
        "13950150532；13950150533",
        "13950150532/0459-6688888",
        "",
        "无",
    ],
)
def test_telephones_beyond_doubt(phone: str) -> None:
    assert phone_doubt(phone) == ""


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("1395015053", "有 10 位"),
        ("4596688888", "区号前面的 0"),
        ("6688888", "没有区号"),
        ("张三", "不是数字"),
        ("99999", "不像手机号"),
        ("13950150532;1395015053", "“1395015053”"),
    ],
)
def test_doubtful_telephones_are_told(phone: str, said: str) -> None:
    assert said in phone_doubt(phone)


@given(st.text())
def test_no_text_breaks_the_doubt(text: str) -> None:
    doubt = phone_doubt(text)
    assert doubt == "" or doubt.endswith("请核对。")


@pytest.mark.parametrize(
    "written", ["{}\r\n", "http://example.invalid/?code={}&x=1", "名称：会战面馆；代码：{}", " {} "]
)
def test_a_code_is_found_inside_whatever_was_scanned(written):
    body = "91130104MA0ABCDE1"
    code = body + uscc.calc_check_digit(body)
    assert code_in(written.format(code)) == code
    assert code_in(written.format(code.lower())) == code


@pytest.mark.parametrize("wrong", ["", "91130104MA0ABCDE10", "1" * 17, "9" * 40, "SH-00012"])
def test_what_is_no_code_is_not_found(wrong):
    assert code_in(wrong) == ""
