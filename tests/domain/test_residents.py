from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.residents import ETHNIC_GROUPS, contradiction, education, ethnic_group, read_id

TODAY = date(2026, 11, 20)
GOOD = "11010519491231002X"
WEIGHTS = [2**place % 11 for place in range(17, 0, -1)]


def number(place, born, serial):
    body = f"{place:06}{born:%Y%m%d}{serial:03}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


NUMBERS = st.builds(
    number,
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(1, 999),
)


def code(text):
    with pytest.raises(Invalid) as refused:
        read_id(text, TODAY)
    return refused.value.complaints["id_number"].code


def test_the_example_of_the_standard_is_accepted():
    assert read_id(GOOD, TODAY) == read_id(" 110105 19491231 002ｘ", TODAY)
    assert (read_id(GOOD, TODAY).birth, read_id(GOOD, TODAY).sex) == ("1949-12-31", "女")


@pytest.mark.parametrize("place", range(18))
def test_its_neighbours_are_refused(place):
    others = "0123456789" + ("X" if place == 17 else "")
    for other in set(others) - {GOOD[place]}:
        assert code(GOOD[:place] + other + GOOD[place + 1 :]) in {"bad_id", "excel_truncated"}


@given(NUMBERS)
def test_every_number_made_by_the_rule_is_read(text):
    resident = read_id(text, TODAY)
    assert resident.number == text
    assert resident.birth.replace("-", "") == text[6:14]
    assert (resident.sex == "男") == (int(text[16]) % 2 == 1)


@given(NUMBERS, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(text, place, step):
    if text[place] != "X":
        code(text[:place] + str((int(text[place]) + step) % 10) + text[place + 1 :])


@pytest.mark.parametrize("place", ["320506", "510903"])
def test_places_a_table_does_not_know_are_no_fault(place):
    assert read_id(number(int(place), date(1960, 5, 1), 11), TODAY).number.startswith(place)


def test_what_excel_has_cut_is_named_so():
    assert code("230602199708095000") == "excel_truncated"
    assert code("2.30602E+17") == "excel_truncated"


def test_a_day_to_come_and_an_old_number_are_refused():
    assert code(number(230602, TODAY + timedelta(1), 11)) == "bad_id"
    assert code("230602491231002") == "bad_id"


def test_what_contradicts_the_number_is_named():
    resident = read_id(GOOD, TODAY)
    assert contradiction(resident, "女", "1949-12") == contradiction(resident, "", "") == {}
    found = contradiction(resident, "男", "1950-01")
    assert {field: complaint.code for field, complaint in found.items()} == {
        "sex": "sex_contradicts_id",
        "birth": "birth_contradicts_id",
    }


def test_groups_and_education_as_people_write_them():
    assert len(ETHNIC_GROUPS) == len(set(ETHNIC_GROUPS)) == 56
    assert [ethnic_group(text) for text in ("汉", "汉族", " 维吾尔 ", "火星族", "")] == [
        "汉族",
        "汉族",
        "维吾尔族",
        "火星族",
        "",
    ]
    assert [education(text) for text in ("大专", "大学本科", "中专", "")] == ["大学专科", "大学本科", "中等专科", ""]
