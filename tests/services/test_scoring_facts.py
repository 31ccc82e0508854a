"""What the records say: each formula counts what it should, leaves out what it should, and names its rows."""

import datetime as dt

import pytest

from app.domain.schemes import Criterion, Scheme
from app.services import scoring_facts
from app.services.scoring_facts import Span
from app.store.activities import Activity, ActivityAttendance
from app.store.cases import Case, CaseRating
from app.store.meetings import Attendance, Meeting
from app.store.members import Person
from app.store.merchants import Merchant, Pledge
from app.store.ratings import CreditEvent, DutyClaim, DutyPost, Inspection
from tests.services.rating_desk import open_shops

SPAN = Span("2026-01-01", "2026-06-30", "2026-06-30")
WEIGHTS = (("群众评价", 40), ("五方互评", 30), ("组织考评", 30))


@pytest.fixture
def shops(store):
    return open_shops()


def gathered(formula, span=SPAN):
    criterion = Criterion("x", "某项", 10, "computed", formula, each=1, weights=WEIGHTS)
    return scoring_facts.gather(Scheme(criteria=(criterion,)), span)["x"]


def case(shop, kind="投诉", received="2026-03-01", outcome="属实", **more):
    told = {"year": 2026, "serial": 1, "month": received[:7], "title": "某事", "stage": "反馈", "phase": "办结"}
    number = f"2026-{Case.select().count():04d}"
    return Case.create(**told, kind=kind, number=number, received=received, merchant=shop, outcome=outcome, **more).id


def test_only_founded_complaints_of_the_period_count(shops):
    first = case(shops[0])
    second = case(shops[0], received="2026-06-30", outcome="部分属实")
    case(shops[0], outcome="不属实")
    case(shops[0], outcome="")
    case(shops[0], received="2026-07-01")
    case(shops[0], received="2025-12-31")
    case(shops[0], removed_at="2026-05-01T00:00:00")
    case(0)
    report = case(shops[1], kind="举报")
    found = gathered("complaints")
    assert {shop: fact.count for shop, fact in found.facts.items()} == {shops[0]: 2}
    assert found.evidence(shops[0]) == (("case_file", first), ("case_file", second))
    assert found.evidence(shops[1]) == ()
    assert gathered("reports").evidence(shops[1]) == (("case_file", report),)
    assert {shop: fact.count for shop, fact in gathered("complaints_and_reports").facts.items()} == {
        shops[0]: 2,
        shops[1]: 1,
    }


def test_answers_are_on_time_up_to_the_last_day(shops):
    case(shops[0], due="2026-03-08", done="2026-03-08", outcome="不属实")
    case(shops[0], due="2026-03-08", done="2026-03-09")
    case(shops[0], due="", done="2026-03-09")
    case(shops[0], due="2026-03-08", done="")
    fact = gathered("on_time").facts[shops[0]]
    assert (fact.count, fact.of) == (1, 2)


def test_pledges_count_once_a_kind_while_they_stand(shops):
    assert gathered("pledges").facts[shops[0]].count == 2
    Pledge.create(merchant=shops[0], kind="放心消费承诺", signed="2026-02")
    Pledge.create(merchant=shops[0], kind="7天无理由退货承诺", signed="2026-07-01")
    assert gathered("pledges").facts[shops[0]].count == 2
    Pledge.update(withdrawn="2026-06-30").where(Pledge.merchant == shops[0]).execute()
    assert shops[0] not in gathered("pledges").facts


def event(shop, on, until, **more):
    told = {"kind": "处罚", "weight": "一般", "text": "占道", "months": 12, "points": 500}
    return CreditEvent.create(**{**told, **more}, merchant=shop, on=on, until=until).id


def test_penalties_that_aged_or_were_repaired_have_left_the_score(shops):
    standing = event(shops[0], "2025-07-01", "2026-07-01")
    event(shops[0], "2025-06-30", "2026-06-30")
    event(shops[0], "2026-07-01", "2027-07-01")
    event(shops[0], "2026-03-01", "2027-03-01", repaired="2026-07-05")
    praised = event(shops[0], "2026-03-01", "2027-03-01", kind="表扬", weight="", points=200)
    found = gathered("penalties")
    assert (found.facts[shops[0]].count, found.evidence(shops[0])) == (500, (("credit_event", standing),))
    assert gathered("praise").evidence(shops[0]) == (("credit_event", praised),)
    severe = event(shops[1], "2026-03-01", "2029-03-01", weight="严重")
    assert scoring_facts.severe(SPAN).rows == {shops[1]: [severe]}


def test_inspections_and_duties(shops):
    post = DutyPost.create(name="门前三包", position=1)
    claim = DutyClaim.create(post=post, merchant=shops[0], start="2026-06-30")
    DutyClaim.create(post=post, merchant=shops[1], start="2025-01-01", end="2025-12-31")
    for on, result in (("2026-06-30", "合格"), ("2026-06-30", "不合格"), ("2026-07-01", "合格")):
        Inspection.create(claim=claim, merchant=shops[0], on=on, result=result)
    fact = gathered("inspections").facts[shops[0]]
    assert (fact.count, fact.of) == (1, 2)
    assert set(gathered("duties").facts) == {shops[0]}


def test_who_came_to_meetings_as_a_merchant(shops):
    told = {
        "kind": "联席会议",
        "year": 2026,
        "session": 1,
        "title": "一季一议",
        "state": "定稿",
        "entered": "2026-03-01",
    }
    meeting = Meeting.create(**told, held="2026-03-01", month="2026-03")
    for shop, presence in ((shops[0], "实到"), (shops[1], "缺席")):
        Attendance.create(
            meeting=meeting, position=1, noun="merchant", row=shop, name="某", role="应到", presence=presence
        )
    assert {shop: fact.count for shop, fact in gathered("participation").facts.items()} == {shops[0]: 1}


def test_an_activity_counts_once_for_a_shop_whose_people_came(shops):
    people = [Person.create(name=name, sort_key="", merchant=shops[0]) for name in ("刘一", "陈二")]
    told = {"kind": "志愿服务", "month": "2026-03"}
    inside, outside = (Activity.create(**told, title="清雪", on=on) for on in ("2026-03-01", "2026-07-01"))
    came = [ActivityAttendance.create(activity=inside, person=one, name=one.name, role="参加") for one in people]
    ActivityAttendance.create(activity=outside, person=people[0], name="刘一", role="参加")
    ActivityAttendance.create(activity=inside, name="不在册的人", role="参加")
    found = gathered("participation")
    assert {shop: fact.count for shop, fact in found.facts.items()} == {shops[0]: 1}
    assert found.evidence(shops[0]) == (("activity_attendance", came[0].id),)


def test_the_three_sides_by_their_weights(shops):
    rated = case(shops[0])
    for side, score in (("群众评价", 80), ("群众评价", 100), ("组织考评", 60)):
        CaseRating.create(case=rated, side=side, score=score, on="2026-04-01")
    CaseRating.create(case=rated, side="五方互评", score=0, on="2026-07-01")
    fact = gathered("sides").facts[shops[0]]
    assert fact.count / fact.of == pytest.approx((90 * 40 + 60 * 30) / 70 / 100)
    assert fact.note == "群众评价 90，组织考评 60（缺五方互评，其余各方按权重折算）"
    assert len(gathered("sides").evidence(shops[0])) == 3


def test_one_merchant_alone_is_asked_about_it_alone(shops):
    for shop in shops:
        case(shop)
    only = Span(SPAN.start, SPAN.end, SPAN.day, shops[2])
    assert set(gathered("complaints", only).facts) == {shops[2]}
    assert [subject.merchant for subject in scoring_facts.subjects(only)] == [shops[2]]


def test_nothing_is_counted_twice_over_two_periods(shops):
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=30 * n) for n in range(12)]
    for day in days:
        case(shops[0], received=day.isoformat())
    first = gathered("complaints", Span("2026-01-01", "2026-06-30", "2026-06-30")).facts[shops[0]].count
    second = gathered("complaints", Span("2026-07-01", "2026-12-31", "2026-12-31")).facts[shops[0]].count
    assert first + second == 12


def test_a_signed_pledge_shows_that_a_shop_was_there_whose_opening_nobody_entered(shops):
    Merchant.update(since="").where(Merchant.id == shops[0]).execute()
    Pledge.create(merchant=shops[0], kind="放心消费承诺", signed="2023-12")
    by_id = {one.merchant: one for one in scoring_facts.subjects(SPAN)}
    assert (by_id[shops[0]].since, by_id[shops[0]].seen) == ("", "2023-12")
    assert (by_id[shops[1]].since, by_id[shops[1]].seen) == ("2020-01", "")
