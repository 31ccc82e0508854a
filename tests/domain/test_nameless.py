"""What leaves the desk for whoever repairs the program."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import logbook
from app.domain.nameless import TAKEN_OUT, only_ours, plain, without


def test_a_log_of_ours_stays_as_it_is(tmp_path):
    try:
        raise OSError(28, "full") from KeyError("王建国")
    except OSError as error:
        told = logbook.details(error)
    log = (
        f"2026-11-21 18:12:26,123 ERROR app.start bug\n{told}\n2026-11-21 18:12:27,001 INFO app.cli usage of main.py\n"
    )
    assert only_ours(log).splitlines() == log.splitlines()
    assert logging.getLevelName(logging.ERROR) in only_ours(log)


@pytest.mark.parametrize(
    "line",
    [
        "王建国 13977778888",
        "KeyError: 'Wang Jianguo'",
        "ValueError 王建国",
        "瑞和茶庄.py:12 open",
        "2026-11-21 18:12:26,123 ERROR app.start 王建国",
        'File "/ho' + 'me/wang/a.py", line 3',
    ],
)
def test_a_line_that_quotes_somebody_does_not(line):
    assert only_ours(line) == TAKEN_OUT


def test_long_numbers_are_taken_out_of_a_line_that_stays():
    assert only_ours("command.py:13977778888 run") == f"command.py:{TAKEN_OUT} run"


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1), st.text())
def test_no_chinese_word_gets_through_a_log(name, around):
    assert name not in only_ours(f"{around}{name}{around}")
    assert name not in plain(f"{around}{name}")


def test_the_name_of_the_user_goes_wherever_it_stands():
    assert (
        without("Wang saw /data/wang/x; wangzi stays", ["wang", ""])
        == f"{TAKEN_OUT} saw /data/{TAKEN_OUT}/x; wangzi stays"
    )
