"""余, 近 and 超 by the stated rule, the exact number always beside it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.wording import rounded, with_exact


@pytest.mark.parametrize(
    ("number", "words"),
    [
        *((127, "120余"), (500, "500"), (499, "近500"), (99, "99"), (100, "100"), (101, "超100"), (109, "近110")),
        *(
            (1_230, "1,200余"),
            (1_201, "超1,200"),
            (8_775, "8,700余"),
            (23_753, "23,000余"),
            (995, "990余"),
            (999, "近1,000"),
        ),
    ],
)
def test_the_rule(number, words):
    assert rounded(number) == words


@given(st.integers(0, 10**12))
def test_the_round_number_is_near_and_the_exact_one_beside_it(number):
    words, said = rounded(number), with_exact(number, "件")
    base = int(re.sub(r"\D", "", words))
    assert abs(number - base) * 10 < max(number, 1)
    if words.startswith("近"):
        assert base > number
    elif words.startswith("超") or words.endswith("余"):
        assert base < number
    else:
        assert base == number
    assert f"{number:,}件" in said
    assert (said == f"{number:,}件") == (base == number)


@given(st.integers(-(10**12), -1))
def test_below_nothing_it_is_said_as_it_is(number):
    assert with_exact(number, "件") == f"{number:,}件"
