"""Ordinary tasks at the counter, replayed by keys: how many acts and keys they take, and the program's share of time.

An act is one shortcut, one click or one field filled. A Chinese character costs one key, choosing the word one more;
what a scanner types costs none.
"""

import datetime as dt
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.members import Draft as Person
from app.domain.merchants import Draft
from app.domain.organizations import Draft as Branch
from app.exchange import sheets
from app.services import honours, journal, meeting_drafts, meetings, members, merchants, organizations
from app.ui.import_dialog import CHECK, DONE, ImportDialog
from app.ui.kit import messages, printing, tasks
from app.ui.palette import Palette
from tests.timing import told
from tests.ui.clerk import when_active
from tests.ui.pages.meetings_desk import found_branch

CODE = "91230602MA1B4XY07F"
LICENCE = {
    "sign": "春晖照相馆",
    "registered_name": "萨尔图区春晖照相馆",
    "code": CODE,
    "trade": "生活服务",
    "address": "会战大街8号",
    "grid": "一网格",
    "owner": "李秀英",
    "phone": "13600005678",
}


class Hands:
    """The clerk's hands: presses and types where the focus is, and counts."""

    def __init__(self):
        self.acts = self.keys = 0
        self.busy = 0.0

    def press(self, keys, act=True):
        """One shortcut; Enter between two fields is no act of its own."""
        self.acts += act
        self.keys += 1
        self._time(lambda: QTest.keySequence(QApplication.focusWidget(), keys))

    def fill(self, text):
        """One field: plain letters by keys, Chinese through the input method."""
        self.acts += 1
        self.keys += len(text) + (not text.isascii())
        self._time(lambda: self._type(text))

    def scan(self, code):
        """One field, typed by the scanner."""
        self.acts += 1
        self._time(lambda: QTest.keyClicks(QApplication.focusWidget(), code))

    def report(self, task, seconds):
        """Say what was counted; `seconds` is the clerk's budget, a fifth of which is the program's."""
        told(f"{task}: {self.acts} acts, {self.keys} keys", self.busy, seconds * 0.2)

    def _type(self, text):
        if text.isascii():
            QTest.keyClicks(QApplication.focusWidget(), text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(QApplication.focusWidget(), event)

    def _time(self, act):
        start = time.perf_counter()
        act()
        QApplication.processEvents()
        self.busy += time.perf_counter() - start


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def street(store):
    """Merchants of a street, of whom 瑞和茶庄 holds an honour."""
    names = ["瑞和茶庄", "永泰书店", "曾家面馆", "明德鞋业", "人和超市"]
    ids = [merchants.save(Draft(sign=name, no_code_reason="办理中", grid="一网格"), None) for name in names]
    honours.award("integrity", [ids[0]], dt.date.today(), dt.date.today() + dt.timedelta(365), "")
    return names


def words_of(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def test_t2_which_honour_do_we_hold_and_until_when(street, window, hands, qtbot):
    def ask():
        shown = QApplication.activeModalWidget()
        if not (isinstance(shown, Palette) and shown.isActiveWindow()):
            QTimer.singleShot(10, ask)
            return
        hands.fill("rhcz")
        hands.press("Return")

    QTimer.singleShot(0, ask)
    QTest.keySequence(window, "Ctrl+K")
    hands.acts, hands.keys = hands.acts + 1, hands.keys + 1
    pane = window.page.pane
    qtbot.waitUntil(pane.isVisible)
    until = dt.date.today() + dt.timedelta(365)
    assert "瑞和茶庄" in words_of(pane)
    assert any(f"{until.year}年{until.month}月{until.day}日" in words for words in words_of(pane))
    hands.report("T2", 8)
    assert hands.acts <= 3
    assert hands.keys <= 7


def test_t5_a_new_merchant_from_a_licence(street, window, hands, qtbot):
    window.header.tabs.setCurrentIndex(3)
    hands.press("Ctrl+N")
    form = window.page.pane.form
    for name, text in LICENCE.items():
        while QApplication.focusWidget() is not form.row(name).editor:
            hands.press("Return", act=False)
        if text == CODE:
            hands.scan(text)
        else:
            hands.fill(text)
    hands.press("Ctrl+Return")
    saved = merchants.get(window.page.chosen()[0])
    assert {name: getattr(saved, name) for name in LICENCE} == LICENCE
    assert journal.last().what == "新增商户 萨尔图区春晖照相馆"
    hands.report("T5", 90)
    assert hands.acts <= 14
    assert hands.keys <= 60


@pytest.fixture
def sent(tmp_path):
    """A colleague's 120 merchants, two of them wrong, and where the refused rows are to be kept."""
    rows = [f"{n}号茶庄,无,食品零售,吴国庆,138{n:08}" for n in range(1, 119)]
    rows[40:40] = [",无,餐饮,无名氏,13800000000", "同心餐饮店,123456789012345000,餐饮,高振华,13500008765"]
    path = tmp_path / "商户.csv"
    path.write_text("\n".join(("店铺招牌,统一社会信用代码,业态,负责人,联系电话", *rows)), "utf-8")
    return path


def test_t8_a_colleagues_table_with_two_bad_rows(store, window, hands, qtbot, sent, monkeypatch):
    refused = sent.with_name("错误清单.xlsx")
    monkeypatch.setattr(messages, "ask_place", lambda *asked: refused)

    def carry_on(dialog):
        assert dialog.stack.currentIndex() == CHECK
        assert dialog.plan.counts() == {"rows": 120, "new": 118, "updated": 0, "skipped": 0, "refused": 2}
        hands.press("Ctrl+Return")
        qtbot.waitUntil(lambda: dialog.stack.currentIndex() == DONE and not tasks.busy(), timeout=20_000)
        dialog.refused.setFocus()
        hands.press("Space")
        qtbot.waitUntil(lambda: refused.exists() and not tasks.busy(), timeout=20_000)
        hands.press("Esc")

    when_active(carry_on, ImportDialog)
    hands.acts += 1  # the file dragged onto the window
    start = time.perf_counter()
    window.take_file(sent)
    hands.busy = time.perf_counter() - start
    assert merchants.counts()["全部"] == 118
    assert len([row for row in sheets.read(refused).rows if any(row)]) == 3
    hands.report("T8", 60)
    assert hands.acts <= 6


@pytest.fixture
def branches(store):
    """Two branches; 陈春梅 belongs to the second."""
    since = dt.date(2015, 1, 1)
    names = ("快递行业党支部", "五金商会联合党支部")
    ids = [organizations.save(Branch(name=name, kind="党支部"), None, since) for name in names]
    members.save(Person(name="陈春梅", organization=names[1], stage="正式党员"), None)
    members.save(Person(name="崔玉珍", organization=names[0], stage="正式党员"), None)
    return ids


def test_t9_a_member_moves_to_another_branch(branches, window, hands, qtbot):
    window.header.tabs.setCurrentIndex(2)
    page = window.page
    counts = [page.aside.tree.topLevelItem(place).text(0) for place in (0, 1)]
    assert counts == ["快递行业党支部 1", "五金商会联合党支部 1"]

    def move():
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():
            QTimer.singleShot(10, move)
            return
        try:
            hands.fill("kd")
            hands.press("Ctrl+Return")
        finally:
            if dialog.isVisible():
                dialog.reject()

    hands.press("Ctrl+F")
    hands.fill("ccm")
    hands.press("Return")
    QTimer.singleShot(0, move)
    hands.press("Ctrl+T")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert journal.last().what == "转接陈春梅到快递行业党支部"
    counts = [page.aside.tree.topLevelItem(place).text(0) for place in (0, 1)]
    assert counts == ["快递行业党支部 2", "五金商会联合党支部 0"]
    hands.report("T9", 35)
    assert hands.acts <= 7
    assert hands.keys <= 12


def test_t10_minutes_from_a_template_printed(store, window, hands, qtbot, monkeypatch):
    """10 of 38 came, as numbered on the sheet they signed; 200 characters are pasted, and the minutes printed."""
    found_branch(38)
    monkeypatch.setattr(printing, "printers", lambda: ["窗口打印机"])
    sent = []
    monkeypatch.setattr(printing, "send", lambda order, report: sent.append(order))
    text = "会议学习了服务商户的文件，" * 15 + "并议定了下个月的安排。"
    QGuiApplication.clipboard().setText(text)
    when_active(lambda dialog: (hands.fill("3"), hands.press("Return", act=False)))
    hands.press("F9")
    editor = window.page.editor
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor.people.box)
    hands.fill("1-10")
    hands.press("Return", act=False)
    hands.acts += 1  # the text pasted
    hands._time(lambda: QTest.keySequence(QApplication.focusWidget(), "Ctrl+V"))

    def print_it(preview):
        qtbot.waitUntil(preview.print.isEnabled, timeout=20_000)
        hands.press("Ctrl+P")
        qtbot.waitUntil(lambda: bool(sent) and not tasks.busy(), timeout=20_000)

    start = time.perf_counter()
    before = hands.busy
    when_active(print_it)
    hands.press("Ctrl+P")
    hands.busy = before + time.perf_counter() - start
    draft = meeting_drafts.draft_of(meetings.ids()[0])
    assert [each.presence for each in draft.attendees] == ["实到"] * 10 + [""] * 28
    assert draft.items[0].text == text
    assert len(text) >= 200
    assert len(sent) == 1
    hands.report("T10", 120)
    assert hands.acts <= 10
    assert hands.keys <= 10
