import datetime as dt
import random

import pdfplumber
import pytest

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.services import flags, journal, merchant_events, merchants

TODAY = dt.date.today()
FIRST = TODAY - dt.timedelta(days=700)


@pytest.fixture
def shops(store):
    return [
        merchants.save(Draft(sign=name, no_code_reason="无", grid="一片区"), None) for name in ("甲店", "乙店", "丙店")
    ]


@pytest.fixture
def group(shops):
    return flags.add_group("一片区")


def test_one_holder_on_every_day_after_two_hundred_random_hand_overs(group, shops):
    chance, made = random.Random(20261120), 0
    for _ in range(200):
        before = [(held.merchant, held.start) for held in flags.holdings(group)]
        try:
            day = FIRST + dt.timedelta(days=chance.randrange(-5, 705))
            flags.hand_over(group, chance.choice(shops), day)
            made += 1
        except Problem:
            assert [(held.merchant, held.start) for held in flags.holdings(group)] == before
    held = flags.holdings(group)
    assert len(held) == made > 3
    for day in (FIRST + dt.timedelta(days=n) for n in range(-5, 705)):
        over = [each for each in held if each.start <= day.isoformat() and (not each.end or each.end > day.isoformat())]
        assert [each.merchant for each in over] == list(filter(None, [flags.holder_on(group, day)]))


def test_a_hand_over_can_be_taken_back_and_the_former_holder_has_it_again(group, shops):
    flags.hand_over(group, shops[0], TODAY - dt.timedelta(days=30))
    flags.hand_over(group, shops[1], TODAY, "第三季度第一名")
    assert journal.last().what == "“诚信流动红旗”一片区交给 乙店"
    assert [found.name for found in flags.held_by(shops[1])] == ["一片区"]
    journal.undo(journal.last().id)
    assert flags.holder_on(group, TODAY) == shops[0]
    flags.hand_over(group, shops[2], TODAY)
    assert flags.groups()[0].holder.name == "丙店"


def test_the_slip_names_both_sides(group, shops, tmp_path):
    first = flags.hand_over(group, shops[0], TODAY - dt.timedelta(days=30))
    then = flags.hand_over(group, shops[1], TODAY, "评选第一名")
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
    flags.add_group("一片区", title="最美流动红旗")
    assert len(flags.groups()) == 2


def test_the_flag_goes_round_within_its_grid(shops):
    from app.domain.organizations import Tree
    from app.services import organizations

    other = merchants.save(Draft(sign="外店", no_code_reason="无", grid="二片区"), None)
    grid = organizations.find(Tree.GRIDS, "一片区")
    assert set(flags.candidates(flags.add_group("一片区", grid))) == set(shops)
    assert other in flags.candidates(flags.add_group("全街"))


def test_a_merged_merchant_brings_its_flag_along(group, shops):
    flags.hand_over(group, shops[0], TODAY - dt.timedelta(days=30))
    merchant_events.merge(shops[1], shops[0], TODAY)
    assert flags.holder_on(group, TODAY) == shops[1]
