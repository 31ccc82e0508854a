"""The page 活动服务 as the clerk works it with keys: list, form, attendance, roster, regulations, figures."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.activities import Draft
from app.services import (
    activities,
    activity_kinds,
    activity_roster,
    cases,
    entries,
    journal,
    regulations,
    tallies,
)
from app.ui.kit.page import ListPage
from app.ui.pages import activity_acts
from tests.ui.clerk import leaving, toast_of, type_text

TODAY = dt.date.today()


def held(kind="志愿服务", days=0, **more):
    on = (TODAY - dt.timedelta(days=days)).isoformat()
    return activities.save(Draft(kind=kind, on=on, **more), None)


@pytest.fixture
def page(store, window):
    window.show_page("activities")
    return window.page


def focused():
    return QApplication.focusWidget()


def test_an_activity_is_registered_with_the_keyboard(page, keys):
    keys(page.window(), "Ctrl+N")
    form = page.pane.form
    keys(focused(), "Return")
    form.row("kind").editor.fill("志愿服务")
    keys(focused(), "Return")
    type_text(focused(), "清洁商圈")
    for name, value in (("participants", "40"), ("begins", "9:00"), ("ends", "11:30"), ("disputed", "")):
        form.row(name).editor.setText(value)
    keys(focused(), "Ctrl+Return")
    row = activities.get(page.rows.ids[0])
    assert (row.title, row.on, row.participants, row.minutes) == ("清洁商圈", TODAY.isoformat(), 40, 6000)
    keys(page.window(), "Ctrl+Z")
    assert page.rows.ids == []


def test_what_is_no_number_is_said_under_its_field(page, keys):
    keys(page.window(), "Ctrl+N")
    form = page.pane.form
    form.row("participants").editor.setText("十几个")
    form.row("minutes").editor.setText("半天")
    form.submit()
    assert "整数" in form.row("participants").complaint.sentence.text()
    assert "小时" in form.row("minutes").complaint.sentence.text()
    assert page.pane.editing()


def test_money_is_read_as_people_write_it_and_summed_below(page):
    held("调解", disputed=500_000)
    page.edit(None)
    form = page.pane.form
    form.row("kind").editor.fill("调解")
    form.row("disputed").editor.setText("1.2万")
    form.submit()
    page.table.selectAll()
    assert sorted(row.disputed for row in activities.rows(page.rows.ids)) == [500_000, 1_200_000]
    assert "争议金额合计 17,000.00 元" in page.states.listing.count.text()
    assert "增收" not in page.states.listing.count.text()


def test_names_are_taken_down_from_a_pasted_column(page, dialogs):
    page.show_row(held("培训", title="第 4 课"))

    def paste(dialog):
        dialog.box.fill("单海\n林海燕\n\n单海")
        dialog.save()

    dialogs(leaving(paste))
    activity_acts.take_down(page)
    assert [row.name for row in entries.of("attendance", page.chosen()[0])][::-1] == ["单海", "林海燕"]
    assert page.pane.card.attendance.heading.text() == "参加的人 2"
    assert toast_of(page).accessibleName() == "已登记第 4 课参加 2 人"


def test_a_report_handed_in_and_a_promise_are_written_beside_a_name(page, dialogs, keys):
    course = held("培训", title="第 4 课")
    entries.save("attendance", course, {"name": "单海"})
    page.show_row(course)
    attendance = page.pane.card.attendance

    def write(dialog):
        dialog.form.row("report").editor.setText("外卖员停车难")
        dialog.form.row("handed_in").editor.setText("2026.3.5")
        dialog.form.row("promised").editor.setChecked(True)
        dialog.form.row("minutes").editor.setText("2.5")
        dialog.form.submit()

    attendance.rows.setFocus()
    dialogs(leaving(write))
    keys(attendance.rows, "Return")
    (row,) = entries.of("attendance", course)
    assert (row.report, row.handed_in, row.promised, row.minutes) == ("外卖员停车难", "2026-03-05", True, 150)
    line = attendance.rows.item(0).toolTip()
    assert "《外卖员停车难》" in line
    assert "已签岗位践诺、履职清单" in line


def test_the_roster_is_planned_held_and_handed_over(page, dialogs):
    said = []

    def plan(dialog):
        dialog.form.row("department").editor.setEditText("市场监管所")
        dialog.form.row("until").editor.setText((TODAY + dt.timedelta(days=14)).isoformat())
        dialog.form.submit()

    def hold(dialog):
        dialog.form.row("participants").editor.setText("12")
        dialog.form.submit()

    def hand_over(dialog):
        dialog.form.row("title").editor.setText("摊位排水不畅")
        dialog.form.row("unit").editor.setEditText("住建局")
        dialog.form.submit()

    def roster(dialog):
        for act, answer in ((dialog.plan, plan), (dialog.hold, hold), (dialog.hand_over, hand_over)):
            dialogs_later(answer)
            act()
            dialog.table.choose_place(0)
        said.append(dialog.rows.columns[-1].text(dialog.lines[0]))

    dialogs(leaving(roster))
    activity_acts.show_roster(page)
    case = cases.get(cases.ids()[0])
    assert said == [f"12 人次，转 {case.number}"]
    assert (case.title, case.unit, case.source) == ("摊位排水不畅", "住建局", "坐诊")
    assert len(activity_roster.between(TODAY, TODAY + dt.timedelta(days=20))) == 3
    assert [row.participants for row in activities.rows(page.rows.ids)] == [12]


def dialogs_later(answer):
    """Answer the dialog that opens over the one in front."""
    from PySide6.QtCore import QTimer

    front = QApplication.activeModalWidget()

    def look():
        shown = QApplication.activeModalWidget()
        if shown is front:
            QTimer.singleShot(10, look)
        else:
            leaving(answer)(shown)

    QTimer.singleShot(0, look)


def test_a_regulation_is_registered_and_reviewed(page, dialogs):
    states = []

    def register(dialog):
        dialog.form.row("title").editor.setText("服务承诺制度")
        dialog.form.row("adopted").editor.setText((TODAY - dt.timedelta(days=360)).isoformat())
        dialog.form.submit()

    def work(dialog):
        dialogs_later(register)
        dialog.add()
        states.append((dialog.lines[0].state, dialog.strip.isVisible()))
        dialog.review()
        states.append(dialog.lines[0].state)

    dialogs(leaving(work))
    activity_acts.show_regulations(page)
    assert states == [("该复审", True), "在用"]
    assert regulations.due(TODAY) == []


def test_every_figure_opens_the_activities_behind_it(page, dialogs):
    mine = [held(days=0), held(days=0)]
    held("便民服务")
    held(days=800)

    def open_it(dialog):
        dialog.table.choose_place([line.kind for line in dialog.lines].index("志愿服务"))
        assert dialog.chosen().count == 2
        dialog.open_chosen()

    dialogs(leaving(open_it))
    activity_acts.show_figures(page)
    assert sorted(page.rows.ids) == mine
    assert page.finder.filters()["kind"] == "志愿服务"


def test_the_catalogue_is_changed_line_by_line(page, dialogs):
    def change(dialog):
        dialog.kinds.fill("走访 户\n夜校 培训")
        dialog.services.fill("量血压 固定 3\n理发")
        dialog.save()

    dialogs(leaving(change))
    activity_acts.change_kinds(page)
    assert [(kind.name, kind.shape, kind.unit) for kind in activity_kinds.kinds()] == [
        ("走访", "", "户"),
        ("夜校", "培训", ""),
    ]
    assert activity_kinds.by_digit() == {3: "量血压"}
    assert journal.last().what == "修改活动类别和服务目录"


def test_a_catalogue_without_sense_is_complained_of(page, dialogs):
    said = []

    def spoil(dialog):
        dialog.services.fill("甲 1\n乙 1")
        dialog.save()
        said.append(dialog.complaint.sentence.text())

    dialogs(leaving(spoil))
    activity_acts.change_kinds(page)
    assert "同一个按键" in said[0]


def test_an_activity_becomes_a_case(page, dialogs):
    page.show_row(held("调解", title="货款纠纷"))

    def fill(dialog):
        dialog.form.row("title").editor.setText("货款还没有付清")
        dialog.form.row("handler").editor.setText("单海")
        dialog.form.submit()

    dialogs(leaving(fill))
    activity_acts.hand_over(page)
    assert cases.get(activities.get(page.chosen()[0]).case).handler == "单海"


def test_a_days_visitors_are_corrected_with_a_reason(page, dialogs):
    tallies.count(1)
    seen = []

    def correct(dialog):
        dialog.form.row("wanted").editor.setText("86")
        dialog.form.submit()
        assert dialog.isVisible()
        dialog.form.row("reason").editor.setText("补记纸质登记")
        dialog.form.submit()

    def work(dialog):
        dialogs_later(correct)
        dialog.correct()
        seen.append(dialog.lines[0].count)
        dialog.open_chosen()
        seen.append([(line.count, line.note) for line in dialog.lines])

    dialogs(leaving(work))
    activity_acts.show_visitors(page)
    assert seen == [86, [(1, ""), (85, "补记纸质登记")]]


@pytest.mark.parametrize("room", [(1093, 546, 11), (1366, 688, 13), (1366, 688, 15)])
def test_it_fits_the_smallest_windows(page, sized, room):
    width, height, points = room
    course = held("调解", disputed=123_456_789_00, recovered=123_456_789_00)
    entries.save("attendance", course, {"name": "单海", "report": "外卖员停车难怎么破题", "handed_in": "2026-03-05"})
    sized(points)
    for act in (lambda page: page.show_row(course), ListPage.edit_chosen, lambda page: page.pane.form.more.click()):
        act(page)
        QApplication.processEvents()
        least = page.window().minimumSizeHint()
        assert (least.width() + 8 <= width, least.height() + 8 <= height) == (True, True)
