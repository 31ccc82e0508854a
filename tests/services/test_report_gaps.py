import datetime as dt

import pytest

from app.domain.cases import Draft as CaseDraft
from app.domain.gifts import Draft as Gift
from app.domain.members import Draft as Member
from app.domain.members import Stage
from app.domain.merchants import Draft as Shop
from app.domain.periods import Kind, of
from app.services import cases, gift_list, gifts, members, merchants, report_gaps, transfers
from app.store.cases import Case
from app.store.members import PersonStage
from app.store.writing import writing

TODAY = dt.date.today()
PERIOD = of(Kind.QUARTER, TODAY)
LONG_AGO = "2020-03-01"


def found(period=PERIOD):
    return {gap.page: gap for gap in report_gaps.gaps(period) if gap.page != "matrix"}


def test_nothing_is_missing_in_an_empty_store(store):
    assert found() == {}


def test_what_is_missing_is_named_with_where_it_is_mended(store):
    shop = merchants.save(Shop(sign="瑞和茶庄", no_code_reason="未提供"), None)
    gifts.save(Gift(giver="路过的好心人", amount="20", on=TODAY.isoformat()))
    case = cases.save(CaseDraft(kind="投诉", title="缺斤少两", received=LONG_AGO, merchant=shop), None)
    person = members.save(Member(name="王建国"), None)
    with writing("发展") as act:
        act.add(PersonStage(person=person, stage=Stage.FULL.value, start=LONG_AGO))
        act.change(Case.get_by_id(case), {"due": LONG_AGO})
    told = found()
    assert (told["merchants"].count, merchants.ids(filters=told["merchants"].filters)) == (1, [shop])
    assert (told["charity"].count, len(gift_list.ids(filters=told["charity"].filters))) == (1, 1)
    assert (told["members"].count, told["members"].record) == (1, person)
    assert (told["cases"].count, len(cases.ids(filters=told["cases"].filters))) == (1, 1)
    assert "1 笔捐赠还没有对上捐赠人" in told["charity"].sentence


def test_a_member_who_was_sent_elsewhere_lacks_no_branch(store):
    person = members.save(Member(name="王建国"), None)
    with writing("发展") as act:
        act.add(PersonStage(person=person, stage=Stage.FULL.value, start=LONG_AGO))
    transfers.send_out(person, "外地支部", TODAY, "介绍信1号")
    assert found()["members"].record == person
    transfers.arrive(transfers.of(person)[0].id, TODAY)
    assert "members" not in found()


@pytest.mark.parametrize("kind", list(Kind)[:-1])
def test_a_gift_of_another_period_is_none_of_its_gaps(store, kind):
    gifts.save(Gift(giver="路过的好心人", amount="20", on=TODAY.isoformat()))
    assert "charity" in found(of(kind, TODAY))
    assert "charity" not in found(of(kind, TODAY).previous)
