"""What stands in a ledger is taken back by a reversal, and that stays: nothing ever doubles money or points."""

import datetime as dt

import pytest

from app.domain.errors import Problem
from app.domain.gifts import Draft
from app.services import cash, funds, gift_list, gifts, holders, imports, journal, merchants, points, redeeming, session
from app.services.funds import FundDraft
from app.services.import_gifts import GIFTS
from app.store.gifts import Gift
from app.store.points import PointEntry
from tests.services.test_gift_imports import ROWS, ledger  # noqa: F401
from tests.services.test_gifts import gift, merchant, rice  # noqa: F401

TODAY = dt.date.today().isoformat()


def open_fund(merchant):  # noqa: F811
    fund = funds.save_fund(FundDraft(name="助学基金", kind="冠名基金", purposes="助学", opened=TODAY), None)
    funds.add_opening(fund, 0, "100", TODAY, "2025年账本第12页")


def hand_on(merchant):  # noqa: F811
    cash.hand_on(session.clerk().name, "财务室", "20", to_outside=True)


def redeem(merchant):  # noqa: F811
    redeeming.redeem("merchant", merchant, 1)


def worth(merchant):  # noqa: F811
    holder = holders.known("merchant", merchant)
    return gift_list.totals({}).money, points.balance(holder), cash.held(), Gift.select().count()


@pytest.mark.parametrize("act", [gift, redeem, open_fund, hand_on])
def test_a_reversal_stays_and_what_came_before_is_not_brought_back_instead(merchant, rice, act):  # noqa: F811
    gift(merchant)
    merchants.remove([merchant])
    journal.undo(journal.last().id)
    act(merchant)
    journal.undo(journal.last_of_session().id)
    shown = journal.last_undone()
    assert (shown.verb, shown.undoable) == ("恢复", False)
    before = worth(merchant)
    with pytest.raises(Problem, match="没有改动"):
        journal.undo(shown.id)
    assert worth(merchant) == before


def test_a_sheet_of_gifts_taken_back_stays_so(merchant, ledger):  # noqa: F811
    imports.carry_out(imports.read(ledger(*ROWS), target=GIFTS))
    journal.undo(journal.last().id)
    rows = (Gift.select().count(), PointEntry.select().count())
    shown = journal.last_undone()
    assert not shown.undoable
    with pytest.raises(Problem, match="没有改动"):
        journal.undo(shown.id)
    assert (Gift.select().count(), PointEntry.select().count()) == rows
    assert gift_list.totals({}).money == 0


def test_something_new_ends_what_can_be_brought_back(merchant):  # noqa: F811
    merchants.remove([merchant])
    journal.undo(journal.last().id)
    assert journal.last_undone().undoable
    gifts.save(Draft(giver="何女士", amount="200", on=TODAY))
    assert journal.last_undone() is None
