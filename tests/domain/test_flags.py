import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.domain.flags import Holding, check_hand_over, holder_on

FIRST, TODAY = dt.date(2025, 1, 1), dt.date(2026, 11, 20)
days = st.integers(-30, 720).map(lambda n: FIRST + dt.timedelta(days=n))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 9), days), min_size=200, max_size=200))
def test_exactly_one_holds_the_flag_on_any_day(wanted):
    """200 random hand-overs, many of them back-dated, in the future or to the holder: those are refused."""
    made, last = [], None
    for merchant, day in wanted:
        before = [holder_on(made, each) for each in (FIRST, day, TODAY)]
        try:
            check_hand_over(made, merchant, day, TODAY)
        except Problem:
            assert [holder_on(made, each) for each in (FIRST, day, TODAY)] == before
            assert day > TODAY or (last and (day <= last[1] or merchant == last[0]))
            continue
        made.append(Holding(merchant, day.isoformat()))
        last = (merchant, day)
    starts = [holding.start for holding in made]
    assert starts == sorted(set(starts))
    for place, holding in enumerate(made):
        begun = dt.date.fromisoformat(holding.start)
        until = dt.date.fromisoformat(made[place + 1].start) if place + 1 < len(made) else TODAY + dt.timedelta(days=1)
        assert {holder_on(made, begun + dt.timedelta(days=n)) for n in range((until - begun).days)} == {
            holding.merchant
        }
    assert holder_on(made, FIRST - dt.timedelta(days=31)) == 0


@pytest.mark.parametrize(
    ("merchant", "day", "sentence"),
    [
        (2, TODAY + dt.timedelta(days=1), "在今天以后"),
        (2, TODAY - dt.timedelta(days=10), "上一次交接是2026年11月10日"),
        (1, TODAY, "就在这家商户"),
    ],
)
def test_a_wrong_hand_over_is_refused(merchant, day, sentence):
    with pytest.raises(Problem, match=sentence):
        check_hand_over([Holding(1, "2026-11-10")], merchant, day, TODAY)
