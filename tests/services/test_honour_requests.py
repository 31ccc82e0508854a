"""An honour outside of any round takes a second person, unless whoever gives it may check."""

import datetime as dt

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import approvals, clerks, flags, honour_requests, honours, journal, merchants, session
from app.store.honours import Honour

DAY, UNTIL = dt.date(2026, 3, 5), dt.date(2028, 3, 4)
SECRET = "口令 12345678"
ROLES = {"张窗口": Role.COUNTER, "李复核": Role.CHECKER}


def sit_down(name):
    session.begin(session.folder(), session.Clerk(name, ROLES[name]), session.session_start())


@pytest.fixture
def known(store):
    known = [merchants.save(Draft(sign=name, no_code_reason="无"), None) for name in ("甲店", "乙店")]
    for name, role in ROLES.items():
        clerks.add(name, role, SECRET)
    sit_down("张窗口")
    return known


def test_the_counter_does_not_give_honours_alone(known):
    with pytest.raises(Problem, match="不能做复核的事"):
        honours.award("诚信商户", known, DAY, UNTIL)
    assert Honour.select().count() == 0


def test_what_the_counter_asks_for_is_given_when_another_agrees(known):
    request = honour_requests.ask("诚信商户", known, DAY, UNTIL, "第 3 次会议")
    assert (journal.last().what, Honour.select().count()) == ("送审授予“诚信商户” 2 家", 0)
    with pytest.raises(Problem):
        approvals.approve(request)
    sit_down("李复核")
    approvals.approve(request)
    given = honours.numbers_of("诚信商户", known)
    assert list(given.values()) == ["诚信〔2026〕001号", "诚信〔2026〕002号"]
    row = Honour.get()
    assert (row.issued, row.valid_until, row.decision) == ("2026-03-05", "2028-03-04", "第 3 次会议")
    assert journal.last().what == "同意：授予“诚信商户” 2 家"


def test_what_cannot_be_given_is_not_asked_for(known):
    for wrong in (("诚信商户", [], DAY, UNTIL), ("没有的", known, DAY, UNTIL), ("诚信商户", known, UNTIL, DAY)):
        with pytest.raises(Problem):
            honour_requests.ask(*wrong)
    assert approvals.waiting() == []


def test_agreeing_looks_again_whether_it_can_be_given(known):
    first, second = (honour_requests.ask("诚信商户", known[:1], DAY, UNTIL) for _ in range(2))
    sit_down("李复核")
    approvals.approve(first)
    with pytest.raises(Problem, match="已有 2026 年度的“诚信商户”"):
        approvals.approve(second)
    assert Honour.select().count() == 1


def test_the_counter_asks_for_handing_a_flag_over(known):
    group = flags.add_group("一片区")
    with pytest.raises(Problem, match="不能做复核的事"):
        flags.hand_over(group, known[0], DAY)
    first, second = (honour_requests.ask_flag(group, known[0], DAY, "第一名") for _ in range(2))
    sit_down("李复核")
    approvals.approve(first)
    assert (flags.groups()[0].holder.number, Honour.get().decision) == ("红旗〔2026〕001号", "第一名")
    with pytest.raises(Problem, match="要在它之后"):
        approvals.approve(second)
