"""What becomes of an honour after it was given."""

import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.domain.old_plaques import OldPlaque
from app.services import honour_life, honour_list, honour_old, honour_prints, honours, journal, merchants
from app.store.honour_life import HonourEvent
from app.store.honours import Honour

TODAY = dt.date.today()
BEGAN = TODAY.replace(year=TODAY.year - 1, day=1)
UNTIL = TODAY + dt.timedelta(days=400)


@pytest.fixture
def known(store):
    return [merchants.save(Draft(sign=name, no_code_reason="无"), None) for name in ("甲店", "乙店", "丙店")]


@pytest.fixture
def given(known):
    """Honours of all three, given in the first days of this month a year ago: their review is due."""
    honours.award("诚信商户", known, BEGAN, UNTIL)
    return [row.id for row in Honour.select().order_by(Honour.id)]


def code_of(honour):
    return Honour.get_by_id(honour).code


def test_a_reclaimed_plaque_says_so_and_since_when(given, known):
    honour_life.reclaim(given[:1], TODAY, "经营异常")
    verdict = honours.verify(code_of(given[0]))
    assert verdict.state == "收回"
    assert f"已于{TODAY.year}年{TODAY.month}月{TODAY.day}日收回" in verdict.sentence
    assert honours.of_merchant(known[0])[0].state == "收回"
    assert journal.last().what == f"收回荣誉：甲店 诚信〔{BEGAN.year}〕001号，经营异常"
    with pytest.raises(Problem, match=r"已经是“收回”，没有收回"):
        honour_life.reclaim(given, TODAY, "再收回")
    journal.undo(journal.last().id)
    assert honours.verify(code_of(given[0])).state == "有效"
    assert honours.happenings(given) == {}


def test_a_reissue_has_its_own_number_and_voids_the_former(given, known):
    old = code_of(given[1])
    number = honour_life.reissue(given[1], TODAY, "牌匾破损")
    assert number == f"诚信〔{TODAY.year}〕001号"
    verdict = honours.verify(old)
    assert verdict.state == "补发作废"
    assert verdict.sentence.endswith(f"补发为{number}。")
    new = Honour.select().order_by(Honour.id.desc()).get()
    assert (new.merchant_id, new.valid_until, new.issued) == (known[1], UNTIL.isoformat(), TODAY.isoformat())
    assert honours.verify(new.code).state == "有效"
    (award,) = honour_prints.awards_of("诚信商户", [known[1]])
    assert award.number == f"{number}（补）"
    assert f"{number}（补）" in award.code_text


def test_a_reissue_taken_back_keeps_its_number_used(given):
    honour_life.reissue(given[0], TODAY, "遗失")
    journal.undo(journal.last().id)
    assert honours.verify(code_of(given[0])).state == "有效"
    assert honour_life.reissue(given[0], TODAY, "遗失") == f"诚信〔{TODAY.year}〕002号"


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda ids: honour_life.reclaim(ids, TODAY, " "), "收回要写明原因"),
        (lambda ids: honour_life.reclaim([], TODAY, "空"), "没有选中荣誉"),
        (lambda ids: honour_life.reclaim(ids, TODAY + dt.timedelta(days=1), "明天"), "在今天以后"),
        (lambda ids: honour_life.reissue(ids[0], TODAY, ""), "补发要写明原因"),
        (lambda ids: honour_life.review(ids, TODAY, passed=False), "不合格要写明原因"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(given, act, sentence):
    with pytest.raises(Problem, match=sentence):
        act(given)
    assert {row.state for row in Honour.select()} == {"授予"}
    assert HonourEvent.select().count() == 0


def test_an_expired_honour_is_not_reissued(known):
    honours.award("诚信商户", known[:1], dt.date(2020, 1, 1), dt.date(2021, 1, 1))
    with pytest.raises(Problem, match="已经到期，没有补发"):
        honour_life.reissue(Honour.get().id, TODAY, "遗失")


def test_a_review_is_due_once_and_may_end_the_honour(given):
    assert list(honour_life.reviews_due(TODAY)) == given
    assert honour_list.ids(filters={"state": "待年审"}, order="number", descending=False) == given
    honour_life.review(given[:1], TODAY, passed=True)
    honour_life.review(given[1:2], TODAY, passed=False, note="限期整改")
    honour_life.review(given[2:], TODAY, passed=False, note="拒不整改", reclaim=True)
    assert honour_life.reviews_due(TODAY) == {}
    assert [row.state for row in honour_list.rows(given)] == ["有效", "有效", "收回"]
    told = [[event.what for event in row.happened] for row in honour_list.rows(given)]
    assert told == [["年审合格"], ["年审不合格"], ["收回", "年审不合格"]]


def test_the_register_lists_by_state_and_finds_by_name_and_number(given, known):
    honours.award("最美商户", known[:1], dt.date(2020, 1, 1), TODAY - dt.timedelta(days=1))
    honours.award("最美商户", known[1:2], TODAY, TODAY + dt.timedelta(days=10))
    honour_life.reclaim(given[:1], TODAY, "经营异常")
    counts = honour_list.counts()
    assert counts == {"全部": 5, "有效": 3, "即将到期": 1, "到期": 1, "收回": 1, "待年审": 2, "等级不够": 0}
    assert {label: len(honour_list.ids(filters={"state": label})) for label in honour_list.FILTERS} == {
        label: counts[label] for label in honour_list.FILTERS
    }
    assert [row.kind for row in honour_list.rows(honour_list.ids("jd"))] == ["最美商户", "诚信商户"]
    assert [row.merchant for row in honour_list.rows(honour_list.ids("003号"))] == ["丙店"]
    assert honour_list.ids("没有这家") == []


def old(number="诚信〔2024〕034号", **more):
    return OldPlaque(**{"merchant": "甲店", "kind": "诚信商户", "number": number, "issued": "2024-03", **more})


def test_an_old_plaque_keeps_its_number_and_ours_go_on_after_it(known):
    honour = honour_old.enter(old())
    (row,) = honours.of_merchant(known[0])
    assert (row.number, row.issued, row.state, row.old) == ("诚信〔2024〕034号", "2024-03", "有效", True)
    assert honours.award("诚信商户", known[1:2], dt.date(2024, 5, 1), None) == {known[1]: "诚信〔2024〕035号"}
    assert merchants.ids(filters={"honour": "待打印"}) == [known[1]]
    assert honour_prints.holders("诚信商户") == [known[1]]
    assert honour_life.reissue(honour, TODAY, "换新牌") == f"诚信〔{TODAY.year}〕001号"


@pytest.mark.parametrize("number", ["诚信〔2024〕034号", "诚信[2024]34号"])
def test_a_number_is_used_once_in_its_kind_and_year(known, number):
    honour_old.enter(old())
    with pytest.raises(Invalid, match="已登记给甲店"):
        honour_old.enter(old(number, merchant="乙店"))
    honour_old.enter(old(number, merchant="乙店", kind="最美商户"))


def test_numbers_of_another_making_stand_beside_ours(known):
    for merchant, number in zip(("甲店", "乙店"), ("CX-0007", "第七号"), strict=True):
        honour_old.enter(old(number, merchant=merchant))
    assert sorted(row.serial for row in Honour.select()) == [-2, -1]
    assert honours.award("诚信商户", known[2:], dt.date(2024, 5, 1), None) == {known[2]: "诚信〔2024〕001号"}


def test_an_old_plaque_can_be_corrected_and_voided_ours_cannot(given, known):
    honour = honour_old.enter(old("CX-0007"))
    honour_old.enter(old("CX-0008", merchant="乙店"), honour)
    assert honour_old.draft_of(honour).number == "CX-0008"
    assert [row.number for row in honours.of_merchant(known[1])][-1] == "CX-0008"
    honour_old.void([honour])
    assert Honour.get_by_id(honour).state == "作废"
    for act in (lambda: honour_old.void(given[:1]), lambda: honour_old.enter(old("CX-0009"), given[0])):
        with pytest.raises(Problem, match="在本程序里授予的"):
            act()


@pytest.mark.parametrize(
    ("merchant", "sentence"), [("没有这家", "没有登记名称"), ("双店", "有不止一家"), ("SH-00002", "")]
)
def test_a_merchant_is_found_by_name_or_number(known, merchant, sentence):
    for _ in range(2):
        merchants.save(Draft(sign="双店", no_code_reason="无"), None)
    if sentence:
        with pytest.raises(Invalid, match=sentence):
            honour_old.enter(old(merchant=merchant))
    else:
        honour_old.enter(old(merchant=merchant))
        assert len(honours.of_merchant(known[1])) == 1
