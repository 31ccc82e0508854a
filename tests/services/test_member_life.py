"""What becomes of a person: development, transfers, hours, dues, appraisals; refused where a rule is against it."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.members import Draft
from app.domain.organizations import Draft as Branch
from app.domain.organizations import Tree
from app.services import development, dues, entries, journal, members, organizations, transfers, trees

ORG = Tree.ORGANIZATIONS
TODAY = dt.date.today()


@pytest.fixture
def branches(store):
    start = dt.date(2015, 1, 1)
    return [organizations.save(Branch(name=name, kind="党支部"), None, start) for name in ("第一党支部", "第二党支部")]


@pytest.fixture
def person(branches):
    return members.save(Draft(name="古丽娜尔·吐尔逊", organization="第一党支部"), None)


def codes(refused):
    return {field: getattr(sentence, "code", "") for field, sentence in refused.value.complaints.items()}


def state(person, code, today):
    return next(line for line in development.lines(person, today) if line.code == code).state


def test_a_step_changes_the_stage_and_starts_the_clock_of_the_next(person):
    development.record(person, "apply", dt.date(2026, 1, 31), note="书面申请")
    assert members.get(person).stage == "入党申请人"
    assert [state(person, "talk", day) for day in (dt.date(2026, 2, 28), dt.date(2026, 3, 1))] == ["待办", "超期"]
    line = next(line for line in development.lines(person, dt.date(2026, 2, 1)) if line.code == "talk")
    assert line.due == "2026年2月28日 前"
    assert "1 个月" in line.rule
    assert [(who, clock.step.code) for who, clock in development.due(dt.date(2026, 2, 1))] == [(person, "talk")]
    development.record(person, "talk", dt.date(2026, 2, 20))
    assert development.due(dt.date(2026, 3, 5)) == []
    journal.undo(journal.last().id)
    assert state(person, "talk", dt.date(2026, 3, 5)) == "超期"


def test_an_application_of_2025_keeps_the_chart_and_the_rule_of_2025(person):
    development.record(person, "apply", dt.date(2025, 3, 1))
    assert len(development.chart(person).steps) == 25
    other = members.save(Draft(name="新申请"), None)
    development.record(other, "apply", dt.date(2026, 6, 1))
    assert len(development.chart(other).steps) == 26


def test_a_step_out_of_turn_or_to_come_is_refused(person):
    with pytest.raises(Invalid) as refused:
        development.record(person, "talk", dt.date(2026, 1, 31))
    assert codes(refused) == {"step": "out_of_order"}
    with pytest.raises(Invalid) as refused:
        development.record(person, "apply", TODAY + dt.timedelta(1))
    assert codes(refused) == {"on": "bad_date"}
    assert development.lines(person)[0].state == "待办"


def test_who_reached_a_stage_in_a_quarter_is_counted_by_rows(person):
    development.record(person, "apply", dt.date(2026, 1, 31))
    funnel = development.funnel(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    assert funnel["入党申请人"] == (person,)
    assert funnel["正式党员"] == ()
    assert development.funnel(dt.date(2026, 4, 1), dt.date(2026, 6, 30))["入党申请人"] == ()


def test_a_move_between_branches_changes_both_counts_and_is_one_act(person, branches):
    before = members.get(person)
    transfers.within(person, branches[1], TODAY, "2026-17")
    assert members.get(person).organization == "第二党支部"
    assert trees.placed(ORG, "person", branches[0]) == set()
    (row,) = transfers.of(person)
    assert (row.origin, row.target, row.letter, row.state) == ("第一党支部", "第二党支部", "2026-17", "已转接")
    assert [name for name, *_ in transfers.history(person)] == ["第一党支部", "第二党支部"]
    journal.undo(journal.last().id)
    assert members.get(person) == before
    assert transfers.of(person) == []
    with pytest.raises(Invalid):
        transfers.within(person, branches[0], TODAY)


def test_a_letter_out_is_overdue_when_nobody_answers(person, branches):
    sent = dt.date(2026, 3, 2)
    letter = transfers.send_out(person, "外市某街道党工委", sent, "外字 3 号")
    assert [row.state for row in transfers.under_way(dt.date(2026, 5, 31))] == ["在途"]
    assert [row.state for row in transfers.under_way(dt.date(2026, 6, 1))] == ["超期"]
    assert trees.placed(ORG, "person", branches[0]) == {person}
    transfers.arrive(letter, dt.date(2026, 6, 5))
    assert transfers.under_way(dt.date(2026, 6, 6)) == []
    assert members.get(person).organization == ""


def test_a_second_letter_waits_for_the_first(person, branches):
    letter = transfers.send_out(person, "外市某街道党工委", dt.date(2026, 3, 2), "外字 3 号")
    with pytest.raises(Invalid, match="外字 3 号还没有回执"):
        transfers.send_out(person, "别处党委", dt.date(2026, 3, 9), "外字 4 号")
    journal.undo(journal.last().id)
    assert transfers.send_out(person, "别处党委", dt.date(2026, 3, 9), "外字 4 号") != letter


def test_a_member_from_elsewhere_is_taken_in(person, branches):
    transfers.take_in(person, "外市某支部", branches[1], TODAY, "字 8 号")
    assert members.get(person).organization == "第二党支部"
    with pytest.raises(Invalid, match="原来的组织"):
        transfers.take_in(person, " ", branches[0], TODAY, "")


def service(person, begins, ends, on="2026-11-08", event="清扫"):
    return entries.save("service", person, {"event": event, "on": on, "begins": begins, "ends": ends})


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=st.lists(st.tuples(st.integers(0, 1438), st.integers(1, 300)), max_size=6))
def test_no_hour_is_ever_counted_twice(person, spans):
    for row in entries.of("service", person):
        entries.remove("service", [row.id])
    covered = set()
    for start, length in spans:
        wanted = set(range(start, min(start + length, 1439)))
        clock = [f"{minute // 60:02}:{minute % 60:02}" for minute in (start, min(start + length, 1439))]
        if covered & wanted:
            with pytest.raises(Invalid, match="不能算两次"):
                service(person, *clock)
        else:
            service(person, *clock)
            covered |= wanted
    assert sum(row.minutes for row in entries.of("service", person)) == len(covered)


def test_a_time_that_is_none_is_refused(person):
    for begins, ends in (("9点", "10:00"), ("10:00", "10:00"), ("11:00", "9:30")):
        with pytest.raises(Invalid) as refused:
            service(person, begins, ends)
        assert codes(refused) == {"begins": "bad_time"}


def test_dues_are_due_by_the_base_of_their_month(person):
    entries.save("dues_base", person, {"since": "2026-01", "category": "在职", "income": 500000})
    entries.save("dues_base", person, {"since": "2026-03", "category": "在职", "income": 500001})
    entries.save("dues", person, {"month": "2026-02", "amount": 3000, "paid_on": "2026-03-01"})
    found = dues.of(person, "2025-12", "2026-03")
    assert [(month.month, month.due, month.paid, month.arrears) for month in found] == [
        ("2025-12", 0, 0, 0),
        ("2026-01", 5000, 0, 5000),
        ("2026-02", 5000, 3000, 2000),
        ("2026-03", 7500, 0, 7500),
    ]
    assert dues.arrears([person], "2026-01", "2026-03") == {person: 14500}


def test_members_without_a_base_are_named(person):
    member = members.save(Draft(name="甲", joined="2001-01-01"), None)
    assert dues.without_base() == [member]


def test_the_best_result_is_capped_within_a_branch(person, branches):
    joined = {"joined": "2001-01-01", "organization": "第一党支部"}
    colleagues = [members.save(Draft(name=f"同事{n}", **joined), None) for n in range(4)]
    for n in range(3):
        members.save(Draft(name=f"申请人{n}", stage="入党申请人", organization="第一党支部"), None)
    entries.save("appraisal", colleagues[0], {"year": 2025, "result": "优秀"})
    with pytest.raises(Invalid) as refused:
        entries.save("appraisal", colleagues[1], {"year": 2025, "result": "优秀"})
    assert codes(refused) == {"result": "too_many"}
    entries.save("appraisal", colleagues[1], {"year": 2025, "result": "合格"})
    with pytest.raises(Invalid) as refused:
        entries.save("appraisal", colleagues[1], {"year": 2025, "result": "不合格"})
    assert codes(refused) == {"year": "twice"}


def test_an_entry_without_what_it_needs_is_refused_and_one_can_end(person):
    with pytest.raises(Invalid) as refused:
        entries.save("post", person, {"kind": "", "title": "", "start": "2026-02-30"})
    assert codes(refused) == {"kind": "missing", "title": "missing", "start": "bad_date"}
    post = entries.save("post", person, {"kind": "党员示范岗", "title": "收银台", "start": "2026-02-01"})
    with pytest.raises(Invalid):
        entries.finish("post", post, dt.date(2026, 1, 1))
    entries.finish("post", post, dt.date(2026, 8, 1))
    assert [row.end for row in entries.of("post", person)] == ["2026-08-01"]
    entries.remove("post", [post])
    assert entries.of("post", person) == []
    journal.undo(journal.last().id)
    assert len(entries.of("post", person)) == 1
