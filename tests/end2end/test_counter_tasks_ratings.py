"""Counter tasks about grades and plaques, replayed by keys: which grade, a new rating, four plaques past the notice."""

import datetime as dt

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.domain.merchants import Draft
from app.services import honour_prints, honours, journal, merchants, round_marks, rounds, scoring
from app.store.honours import Honour
from app.ui.kit import printing
from app.ui.kit.pill import Pill
from app.ui.kit.preview import Preview
from app.ui.kit.toast import Toast
from app.ui.palette import Palette
from app.ui.round_sheet_dialog import SheetDialog
from tests.end2end.test_counter_tasks import Hands
from tests.services.rating_desk import AFTER, awarded, begin, on_notice, open_merchants
from tests.ui.clerk import when_active


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def chosen(store):
    """Four merchants, and 瑞和茶庄 among them."""
    known = {"no_code_reason": "无", "since": "2020-01", "pledged_on": "2026-01-05", "safe_consumption": True}
    return [merchants.save(Draft(sign="瑞和茶庄", **known), None), *open_merchants()[:3]]


@pytest.fixture
def graded(chosen):
    """All four got their grade and their honour."""
    number = begin(chosen)
    on_notice(number)
    rounds.close_notice(number, AFTER)
    awarded(number)
    return number


def words_of(widget):
    pills = [each.accessibleName() for each in widget.findChildren(Pill) if each.isVisible()]
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()] + pills


def at_once(hands, code):
    """One field, which a scanner fills in a blink."""
    hands.acts += 1
    hands._time(lambda: QApplication.focusWidget().insert(code))


def ask(window, hands, qtbot, how):
    when_active(lambda palette: (how(), hands.press("Return")), Palette)
    hands.acts, hands.keys = hands.acts + 1, hands.keys + 1
    QTest.keySequence(window, "Ctrl+K")
    qtbot.waitUntil(window.page.pane.isVisible)
    return words_of(window.page.pane)


@pytest.mark.parametrize("how", ["letters", "plaque"])
def test_t2_what_is_our_grade_and_when_does_it_expire(graded, window, hands, qtbot, how):
    code = Honour.select().order_by(Honour.id).first().code
    typed = {"letters": lambda: hands.fill("rhcz"), "plaque": lambda: at_once(hands, code)}[how]
    said = ask(window, hands, qtbot, typed)
    assert "瑞和茶庄" in said
    assert "A 级" in said
    assert "有效期至 2028年7月8日" in said
    assert any("2026年会战诚信商户评选" in words for words in said)
    hands.report("T2", 8)
    assert hands.acts <= 3
    assert hands.keys <= 7


def test_t3_the_annual_rating_of_a_merchant(graded, chosen, window, hands, qtbot):
    opened = begin([])
    window.header.tabs.setCurrentIndex(3)
    seen = []

    def rate(dialog):
        for points in ("14", "15", "9", "10"):
            hands.fill(points)
            hands.press("Return", act=False)
        seen.append(dialog.total.text())
        hands.fill("好")
        hands.press("Ctrl+Return")

    hands.press("Ctrl+F")
    hands.fill("rhcz")
    when_active(rate, SheetDialog)
    hands.press("F7")
    qtbot.waitUntil(lambda: bool(seen) and QApplication.activeModalWidget() is None)
    assert seen == ["合计 92 分，A 级"]
    given = {"lawful": 1400, "quality": 1500, "prices": 900, "front": 1000}
    assert round_marks.given(opened, chosen[0]) == given
    assert scoring.sheet(opened, chosen[0]).points[0].note == "好"
    assert journal.last().what == "评分：瑞和茶庄（2026年会战诚信商户评选）"
    assert "已评分：瑞和茶庄，合计 92 分，A 级" in [
        each.text() for each in window.findChild(Toast).findChildren(QLabel)
    ]
    hands.report("T3", 60)
    assert hands.acts <= 9
    assert hands.keys <= 20


def test_t3_without_a_round_opens_one_of_the_merchants_own(chosen, window, hands, qtbot):
    window.header.tabs.setCurrentIndex(3)
    said = []

    def rate(dialog):
        said.append(dialog.form.title.text())
        hands.fill("15")
        hands.press("Ctrl+Return")

    hands.press("Ctrl+F")
    hands.fill("rhcz")
    when_active(rate, SheetDialog)
    hands.press("F7")
    qtbot.waitUntil(lambda: bool(said) and QApplication.activeModalWidget() is None)
    (row,) = rounds.listing(chosen[0])
    assert said[0].startswith("现在没有正在评分的批次")
    assert (row.only, row.state) == (chosen[0], "评分")
    assert round_marks.given(row.id, chosen[0]) == {"lawful": 1500}


class Printer:
    """Stands in for the printer, and keeps what was sent."""

    def __init__(self):
        self.pages = []

    def send(self, order, report):
        self.pages.append(list(order.pages))


def test_t4_plaques_of_the_four_past_public_notice(graded, window, hands, qtbot, monkeypatch):
    printer = Printer()
    monkeypatch.setattr(printing, "printers", lambda: ["窗口 1"])
    monkeypatch.setattr(printing, "send", printer.send)
    window.header.tabs.setCurrentIndex(0)
    lead = next(each for each in window.page.findChildren(QPushButton) if each.accessibleName().startswith("去打印"))
    assert "4 家商户的牌匾待打印" in lead.accessibleName()
    lead.setFocus()
    hands.press("Space")
    assert window.page.key == "merchants"
    assert len(window.page.rows.ids) == 4

    def look(preview):
        qtbot.waitUntil(preview.print.isEnabled)
        assert preview.browser is not None
        assert preview.print.text() == "打印这 4 块"
        hands.press("Ctrl+P")
        qtbot.waitUntil(lambda: not preview.isVisible())

    when_active(look, Preview)
    hands.press("F8")
    qtbot.waitUntil(lambda: bool(printer.pages) and QApplication.activeModalWidget() is None)
    assert printer.pages == [[0, 1, 2, 3]]
    today = dt.date.today()
    assert all(
        honour.prints == 1
        for merchant in honour_prints.holders("integrity")
        for honour in honours.of_merchant(merchant)
    )
    assert merchants.counts()["待打印"] == 0, today
    hands.report("T4", 20)
    assert hands.acts <= 3
