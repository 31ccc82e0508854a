import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.merchants import Draft as Shop
from app.services import gift_list, gifts, holders, merchants, points
from app.store.gifts import Gift
from tests.ui.clerk import toast_of, words


@pytest.fixture
def street(store):
    """Shops of a street."""
    names = ("瑞和茶庄", "永泰书店", "曾家面馆")
    return {name: merchants.save(Shop(sign=name, no_code_reason="办理中"), None) for name in names}


@pytest.fixture
def page(street, window, keys):
    keys(window, "F6")
    return window.page


def typing(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def press(keys):
    QTest.keySequence(QApplication.focusWidget(), keys)


def test_initials_and_an_amount_are_enough(page, street, qtbot):
    form = page.counter.form
    assert QApplication.focusWidget() is form.giver
    typing("rhcz")
    assert form.giver.listing()
    press("Return")
    assert QApplication.focusWidget() is form.row("amount").editor
    assert any("SH-00001" in said and "当前积分 0 分" in said for said in words(form))
    typing("200*3")
    assert "→ 积分 +600" in words(form)
    assert "陆佰元整" in words(form)
    press("Return")
    assert QApplication.focusWidget() is form.save
    press("Return")
    assert QApplication.focusWidget() is form.giver
    row = gift_list.rows(page.rows.ids)[0]
    assert (row.giver, row.amount, row.points, row.handler) == ("瑞和茶庄", 60_000, 600, "王管理")
    assert points.balance(holders.known("merchant", street["瑞和茶庄"])) == 600
    assert "瑞和茶庄 捐款 600.00 元，积分 +600" in " ".join(words(toast_of(page)))
    assert form.values()["giver"] == form.values()["amount"] == ""
    assert Gift.select().count() == 1
    assert gifts.last_own() == row.id
