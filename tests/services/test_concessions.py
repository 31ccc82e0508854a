"""Whether a customer is old enough for a concession, and what the rule makes of a full price."""

import datetime as dt
from dataclasses import replace

import peewee as pw
import pytest

from app.domain.errors import Invalid
from app.domain.gifts import Draft as Gift
from app.domain.members import Draft
from app.services import concessions, funds, gift_list, gifts, members
from app.services.funds import FundDraft
from app.store.database import db

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize("old", ["", "70", "１０１", "1956-11-20", "1956年11月", "吴老"])
def test_whoever_is_seventy_that_day_may_have_it(store, old):
    members.save(Draft(name="吴老", birth="1950-05"), None)
    concessions.check(old, TODAY)


@pytest.mark.parametrize(
    ("young", "sentence"),
    [
        ("69", "69 岁"),
        ("1956-11-21", "69 岁"),
        ("2020.1", "6 岁"),
        ("吴小", "36 岁"),
        ("吴某", "名册里没有"),
        ("同名", "几位同名"),
        ("999", "名册里没有"),
    ],
)
def test_whoever_is_younger_or_unknown_is_told(store, young, sentence):
    members.save(Draft(name="吴小", birth="1990-05-01"), None)
    for birth in ("1940-01-01", "1990-01-01"):
        members.save(Draft(name="同名", birth=birth, number=f"DY-{birth}"), None)
    with pytest.raises(Invalid) as refused:
        concessions.check(young, TODAY)
    assert sentence in refused.value.complaints["customer"]


@pytest.mark.parametrize(("full", "given"), [(100, 30), (101, 30), (102, 31), (5, 2), (1, 0), (43_335, 13_001)])
def test_what_is_given_up_is_rounded_half_up_to_the_fen(store, full, given):
    assert concessions.given_up(full, TODAY) == given


@pytest.fixture
def canteen(store):
    return {"giver": "幸福食堂", "kind": "让利", "on": dt.date.today().isoformat(), "purpose": "社区建设"}


def test_a_full_price_alone_is_enough_and_is_kept_when_corrected(canteen):
    saved = gifts.save(Gift(**canteen, full_price="200"))
    assert vars(gifts.draft_of(saved.id)).items() >= {"full_price": 20_000, "value": 6_000, "differs": ""}.items()
    again = gifts.redo(saved.id, replace(gifts.draft_of(saved.id), value="50", differs="会员日"), "按小票改")
    assert vars(gifts.draft_of(again.id)).items() >= {"full_price": 20_000, "value": 5_000, "differs": "会员日"}.items()
    total = gift_list.totals({"kind": "让利"})
    assert (total.count, total.value) == (1, 5_000)


def test_without_a_full_price_nothing_is_worked_out(canteen):
    saved = gifts.save(Gift(**canteen, value="33", differs="没有用的话"))
    assert vars(gifts.draft_of(saved.id)).items() >= {"full_price": 0, "value": 3_300, "differs": ""}.items()


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        ({"full_price": "100", "value": "20"}, "differs", "应让 30.00 元"),
        ({"full_price": "100", "value": "101", "differs": "白送"}, "value", "让利比原价还多"),
        ({"full_price": "一百", "value": "30"}, "full_price", ""),
        ({"full_price": "-5", "value": "30"}, "full_price", "不能是负数"),
    ],
)
def test_what_does_not_go_together_is_refused(canteen, told, field, sentence):
    with pytest.raises(Invalid) as refused:
        gifts.save(Gift(**canteen, **told))
    assert sentence in refused.value.complaints[field]


def test_neither_the_full_price_nor_what_an_enterprise_earned_can_be_changed_in_the_ledgers(canteen):
    gifts.save(Gift(**canteen, full_price="200"))
    fund = funds.save_fund(FundDraft("社区基金", "社区基金", "助学", "", "2020-01-01", 40), None)
    funds.share_profit(fund, "1000", canteen["on"])
    for change in ("gift SET full_price = 1", "fund_entry SET revenue = 1", "fund_entry SET invested = 1"):
        with pytest.raises(pw.DatabaseError, match="append-only"):
            db.execute_sql(f"UPDATE {change}")
