"""A clerk who may only look: lists and cards are there, and nothing is offered that would be refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import drafts, journal, merchants, session
from app.ui.commands import commands
from app.ui.kit import messages
from app.ui.main_window import MainWindow
from tests.ui.clerk import put_in_front

VERBS = ("新增", "导入", "导出", "授予", "打印", "编辑", "移出", "撤销", "改片区", "更名", "转让", "换证", "合并")


def words_of(top):
    """What the buttons that can be seen say, their menus included."""
    for each in top.findChildren(QPushButton):
        if each.isVisible():
            menu = each.menu().actions() if each.menu() else []
            yield from (each.text() or each.accessibleName(), *(action.text() for action in menu))


def verbs(top):
    found = {word for word in words_of(top) for verb in VERBS if verb in word}
    return sorted(word for word in found if "待打印" not in word)


@pytest.fixture
def known(store):
    return [merchants.save(Draft(sign=name, no_code_reason="办理中"), None) for name in ("瑞和茶庄", "永泰书店")]


@pytest.fixture
def opened(known, qtbot):
    """The window of a clerk of some role, on the merchants' tab."""

    def log_in(role):
        session.begin(session.folder(), session.Clerk("李看看", role), journal.last().id)
        return put_in_front(qtbot, MainWindow())

    return log_in


@pytest.fixture
def page(opened):
    window = opened(Role.READER)
    window.header.tabs.setCurrentIndex(3)
    return window.page


@pytest.mark.parametrize("role", [Role.COUNTER, Role.CHECKER, Role.ADMINISTRATOR])
def test_who_may_enter_is_offered_every_verb(opened, role):
    window = opened(role)
    window.header.tabs.setCurrentIndex(3)
    window.page.table.choose_place(0)
    assert {"新增商户", "导入 Excel", "导出", "打印", "编辑", "移出这家商户"} <= set(verbs(window))


def test_a_reader_sees_list_and_card_and_no_verb(page, known):
    assert len(page.rows.ids) == 2
    page.table.choose_place(0)
    assert page.pane.card.isVisible()
    assert verbs(page.window()) == []
    assert "历史……" in list(words_of(page.pane))
    page.table.selectAll()
    assert page.pane.bulk.isVisible()
    assert verbs(page.window()) == []


def test_a_reader_s_keys_change_nothing(page, keys, known):
    page.table.setFocus()
    page.table.choose_place(0)
    for each in ("Return", "F2", "Del", "F5", "Ctrl+N", "Ctrl+E", "Ctrl+P", "F8"):
        keys(page.table, each)
        assert QApplication.activeModalWidget() is None
    assert not page.pane.editing()
    assert page.rows.ids == merchants.ids()
    assert len(page.rows.ids) == 2


def test_a_reader_finds_no_verb_by_name(page, dialogs, qtbot, keys):
    shown = []

    def seek(palette):
        qtbot.keyClicks(palette.box, "zzzz")
        shown.extend(palette.finds.item(row).text() for row in range(palette.finds.count()))
        palette.reject()

    dialogs(seek)
    keys(page.window(), "Ctrl+K")
    assert shown == []
    offered = [find.words for find in commands(page.window()) for verb in VERBS[:5] if verb in find.words]
    assert offered == ["导出问题报告"], "it holds nothing of the centre's, and whoever meets a fault may tell of it"


def test_a_reader_who_drops_a_file_is_told_who_may_import(page, monkeypatch, tmp_path):
    said = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence: said.append(sentence))
    page.window().take_file(tmp_path / "商户台账.xlsx")
    assert "由窗口、复核、管理员来做" in said[0]


def test_the_home_page_offers_a_reader_no_verb(opened):
    window = opened(Role.READER)
    window.header.tabs.setCurrentIndex(0)
    assert [word for word in verbs(window) if not word.startswith("去")] == []


def test_a_reader_s_history_has_no_way_back(page, dialogs):
    seen = []
    dialogs(lambda dialog: (seen.append(dialog.back.isVisible()), dialog.reject()))
    page.table.choose_place(0)
    page.pane.card.more.menu().actions()[0].trigger()
    assert seen == [False]


def test_an_empty_list_offers_a_reader_help(store, opened, qtbot):
    merchants.remove(merchants.ids())
    page = opened(Role.READER)
    page.header.tabs.setCurrentIndex(3)
    asked = []
    page.page.help_wanted.disconnect()
    page.page.help_wanted.connect(lambda: asked.append(True))
    qtbot.mouseClick(page.page.states.teaching.act, Qt.MouseButton.LeftButton)
    assert asked


def test_a_draft_that_nobody_owns_is_not_given_to_a_reader(opened, known):
    drafts.keep("merchants", 0, {"sign": "瑞和"})
    window = opened(Role.READER)
    window.header.tabs.setCurrentIndex(3)
    assert not window.page.pane.editing()
