import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain import slips
from app.domain.errors import Problem
from app.domain.slips import CODE_LENGTH, Slip

kinds = st.sampled_from(Slip)
numbers = st.integers(1, 99_999_999)
around = st.text(max_size=20).filter(lambda text: not re.search("[0-9]", unicodedata.normalize("NFKC", text)))


@given(kinds, numbers)
def test_a_code_is_twelve_digits_that_say_it_all_again(slip, number):
    made = slips.code(slip, number)
    assert len(made) == CODE_LENGTH
    assert made.isascii()
    assert made.isdigit()
    assert slips.read(made) == (slip, number)


@given(kinds, numbers, st.integers(0, CODE_LENGTH - 1), st.integers(1, 9))
def test_one_wrong_digit_is_refused(slip, number, place, by):
    made = slips.code(slip, number)
    wrong = made[:place] + str((int(made[place]) + by) % 10) + made[place + 1 :]
    assert slips.read(wrong) is None
    assert slips.looks_like(wrong)


@given(kinds, numbers, st.integers(0, CODE_LENGTH - 2))
def test_two_neighbours_swapped_are_refused(slip, number, place):
    made = slips.code(slip, number)
    assume(made[place] != made[place + 1])
    assert slips.read(made[:place] + made[place + 1] + made[place] + made[place + 2 :]) is None


@given(kinds, numbers, around, around)
def test_the_code_is_found_inside_whatever_was_scanned(slip, number, before, after):
    assert slips.read(f"{before}{slips.code(slip, number)}{after}\r\n") == (slip, number)


@pytest.mark.parametrize("written", ["{}\r\n", " {} ", "HZ{}", "单据{}号", "zhang'san{}", "2026-11-20 {}", "{} 13"])
def test_what_stands_around_does_not_matter(written):
    assert slips.read(written.format(slips.code(Slip.CASE, 305))) == (Slip.CASE, 305)


def test_full_width_digits_and_blanks_are_read():
    made = slips.code(Slip.PLEDGE, 40_052)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in made)
    assert slips.read(wide) == (Slip.PLEDGE, 40_052)
    assert slips.read(f"{made[:4]} {made[4:8]}-{made[8:]}") == (Slip.PLEDGE, 40_052)


@pytest.mark.parametrize("longer", ["1{}", "{}0", "9{}9"])
def test_a_part_of_a_longer_number_is_no_code(longer):
    text = longer.format(slips.code(Slip.MEETING, 7))
    assert slips.read(text) is None
    assert not slips.looks_like(text)


@pytest.mark.parametrize("text", ["", "13812346620", "SH-000012", "7" * 11, "会议"])
def test_other_text_is_no_slip(text):
    assert slips.read(text) is None
    assert not slips.looks_like(text)


@pytest.mark.parametrize("number", [0, -1, 100_000_000])
def test_what_the_digits_cannot_hold_is_refused(number):
    with pytest.raises(Problem):
        slips.code(Slip.RECEIPT, number)
    assert slips.read(slips.code(Slip.RECEIPT, 1)[:2] + "0" * 8 + "00") is None
