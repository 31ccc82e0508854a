import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blanks import Move, balance, check
from app.domain.errors import Problem


@given(st.lists(st.tuples(st.sampled_from(list(Move)), st.integers(0, 50))))
def test_what_came_in_is_what_was_used_spoiled_or_is_left(wanted):
    """Moves that are refused are not made; whatever is made balances and never takes more than there is."""
    made = []
    for move, count in wanted:
        try:
            check(move, count, balance(made).left)
        except Problem:
            continue
        made.append((move, count))
    found = balance(made)
    assert found.received == found.issued + found.spoiled + found.left
    assert found.left >= 0
    assert found.received == sum(count for move, count in made if move in (Move.RECEIVED, Move.FOUND))


@pytest.mark.parametrize("move", [Move.ISSUED, Move.SPOILED, Move.LOST])
def test_more_than_is_left_cannot_go(move):
    check(move, 3, 3)
    with pytest.raises(Problem, match="只剩 3，不够"):
        check(move, 4, 3)
