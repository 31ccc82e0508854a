"""Shares and the funnel equal the rows they are counted from."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cases import late
from app.domain.funnels import Funnel, Step
from app.services import case_figures, case_handling, cases
from app.services.case_figures import Scope
from app.store.cases import Case
from app.store.meetings import AgendaItem, Meeting
from app.store.writing import writing
from tests.casefiles import TODAY, fill, funnel

DAYS = st.integers(-20, 20).map(lambda days: (TODAY + dt.timedelta(days=days)).isoformat())


def test_completion_of_a_city_is_printed_with_its_parts(store):
    ids = fill(8930, "点单", done=lambda place: TODAY.isoformat() if place < 8775 else "")
    found = case_figures.rates(Scope(kind="点单"), TODAY).completion
    assert found.words == "8775/8930 = 98.26%"
    assert (found.rows, found.others) == (tuple(ids[:8775]), tuple(ids[8775:]))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.just("") | DAYS, st.just("") | DAYS), min_size=1, max_size=12))
def test_shares_are_those_of_the_rows(store, clocks):
    unit = f"第 {Case.select().count()} 单位"
    ids = fill(len(clocks), unit=unit, due=lambda n: clocks[n][0], done=lambda n: clocks[n][1])
    found = case_figures.rates(Scope(unit=unit), TODAY)
    rows = dict(zip(ids, clocks, strict=True))
    assert set(found.completion.rows) == {number for number, (_, done) in rows.items() if done}
    assert found.completion.total == len(rows)
    assert set(found.overdue.rows) == {n for n, (due, done) in rows.items() if not done and late(due, "", TODAY)}
    assert set(found.overdue.others) == {n for n, (due, done) in rows.items() if not done and not late(due, "", TODAY)}
    assert set(found.on_time.rows) == {n for n, (due, done) in rows.items() if due and done and done <= due}
    missed = {n for n, (due, done) in rows.items() if due and (done or TODAY.isoformat()) > due}
    assert set(found.on_time.others) == missed


def test_a_deadline_put_off_after_it_had_passed_was_not_kept(store):
    yesterday, tomorrow = (TODAY + dt.timedelta(days=days) for days in (-1, 1))
    asked_late, asked_in_time = fill(2, due=lambda n: (yesterday, TODAY)[n].isoformat())
    for case in (asked_late, asked_in_time):
        case_handling.extend(case, tomorrow, "等材料")
    found = case_figures.rates(Scope(), TODAY).on_time
    assert (found.rows, found.others) == ((), (asked_late,))
    for case in (asked_late, asked_in_time):
        case_handling.finish(case, TODAY, "办好了")
    found = case_figures.rates(Scope(), TODAY).on_time
    assert (found.rows, found.others) == ((asked_in_time,), (asked_late,))


def test_only_those_asked_count_as_satisfied(store):
    words = ("满意", "基本满意", "不满意", "")
    ids = fill(8, done=TODAY.isoformat(), satisfaction=lambda place: words[place % 4])
    found = case_figures.rates(Scope(), TODAY).satisfied
    assert found.words == "4/6 = 66.67%"
    assert not {ids[3], ids[7]} & {*found.rows, *found.others}


def test_a_scope_leaves_the_others_out(store):
    fill(3, received="2025-12-31")
    inside = fill(2, received="2026-01-01", organization=7)
    fill(1, "投诉", received="2026-02-01")
    scope = Scope("2026-01-01", "2026-12-31", "诉求", 7)
    assert case_figures.rates(scope, TODAY).completion.others == tuple(inside)


def test_demands_a_month_with_the_months_without_any(store):
    days = ("2026-01-05", "2026-03-01", "2026-03-31")
    ids = fill(3, received=lambda place: days[place])
    found = case_figures.months(Scope(kind="诉求"))
    assert found == {"2026-01": (ids[0],), "2026-02": (), "2026-03": (ids[1], ids[2])}
    assert case_figures.months(Scope(kind="投诉")) == {}


def test_the_funnel_opens_both_ways_and_names_the_stuck(store):
    demands, topics, meetings, resolved, done = funnel(40, 30, 10, 18)
    found = case_figures.funnel(Scope())
    assert [len(step.ids) for step in found.steps] == [40, 30, 10, 10, 18, 18]
    assert found.onward(0, demands[3]) == (topics[3],)
    assert found.back(1, topics[3]) == (demands[3],)
    assert found.back(2, meetings[2]) == (topics[2], topics[12], topics[22])
    assert found.onward(3, resolved[1]) == (done[1], done[11])
    assert found.back(4, done[11]) == (resolved[1],)
    assert found.passed(0).others == tuple(demands[30:])
    assert found.passed(3).words == "10/10 = 100.00%"
    assert (found.onward(5, done[0]), found.back(0, demands[0])) == ((), ())


def test_a_demand_on_an_agenda_is_its_own_topic(store):
    (number,) = fill(1)
    day = TODAY.isoformat()
    held = {"kind": "联席会议", "year": 2026, "session": 1, "title": "会", "held": day, "month": day[:7]}
    with writing("开会") as act:
        meeting = Meeting(**held, state="草稿", entered=day)
        act.add(meeting)
        act.add(AgendaItem(meeting=meeting, position=1, title="路灯", state="待议", case=number))
    found = case_figures.funnel(Scope())
    assert (found.onward(0, number), found.onward(1, number)) == ((number,), (meeting.id,))
    with writing("移出会议") as act:
        act.change(meeting, meeting.when_undone())
    assert case_figures.funnel(Scope()).passed(0).others == (number,)


def test_a_topic_itself_is_the_result_where_nothing_else_was_asked_for(store):
    _, topics, _, resolved, _ = funnel(3, 3, 3, 0)
    case_handling.finish(topics[1], TODAY, "已经答复")
    found = case_figures.funnel(Scope())
    assert found.onward(3, resolved[1]) == (topics[1],)
    case_handling.rate(topics[1], "群众评价", 90)
    assert case_figures.funnel(Scope()).steps[5].ids == (topics[1],)
    cases.remove([topics[1]])
    assert case_figures.funnel(Scope()).steps[4].ids == ()


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(11, 19)), max_size=30))
def test_both_ways_of_an_arrow_are_the_same_arrow(pairs):
    arrow = tuple(sorted(set(pairs)))
    made = Funnel((Step("诉求", "a", tuple(range(1, 10))), Step("议题", "b", tuple(range(11, 20)))), (arrow,))
    onward = {(one, other) for one in range(1, 10) for other in made.onward(0, one)}
    back = {(one, other) for other in range(11, 20) for one in made.back(1, other)}
    assert onward == back == set(arrow)
    assert set(made.passed(0).others) == set(range(1, 10)) - {one for one, _ in arrow}
