"""What the cities do with lists, services and other countable work: one test for each row, named after its number."""

import datetime as dt
import io

import pytest
from PIL import Image

from app.domain.activities import Draft, Kind, Service
from app.domain.cases import Draft as CaseDraft
from app.domain.errors import Invalid
from app.domain.lists import Draft as Item
from app.services import (
    activities,
    activity_attendance,
    activity_kinds,
    activity_roster,
    attachments,
    case_handling,
    cases,
    entries,
    journal,
    list_dispatch,
    list_kinds,
    list_links,
    lists,
    regulations,
    tallies,
)
from app.services.case_handling import Assignment
from app.store.activities import ActivityAttendance, VisitorTally
from app.store.writing import writing

TODAY = dt.date.today()
YEAR = (TODAY.replace(month=1, day=1), TODAY.replace(month=12, day=31))
JANUARY = (YEAR[0], YEAR[0].replace(day=31))


def day(n):
    """The nth day of a year, round and round."""
    return (YEAR[0] + dt.timedelta(days=n % 365)).isoformat()


def held(kind, count=1, **more):
    """Ids of so many activities of a kind; values may be functions of their place."""
    made = []
    for n in range(count):
        values = {name: value(n) if callable(value) else value for name, value in more.items()}
        made.append(activities.save(Draft(**{"kind": kind, "on": day(3 * n), **values}), None))
    return made


def of(kind):
    """What the year's activities of a kind come to."""
    return next(figure for figure in activities.figures(*YEAR) if figure.kind == kind)


def item(kind, title, days=0, **more):
    return lists.save(
        Item(kind=kind, title=title, registered=(TODAY - dt.timedelta(days=days)).isoformat(), **more), None
    )


def test_a15_mediations_are_counted_with_what_was_in_dispute_and_recovered(store):
    rooms = ("商圈法庭", "检察服务室", "税务枫桥调解室")
    held(
        "调解",
        112,
        title=lambda n: f"第 {n + 1} 起纠纷",
        department=lambda n: rooms[n % 3],
        host="单海",
        disputed=lambda n: 80_000 + 100 * n,
        recovered=lambda n: 80_000 if n % 4 else 0,
        outcome=lambda n: "调解成功" if n % 4 else "调解未成",
    )
    found = of("调解")
    rows = activities.rows(found.ids)
    assert found.count == 112
    assert 9_000_000 < found.disputed == sum(row.disputed for row in rows) < 10_000_000
    assert found.recovered == 84 * 80_000
    assert len(activities.ids(filters={"kind": "调解", "outcome": "调解成功"})) == 84
    assert len(activities.ids("税务枫桥")) == 37
    with pytest.raises(Invalid, match="比争议金额还多"):
        held("调解", disputed=100, recovered=101)


def test_a16_a_catalogue_of_12_and_more_and_a_hundred_visitors_a_day(store):
    catalogue = activity_kinds.services()
    assert sum(service.fixed for service in catalogue) == 12
    assert len(catalogue) > 12
    digits = activity_kinds.by_digit()
    with writing("录入来访") as act:
        rows = [
            (f"{JANUARY[0].isoformat()[:8]}{n % 31 + 1:02}", JANUARY[0].isoformat()[:7], digits[n % 9 + 1], 1)
            for n in range(3_115)
        ]
        act.add_many(VisitorTally, ("on", "month", "service", "count"), rows)
    visitors, days = tallies.daily_mean(*JANUARY)
    assert (visitors, days) == (3_115, 31)
    assert visitors // days == 100
    assert sum(tallies.by_service(*JANUARY).values()) == visitors
    assert {each.count for each in tallies.by_time(*JANUARY)} == {100, 101}
    (month,) = tallies.by_time(*YEAR, monthly=True)
    assert month.count == len(month.ids) == 3_115
    own = [*catalogue, Service("宠物寄养")]
    activity_kinds.save(activity_kinds.kinds(), own)
    assert sum(not service.fixed for service in activity_kinds.services()) == len(catalogue) - 12 + 1


def test_a17_departments_sit_in_by_roster_and_hand_over_what_they_cannot_settle(store):
    monday = JANUARY[0] + dt.timedelta(days=(7 - JANUARY[0].weekday()) % 7)
    for n, department in enumerate(("市场监管所", "税务所", "司法所", "人社所")):
        plan = {
            "department": department,
            "name": "单海",
            "begins": "9:00",
            "ends": "11:30",
            "place": "一楼",
            "note": "",
        }
        on = monday + dt.timedelta(days=n)
        activity_roster.plan({**plan, "on": on.isoformat(), "until": (on + dt.timedelta(days=7 * 3)).isoformat()})
    shifts = activity_roster.between(monday, monday + dt.timedelta(days=30))
    assert len(shifts) == 16
    assert {dt.date.fromisoformat(shift.on).weekday() for shift in shifts if shift.department == "司法所"} == {2}
    activity_roster.hold(shifts[0].id, 9)
    due = (TODAY + dt.timedelta(days=5)).isoformat()
    draft = CaseDraft(kind="诉求", title="下水道堵塞，请上门一次", received=TODAY.isoformat())
    case = activity_roster.hand_over("duty_shift", shifts[0].id, draft, Assignment("住建局", "林海燕", due))
    assert (cases.get(case).unit, cases.get(case).due) == ("住建局", due)
    shown = activity_roster.between(monday, monday)[0]
    assert (shown.visitors, shown.case_number) == (9, cases.get(case).number)
    assert of("坐诊").participants == 9


@pytest.mark.parametrize("preset", ["资源、需求、项目", "问题、需求、责任"])
def test_a25_three_lists_of_either_city_linked_and_sent_one_to_one(store, preset):
    list_kinds.save(list_kinds.presets()[preset])
    first, asking, last = (kind.name for kind in list_kinds.kinds())
    offered, need, done = item(first, "甲"), item(asking, "要一间仓库", days=30), item(last, "丙")
    if preset.startswith("资源"):
        assert [row.id for row in lists.unmatched(TODAY)] == [need]
    for other in (offered, done):
        list_links.link(need, other, {"start": TODAY.isoformat()})
    assert {link.other.id for link in list_links.of(need)} == {offered, done}
    assert [link.other.id for link in list_links.of(done)] == [need]
    assert need not in {row.id for row in lists.unmatched(TODAY)}
    due = (TODAY + dt.timedelta(days=7)).isoformat()
    with pytest.raises(Invalid, match="责任人"):
        list_dispatch.dispatch(need, Assignment("会战社区", "", due))
    case = list_dispatch.dispatch(need, Assignment("会战社区", "单海", due))
    row = lists.get(need)
    assert (row.state, row.handler, row.due) == ("已派单", "单海", due)
    assert cases.get(case).kind == "点单"
    case_handling.finish(case, TODAY, "仓库已租下")
    assert lists.get(need).state == "已完成"
    assert cases.ids(filters={"kind": "点单"}) == [case]


def test_a42_events_participants_and_hours_of_volunteers(store):
    held("志愿服务", 300, participants=lambda n: 66 + n % 3, minutes=lambda n: 6_000, beneficiaries=lambda n: 20)
    held("公益市集", 12, participants=30, beneficiaries=200)
    found = of("志愿服务")
    assert (found.count, found.participants, found.minutes // 60) == (300, 20_100, 30_000)
    assert sum(row.minutes for row in activities.rows(found.ids)) == found.minutes
    assert of("公益市集").beneficiaries == 2_400


def test_a44_a_centre_names_its_own_kinds_of_service(store):
    own = [
        Kind("代办服务"),
        Kind("代跑服务"),
        Kind("代购服务"),
        Kind("代缴服务"),
        Kind("代管服务"),
        Kind("全岗通", "坐诊"),
    ]
    activity_kinds.save([*activity_kinds.kinds(), *own], activity_kinds.services())
    for kind in own:
        held(kind.name, 2, service="证照代办")
    assert {figure.kind: figure.count for figure in activities.figures(*YEAR)} == {kind.name: 2 for kind in own}
    assert len(activities.ids(filters={"service": "证照代办"})) == 12
    journal.undo(journal.last_of_session().id)
    assert len(activities.ids(filters={"service": "证照代办"})) == 11


def test_a46_courses_with_teachers_attendance_reports_and_promises(store):
    categories = activity_kinds.courses()
    courses = held("培训", 30, title=lambda n: f"第 {n + 1} 课", category=lambda n: categories[n % 6], host="仇立新")
    school = held("网格党校", 75, participants=27)
    for n in range(15):
        entries.save("attendance", courses[n], {"name": f"导师{n}", "role": "导师"})
    pupils = [f"学员{n}" for n in range(40)]
    for course in courses[:3]:
        activity_attendance.take_down(course, pupils)
    for n, row in enumerate(sorted(entries.of("attendance", courses[0]), key=lambda row: row.id)[1:24]):
        handed = {"report": f"破题报告 {n}", "handed_in": TODAY.isoformat(), "promised": True}
        entries.save("attendance", courses[0], {"name": row.name, "role": row.role, "minutes": 150, **handed}, row.id)
    told = activity_attendance.training(*YEAR)
    assert len(categories) == 6
    assert [len(told.by_category[category]) for category in categories] == [5] * 6
    assert (len(told.courses), len(told.tutors), len(told.came)) == (105, 15, 120)
    assert (len(told.reports), len(told.promises)) == (23, 23)
    assert {ActivityAttendance.get_by_id(row).report for row in told.reports} == {f"破题报告 {n}" for n in range(23)}
    assert of("网格党校").participants == 75 * 27 > 2_000
    assert set(school) <= set(told.courses)


def test_a50_simple_services_are_counted_in_their_own_units(store):
    held("商务讯息", 50, quantity=10, recovered=12_500_000)
    held("招商盘活", 26, quantity=1_200)
    held("招引商户", 26, quantity=2)
    held("红色信贷", 4, title="整村授信", quantity=5)
    assert of("商务讯息").quantities == (("条", 500),)
    assert of("商务讯息").recovered == 625_000_000
    assert of("招商盘活").quantities == (("㎡", 31_200),)
    assert of("招引商户").quantities == (("家", 52),)
    assert of("红色信贷").quantities == (("户", 20),)
    rows = activities.rows(of("招商盘活").ids)
    assert sum(row.quantity for row in rows) == 31_200


def test_a51_four_regulations_with_their_scans_are_reviewed_in_time(store):
    scan = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(scan, "PNG")
    for n, title in enumerate(("服务承诺", "民主决策", "评议监督", "日常管理")):
        adopted = (TODAY - dt.timedelta(days=350 - 100 * n)).isoformat()
        number = regulations.save({"title": f"{title}制度", "category": title, "adopted": adopted})
        attachments.add("regulation", number, f"{title}.png", scan.getvalue())
    assert len(regulations.listing(TODAY)) == 4
    (first,) = regulations.due(TODAY)
    assert first.title == "服务承诺制度"
    assert [each.name for each in attachments.of("regulation", first.id)] == ["服务承诺.png"]
    regulations.reviewed(first.id, TODAY)
    assert regulations.due(TODAY) == []
    assert len(regulations.due(TODAY + dt.timedelta(days=400))) == 4
