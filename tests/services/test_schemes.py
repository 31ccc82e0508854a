"""Schemes on record: a change is a new dated version, and older rounds keep theirs."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain import schemes as rules
from app.domain.errors import Invalid, Problem
from app.domain.schemes import Band
from app.services import rounds, schemes, scoring
from app.store.ratings import Scheme
from tests.services.rating_desk import END, NOTICE, START, begin, on_notice, open_merchants

DAY = dt.date(2026, 6, 30)
SHIPPED = {scheme.key: scheme for scheme in rules.shipped()}


def changed(**more):
    return replace(SHIPPED["huizhan"], effective_from="2026-07-01", **more)


def test_what_ships_is_listed_and_stored_only_when_used(store):
    assert [(row.id, row.version, row.scheme.key) for row in schemes.listing()] == [(0, 0, key) for key in SHIPPED]
    rounds.open_round(schemes.named("huizhan", DAY), START, END)
    first = schemes.listing()[0]
    assert (first.version, first.scheme.key, first.rounds) == (1, "huizhan", 1)
    assert Scheme.select().count() == 1
    rounds.open_round(schemes.named("会战诚信商户评选办法", DAY), START, END)
    assert (Scheme.select().count(), schemes.listing()[0].rounds) == (1, 2)


def test_a_change_is_a_new_version_and_older_rounds_keep_theirs(store):
    first = rounds.open_round(schemes.named("huizhan", DAY), START, END)
    bands = (Band("A", 95), *SHIPPED["huizhan"].bands[1:])
    new = schemes.save(changed(bands=bands), "提高 A 级分数线")
    assert (schemes.get(new).version, schemes.get(new).note) == (2, "提高 A 级分数线")
    assert schemes.get(rounds.get(first).scheme).scheme == SHIPPED["huizhan"]
    assert schemes.named("huizhan", DAY).version == 1
    assert schemes.named("huizhan", dt.date(2026, 7, 1)).id == new


def test_a_shipped_scheme_that_is_changed_stays_on_record(store):
    schemes.save(changed(months_valid=12))
    assert [(row.version, row.scheme.months_valid) for row in schemes.listing()[:2]] == [(2, 12), (1, 24)]


def test_a_scheme_of_ones_own_gets_a_key_of_its_own(store):
    own = schemes.get(schemes.save(replace(changed(title="最美商户评选办法"), key="")))
    assert own.scheme.key not in SHIPPED
    assert (own.version, schemes.named("最美商户评选办法", dt.date(2026, 7, 1)).id) == (1, own.id)


def test_what_cannot_be_saved(store):
    with pytest.raises(Invalid, match="各项满分合计"):
        schemes.save(changed(total=90))
    with pytest.raises(Invalid, match="不能比它早"):
        schemes.save(replace(SHIPPED["huizhan"], effective_from="2019-12-31", months_valid=12))
    with pytest.raises(Invalid, match="没有需要保存的变化"):
        schemes.save(SHIPPED["huizhan"])
    with pytest.raises(Problem, match="没有施行中的评选办法"):
        schemes.named("huizhan", dt.date(2019, 12, 31))
    assert Scheme.select().count() == 0


def test_only_a_version_nobody_uses_can_be_removed(store):
    number = rounds.open_round(schemes.named("huizhan", DAY), START, END)
    with pytest.raises(Problem, match="已有批次在用"):
        schemes.remove(rounds.get(number).scheme)
    new = schemes.save(changed(months_valid=12))
    schemes.remove(new)
    with pytest.raises(Problem, match="没有找到这个评选办法"):
        schemes.get(new)
    again = schemes.save(changed(months_valid=6))
    assert schemes.get(again).version == 3


def test_a_dry_run_shows_what_a_changed_scheme_would_do_and_changes_nothing(store):
    merchants = open_merchants()
    number = begin(merchants)
    on_notice(number)
    assert scoring.dry_run(number, SHIPPED["huizhan"]) == []
    bands = (Band("A", 95), *SHIPPED["huizhan"].bands[1:])
    found = scoring.dry_run(number, changed(bands=bands))
    assert [(each.name, each.before.grade, each.after.grade) for each in found] == [
        (name, "A", "B") for name in ("甲店", "乙店", "丙店", "丁店")
    ]
    assert [each.after.listed for each in found] == [False] * 4
    assert {row.grade for row in scoring.score(number).rows} == {"A"}
    assert rounds.get(number).notice_start == NOTICE.isoformat()
