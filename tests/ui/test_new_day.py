"""A window that is left open over night shows the new day."""

import datetime as dt

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from time_machine import travel

from app.domain.calendar import spoken
from app.domain.merchants import Draft
from app.services import gift_list, honours, merchants
from tests.ui.clerk import words

TODAY = dt.date.today()
TOMORROW = TODAY + dt.timedelta(1)


@pytest.fixture
def overnight():
    """The next morning comes."""
    nights = []

    def sleep(window):
        night = travel(dt.datetime.combine(TOMORROW, dt.time(8, 30)).timestamp())
        night.start()
        nights.append(night)
        window.new_day.look()

    yield sleep
    for night in nights:
        night.stop()


def test_gifts_are_entered_under_the_new_day(window, keys, overnight):
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    keys(window, "F6")
    form = window.page.counter.form
    assert form.values()["on"] == TODAY.isoformat()
    overnight(window)
    assert form.values()["on"] == TOMORROW.isoformat()
    QTest.keyClicks(QApplication.focusWidget(), "rhcz")
    QTest.keySequence(QApplication.focusWidget(), "Return")
    QTest.keyClicks(QApplication.focusWidget(), "500")
    QTest.keySequence(QApplication.focusWidget(), "Ctrl+S")
    assert [row.on for row in gift_list.rows(window.page.rows.ids)] == [TOMORROW.isoformat()]


def test_what_is_half_filled_in_keeps_its_day(window, keys, overnight):
    keys(window, "F6")
    form = window.page.counter.form
    QTest.keyClicks(form.row("amount").editor, "200")
    overnight(window)
    assert (form.values()["amount"], form.values()["on"]) == (20_000, TODAY.isoformat())


def test_an_honour_that_ended_over_night_is_seen_to_have_ended(window, keys, overnight):
    merchant = merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    honours.award("integrity", [merchant], TODAY - dt.timedelta(700), TODAY, "")
    keys(window, "Ctrl+4")
    window.page.show_filter({"honour": "有效"})
    assert window.page.rows.ids == [merchant]
    overnight(window)
    assert window.page.rows.ids == []


def test_start_page_and_status_line_say_the_new_day(window, overnight):
    overnight(window)
    assert window.page.day.text().startswith(spoken(TOMORROW.isoformat()))
    assert spoken(TOMORROW.isoformat()) in words(window.status)
