"""Thinning keeps enough, keeps it bounded, and takes nothing good for the sake of something bad."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from app.domain.thinning import DAYS, MONTHS, TODAY_AT_MOST, WEEKS, Stored, superfluous

NOW = dt.datetime(2026, 11, 20, 18, 0)
MOST = TODAY_AT_MOST + DAYS + WEEKS + MONTHS + 60 + 5 + 5
REASONS = st.sampled_from(["自动", "退出", "手动", "导入前", "升级前", "还原前"])
MOMENTS = st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2027, 2, 1)) | st.datetimes(
    dt.datetime(2026, 11, 1), dt.datetime(2026, 11, 21)
)


@st.composite
def shelves(draw):
    found = draw(st.lists(st.tuples(MOMENTS, REASONS, st.booleans()), max_size=200))
    return [Stored(f"{place}", at, reason, good) for place, (at, reason, good) in enumerate(found)]


def left(copies, now=NOW):
    gone = set(superfluous(copies, now))
    return [copy for copy in copies if copy not in gone]


def daily(days, reason="自动", good=True):
    return [Stored(f"{reason}{ago}", NOW - dt.timedelta(days=ago), reason, good) for ago in range(days)]


@given(shelves())
def test_the_newest_good_copy_always_stays(copies):
    good = [copy for copy in copies if copy.good]
    if good:
        assert max(good, key=lambda copy: (copy.at, copy.name)) in left(copies)


@given(shelves())
def test_the_newest_good_copy_not_from_the_future_stays_too(copies):
    good = [copy for copy in copies if copy.good and copy.at <= NOW]
    if good:
        assert max(good, key=lambda copy: (copy.at, copy.name)) in left(copies)


@given(shelves())
def test_a_bad_copy_costs_no_good_one_its_place(copies):
    good = [copy for copy in copies if copy.good]
    assert [copy for copy in left(copies) if copy.good] == left(good)


@given(shelves())
def test_what_stays_is_bounded(copies):
    assert len(left(copies)) <= MOST


@given(shelves())
def test_thinning_again_drops_nothing_more(copies):
    assert superfluous(left(copies), NOW) == []


@given(shelves())
def test_the_order_in_which_copies_are_found_does_not_matter(copies):
    assert superfluous(copies, NOW) == superfluous(copies[::-1], NOW)


def test_a_year_of_daily_copies_leaves_days_weeks_and_months():
    kept = left(daily(365))
    ages = [(NOW - copy.at).days for copy in kept]
    assert ages[:DAYS] == list(range(DAYS))
    months = {(copy.at.year, copy.at.month) for copy in kept}
    assert len(months) == MONTHS
    assert len({copy.at.isocalendar()[:2] for copy in kept}) >= WEEKS
    assert len(kept) <= DAYS + WEEKS + MONTHS


def test_all_of_today_stays():
    today = [Stored(f"{n}", NOW - dt.timedelta(minutes=30 * n), "自动", True) for n in range(20)]
    assert left(today) == today


def test_copies_from_before_an_import_stay_thirty_days():
    same_day = [
        Stored("前", NOW - dt.timedelta(days=40, hours=3), "导入前", True),
        Stored("后", NOW - dt.timedelta(days=40), "退出", True),
        Stored("近前", NOW - dt.timedelta(days=20, hours=3), "导入前", True),
        Stored("近后", NOW - dt.timedelta(days=20), "退出", True),
    ]
    assert [copy.name for copy in superfluous(same_day, NOW)] == ["前"]


def test_damaged_copies_alone_are_kept_but_not_for_ever():
    bad = daily(20, good=False)
    assert left(bad) == bad[:5]
