from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.rules import RuleBook, shipped
from app.domain.votes import arithmetic, more_than

BOOK = RuleBook(shipped())
QUORUM, MAJORITY = (BOOK.in_force(code, date(2026, 11, 20)) for code in ("vote.quorum", "vote.majority"))


def test_of_16_due_8_are_too_few_and_9_enough():
    assert arithmetic(16, 9, 9, QUORUM, MAJORITY).words == "应到16，实到9＞8；赞成9＞8"
    assert arithmetic(16, 9, 9, QUORUM, MAJORITY).holds
    assert arithmetic(16, 8, 8, QUORUM, MAJORITY).words == "应到16，实到8≯8；赞成8≯8"
    assert not arithmetic(16, 9, 8, QUORUM, MAJORITY).holds
    assert arithmetic(15, 8, 8, QUORUM, MAJORITY).words == "应到15，实到8＞7.5；赞成8＞7.5"


@given(st.integers(1, 500), st.integers(0, 500))
def test_a_count_carries_exactly_from_the_first_whole_number_above_half(base, count):
    assert more_than("赞成", count, base, MAJORITY).holds == (count >= base // 2 + 1)
