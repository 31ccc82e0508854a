"""Erasing a person who gave: the ledgers keep their figures, the name goes from wherever it may."""

import datetime as dt

import pytest

from app.domain.gifts import Draft
from app.domain.members import Draft as Member
from app.domain.privacy import ERASED
from app.services import (
    approvals,
    cash,
    clerks,
    day_sheet,
    funds,
    gift_list,
    gifts,
    holders,
    journal,
    members,
    personal,
    points,
    redeeming,
)
from app.services.funds import CampaignDraft
from app.store.database import db
from app.store.gifts import Gift
from app.store.points import PointEntry
from app.store.warehouse import Redemption
from app.store.writing import writing

from .test_gifts import merchant, rice  # noqa: F401

NAME, SECRET, TODAY = "赵小燕", "口令 87654321", dt.date.today()


@pytest.fixture
def erase(store):
    """Ask for a person to be erased, and let a second person agree."""
    clerks.add("李复核", "复核", SECRET)

    def agreed(name=NAME):
        approvals.approve_here(personal.ask_deletion(personal.deletion(name)), "李复核", SECRET)

    return agreed


def give(person=0, giver=NAME, **more):
    told = {"giver": giver, "noun": "person" if person else "", "row": person, "amount": "500"}
    return gifts.save(Draft(**{**told, "on": TODAY.isoformat(), **more}))


def figures():
    rows = [(row.number, row.amount, row.points, row.holder) for row in Gift.select().order_by(Gift.id)]
    return rows, [(row.holder, row.points) for row in PointEntry.select()], cash.held()


def texts(noun):
    """All that a table holds, as one text."""
    return repr(list(db.execute_sql(f"SELECT * FROM {noun}")))


def test_a_giver_is_erased_and_the_ledger_keeps_its_figures(rice, erase):  # noqa: F811
    person = members.save(Member(name=NAME), None)
    saved = give(person, shared_with="何文斌")
    made = redeeming.redeem("person", person, rice, 2)
    before = figures()
    erase()
    assert figures() == before
    for noun in ("gift", "redemption", "point_entry"):
        assert NAME not in texts(noun), noun
    assert (Gift.get_by_id(saved.id).giver, Redemption.get_by_id(made.id).name) == (ERASED, ERASED)
    assert "zxy" not in repr(Gift.get_by_id(saved.id).sort_key)
    assert gift_list.ids("赵小燕") == gift_list.ids("zxy") == []
    assert gifts.reverse(saved.id, "录错").points
    assert NAME not in texts("gift")
    assert journal.broken() == []
    assert day_sheet.of_day(TODAY).money == 0


def test_a_giver_who_is_only_a_name_is_erased(store, erase):
    saved = give()
    erase()
    row = Gift.get_by_id(saved.id)
    assert row.giver == ERASED
    assert row.sort_key == Gift.get_by_id(give(giver=ERASED).id).sort_key
    assert NAME not in texts("gift")


def test_who_stands_in_the_ledger_of_points_itself_does_not_stop_the_erasing(merchant, erase):  # noqa: F811
    person = members.save(Member(name=NAME), None)
    give(person)
    with writing("调整") as act:
        holder = holders.of(act, "merchant", merchant)
        points.gain(act, holder, 5, TODAY, points.Kind.ADJUSTED, clerk=NAME, agreed_by="李复核", note=f"{NAME}代领")
    before = figures()
    erase()
    assert figures() == before
    assert NAME not in texts("gift")


def test_a_beneficiary_is_erased(store, erase):
    told = CampaignDraft("助学", "助学", "定向救助", "", "", NAME, 0, TODAY.isoformat())
    funds.save_campaign(told, None)
    erase()
    assert NAME not in texts("campaign")


def test_who_took_the_money_stays_answerable_for_it(store, erase):
    saved = give(giver="王管理", handler="王管理")
    cash.hand_on("王管理", "李复核", "200", TODAY.isoformat())
    before = figures()
    erase("王管理")
    assert figures() == before
    assert Gift.get_by_id(saved.id).giver == ERASED
    assert cash.held() == {"王管理": 30_000, "李复核": 20_000}
