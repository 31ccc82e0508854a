import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain import honours
from app.domain.errors import Problem
from app.domain.honours import Plaque, Standing, State

days = st.dates(dt.date(2000, 1, 2), dt.date(2273, 1, 1))
plaques = st.builds(
    Plaque,
    centre=st.integers(0, 999_999),
    kind=st.integers(1, 999),
    year=st.integers(1000, 9999),
    serial=st.integers(1, 9_999_999),
    issued=days,
    expires=st.none() | days,
)


@given(plaques, st.binary(min_size=64, max_size=64))
def test_a_code_is_185_digits_that_say_it_all_again(plaque, signature):
    code = honours.join_code(plaque.payload(), signature)
    assert len(code) == honours.CODE_LENGTH
    assert code.isdigit()
    assert list(honours.codes_in(code)) == [(plaque.payload(), signature)]
    assert honours.read_payload(plaque.payload()) == plaque


@given(plaques, st.binary(min_size=64, max_size=64), st.text(max_size=30), st.text(max_size=30))
def test_the_digits_are_found_inside_whatever_was_pasted(plaque, signature, before, after):
    code = honours.join_code(plaque.payload(), signature)
    found = list(honours.codes_in(f"{before}{code}{after}"))
    assert (plaque.payload(), signature) in found


@pytest.mark.parametrize("gap", [" ", "\n", "  \r\n", "-", "\u3000"])
def test_a_code_broken_over_lines_is_still_one(gap):
    code = honours.join_code(Plaque(1, 1, 2026, 1, dt.date(2026, 11, 20), None).payload(), bytes(range(64)))
    assert list(honours.codes_in(code[:60] + gap + code[60:]))


@pytest.mark.parametrize("text", ["", "诚信〔2026〕001号", "1" * 184, "验真码", "9" * 185])
def test_text_without_a_possible_code_yields_none(text):
    assert list(honours.codes_in(text)) == []


@pytest.mark.parametrize(
    "plaque",
    [
        Plaque(10**6, 1, 2026, 1, dt.date(2026, 1, 1), None),
        Plaque(1, 1000, 2026, 1, dt.date(2026, 1, 1), None),
        Plaque(1, 1, 2026, 10**7, dt.date(2026, 1, 1), None),
        Plaque(1, 1, 1999, 1, dt.date(1999, 12, 31), None),
        Plaque(1, 1, 2026, 1, dt.date(2026, 1, 1), dt.date(2300, 1, 1)),
    ],
)
def test_what_the_digits_cannot_hold_is_refused(plaque):
    with pytest.raises(Problem):
        plaque.payload()


@given(st.dates(), st.dates())
def test_the_last_day_still_counts(today, until):
    assume(today != dt.date.max)
    expected = Standing.VALID if today <= until else Standing.EXPIRED
    assert honours.standing(State.GRANTED, until.isoformat(), today) == expected
    assert honours.standing(State.GRANTED, "", today) == Standing.VALID
    for state in (State.RECLAIMED, State.REPLACED, State.VOID):
        assert honours.standing(state, until.isoformat(), today).value == state.value


def test_numbers_are_written_as_offices_write_them():
    assert honours.number("诚信", 2026, 1) == "诚信〔2026〕001号"
    assert honours.number("最美", 2026, 1234) == "最美〔2026〕1234号"


def test_a_citizens_phone_reads_one_plain_line():
    line = honours.scan_text("诚信商户", "瑞和茶庄", "诚信〔2026〕001号", "2028-11-19", "会战街道", "0459-1", "12")
    assert (
        line == "诚信商户，瑞和茶庄，诚信〔2026〕001号，有效期至2028年11月19日，会战街道颁发，监督电话0459-1，验真码12"
    )
    assert "长期有效" in honours.scan_text("诚信商户", "甲", "1号", "", "乙", "", "1")


@pytest.mark.parametrize(
    ("today", "until", "done", "due"),
    [
        (dt.date(2026, 6, 1), "", [], dt.date(2027, 3, 5)),
        (dt.date(2027, 3, 5), "", [], dt.date(2027, 3, 5)),
        (dt.date(2027, 3, 5), "", ["2027-03-05"], dt.date(2028, 3, 5)),
        (dt.date(2030, 6, 1), "", [], dt.date(2030, 3, 5)),
        (dt.date(2027, 6, 1), "2028-03-04", ["2027-03-05"], None),
        (dt.date(2026, 6, 1), "2027-03-05", [], None),
    ],
)
def test_a_review_is_due_each_year_while_the_honour_holds(today, until, done, due):
    assert honours.review_due(dt.date(2026, 3, 5), until, done, 12, today) == due


@pytest.mark.parametrize(("year", "day"), [(2029, 28), (2031, 28), (2032, 29)])
def test_an_honour_of_29_february_is_reviewed_on_the_last_day_of_february(year, day):
    due = dt.date(year, 2, day)
    assert honours.review_due(dt.date(2028, 2, 29), "", [], 12, due) == due
