"""待复核 and 个人信息, reached as the clerk does."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.merchants import Draft
from app.domain.privacy import ERASED
from app.services import approvals, clerks, journal, merchants, personal, session
from app.store.merchants import Merchant
from app.ui import desk_menu
from app.ui.approvals_dialog import EMPTY, ApprovalsDialog
from app.ui.kit import messages
from app.ui.personal_dialog import PersonalDialog

NAME, PHONE, SECRET = "林海燕", "13800006620", "口令 12345678"


@pytest.fixture
def merchant(window):
    clerks.add("李复核", "复核", SECRET)
    return merchants.save(Draft(sign="瑞和超市", owner=NAME, phone=PHONE, no_code_reason="无"), None)


@pytest.fixture
def asked(monkeypatch):
    """What irreversible acts were asked about; the clerk says yes."""
    told = []
    monkeypatch.setattr(messages, "agreed", lambda parent, *words, **more: told.append(words) or True)
    return told


@pytest.fixture
def request_(merchant):
    return personal.ask_deletion(personal.deletion(NAME))


def opened(kind, window, qtbot):
    made = kind(window)
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    return made


def test_the_second_person_agrees_at_the_desk_by_password(window, qtbot, dialogs, merchant, request_, asked):
    dialog = opened(ApprovalsDialog, window, qtbot)
    assert not dialog.agree.isEnabled()
    assert dialog.withdraw.isEnabled()
    assert "您提出的申请" in dialog.sentence.text()
    seen = []

    def confirm(question):
        question.form.row("password").editor.setText("不是这个")
        question.form.submit()
        seen.append(question.isVisible())
        question.form.row("password").editor.setText(SECRET)
        question.form.submit()
        if question.isVisible():
            question.reject()

    dialogs(confirm)
    dialog.here.click()
    title, consequence, verb = asked[0]
    assert title == "删除人员全部资料：林某某，2 处？"
    assert consequence.endswith("不能撤销。")
    assert verb == "删除个人资料"
    assert seen == [True]
    assert merchants.get(merchant).phone == ERASED
    assert (journal.last().who, session.clerk().name) == ("李复核", "王管理")
    assert (dialog.sentence.text(), dialog.here.isEnabled()) == (EMPTY, False)


def test_no_is_no(window, qtbot, merchant, request_, monkeypatch):
    session.begin(session.folder(), session.Clerk("李复核", "复核"), session.session_start())
    monkeypatch.setattr(messages, "agreed", lambda *words, **more: False)
    dialog = opened(ApprovalsDialog, window, qtbot)
    dialog.agree.click()
    assert merchants.get(merchant).phone == PHONE
    assert len(approvals.waiting()) == 1


def test_a_refusal_asks_for_its_reason(window, qtbot, dialogs, request_):
    session.begin(session.folder(), session.Clerk("李复核", "复核"), session.session_start())
    dialog = opened(ApprovalsDialog, window, qtbot)
    seen = []

    def refuse(question):
        question.form.submit()
        seen.append(question.isVisible())
        question.form.row("reason").editor.setPlainText("还在经营")
        question.form.submit()
        if question.isVisible():
            question.reject()

    dialogs(refuse)
    dialog.refuse.click()
    assert seen == [True]
    assert approvals.waiting() == []


def test_a_request_is_taken_back_by_who_asked(window, qtbot, request_):
    dialog = opened(ApprovalsDialog, window, qtbot)
    dialog.withdraw.click()
    assert approvals.waiting() == []


def test_alone_one_is_told_to_add_somebody(window, qtbot):
    merchants.save(Draft(sign="瑞和超市", owner=NAME, phone=PHONE, no_code_reason="无"), None)
    personal.ask_deletion(personal.deletion(NAME))
    dialog = opened(ApprovalsDialog, window, qtbot)
    assert "人员与口令" in dialog.sentence.text()
    assert not dialog.here.isEnabled()


def test_what_waits_stands_on_the_start_page(window, merchant, request_, dialogs):
    from app.services import todo

    assert not [each for each in todo.todos(dt.date.today()) if each.kind == "to_check"]
    session.begin(session.folder(), session.Clerk("李复核", "复核"), session.session_start())
    line = next(each for each in todo.todos(dt.date.today()) if each.kind == "to_check")
    assert line.sentence == "1 件申请等您复核"
    assert desk_menu.find(line.opens)


def test_a_person_is_found_exported_and_put_forward_for_deletion(window, qtbot, merchant, monkeypatch, tmp_path):
    dialog = opened(PersonalDialog, window, qtbot)
    assert not dialog.erase.isEnabled()
    dialog.name.setText(NAME)
    dialog.seek.click()
    cells = [dialog.rows.index(row, 3).data() for row in range(dialog.rows.rowCount())]
    assert "138****6620" in cells
    assert not any(PHONE in cell for cell in cells)
    assert "不能撤销" in dialog.why.text()
    monkeypatch.setattr(messages, "ask_place", lambda parent, title, name, patterns: tmp_path / name)
    for act in dialog.export.menu().actions():
        act.trigger()
    dialog.paper.click()
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert [name.split("_")[0] for name in names] == ["个人信息", "个人信息", "个人资料删除报告"]
    assert not any(NAME in name for name in names)
    dialog.erase.click()
    assert len(approvals.waiting()) == 1
    assert "还没有删除" in dialog.sentence.text()


def test_what_is_kept_too_long_is_put_forward_too(window, qtbot, merchant):
    assert not opened(PersonalDialog, window, qtbot).old.isEnabled()
    merchants.remove([merchant])
    Merchant.update(removed_at="2020-01-01T08:00:00").where(Merchant.id == merchant).execute()
    dialog = opened(PersonalDialog, window, qtbot)
    assert dialog.old.text() == "清理超期资料 1 条"
    dialog.old.click()
    assert [each.title for each in approvals.waiting()] == ["清理超期资料"]
    assert dialog.sentence.text().startswith("商户（回收站） 1 条。")


def test_nobody_found_and_nobody_named_are_told(window, qtbot, merchant):
    dialog = opened(PersonalDialog, window, qtbot)
    dialog.seek.click()
    assert dialog.sentence.text() == "请填写姓名。"
    dialog.name.setText("无此人")
    dialog.seek.click()
    assert "没有找到关于“无此人”的资料" in dialog.sentence.text()
    assert not dialog.paper.isEnabled()
