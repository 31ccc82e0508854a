"""A window counted before the year's holidays were known is counted again, and nothing is awarded before that."""

import datetime as dt
from io import BytesIO

import pdfplumber
import pytest

from app.domain import calendar
from app.domain.errors import Problem
from app.domain.rounds import recounted
from app.services import journal, round_award, round_board, round_documents, round_todo, round_windows, rounds
from tests.services.rating_desk import begin, checked, open_merchants

START = dt.date(2025, 12, 25)
ANNOUNCED, REAL = dt.date(2026, 1, 2), dt.date(2026, 1, 4)
"""Five working days with the Friday after New Year taken for one, and by the calendar: a holiday of three days, the
Sunday after worked."""


@pytest.fixture
def unknown(monkeypatch):
    """The calendar of 2026 is not out; call it to have it come out."""
    known = calendar._is_workday

    def still_unknown(day):
        return (calendar._works_as_a_rule(day), False) if day.year == 2026 else known(day)

    monkeypatch.setattr(calendar, "_is_workday", still_unknown)
    return monkeypatch.undo


@pytest.fixture
def number(store, unknown):
    number = begin(open_merchants())
    checked(number)
    window = round_documents.publish(number, START)
    assert (window.end, window.certain) == (ANNOUNCED, False)
    return number


def words_of(pdf):
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return "".join(page.extract_text() for page in paper.pages).replace("\n", "")


def test_while_the_calendar_is_unknown_the_provisional_window_stands(number):
    assert (round_windows.due(), round_windows.of(number)) == ([], None)
    with pytest.raises(Problem, match="不用重算"):
        round_windows.recount(number)


def test_once_it_is_known_the_window_is_counted_again_and_says_what_changed(number, unknown):
    old = round_documents.kept_notice(number)
    unknown()
    (due,) = round_windows.due()
    assert (due.was, due.now) == (ANNOUNCED, REAL)
    for blocked in (
        lambda: round_award.award(number, dt.date(2026, 1, 20), today=dt.date(2026, 1, 20)),
        lambda: rounds.close_notice(number, dt.date(2026, 1, 20)),
    ):
        with pytest.raises(Problem, match="请先“重算公示期”"):
            blocked()
    assert round_board.next_step(rounds.get(number), ANNOUNCED).verb == "重算公示期"
    assert [row.sentence for row in round_todo.waiting(dt.date(2025, 12, 30))] == [
        "“2026年会战诚信商户评选”等着办：重算公示期"
    ]
    round_documents.recount(number)
    row = rounds.get(number)
    assert (row.notice_end, row.provisional, round_windows.due()) == ("2026-01-04", False, [])
    assert "由暂算的2026年1月2日延到2026年1月4日" in rounds.steps(number)[-1].note
    new = round_documents.kept_notice(number)
    assert "2026年1月2日" in words_of(old)
    assert "2026年1月4日" in words_of(new)
    with pytest.raises(Problem, match="不能早于2026年1月5日"):
        round_award.award(number, REAL, today=dt.date(2026, 1, 20))
    round_award.award(number, dt.date(2026, 1, 7), today=dt.date(2026, 1, 20))


def test_counting_again_is_one_act_that_can_be_undone(number, unknown):
    unknown()
    round_windows.recount(number)
    assert journal.last().what == "重算公示期限：2026年会战诚信商户评选，到2026年1月4日（原2026年1月2日）"
    journal.undo(journal.last().id)
    assert rounds.get(number).provisional


def test_a_window_never_becomes_shorter_than_announced():
    assert recounted(dt.date(2026, 2, 11), dt.date(2026, 2, 25)) >= dt.date(2026, 2, 25)
    assert recounted(dt.date(2026, 2, 9), dt.date(2026, 2, 13)) == dt.date(2026, 2, 13)
    assert recounted(dt.date(2045, 6, 1), dt.date(2045, 6, 8)) is None
