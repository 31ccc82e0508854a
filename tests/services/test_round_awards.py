"""What a round gives once its notice is over: not earlier, not to whom an objection freezes, not twice."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.rounds import Decision
from app.domain.schemes import Award
from app.services import honours, journal, objections, ratings, round_award, round_marks, rounds, schemes, scoring
from app.store.honours import Honour
from app.store.ratings import MerchantGrade
from tests.services.rating_desk import (
    AFTER,
    END,
    FULL,
    NOTICE,
    START,
    awarded,
    begin,
    checked,
    on_notice,
    open_merchants,
)


@pytest.fixture
def merchants(store):
    return open_merchants()


@pytest.fixture
def number(merchants):
    return begin(merchants)


def test_grades_and_honours_of_the_round(number, merchants):
    assert [row.grade for row in scoring.score(number).rows] == ["A"] * 4
    on_notice(number)
    done = awarded(number)
    assert sorted(done.numbers) == sorted(merchants)
    assert {row.round_id for row in Honour.select()} == {number}
    grades = ratings.current(merchants, AFTER)
    assert {(row.grade, row.badge, row.round, row.valid_until) for row in grades.values()} == {
        ("A", "A", number, "2028-07-08")
    }
    assert ratings.counts(AFTER) == {"A": 4, "B": 0, "C": 0, "D": 0, "未评": 0, "不予": 0}
    assert ratings.counts(dt.date(2028, 7, 9))["未评"] == 4
    assert journal.last().what.startswith("授牌：2026年会战诚信商户评选 4 家")


@pytest.mark.parametrize("day", [NOTICE, dt.date(2026, 7, 8)])
def test_no_award_inside_the_window(number, day):
    on_notice(number)
    with pytest.raises(Problem, match="不能早于2026年7月9日"):
        round_award.award(number, day, today=AFTER)
    with pytest.raises(Problem, match="不能早于2026年7月9日"):
        round_award.award(number, AFTER, today=day)
    with pytest.raises(Problem):
        rounds.close_notice(number, day)
    assert (rounds.get(number).state, MerchantGrade.select().count()) == ("公示", 0)


def test_an_objection_freezes_its_merchant_until_it_is_decided(number, merchants):
    on_notice(number)
    objection = objections.receive(number, merchants[1], "经常占道经营", NOTICE, "刘某", "13800001234")
    done = awarded(number)
    assert (sorted(done.numbers), done.frozen) == (sorted({*merchants} - {merchants[1]}), (merchants[1],))
    assert merchants[1] not in ratings.current(merchants, AFTER)
    with pytest.raises(Problem, match="乙店的异议还没有处理"):
        round_award.archive(number)
    objections.decide(objection, Decision.REJECTED, "实地核查不属实", AFTER)
    later = awarded(number, dt.date(2026, 7, 20))
    assert list(later.numbers) == [merchants[1]]
    assert ratings.current([merchants[1]], AFTER)[merchants[1]].grade == "A"
    assert (len(Honour.select()), MerchantGrade.select().count()) == (4, 4)
    round_award.archive(number)


def test_an_objection_that_holds_takes_the_merchant_out(number, merchants):
    on_notice(number)
    objection = objections.receive(number, merchants[1], "经常占道经营", dt.date(2026, 7, 20))
    assert objections.listing(number)[0].late
    objections.decide(objection, Decision.UPHELD, "查实三次", dt.date(2026, 7, 21))
    done = awarded(number, dt.date(2026, 7, 22))
    assert (merchants[1] in done.numbers, done.upheld) == (False, (merchants[1],))
    assert ratings.current([merchants[1]], dt.date(2026, 7, 22))[merchants[1]].badge == "不予"
    with pytest.raises(Problem, match="已经处理过"):
        objections.decide(objection, Decision.REJECTED, "再看看", dt.date(2026, 7, 23))


def test_what_an_objection_must_say(number, merchants):
    with pytest.raises(Problem, match="这一步要在"):
        objections.receive(number, merchants[0], "不服")
    on_notice(number)
    with pytest.raises(Invalid, match="有异议"):
        objections.receive(number, merchants[0], "  ", NOTICE)
    with pytest.raises(Invalid, match="早于公示开始"):
        objections.receive(number, merchants[0], "不服", dt.date(2026, 6, 30))
    with pytest.raises(Problem, match="不在这个评选批次里"):
        objections.receive(number, 999, "不服", NOTICE)
    objection = objections.receive(number, merchants[0], "不服", NOTICE)
    with pytest.raises(Invalid, match="处理理由"):
        objections.decide(objection, Decision.UPHELD, "", AFTER)
    with pytest.raises(Invalid, match="早于收到异议"):
        objections.decide(objection, Decision.UPHELD, "属实", dt.date(2026, 6, 30))
    with pytest.raises(Invalid, match="没有找到这次会议"):
        objections.decide(objection, Decision.UPHELD, "属实", AFTER, meeting=77)


def test_an_honour_of_the_same_year_is_not_given_twice(number, merchants):
    honours.award("诚信商户", merchants[:1], dt.date(2026, 2, 1), dt.date(2027, 2, 1))
    on_notice(number)
    done = awarded(number)
    assert (done.already, merchants[0] in done.numbers, len(done.numbers)) == ((merchants[0],), False, 3)


def test_rating_one_merchant_again_is_a_round_of_one(number, merchants):
    on_notice(number)
    awarded(number)
    again = rounds.open_round(schemes.named("huizhan", END), START, dt.date(2026, 9, 30), only=merchants[2])
    rounds.begin(again)
    round_marks.enter(again, merchants[2], {**FULL, "lawful": 0, "front": 0})
    assert [row.merchant for row in scoring.score(again).rows] == [merchants[2]]
    checked(again)
    rounds.publish(again, dt.date(2026, 10, 12))
    awarded(again, dt.date(2026, 10, 26))
    day = dt.date(2026, 10, 26)
    assert {merchant: row.grade for merchant, row in ratings.current(merchants, day).items()} == {
        **dict.fromkeys(merchants, "A"),
        merchants[2]: "C",
    }
    assert [row.grade for row in ratings.history(merchants[2], day)] == ["C", "A"]
    assert [row.id for row in rounds.listing(merchants[2])] == [again]
    assert rounds.get(again).title == "2026年丙店会战诚信商户评选"


def test_an_award_taken_back_voids_its_honours_and_can_be_given_again(number, merchants):
    on_notice(number)
    first = awarded(number)
    journal.undo(journal.last().id)
    assert (rounds.get(number).state, rounds.get(number).issued) == ("公示", "")
    assert ratings.current(merchants, AFTER) == {}
    assert {row.state for row in Honour.select()} == {"作废"}
    second = awarded(number)
    assert set(second.numbers) == set(first.numbers)
    assert not set(second.numbers.values()) & set(first.numbers.values())


def test_a_scheme_without_an_honour_gives_grades_alone(merchants):
    plain = replace(schemes.named("huizhan", END).scheme, key="", title="只评等级", award=Award())
    saved = schemes.save(plain)
    number = rounds.open_round(schemes.get(saved), START, END)
    rounds.begin(number)
    round_marks.enter(number, merchants[0], FULL)
    on_notice(number)
    done = awarded(number)
    assert (done.numbers, Honour.select().count()) == ({}, 0)
    assert {merchant: row.badge for merchant, row in ratings.current(merchants, AFTER).items()} == {merchants[0]: "A"}
    assert ratings.holders("未评", AFTER) == set(merchants[1:])
