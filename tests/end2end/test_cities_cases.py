"""What cities report of their cases, made from rows of our own: a test for each row of theirs."""

import datetime as dt
import itertools

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.cases import SIDES, Kind, Phase, Stage
from app.domain.errors import Problem
from app.domain.members import Draft as Person
from app.domain.organizations import Draft as Branch
from app.domain.periods import Kind as PeriodKind
from app.domain.periods import of
from app.services import (
    answered,
    case_documents,
    case_figures,
    case_handling,
    case_kinds,
    case_lines,
    cases,
    figure_rows,
    figures,
    members,
    organization_overview,
    organizations,
    session,
)
from app.services.case_figures import Scope
from app.services.case_handling import Assignment
from app.store.cases import Case
from app.store.organizations import Seat
from app.store.writing import writing
from app.ui.kit.visit import Visit
from app.ui.pages.member_appraisal import AppraisalDialog
from tests.casefiles import TODAY, fill, funnel


def take_in(kind, title="一件事", days=0):
    day = (TODAY - dt.timedelta(days=days)).isoformat()
    return cases.save(cases.Draft(kind=kind, title=title, received=day), None)


def pass_through(number, stages):
    """Move a case along all stages after its first."""
    for name in stages[1:]:
        case_handling.advance([number], name)
        assert cases.get(number).stage == name


def test_a11_demands_a_month_over_the_months_there_are(store):
    months = [f"2026-{month:02d}-10" for month in range(1, 7)]
    fill(78, received=lambda place: months[place % 6])
    found = case_figures.months(Scope("2026-01-01", "2026-12-31", "诉求"))
    assert [len(ids) for ids in found.values()] == [13] * 6


def test_a17_called_in_reported_and_handed_over(store):
    number = take_in("举报", "占道经营", 3)
    case_handling.dispatch(number, Assignment("城管办", "周立"))
    case_handling.dispatch(number, Assignment("市场监管所", "吴起", note="吹哨报到，一次上门"))
    case_handling.hand_over(number, "12315", note="超出街道权限")
    row = cases.get(number)
    assert (row.unit, row.handler, row.done) == ("市场监管所", "吴起", "")
    assert [each.what.partition(" ")[0] for each in case_handling.steps(number)] == [
        "登记",
        "交办",
        "转办",
        "移交12315",
    ]


@pytest.mark.parametrize("stages", [("点单", "交单", "接单"), ("点单", "派单", "接单", "晒单")])
def test_a37_orders_pass_the_stages_of_either_city(store, stages):
    phases = dict(zip(stages, (Phase.RECEIVED, Phase.DISPATCHED, Phase.WORKING, Phase.DONE), strict=False))
    phases[stages[-1]] = Phase.DONE
    others = [kind for kind in case_kinds.kinds() if kind.name != "点单"]
    case_kinds.save([*others, Kind("点单", 7, tuple(Stage(name, phases[name]) for name in stages))])
    number = take_in("点单")
    pass_through(number, stages)
    assert cases.get(number).done


def test_a37_orders_done_are_printed_with_numerator_and_denominator(store):
    fill(8930, "点单", done=lambda place: TODAY.isoformat() if place < 8775 else "")
    assert case_figures.rates(Scope(kind="点单"), TODAY).completion.words == "8775/8930 = 98.26%"


@pytest.mark.parametrize(
    "stages",
    [
        (("收集", "受理"), ("交办", "交办"), ("处理", "办理"), ("反馈", "办结")),
        (("诉求收集", "受理"), ("议题筛选", "商议"), ("组织协商", "商议"), ("结果公示", "办结"), ("落实反馈", "评议")),
    ],
)
def test_a38_both_ways_of_handling_demands_are_data(store, stages):
    kind = Kind("诉求办理", 15, tuple(Stage(name, Phase(phase)) for name, phase in stages))
    case_kinds.save([*case_kinds.kinds(), kind])
    number = take_in("诉求办理")
    pass_through(number, [name for name, _ in stages])
    case_handling.close([number])
    case_handling.reopen(number, "又发生了")
    assert cases.get(number).number == f"{TODAY.year}-0001"


def test_a39_the_funnel_of_the_city_from_rows_every_arrow_both_ways(store):
    demands, topics, meetings, resolved, done = funnel(23_753, 18_600, 6_200, 10_500)
    found = case_figures.funnel(Scope())
    assert [len(step.ids) for step in found.steps] == [23_753, 18_600, 6_200, 6_200, 10_500, 10_500]
    chain = (demands[0], topics[0], meetings[0], resolved[0])
    for place, (one, other) in enumerate(itertools.pairwise(chain)):
        assert other in found.onward(place, one)
        assert one in found.back(place + 1, other)
    assert done[0] in found.onward(3, resolved[0])
    stuck = found.passed(0).others
    assert len(stuck) == 23_753 - 18_600
    names = [line.name for line in case_lines.of(found.steps[0].noun, stuck[:2])]
    assert names == [f"{cases.get(number).number}　{cases.get(number).title}" for number in stuck[:2]]


def test_a39_102_councils_of_five_sides_are_counted_with_those_that_lack_one(store):
    """五方共议, 102 机构."""
    with writing("登记议事机构") as act:
        start = dt.date(2020, 1, 1)
        nodes = [
            organizations.write(act, Branch(name=f"{n}号议事会", kind="议事机构"), None, start) for n in range(102)
        ]
        for node in nodes:
            for side in ("社区", "居委会", "物业", "业委会", "居民代表")[: 4 if node == nodes[0] else 5]:
                act.add(Seat(tree="organization", node=node, post="委员", name=side, category=side, start="2026-01-01"))
    quarter = of(PeriodKind.QUARTER, TODAY)
    told = figures.values(quarter, ["org.councils", "org.councils_full"])
    assert [value.number for value in told.values()] == [102, 101]
    behind = figure_rows.of("organization", [row for row, _ in figures.rows("org.councils", quarter)[:1]])
    assert [(row.name, row.page, row.record) for row in behind] == [("0号议事会", "organizations", nodes[0])]
    (shown,) = [each for each in organization_overview.overviews(TODAY) if each.title == "五方齐全的议事机构"]
    assert (shown.value, [line.name for line in shown.parts["还没有齐"]]) == ("101/102 = 99.02%", ["0号议事会"])


def test_a40_a_case_has_one_number_and_ends_by_being_struck_off(store):
    number = take_in("诉求", days=5)
    with pytest.raises(Problem, match="还没有办结"):
        case_handling.close([number])
    case_handling.dispatch(number, Assignment("城管办"))
    case_handling.finish(number, TODAY, "办好了")
    case_handling.close([number])
    row = cases.get(number)
    assert (row.state, row.closed) == ("已销号", TODAY.isoformat())
    with pytest.raises(Problem, match="已经销号"):
        case_handling.extend(number, TODAY + dt.timedelta(days=3), "再等等")


def test_a40_on_time_and_satisfied_as_the_city_reports_them(store):
    due = (TODAY - dt.timedelta(days=1)).isoformat()
    before = (TODAY - dt.timedelta(days=2)).isoformat()
    fill(
        100,
        due=due,
        done=lambda place: before if place < 97 else TODAY.isoformat(),
        satisfaction=lambda place: "满意" if place < 90 else "基本满意" if place < 98 else "不满意",
    )
    found = case_figures.rates(Scope(), TODAY)
    assert (found.on_time.words, found.satisfied.words) == ("97/100 = 97.00%", "98/100 = 98.00%")


def test_a41_three_sides_rate_by_weight_and_the_paper_says_so(store, tmp_path):
    number = take_in("诉求")
    case_handling.finish(number, TODAY, "办好了")
    for side, score in (("群众评价", 90), ("群众评价", 100), ("五方互评", 80), ("组织考评", 70)):
        case_handling.rate(number, side, score)
    assert case_handling.score(number).words == "83.00"
    out = tmp_path / "案卷.pdf"
    assert case_documents.write_sheet(number, out) >= 1
    assert out.read_bytes().startswith(b"%PDF")


def test_a41_what_was_answered_for_is_evidence_for_the_yearly_appraisal(window):
    """三维评价与考核挂钩：承办人和承办单位的卡片上看得到平均分和是哪些事项，民主评议时写进备注."""
    branch = organizations.save(Branch(name="东段党支部", kind="党支部"), None, TODAY)
    person = members.save(Person(name="周立", organization="东段党支部"), None)
    for title, scores in (("路灯不亮", (90, 80, 70)), ("油烟扰民", (95,)), ("没人评的", ())):
        number = take_in("诉求", title)
        case_handling.dispatch(number, Assignment("东段党支部", "周立", unit_row=branch, handler_row=person))
        case_handling.finish(number, TODAY, "办好了")
        for side, score in zip(SIDES, scores, strict=False):
            case_handling.rate(number, side, score)
    told = answered.of_person(person, TODAY.year)
    assert [(each.title, each.rated.words[:5]) for each in told.cases] == [("路灯不亮", "81.00"), ("油烟扰民", "95.00")]
    assert told.words == f"{TODAY.year} 年　2 件　平均 88.00 分"
    assert answered.of_organization(branch, TODAY.year).cases == told.cases
    assert not answered.of_person(person, TODAY.year - 1).cases
    window.show_page("members")
    window.page.show_row(person)
    merits = window.page.pane.card.turn_to("职务奖惩")
    assert told.words in [each.text() for each in merits.findChildren(QPushButton)]
    dialog = AppraisalDialog(window.page, "登记民主评议", lambda values: None, lambda values: None, person)
    dialog.fill({"year": TODAY.year, "result": "合格", "note": ""})
    dialog.take.click()
    sentence = f"{TODAY.year} 年承办并有三维评价的事项 2 件，平均 88.00 分。"
    assert dialog.form.values() == {"year": TODAY.year, "result": "合格", "note": sentence}
    dialog.form.row("year").editor.fill(TODAY.year - 1)
    assert dialog.take.isHidden()
    window.show_page("organizations")
    window.page.receive(Visit("organizations", record=branch))
    assert told.words in [each.text() for each in window.page.findChildren(QPushButton)]


def test_a_year_of_numbers_has_no_gap_and_no_double(store):
    for kind in ("诉求", "投诉", "点单"):
        take_in(kind)
    cases.remove([2])
    take_in("纠纷")
    numbers = [number for (number,) in Case.select(Case.number).order_by(Case.id).tuples()]
    assert numbers == [f"{TODAY.year}-{serial:04d}" for serial in range(1, 5)]


def test_whoever_handled_a_case_does_not_say_how_satisfying_it_was(store):
    number = take_in("投诉")
    case_handling.dispatch(number, Assignment(handler=session.clerk().name))
    case_handling.finish(number, TODAY, "办好了")
    with pytest.raises(Problem, match="经办人"):
        case_handling.satisfy(number, "满意")
