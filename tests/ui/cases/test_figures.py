"""办理情况: each figure shows its rows, the funnel opens both ways, a row leads to its case."""

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.periods import last_quarters
from app.services import case_handling
from app.ui.case_figures_dialog import FiguresDialog
from app.ui.pages import case_acts
from tests.casefiles import funnel
from tests.ui.cases.desk import TODAY, in_front
from tests.ui.clerk import leaving


def of_all_time(dialog):
    """What was received a month ago may be of last year."""
    dialog.period.setCurrentIndex(dialog.period.findData("|"))
    dialog.period.activated.emit(dialog.period.currentIndex())
    return dialog


@pytest.fixture
def dialog(page, qtbot):
    return of_all_time(in_front(qtbot, FiguresDialog(page)))


def figure(dialog, title):
    """Choose a line at the left by its title."""
    place = next(n for n, each in enumerate(dialog.figures) if each.title == title)
    dialog.bars.setCurrentRow(place)
    return dialog.figures[place]


def press(dialog, begins):
    shown = (each for each in dialog.findChildren(QPushButton) if not each.isHidden())
    next(each for each in shown if each.text().startswith(begins)).click()


def test_a_share_shows_its_parts_and_their_rows(dialog, files):
    assert figure(dialog, "办结率").value == "1/3 = 33.33%"
    assert dialog.rows.ids == [files[2]]
    press(dialog, "没有办结")
    assert dialog.rows.ids == files[:2]
    assert figure(dialog, "超期率（在办的）").value == "1/2 = 50.00%"
    assert dialog.rows.ids == [files[1]]


def test_satisfaction_and_demands_a_month(dialog, files):
    assert figure(dialog, "满意率（回访过的）").value == "—"
    case_handling.satisfy(files[2], "不满意")
    dialog.read()
    assert figure(dialog, "满意率（回访过的）").value == "0/1 = 0.00%"
    assert figure(dialog, "月均收到").value.startswith("3/")


def test_what_is_left_out_by_the_pickers_is_not_counted(dialog, files):
    dialog.unit.setCurrentIndex(dialog.unit.findData("城管办"))
    dialog.unit.activated.emit(1)
    assert figure(dialog, "办结率").value == "1/2 = 50.00%"


def test_the_funnel_opens_both_ways_by_keys(page, keys, qtbot):
    demands, topics, meetings, *_ = funnel(6, 4, 2, 2)
    made = in_front(qtbot, FiguresDialog(page))
    figure(made, "诉求")
    made.table.choose([demands[1]])
    keys(made, "Alt+Right")
    assert made.rows.ids == [topics[1]]
    assert "之后的议题：1" in made.sentence.text()
    keys(made, "Alt+Right")
    assert made.rows.ids == [meetings[1]]
    keys(made, "Alt+Left")
    assert made.rows.ids == [topics[1], topics[3]]
    made.reject()


def test_the_stuck_are_named(page, qtbot):
    demands, *_ = funnel(6, 4, 2, 2)
    made = FiguresDialog(page)
    qtbot.addWidget(made)
    figure(made, "诉求")
    press(made, "停在这里")
    assert set(demands[4:]) <= set(made.rows.ids)
    made.table.choose([demands[5]])
    made.walk(1)
    assert "停在这里" in made.sentence.text()
    made.table.choose([demands[5]])
    made.walk(-1)
    assert "不是从上一步来的" in made.sentence.text()


def test_a_row_leads_to_its_case(page, files, dialogs, keys):
    dialogs(leaving(lambda dialog: keys(of_all_time(dialog).table, "Return")))
    case_acts.show_figures(page)
    assert page.chosen() == [files[2]]


def test_a_meeting_leads_to_the_meetings(page, qtbot):
    *_, meetings, resolved, _ = funnel(2, 2, 1, 1)
    made = FiguresDialog(page)
    qtbot.addWidget(made)
    for title in ("→ 会议", "→ 决议"):
        figure(made, title)
        made.table.choose_place(0)
        made.open_chosen()
        assert (made.visit.page, made.visit.record) == ("minutes", meetings[0])
    assert resolved


def test_periods_are_this_year_the_last_quarters_and_all_time(dialog):
    labels = [dialog.period.itemText(place) for place in range(dialog.period.count())]
    assert labels[0] == f"{TODAY.year}年"
    assert labels[1:5] == [each.label.replace("第", "") for each in last_quarters(TODAY)]
    assert labels[-1] == "全部时间"
