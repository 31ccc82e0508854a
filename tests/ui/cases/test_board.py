"""看板 by keys: from column to column, a case to the next stage and back, its end with a result."""

import pytest

from app.services import case_handling, cases, journal
from app.ui.case_board import CaseBoard
from app.ui.pages import case_acts
from tests.ui.cases.desk import filling, focused, in_front, take_in
from tests.ui.clerk import leaving


@pytest.fixture
def board(page, qtbot):
    """The board of 诉求, open before the page."""
    return in_front(qtbot, CaseBoard(page, "诉求", True))


def heads(board):
    return [each.heading.text() for each in board.columns]


def test_each_stage_is_a_column_and_what_is_struck_off_is_gone(board, files):
    assert heads(board) == ["收集 1", "交办 1", "处理 0", "反馈 1"]
    case_handling.close([files[2]])
    board.read()
    assert heads(board)[-1] == "反馈 0"


def test_the_arrow_keys_go_from_column_to_column(board, files, keys):
    assert focused() is board.columns[0].rows
    keys(focused(), "Right")
    assert board.columns[1].rows.chosen() == files[1]
    assert board.columns[0].rows.chosen() == 0
    keys(focused(), "Left")
    assert board.columns[0].rows.chosen() == files[0]


def test_a_case_goes_on_and_back_by_keys_and_can_be_taken_back(board, files, keys):
    keys(focused(), "Ctrl+Right")
    assert cases.get(files[0]).stage == "交办"
    assert board.columns[1].rows.chosen() == files[0]
    assert focused() is board.columns[1].rows
    assert journal.last().what.endswith("转到“交办”")
    keys(focused(), "Ctrl+Left")
    assert cases.get(files[0]).stage == "收集"


def test_the_buttons_do_the_same_and_rest_at_the_ends(board, files, keys):
    assert not board.back.isEnabled()
    board.onward.click()
    board.onward.click()
    assert cases.get(files[0]).stage == "处理"
    assert board.back.isEnabled()


def test_the_end_is_asked_for_its_result(board, files, keys, dialogs):
    board.onward.click()
    board.onward.click()
    dialogs(filling(keys, "划好了线"))
    board.onward.click()
    row = cases.get(files[0])
    assert (row.stage, row.result) == ("反馈", "划好了线")
    assert board.columns[3].rows.chosen() == files[0]


def test_without_a_result_it_stays(board, files, dialogs):
    board.onward.click()
    board.onward.click()
    dialogs(leaving(lambda dialog: None))
    board.onward.click()
    assert (cases.get(files[0]).stage, cases.get(files[0]).done) == ("处理", "")


def test_enter_opens_the_case_on_the_page(page, files, dialogs, keys):
    dialogs(leaving(lambda dialog: keys(dialog.columns[0].rows, "Return")))
    page.finder.narrow_to("", {"kind": "诉求"})
    case_acts.show_board(page)
    assert page.chosen() == [files[0]]


def test_another_kind_brings_its_own_columns(board):
    take_in("消防培训", kind="点单")
    board.kind.setCurrentIndex(board.kind.findData("点单"))
    board.kind.activated.emit(board.kind.currentIndex())
    assert heads(board) == ["点单 1", "派单 0", "接单 0", "晒单 0"]


def test_who_may_only_look_moves_nothing(page, files, keys, qtbot):
    made = in_front(qtbot, CaseBoard(page, "诉求", False))
    assert not made.onward.isVisible()
    keys(focused(), "Ctrl+Right")
    assert cases.get(files[0]).stage == "收集"
    made.reject()
