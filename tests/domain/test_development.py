from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.development import chart_of, chart_on, charts, check, check_extension, clocks, following, opens
from app.domain.errors import Invalid
from app.domain.rules import Rule, RuleBook, shipped

BOOK = RuleBook(shipped())
OLD, LATER = charts()


def until(chart, code, **days):
    """All steps before one done on 2024-01-05, but those given otherwise."""
    done = {}
    for step in chart.steps:
        if step.code == code:
            return done | days
        done[step.code] = date(2024, 1, 5)
    return done | days


def refusal(chart, done, code, on, **detail):
    with pytest.raises(Invalid) as refused:
        check(chart, done, code, on, detail, BOOK)
    return {field: sentence.code for field, sentence in refused.value.complaints.items()}


def test_the_first_chart_has_25_steps_and_the_later_one_a_notice_more():
    assert len(OLD.steps) == 25
    assert {step.code for step in LATER.steps} - {step.code for step in OLD.steps} == {"notice"}
    assert [chart_on(day) for day in (date(2025, 3, 1), date(2026, 4, 30), date(2026, 5, 1))] == [OLD, OLD, LATER]
    assert chart_of(LATER.key) is LATER


def test_a_step_out_of_turn_is_refused():
    assert refusal(OLD, {}, "talk", date(2025, 1, 5)) == {"step": "out_of_order"}
    assert refusal(OLD, {"apply": date(2025, 2, 1)}, "talk", date(2025, 1, 5)) == {"on": "bad_date"}


def test_an_activist_waits_a_year_to_the_day():
    done = until(OLD, "candidate", activist=date(2024, 2, 29), activist_filed=date(2024, 2, 29))
    done |= {"tutors": date(2024, 3, 1), "examined": date(2024, 9, 1)}
    assert refusal(OLD, done, "candidate", date(2025, 2, 27)) == {"on": "too_early"}
    assert "12 个月" in check(OLD, done, "candidate", date(2025, 2, 28), {}, BOOK).rules[0]


def test_a_notice_takes_five_working_days_the_first_not_counted():
    done = until(LATER, "candidate", notice=date(2026, 9, 21))
    # 21 September is a Monday; 25 to 27 are the Mid-Autumn days off, 28 is the fourth working day.
    first, certain = opens(LATER, done, "candidate", BOOK)
    assert certain
    assert refusal(LATER, done, "candidate", first - timedelta(1)) == {"on": "too_early"}
    check(LATER, done, "candidate", first, {}, BOOK)


def test_a_notice_in_a_year_without_a_calendar_is_tentative():
    done = until(LATER, "candidate", notice=date(2040, 3, 5))
    assert opens(LATER, done, "candidate", BOOK) == (date(2040, 3, 13), False)


def test_two_introducers_and_three_days_or_24_hours():
    assert refusal(OLD, until(OLD, "introducers"), "introducers", date(2024, 2, 1), people=1) == {"detail": "too_few"}
    check(OLD, until(OLD, "introducers"), "introducers", date(2024, 2, 1), {"people": 2}, BOOK)
    trained = until(OLD, "trained")
    assert refusal(OLD, trained, "trained", date(2024, 2, 1), days=2, hours=23) == {"detail": "too_few"}
    for detail in ({"days": 3}, {"hours": 24}):
        check(OLD, trained, "trained", date(2024, 2, 1), detail, BOOK)


def test_a_meeting_needs_more_than_half_of_all_who_may_vote():
    done = until(OLD, "meeting")
    for present, favour in ((8, 8), (9, 8)):
        votes = {"due": 16, "present": present, "favour": favour}
        assert refusal(OLD, done, "meeting", date(2024, 2, 1), **votes) == {"detail": "not_carried"}
    check(OLD, done, "meeting", date(2024, 2, 1), {"due": 16, "present": 9, "favour": 9}, BOOK)
    assert refusal(OLD, done, "meeting", date(2024, 2, 1), due=9, present=16, favour=9) == {"detail": "bad_votes"}


def test_a_late_step_is_taken_and_told():
    assert check(OLD, {"apply": date(2025, 1, 31)}, "talk", date(2025, 2, 28), {}, BOOK).warnings == ()
    late = check(OLD, {"apply": date(2025, 1, 31)}, "talk", date(2025, 3, 3), {}, BOOK)
    assert late.warnings == ("党组织派人谈话应在 2025年2月28日 前完成，晚了 3 天。",)


def test_probation_lasts_a_year_from_the_meeting_and_longer_where_extended():
    done = until(OLD, "full_meeting", meeting=date(2024, 5, 6), oath=date(2024, 6, 1))
    done |= {code: date(2024, 6, 2) for code in ("superior_talk", "approved", "approved_filed", "placed", "probation")}
    done["full_applied"] = date(2025, 4, 1)
    done["oath"] = date(2024, 6, 2)
    assert refusal(OLD, done, "full_meeting", date(2025, 5, 5)) == {"on": "too_early"}
    votes = {"due": 16, "present": 9, "favour": 9}
    assert "应到16，实到9＞8；赞成9＞8" in check(OLD, done, "full_meeting", date(2025, 5, 6), votes, BOOK).rules[1]
    assert refusal(OLD, done, "full_meeting", date(2025, 5, 6), extended=6) == {"on": "too_early"}
    check(OLD, done, "full_meeting", date(2025, 11, 6), {"extended": 6, **votes}, BOOK)
    assert "6、12" in check_extension(6, date(2025, 5, 6), BOOK)
    with pytest.raises(Invalid, match="6 到 12 个月"):
        check_extension(5, date(2025, 5, 6), BOOK)


def test_clocks_run_until_the_step_is_done_and_examinations_come_back():
    done = {"apply": date(2026, 1, 31)}
    (clock,) = clocks(LATER, done, BOOK, date(2026, 3, 1))
    assert (clock.step.code, clock.due, clock.late) == ("talk", date(2026, 2, 28), True)
    done |= {"talk": date(2026, 2, 3), "activist": date(2026, 2, 10)}
    assert [(clock.step.code, clock.due) for clock in clocks(LATER, done, BOOK, date(2026, 3, 1))] == [
        ("examined", date(2026, 8, 10))
    ]
    done |= {"activist_filed": date(2026, 2, 11), "tutors": date(2026, 2, 12), "examined": date(2026, 7, 1)}
    assert [clock.due for clock in clocks(LATER, done, BOOK, date(2026, 7, 2))] == [date(2027, 1, 1)]


def test_a_file_keeps_the_rule_of_its_own_day():
    stricter = Rule("development.talk", "谈话", 7, "天", "新规", "", date(2026, 1, 1), None, "sure")
    book = RuleBook((*shipped(), stricter))
    done = {"apply": date(2025, 12, 1)}
    assert clocks(OLD, done, book, date(2026, 2, 1))[0].due == date(2026, 1, 1)
    assert clocks(OLD, {"apply": date(2026, 1, 5)}, book, date(2026, 2, 1))[0].due == date(2026, 1, 12)


@given(st.integers(0, 24))
def test_the_next_step_is_always_the_one_after_the_last(place):
    done = {step.code: date(2024, 1, 5) for step in OLD.steps[: place + 1]}
    step = following(OLD, done)
    assert step is None if place == 24 else step == OLD.steps[place + 1]
