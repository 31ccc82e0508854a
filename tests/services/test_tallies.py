import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.services import activity_kinds, journal, tallies
from app.store.activities import VisitorTally

TODAY = dt.date.today()
DAY = dt.date(2026, 3, 5)
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def test_a_key_counts_one_and_undoing_takes_it_back(store):
    assert tallies.count(1) == "政策咨询"
    tallies.count(1)
    assert tallies.total(TODAY, TODAY) == 2
    journal.undo(journal.last().id)
    assert tallies.by_service(TODAY, TODAY) == {"政策咨询": 1}


def test_a_key_without_a_service_counts_nothing(store):
    activity_kinds.save(activity_kinds.kinds(), [activity_kinds.services()[0]])
    with pytest.raises(Invalid, match="还没有对应"):
        tallies.count(9)
    assert tallies.total(TODAY, TODAY) == 0


def test_a_correction_is_a_row_of_its_own_and_what_was_counted_stays(store):
    for _ in range(5):
        tallies.count(2, DAY)
    tallies.correct(DAY, "证照代办", 3, "有两位是同一件事")
    tallies.correct(DAY, "政策咨询", 40, "补记上午的纸质登记")
    assert tallies.by_service(DAY, DAY) == {"政策咨询": 40, "证照代办": 3}
    (counted,) = tallies.by_time(*YEAR, service="证照代办")
    assert (counted.when, counted.count) == ("2026-03-05", 3)
    rows = tallies.rows(counted.ids)
    assert [row.count for row in rows] == [1] * 5 + [-2]
    assert rows[-1].note == "有两位是同一件事"


@pytest.mark.parametrize(
    ("on", "wanted", "reason", "field"),
    [
        (DAY, -1, "错", "wanted"),
        (DAY, 3, " ", "reason"),
        (DAY, 0, "错", "wanted"),
        (dt.date(2099, 1, 1), 1, "错", "on"),
    ],
)
def test_a_correction_without_sense_is_refused(store, on, wanted, reason, field):
    with pytest.raises(Invalid) as wrong:
        tallies.correct(on, "政策咨询", wanted, reason)
    assert set(wrong.value.complaints) == {field}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.dates(dt.date(2025, 12, 1), dt.date(2026, 6, 30)), st.integers(1, 9)), max_size=30))
def test_every_count_equals_the_rows_it_opens(store, ticks):
    VisitorTally.delete().execute()
    for on, digit in ticks:
        tallies.count(digit, on)
    expected = [on for on, _ in ticks if on.year == 2026]
    assert tallies.total(*YEAR) == len(expected) == sum(tallies.by_service(*YEAR).values())
    for monthly in (False, True):
        counted = tallies.by_time(*YEAR, monthly=monthly)
        assert sum(each.count for each in counted) == len(expected)
        for each in counted:
            assert sum(row.count for row in tallies.rows(each.ids)) == each.count
            assert all(row.on.startswith(each.when) for row in tallies.rows(each.ids))
    assert tallies.daily_mean(*YEAR) == (len(expected), len(set(expected)))
