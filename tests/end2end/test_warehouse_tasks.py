"""T6 and T12 by keys alone: points for goods with the balance in view, and the end of the day."""

import datetime as dt

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft
from app.domain.slips import Slip, code
from app.services import backups, cash, day_sheet, gifts, good_list, holders, merchants, points, redeeming, stock
from app.services.good_list import GoodDraft
from app.store.warehouse import Redemption
from app.ui.kit import printing, scanning, tasks
from app.ui.palette import Palette
from tests.end2end.test_counter_tasks import Hands
from tests.ui.clerk import toast_of, type_text, when_active
from tests.ui.scanner import scan

TODAY = dt.date.today()


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def sent(monkeypatch):
    """What went to the printer."""
    orders = []
    monkeypatch.setattr(printing, "printers", lambda: ["窗口打印机"])
    monkeypatch.setattr(printing, "send", lambda order, report: orders.append(order))
    return orders


@pytest.fixture
def merchant(store):
    """瑞和茶庄 with 500 points, and rice and oil for points."""
    made = merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    gifts.save(Gift(giver="瑞和茶庄", noun="merchant", row=made, amount="500", on=TODAY.isoformat()))
    for name, price, pieces in (("大米", 100, 9), ("食用油", 200, 1)):
        stock.enter(good_list.save(GoodDraft(name=name, unit="袋", price=price), None), pieces)
    return made


def words_of(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def test_t6_200_points_for_rice(merchant, window, hands, sent, qtbot):
    def redeem(dialog):
        hands.fill("rhcz")
        hands.press("Return", act=False)
        assert any("可用积分 500 分" in words for words in words_of(dialog))
        hands.fill("dm")
        hands.press("Return", act=False)
        hands.fill("2")
        assert "需要 200 分" in words_of(dialog)
        hands.press("Ctrl+Return")

    when_active(redeem)
    hands.acts, hands.keys = 1, 1
    QTest.keySequence(window, "F10")
    qtbot.waitUntil(lambda: bool(sent) and not tasks.busy(), timeout=20_000)
    (row,) = Redemption.select()
    assert (row.name, row.quantity, row.points) == ("瑞和茶庄", 2, 200)
    assert points.balance(holders.known("merchant", merchant)) == 300
    assert list(sent[0].pages) == [0, 1]
    assert "还剩 300 分" in " ".join(words_of(toast_of(window)))
    hands.report("T6", 25)
    assert hands.acts <= 6
    assert hands.keys <= 12


def test_t6_what_is_short_is_said_under_the_field(merchant, window, hands, sent, qtbot):
    def short(dialog):
        for words in ("rhcz", "syy"):
            hands.fill(words)
            hands.press("Return", act=False)
        hands.fill("3")
        hands.press("Ctrl+Return")
        assert any("需要 600 分，只有 500 分可用，还差 100 分" in words for words in words_of(dialog))
        hands.press("Ctrl+A")
        hands.fill("2")
        hands.press("Ctrl+Return")
        assert any("只剩 1 份" in words for words in words_of(dialog))
        assert dialog.isVisible()

    when_active(short)
    QTest.keySequence(window, "F10")
    assert Redemption.select().count() == 0
    assert not sent


def test_a_slip_is_handed_in_once(merchant, window, monkeypatch, qtbot):
    monkeypatch.setattr(scanning, "GAP", 2_000)
    monkeypatch.setattr(scanning, "PATIENCE", 4_000)
    made = redeeming.redeem("merchant", merchant, good_list.ids("大米")[0], 1)
    scan(window, code(Slip.REDEMPTION, made.id))
    qtbot.waitUntil(lambda: "可以领取：瑞和茶庄的大米 1 份" in " ".join(words_of(toast_of(window))))
    assert window.page.key == "warehouse"
    said = []
    when_active(lambda dialog: said.extend(words_of(dialog)))
    scan(window, code(Slip.REDEMPTION, made.id))
    qtbot.waitUntil(lambda: bool(said))
    assert any(f"已兑换：{made.number}在" in words and "由王管理核销过" in words for words in said)


def test_t12_the_end_of_the_day(merchant, window, hands, sent, qtbot, monkeypatch):
    """Ctrl+K, the name, the counted cash, count and print, back up."""
    cash.hand_on("王管理", "银行", "100", to_outside=True)
    made = []
    monkeypatch.setattr(backups, "make", lambda report: made.append(True) or backups.automatic("手动", report))

    def close_day(dialog):
        assert any("应有现金 400.00 元" in words for words in words_of(dialog))
        assert {line.number for line in dialog.lines} >= {f"JZ{TODAY.year}00001"}
        hands.fill("400")
        assert any("清点相符" in words for words in words_of(dialog))
        hands.press("Ctrl+Return")
        qtbot.waitUntil(lambda: bool(sent) and not tasks.busy(), timeout=20_000)
        hands.press("Ctrl+B")
        qtbot.waitUntil(lambda: bool(made) and not tasks.busy(), timeout=30_000)

    def find(palette):
        assert isinstance(palette, Palette)
        hands.fill("ckrj")
        when_active(close_day)
        hands.press("Return", act=False)

    when_active(find)
    hands.acts, hands.keys = 1, 1
    QTest.keySequence(window, "Ctrl+K")
    sheet = day_sheet.of_day(TODAY)
    assert (sheet.in_hand, sheet.counted.counted, sheet.counted.expected) == (40_000, 40_000, 40_000)
    assert len(sent) == 1
    hands.report("T12", 30)
    assert hands.acts <= 5


def test_a_count_that_is_wrong_asks_for_the_reason(merchant, window, sent, qtbot):
    from app.ui.day_sheet_dialog import DaySheetDialog

    def count(dialog):
        type_text(dialog.counted, "480")
        assert any("清点少 20.00 元" in words for words in words_of(dialog))
        QTest.keySequence(dialog.counted, "Ctrl+Return")
        assert QApplication.focusWidget() is dialog.note
        assert any("请写明原因" in words for words in words_of(dialog))
        assert day_sheet.of_day(TODAY).counted is None
        assert not sent
        type_text(dialog.note, "找零有误")
        QTest.keySequence(dialog.note, "Ctrl+Return")
        qtbot.waitUntil(lambda: bool(sent) and not tasks.busy(), timeout=20_000)

    when_active(count)
    DaySheetDialog(window).exec()
    assert day_sheet.of_day(TODAY).counted.note == "找零有误"
