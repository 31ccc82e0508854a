"""The page 评选 by keys: opening a round, narrowing it, looking at a sheet, and what a reader is spared."""

import datetime as dt

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.roles import Role
from app.services import credit_events, journal, round_board, rounds, session
from app.ui.kit import messages
from app.ui.kit.visit import Visit
from app.ui.pages import round_acts as acts
from app.ui.pages import round_papers
from app.ui.round_evidence_dialog import EvidenceDialog
from app.ui.round_points_dialog import PointsDialog
from tests.services.rating_desk import awarded, begin, on_notice, open_merchants
from tests.ui.clerk import put_in_front


@pytest.fixture
def merchants(store):
    return open_merchants()


@pytest.fixture
def number(merchants):
    return begin(merchants)


@pytest.fixture
def page(number, window):
    window.show_page("rounds")
    return window.page


def test_enter_opens_a_round_and_esc_goes_back(page, number, keys):
    page.list.take_focus()
    keys(page.list.table, "Return")
    assert page.round == number
    assert page.view.rows.rowCount() == 4
    assert page.view.table.hasFocus()
    keys(page.view.table, "Esc")
    assert page.round == 0
    assert page.list.table.hasFocus()


def test_chips_and_words_narrow_the_list(page, number, merchants):
    credit_events.save(credit_events.Draft(merchants[1], "处罚", "严重", "2026-06-01", "售假"))
    page.revalidate()
    page.open(number)
    page.view.narrow({"group": "不予评定"})
    assert [row.name for row in page.view.shown()] == ["乙店"]
    assert page.view.words.text() == ""
    page.view.table.choose_place(0)
    assert page.view.words.text() == "乙店：一票否决：有在期的严重失信记录。"
    page.view.finder.narrow_to("丙", {})
    assert [row.name for row in page.view.shown()] == ["丙店"]


def test_the_letter_says_the_grade_without_colour(page, number):
    page.open(number)
    grade = next(n for n, field in enumerate(page.view.rows.columns) if field.name == "grade")
    assert {page.view.rows.data(page.view.rows.index(n, grade)) for n in range(4)} == {"A"}


def test_the_start_page_leads_to_the_round(window, number):
    window.visit(Visit("rounds", record=number))
    assert (window.page.key, window.page.round) == ("rounds", number)


def test_a_round_removed_elsewhere_is_left(page, number):
    page.open(number)
    rounds.remove(number)
    page.revalidate()
    assert page.round == 0
    assert not page.list.rows.ids
    assert page.list.empty.act.text() == "新建批次"


def test_a_filed_sheet_is_looked_at_with_the_rows_behind_each_point(page, number, merchants, qtbot):
    on_notice(number)
    rounds.close_notice(number, dt.date(2026, 7, 9))
    awarded(number)
    page.revalidate()
    page.open(number)
    seen = []

    def look():
        shown = QApplication.activeModalWidget()
        if isinstance(shown, EvidenceDialog):
            seen.append([line.what for line in shown.lines])
            shown.reject()
        elif isinstance(shown, PointsDialog) and not seen:
            seen.append([each.name for each in shown.lines])
            shown.table.choose_place(0)
            QTimer.singleShot(10, look)
            shown._look()
            return
        elif isinstance(shown, PointsDialog):
            shown.reject()
            return
        QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    page.acting(acts.open_sheet)()
    assert seen[0][:2] == ["证照齐全、依法经营", "商品和服务质量"]
    assert seen[1] == ["王管理　15 分"]


@pytest.mark.parametrize("act", [acts.take_step, acts.score, round_papers.print_notice, acts.objections])
def test_without_a_round_an_act_says_what_to_do(page, monkeypatch, act):
    told = []
    monkeypatch.setattr(messages, "show_problem", lambda parent, problem, *more: told.append(str(problem)))
    page.acting(act)()
    assert told == ["请先在“评选”里打开一个批次。没有改动任何内容。"]


def test_nothing_is_scored_out_of_turn(page, number, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "show_problem", lambda parent, problem, *more: told.append(str(problem)))
    rounds.submit(number)
    page.revalidate()
    page.open(number)
    page.acting(acts.score)()
    assert "不在评分" in told[0]


def test_a_reader_sees_everything_and_may_do_nothing(number, qtbot):
    from app.ui.main_window import MainWindow

    session.begin(session.folder(), session.Clerk("李看看", Role.READER), journal.last().id)
    made = put_in_front(qtbot, MainWindow())
    made.show_page("rounds")
    made.page.open(number)
    assert made.page.view.rows.rowCount() == 4
    assert not made.page.view.go.isVisible()
    words = {each.text() for each in made.page.findChildren(QPushButton) if each.isVisible()}
    assert not words & {"登记评级", "导入评分", "导出", "新建批次", "送复核"}
    assert round_board.counts()["进行中"] == 1
