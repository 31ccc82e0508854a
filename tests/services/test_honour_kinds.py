"""Kinds of honour as data: the centre's own beside those that ship."""

import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.services import honour_kinds, honour_prints, honours, journal, merchants

BLOCK = {"title": "示范街区", "symbol": "街区", "stars": 3, "wording": honour_kinds.WORDING}


def titles():
    return [row.title for row in honour_kinds.listing()]


def test_a_kind_of_its_own_is_given_counted_and_kept(store):
    kind = honour_kinds.save(BLOCK)
    merchant = merchants.save(Draft(sign="瑞和茶庄", no_code_reason="无"), None)
    assert honours.award("示范街区", [merchant], dt.date(2026, 3, 1), None) == {merchant: "街区〔2026〕001号"}
    assert honour_kinds.listing()[-1].given == 1
    with pytest.raises(Problem, match="已经授过牌"):
        honour_kinds.remove([kind])
    honour_kinds.save({"title": "另一个名字", "stars": 0, "wording": "特授予“{荣誉}”。"}, kind)
    (paper,) = honour_prints.awards_of("示范街区", [merchant])
    assert (paper.title, paper.stars, paper.body) == ("示范街区", 0, "特授予“示范街区”。")


def test_a_kind_removed_comes_back_under_its_name_and_number(store):
    before = titles()
    kind = honour_kinds.save(BLOCK)
    honour_kinds.remove([kind])
    assert titles() == before == [each.title for each in honours.kinds()]
    assert honour_kinds.save({**BLOCK, "stars": 0}) == kind
    assert (titles(), honour_kinds.listing()[-1].stars) == ([*before, "示范街区"], 0)
    journal.undo(journal.last().id)
    assert titles() == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "诚信商户"}, "title"),
        ({"title": "牌"}, "title"),
        ({"title": "名称太长牌匾上放不下的"}, "title"),
        ({"symbol": "诚信"}, "symbol"),
        ({"symbol": ""}, "symbol"),
        ({"stars": 6}, "stars"),
        ({"wording": " "}, "wording"),
        ({"wording": "评为{honour}"}, "wording"),
        ({"wording": "评为{荣誉"}, "wording"),
    ],
)
def test_what_a_kind_must_have(store, wrong, field):
    with pytest.raises(Invalid) as refused:
        honour_kinds.save({**BLOCK, **wrong})
    assert set(refused.value.complaints) == {field}
