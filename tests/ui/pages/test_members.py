"""The tab 党员 as the clerk works it with keys: list, form, transfer, lists of what waits, merging."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.calendar import add_months
from app.domain.members import Draft
from app.domain.organizations import Tree
from app.domain.roles import Role
from app.services import development, dues, entries, journal, members, session, transfers, trees
from app.ui.commands import commands
from app.ui.main_window import MainWindow
from app.ui.pages import member_acts
from tests.ui.clerk import leaving, put_in_front, toast_of, type_text, words
from tests.ui.pages.people import BRANCHES, TODAY, enter, found_branches

NEXT_TO_011 = "11010519491231002X"


@pytest.fixture
def branches(store):
    return found_branches()


@pytest.fixture
def people(branches):
    return enter()


@pytest.fixture
def page(people, window, keys):
    keys(window, "Ctrl+3")
    return window.page


def typed(qtbot, text):
    """Type where the focus is."""
    qtbot.keyClicks(QApplication.focusWidget(), text)


def waits(dialog):
    """The lines of a list of people."""
    return [(line.name, line.what) for line in dialog.lines]


def test_a_person_is_added_from_the_number_alone_and_birth_and_sex_are_filled(branches, window, keys, qtbot):
    keys(window, "Ctrl+3", "Ctrl+N")
    form = window.page.pane.form
    type_text(QApplication.focusWidget(), "张玉珍")
    keys(QApplication.focusWidget(), "Return")
    assert QApplication.focusWidget() is form.row("id_number").editor
    typed(qtbot, NEXT_TO_011[:-1])
    keys(QApplication.focusWidget(), "Ctrl+Return")
    assert "18 位" in form.row("id_number").complaint.sentence.text()
    typed(qtbot, "X")
    keys(QApplication.focusWidget(), "Ctrl+Return")
    saved = members.get(window.page.chosen()[0])
    assert (saved.name, saved.birth, saved.sex) == ("张玉珍", "1949-12-31", "女")
    assert journal.last().what == "新增人员 张玉珍"


def test_a_namesake_with_the_same_phone_is_pointed_out_before_saving(page, keys, qtbot, people):
    keys(page, "Ctrl+N")
    form = page.pane.form
    form.row("name").editor.setText("陈春梅")
    form.row("phone").editor.setFocus()
    typed(qtbot, "13900001134")
    keys(QApplication.focusWidget(), "Return")
    assert "可能已经登记过：陈春梅" in page.pane.on_record.sentence.text()
    page.pane.on_record.link.click()
    assert page.chosen() == [people["陈春梅"]]


def test_the_tree_narrows_the_list_and_counts_members(page, branches, people):
    page.aside.tree.choose(branches[0])
    assert sorted(page.rows.ids) == sorted([people["祁小川"], people["艾力·买买提"]])
    assert [page.aside.tree._items[node].text(0) for node in branches] == [f"{BRANCHES[0]} 1", f"{BRANCHES[1]} 1"]


def test_the_tree_gives_way_in_a_narrow_window_and_comes_back(page, window, keys):
    window.resize(1093, 546)
    page.table.setFocus()
    page.table.choose_place(0)
    assert page.aside.isHidden()
    assert window.width() == 1093
    keys(page.table, "Esc")
    assert page.aside.isVisible()


def test_several_are_moved_at_once_by_keys(page, keys, dialogs, qtbot, people, branches):
    page.table.selectAll()
    seen = []

    def choose(dialog):
        typed(qtbot, "kd")
        seen.append((dialog.heading.text(), dialog.form.row("target").editor.found.count()))
        keys(QApplication.focusWidget(), "Ctrl+Return")

    dialogs(leaving(choose))
    keys(page.table, "Ctrl+T")
    assert seen == [("转接：3 人", 1)]
    assert trees.placed(Tree.ORGANIZATIONS, "person", branches[0]) == set(people.values())
    assert journal.last().what == f"转接陈春梅到{BRANCHES[0]}"


def test_a_transfer_without_a_branch_is_refused_in_place(page, keys, dialogs, qtbot, people, branches):
    page.table.choose([people["陈春梅"]])
    said = []

    def choose(dialog):
        row = dialog.form.row("target")
        keys(QApplication.focusWidget(), "Ctrl+Return")
        said.append(row.complaint.sentence.text())
        typed(qtbot, "wjsh")
        keys(QApplication.focusWidget(), "Ctrl+Return")
        said.append(row.complaint.sentence.text())

    dialogs(leaving(choose))
    keys(page.table, "Ctrl+T")
    assert said == ["请选择转入的支部。", "转出和转入是同一个组织，请改选转入的支部。"]
    assert trees.place_of(Tree.ORGANIZATIONS, "person", people["陈春梅"]) == branches[1]


def test_late_steps_are_listed_with_their_rule_and_lead_to_the_person(page, keys, dialogs, people):
    development.record(people["祁小川"], "apply", TODAY - dt.timedelta(days=60))
    page.revalidate()
    seen = []

    def look(dialog):
        seen.extend(waits(dialog))
        assert "1 个月" in dialog.sentence.text()
        keys(dialog.table, "Return")

    dialogs(leaving(look))
    member_acts.show_steps(page)
    assert seen == [("祁小川", "党组织派人谈话")]
    assert page.chosen() == [people["祁小川"]]
    assert "发展党员" in " ".join(words(page.pane.card))


def test_what_is_owed_is_listed_for_the_branch_chosen_in_the_tree(page, dialogs, people, branches):
    since = add_months(TODAY, -2).isoformat()[:7]
    for name in ("陈春梅", "艾力·买买提"):
        entries.save("dues_base", people[name], {"since": since, "category": "在职", "income": 500_000})
    page.revalidate()
    page.aside.tree.choose(branches[1])
    seen = []
    dialogs(leaving(lambda dialog: (seen.extend(waits(dialog)), dialog.in_list.click())))
    member_acts.show_arrears(page)
    assert seen == [("陈春梅", "欠缴 100.00 元")]
    assert set(page.rows.ids) == set(dues.owing(TODAY))


def test_the_funnel_s_numbers_open_their_people(page, dialogs, people):
    development.record(people["祁小川"], "apply", TODAY)
    page.revalidate()
    seen = []

    def look(dialog):
        number = next(
            each for each in dialog.findChildren(type(dialog.open_it)) if "全年 1 人" in each.accessibleName()
        )
        assert number.accessibleName().startswith("入党申请人")
        number.click()
        seen.extend(line.name for line in dialog.lines)
        dialog.open_it.click()

    dialogs(leaving(look))
    member_acts.show_funnel(page)
    assert seen == ["祁小川"]
    assert page.chosen() == [people["祁小川"]]


def test_birthdays_of_a_month_are_listed(page, dialogs):
    seen = []

    def look(dialog):
        dialog.month.setCurrentIndex(4)
        dialog.month.activated.emit(4)
        seen.extend((line.name, line.what) for line in dialog.lines)

    dialogs(leaving(look))
    member_acts.show_birthdays(page)
    assert seen == [("陈春梅", f"{TODAY.year - 2003} 周年")]


def test_two_records_of_one_person_are_merged_and_taken_apart_again(page, dialogs, people):
    twin = members.save(Draft(name="陈春梅", phone="13900001134", native_place="甘肃静宁"), None)
    page.revalidate()
    seen = []

    def look(dialog):
        seen.append(dialog.outcome.text())
        assert "13900001134" not in " ".join(words(dialog))
        dialog.merge.click()

    dialogs(leaving(look))
    member_acts.find_duplicates(page)
    assert "籍贯" in seen[0]
    assert twin not in members.ids()
    assert members.get(people["陈春梅"]).native_place == "甘肃静宁"
    toast_of(page).link.click()
    assert twin in members.ids()
    assert members.get(people["陈春梅"]).native_place == ""


def test_history_and_recycle_bin_know_people(page, keys, dialogs, people):
    page.table.setFocus()
    page.table.choose([people["艾力·买买提"]])
    keys(page.table, "Del")
    assert people["艾力·买买提"] not in page.rows.ids
    seen = []
    read = leaving(lambda dialog: seen.extend(version.what for version in dialog.versions))
    dialogs(leaving(lambda dialog: dialog.back.click()), read)
    member_acts.recycle_bin(page)
    assert people["艾力·买买提"] in page.rows.ids
    page.table.choose([people["艾力·买买提"]])
    member_acts.show_history(page)
    assert seen[0].startswith("从回收站恢复")


@pytest.mark.parametrize("sought", ["qxc", "2211", "祁小川"])
def test_everywhere_a_person_is_found_by_initials_and_by_the_tail_of_a_number(
    page, keys, dialogs, qtbot, people, quick_search, sought
):
    keys(page.window(), "Ctrl+1")

    def seek(palette):
        type_text(palette.box, sought)
        palette.take()

    dialogs(seek)
    keys(page.window(), "Ctrl+K")
    qtbot.waitUntil(page.isVisible)
    assert page.chosen() == [people["祁小川"]]


def test_what_waits_stands_on_the_start_page_and_lands_on_its_people(page, keys, people):
    development.record(people["祁小川"], "apply", TODAY - dt.timedelta(days=60))
    transfers.send_out(people["陈春梅"], "外市某街道党工委", TODAY - dt.timedelta(days=200), "字第 1 号")
    keys(page.window(), "Ctrl+1")
    home = page.window().page
    home.revalidate()
    assert {"1 人的发展党员工作已经超期", "1 人的组织关系介绍信超期没有回执"} <= set(words(home))
    go = next(each for each in home.findChildren(type(page.tools[0])) if "介绍信" in each.accessibleName())
    go.click()
    assert page.rows.ids == [people["陈春梅"]]


def test_a_reader_is_offered_lists_and_no_verb(people, qtbot, keys):
    session.begin(session.folder(), session.Clerk("李看看", Role.READER), journal.last().id)
    window = put_in_front(qtbot, MainWindow())
    keys(window, "Ctrl+3")
    page = window.page
    page.table.choose([people["陈春梅"]])
    for title in ("发展历程", "组织关系", "职务奖惩", "党费", "志愿服务", "附件"):
        page.pane.card.turn_to(title)
        seen = [each.text() for each in page.pane.findChildren(type(page.pane.card.switch._group.button(0)))]
        offered = {
            each for each in seen if any(verb in each for verb in ("登记", "转接", "编辑", "打印", "延长", "移出"))
        }
        assert not {each for each in offered if _visible(page.pane, each)}
    found = {find.words for find in commands(window)}
    assert {"发展情况", "政治生日"} <= found
    assert not found & {"转接到", "导出花名册", "新增人员"}


def _visible(pane, text):
    return [
        each
        for each in pane.findChildren(type(pane.card.switch._group.button(0)))
        if each.text() == text and each.isVisible()
    ]
