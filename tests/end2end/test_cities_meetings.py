"""What the cities do with meetings: one test for each row, named after its number."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.cases import FUNCTIONS
from app.domain.cases import Draft as Case
from app.domain.meetings import SETTLED, Item
from app.domain.organizations import Draft
from app.domain.periods import Kind, of
from app.services import (
    case_figures,
    cases,
    figure_rows,
    figures,
    meeting_documents,
    meeting_drafts,
    meeting_figures,
    meeting_matrix,
    meeting_writing,
    meetings,
    minutes,
    organizations,
)
from app.services.case_figures import Scope
from app.store.writing import writing

YEAR, TODAY = 2025, dt.date(2026, 1, 20)
FIRST, LAST = f"{YEAR}-01-01", f"{YEAR}-12-31"
JOINT, AD_HOC, REPORT = "联席会议", "一事一商", "月度工作通报"


@pytest.fixture
def committee(store):
    return organizations.save(Draft(name="会战商圈党委", kind="商圈党委"), None, dt.date(2020, 1, 1))


def drawn_up(kind, organization, day, items=()):
    draft = meeting_drafts.blank(kind, organization, day)
    return replace(draft, place="会议室", chair="甲书记", attendees=(), items=tuple(items) or draft.items)


def hold(kind, organization, day, items=()):
    return meeting_writing.save(drawn_up(kind, organization, day, items), None)


def test_a11_quarterly_and_as_needed_with_a_monthly_report_and_demands_a_month(committee):
    """一季一议、一事一商 (120余次); 每季度 + 月度工作通报; 累计 6 次, 月均诉求 13; 12 次/30余项."""
    quarterly = [hold(JOINT, committee, dt.date(YEAR, month, 15)) for month in (2, 5, 8, 11)]
    for month in range(1, 13):
        hold(REPORT, committee, dt.date(YEAR, month, 28))
    with writing("新建会议") as act:
        for number in range(123):
            day = dt.date(YEAR, 1, 1) + dt.timedelta(days=2 * number)
            meeting_writing.write(act, drawn_up(AD_HOC, committee, day, [Item(f"第{number + 1}件事")]), None)
    held = meeting_figures.held(FIRST, LAST)
    assert {kind: len(numbers) for kind, numbers in held.items()} == {JOINT: 4, AD_HOC: 123, REPORT: 12}
    assert {meetings.get(number).series for number in quarterly} == {quarterly[0]}, "they are one series"
    assert [meetings.get(number).session for number in quarterly] == [1, 2, 3, 4]
    owed = {line.kind: line.words for line in meeting_matrix.of_year(YEAR, TODAY)}
    assert owed == {JOINT: "4/4", REPORT: "12/12"}, "what is held as needed is owed by nobody"
    with writing("登记诉求") as act:
        for number in range(6 * 13):
            received = dt.date(YEAR, 1 + number % 6, 1 + number // 6).isoformat()
            cases.add(act, Case(kind="诉求", title=f"诉求{number}", source="来访", received=received))
    a_month = case_figures.months(Scope(kind="诉求"))
    assert {month: len(numbers) for month, numbers in a_month.items()} == {f"{YEAR}-{m:02d}": 13 for m in range(1, 7)}
    told = {figure.title: figure.value for figure in meeting_figures.of_year(YEAR)}
    assert told["诉求"] == "78 件，6 个月，月均 13.0 件"
    assert (told[AD_HOC], told[f"诉求：{YEAR}年6月"]) == ("123 次", "13 件")


def test_a11_what_a_meeting_left_open_comes_again_in_the_next_quarter(committee):
    raised = [Item(f"事项{number}", "议定办理。" if number % 3 else "", state="待议") for number in range(30)]
    first = hold(JOINT, committee, dt.date(YEAR, 2, 15), raised)
    minutes.finalise(first)
    again = meeting_drafts.blank(JOINT, committee, dt.date(YEAR, 5, 15)).items
    assert [item.title for item in again if item.origin] == [f"事项{number}" for number in range(0, 30, 3)]


def test_a12_the_five_functions_are_categories_of_the_agenda_and_counted(committee, tmp_path):
    """五项职能 / 五联模式."""
    assert len(FUNCTIONS) == 5
    asked = [
        Item(f"{name}第{n}项", "已议。", name, SETTLED) for place, name in enumerate(FUNCTIONS) for n in range(place)
    ]
    meeting = hold(JOINT, committee, dt.date(YEAR, 2, 15), [*asked, Item("其他")])
    other = hold(AD_HOC, committee, dt.date(YEAR, 3, 15), [Item("再议", category=FUNCTIONS[1])])
    hold(JOINT, committee, dt.date(YEAR + 1, 1, 15), [Item("下一年", category=FUNCTIONS[0])])
    found = meeting_figures.categories(FIRST, LAST)
    counts = dict(zip(FUNCTIONS, (0, 2, 2, 3, 4), strict=True)) | {meeting_figures.UNSORTED: 1}
    assert {name: len(items) for name, items in found.items()} == counts
    assert {meeting_id for _, meeting_id in found[FUNCTIONS[1]]} == {meeting, other}
    told = {figure.title: (figure.value, len(figure.lines)) for figure in meeting_figures.of_year(YEAR)}
    assert told[f"议题：{FUNCTIONS[4]}"] == ("4 项", 4)
    assert reported() == [12, 0, 2, 2, 3, 4, 0, 1]
    consult = [row for row, _ in figures.rows("work.items_consult", of(Kind.YEAR, dt.date(YEAR, 1, 1)))]
    rows = figure_rows.of("agenda_item", consult)
    assert (rows[0].name, rows[0].page, rows[0].record) == ("协商议事第0项", "minutes", meeting)
    assert "协商议事" in rows[0].detail
    assert [item.category for item in meeting_drafts.draft_of(meeting).items][:3] == [
        "组织覆盖",
        "服务凝聚",
        "服务凝聚",
    ]
    assert meeting_documents.write_agenda(meeting, tmp_path / "议程.pdf") >= 1


def test_a12_the_five_joint_ways_can_stand_in_their_place(committee):
    ways = ("组织联建", "党员联管", "活动联办", "资源联享", "事务联商")
    hold(JOINT, committee, dt.date(YEAR, 2, 15), [Item(way, category=way) for way in ways])
    found = meeting_figures.categories(FIRST, LAST)
    assert [len(found[way]) for way in ways] == [1] * 5
    assert reported() == [5, 0, 0, 0, 0, 0, 5, 0]


def reported():
    """What a report of the year says: all items, those of the five functions, of other categories, and of none."""
    codes = [each.code for each in figures.definitions() if each.code.startswith("work.items")]
    told = figures.values(of(Kind.YEAR, dt.date(YEAR, 1, 1)), codes)
    return [told[code].number for code in codes]
