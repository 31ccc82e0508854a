"""Both cities' ways of handling demands are made in the editor of kinds, by keys, without programming."""

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.roles import Role
from app.services import case_handling, case_kinds, cases, journal, session
from app.ui.case_kinds_dialog import KindsDialog
from app.ui.commands import commands
from app.ui.pages import case_acts
from tests.ui.cases.desk import focused, in_front, take_in
from tests.ui.clerk import leaving, type_text

FOUR = (("收集", "受理"), ("交办", "交办"), ("处理", "办理"), ("反馈", "办结"))
FIVE = (("诉求收集", "受理"), ("议题筛选", "商议"), ("组织协商", "商议"), ("结果公示", "办结"), ("落实反馈", "评议"))


@pytest.fixture
def dialog(page, qtbot):
    return in_front(qtbot, KindsDialog(page))


def write(name, days, stages):
    """Type a kind into its dialog, from box to box."""

    def play(dialog):
        QApplication.processEvents()
        for box, text in ((dialog.name, name), (dialog.days, days)):
            box.selectAll()
            type_text(box, text)
        for place, (words, phase) in enumerate(dialog.stages):
            words.selectAll()
            type_text(words, stages[place][0] if place < len(stages) else "")
            if not place < len(stages):
                words.clear()
            phase.setCurrentIndex(phase.findData(stages[place][1] if place < len(stages) else "办理"))
        dialog.submit()
        if dialog.isVisible():
            dialog.reject()

    return play


@pytest.mark.parametrize("stages", [FOUR, FIVE])
def test_a_citys_own_stages_are_made_and_a_case_passes_them(dialog, dialogs, keys, stages):
    dialogs(write("接诉即办", "10", stages))
    dialog.add_it.click()
    dialog.keep.click()
    assert journal.last().what == "修改事项类别"
    kind = case_kinds.kind("接诉即办")
    assert [(stage.name, stage.phase.value) for stage in kind.stages] == list(stages)
    number = take_in("路灯不亮", kind="接诉即办")
    for name, _ in stages[1:]:
        case_handling.advance([number], name)
        assert cases.get(number).stage == name
    assert cases.get(number).done


def test_what_is_wrong_is_said_where_it_is_written(dialog, dialogs):
    said = []

    def look(kind):
        kind.name.setText("新类别")
        for words, _ in kind.stages[1:]:
            words.clear()
        kind.submit()
        said.append(kind.complaint.sentence.text())
        kind.reject()

    dialogs(look)
    dialog.add()
    assert "至少要有两个环节" in said[0]
    assert len(dialog.kinds) == len(case_kinds.kinds())


def test_a_kind_is_changed_moved_and_dropped_by_keys_and_nothing_is_written_before(dialog, dialogs, keys, qtbot):
    before = case_kinds.names()
    dialogs(write("诉求", "5", FOUR))
    keys(focused(), "Return")
    assert dialog.kinds[0].days == 5
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.rows.hasFocus())
    keys(dialog.rows, "Alt+Down")
    assert [each.name for each in dialog.kinds[:2]] == [before[1], before[0]]
    dialog.rows.setCurrentRow(before.index("微心愿"))
    keys(dialog.rows, "Del")
    assert case_kinds.names() == before
    dialog.keep.click()
    assert case_kinds.names() == [before[1], before[0], *[name for name in before[2:] if name != "微心愿"]]
    assert case_kinds.kind("诉求").days == 5


def test_a_dropped_kind_stays_with_its_cases(page, dialogs, keys):
    number = take_in("一副老花镜", kind="微心愿")
    stage = case_kinds.kind("微心愿").stages[1].name

    def drop(dialog):
        dialog.rows.setCurrentRow(case_kinds.names().index("微心愿"))
        dialog.drop()
        dialog.keep.click()

    dialogs(leaving(drop))
    case_acts.edit_kinds(page)
    assert "微心愿" not in case_kinds.names()
    case_handling.advance([number], stage)
    assert cases.get(number).stage == stage


def test_a_kind_that_is_counted_by_name_cannot_be_dropped(dialog, keys):
    keys(dialog.rows, "Del")
    dialog.keep.click()
    assert dialog.isVisible()
    assert "“诉求”在评级、派单和统计里按名称计数" in dialog.complaint.sentence.text()
    assert "诉求" in case_kinds.names()


def test_only_an_administrator_is_offered_the_kinds(files, window):
    session.begin(session.folder(), session.Clerk("李窗口", Role.COUNTER), 0)
    assert "事项类别" not in [find.words for find in commands(window)]
