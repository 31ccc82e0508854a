"""The page 三张清单 as the clerk works it with keys: list, form, dispatch, links, kinds."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.lists import Draft
from app.domain.roles import Role
from app.services import case_handling, cases, journal, list_kinds, list_links, lists, session
from app.ui.kit.page import ListPage
from app.ui.pages import list_acts
from tests.ui.clerk import leaving, toast_of, type_text

TODAY = dt.date.today()


def item(title, kind="需求清单", days=0, **more):
    registered = (TODAY - dt.timedelta(days=days)).isoformat()
    return lists.save(Draft(kind=kind, title=title, registered=registered, **more), None)


@pytest.fixture
def page(store, window):
    window.show_page("lists")
    return window.page


@pytest.fixture
def items(page):
    made = {
        "照明": item("东段夜间照明不足", days=9, unit="瑞和茶庄", phone="13900001234"),
        "律师": item("律师每周坐班", "资源清单", days=2),
        "亮化": item("东段亮化工程", "项目清单", days=1),
    }
    page.revalidate()
    return made


def focused():
    return QApplication.focusWidget()


def test_an_empty_page_teaches_and_its_button_opens_the_form(page, keys):
    assert page.states.teaching.isVisible()
    page.states.teaching.act.click()
    assert page.pane.editing()
    assert page.pane.form.row("kind").editor.value() == "资源清单"


def test_an_item_is_registered_with_the_keyboard(page, keys, qtbot):
    keys(page.window(), "F5")
    qtbot.waitUntil(page.pane.editing)
    keys(focused(), "Return")
    type_text(focused(), "停车位不够")
    keys(focused(), "Ctrl+Return")
    (number,) = page.rows.ids
    row = lists.get(number)
    assert (row.kind, row.title, row.registered, row.state) == ("资源清单", "停车位不够", TODAY.isoformat(), "待对接")
    assert journal.last().what == "登记资源清单 停车位不够"
    keys(page.window(), "Ctrl+Z")
    assert page.rows.ids == []


def test_what_is_missing_is_said_under_its_field(page, keys):
    keys(page.window(), "Ctrl+N")
    keys(focused(), "Ctrl+Return")
    assert "写清楚是什么" in page.pane.form.row("title").complaint.sentence.text()
    assert focused() is page.pane.form.row("title").editor


def test_the_same_need_is_pointed_out_before_saving(page, items, keys):
    keys(page.window(), "Ctrl+N")
    form = page.pane.form
    form.row("kind").editor.fill("需求清单")
    form.row("title").editor.setText("东段夜间照明不足")
    form.paused.emit()
    assert "可能已经登记过：东段夜间照明不足" in page.pane.on_record.sentence.text()


def test_words_and_chips_narrow_the_list(page, items):
    page.search("zmbz")
    assert page.rows.ids == [items["照明"]]
    page.show_filter({"state": "久未对接"})
    assert page.rows.ids == [items["照明"]]
    page.show_filter({"kind": "资源清单"})
    assert page.rows.ids == [items["律师"]]
    page.show_filter({})
    assert page.rows.ids == [items["亮化"], items["律师"], items["照明"]]


def test_an_item_goes_to_one_person_with_a_deadline_and_follows_its_case(page, items, dialogs, keys, qtbot):
    page.show_row(items["照明"])
    tried = []

    def fill(dialog):
        dialog.form.submit()
        tried.append(dialog.form.row("handler").complaint.sentence.text())
        dialog.form.row("handler").editor.setText("单海")
        dialog.form.submit()

    dialogs(leaving(fill))
    list_acts.dispatch(page)
    row = lists.get(items["照明"])
    assert "责任人" in tried[0]
    assert (row.state, row.handler) == ("已派单", "单海")
    assert toast_of(page).accessibleName() == "已派单 东段夜间照明不足　单海"
    buttons = [each.text() for each in page.pane.card.area.made.findChildren(QPushButton)]
    assert any(cases.get(row.case).number in words for words in buttons)
    case_handling.finish(row.case, TODAY, "装了十盏灯")
    page.revalidate()
    assert page.rows.record(page.rows.ids.index(items["照明"])).state == "已完成"
    qtbot.waitUntil(page.window().isActiveWindow)
    keys(page.window(), "Ctrl+Z", "Ctrl+Z")
    assert lists.get(items["照明"]).state == "待对接"
    assert cases.ids() == []


def test_two_items_are_linked_and_each_opens_the_other(page, items, dialogs, keys, qtbot):
    page.show_row(items["照明"])
    links = page.pane.card.links

    def choose(dialog):
        type_text(dialog.box, "lhgc")
        assert [row.title for row in dialog.lines] == ["东段亮化工程"]
        keys(dialog.box, "Return")
        keys(dialog.table, "Return")

    dialogs(leaving(choose))
    links.add_button.click()
    assert [link.other.id for link in list_links.of(items["照明"])] == [items["亮化"]]
    assert links.heading.text() == "对接 1"
    qtbot.waitUntil(page.window().isActiveWindow)
    links.rows.setFocus()
    keys(links.rows, "Return")
    assert page.chosen() == [items["亮化"]]
    links.rows.setFocus()
    keys(links.rows, "Return")
    assert page.chosen() == [items["照明"]]


def test_a_link_is_ended_and_removed_with_undo(page, items, dialogs, keys, qtbot):
    list_links.link(items["照明"], items["律师"], {"start": (TODAY - dt.timedelta(days=3)).isoformat()})
    page.show_row(items["照明"])
    links = page.pane.card.links
    links.rows.setFocus()
    dialogs(leaving(lambda dialog: dialog.form.submit()))
    links.end()
    assert list_links.of(items["照明"])[0].end == TODAY.isoformat()
    qtbot.waitUntil(page.window().isActiveWindow)
    keys(links.rows, "Del")
    assert list_links.of(items["照明"]) == []
    keys(page.window(), "Ctrl+Z", "Ctrl+Z")
    assert list_links.of(items["照明"])[0].end == ""


def test_nothing_to_link_to_is_said(page, told, keys):
    page.show_row(item("一个人的需求"))
    page.pane.card.links.add_button.click()
    assert "没有可以对接的" in told[0]


def test_several_are_withdrawn_as_one_act(page, items):
    page.table.selectAll()
    page.acting(list_acts.withdraw)()
    assert {row.state for row in lists.rows(page.rows.ids)} == {"已撤下"}
    assert journal.last().what == "撤下 清单 3 项"


def test_the_other_citys_lists_are_taken_from_the_preset(page, dialogs):
    def take(dialog):
        dialog.preset.fill("问题、需求、责任")
        dialog.take_preset()
        dialog.save()

    dialogs(leaving(take))
    list_acts.change_kinds(page)
    assert list_kinds.names() == ["问题清单", "需求清单", "责任清单"]
    page.edit(None)
    assert page.pane.form.row("kind").editor.value() == "问题清单"


def test_lists_without_sense_are_complained_of_in_the_dialog(page, dialogs):
    said = []

    def spoil(dialog):
        dialog.box.fill("只有名字")
        dialog.save()
        said.append(dialog.complaint.sentence.text())

    dialogs(leaving(spoil))
    list_acts.change_kinds(page)
    assert "放的是什么" in said[0]
    assert list_kinds.names()[0] == "资源清单"


def test_the_selected_or_listed_are_exported(page, items, monkeypatch, tmp_path, qtbot):
    place = tmp_path / "清单.xlsx"
    monkeypatch.setattr("app.ui.kit.messages.ask_place", lambda *_: place)
    list_acts.export(page)
    qtbot.waitUntil(lambda: toast_of(page) is not None and "已导出 3 项" in toast_of(page).accessibleName())
    assert place.exists()


def test_removed_ones_come_back_from_the_bin(page, items, dialogs):
    page.show_row(items["照明"])
    page.remove()
    assert items["照明"] not in page.rows.ids
    dialogs(leaving(lambda dialog: dialog.back.click()))
    list_acts.recycle_bin(page)
    assert items["照明"] in page.rows.ids


def test_a_reader_is_offered_no_act(store, window, qtbot):
    from app.ui.main_window import MainWindow

    need = item("照明")
    session.begin(session.folder(), session.Clerk("某人", Role.READER), 0)
    reading = MainWindow()
    qtbot.addWidget(reading)
    reading.show_page("lists")
    reading.page.show_row(need)
    assert not reading.page.writable
    assert not reading.page.pane.card.links.add_button.isVisibleTo(reading.page.pane.card)
    assert [tool.label for tool in reading.page.spec.tools] == []


@pytest.mark.parametrize("room", [(1093, 546, 11), (1366, 688, 13), (1366, 688, 15)])
def test_it_fits_the_smallest_windows(page, items, sized, room):
    width, height, points = room
    list_links.link(items["照明"], items["律师"], {"start": TODAY.isoformat()})
    sized(points)
    show = lambda page: page.show_row(items["照明"])  # noqa: E731
    for act in (show, ListPage.edit_chosen, lambda page: page.pane.form.more.click()):
        act(page)
        QApplication.processEvents()
        least = page.window().minimumSizeHint()
        assert (least.width() + 8 <= width, least.height() + 8 <= height) == (True, True)
