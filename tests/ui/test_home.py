"""The start page shows what is true and leads to the rows behind it."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.cases import Draft as CaseDraft
from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft
from app.domain.periods import due
from app.services import case_handling, cases, drafts, gifts, honours, journal, merchants, reports, todo
from app.services.case_handling import Assignment
from app.ui.kit import messages
from app.ui.pages.home import DRAFTS, TODO_LOOK, greeting

NAMES = ("瑞和茶庄", "永泰书店", "同心餐饮店")


@pytest.fixture
def three(store):
    """Three merchants: one with an honour that ended, one whose honour ends soon, one without."""
    today = dt.date.today()
    ids = [merchants.save(Draft(sign=name, no_code_reason="办理中"), None) for name in NAMES]
    honours.award("integrity", [ids[0]], today - dt.timedelta(800), today - dt.timedelta(70), "")
    honours.award("integrity", [ids[1]], today - dt.timedelta(700), today + dt.timedelta(10), "")
    return ids


def words(page):
    return [each.text() for each in page.findChildren(QLabel)]


def named(page, name):
    return next(each for each in page.findChildren(QPushButton) if name in (each.text(), each.accessibleName()))


def names_listed(window):
    return [merchants.get(number).sign for number in window.page.rows.ids]


@pytest.mark.parametrize(
    ("verb", "expected"), [("去查看", ["永泰书店"]), ("去处理", ["瑞和茶庄"]), ("去打印", ["永泰书店"])]
)
def test_a_to_do_lands_on_its_rows(three, window, qtbot, verb, expected):
    qtbot.mouseClick(named(window.page, verb), Qt.MouseButton.LeftButton)
    assert window.page.key == "merchants"
    assert names_listed(window) == expected


def test_figures_count_and_open_their_rows(three, window, qtbot):
    shown = [(tile.name.text(), tile.value.text()) for tile in window.page.figures]
    assert shown[:3] == [("在册商户", "3"), ("荣誉有效", "1"), ("正式党员", "0")]
    assert shown[3:] == [("本季捐款", "0"), ("在办事项", "0"), ("今年会议", "0")]
    qtbot.mouseClick(window.page.figures[1], Qt.MouseButton.LeftButton)
    assert names_listed(window) == ["永泰书店"]


def test_nothing_to_do_is_said_kindly(store, window):
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    window.revalidate()
    assert "今天没有待办，都办完了。" in words(window.page)


def test_an_empty_store_begins_with_the_ledger(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask_file", lambda *arguments: asked.append(arguments))
    assert "还没有商户" in words(window.page)
    qtbot.mouseClick(window.page.todos.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    assert window.page.key == "merchants"


def test_quick_add_opens_the_form(window, qtbot):
    qtbot.mouseClick(named(window.page, "新增商户"), Qt.MouseButton.LeftButton)
    assert window.page.key == "merchants"
    assert window.page.pane.editing()


def test_the_last_act_can_be_taken_back(three, window, qtbot):
    entry = journal.last()
    assert entry.what in words(window.page.recent)
    named(window.page, f"撤销：{entry.what}").setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert f"撤销：{entry.what}" in words(window.page.recent)
    assert window.page.figures[1].value.text() == "0"


def test_greets_by_the_clock_and_by_name(window, admin):
    assert admin[0] in window.page.greeting.text()
    hours = {7: "早上好", 9: "上午好", 13: "下午好", 17: "下午好", 20: "晚上好"}
    assert {hour: greeting(dt.datetime(2026, 11, 20, hour)) for hour in hours} == hours


def test_a_half_filled_form_waits_on_the_start_page(window, keys, qtbot):
    drafts.keep("merchants", 0, {"sign": "瑞和茶庄"})
    window.revalidate()
    assert "有一家商户的资料填了一半，还没有保存" in words(window.page)
    assert any(each.endswith("　瑞和茶庄") for each in words(window.page))
    qtbot.mouseClick(named(window.page, "继续填写"), Qt.MouseButton.LeftButton)
    sign = window.page.pane.form.row("sign").editor
    assert (sign.text(), sign.hasFocus()) == ("瑞和茶庄", True)
    window.page.table.setFocus()
    keys(window, "Ctrl+1")
    qtbot.mouseClick(named(window.page, "继续填写"), Qt.MouseButton.LeftButton)
    assert sign.hasFocus()
    keys(sign, "Esc", "Ctrl+1")
    assert "有一家商户的资料填了一半，还没有保存" not in words(window.page)


def test_each_figure_counts_the_rows_it_opens(three, window, qtbot):
    quarter = dt.date.today().isoformat()
    gifts.save(Gift(giver="瑞和茶庄", noun="merchant", row=three[0], amount="500", on=quarter))
    case = cases.save(CaseDraft(kind="诉求", title="修路灯", received=quarter), None)
    case_handling.dispatch(case, Assignment(unit="商圈办", due=(dt.date.today() + dt.timedelta(60)).isoformat()))
    for place, expected in enumerate((3, 1, 0, 1, 1, 0)):
        window.show_page("home")
        window.revalidate()
        tile = window.page.figures[place]
        value = tile.value.text()
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        assert len(window.page.rows.ids) == expected
        assert value in {f"{expected}", "500"}


def test_the_report_of_the_quarter_just_ended_waits_until_it_is_submitted(three, window, dialogs):
    period = due(dt.date.today())
    window.revalidate()
    assert not any("报告还没有报送" in each for each in words(window.page))
    long_ago = period.previous.previous.start.isoformat()
    cases.save(CaseDraft(kind="诉求", title="修路灯", received=long_ago), None)
    window.revalidate()
    assert f"{period.label}报告还没有报送" in words(window.page)
    opened = []
    dialogs(lambda dialog: (opened.append(dialog.picker.period()), dialog.reject()))
    named(window.page, f"去生成：{period.label}报告还没有报送").click()
    assert opened == [period]
    reports.begin(period)
    window.revalidate()
    named(window.page, f"继续办理：{period.label}报告还没有报送")


def test_the_most_pressing_comes_first_and_every_kind_has_its_place(three, window):
    drafts.keep("merchants", 0, {"sign": "瑞和茶庄"})
    kinds = [each.kind for each in todo.todos(dt.date.today())]
    assert kinds == sorted(kinds, key=todo.PRESSING.index)
    assert (kinds[0], kinds[-1]) == ("ended", "draft")
    assert set(TODO_LOOK) == set(todo.PRESSING)


def test_many_to_dos_scroll_and_each_can_be_reached_by_tab(three, window, sized, keys):
    for page in DRAFTS:
        drafts.keep(page, 0, {"sign": "瑞和茶庄", "title": "瑞和茶庄"})
    window.resize(1366, 688)
    sized(15)
    window.revalidate()
    area = window.page.todos.area
    assert area.verticalScrollBar().maximum() > 0
    first, *_, last = area.findChildren(QPushButton)
    first.setFocus()
    while not last.hasFocus():
        keys(window.focusWidget(), "Tab")
    assert area.viewport().rect().intersects(last.rect().translated(last.mapTo(area.viewport(), QPoint())))
