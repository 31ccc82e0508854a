"""A round goes one way through its states, and no award is dated inside the window of its notice."""

import datetime as dt
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.domain.rounds import ORDER, State, demand_award_day, demand_state, demand_step, window
from app.domain.rules import shipped

NOTICE = next(rule for rule in shipped() if rule.code == "honour.public_notice")
ALLOWED = {*pairwise(ORDER), (State.CHECKING, State.SCORING)}


@pytest.mark.parametrize(("now", "wanted"), [*product(State, State)])
def test_only_the_next_step_is_allowed_and_going_back_to_score(now, wanted):
    if (now, wanted) in ALLOWED:
        demand_step(now.value, wanted)
    else:
        with pytest.raises(Problem, match=f"现在是“{now.value}”，不能直接到“{wanted.value}”"):
            demand_step(now.value, wanted)


def test_a_step_outside_its_state_names_the_states_it_fits():
    demand_state(State.SCORING.value, State.SCORING)
    with pytest.raises(Problem, match="现在是“公示”，这一步要在“评分”时做"):
        demand_state(State.NOTICE.value, State.SCORING)


def test_five_working_days_around_the_new_year_holiday():
    found = window(dt.date(2025, 12, 29), NOTICE)
    assert (found.end, found.certain) == (dt.date(2026, 1, 6), True)


def test_longer_on_request_never_shorter():
    start = dt.date(2026, 6, 1)
    assert window(start, NOTICE, 2).end == window(start, NOTICE).end
    assert window(start, NOTICE, 7).end > window(start, NOTICE).end


def test_a_year_whose_holidays_are_unknown_is_provisional():
    assert not window(dt.date(2045, 6, 1), NOTICE).certain


@given(st.dates(dt.date(2024, 1, 1), dt.date(2026, 11, 1)), st.integers(0, 30))
def test_no_award_inside_the_window(start, later):
    found = window(start, NOTICE)
    issued = start + dt.timedelta(days=later)
    if issued > found.end:
        demand_award_day(issued, found.end.isoformat())
    else:
        with pytest.raises(Problem, match="没有授予任何荣誉"):
            demand_award_day(issued, found.end.isoformat())
