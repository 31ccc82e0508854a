"""The second person: nobody decides on a request of their own, and no request is decided twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import approvals, clerks, journal, merchants, session
from app.services.approval_kinds import KINDS, Kind
from app.store.approvals import Approval
from app.store.merchants import Merchant
from app.store.writing import writing

PEOPLE = {"王管理": Role.ADMINISTRATOR, "李复核": Role.CHECKER, "赵窗口": Role.COUNTER, "孙只读": Role.READER}
SECRET = "口令 12345678"
DONE = []


def sit_down(name):
    session.begin(session.folder(), session.Clerk(name, PEOPLE[name]), session.session_start())


@pytest.fixture
def desk(store, monkeypatch):
    """A store with a clerk of every role, and a kind of request that keeps what it was given."""
    for name, role in PEOPLE.items():
        if name != "王管理":
            clerks.add(name, role, SECRET)
    DONE.clear()
    monkeypatch.setitem(KINDS, "test", Kind("试一试", lambda act, content: DONE.append(content["x"])))
    monkeypatch.setitem(KINDS, "fails", Kind("办不成", refuse_to_work))
    return store


def refuse_to_work(act, content):
    row = Merchant.get()
    act.change(row, {"owner": "改了"})
    raise Problem("办不成。")


def ask(what="发放补贴 500 元", kind="test", rows=(), x=1):
    with writing(f"申请{what}") as act:
        return approvals.ask(act, kind, what, {"x": x}, rows)


def test_another_person_agrees_and_it_is_carried_out_with_the_decision(desk):
    sit_down("赵窗口")
    request = ask(x=7)
    sit_down("李复核")
    assert approvals.count() == 1
    assert [(each.title, each.what, each.asked_by) for each in approvals.waiting()] == [
        ("试一试", "发放补贴 500 元", "赵窗口")
    ]
    approvals.approve(request)
    row = Approval.get_by_id(request)
    assert (DONE, row.decision, row.decided_by, approvals.waiting()) == ([7], "同意", "李复核", [])
    assert (journal.last().what, journal.last().who) == ("同意：发放补贴 500 元", "李复核")


def test_nobody_decides_on_their_own_request(desk):
    request = ask()
    for decide in (lambda: approvals.approve(request), lambda: approvals.refuse(request, "不对")):
        with pytest.raises(Problem, match="申请人和复核人不能是同一个人"):
            decide()
    with pytest.raises(Problem, match="申请人和复核人不能是同一个人"):
        approvals.approve_here(request, "王管理", SECRET)
    assert approvals.count() == 0
    assert approvals.waiting()[0].mine
    assert DONE == []


@pytest.mark.parametrize("name", ["赵窗口", "孙只读"])
def test_who_may_not_check_does_not_decide(desk, name):
    request = ask()
    sit_down(name)
    for decide in (lambda: approvals.approve(request), lambda: approvals.refuse(request, "不对")):
        with pytest.raises(session.Denied):
            decide()
    sit_down("王管理")
    with pytest.raises(session.Denied):
        approvals.approve_here(request, name, SECRET)
    assert (DONE, session.clerk().name) == ([], "王管理")


def test_the_second_person_agrees_at_the_same_desk(desk):
    request = ask()
    assert approvals.checkers(request) == ["李复核"]
    approvals.approve_here(request, "李复核", SECRET)
    assert (DONE, session.clerk().name, journal.last().who) == ([1], "王管理", "李复核")
    ask("后面的事")
    assert journal.last().who == "王管理"


def test_a_wrong_password_decides_nothing(desk):
    request = ask()
    with pytest.raises(Problem):
        approvals.approve_here(request, "李复核", "不是这个口令")
    assert (DONE, len(approvals.waiting()), session.clerk().name) == ([], 1, "王管理")


def test_wrong_passwords_count_as_at_the_log_in(desk):
    request = ask()
    for _ in range(6):
        with pytest.raises(Problem):
            approvals.approve_here(request, "李复核", "不是这个口令")
    with pytest.raises(Problem, match="再试"):
        approvals.approve_here(request, "李复核", SECRET)
    assert DONE == []


def test_a_refusal_needs_its_reason(desk):
    request = ask()
    sit_down("李复核")
    with pytest.raises(Invalid, match="理由"):
        approvals.refuse(request, "  ")
    approvals.refuse(request, "金额不对")
    assert (Approval.get_by_id(request).reason, approvals.waiting(), DONE) == ("金额不对", [], [])
    with pytest.raises(Problem, match="已经有人决定或收回"):
        approvals.approve(request)


def test_a_request_whose_rows_were_written_since_lapses(desk):
    merchant = merchants.save(Draft(sign="瑞和超市", no_code_reason="无"), None)
    request = ask(rows=[Merchant.get_by_id(merchant)])
    merchants.save(Draft(sign="瑞和超市", owner="何文斌", no_code_reason="无"), merchant)
    sit_down("李复核")
    with pytest.raises(Problem, match="有关的内容又改过"):
        approvals.approve(request)
    assert (DONE, len(approvals.waiting())) == ([], 1)


def test_what_cannot_be_carried_out_is_not_decided_either(desk):
    merchants.save(Draft(sign="瑞和超市", no_code_reason="无"), None)
    request = ask(kind="fails")
    sit_down("李复核")
    with pytest.raises(Problem, match="办不成"):
        approvals.approve(request)
    assert (Merchant.get().owner, len(approvals.waiting())) == ("", 1)


def test_a_decision_is_not_undone_and_a_request_can_be_withdrawn_until_then(desk):
    first, second = ask("第一件"), ask("第二件")
    approvals.withdraw(second)
    assert [each.id for each in approvals.waiting()] == [first]
    asked = next(entry for entry in journal.recent(10) if entry.what == "申请第一件")
    sit_down("李复核")
    with pytest.raises(Problem, match="不是您提出的申请"):
        approvals.withdraw(first)
    approvals.approve(first)
    assert not journal.last().undoable
    with pytest.raises(Problem, match="别人提出的申请"):
        journal.undo(asked.id)
    sit_down(asked.who)
    with pytest.raises(Problem, match="又改过"):
        journal.undo(asked.id)
    assert approvals.waiting() == []


def test_a_store_with_one_account_says_how_to_get_a_second(store, monkeypatch):
    monkeypatch.setitem(KINDS, "test", Kind("试一试", lambda act, content: None))
    request = ask()
    assert "人员与口令" in approvals.alone(request)
    with pytest.raises(Problem, match="人员与口令"):
        approvals.approve(request)


STEP = st.tuples(
    st.sampled_from(["ask", "approve", "refuse", "here", "withdraw", "undo"]),
    st.sampled_from(list(PEOPLE)),
    st.integers(0, 3),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=14))
def test_no_sequence_lets_anyone_decide_alone_or_twice(desk, steps):
    DONE.clear()
    mine = {}
    decided = {}
    for step, (act, name, which) in enumerate(steps):
        sit_down(name)
        request = list(mine)[which % len(mine)] if mine else 0
        before = list(DONE)
        try:
            if act == "ask":
                mine[ask(f"第 {step} 件", x=step)] = name
            elif act == "approve":
                approvals.approve(request)
            elif act == "refuse":
                approvals.refuse(request, "不同意")
            elif act == "here":
                approvals.approve_here(request, list(PEOPLE)[which], SECRET)
            elif act == "withdraw":
                approvals.withdraw(request)
            else:
                journal.undo(journal.last().id)
        except Problem:
            assert before == DONE
        assert session.clerk().name == name
        for number, asked_by in mine.items():
            row = Approval.get_by_id(number)
            if row.decision:
                told = (row.decision, row.decided_by, row.decided_at)
                assert decided.setdefault(number, told) == told
                assert row.decided_by != asked_by
                assert PEOPLE[row.decided_by] in (Role.ADMINISTRATOR, Role.CHECKER)
        assert len(set(DONE)) == len(DONE)
    agreed = [number for number, (decision, *_) in decided.items() if decision == "同意"]
    assert len(agreed) == len(DONE)
