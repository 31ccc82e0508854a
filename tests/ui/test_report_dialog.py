"""A report on its way: text kept, checked by a second person at the desk, submitted, sent back, issued anew."""

import datetime as dt
import threading

import pytest
from PySide6.QtWidgets import QApplication

from app.documents import quarterly
from app.domain import reports as rules
from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft
from app.domain.periods import Kind, due, of
from app.services import clerks, gifts, merchants, report_figures, reports
from app.ui.kit import messages, tasks
from app.ui.report_content import read
from app.ui.report_dialog import ReportDialog
from app.ui.report_period import PeriodPicker
from app.ui.report_steps import HAND_IN, ISSUE_HERE, SEND_BACK, SUBMIT, TAKE_BACK
from app.ui.reports_dialog import GO_ON, NEW, OPEN, ReportsDialog
from tests.ui.clerk import when_active

SECRET = "口令 12345678"
TODAY = dt.date.today()
PERIOD = due(TODAY)


@pytest.fixture
def report(window):
    clerks.add("李复核", "复核", SECRET)
    merchant = merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    give(merchant, "500")
    return reports.begin(PERIOD)


def give(merchant, amount):
    told = {"giver": "瑞和茶庄", "noun": "merchant", "row": merchant, "amount": amount}
    gifts.save(Gift(**told, on=PERIOD.start.isoformat()))


@pytest.fixture
def press(qtbot):
    """Press a button and wait until what it began is done."""

    def act(button):
        button.click()
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)

    return act


@pytest.fixture
def opened(report, window, qtbot):
    made = ReportDialog(window, read(report))
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    return made


def issue(question):
    question.form.row("password").editor.setText("不是这个口令")
    question.form.submit()
    assert question.isVisible()
    assert question.form.row("password").complaint.sentence.text()
    question.form.row("password").editor.setText(SECRET)
    question.form.submit()


def give_reason(question):
    question.form.submit()
    assert question.isVisible()
    question.form.row("reason").editor.setPlainText("数字有误")
    question.form.submit()


def test_the_whole_way_with_a_second_person_at_the_desk(opened, report, press):
    assert opened.onward.text() == HAND_IN
    press(opened.onward)
    assert (opened.onward.text(), opened.back.isVisible()) == (ISSUE_HERE, True)
    when_active(issue)
    press(opened.onward)
    assert opened.onward.text() == SUBMIT
    press(opened.onward)
    assert (reports.get(report).state, opened.onward.text()) == ("已报送", SEND_BACK)
    assert opened.text.boxes[0].isReadOnly()
    assert [row.who for row in reports.steps(report)][2] == "李复核"
    give(1, "12.50")
    when_active(give_reason)
    press(opened.onward)
    assert reports.get(opened.report).version == 2
    assert "（第 2 版）" in opened.heading.text()
    opened.turn(3)
    told = {(each.kind, each.name): (each.was, each.now) for each in opened.changes.lines}
    assert told["与上一版不同", "捐款"] == ("500.00 元", "512.50 元")
    assert opened.chips[3].text() == f"变动 {len(told)}"


@pytest.fixture
def cancel(qtbot, monkeypatch):
    """Begin something that takes until 取消 was pressed, press it, and wait until nothing is done any more."""

    def act(begin, module, name):
        pressed, real = threading.Event(), getattr(module, name)

        def held(*told):
            pressed.wait(20)
            return real(*told)

        with monkeypatch.context() as patch:
            patch.setattr(tasks, "SECOND", 40)
            patch.setattr(module, name, held)
            begin.click()
            find = QApplication.activeModalWidget
            qtbot.waitUntil(lambda: isinstance(find(), tasks.Progress) and find().cancel.isVisible(), timeout=20_000)
            find().cancel.click()
            pressed.set()
            qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)

    return act


def test_submitting_can_be_cancelled_and_begun_again(opened, report, press, cancel):
    press(opened.onward)
    when_active(issue)
    press(opened.onward)
    cancel(opened.onward, rules, "pack")
    assert (reports.get(report).state, opened.onward.text()) == ("签发", SUBMIT)
    press(opened.onward)
    assert reports.get(report).state == "已报送"
    assert report_figures.sound(report)


def test_saving_the_files_can_be_cancelled_and_leaves_none(opened, press, cancel, tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ask_folder", lambda *told: tmp_path / "U盘")
    (tmp_path / "U盘").mkdir()
    cancel(opened.save, quarterly, "laid")
    assert not list((tmp_path / "U盘").iterdir())
    press(opened.save)
    assert {path.suffix for path in (tmp_path / "U盘").iterdir()} == {".pdf", ".xlsx"}


def test_what_was_typed_is_kept_when_it_is_closed(opened, report):
    opened.turn(1)
    opened.text.number.setText("会商发〔2026〕9号")
    opened.text.boxes[0].setPlainText("自己写的一段。")
    opened.reject()
    assert reports.text(report)[0][1] == "自己写的一段。"
    assert reports.get(report).number == "会商发〔2026〕9号"


def test_to_whom_it_goes_is_typed_once_and_stands_in_the_next_report(opened, report):
    opened.turn(1)
    opened.text.head["addressee"].setText("会战街道党工委")
    opened.text.head["copies"].setText("区委组织部、区商务局，")
    opened.reject()
    for each in (report, reports.begin(PERIOD.previous)):
        words = reports.words(each)
        assert (words.addressee, words.copies) == ("会战街道党工委", ("区委组织部", "区商务局"))


def test_a_text_changed_by_hand_that_no_longer_fits_is_named(opened, report, qtbot, press):
    charity = [part.heading for part in opened.text.values()[0].parts].index("公益众筹和积分")
    opened.text.boxes[charity].setPlainText("自己写的一段。")
    opened.keep()
    give(1, "80")
    opened.read(report)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
    opened.turn(1)
    assert opened.text.says.isVisible()
    assert "公益众筹和积分" in opened.text.says.text()
    press(opened.anew)
    assert not opened.text.says.isVisible()
    assert "580.00元" in opened.text.boxes[charity].value()


def test_the_text_is_written_anew_from_the_figures(opened, report, press):
    opened.turn(1)
    before = reports.text(report)
    opened.text.boxes[0].setPlainText("自己写的一段。")
    press(opened.anew)
    assert reports.text(report) == before
    assert opened.text.boxes[0].value() == before[0][1]


def test_back_to_the_draft_with_a_reason(opened, report, press):
    press(opened.onward)
    assert opened.back.text() == TAKE_BACK
    when_active(give_reason)
    press(opened.back)
    assert (reports.get(report).state, reports.steps(report)[-1].note) == ("草稿", "数字有误")


def test_alone_one_is_told_what_to_do(window, qtbot):
    report = reports.begin(PERIOD)
    reports.hand_in(report)
    made = ReportDialog(window, read(report))
    qtbot.addWidget(made)
    made.show()
    assert "请管理员先在“人员与口令”里添加" in made.says.text()
    assert not made.onward.isVisible()


def test_a_frozen_number_opens_the_rows_it_counted(opened, report, press, qtbot):
    press(opened.onward)
    when_active(issue)
    press(opened.onward)
    press(opened.onward)
    give(1, "80")
    place = next(n for n, line in enumerate(opened.lines) if line.definition.code == "charity.money")
    opened.figures.table.choose_place(place)
    seen = []

    def look(dialog):
        seen.append((dialog.rows.ids, dialog.sentence.text()))
        dialog.reject()

    when_active(look)
    opened.open_chosen()
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert seen == [([1], f"{PERIOD.label}　共 1 条，合计 500.00 元。")]
    assert report_figures.sound(report)


def test_the_list_begins_goes_on_and_opens(window, qtbot, press):
    made = ReportsDialog(window)
    qtbot.addWidget(made)
    made.show()
    assert made.make.text() == NEW
    when_active(lambda dialog: dialog.reject())
    press(made.make)
    assert (made.make.text(), len(made.rows.ids)) == (GO_ON, 1)
    report = made.rows.ids[0]
    reports.hand_in(report)
    reports.take_back(report, "再改改")
    made.removed.click()
    assert (made.rows.ids, made.make.text()) == ([], NEW)


def test_a_submitted_report_is_opened_not_begun_again(opened, report, window, qtbot, press):
    press(opened.onward)
    when_active(issue)
    press(opened.onward)
    press(opened.onward)
    made = ReportsDialog(window)
    qtbot.addWidget(made)
    assert (made.make.text(), made.removed.isEnabled()) == (OPEN, False)
    when_active(lambda dialog: dialog.reject())
    press(made.make)
    assert len(reports.every()) == 1


def test_periods_of_every_kind_begin_with_the_one_just_ended(qtbot):
    picker = PeriodPicker(dt.date(2026, 11, 20))
    qtbot.addWidget(picker)
    assert picker.period().code == "2026Q3"
    for kind, code in ((Kind.MONTH, "2026-10"), (Kind.HALF, "2026H1"), (Kind.YEAR, "2025")):
        picker.kind.setCurrentText(f"按{kind.value}")
        picker.kind.activated.emit(picker.kind.currentIndex())
        assert (picker.period().code, picker.period()) == (code, due(dt.date(2026, 11, 20), kind))
    picker.kind.setCurrentText("按自定义")
    picker.kind.activated.emit(picker.kind.currentIndex())
    picker.first.setText("2026.9.1")
    picker.last.setText("2026.9.15")
    assert picker.period().code == "20260901-20260915"
    assert of(Kind.QUARTER, dt.date(2026, 9, 1)).code == "2026Q3"


def test_two_days_not_yet_written_are_no_period(window, qtbot, monkeypatch):
    monkeypatch.setattr(messages, "complain", lambda *told: pytest.fail(str(told)))
    made = ReportsDialog(window)
    qtbot.addWidget(made)
    made.picker.kind.setCurrentText("按自定义")
    made.picker.kind.activated.emit(made.picker.kind.currentIndex())
    assert not made.make.isEnabled()
    assert "期间还没有写完整" in made.gaps.sentence.text()
