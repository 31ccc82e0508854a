"""What is not taken back like other work: what two people agreed to, a restore, people, an administrator's settings;
and a journal that was tampered with is still shown."""

import datetime as dt

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import (
    approvals,
    backups,
    centres,
    clerks,
    clock,
    history,
    journal,
    merchants,
    personal,
    restoring,
    session,
    todo,
)
from app.services.approval_kinds import KINDS, Kind
from app.services.restoring import Secret
from app.store.database import db
from app.store.merchants import Merchant
from app.store.writing import writing

SECRET = "口令 87654321"


def sit_down(name, role):
    session.begin(session.folder(), session.Clerk(name, role), session.session_start())


def set_owner(act, content):
    act.change(Merchant.get(), {"owner": content["owner"]})


@pytest.fixture
def desk(store, monkeypatch):
    monkeypatch.setitem(KINDS, "test", Kind("改负责人", set_owner))
    clerks.add("李复核", "复核", SECRET)
    clerks.add("赵窗口", "窗口", SECRET)
    merchants.save(Draft(sign="瑞和超市", owner="张三", no_code_reason="无"), None)
    return store


def ask():
    sit_down("赵窗口", Role.COUNTER)
    with writing("申请改负责人") as act:
        return approvals.ask(act, "test", "改负责人", {"owner": "李四"})


def tamper(how):
    """As somebody does who holds the key and another program."""
    for (name,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute_sql(f'DROP TRIGGER "{name}"')
    db.execute_sql(f"UPDATE journal SET {how}")


def entry(what):
    return next(each for each in journal.recent(20) if each.what == what)


@pytest.mark.parametrize(
    ("name", "role"), [("赵窗口", Role.COUNTER), ("李复核", Role.CHECKER), ("王管理", Role.ADMINISTRATOR)]
)
def test_nobody_takes_back_alone_what_two_agreed_to(desk, name, role):
    request = ask()
    sit_down("李复核", Role.CHECKER)
    approvals.approve(request)
    sit_down(name, role)
    agreed = entry("同意：改负责人")
    assert not agreed.undoable
    assert agreed not in (journal.last_of_session(), journal.last_undone())
    with pytest.raises(Problem, match="另提申请"):
        journal.undo(agreed.id)
    assert Merchant.get().owner == "李四"


def test_only_who_asked_takes_a_request_back_or_brings_it_again(desk):
    request = ask()
    asked = entry("申请改负责人")
    assert asked.undoable
    sit_down("李复核", Role.CHECKER)
    assert not entry("申请改负责人").undoable
    with pytest.raises(Problem, match="别人提出的申请"):
        journal.undo(asked.id)
    sit_down("赵窗口", Role.COUNTER)
    journal.undo(asked.id)
    undoing = entry("撤销：申请改负责人")
    sit_down("李复核", Role.CHECKER)
    with pytest.raises(Problem, match="别人提出的申请"):
        journal.undo(undoing.id)
    with pytest.raises(Problem, match="决定或收回"):
        approvals.approve(request)
    assert Merchant.get().owner == "张三"


def test_a_restore_is_gone_back_on_by_another_restore_only(desk, admin):
    made = backups.make()
    clerks.remove("赵窗口")
    done = restoring.prepare(made.copy.path, Secret(*admin))
    restoring.carry_out(done)
    restored = next(each for each in journal.recent(5) if each.what.startswith("还原到"))
    assert not restored.undoable
    with pytest.raises(Problem, match="备份与还原"):
        journal.undo(restored.id)
    assert "赵窗口" not in [person.name for person in clerks.listing()]


def test_an_administrators_setting_is_put_back_by_an_administrator(desk):
    centres.save(centres.Centre("新名字", issuer="新名字"))
    saved = entry("修改单位资料")
    sit_down("赵窗口", Role.COUNTER)
    assert not entry("修改单位资料").undoable
    with pytest.raises(Problem, match="管理员改的设置"):
        journal.undo(saved.id)
    assert centres.current().name == "新名字"
    sit_down("王管理", Role.ADMINISTRATOR)
    journal.undo(saved.id)
    assert centres.current().name == "会战商圈党群服务中心"


def test_a_journal_whose_times_were_tampered_with_is_still_shown(desk, tmp_path):
    tamper("at = '昨天'")
    assert {each.moment for each in journal.recent(20)} == {"昨天"}
    assert journal.last_of_session() is None or journal.last_of_session().moment == "昨天"
    assert [each.moment for each in history.of("merchant", 1)] == ["昨天"]
    assert clock.doubt(dt.datetime.now()) == ""
    assert len(clerks.listing()) == 3
    assert todo.todos(dt.date.today()) is not None
    assert personal.deletion("张三").lines


def test_a_change_whose_content_was_tampered_with_is_not_taken_back(desk):
    number = journal.last().id
    tamper(f"after = '{{' WHERE id = {number}")
    with pytest.raises(Problem, match="读不出来"):
        journal.undo(number)
    with pytest.raises(Problem, match="读不出来"):
        history.of("merchant", 1)
