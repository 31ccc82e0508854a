"""Ctrl+Z and Ctrl+Y, the menu that names what they do, and 最近办理."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft
from app.services import centres, funds, gift_list, gifts, journal, merchants, session
from app.services.funds import FundDraft
from app.ui.kit import messages
from app.ui.kit.toast import Toast
from app.ui.recent import RecentDialog

TODAY = dt.date.today().isoformat()


@pytest.fixture
def page(window, keys):
    keys(window, "Ctrl+4")
    return window.page


def add(*names):
    return [merchants.save(Draft(sign=name, no_code_reason="无"), None) for name in names]


def toast_of(window):
    return window.findChild(Toast).accessibleName()


def menu_of(window):
    window.header.acts_menu.aboutToShow.emit()
    return [action.text() for action in window.header.acts_menu.actions() if action.text()]


def test_twenty_steps_back_and_forth_by_keys(window, page, keys):
    names = [f"第{n}家" for n in range(20)]
    add(*names)
    page.revalidate()
    keys(page.table, *["Ctrl+Z"] * 20)
    assert page.rows.ids == []
    assert toast_of(window) == "已撤销：新增商户 第0家"
    keys(window, *["Ctrl+Y"] * 20)
    assert sorted(row.name for row in merchants.rows(page.rows.ids)) == sorted(names)
    assert toast_of(window) == "已恢复：新增商户 第19家"


def test_when_there_is_nothing_it_says_so(window, keys):
    keys(window, "Ctrl+Z")
    assert toast_of(window).startswith("这次登录以后没有可以撤销的操作")
    keys(window, "Ctrl+Y")
    assert toast_of(window) == "没有可以恢复的操作。"


def test_what_was_done_before_this_log_in_is_left_alone(window, keys, store, admin):
    add("瑞和茶庄")
    centres.close()
    centres.unlock(store, *admin)
    keys(window, "Ctrl+Z")
    assert merchants.counts()["全部"] == 1


def test_typing_is_taken_back_before_acts(window, page, keys, qtbot):
    add("瑞和茶庄")
    keys(page, "Ctrl+F")
    qtbot.keyClicks(QApplication.focusWidget(), "rh")
    keys(QApplication.focusWidget(), "Ctrl+Z")
    assert page.finder.box.text() == ""
    assert merchants.counts()["全部"] == 1
    keys(QApplication.focusWidget(), "Ctrl+Y")
    assert page.finder.box.text() == "rh"
    keys(QApplication.focusWidget(), "Ctrl+Z", "Ctrl+Z")
    assert merchants.counts()["全部"] == 0


@pytest.mark.parametrize("name", ["sign", "trade", "note"])
def test_every_kind_of_box_keeps_the_key_only_while_it_holds_typing(window, page, keys, qtbot, name):
    add("瑞和茶庄")
    page.revalidate()
    page.edit(None)
    page.pane.form.more.click()
    editor = page.pane.form.row(name).editor
    editor.setFocus()
    qtbot.keyClicks(editor, "xy")
    keys(editor, "Ctrl+Z")
    assert editor.value() == ""
    assert merchants.counts()["全部"] == 1
    keys(editor, "Ctrl+Z")
    assert merchants.counts()["全部"] == 0


def test_an_open_form_without_unsaved_words_stays_and_shows_what_was_undone(window, page, keys):
    merchant = add("瑞和茶庄")[0]
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="无", owner="何文斌"), merchant)
    page.revalidate()
    page.table.choose([merchant])
    page.table.setFocus()
    keys(page.table, "F2")
    sign = page.pane.form.row("sign").editor
    assert QApplication.focusWidget() is sign
    keys(sign, "Ctrl+Z")
    assert merchants.get(merchant).owner == ""
    assert page.pane.editing()
    assert page.pane.form.row("owner").editor.text() == ""
    assert not page.pane.form.dirty()
    assert QApplication.focusWidget() is sign
    keys(sign, "Ctrl+Y")
    assert page.pane.form.row("owner").editor.text() == "何文斌"
    keys(sign, "Ctrl+Z", "Ctrl+Z")
    assert merchants.counts()["全部"] == 0
    assert not page.pane.editing()


def test_an_open_form_with_unsaved_words_keeps_them(window, page, keys, qtbot):
    add("瑞和茶庄", "曾家面馆")
    page.revalidate()
    page.edit(None)
    qtbot.keyClicks(page.pane.form.row("sign").editor, "xy")
    page.pane.form.row("owner").editor.setFocus()
    keys(QApplication.focusWidget(), "Ctrl+Z")
    assert merchants.counts()["全部"] == 1
    assert page.pane.form.row("sign").editor.text() == "xy"


def test_the_menu_names_what_it_takes_back(window, page):
    assert menu_of(window) == ["没有可以撤销的操作\tCtrl+Z", "没有可以恢复的操作\tCtrl+Y", "最近办理……"]
    add("瑞和茶庄", "一&" + "很" * 40)
    shown = menu_of(window)
    assert shown[0].startswith("撤销：新增商户 一&&很")
    assert shown[0].endswith("…\tCtrl+Z")
    window.header.acts_menu.actions()[0].trigger()
    assert menu_of(window)[:2] == [
        "撤销：新增商户 瑞和茶庄\tCtrl+Z",
        shown[0].replace("撤销", "恢复").replace("Z", "Y"),
    ]
    window.header.acts_menu.actions()[1].trigger()
    assert merchants.counts()["全部"] == 2


def test_the_toast_offers_the_way_back_each_time(window, page, keys):
    add("瑞和茶庄")
    keys(page.table, "Ctrl+Z")
    link = window.findChild(Toast).link
    assert (link.text(), link.toolTip()) == ("恢复", "恢复（Ctrl+Y）")
    link.click()
    assert merchants.counts()["全部"] == 1
    link = next(toast for toast in window.findChildren(Toast) if toast.isVisible()).link
    assert (link.text(), link.toolTip()) == ("撤销", "撤销（Ctrl+Z）")
    link.click()
    assert merchants.counts()["全部"] == 0


@pytest.fixture
def recent(window, qtbot):
    add("瑞和茶庄", "曾家面馆", "永泰书店")
    dialog = RecentDialog(window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    return dialog


def said(dialog):
    model = dialog.rows
    return [[model.index(row, column).data() for column in (2, 3)] for row in range(model.rowCount())]


def test_every_act_is_listed_with_what_can_be_taken_back(recent):
    assert said(recent)[:3] == [[f"新增商户 {name}", "可以撤销"] for name in ("永泰书店", "曾家面馆", "瑞和茶庄")]
    assert said(recent)[-1][1] == ""
    assert recent.rows.index(0, 1).data() == session.clerk().name
    assert len(said(recent)) == journal.last().id


def test_an_act_is_found_and_taken_back_and_done_again_by_keys(recent, qtbot, keys, window):
    keys(recent.table, "Shift+Tab")
    assert QApplication.focusWidget() is recent.search
    recent.search.setText("面馆")
    assert said(recent) == [["新增商户 曾家面馆", "可以撤销"]]
    qtbot.keyClick(recent.search, Qt.Key.Key_Down)
    recent.table.choose_place(0)
    assert recent.sentence.text() == "撤销：新增商户 曾家面馆"
    assert recent.act.accessibleName() == "撤销：新增商户 曾家面馆"
    qtbot.keyClick(recent.act, Qt.Key.Key_Return)
    assert merchants.counts()["全部"] == 2
    assert toast_of(window) == "已撤销：新增商户 曾家面馆"
    assert said(recent) == [["撤销：新增商户 曾家面馆", "可以恢复"], ["新增商户 曾家面馆", ""]]
    assert not recent.act.isEnabled()
    recent.table.choose_place(0)
    assert recent.act.text() == "恢复"
    qtbot.keyClick(recent.act, Qt.Key.Key_Return)
    assert merchants.counts()["全部"] == 3


def test_what_changed_since_is_refused_in_words(recent, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence, title="": told.append(sentence))
    merchant = merchants.ids(search="瑞和")[0]
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="无", owner="何"), merchant)
    recent.search.setText("新增商户 瑞和")
    recent.table.choose_place(0)
    recent.act.click()
    assert "又改过，不能撤销" in told[0]
    assert merchants.get(merchant).owner == "何"


@pytest.mark.parametrize("way", ["home", "header"])
def test_it_opens_from_home_and_from_the_header(window, dialogs, way):
    seen = []
    dialogs(lambda dialog: (seen.append(type(dialog)), dialog.reject()))
    if way == "home":
        links = window.page.findChildren(QPushButton)
        next(each for each in links if each.accessibleName() == "全部最近办理").click()
    else:
        menu_of(window)
        window.header.acts_menu.actions()[-1].trigger()
    assert seen == [RecentDialog]


def test_a_refused_act_is_said_once_and_the_next_key_goes_on_to_the_one_before(window, page, keys, dialogs, told):
    add("瑞和茶庄", "永泰书店")
    fund = funds.save_fund(FundDraft(name="助学基金", kind="冠名基金", purposes="助学", opened=TODAY), None)
    gifts.save(Gift(giver="何女士", amount="200", on=TODAY, fund=fund, purpose="助学"))
    page.revalidate()
    keys(page.table, "Ctrl+Z", "Ctrl+Z")
    assert toast_of(window).startswith("已撤销：登记捐款 200")
    assert len(told) == 1
    assert "名下已经有捐赠或收支，不能撤销" in told[0]
    assert told[0].endswith("再按 Ctrl+Z，撤销更早的“新增商户 永泰书店”。")
    assert menu_of(window)[0] == "撤销：新增商户 永泰书店\tCtrl+Z"
    keys(page.table, "Ctrl+Z", "Ctrl+Z")
    assert (len(told), merchants.counts()["全部"]) == (1, 0)
    assert menu_of(window)[0] == "没有可以撤销的操作\tCtrl+Z"
    keys(window, "Ctrl+Y", "Ctrl+Y")
    assert merchants.counts()["全部"] == 2
    listed = []

    def look(dialog):
        try:
            place = next(place for place, line in enumerate(said(dialog)) if "助学基金" in line[0])
            dialog.table.choose_place(place)
            listed.extend((said(dialog)[place][1], dialog.sentence.text()))
        finally:
            dialog.reject()

    dialogs(look)
    window.recent()
    assert listed[0] == "没能撤销"
    assert "名下已经有捐赠或收支" in listed[1]


def test_why_a_reversed_gift_does_not_come_back_is_said(window, keys, told):
    add("瑞和茶庄")
    keys(window, "Ctrl+Z")
    gifts.save(Gift(giver="何女士", amount="200", on=TODAY))
    assert menu_of(window)[1] == "没有可以恢复的操作\tCtrl+Y"
    keys(window, "Ctrl+Z")
    shown = menu_of(window)[1]
    assert shown.startswith("恢复：登记捐款 200")
    assert shown.endswith("（已冲销，不能恢复，请重新登记）\tCtrl+Y")
    keys(window, "Ctrl+Y")
    assert toast_of(window).endswith("台账里的冲销不能恢复。数据没有改动，要恢复请重新登记一笔。")
    assert (gift_list.totals({}).money, merchants.counts()["全部"], told) == (0, 0, [])
