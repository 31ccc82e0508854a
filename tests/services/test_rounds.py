"""A round from its opening to the archive: who may do which step, what is frozen, and what nobody can do."""

import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.gifts import Draft
from app.services import (
    approvals,
    credit_events,
    gifts,
    journal,
    round_award,
    round_marks,
    rounds,
    schemes,
    scoring,
)
from app.store.merchants import Merchant, Pledge
from app.store.ratings import Sheet
from app.store.writing import writing
from tests.services.rating_desk import AFTER, END, NOTICE, START, awarded, begin, on_notice, open_merchants, sit_down


@pytest.fixture
def merchants(store):
    return open_merchants()


@pytest.fixture
def number(merchants):
    return begin(merchants)


def test_the_whole_way_with_who_and_when(number, merchants):
    window = on_notice(number)
    assert (window.start, window.end, window.rule.code) == (NOTICE, dt.date(2026, 7, 8), "honour.public_notice")
    rounds.close_notice(number, AFTER)
    done = awarded(number)
    assert sorted(done.numbers) == sorted(merchants)
    round_award.archive(number)
    row = rounds.get(number)
    assert (row.state, row.checked_by, row.issued) == ("归档", "李复核", "2026-07-09")
    assert [(step.was, step.now) for step in rounds.steps(number)] == [
        ("", "起草"),
        ("起草", "评分"),
        ("评分", "复核"),
        ("复核", "公示"),
        ("公示", "异议处理"),
        ("异议处理", "授牌"),
        ("授牌", "归档"),
    ]
    assert {step.who for step in rounds.steps(number)} == {"王管理"}


def test_a_donation_of_a_million_leaves_every_score_as_it_was(number, merchants):
    before = {row.merchant: (row.total, row.grade) for row in scoring.score(number).rows}
    given = gifts.save(Draft(noun="merchant", row=merchants[3], giver="丁店", on="2026-03-01", amount="100万"))
    after = scoring.score(number)
    assert {row.merchant: (row.total, row.grade) for row in after.rows} == before
    assert (after.rows[0].merchant, after.rows[0].preferred) == (merchants[3], True)
    assert "按“首选”排在其之前" in after.rows[0].tie
    assert any("不改变任何一家的得分" in note for note in after.notes)
    gifts.reverse(given.id, "录错了")
    assert [row.merchant for row in scoring.score(number).rows] == merchants


@pytest.mark.parametrize(("on", "amount", "marked"), [("2026-06-30", "1", True), ("2026-07-01", "1", False)])
def test_the_mark_is_for_gifts_of_the_period(number, merchants, on, amount, marked):
    gifts.save(Draft(noun="merchant", row=merchants[3], giver="丁店", on=on, amount=amount))
    assert any(row.preferred for row in scoring.score(number).rows) == marked


def test_what_was_handed_over_is_frozen_with_its_evidence(number, merchants):
    on_notice(number)
    before = scoring.sheet(number, merchants[0])
    assert (before.frozen, before.row.total) == (True, scoring.score(number).rows[0].total)
    evidence = {line.key: line.evidence for line in before.points}
    assert len(evidence["pledges"]) == 2
    assert {noun for noun, _ in evidence["lawful"]} == {"rating_mark"}
    assert next(line for line in before.points if line.key == "lawful").assessor == "王管理"
    Pledge.delete().execute()
    assert scoring.sheet(number, merchants[0]) == before
    with pytest.raises(Problem, match="这一步要在“评分”时做"):
        round_marks.enter(number, merchants[0], {"lawful": 0})


def test_nobody_checks_their_own_result(number):
    request = rounds.submit(number)
    with pytest.raises(Problem, match="申请人和复核人不能是同一个人"):
        approvals.approve(request)
    assert rounds.get(number).waiting
    with pytest.raises(Problem, match="还没有第二个人复核"):
        rounds.publish(number, NOTICE)


def test_a_refused_result_goes_back_and_the_old_request_is_gone(number, merchants):
    request = rounds.submit(number)
    sit_down("李复核")
    approvals.refuse(request, "丁店的分不对")
    sit_down("王管理")
    assert (rounds.get(number).waiting, rounds.get(number).refused) == (False, "丁店的分不对")
    with pytest.raises(Invalid):
        rounds.reopen(number, " ")
    rounds.reopen(number, "丁店重新评分")
    round_marks.enter(number, merchants[3], {"lawful": 100})
    second = rounds.submit(number)
    assert second != request
    assert len(scoring.score(number).rows) == 4
    assert Sheet.select().count() == 8


def test_what_went_back_to_scoring_takes_its_request_along(number):
    rounds.submit(number)
    rounds.reopen(number, "漏评了")
    assert approvals.waiting() == []


@pytest.mark.parametrize("step", ["publish", "close", "award", "archive", "begin"])
def test_no_step_out_of_turn(number, step):
    steps = {
        "publish": lambda: rounds.publish(number, NOTICE),
        "close": lambda: rounds.close_notice(number, AFTER),
        "award": lambda: awarded(number),
        "archive": lambda: round_award.archive(number),
        "begin": lambda: rounds.begin(number),
    }
    with pytest.raises(Problem, match="数据没有改动"):
        steps[step]()
    assert rounds.get(number).state == "评分"


def test_a_veto_refuses_whatever_the_score_and_can_be_lifted(number, merchants):
    with pytest.raises(Invalid, match="事由"):
        round_marks.veto(number, merchants[0], "fake", "")
    with pytest.raises(Invalid, match="没有这条"):
        round_marks.veto(number, merchants[0], "luck", "查获")
    round_marks.veto(number, merchants[0], "fake", "查获假酒")
    sheet = scoring.sheet(number, merchants[0])
    assert (sheet.row.outcome, sheet.row.reason, sheet.row.badge) == ("不予评定", "一票否决：出售假冒伪劣商品", "不予")
    assert [(veto.key, veto.note, veto.assessor) for veto in sheet.vetoes] == [("fake", "查获假酒", "王管理")]
    round_marks.lift(number, merchants[0], "fake")
    assert scoring.sheet(number, merchants[0]).row.outcome == "已评定"


def test_a_severe_penalty_in_force_is_a_veto_of_its_own(number, merchants):
    event = credit_events.save(credit_events.Draft(merchants[0], weight="严重", on="2026-03-01", text="售假"))
    sheet = scoring.sheet(number, merchants[0])
    assert sheet.row.outcome == "不予评定"
    assert sheet.vetoes[0].evidence == (("credit_event", event),)


def test_scores_are_entered_within_their_maximum_and_only_by_hand(number, merchants):
    with pytest.raises(Invalid) as refused:
        round_marks.enter(number, merchants[0], {"lawful": 1501, "complaints": 100})
    assert set(refused.value.complaints) == {"lawful", "complaints"}
    round_marks.enter(number, merchants[0], {"lawful": 1200}, "缺一本证")
    assert round_marks.given(number, merchants[0])["lawful"] == 1200
    line = next(line for line in scoring.sheet(number, merchants[0]).points if line.key == "lawful")
    assert (line.points, line.note) == (1200, "缺一本证")


def test_a_merchant_that_closed_is_not_rated(number, merchants):
    Merchant.update(state="停业").where(Merchant.id == merchants[0]).execute()
    with writing("换一次"):
        pass
    assert merchants[0] not in [row.merchant for row in scoring.score(number).rows]
    with pytest.raises(Problem, match="不在这个评选批次里"):
        scoring.sheet(number, merchants[0])


def test_a_round_nobody_can_be_part_of_is_not_handed_over(store):
    opened = rounds.open_round(schemes.named("abcd", END), START, END)
    rounds.begin(opened)
    with pytest.raises(Problem, match="一家商户也没有"):
        rounds.submit(opened)


def test_only_a_round_not_yet_handed_over_can_be_removed(number):
    on_notice(number)
    with pytest.raises(Problem):
        rounds.remove(number)
    other = rounds.open_round(schemes.named("abcd", END), START, END)
    rounds.remove(other)
    with pytest.raises(Problem, match="没有找到这个评选批次"):
        rounds.get(other)


def test_a_period_the_wrong_way_round_is_refused(store):
    with pytest.raises(Invalid, match="结束日期早于开始日期"):
        rounds.open_round(schemes.named("abcd", END), END, START)


def test_handing_over_can_be_undone_as_a_whole(number):
    rounds.submit(number)
    journal.undo(journal.last().id)
    assert (rounds.get(number).state, approvals.waiting()) == ("评分", [])
    assert Sheet.select().where(Sheet.removed_at == "").count() == 0
    rounds.submit(number)
    assert len(scoring.score(number).rows) == 4
