"""Days on which a year is not as long as the one before: the last ones of a month, 29 February, New Year."""

import datetime as dt

import pytest

from app.domain.errors import Problem
from app.domain.meetings import Draft as Minutes
from app.domain.merchants import Draft
from app.services import (
    honour_life,
    honour_prints,
    honour_sheets,
    honours,
    key_figures,
    meeting_writing,
    merchants,
    rounds,
    schemes,
)
from app.store.cases import Case
from app.store.honours import Honour
from app.store.writing import writing

NEW_YEAR = dt.date(2026, 1, 4)


@pytest.fixture
def merchant(store):
    return merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)


def complain(merchant, received):
    told = {"year": int(received[:4]), "serial": 1, "number": f"{received[:4]}-0001", "title": "短斤少两"}
    with writing("受理") as act:
        act.add(
            Case(
                **told,
                **{"kind": "投诉", "merchant": merchant, "received": received, "month": received[:7]},
                **{"stage": "收集", "phase": "收集"},
            )
        )


def test_a_year_of_complaints_is_a_year_on_the_last_days_of_a_month_too(merchant):
    complain(merchant, "2025-12-30")
    complain(merchant, "2026-01-01")
    days = [dt.date(2026, 12, day) for day in (29, 30, 31)]
    assert [honour_sheets.complaints(merchant, day)[0].year for day in days] == [2, 1, 1]


def test_the_review_of_an_honour_of_29_february_is_due_on_28_february(merchant):
    due = dt.date(2025, 2, 28)
    honours.award("诚信商户", [merchant], dt.date(2024, 2, 29), None)
    assert honour_life.reviews_due(due - dt.timedelta(days=1)) == {}
    assert list(honour_life.reviews_due(due).values()) == [due]


def test_what_a_round_awards_in_january_is_printed_for_the_year_it_rates(merchant):
    end = dt.date(2025, 12, 31)
    number = rounds.open_round(schemes.named("huizhan", end), dt.date(2025, 1, 1), end)
    honours.award("诚信商户", [merchant], dt.date(2026, 1, 12), None)
    Honour.update(round_id=number).execute()
    (award,) = honour_prints.awards_of("诚信商户", [merchant])
    assert award.headline.endswith("2025年度")
    assert award.body.startswith("你单位在2025年度")
    assert award.number == "诚信〔2026〕001号"


def test_beside_this_years_meetings_stand_this_years_drafts(store):
    for held in ("2025-12-30", "2026-01-02"):
        meeting_writing.save(Minutes(kind="联席会议", title="联席会议", held=held), None)
    told = next(each for each in key_figures.figures(NEW_YEAR) if each.title == "今年会议")
    assert (told.value, told.hint) == ("1", "还没有定稿的 1 份")


def test_the_honours_of_two_years_can_be_given_in_one(merchant):
    scheme = schemes.named("huizhan", dt.date(2025, 12, 31))
    rated = [rounds.open_round(scheme, dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2025, 2026)]
    with writing("授牌") as act:
        honours.give(act, "诚信商户", [merchant], dt.date(2026, 1, 12), None, round_id=rated[0])
    with writing("授牌") as act:
        honours.give(act, "诚信商户", [merchant], dt.date(2026, 12, 28), None, round_id=rated[1])
    assert len(honours.of_merchant(merchant)) == 2
    with pytest.raises(Problem, match="已有 2026 年度"), writing("授牌") as act:
        honours.give(act, "诚信商户", [merchant], dt.date(2026, 12, 29), None, round_id=rated[1])
