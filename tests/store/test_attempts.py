"""How long nobody may try again, by a clock that is faked, runs on, and is set back."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import attempts

NINE = dt.datetime(2026, 11, 20, 9)


@pytest.fixture
def clock(monkeypatch):
    """Set the time; it stands still until it is set again."""

    def strike(moment):
        monkeypatch.setattr(attempts, "now", lambda: moment)
        return moment

    strike(NINE)
    return strike


@pytest.fixture
def record(tmp_path):
    return tmp_path / "登录.json"


def wait(record):
    """How many seconds are to wait now."""
    try:
        attempts.demand(record)
    except attempts.TooSoon as soon:
        return soon.seconds
    return 0


def fail(record, times, name="张三"):
    for _ in range(times):
        attempts.note(record, name)


def test_after_five_failures_in_a_row_the_wait_grows_to_fifteen_minutes(record, clock):
    waits = []
    for _ in range(12):
        fail(record, 1)
        waits.append(wait(record))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_the_wait_is_over_when_it_is_over(record, clock):
    fail(record, 5)
    clock(NINE + dt.timedelta(seconds=29))
    assert wait(record) == 1
    clock(NINE + dt.timedelta(seconds=30))
    assert wait(record) == 0


def test_the_sentence_says_how_long_and_that_nothing_is_lost(record, clock):
    fail(record, 10)
    clock(NINE + dt.timedelta(seconds=820))
    with pytest.raises(attempts.TooSoon, match="数据没有受影响，请等 1 分 20 秒再试"):
        attempts.demand(record)


def test_a_clock_set_back_neither_locks_out_for_ever_nor_lets_in(record, clock):
    fail(record, 7)
    back = clock(NINE - dt.timedelta(days=3650))
    assert wait(record) == 120
    clock(back + dt.timedelta(seconds=100))
    assert wait(record) == 20
    clock(back + dt.timedelta(seconds=120))
    assert wait(record) == 0


def test_a_success_begins_the_count_anew(record, clock):
    fail(record, 9)
    attempts.forget(record)
    fail(record, 4)
    assert wait(record) == 0


def test_the_last_names_are_kept_and_each_once(record, clock):
    for name in ("甲", "乙", "甲", "丙", "丁", "戊", "己"):
        attempts.note(record, name)
    assert attempts.found(record) == attempts.Failures(7, NINE.isoformat(), ("乙", "丙", "丁", "戊", "己"))


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.binary(max_size=60)
    | st.builds(
        lambda *said: json.dumps(dict(zip(("count", "last", "names"), said, strict=True))).encode(), ODD, ODD, ODD
    )
)
def test_a_record_that_was_tampered_with_only_begins_anew(tmp_path_factory, content):
    record = tmp_path_factory.mktemp("登录") / "登录.json"
    record.write_bytes(content)
    assert wait(record) <= 900
    attempts.note(record, "张三")
    assert attempts.found(record).names[-1] == "张三"
    assert wait(record) <= 900


@given(st.integers(1, 1_000_000), st.datetimes())
def test_no_record_makes_anybody_wait_longer_than_a_quarter_of_an_hour(tmp_path_factory, count, last):
    record = tmp_path_factory.mktemp("登录") / "登录.json"
    record.write_text(json.dumps({"count": count, "last": last.isoformat(), "names": []}))
    assert 0 <= wait(record) <= 900


def test_a_place_that_cannot_be_written_keeps_nobody_out(record, clock):
    record.with_name("登录.json.new").mkdir()
    fail(record, 9)
    assert wait(record) == 0
    record.mkdir()
    attempts.forget(record)
    assert wait(record) == 0
