"""Periods of every kind: read, named, and compared with the one before and the one a year ago."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.domain.periods import Kind, Period, due, of, read

DAYS = st.dates(dt.date(1993, 1, 1), dt.date(2090, 12, 31))
NAMED = st.sampled_from([kind for kind in Kind if kind != Kind.CUSTOM])
ONE = dt.timedelta(days=1)


@given(DAYS, NAMED)
def test_a_period_holds_its_day_and_is_read_back_from_its_code(day, kind):
    period = of(kind, day)
    assert period.start <= day <= period.end
    assert read(period.code) == period
    assert period.previous.end + ONE == period.start
    assert of(kind, period.end + ONE).previous == period
    assert (period.last_year.start.year, period.last_year.kind) == (period.start.year - 1, kind)
    assert due(day, kind).end < day


@given(DAYS, st.integers(0, 700))
def test_a_span_is_compared_with_one_as_long_right_before(start, length):
    span = Period(start, start + dt.timedelta(days=length), Kind.CUSTOM)
    assert read(span.code) == read(f"{span.start}..{span.end}") == span
    assert span.previous.end + ONE == span.start
    assert span.previous.end - span.previous.start == span.end - span.start
    assert span.last_year.start <= span.last_year.end < span.end


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2026Q3", "2026-07-01", "2026-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("2026H2", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-07-01..2026-09-15", "2026-07-01", "2026-09-15"),
        ("20260701-20260915", "2026-07-01", "2026-09-15"),
    ],
)
def test_what_a_clerk_writes(code, start, end):
    period = read(code)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        *(("去年", "请写成"), ("2026Q5", "请写成"), ("2026-13", "请写成"), ("0001", "请写成"), ("", "请写成")),
        *(
            ("2026-02-30..2026-03-01", "日历上没有"),
            ("2026-09-15..2026-07-01", "不晚于"),
            ("20100101-20260101", "十年"),
        ),
    ],
)
def test_what_is_no_period_is_said(written, said):
    with pytest.raises(Problem, match=said):
        read(written)


def test_years_turn_and_leap_days_have_a_day_to_be_compared_with():
    assert read("2026Q1").previous.code == "2025Q4"
    assert read("2026-01").previous.code == "2025-12"
    assert read("2026H1").previous.code == "2025H2"
    leap = read("2024-02-29..2024-02-29")
    assert (leap.last_year.start, leap.last_year.end) == (dt.date(2023, 2, 28), dt.date(2023, 2, 28))
    assert (read("2024-02").last_year.end, read("2025-02").last_year.end) == (
        dt.date(2023, 2, 28),
        dt.date(2024, 2, 29),
    )
