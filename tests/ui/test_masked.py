"""A masked number on the card: shown for a reason, for a minute, and journalled."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.merchants import Draft
from app.services import journal, merchants, session
from app.ui.masked import Masked

PHONE, SHOWN = "13800006620", "138****6620"


@pytest.fixture
def card(window, keys):
    """The card of 瑞和超市, whose owner has a telephone."""
    merchants.save(
        Draft(sign="瑞和超市", owner="林海燕", phone=PHONE, note=f"也可打 {PHONE}", no_code_reason="无"), None
    )
    keys(window, "Ctrl+4")
    window.page.table.choose_place(0)
    return window.page.pane.card


def press(widget, key):
    QApplication.processEvents()
    QTest.keySequence(widget, key)
    if widget.window().isVisible() and key not in "2":
        widget.window().reject()


def number_of(card):
    return card.findChildren(Masked)[-1]


def words_of(card):
    return "\n".join(each.text() for each in card.findChildren(QLabel))


def test_a_card_shows_no_whole_number(card):
    assert number_of(card).number.text() == SHOWN
    assert PHONE not in words_of(card)


def test_one_key_gives_a_ready_reason_and_the_number_goes_again(card, dialogs, qtbot):
    part = number_of(card)
    dialogs(lambda dialog: press(dialog, "1"))
    qtbot.mouseClick(part.turn, Qt.MouseButton.LeftButton)
    assert (part.number.text(), part.turn.accessibleName()) == (PHONE, "隐去联系电话")
    assert journal.last().what == "查看 瑞和超市 的联系电话，事由：电话回访"
    part._minute.timeout.emit()
    assert (part.number.text(), part.turn.text()) == (SHOWN, "显示")


def test_it_can_be_hidden_at_once(card, dialogs, qtbot):
    part = number_of(card)
    dialogs(lambda dialog: press(dialog, "4"))
    part.turn.click()
    assert part.number.text() == PHONE
    part.turn.click()
    assert part.number.text() == SHOWN


def test_another_reason_is_typed_and_digits_go_into_it(card, dialogs, qtbot):
    part, told = number_of(card), []

    def answer(dialog):
        told.append(dialog.show_it.isEnabled())
        dialog.typed.setFocus()
        press(dialog.typed, "2")
        told.append(dialog.isVisible())
        dialog.typed.insert("号通知")
        press(dialog.typed, "Return")

    dialogs(answer)
    part.turn.click()
    assert told == [False, True]
    assert part.number.text() == PHONE
    assert journal.last().what.endswith("事由：2号通知")


def test_without_a_reason_nothing_is_shown(card, dialogs):
    before = journal.last().id
    dialogs(lambda dialog: dialog.reject())
    number_of(card).turn.click()
    assert number_of(card).number.text() == SHOWN
    assert journal.last().id == before


def test_a_reader_is_not_offered_the_number(card, qtbot):
    session.begin(session.folder(), session.Clerk("孙只读", "只读"), 0)
    part = Masked("merchant", 1, "phone", SHOWN)
    qtbot.addWidget(part)
    assert part.turn.isHidden()
