"""Tasks at the counter of gifts, replayed by keys: a gift with its receipt, and a wrong amount put right."""

import datetime as dt

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.gifts import Draft as GiftDraft
from app.domain.merchants import Draft
from app.services import cash, gift_list, gifts, holders, journal, merchants, points
from app.ui.kit import printing, tasks
from tests.end2end.test_counter_tasks import Hands, words_of
from tests.ui.clerk import toast_of


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def street(store):
    names = ["瑞和茶庄", "永泰书店", "曾家面馆", "明德鞋业", "人和超市"]
    return [merchants.save(Draft(sign=name, no_code_reason="办理中"), None) for name in names]


@pytest.fixture
def printed(monkeypatch):
    """What was sent to the printer, of which there is one."""
    sent = []
    monkeypatch.setattr(printing, "printers", lambda: ["柜台打印机"])
    monkeypatch.setattr(printing, "send", lambda order, report: sent.append(order))
    return sent


def test_t1_a_gift_of_500_yuan_and_its_receipt(street, window, hands, printed, qtbot):
    window.header.tabs.setCurrentIndex(2)
    QTest.keySequence(window, "F6")
    hands.acts, hands.keys = 1, 1
    hands.fill("rhcz")
    hands.press("Return", act=False)
    hands.fill("500")
    hands.press("Ctrl+Return")
    qtbot.waitUntil(lambda: bool(printed) and not tasks.busy())
    row = gift_list.rows(gift_list.ids())[0]
    assert (row.giver, row.amount, row.points, row.method) == ("瑞和茶庄", 50_000, 500, "现金")
    assert QApplication.focusWidget() is window.page.counter.form.giver
    assert [order.printer for order in printed] == ["柜台打印机"]
    assert printed[0].pdf.startswith(b"%PDF")
    assert journal.last().what == f"打印收据 {row.number}"
    assert "收据已送到“柜台打印机”" in " ".join(words_of(toast_of(window)))
    hands.report("T1", 25)
    assert hands.acts <= 6
    assert hands.keys <= 12


def test_t7_a_wrong_amount_of_yesterday(street, window, hands, printed, qtbot):
    yesterday = (dt.date.today() - dt.timedelta(days=1)).isoformat()
    wrong = gifts.save(GiftDraft(giver="明德鞋业", noun="merchant", row=street[3], amount="1000", on=yesterday))
    gifts.save(GiftDraft(giver="永泰书店", noun="merchant", row=street[1], amount="70", on=yesterday))
    window.header.tabs.setCurrentIndex(4)
    hands.press("Ctrl+F")
    hands.fill("mdxy")
    hands.press("Return", act=False)
    hands.press("F2")
    assert window.page.counter.form.title.text() == f"冲销并重录 {wrong.number}"
    hands.fill("100")
    hands.press("Ctrl+S")
    rows = gift_list.rows(gift_list.ids("mdxy"))
    assert [(row.amount, row.mark) for row in rows] == [(10_000, ""), (-100_000, "冲销"), (100_000, "已冲销")]
    assert rows[0].on == yesterday
    assert points.balance(holders.known("merchant", street[3])) == 100
    assert cash.held() == {"王管理": 17_000}
    assert not printed
    assert QApplication.focusWidget() is window.page.counter.form.giver
    hands.report("T7", 40)
    assert hands.acts <= 7
    assert hands.keys <= 14
