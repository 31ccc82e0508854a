"""F7 rates the merchant that is shown, whatever page lists what is selected; elsewhere it says what to do."""

import datetime as dt

import pytest

from app.domain.cases import Draft as Case
from app.domain.gifts import Draft as Gift
from app.domain.members import Draft as Person
from app.domain.merchants import Draft
from app.services import cases, gifts, honours, members, merchants
from app.ui.kit.visit import Visit
from app.ui.pages import PAGES
from app.ui.round_sheet_dialog import SheetDialog

TODAY = dt.date.today()


@pytest.fixture
def merchant(store):
    return merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)


def given(merchant):
    return gifts.save(Gift(giver="瑞和茶庄", noun="merchant", row=merchant, amount="200", on=TODAY.isoformat())).id


def complained(merchant):
    draft = Case(kind="投诉", title="缺斤少两", received=TODAY.isoformat(), merchant=merchant)
    return cases.save(draft, None)


def honoured(merchant):
    honours.award("integrity", [merchant], TODAY, None, "")
    return 1


def earned(merchant):
    given(merchant)
    return 1


@pytest.mark.parametrize(
    ("page", "record"), [("charity", given), ("cases", complained), ("honours", honoured), ("points", earned)]
)
def test_the_merchant_of_what_is_selected_is_rated(merchant, window, keys, dialogs, page, record):
    window.visit(Visit(page, record=record(merchant)))
    assert len(window.page.chosen()) == 1
    seen = []
    dialogs(lambda dialog: (seen.append((type(dialog), dialog.desk.name)), dialog.reject()))
    keys(window.page.table, "F7")
    assert seen == [(SheetDialog, "瑞和茶庄")]
    assert window.page.key == page


def test_elsewhere_it_says_what_to_do(merchant, window, keys, told):
    members.save(Person(name="单海"), None)
    for page in (part.key for tab in PAGES for part in tab.parts if part.key not in ("merchants", "rounds")):
        window.show_page(page)
        keys(window.page, "F7")
        assert len(told) == 1, page
        assert "请在“商户”里选中一家" in told.pop(), page
