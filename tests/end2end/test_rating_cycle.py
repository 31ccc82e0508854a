"""A round from its opening to the file, by two clerks at one desk, as they press and type it."""

import datetime as dt

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.rounds import Decision
from app.services import approvals, honours, objections, ratings, round_documents, round_todo, rounds
from app.services import rounds as service
from app.ui.approvals_dialog import ApprovalsDialog, ConfirmHere
from app.ui.kit import messages, tasks
from app.ui.kit.entries import EntryDialog
from app.ui.kit.preview import Preview
from app.ui.kit.toast import Toast
from app.ui.pages import round_acts as acts
from app.ui.round_award_dialog import RoundAwardDialog
from app.ui.round_missing_dialog import MissingDialog
from app.ui.round_objections_dialog import ObjectionDialog, ObjectionsDialog
from app.ui.round_open_dialog import OpenDialog
from app.ui.round_publish_dialog import PublishDialog
from app.ui.round_sheet_dialog import SheetDialog
from tests.services.rating_desk import SECRET, begin, checked, open_merchants, sit_down

TODAY = dt.date.today()


class Desk:
    """Plays one dialog after the other, each once it stands in front."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.told, self._left = window, qtbot, [], []

    @property
    def page(self):
        return self.window.page

    def meet(self, *acts):
        """What to do with each dialog that will open, in turn: its kind and the act."""
        self._left = list(acts)
        QTimer.singleShot(0, self._look)

    def step(self, *acts):
        """Press the one button that takes the next step, and play the dialogs it opens."""
        self.meet(*acts)
        self.page.view.go.click()
        self.done()

    def done(self):
        self.qtbot.waitUntil(lambda: not self._left and QApplication.activeModalWidget() is None, timeout=20_000)

    def verb(self):
        return self.page.view.go.text()

    def said(self):
        toast = self.window.findChild(Toast)
        return [each.text() for each in toast.findChildren(QLabel)] if toast else []

    def _look(self):
        if not self._left:
            return
        kind, act = self._left[0]
        shown = QApplication.activeModalWidget()
        if tasks.busy() or not (isinstance(shown, kind) and shown.isActiveWindow()):
            QTimer.singleShot(10, self._look)
            return
        self._left.pop(0)
        QTimer.singleShot(0, self._look)
        act(shown)
        if shown.isVisible():
            shown.reject()


@pytest.fixture
def desk(store, window, qtbot, monkeypatch):
    made = Desk(window, qtbot)
    monkeypatch.setattr(messages, "show_problem", lambda parent, problem, *more: made.told.append(str(problem)))
    window.show_page("rounds")
    return made


def type_points(dialog, *points):
    for each in points:
        QTest.keyClicks(QApplication.focusWidget(), each)
        QTest.keyClick(QApplication.focusWidget(), "\r")
    dialog.form.submit()


def open_one(desk):
    def fill(dialog):
        scheme = dialog.form.row("scheme").editor
        scheme.setCurrentIndex(next(n for n in range(scheme.count()) if scheme.itemText(n).startswith("会战诚信商户")))
        dialog.form.submit()

    desk.meet((OpenDialog, fill))
    desk.page.acting(acts.open_round)()
    desk.done()
    return desk.page.round


def score_all(desk, merchants):
    """The first by the way through what is missing, the others by 保存，下一家."""

    def full(dialog):
        type_points(dialog, "15", "15", "10", "10")

    def full_and_on(dialog):
        dialog.form.rows[0].editor.setFocus()
        for row, points in zip(dialog.form.rows, ("15", "14", "10", "10"), strict=False):
            row.editor.setText(points)
        dialog.form.save_again.click()

    first = (MissingDialog, lambda dialog: dialog._fill_in())
    desk.step(
        first, (SheetDialog, full_and_on), *[(SheetDialog, full_and_on)] * (len(merchants) - 2), (SheetDialog, full)
    )


def agree(dialog):
    def confirm():
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, ConfirmHere):
            QTimer.singleShot(10, confirm)
            return
        asked.form.row("password").editor.setText(SECRET)
        asked.form.submit()

    QTimer.singleShot(0, confirm)
    dialog.here.click()


def test_the_whole_cycle_by_two_clerks(desk, qtbot):
    merchants = open_merchants()
    number = open_one(desk)
    assert desk.verb() == "开始评分"
    desk.step()
    assert desk.verb() == "送复核"
    assert "还有 4 家缺评分" in desk.page.view.sentence.text()
    score_all(desk, merchants)
    assert "要评的都评完了" in desk.page.view.sentence.text()
    desk.step()
    assert rounds.get(number).state == "复核"
    assert desk.verb() == "去复核"
    desk.step((ApprovalsDialog, agree))
    assert rounds.get(number).checked_by == "李复核"
    assert desk.verb() == "公示"

    def publish(dialog):
        dialog.form.row("start").editor.fill((TODAY - dt.timedelta(days=20)).isoformat())
        assert "5 个工作日" in dialog.window_words.text()
        dialog.form.submit()

    desk.step((PublishDialog, publish), (Preview, lambda preview: None))
    kept = round_documents.kept_notice(number)
    assert kept.startswith(b"%PDF")
    object_to_one(desk, number, merchants[0])
    desk.step()
    assert rounds.get(number).state == "异议处理"
    assert "1 家因异议冻结" in desk.page.view.sentence.text()
    desk.step((RoundAwardDialog, lambda dialog: dialog.form.submit()))
    assert "已授牌 3 家，1 家因异议冻结。" in desk.said()
    (held,) = objections.listing(number)
    objections.decide(held.id, Decision.REJECTED, "检查已经计入。")
    desk.page.revalidate()
    assert desk.verb() == "补授"
    desk.step((RoundAwardDialog, lambda dialog: dialog.form.submit()))
    assert desk.verb() == "归档"
    desk.step()
    assert rounds.get(number).state == "归档"
    assert not desk.page.view.go.isVisible()
    assert {ratings.current(merchants)[merchant].badge for merchant in merchants} == {"A"}
    assert all(honours.of_merchant(merchant) for merchant in merchants)
    assert round_documents.kept_notice(number) == kept
    assert desk.told == []


def object_to_one(desk, number, merchant):
    def take_in(dialog):
        dialog.form.row("merchant").editor.fill(merchant)
        dialog.form.row("text").editor.fill("没有计入上月的检查")
        dialog.form.row("received").editor.fill((TODAY - dt.timedelta(days=15)).isoformat())
        dialog.form.submit()

    desk.meet((ObjectionsDialog, lambda dialog: (desk.meet((ObjectionDialog, take_in)), dialog.add.click())))
    desk.page.acting(acts.objections)()
    desk.done()
    assert objections.frozen(number) == {merchant}
    row = next(row for row in desk.page.view.shown() if row.id == merchant)
    assert row.standing == "异议冻结"


def test_no_award_and_no_end_while_the_notice_lasts(desk):
    number = begin(open_merchants())
    checked(number)
    service.publish(number, TODAY)
    desk.page.revalidate()
    desk.page.open(number)
    assert "期内不能授牌" in desk.page.view.sentence.text()
    desk.step()
    assert rounds.get(number).state == "公示"
    assert "今天还在公示期内，办理不能早于" in desk.told[0]
    assert round_todo.waiting(TODAY) == []
    last = dt.date.fromisoformat(rounds.get(number).notice_end)
    assert "公示今天结束" in round_todo.waiting(last)[0].sentence


def test_what_was_refused_goes_back_with_the_reason(desk):
    number = begin(open_merchants())
    request = rounds.submit(number)
    sit_down("李复核")
    approvals.refuse(request, "甲店的检查没有计入")
    sit_down("王管理")
    desk.page.revalidate()
    desk.page.open(number)
    assert desk.verb() == "退回评分"

    def send_back(dialog):
        assert dialog.form.row("reason").editor.value() == "甲店的检查没有计入"
        dialog.form.submit()

    desk.step((EntryDialog, send_back))
    assert rounds.get(number).state == "评分"
