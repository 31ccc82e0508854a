"""Penalties age by their rule, repair ends them the same day, and the day of eligibility follows from both."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.credit import Event, Kind, Weight, eligible_again, rule_family, until

PENALTY, PRAISE = Kind.PENALTY.value, Kind.PRAISE.value


def general(on="2026-01-10", months=12, **more):
    end = until(dt.date.fromisoformat(on), months).isoformat()
    return Event(PENALTY, Weight.GENERAL.value, on, end, 500, "缺斤少两", **more)


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-01-09", False), ("2026-01-10", True), ("2027-01-09", True), ("2027-01-10", False)],
)
def test_a_general_penalty_of_10_january_counts_for_a_year_to_the_day(day, counts):
    assert general().counts_on(day) == counts


@pytest.mark.parametrize(("day", "counts"), [("2026-05-19", True), ("2026-05-20", False), ("2026-05-21", False)])
def test_a_repair_takes_it_out_the_same_day(day, counts):
    assert general(repaired="2026-05-20").counts_on(day) == counts


def test_a_repair_after_its_time_changes_nothing():
    assert general(repaired="2027-03-01").end == "2027-01-10"


def test_month_ends_age_on_the_last_day_there_is():
    assert until(dt.date(2025, 8, 31), 6) == dt.date(2026, 2, 28)


def test_eligible_again_on_the_day_the_last_one_ends_with_reasons():
    severe = Event(PENALTY, Weight.SEVERE.value, "2026-03-01", "2027-03-01", 2000, "售假")
    slight = Event(PENALTY, Weight.MINOR.value, "2026-06-01", "2026-09-01", 200, "占道")
    praise = Event(PRAISE, "", "2026-06-01", "2029-06-01", 200, "拾金不昧")
    found = eligible_again([severe, general(), slight, praise], dt.date(2026, 7, 1))
    assert (found.day, found.now) == (dt.date(2027, 3, 1), False)
    assert [reason.split("，")[0] for reason in found.reasons] == [
        "2026年1月10日一般失信：缺斤少两",
        "2026年3月1日严重失信：售假",
    ]
    repaired = eligible_again([general(repaired="2026-07-01"), slight], dt.date(2026, 7, 1))
    assert (repaired.day, repaired.now) == (dt.date(2026, 7, 1), True)


events = st.builds(
    general,
    on=st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)).map(dt.date.isoformat),
    months=st.integers(3, 12),
)


@given(st.lists(events, max_size=6), st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)))
def test_on_the_day_named_nothing_of_today_bars_any_more_and_the_day_before_something_does(made, today):
    found = eligible_again(made, today)
    standing = [event for event in made if event.counts_on(today.isoformat())]
    assert found.now == (not standing)
    assert not any(event.counts_on(found.day.isoformat()) for event in standing)
    before = (found.day - dt.timedelta(days=1)).isoformat()
    assert found.now or any(event.counts_on(before) for event in standing)


def test_each_class_has_its_rules():
    families = [rule_family(PENALTY, weight) for weight in Weight] + [rule_family(PRAISE, "")]
    assert families == ["credit.minor", "credit.general", "credit.severe", "credit.praise"]
