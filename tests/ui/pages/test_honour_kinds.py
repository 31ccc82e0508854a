"""The kinds of honour in their dialog."""

import pytest

from app.services import honour_kinds
from app.ui.pages import honour_acts


@pytest.fixture
def page(window):
    window.show_page("honours")
    return window.page


def filled(**values):
    def play(dialog):
        for name, value in values.items():
            dialog.form.row(name).editor.fill(value)
        dialog.form.submit()

    return play


def test_the_words_of_a_kind_are_changed_and_what_was_never_given_goes(page, dialogs):
    def play(listed):
        listed.change.click()
        listed.table.choose_place(1)
        listed.drop.click()
        assert [row.title for row in listed.lines][:2] == ["诚信商户", "星级党员商户"]
        listed.reject()

    dialogs(play, filled(wording="特授予“{荣誉}”。"))
    honour_acts.show_kinds(page)
    assert honour_kinds.listing()[0].wording == "特授予“{荣誉}”。"
