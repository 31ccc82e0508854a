"""The ways round a round: by undoing, by the history of a record, by giving the honour directly, by an old plaque."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from app.domain.errors import Invalid, Problem
from app.domain.old_plaques import OldPlaque
from app.domain.rounds import Decision
from app.services import (
    history,
    honour_old,
    honours,
    journal,
    merchant_events,
    merchants,
    objections,
    round_award,
    round_documents,
    round_marks,
    rounds,
    schemes,
    scoring,
)
from app.store.honours import Honour
from app.store.ratings import Mark
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

UNTIL = dt.date(2028, 7, 8)
INSIDE = dt.date(2026, 7, 3)


@pytest.fixture
def known(store):
    return open_merchants()


@pytest.fixture
def number(known):
    return begin(known)


def last(what):
    return next(entry for entry in journal.recent(50) if entry.what.startswith(what))


def test_a_notice_that_began_before_the_second_person_agreed_says_so(number):
    checked(number)
    rounds.publish(number, NOTICE)
    step = rounds.steps(number)[-1]
    assert step.now == "公示"
    assert step.note.startswith("补录：公示2026年7月1日开始，复核同意是")
    assert "补录" in journal.last().what


def test_a_notice_from_the_day_of_agreement_on_says_nothing(number):
    checked(number)
    rounds.publish(number, dt.date.today())
    assert (rounds.steps(number)[-1].note, "补录" in journal.last().what) == ("", False)


@pytest.mark.parametrize("issued", [INSIDE, AFTER])
def test_no_honour_is_given_past_a_round_on_notice(number, known, issued):
    on_notice(number)
    with pytest.raises(Problem, match=r"甲店正在“2026年会战诚信商户评选”里公示.*没有授予任何荣誉"):
        honours.award("诚信商户", known[:1], issued, UNTIL)
    assert Honour.select().count() == 0
    honours.award("最美商户", known[:1], issued, UNTIL)


def test_no_honour_is_given_past_an_objection(number, known):
    on_notice(number)
    first, second = (objections.receive(number, merchant, "不服", NOTICE) for merchant in known[:2])
    awarded(number)
    objections.decide(first, Decision.UPHELD, "查实", AFTER)
    for merchant in known[:2]:
        with pytest.raises(Problem, match="没有授予任何荣誉"):
            honours.award("诚信商户", [merchant], dt.date(2026, 8, 1), UNTIL)
    objections.decide(second, Decision.REJECTED, "不属实", AFTER)
    awarded(number)
    assert known[1] in {row.merchant_id for row in Honour.select()}


def test_no_old_plaque_is_dated_inside_the_notice(number, known):
    on_notice(number)
    with pytest.raises(Invalid, match="正在“2026年会战诚信商户评选”里公示"):
        honour_old.enter(OldPlaque("甲店", "诚信商户", "旧 7 号", "2026-07-03"))
    honour_old.enter(OldPlaque("甲店", "诚信商户", "旧 7 号", "2025-07-03", "2026-07-02"))


def test_a_scheme_that_a_round_follows_is_not_undone(known):
    saved = schemes.save(replace(schemes.named("huizhan", END).scheme, key="", title="自己的办法"))
    saving = journal.last()
    number = rounds.open_round(schemes.get(saved), START, END)
    with pytest.raises(Problem, match="评选批次在用"):
        journal.undo(saving.id)
    assert len(scoring.score(number).rows) == 4
    rounds.remove(number)
    journal.undo(saving.id)


def test_marks_are_not_undone_once_they_are_frozen(number, known):
    round_marks.enter(number, known[0], {"lawful": 900})
    marking = journal.last()
    round_marks.veto(number, known[1], "fake", "查获假酒")
    casting = journal.last()
    checked(number)
    for entry in (marking, casting):
        with pytest.raises(Problem, match="评分已经送审"):
            journal.undo(entry.id)
    assert Mark.select().where(Mark.merchant == known[0], Mark.points == 900).exists()
    rounds.reopen(number, "改分")
    journal.undo(marking.id)
    assert round_marks.given(number, known[0])["lawful"] == 1500


@pytest.mark.parametrize("noun", ["rating_round", "rating_mark", "rating_scheme"])
def test_what_a_round_is_made_of_is_not_brought_back_by_its_history(number, known, noun):
    checked(number)
    row = {"rating_round": number, "rating_mark": Mark.get().id, "rating_scheme": rounds.get(number).scheme}[noun]
    versions = history.of(noun, row)
    rounds.reopen(number, "改分")
    assert not history.comes_back(noun)
    with pytest.raises(Problem, match="没有改动"):
        history.bring_back(noun, row, versions[0])
    assert rounds.get(number).checked_by == ""


def test_an_honour_taken_back_is_not_brought_back_by_its_history(number, known):
    given = honours.award("最美商户", known[:1], AFTER, UNTIL)
    row = Honour.get(Honour.number == given[known[0]])
    assert not history.comes_back("honour")
    with pytest.raises(Problem, match="没有改动"):
        history.bring_back("honour", row.id, history.of("honour", row.id)[0])


def test_a_merchant_that_left_the_list_meanwhile_is_not_awarded(number, known):
    on_notice(number)
    merchants.remove([known[0]])
    merchant_events.merge(known[2], known[1], AFTER)
    done = awarded(number)
    assert sorted(done.numbers) == sorted(known[2:])


def test_a_round_of_one_goes_along_when_its_merchant_is_merged(known):
    number = rounds.open_round(schemes.named("huizhan", END), START, END, only=known[0])
    rounds.begin(number)
    round_marks.enter(number, known[0], FULL)
    merchant_events.merge(known[1], known[0], END)
    assert [row.id for row in rounds.listing(known[1])] == [number]
    assert [row.merchant for row in scoring.score(number).rows] == [known[1]]


def test_merging_says_how_much_of_ratings_moves(number, known):
    on_notice(number)
    objections.receive(number, known[1], "不服", NOTICE)
    assert merchant_events.preview(known[0], known[1]).ratings == 1
    assert merchant_events.preview(merchants.save(_draft(), None), known[1]).ratings == 6


def _draft():
    from app.domain.merchants import Draft

    return Draft(sign="新店", no_code_reason="无", since="2020-01")


def test_an_award_names_a_meeting_there_is(number):
    on_notice(number)
    with pytest.raises(Problem, match="没有找到这次会议"):
        round_award.award(number, AFTER, meeting=77, today=AFTER)
    assert Honour.select().count() == 0


def test_who_is_too_early_is_told_so_whatever_day_the_award_bears(number):
    on_notice(number)
    with pytest.raises(Problem, match="今天还在公示期内，办理不能早于2026年7月9日"):
        round_award.award(number, dt.date(2026, 8, 1), today=INSIDE)


def test_the_notice_says_what_decided_between_the_last_on_the_list_and_the_next(known):
    scheme = schemes.named("huizhan", END).scheme
    few = schemes.save(replace(scheme, key="", title="只有两个名额", award=replace(scheme.award, places=2)))
    number = rounds.open_round(schemes.get(few), START, END)
    rounds.begin(number)
    for merchant in known:
        round_marks.enter(number, merchant, FULL)
    checked(number)
    out = BytesIO()
    round_documents.write_notice(number, rounds.window(NOTICE), out)
    with pdfplumber.open(out) as paper:
        said = "".join(page.extract_text() for page in paper.pages).replace("\n", "")
    assert "第2名与第3名同为94分，按“编号在前”排序" in said.replace(" ", "")
