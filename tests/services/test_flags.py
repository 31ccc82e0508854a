import datetime as dt
import random

import pdfplumber
import pytest

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.services import (
    flags,
    honour_kinds,
    honour_life,
    honour_list,
    honour_prints,
    honour_requests,
    honours,
    journal,
    merchant_events,
    merchants,
)
from app.store.honour_life import FlagHolding
from app.store.honours import Honour
from app.store.writing import writing

TODAY = dt.date.today()
FIRST = TODAY - dt.timedelta(days=700)


@pytest.fixture
def known(store):
    return [
        merchants.save(Draft(sign=name, no_code_reason="无", grid="一片区"), None) for name in ("甲店", "乙店", "丙店")
    ]


@pytest.fixture
def group(known):
    return flags.add_group("一片区")


def test_one_holder_on_every_day_after_two_hundred_random_hand_overs(group, known):
    chance, made = random.Random(20261120), 0
    for _ in range(200):
        before = [(held.merchant, held.start) for held in flags.holdings(group)]
        try:
            day = FIRST + dt.timedelta(days=chance.randrange(-5, 705))
            flags.hand_over(group, chance.choice(known), day)
            made += 1
        except Problem:
            assert [(held.merchant, held.start) for held in flags.holdings(group)] == before
    held = flags.holdings(group)
    assert len(held) == made > 3
    for day in (FIRST + dt.timedelta(days=n) for n in range(-5, 705)):
        over = [each for each in held if each.start <= day.isoformat() and (not each.end or each.end > day.isoformat())]
        assert [each.merchant for each in over] == list(filter(None, [flags.holder_on(group, day)]))


def test_a_hand_over_can_be_taken_back_and_the_former_holder_has_it_again(group, known):
    flags.hand_over(group, known[0], TODAY - dt.timedelta(days=30))
    flags.hand_over(group, known[1], TODAY, "第三季度第一名")
    assert journal.last().what == "“诚信流动红旗”一片区交给 乙店"
    assert [found.name for found in flags.held_by(known[1])] == ["一片区"]
    journal.undo(journal.last().id)
    assert flags.holder_on(group, TODAY) == known[0]
    flags.hand_over(group, known[2], TODAY)
    assert flags.groups()[0].holder.name == "丙店"


def test_the_slip_names_both_sides(group, known, tmp_path):
    first = flags.hand_over(group, known[0], TODAY - dt.timedelta(days=30))
    then = flags.hand_over(group, known[1], TODAY, "评选第一名")
    texts = []
    for holding in (first, then):
        assert flags.write_slip(holding, tmp_path / "单.pdf") == 1
        with pdfplumber.open(tmp_path / "单.pdf") as pdf:
            texts.append(pdf.pages[0].extract_text().replace(" ", "").replace("\n", ""))
    assert "甲店首次获得" in texts[0]
    assert "原由甲店保管" in texts[1]
    assert "交由乙店保管" in texts[1]
    assert texts[1].count("接收：乙店") == 2


def test_groups_have_names_of_their_own(group):
    with pytest.raises(Invalid, match="已经有一面"):
        flags.add_group("一片区")
    with pytest.raises(Invalid, match="请填写"):
        flags.add_group(" ")
    with pytest.raises(Invalid, match="没有叫“最美流动红旗”的红旗"):
        flags.add_group("一片区", title="最美流动红旗")
    honour_kinds.save({"title": "最美流动红旗", "symbol": "美旗", "wording": honour_kinds.WORDING})
    flags.add_group("一片区", title="最美流动红旗")
    assert len(flags.groups()) == 2


def test_the_flag_goes_round_within_its_grid(known):
    from app.domain.organizations import Tree
    from app.services import organizations

    other = merchants.save(Draft(sign="外店", no_code_reason="无", grid="二片区"), None)
    grid = organizations.find(Tree.GRIDS, "一片区")
    assert set(flags.candidates(flags.add_group("一片区", grid))) == set(known)
    assert other in flags.candidates(flags.add_group("全街"))


def test_a_merged_merchant_brings_its_flag_along(group, known):
    flags.hand_over(group, known[0], TODAY - dt.timedelta(days=30))
    merchant_events.merge(known[1], known[0], TODAY)
    assert flags.holder_on(group, TODAY) == known[1]


def register():
    return [(row.merchant, row.number.partition("〕")[2], row.state) for row in honour_list.rows(honour_list.ids())]


def test_each_holding_has_a_number_and_passing_on_ends_the_one_before(group, known, tmp_path):
    flags.hand_over(group, known[0], TODAY - dt.timedelta(days=1), "第一名")
    flags.hand_over(group, known[1], TODAY)
    year = (TODAY - dt.timedelta(days=1)).year
    last = "002号" if year == TODAY.year else "001号"
    assert register() == [("甲店", "001号", "流转"), ("乙店", last, "有效")]
    assert [held.number for held in flags.holdings(group)][1] == f"红旗〔{year}〕001号"
    codes = [row.code for row in Honour.select().order_by(Honour.id)]
    said = [honours.verify(code).sentence for code in codes]
    assert "流转给乙店" in said[0]
    assert "流动红旗，交到下一家为止，现在是“有效”" in said[1]
    assert honour_prints.holders("flag") == [known[1]]
    honour_prints.write_documents("flag", known[1:2], "certificate", tmp_path / "证书.pdf")
    with pdfplumber.open(tmp_path / "证书.pdf") as pdf:
        assert "有效期限：流动红旗，交到下一家为止" in pdf.pages[0].extract_text().replace(" ", "")


def test_taking_a_hand_over_back_keeps_its_number_used(group, known):
    flags.hand_over(group, known[0], TODAY - dt.timedelta(days=1))
    flags.hand_over(group, known[1], TODAY)
    journal.undo(journal.last().id)
    assert [state for _, _, state in register()] == ["有效", "作废"]
    assert honours.happenings(honour_list.ids()) == {}
    flags.hand_over(group, known[2], TODAY)
    assert [state for _, _, state in register()] == ["流转", "作废", "有效"]
    assert len({row.number for row in honour_list.rows(honour_list.ids())}) == 3


def test_a_reissued_number_is_the_one_that_ends(group, known):
    flags.hand_over(group, known[0], TODAY - dt.timedelta(days=1))
    honour_life.reissue(honour_list.ids()[0], TODAY, "破损")
    flags.hand_over(group, known[1], TODAY)
    assert [state for _, _, state in register()] == ["补发作废", "流转", "有效"]


def test_a_flag_is_given_by_handing_it_over_alone(group, known):
    with pytest.raises(Problem, match="请在“流动红旗”里交接"):
        honours.award("诚信流动红旗", known, TODAY, None)
    with pytest.raises(Problem, match="请在“流动红旗”里交接"):
        honour_requests.ask("flag", known, TODAY, None)
    assert Honour.select().count() == 0


def test_a_flag_handed_over_before_there_were_numbers_is_given_one(group, known):
    day = (TODAY - dt.timedelta(days=40)).isoformat()
    with writing("流动红旗") as act:
        act.add(FlagHolding(group=group, merchant=known[0], start=day))
    (held,) = flags.holdings(group)
    assert (held.number, register()) == ("", [])
    number = flags.give_number(held.id)
    assert (flags.groups()[0].holder.number, Honour.get().issued) == (number, day)
    with pytest.raises(Problem, match="已经有编号"):
        flags.give_number(held.id)
    flags.hand_over(group, known[1], TODAY)
    assert [state for _, _, state in register()] == ["流转", "有效"]
