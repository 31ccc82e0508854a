"""Penalties and praise: the worked example of 10 January, repairs, and the day a merchant is eligible again."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.errors import Invalid, Problem
from app.services import credit_events, journal, merchant_events, round_marks, scoring
from app.services.credit_events import Draft
from app.store.ratings import CreditEvent, Round
from app.store.writing import writing
from tests.services.rating_desk import FULL, begin, open_merchants

JANUARY = "2026-01-10"


@pytest.fixture
def merchant(store):
    return open_merchants()[0]


def draft(merchant, /, **more):
    return replace(Draft(merchant, on=JANUARY, text="缺斤少两", source="市场监管所"), **more)


def penalty_points(number, merchant):
    with writing("换一次"):
        pass
    return next(line.points for line in scoring.sheet(number, merchant).points if line.key == "penalties")


def as_of(number, day):
    Round.update(day=day).where(Round.id == number).execute()


def test_a_general_penalty_of_10_january_ages_on_the_right_day_and_its_repair_the_same_day(merchant):
    number = begin([merchant])
    event = credit_events.save(draft(merchant))
    row = credit_events.timeline(merchant)[0]
    assert (row.months, row.until, row.points, row.rule) == (12, "2027-01-10", 500, "credit.general.most")
    assert "一般失信最长计入期限：12 个月" in row.why
    for day, worth in (("2026-01-09", 1000), (JANUARY, 500), ("2027-01-09", 500), ("2027-01-10", 1000)):
        as_of(number, day)
        assert penalty_points(number, merchant) == worth, day
    as_of(number, "2026-06-30")
    credit_events.repair(event, dt.date(2026, 6, 30), "信用修复决定书 3 号")
    assert penalty_points(number, merchant) == 1000
    assert credit_events.counting(dt.date(2026, 6, 30)) == []
    assert [row.id for row in credit_events.counting(dt.date(2026, 6, 29))] == [event]


def test_the_time_line_says_when_the_merchant_is_eligible_again(merchant):
    credit_events.save(draft(merchant))
    event = credit_events.save(draft(merchant, weight="严重", on="2026-02-01", text="售假", months=24))
    found = credit_events.eligible_again(merchant, dt.date(2026, 7, 1))
    assert (found.day, len(found.reasons)) == (dt.date(2028, 2, 1), 2)
    credit_events.repair(event, dt.date(2026, 7, 1), "已整改")
    found = credit_events.eligible_again(merchant, dt.date(2026, 7, 1))
    assert (found.day, found.reasons) == (
        dt.date(2027, 1, 10),
        ("2026年1月10日一般失信：缺斤少两，计入到2027年1月10日前一天",),
    )
    assert [row.weight for row in credit_events.timeline(merchant, dt.date(2026, 7, 1))] == ["严重", "一般"]
    assert [row.counts for row in credit_events.timeline(merchant, dt.date(2026, 7, 1))] == [False, True]


def test_praise_adds_and_bars_nobody(merchant):
    credit_events.save(draft(merchant, kind="表扬", weight="", text="拾金不昧"))
    row = credit_events.timeline(merchant)[0]
    assert (row.kind, row.weight, row.points, row.months) == ("表扬", "", 200, 12)
    assert credit_events.eligible_again(merchant, dt.date(2026, 7, 1)).now


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"on": "2026-01"}, "on"),
        ({"on": "2999-01-01"}, "on"),
        ({"weight": "很重"}, "weight"),
        ({"kind": "别的"}, "kind"),
        ({"merchant": 999}, "merchant"),
        ({"months": 2}, "months"),
        ({"months": 13}, "months"),
        ({"points": -1}, "points"),
    ],
)
def test_what_is_refused_by_field(merchant, wrong, field):
    with pytest.raises(Invalid) as refused:
        credit_events.save(draft(merchant, **wrong))
    assert list(refused.value.complaints) == [field]
    assert CreditEvent.select().count() == 0


def test_an_early_repair_is_doubted_not_refused(merchant):
    event = credit_events.save(draft(merchant))
    assert "最早是2026年4月10日" in credit_events.doubts(event, dt.date(2026, 4, 9))
    assert credit_events.doubts(event, dt.date(2026, 4, 10)) == ""
    with pytest.raises(Invalid) as refused:
        credit_events.repair(event, dt.date(2026, 1, 9), "")
    assert set(refused.value.complaints) == {"repaired", "note"}
    credit_events.repair(event, dt.date(2026, 2, 1), "已整改")
    with pytest.raises(Problem, match="已经修复过"):
        credit_events.repair(event, dt.date(2026, 2, 2), "再来一次")


def test_a_removed_event_counts_no_more_and_comes_back_by_undo(merchant):
    event = credit_events.save(draft(merchant))
    credit_events.remove([event])
    assert credit_events.timeline(merchant) == []
    journal.undo(journal.last().id)
    assert [row.id for row in credit_events.timeline(merchant)] == [event]


def test_no_mark_is_needed_to_see_penalties(merchant):
    number = begin([])
    credit_events.save(draft(merchant))
    assert round_marks.given(number, merchant) == {}
    assert penalty_points(number, merchant) == 500


def test_a_merged_merchant_brings_along_what_counts_against_it(store):
    kept, gone, *_ = open_merchants()
    number = begin([gone])
    credit_events.save(draft(gone))
    merchant_events.merge(kept, gone, dt.date(2026, 6, 1))
    assert [row.text for row in credit_events.timeline(kept)] == ["缺斤少两"]
    assert round_marks.given(number, kept) == FULL
    assert scoring.sheet(number, kept).row.outcome == "已评定"
    journal.undo(journal.last().id)
    assert (len(credit_events.timeline(gone)), round_marks.given(number, kept)) == (1, {})
