"""Amounts as people type and write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import money
from app.domain.errors import Invalid

FEN = st.integers(0, money.MOST)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("500", 50_000),
        ("1,000", 100_000),
        ("1，000", 100_000),
        ("１２．５", 1_250),
        ("200*3", 60_000),
        ("200×3", 60_000),
        ("1.2万", 1_200_000),
        ("1.2 万元", 1_200_000),
        ("￥1,409.50", 140_950),
        ("¥30元", 3_000),
        ("人民币 600 元整", 60_000),
        ("0.01", 1),
        (".5", 50),
        ("5.", 500),
        ("0", 0),
        ("12.50*4*2", 10_000),
        ("0.5万*2", 1_000_000),
        ("1.234567万", 1_234_567),
    ],
)
def test_what_people_type(typed, fen):
    assert money.read(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("", "no_amount", "请填写金额"),
        ("  ", "no_amount", "请填写金额"),
        ("-5", "negative", "不能是负数"),
        ("－5", "negative", "冲销"),
        ("200*-3", "negative", "不能是负数"),
        ("1.005", "too_fine", "合 1.005 元，金额最多到分"),
        ("0.1" + "0" * 34 + "1", "too_fine", "最多到分"),
        ("10*0.0333", "too_fine", "合 0.333 元"),
        ("1.2345678万", "too_fine", "最多到分"),
        ("1,00", "bad_amount", "“1,00”不是金额"),
        ("五百", "bad_amount", "“五百”不是金额"),
        ("1e5", "bad_amount", "不是金额"),
        ("200*", "bad_amount", "不是金额"),
        (".", "bad_amount", "不是金额"),
        ("1.2.3", "bad_amount", "不是金额"),
        ("9" * 41, "bad_amount", "太长"),
        ("100000000万", "too_much", "超过了 1 万亿元"),
    ],
)
def test_what_is_refused_and_why(typed, code, words):
    with pytest.raises(Invalid) as wrong:
        money.read(typed)
    complaint = wrong.value.complaints["amount"]
    assert complaint.code == code
    assert words in complaint
    assert complaint.endswith("。")


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (140_950, "壹仟肆佰零玖元伍角"),
        (600_714, "陆仟零柒元壹角肆分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (1_000_530, "壹万零伍元叁角"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (60_000, "陆佰元整"),
        (1_000, "壹拾元整"),
        (10_000_000_000, "壹亿元整"),
        (10_000_100_000, "壹亿零壹仟元整"),
        (10_010_000_000, "壹亿零壹拾万元整"),
        (10_101_000, "壹拾万壹仟零壹拾元整"),
        (-60_000, "负陆佰元整"),
        (money.MOST, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capitals(fen, words):
    assert money.in_capitals(fen) == words


@pytest.mark.parametrize(
    ("fen", "digits", "wan"),
    [
        (1_000_530, "10,005.30", "1.00"),
        (0, "0.00", "0.00"),
        (7, "0.07", "0.00"),
        (-1_234_567_89, "-1,234,567.89", "-123.46"),
        (500_000, "5,000.00", "0.50"),
        (1_234_567_890_00, "1,234,567,890.00", "123,456.79"),
        (505_000, "5,050.00", "0.51"),
    ],
)
def test_digits_and_ten_thousands(fen, digits, wan):
    assert (money.in_digits(fen), money.in_wan(fen)) == (digits, wan)


@given(FEN)
def test_what_is_written_in_digits_is_read_back(fen):
    assert money.read(money.in_digits(fen)) == fen
    assert money.checked(fen) == money.checked(money.in_digits(fen)) == fen


@given(st.integers(0, 10**6), st.integers(0, 1000))
def test_a_product_is_what_its_factors_make(yuan, times):
    assert money.read(f"{yuan}*{times}") == yuan * times * 100


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_a_sentence(text):
    complaints, fen = {}, 0
    try:
        fen = money.read(text)
    except Invalid as wrong:
        complaints = wrong.complaints
    assert list(complaints) in ([], ["amount"])
    assert 0 <= fen <= money.MOST


@given(FEN)
def test_capitals_can_be_read_back_and_say_no_zero_twice(fen):
    words = money.in_capitals(fen)
    assert value(words) == fen
    assert "零零" not in words
    assert words == words.strip("零") or not fen


def value(words):
    """Fen of an amount in capitals."""
    yuan, _, rest = words.rpartition("元")
    fen = 0
    for digit, unit in re.findall("([壹贰叁肆伍陆柒捌玖])([角分])", rest):
        fen += money._DIGITS.index(digit) * {"角": 10, "分": 1}[unit]
    return whole(yuan) * 100 + fen


def whole(words):
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            high, _, low = words.partition(unit)
            return whole(high) * size + whole(low)
    total = 0
    for digit, unit in re.findall("([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)", words):
        total += money._DIGITS.index(digit) * {"仟": 1000, "佰": 100, "拾": 10, "": 1}[unit]
    return total
