import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import cases as case_rules
from app.domain.activities import Draft, Kind, Service
from app.domain.errors import Invalid, Problem
from app.domain.members import Draft as PersonDraft
from app.services import (
    activities,
    activity_attendance,
    activity_kinds,
    activity_roster,
    cases,
    entries,
    journal,
    members,
    personal,
)
from app.services.case_handling import Assignment
from app.store.activities import Activity

TODAY = dt.date.today()
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def held(kind="志愿服务", on="2026-03-05", **more):
    return activities.save(Draft(kind=kind, on=on, **more), None)


def test_kinds_and_services_are_data_and_old_ones_stay_known(store):
    assert {"坐诊", "调解", "培训", "红色信贷", "公益市集"} <= {kind.name for kind in activity_kinds.kinds()}
    assert sum(service.fixed for service in activity_kinds.services()) == 12
    old = held("公益市集")
    activity_kinds.save([Kind("走访", "", "户")], [Service("量血压", False, 2), Service("理发", True, 1)])
    assert [kind.name for kind in activity_kinds.kinds()] == ["走访"]
    assert [service.name for service in activity_kinds.services()] == ["理发", "量血压"]
    assert activity_kinds.by_digit() == {1: "理发", 2: "量血压"}
    assert activities.get(old).kind == "公益市集"
    activities.save(Draft(kind="公益市集", on="2026-03-06"), old)
    assert len(activity_kinds.courses()) == 6


@pytest.mark.parametrize(
    ("kinds", "services", "field"),
    [
        ([], [Service("甲")], "kinds"),
        ([Kind("甲"), Kind("甲")], [Service("甲")], "kinds"),
        ([Kind("甲", "别的")], [Service("甲")], "kinds"),
        ([Kind("甲")], [], "services"),
        ([Kind("甲")], [Service("甲", digit=1), Service("乙", digit=1)], "services"),
        ([Kind("甲")], [Service("甲", digit=10)], "services"),
    ],
)
def test_kinds_without_sense_are_refused(store, kinds, services, field):
    with pytest.raises(Invalid) as wrong:
        activity_kinds.save(kinds, services)
    assert set(wrong.value.complaints) == {field}


def test_activities_are_found_and_ordered(store):
    old, new = held(title="清洁商圈", host="单海"), held("便民服务", "2026-04-05", service="健康义诊")
    assert activities.ids() == [new, old]
    assert activities.ids("qjsq") == [old]
    assert activities.ids("单海") == [old]
    assert activities.ids(filters={"kind": "便民服务"}) == [new]
    assert activities.ids(filters={"start": "2026-04-01", "end": "2026-04-30"}) == [new]
    assert activities.ids(order="participants", descending=True) == [new, old]
    assert activities.in_use("kind") == ["便民服务", "志愿服务"]


def test_periods_count_what_they_list(store):
    held(on=TODAY.isoformat())
    held(on=(TODAY - dt.timedelta(days=400)).isoformat())
    counts = activities.counts()
    assert counts == {"全部": 2, "本月": 1, "本季度": 1, "今年": 1}
    for name in ("本月", "本季度", "今年"):
        assert len(activities.ids(filters={"period": name})) == counts[name]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["志愿服务", "调解", "招商盘活", "商务讯息"]),
        st.dates(dt.date(2025, 11, 1), dt.date(2027, 2, 1)),
        *([st.integers(0, 500)] * 4),
        st.integers(0, 10**7),
        st.sampled_from(["", "处", "万㎡"]),
    ),
    max_size=15,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_every_figure_equals_the_rows_it_opens(store, wanted):
    Activity.delete().execute()
    for kind, on, participants, beneficiaries, minutes, quantity, disputed, unit in wanted:
        numbers = {"participants": participants, "beneficiaries": beneficiaries, "minutes": minutes}
        money = {"disputed": disputed, "recovered": disputed // 2}
        held(kind, on.isoformat(), quantity=quantity, unit=unit, **numbers, **money)
    found = activities.figures(*YEAR)
    within = [each for each in wanted if YEAR[0] <= each[1] <= YEAR[1]]
    assert sum(figure.count for figure in found) == len(within)
    for figure in found:
        rows = activities.rows(figure.ids)
        assert {row.kind for row in rows} == {figure.kind}
        for name in ("participants", "beneficiaries", "minutes", "disputed", "recovered"):
            assert getattr(figure, name) == sum(getattr(row, name) for row in rows)
        for unit, quantity in figure.quantities:
            assert quantity == sum(row.quantity for row in rows if row.unit == unit)
        assert sum(quantity for _, quantity in figure.quantities) == sum(row.quantity for row in rows)
        filters = {"kind": figure.kind, "start": YEAR[0].isoformat(), "end": YEAR[1].isoformat()}
        assert sorted(activities.ids(filters=filters)) == sorted(figure.ids)


def test_a_removed_activity_counts_no_more_until_it_is_back(store):
    number = held(participants=12)
    activities.remove([number])
    assert activities.figures(*YEAR) == []
    with pytest.raises(Problem, match="回收站"):
        activities.save(Draft(kind="志愿服务", on="2026-03-05"), number)
    journal.undo(journal.last().id)
    assert activities.figures(*YEAR)[0].participants == 12


def test_the_export_writes_yuan_and_leaves_nothing_where_there_is_nothing(store, tmp_path):
    from python_calamine import load_workbook

    held("调解", title="货款纠纷", disputed=900_050, recovered=900_000)
    held(participants=3)
    assert activities.export(tmp_path / "活动.xlsx") == 2
    rows = load_workbook(tmp_path / "活动.xlsx").get_sheet_by_index(0).to_python()
    place = rows[1].index("争议金额（元）")
    by_title = {row[2]: row for row in rows[2:4]}
    assert by_title["货款纠纷"][place : place + 2] == [9000.5, 9000]
    assert by_title["志愿服务"][place] == ""


def test_attendance_links_the_person_on_record(store):
    person = members.save(PersonDraft(name="单海"), None)
    course = held("培训", title="网格员能力", category="业务技能")
    assert activity_attendance.take_down(course, ["单 海", "林海燕", "林海燕", ""]) == 2
    rows = {row.name: row for row in entries.of("attendance", course)}
    assert (rows["单海"].person, rows["林海燕"].person) == (person, 0)
    assert activities.get(course).attended == 2
    with pytest.raises(Problem, match="没有新的名字"):
        activity_attendance.take_down(course, ["单海"])
    with pytest.raises(Invalid, match="已经在名单上"):
        entries.save("attendance", course, {"name": "单海"})
    assert ("参加活动", "身份", "学员") in {
        (table, column, value) for table, _, column, value in personal.everything("单海").lines()
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "甲", "role": "校长"}, "role"),
        ({"name": "甲", "minutes": "半天"}, "minutes"),
        ({"name": "甲", "handed_in": "2026-05-01"}, "report"),
    ],
)
def test_attendance_without_sense_is_refused(store, values, field):
    with pytest.raises(Invalid) as wrong:
        entries.save("attendance", held("培训"), values)
    assert set(wrong.value.complaints) == {field}


def plan(**more):
    values = {"department": "市场监管所", "name": "单海", "on": "2026-03-04", "until": "", "begins": "", "ends": ""}
    return activity_roster.plan({**values, "place": "一楼", "note": "", **more})


def test_a_department_is_planned_week_by_week_and_only_once(store):
    assert len(plan(until="2026-03-31")) == 4
    assert len(plan(until="2026-04-07")) == 1
    with pytest.raises(Problem, match="已经排过"):
        plan(until="2026-04-07")
    days = [shift.on for shift in activity_roster.between(*YEAR)]
    assert days == ["2026-03-04", "2026-03-11", "2026-03-18", "2026-03-25", "2026-04-01"]
    assert activity_roster.departments() == ["市场监管所"]
    journal.undo(journal.last().id)
    assert len(activity_roster.between(*YEAR)) == 4


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"department": ""}, "department"),
        ({"on": ""}, "on"),
        ({"on": "2026.3"}, "on"),
        ({"until": "2026-03-03"}, "until"),
        ({"until": "2028-03-03"}, "until"),
        ({"begins": "9:00", "ends": "8:00"}, "ends"),
    ],
)
def test_plans_without_sense_are_refused(store, values, field):
    with pytest.raises(Invalid) as wrong:
        plan(**values)
    assert set(wrong.value.complaints) == {field}
    assert activity_roster.between(*YEAR) == []


def test_a_shift_becomes_an_activity_and_its_number_can_be_corrected(store):
    (shift,) = plan()
    made = activity_roster.hold(shift, 8)
    assert activity_roster.hold(shift, 11) == made
    row = activities.get(made)
    assert (row.kind, row.department, row.host, row.participants) == ("坐诊", "市场监管所", "单海", 11)
    assert activity_roster.between(*YEAR)[0].visitors == 11
    activities.remove([made])
    assert activity_roster.between(*YEAR)[0].visitors is None


def test_a_shift_is_changed_and_removed(store):
    (shift,) = plan()
    activity_roster.change(
        shift, {"department": "税务所", "name": "林海燕", "on": "2026-03-05", "begins": "", "ends": ""}
    )
    assert activity_roster.between(*YEAR)[0].department == "税务所"
    activity_roster.remove([shift])
    assert activity_roster.between(*YEAR) == []
    with pytest.raises(Problem, match="已经移出"):
        activity_roster.remove([shift])


@pytest.mark.parametrize("noun", ["duty_shift", "activity"])
def test_what_came_up_is_handed_over_to_a_case_once(store, noun):
    row = plan()[0] if noun == "duty_shift" else held("调解", title="货款纠纷")
    draft = case_rules.Draft(kind="诉求", title="摊位排水不畅", received=TODAY.isoformat())
    due = (TODAY + dt.timedelta(days=3)).isoformat()
    made = activity_roster.hand_over(noun, row, draft, Assignment("住建局", "林海燕", due))
    case = cases.get(made)
    assert (case.unit, case.handler, case.due, case.source) == ("住建局", "林海燕", due, "坐诊")
    with pytest.raises(Problem, match=case.number):
        activity_roster.hand_over(noun, row, draft, Assignment("住建局"))
    journal.undo(journal.last().id)
    assert cases.ids() == []
    with pytest.raises(Invalid, match="哪个单位"):
        activity_roster.hand_over(noun, row, draft, Assignment())
    assert cases.ids() == []
