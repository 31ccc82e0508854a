"""The tab of organisations as a clerk uses it, mostly by keys."""

import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.members import Draft as Person
from app.domain.organizations import Draft, Tree
from app.services import members, organizations, trees
from app.ui.kit.visit import Visit
from tests.ui.clerk import leaving, toast_of, type_text, words

ORG = Tree.ORGANIZATIONS
SPRING, SUMMER = dt.date(2026, 1, 5), dt.date(2026, 6, 30)
TODAY = dt.date.today()


def found(name, parent="", kind="党支部", on=SPRING):
    return organizations.save(Draft(name=name, kind=kind, parent=parent, founded="2020-01-01"), None, on)


@pytest.fixture
def district(store):
    """街道党工委 over 商圈党委 over two branches; three members stand in the first."""
    ids = {"works": found("街道党工委", kind="街道党工委")}
    ids["committee"] = found("商圈党委", "街道党工委", "商圈党委")
    ids["first"], ids["second"] = found("第一党支部", "商圈党委"), found("第二党支部", "商圈党委")
    for number in range(3):
        members.save(Person(name=f"党员{number}", stage="正式党员", organization="第一党支部"), None)
    return ids


@pytest.fixture
def page(district, window, keys):
    keys(window, "Ctrl+2")
    return window.page


def shape(tree=ORG, day=None):
    return [(node.depth, node.name) for node in trees.nodes(tree, day)]


BEFORE = [(0, "街道党工委"), (1, "商圈党委"), (2, "第二党支部"), (2, "第一党支部")]


def choose(page, node):
    page.window().activateWindow()
    page.view.leaves.setFocus()
    page.view.leaves.choose(node)
    QApplication.processEvents()


def filled(dialog, **values):
    QApplication.processEvents()
    for name, value in values.items():
        dialog.form.row(name).editor.fill(value)
    dialog.form.submit()


def test_the_tree_shows_members_and_the_pane_the_first_node(page):
    leaves = page.view.leaves
    assert leaves.topLevelItem(0).text(0) == "街道党工委 3"
    assert page.total.text() == "4 个"
    assert "街道党工委" in words(page.pane)


def test_a_branch_is_added_under_the_chosen_one_and_taken_back(page, district, keys, dialogs):
    choose(page, district["committee"])

    def play(dialog):
        assert dialog.form.row("parent").editor.value() == "商圈党委"
        QApplication.processEvents()
        type_text(QApplication.focusWidget(), "楼宇党支部")
        keys(QApplication.focusWidget(), "Ctrl+Return")

    dialogs(leaving(play))
    keys(page.view.leaves, "Ctrl+N")
    assert (2, "楼宇党支部") in shape()
    assert page.chosen().name == "楼宇党支部"
    assert toast_of(page).accessibleName() == "已新增组织 楼宇党支部"
    toast_of(page).link.click()
    assert shape() == BEFORE


def test_what_is_wrong_is_said_in_the_form_and_nothing_is_saved(page, district, dialogs):
    said = []

    def play(dialog):
        dialog.form.row("founded").editor.setText("2026.13.1")
        filled(dialog, name="第一党支部")
        said.extend(words(dialog.form))
        filled(dialog, founded="2026-03-01")
        said.extend(words(dialog.form))
        dialog.reject()

    dialogs(leaving(play))
    page.primary.click()
    assert any("13" in sentence for sentence in said)
    assert "已有叫“第一党支部”的组织，请换一个名称。" in said
    assert shape() == BEFORE


def test_a_rename_keeps_the_former_name_on_former_days(page, district, keys, dialogs):
    choose(page, district["first"])
    dialogs(leaving(lambda dialog: filled(dialog, name="东安里党支部")))
    keys(page.view.leaves, "F2")
    assert (2, "东安里党支部") in shape()
    assert shape(day=SUMMER) == BEFORE


def test_a_branch_is_moved_by_keys_and_back(page, district, keys, dialogs):
    choose(page, district["first"])

    def play(dialog):
        QApplication.processEvents()
        keys(dialog.picker, "Up")
        assert dialog.picker.currentItem().text(0) == "街道党工委"
        dialog.line.box.setText("2026.10.8")
        keys(dialog.picker, "Return")

    dialogs(leaving(play))
    keys(page.view.leaves, "Ctrl+M")
    assert (1, "第一党支部") in shape()
    assert shape(day=SUMMER) == BEFORE
    choose(page, district["works"])
    keys(page.window(), "Ctrl+Z")
    assert shape() == BEFORE


def test_a_dragged_branch_asks_for_the_day(page, district, dialogs):
    choose(page, district["second"])
    leaves, asked = page.view.leaves, []
    place = QPointF(leaves.visualItemRect(leaves.topLevelItem(0)).center())
    nothing = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(place, Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, nothing)

    def play(dialog):
        asked.append((dialog.picker.currentItem().text(0), dialog.line.day()))
        dialog.go()

    dialogs(leaving(play))
    leaves.dropEvent(drop)
    assert asked == [("街道党工委", TODAY)]
    assert (1, "第二党支部") in shape()


def test_a_merge_tells_what_moves_and_can_be_taken_back(page, district, dialogs):
    from app.ui.pages import organization_acts as acts

    choose(page, district["first"])
    told = []

    def play(dialog):
        dialog.picker.choose(district["second"])
        told.append(dialog.preview.text())
        dialog.go()

    dialogs(leaving(play))
    page.acting(acts.merge)()
    assert told == ["3 名人员，转到“第二党支部”；它的任职到这一天为止。"]
    assert shape() == [(0, "街道党工委"), (1, "商圈党委"), (2, "第二党支部")]
    assert page.chosen().members == 3
    toast_of(page).link.click()
    assert shape() == BEFORE
    assert len(trees.placed(ORG, "person", district["first"])) == 3


def test_a_split_takes_those_ticked_along(page, district, dialogs, keys):
    from app.ui.pages import organization_acts as acts

    choose(page, district["first"])
    said = []

    def play(dialog):
        QApplication.processEvents()
        dialog.go()
        said.append(dialog.wrong.text())
        dialog.name.setText("青年党支部")
        dialog.items.setFocus()
        dialog.items.setCurrentRow(0)
        keys(dialog.items, "Space")
        said.append(dialog.count.text())
        dialog.go()

    dialogs(leaving(play))
    page.acting(acts.split)()
    assert said == ["请填写拆分出来的名称。", "带走：1 名人员"]
    assert page.chosen().name == "青年党支部"
    assert page.chosen().members == 1


def test_only_an_empty_branch_is_dissolved(page, district, keys, dialogs, told):
    choose(page, district["first"])
    dialogs(leaving(lambda dialog: dialog.form.submit()))
    keys(page.view.leaves, "Del")
    assert "还有党员或人员，不能撤销" in told[0]
    choose(page, district["second"])
    dialogs(leaving(lambda dialog: dialog.form.submit()))
    keys(page.view.leaves, "Del")
    assert (2, "第二党支部") not in shape()


def test_a_past_day_shows_that_day_and_changes_nothing(page, district, keys, told):
    organizations.move(ORG, district["first"], district["works"], TODAY)
    page.revalidate()
    page.until.box.setFocus()
    page.until.box.setText("2026.6.30")
    keys(page.until.box, "Return")
    assert "正在查看 2026年6月30日 的组织，只能看，不能改。" in words(page)
    assert [node.name for node in page.nodes if node.depth == 2] == ["第二党支部", "第一党支部"]
    assert not page.primary.isEnabled()
    choose(page, district["first"])
    keys(page.view.leaves, "Ctrl+M", "F2", "Del")
    assert len(told) == 3
    assert "只能看不能改" in told[0]
    page.band.link.click()
    assert page.day is None
    assert [node.name for node in page.nodes if node.depth == 1] == ["第一党支部", "商圈党委"]


@pytest.mark.parametrize("typed", ["明年", "2999.1.1", "2026年3月"])
def test_a_day_that_is_none_is_refused_softly(page, typed, keys):
    page.until.box.setText(typed)
    keys(page.until.box, "Return")
    assert page.day is None
    assert toast_of(page) is not None
    assert page.until.box.text().startswith(str(TODAY.year))


def test_initials_find_a_branch_and_enter_goes_on_in_the_tree(page, keys):
    keys(page, "Ctrl+F")
    type_text(QApplication.focusWidget(), "dedzb")
    assert page.chosen().name == "第二党支部"
    shown = [page.view.leaves.topLevelItem(0).text(0)]
    assert shown == ["街道党工委 3"]
    assert page.view.leaves.topLevelItem(0).child(0).childCount() == 1
    keys(QApplication.focusWidget(), "Return")
    assert QApplication.focusWidget() is page.view.leaves
    page.seek.clear()
    assert page.view.leaves.topLevelItem(0).child(0).childCount() == 2


def test_the_count_leads_to_the_members_of_the_node(page, district, window):
    choose(page, district["committee"])
    link = next(each for each in page.pane.findChildren(QPushButton) if each.text() == "含下级 3 人")
    link.click()
    assert window.page.key == "members"
    assert [row.name for row in members.rows(window.page.rows.ids)] == ["党员0", "党员1", "党员2"]


def test_the_grid_is_the_other_tree(page, district, keys, dialogs):
    page.switch[Tree.GRIDS].click()
    assert "还没有网格" in words(page)
    dialogs(leaving(lambda dialog: filled(dialog, name="会战大街", level="街区")))
    page.teaching.ways.act.click()
    assert shape(Tree.GRIDS) == [(0, "会战大街")]
    page.switch[ORG].click()
    assert page.chosen().name == "街道党工委"


def test_a_visit_lands_on_the_node_and_its_page(page, district, window, keys):
    keys(window, "Ctrl+1")
    window.visit(Visit("organizations", record=district["second"], words="任职换届"))
    assert window.page is page
    assert page.chosen().name == "第二党支部"
    assert page.pane.card.switch.place() == 1


def test_an_empty_tree_teaches(window, keys):
    keys(window, "Ctrl+2")
    shown = [each.text() for each in window.page.teaching.findChildren(QPushButton) if each.isVisible()]
    assert shown == ["新增第一个组织", "导入 Excel", "按预设建立层级", "查看帮助（F1）"]
