from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import (
    Day,
    add_months,
    brief,
    for_file,
    in_numerals,
    provisional_workdays,
    read_day,
    spoken,
    workdays_after,
)
from app.domain.errors import Invalid

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
STYLES = [
    "{0.year}-{0.month:02}-{0.day:02}",
    "{0.year}-{0.month}-{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}. {0.month}. {0.day}.",
    "{0.year}、{0.month}、{0.day}",
    "{0.year}。{0.month}。{0.day}",
    "{0.year}—{0.month}—{0.day}",
    "{0.year} {0.month} {0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year} 年 {0.month} 月 {0.day} 号",
    "{0.year}{0.month:02}{0.day:02}",
    "'{0.year}.{0.month}.{0.day}",
    "{0.year}-{0.month:02}-{0.day:02} 09:30:00",
    "{0.year}-{0.month:02}-{0.day:02}T00:00",
    "{0.year}年{0.month}月{0.day}日（星期四）",
]
FULL_WIDTH = str.maketrans("0123456789./-", "０１２３４５６７８９．／－")


def reason(value: object) -> str:
    with pytest.raises(Invalid) as refused:
        read_day(value)
    assert refused.value.complaints["day"].code == "bad_date"
    return str(refused.value)


@given(DAYS, st.sampled_from(STYLES), st.booleans())
def test_every_style_of_a_day_is_read(day: date, style: str, full_width: bool) -> None:
    written = style.format(day)
    assert read_day(written.translate(FULL_WIDTH) if full_width else written) == Day(day.isoformat())


@given(DAYS)
def test_cells_that_are_dates_are_read(day: date) -> None:
    expected = Day(day.isoformat())
    assert read_day(day) == read_day(datetime.combine(day, time(9, 30))) == expected
    assert read_day(int(for_file(day))) == read_day(float(for_file(day))) == expected
    assert read_day(in_numerals(day)) == expected
    assert read_day(spoken(day.isoformat())) == expected


@given(st.integers(20_000, 73_000), st.floats(0, 0.99))
def test_excel_day_numbers_are_read(serial: int, hour: float) -> None:
    assert read_day(serial + hour) == Day((date(1899, 12, 30) + timedelta(days=serial)).isoformat())


@given(
    DAYS,
    st.sampled_from(
        ["{0.year}.{0.month}", "{0.year}年{0.month}月", "{0.year}-{0.month:02}", "{0.year}年{0.month}月份"]
    ),
)
def test_a_month_stays_a_month(day: date, style: str) -> None:
    assert read_day(style.format(day)) == Day(day.isoformat()[:7])


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2023.1", "2023-01"),
        ("2026.10", "2026-10"),
        ("202603", "2026-03"),
        (202603, "2026-03"),
        ("2026年元月", "2026-01"),
        ("二○二六年十月", "2026-10"),
        (2023.5, "2023-05"),
        (2023.12, "2023-12"),
        (None, ""),
        ("", ""),
        ("无", ""),
        ("—", ""),
    ],
)
def test_what_is_read_without_doubt(value: object, iso: str) -> None:
    assert read_day(value) == Day(iso)


@pytest.mark.parametrize(
    ("value", "iso", "said"),
    [
        (2023.1, "", "1 月还是 10 月"),
        ("26.3.5", "2026-03-05", "2026 年"),
        ("98年3月5日", "1998-03-05", "1998 年"),
        ("260305", "2026-03-05", "2026 年"),
        ("45000", "2023-03-15", "2023年3月15日"),
        ("2026年", "", "只有年份"),
        (2026, "", "只有年份"),
        ("3月5日", "", "没有写年份"),
        ("12月5日", "", "没有写年份"),
        ("26.3", "", "看不出是哪年哪月"),
    ],
)
def test_what_is_doubtful_is_told_and_not_guessed(value: object, iso: str, said: str) -> None:
    day = read_day(value)
    assert day.iso == iso
    assert said in day.doubt


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2025-02-30", "2月只有 1 日到 28 日"),
        ("2月30日", "2月只有 1 日到 29 日"),
        ("2026-03-00", "3月只有"),
        ("2026.13", "13 月不存在"),
        ("2026年0月5日", "0 月不存在"),
        ("20261301", "13 月不存在"),
        (2023.13, "13 月不存在"),
        ("1899-12-31", "1900 到 2100"),
        ("2101-01-01", "1900 到 2100"),
        (date(2101, 1, 1), "1900 到 2100"),
        ("0305", "1900 到 2100"),
        ("去年", "“去年”看不出是哪一天"),
        ("长期", "“长期”"),
        ("2026年第三季度", "“2026年第三季度”"),
        ("3/5/2026", "看不出"),
        ("十十年", "1900 到 2100"),
        (0, "“0”"),
        (-2023.5, "看不出"),
        (1e20, "看不出"),
        (True, "看不出"),
        (time(3, 4), "看不出"),
        (timedelta(hours=3), "看不出"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(value: object, said: str) -> None:
    assert said in reason(value)


@given(st.one_of(st.text(), st.text("0123456789年月日号十〇一二.-/ ", max_size=14), st.floats(), st.integers()))
def test_any_cell_gives_a_day_a_doubt_or_a_reason(value: object) -> None:
    assert is_iso(value_or_reason(value))


def value_or_reason(value: object) -> str:
    try:
        return read_day(value).iso
    except Invalid as refused:
        return "" if refused.complaints["day"].code == "bad_date" else "another reason"


def is_iso(text: str) -> bool:
    return text == "" or bool(date.fromisoformat(text if len(text) == 10 else f"{text}-01"))


def test_a_day_of_another_year_is_said_with_it() -> None:
    today = date(2027, 1, 4)
    assert [brief(each, today) for each in (date(2027, 1, 3), date(2026, 12, 31), date(2026, 1, 4))] == [
        "1月3日",
        "2026年12月31日",
        "2026年1月4日",
    ]


def test_days_are_spoken_as_on_paper() -> None:
    assert spoken("2026-03-05") == "2026年3月5日"
    assert spoken("2026-03") == "2026年3月"
    assert spoken("") == ""
    assert for_file(date(2026, 11, 20)) == "20261120"


@pytest.mark.parametrize(
    ("day", "numerals"),
    [
        (date(2026, 11, 20), "二〇二六年十一月二十日"),
        (date(2030, 10, 31), "二〇三〇年十月三十一日"),
        (date(2000, 1, 9), "二〇〇〇年一月九日"),
        (date(2025, 12, 10), "二〇二五年十二月十日"),
    ],
)
def test_days_in_numerals(day: date, numerals: str) -> None:
    assert in_numerals(day) == numerals


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 1, 5), -1, date(2025, 12, 5)),
        (date(2026, 11, 20), 24, date(2028, 11, 20)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@given(DAYS, st.integers(-1000, 1000))
def test_added_months_are_that_many_months_away(day: date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


def test_working_days_follow_the_yearly_arrangement() -> None:
    assert workdays_after(date(2026, 3, 5), 5) == (date(2026, 3, 12), True)
    # National Day 2025: holidays until 8 October; Sunday 28 September and Saturday 11 October were worked.
    assert workdays_after(date(2025, 9, 26), 1) == (date(2025, 9, 28), True)
    assert workdays_after(date(2025, 9, 30), 3) == (date(2025, 10, 11), True)


def test_an_unknown_year_is_counted_for_the_time_being() -> None:
    assert workdays_after(date(2099, 12, 30), 2) == (date(2100, 1, 4), False)
    assert workdays_after(date(2045, 4, 28), 1) == (date(2045, 5, 2), False)
    assert workdays_after(date(1990, 1, 5), 1) == (date(1990, 1, 8), False)


def test_new_year_is_free_before_its_calendar_is_out() -> None:
    """A Monday; were it counted, five working days would end on Friday the 5th."""
    start, end = date(2045, 12, 29), date(2046, 1, 8)
    assert workdays_after(start, 5) == (end, False)
    assert provisional_workdays(start, end) == 5


@given(st.dates(date(2004, 1, 1), date(2098, 12, 31)), st.integers(0, 40))
def test_working_days_move_on(start: date, count: int) -> None:
    end, certain = workdays_after(start, count)
    assert end - start >= timedelta(days=count)
    assert workdays_after(start, count + 1)[0] > end
    assert certain or end.year > 2026
