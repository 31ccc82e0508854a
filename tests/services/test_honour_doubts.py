"""A later rating that no longer carries an honour offers to reclaim it; nobody takes it back by himself."""

import datetime as dt

import pytest

from app.services import (
    honour_doubts,
    honour_life,
    honour_list,
    honour_prints,
    honours,
    journal,
    round_marks,
    rounds,
    schemes,
    todo,
)
from app.store.honours import Honour
from tests.services.rating_desk import FULL, START, awarded, begin, checked, on_notice, open_merchants

AGAIN = dt.date(2026, 10, 12)
LATER = dt.date(2026, 10, 26)
TODAY = dt.date(2026, 11, 1)


@pytest.fixture
def merchants(store):
    merchants = open_merchants()
    number = begin(merchants)
    on_notice(number)
    awarded(number)
    return merchants


def rate_again(merchant, points, veto=""):
    number = rounds.open_round(schemes.named("huizhan", AGAIN), START, dt.date(2026, 9, 30), only=merchant)
    rounds.begin(number)
    round_marks.enter(number, merchant, points)
    if veto:
        round_marks.veto(number, merchant, veto, "查获假酒")
    checked(number)
    rounds.publish(number, AGAIN)
    awarded(number, LATER)
    return Honour.get(Honour.merchant == merchant)


def test_as_long_as_the_grade_holds_nothing_is_in_doubt(merchants):
    rate_again(merchants[0], FULL)
    assert honour_doubts.doubtful(TODAY) == {}


@pytest.mark.parametrize(
    ("points", "veto", "said"),
    [({**FULL, "lawful": 0, "front": 0}, "", "重新评定为C 级"), (FULL, "fake", "重新评定为不予评定")],
)
def test_a_lower_grade_or_none_puts_the_honour_in_doubt(merchants, points, veto, said):
    honour = rate_again(merchants[1], points, veto)
    (sentence,) = honour_doubts.doubtful(TODAY).values()
    assert said in sentence
    assert "2026年10月26日" in sentence
    assert honour_list.ids(filters={"state": "等级不够"}) == [honour.id]
    assert honour_list.counts()["等级不够"] == 1
    assert honour_list.rows([honour.id])[0].doubt == sentence
    assert honours.of_merchant(merchants[1])[0].state == "有效"


def test_reclaiming_settles_it_and_the_journal_says_why(merchants):
    honour = rate_again(merchants[1], {**FULL, "lawful": 0, "front": 0})
    honour_life.reclaim([honour.id], TODAY, "降为 C 级")
    assert honour_doubts.doubtful(TODAY) == {}
    assert journal.last().what == f"收回荣誉：乙店 {honour.number}，降为 C 级"


def test_a_review_passed_since_settles_it_too(merchants):
    honour = rate_again(merchants[1], {**FULL, "lawful": 0, "front": 0})
    honour_life.review([honour.id], TODAY, passed=True)
    assert honour_doubts.doubtful(TODAY) == {}


def test_an_honour_of_another_kind_is_not_in_doubt(merchants):
    honours.award("最美商户", merchants[1:2], dt.date(2026, 8, 1), None)
    rate_again(merchants[1], {**FULL, "lawful": 0, "front": 0})
    assert len(honour_doubts.doubtful(TODAY)) == 1


def test_the_history_of_prints_counts_those_after_the_first(merchants):
    honour = Honour.get(Honour.merchant == merchants[0])
    for style in ("gold", "certificate", "certificate"):
        honour_prints.note_printed("诚信商户", [merchants[0]], style)
    today = dt.date.today()
    day = f"{today.year}年{today.month}月{today.day}日"
    assert honour_prints.printings(honour.id) == [
        f"{day}　荣誉证书　印“甲店”　补打第 2 次",
        f"{day}　荣誉证书　印“甲店”　补打第 1 次",
        f"{day}　金色牌匾　印“甲店”",
    ]


def test_the_start_page_leads_to_those_in_doubt(merchants):
    rate_again(merchants[1], {**FULL, "lawful": 0, "front": 0})
    line = next(each for each in todo.todos(dt.date.today()) if each.kind == "doubt")
    assert line.sentence == "1 块牌匾的商户重新评级后不够授牌的等级"
    assert (line.page, line.filters) == ("honours", {"state": "等级不够"})
    assert line.hint.startswith("乙店 诚信〔2026〕")
