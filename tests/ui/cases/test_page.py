"""The page 事项 as the clerk works it with keys: list, form, card, and where it leads."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.cases import Draft
from app.domain.roles import Role
from app.services import case_handling, cases, journal, session, todo
from app.services.case_handling import Assignment
from app.ui.kit import tasks
from app.ui.kit.toast import Toast
from app.ui.kit.visit import Visit
from app.ui.pages import case_acts
from tests.ui.cases.desk import TODAY, ago, focused, select, take_in
from tests.ui.clerk import leaving, toast_of, type_text, words


def test_a_case_is_taken_in_by_keys_alone(merchant, window, keys):
    window.show_page("cases")
    keys(window, "Ctrl+N")
    type_text(focused(), "退货被拒")
    keys(focused(), "Return")
    keys(focused(), "Down", "Down")
    for _ in range(2):
        keys(focused(), "Return")
    keys(focused(), "Ctrl+Return")
    row = cases.get(window.page.chosen()[0])
    assert (row.title, row.kind, row.received) == ("退货被拒", "投诉", TODAY.isoformat())
    assert row.number == f"{TODAY.year}-0001"
    assert focused() is window.page.table
    assert "退货被拒" in words(window.page.pane)


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
def test_the_merchant_is_found_by_initials(page, merchant, qtbot):
    page.edit(None)
    editor = page.pane.form.row("merchant").editor
    editor.setFocus()
    qtbot.keyClicks(editor, "rhcz")
    assert editor.offered.completionModel().index(0, 0).data() == "瑞和茶庄"
    qtbot.waitUntil(editor.offered.popup().isVisible)
    qtbot.keyClick(editor.offered.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(editor.offered.popup(), Qt.Key.Key_Return)
    page.pane.form.row("title").editor.setText("缺斤少两")
    page.pane.form.submit()
    assert cases.get(page.chosen()[0]).merchant == merchant


def test_a_merchant_nobody_knows_is_said_under_the_field(page):
    page.edit(None)
    page.pane.form.row("title").editor.setText("缺斤少两")
    page.pane.form.row("merchant").editor.setText("没有这家")
    page.pane.form.submit()
    assert "没有这家商户" in page.pane.form.row("merchant").complaint.sentence.text()
    assert page.pane.editing()


def test_what_the_form_does_not_ask_for_stays(page, files):
    select(page, files[2])
    page.edit_chosen()
    page.pane.form.row("title").editor.setText("东段路灯不亮")
    page.pane.form.submit()
    row = cases.get(files[2])
    assert (row.title, row.result, row.done) == ("东段路灯不亮", "换了灯头", ago(2))


def test_the_most_pressing_stands_first_and_chips_say_how_many(page, files):
    assert page.rows.ids == [files[1], files[0], files[2]]
    page.show_filter({"state": "超期"})
    assert page.rows.ids == [files[1]]
    assert cases.counts() | {"超期": 1, "待交办": 1, "已办结": 1} == cases.counts()


def test_initials_number_and_handler_find_it(page, files):
    for sought in ("tcwhx", cases.get(files[0]).number):
        page.search(sought)
        assert page.rows.ids == [files[0]]
    page.search("周立")
    assert set(page.rows.ids) == set(files[1:])


def test_the_card_leads_to_the_merchant(page, merchant):
    number = take_in("缺斤少两", merchant=merchant)
    page.revalidate()
    select(page, number)
    link = next(each for each in page.pane.card.findChildren(QPushButton) if each.accessibleName() == "打开瑞和茶庄")
    link.click()
    assert page.window().page.key == "merchants"
    assert page.window().page.chosen() == [merchant]


def test_what_came_of_a_case_is_listed(page, files):
    made = take_in("统一划定摊位", kind="议题", origin=files[1])
    page.receive(Visit("cases", filters={"origin": str(files[1])}))
    assert page.rows.ids == [made]
    assert "由一件事项派生的" in [each.text() for each in page.finder.findChildren(QPushButton)]


def test_the_telephone_number_is_masked_until_a_reason_is_given(page, files, dialogs):
    select(page, files[2])
    assert "138****1111" in words(page.pane.card)
    dialogs(leaving(lambda dialog: dialog.ready[0].click()))
    next(each for each in page.pane.card.findChildren(QPushButton) if each.text() == "显示").click()
    assert "13800001111" in words(page.pane.card)
    assert "查看" in journal.last().what


def test_the_list_is_exported(page, files, tmp_path, monkeypatch, qtbot):
    out = tmp_path / "事项.xlsx"
    monkeypatch.setattr("app.ui.kit.messages.ask_place", lambda *words: out)
    case_acts.export(page)
    qtbot.waitUntil(lambda: not tasks.busy() and page.window().findChild(Toast) is not None)
    assert toast_of(page).accessibleName() == "已导出 3 件。"
    assert out.exists()


def test_a_similar_open_case_is_pointed_out(page, files):
    page.edit(None)
    page.pane.form.row("title").editor.setText("停车位划线不清")
    page.pane.form.paused.emit()
    assert "可能已经登记过" in " ".join(words(page.pane))


def test_who_may_only_look_sees_no_acts(files, window):
    session.begin(session.folder(), session.Clerk("赵只读", Role.READER), 0)
    window.show_page("cases")
    page = window.page
    select(page, files[0])
    assert [tool.text() for tool in page.tools] == ["看板", "更多"]
    assert not page.pane.card.next.isVisible()


@pytest.mark.parametrize("room", [(1093, 546, 11), (1366, 688, 13), (1366, 688, 15)])
def test_list_card_and_form_fit_the_smallest_windows(page, files, sized, room):
    width, height, points = room
    sized(points)
    for act in (lambda: None, lambda: select(page, files[1]), page.edit_chosen, lambda: page.search("没有")):
        act()
        QApplication.processEvents()
        least = page.window().minimumSizeHint()
        assert least.width() + 8 <= width
        assert least.height() + 8 <= height


def test_home_leads_to_what_is_late_and_what_soon_will_be(page, files, keys):
    case_handling.extend(files[1], TODAY + dt.timedelta(days=2), "等设备")
    case_handling.dispatch(files[0], Assignment("城管办", due=TODAY.isoformat()))
    keys(page.window(), "Ctrl+1")
    home = page.window().page
    assert "2 件事项快到期" in words(home)
    late = take_in("噪声", 40)
    case_handling.dispatch(late, Assignment("城管办", due=ago(20)))
    home.revalidate()
    button = next(each for each in home.findChildren(QPushButton) if "1 件事项已经超期" in each.accessibleName())
    button.click()
    assert page.window().page.key == "cases"
    assert page.window().page.rows.ids == [late]


def test_a_half_filled_form_is_found_again(page, window):
    page.edit(None)
    page.pane.form.row("title").editor.setText("写了一半")
    page.pane.form.paused.emit()
    assert "有一件事项的资料填了一半，还没有保存" in [each.sentence for each in todo.todos(TODAY)]
    window.visit(Visit("cases", act="resume"))
    assert page.pane.form.row("title").editor.text() == "写了一半"


def test_ctrl_k_finds_cases_by_words_initials_and_number(page, files, dialogs, window, quick_search):
    found = []

    def look(dialog):
        for sought in ("路灯", "ldbl", cases.get(files[2]).number):
            dialog.box.setText(sought)
            found.append([dialog.finds.item(n).text() for n in range(dialog.finds.count())])

    dialogs(leaving(look))
    window.search("")
    assert all(any("路灯不亮" in words for words in each) for each in found)


def test_a_kept_draft_is_whole(page):
    draft = case_acts.blank("噪声")
    assert replace(draft, title="") == Draft(kind="诉求", received=TODAY.isoformat())
