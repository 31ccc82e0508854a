"""T11 and ACCEPTANCE 53 to 55 by keys alone: the quarter's report as PDF and Excel file, its rows, what is missing."""

import datetime as dt

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.cases import Draft as CaseDraft
from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft
from app.domain.periods import due
from app.services import cases, gift_list, gifts, merchants, reports
from app.ui.figure_rows_dialog import FigureRowsDialog
from app.ui.kit import messages, tasks
from app.ui.palette import Palette
from app.ui.report_dialog import ReportDialog
from app.ui.reports_dialog import ReportsDialog
from tests.end2end.test_counter_tasks import Hands
from tests.ui.clerk import when_active

PERIOD = due(dt.date.today())


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A memory stick, chosen when it is asked for."""
    made = tmp_path / "U 盘"
    made.mkdir()
    monkeypatch.setattr(messages, "ask_folder", lambda *asked: made)
    return made


@pytest.fixture
def merchant(store):
    """A merchant that gave in the quarter that has just ended, and was complained of."""
    made = merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    for amount in ("500", "300"):
        told = {"giver": "瑞和茶庄", "noun": "merchant", "row": made, "amount": amount}
        gifts.save(Gift(**told, on=PERIOD.start.isoformat()))
    cases.save(CaseDraft(kind="投诉", title="缺斤少两", received=PERIOD.end.isoformat(), merchant=made), None)
    return made


def saved(stick):
    return sorted(path.name for path in stick.iterdir())


def test_t11_the_quarter_as_pdf_and_excel_on_the_stick(merchant, window, hands, stick, qtbot):
    done = []

    def find(palette):
        hands.fill("季度报告")
        when_active(begin, ReportsDialog)
        hands.press("Return", act=False)

    def begin(dialog):
        assert PERIOD.label in dialog.picker.rule.text()
        when_active(save, ReportDialog)
        hands.press("Return")
        qtbot.waitUntil(lambda: bool(done) and not tasks.busy(), timeout=60_000)

    def save(dialog):
        hands.press("Ctrl+S")
        qtbot.waitUntil(lambda: dialog.saved.isVisible() and not tasks.busy(), timeout=60_000)
        done.append(dialog)

    when_active(find, Palette)
    hands.press("Ctrl+K")  # comes back when all is done
    hands.report("T11", 30)
    assert saved(stick) == [f"工作报告_{PERIOD.code}.pdf", f"工作报告_{PERIOD.code}.xlsx"]
    assert hands.acts <= 5


def test_four_clicks_from_the_start_page(merchant, window, stick, qtbot):
    clicks = []

    def click(button):
        clicks.append(button)
        button.click()

    def begin(dialog):
        when_active(save, ReportDialog)
        click(dialog.make)
        qtbot.waitUntil(lambda: len(saved(stick)) == 4 and not tasks.busy(), timeout=60_000)

    def save(dialog):
        click(dialog.save)
        qtbot.waitUntil(lambda: dialog.saved.isVisible() and not tasks.busy(), timeout=60_000)
        dialog.save.click()
        qtbot.waitUntil(lambda: len(saved(stick)) == 4 and not tasks.busy(), timeout=60_000)

    when_active(begin, ReportsDialog)
    click(window.page.reports)
    assert len(clicks) <= 4
    assert f"工作报告_{PERIOD.code}（2）.pdf" in saved(stick)  # nothing is written over


def test_a_number_opens_its_rows_and_the_rows_their_page(merchant, window, qtbot):
    report = reports.begin(PERIOD)
    shown = []

    def choose(dialog):
        place = next(n for n, line in enumerate(dialog.lines) if line.definition.code == "charity.money")
        dialog.figures.table.choose_place(place)
        when_active(look, FigureRowsDialog)
        QTest.keySequence(dialog.figures.table, "Return")
        qtbot.waitUntil(lambda: dialog.visit is not None, timeout=20_000)

    def look(dialog):
        shown.append((dialog.heading.text(), dialog.sentence.text(), len(dialog.rows.ids)))
        QTest.keySequence(dialog.table, "Return")

    when_active(choose, ReportDialog)
    dialog = ReportsDialog(window)
    dialog.open_report(report)
    qtbot.waitUntil(lambda: dialog.visit is not None, timeout=20_000)
    assert shown == [("捐款　800.00 元", f"{PERIOD.label}　共 2 条，合计 800.00 元。", 2)]
    assert dialog.visit.page == "charity"
    assert gift_list.rows([dialog.visit.record])[0].giver == "瑞和茶庄"


def test_what_is_missing_leads_to_its_rows_and_a_draft_is_made_all_the_same(merchant, window, qtbot):
    gaps = []

    def fill_in(dialog):
        qtbot.waitUntil(lambda: bool(dialog.gaps.findChildren(QPushButton)), timeout=20_000)
        rows = dialog.gaps.findChildren(QPushButton)
        gaps.extend(row.accessibleName() for row in rows)
        rows[0].click()

    when_active(fill_in, ReportsDialog)
    window.page.reports.click()
    assert gaps[0] == "去补：1 家营业商户到期末还没有评级"
    qtbot.waitUntil(lambda: window.page.key == "merchants")
    assert window.page.rows.ids == [merchant]
    assert reports.get(reports.begin(PERIOD)).state == "草稿"
