"""The right side of a list: its card is made for the first record that is looked at."""

import pytest
from PySide6.QtTest import QTest

from app.domain.merchants import Draft
from app.services import merchants
from app.ui.pages.merchant_card import MerchantCard


@pytest.fixture
def page(window):
    for name in ("瑞和茶庄", "金鑫超市"):
        merchants.save(Draft(name[:2], name, address=name, no_code_reason="未填写"), None)
    QTest.keySequence(window, "Ctrl+4")
    return window.page


def test_opening_a_list_makes_no_card(page):
    assert page.rows.ids
    assert page.findChildren(MerchantCard) == []


def test_the_first_record_looked_at_gets_a_card_and_the_next_one_the_same(page, keys):
    keys(page.finder.box, "Down")
    (card,) = page.findChildren(MerchantCard)
    assert (card.isVisible(), card.name.text()) == (True, "金鑫超市")
    keys(page.table, "Down")
    assert page.findChildren(MerchantCard) == [card]
    assert card.name.text() == "瑞和茶庄"


def test_esc_on_the_card_goes_back_to_the_list(page, keys):
    keys(page.finder.box, "Down")
    page.pane.card.more.setFocus()
    keys(page.pane.card.more, "Esc")
    assert page.chosen() == []
    assert page.table.hasFocus()


def test_giving_up_an_empty_form_leaves_nothing_beside_the_list(page, keys):
    page.edit(None)
    keys(page.pane.form.rows[0].editor, "Esc")
    assert not page.pane.isVisible()
    assert page.findChildren(MerchantCard) == []
