import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.activities import Draft, Kind, Period, check, plain_hours, read_hours, span, weekly
from app.domain.errors import Invalid

KINDS = [Kind("志愿服务"), Kind("调解", "调解"), Kind("招商盘活", "", "㎡")]
GOOD = Draft(kind="志愿服务", title="清洁商圈", on="2026.3.5")
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))


def made(**values):
    return check(Draft(**{**vars(GOOD), **values}), KINDS)


def test_minutes_are_reckoned_from_the_times_and_the_people():
    assert made(begins="9:00", ends="11:30", participants=4).minutes == 600
    assert made(begins="9:00", ends="11:30").minutes == 150
    assert made(begins="9:00", ends="11:30", participants=4, minutes=90).minutes == 90
    assert made().minutes == 0


def test_what_is_counted_takes_the_unit_of_its_kind():
    assert made(kind="招商盘活", quantity=1200).unit == "㎡"
    assert made(kind="招商盘活", quantity=3, unit="处").unit == "处"
    assert made(kind="招商盘活").unit == ""


def test_what_has_no_title_is_called_by_its_service_or_kind():
    assert made(title="", service="健康义诊").title == "健康义诊"
    assert made(title="").name == "志愿服务"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "没有这种"}, "kind"),
        ({"on": ""}, "on"),
        ({"on": "2026.3"}, "on"),
        ({"on": "二月三十"}, "on"),
        ({"participants": "十来个"}, "participants"),
        ({"beneficiaries": -1}, "beneficiaries"),
        ({"minutes": "半天"}, "minutes"),
        ({"disputed": "很多"}, "disputed"),
        ({"disputed": 100, "recovered": 101}, "recovered"),
        ({"begins": "9:00"}, "ends"),
        ({"begins": "11:00", "ends": "9:00"}, "ends"),
        ({"title": "长" * 81}, "title"),
    ],
)
def test_what_is_wrong_is_named_where_it_is(values, field):
    with pytest.raises(Invalid) as wrong:
        made(**values)
    assert set(wrong.value.complaints) == {field}


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("2.5", 150), ("2小时30分", 150), ("2 小时", 120), ("45分钟", 45), ("", 0), ("30000", 1_800_000), ("0.75", 45)],
)
def test_hours_are_read_as_people_write_them(typed, minutes):
    assert read_hours(typed) == minutes


def test_hours_that_are_none_come_back_as_words():
    assert read_hours("半天") == "半天"


@given(st.integers(0, 10**6).map(lambda quarters: quarters * 15))
def test_hours_are_typed_as_they_are_shown(minutes):
    assert read_hours(plain_hours(minutes)) == minutes


@given(DAYS, st.sampled_from(Period))
def test_a_day_lies_in_its_period_and_the_next_one_begins_right_after(day, period):
    start, end = span(period, day)
    assert start <= day <= end
    assert span(period, end + dt.timedelta(days=1))[0] == end + dt.timedelta(days=1)
    assert start.day == 1


@given(DAYS, st.integers(0, 400), st.integers(0, 6))
def test_every_such_day_of_the_week_is_there_once(start, days, weekday):
    end = start + dt.timedelta(days=days)
    every = [start + dt.timedelta(days=n) for n in range(days + 1)]
    assert list(weekly(start, end, weekday)) == [day for day in every if day.weekday() == weekday]
