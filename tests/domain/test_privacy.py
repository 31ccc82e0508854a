"""What is masked stays masked, and what people compare by stays legible."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.privacy import ERASED, mask_id, mask_name, mask_number, mask_numbers, mask_phone

MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
BIRTH = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)).map(lambda day: f"{day:%Y%m%d}")
ID_NUMBER = st.builds(
    lambda place, birth, tail: place + birth + tail,
    st.from_regex(r"[1-8][0-9]{5}", fullmatch=True),
    BIRTH,
    st.from_regex(r"[0-9]{3}[0-9X]", fullmatch=True),
)
WORDS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800006620", "138****6620"),
        ("138 0000 6620", "138****6620"),
        ("0459-1234567", "045*****4567"),
        ("13800006620、13900001234", "138****6620、139****1234"),
        ("13800006620 13900001234", "138****6620 139****1234"),
        ("123456", "****56"),
        ("12", "**"),
        ("", ""),
        (ERASED, ERASED),
    ],
)
def test_telephone_numbers_keep_both_ends(number, shown):
    assert mask_phone(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某"),
        ("张建国", "张某某"),
        ("欧阳娜娜", "欧阳某某"),
        ("司马光", "司马某"),
        ("欧阳", "欧某"),
        ("阿卜杜拉·买买提", "阿某某"),
        ("John", "J某某"),
        ("张", "张某"),
        (" 李四 ", "李某"),
        ("", ""),
        (ERASED, ERASED),
    ],
)
def test_names_keep_the_surname(name, shown):
    assert mask_name(name) == shown


@given(st.text(st.characters(min_codepoint=0x30, max_codepoint=0x5A), min_size=1, max_size=40))
def test_a_masked_number_is_as_long_hides_its_middle_and_is_masked_once(number):
    shown = mask_number(number)
    assert len(shown) == len(number)
    assert mask_number(shown) == shown
    assert sum(character != "*" for character in shown) <= 7
    assert "*" in shown


@given(ID_NUMBER)
def test_an_id_number_shows_neither_birthday_nor_place(number):
    shown = mask_id(number)
    assert shown == number[:3] + "***********" + number[-4:]
    assert number[6:14] not in shown


@given(WORDS, MOBILE, WORDS, ID_NUMBER, WORDS)
def test_numbers_within_a_sentence_are_masked_and_the_words_stay(first, phone, second, identity, third):
    shown = mask_numbers(f"{first}，{phone}，{second}：{identity}。{third}")
    assert shown == f"{first}，{mask_number(phone)}，{second}：{mask_number(identity)}。{third}"


@given(ID_NUMBER, MOBILE)
def test_no_long_run_of_personal_digits_is_left(identity, phone):
    assert not re.search(r"\d{5}", mask_numbers(f"{identity} {phone}"))


@pytest.mark.parametrize(
    "text", ["SH-00001", "92230602MAM9LGNYP4", "诚信〔2026〕001号", "2026年11月21日", "共 1,234 家"]
)
def test_what_is_no_personal_number_is_left_alone(text):
    assert mask_numbers(text) == text


@given(st.text(min_size=2))
def test_of_a_name_little_is_left(name):
    shown = mask_name(name)
    assert len(shown.replace("某", "")) <= 2 or shown == ERASED
    assert shown == "" or "某" in shown or shown == ERASED
