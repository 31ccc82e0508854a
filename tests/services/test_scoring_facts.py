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
from tests.services.rating_desk import open_merchants

SPAN = Span("2026-01-01", "2026-06-30", "2026-06-30")
WEIGHTS = (("群众评价", 40), ("五方互评", 30), ("组织考评", 30))


@pytest.fixture
def merchants(store):
    return open_merchants()


def gathered(formula, span=SPAN):
    criterion = Criterion("x", "某项", 10, "computed", formula, each=1, weights=WEIGHTS)
    return scoring_facts.gather(Scheme(criteria=(criterion,)), span)["x"]


def case(merchant, kind="投诉", received="2026-03-01", outcome="属实", **more):
    told = {"year": 2026, "serial": 1, "month": received[:7], "title": "某事", "stage": "反馈", "phase": "办结"}
    number = f"2026-{Case.select().count():04d}"
    return Case.create(
        **told, kind=kind, number=number, received=received, merchant=merchant, outcome=outcome, **more
    ).id


def test_only_founded_complaints_of_the_period_count(merchants):
    first = case(merchants[0])
    second = case(merchants[0], received="2026-06-30", outcome="部分属实")
    case(merchants[0], outcome="不属实")
    case(merchants[0], outcome="")
    case(merchants[0], received="2026-07-01")
    case(merchants[0], received="2025-12-31")
    case(merchants[0], removed_at="2026-05-01T00:00:00")
    case(0)
    report = case(merchants[1], kind="举报")
    found = gathered("complaints")
    assert {merchant: fact.count for merchant, fact in found.facts.items()} == {merchants[0]: 2}
    assert found.evidence(merchants[0]) == (("case_file", first), ("case_file", second))
    assert found.evidence(merchants[1]) == ()
    assert gathered("reports").evidence(merchants[1]) == (("case_file", report),)
    assert {merchant: fact.count for merchant, fact in gathered("complaints_and_reports").facts.items()} == {
        merchants[0]: 2,
        merchants[1]: 1,
    }


def test_answers_are_on_time_up_to_the_last_day(merchants):
    case(merchants[0], due="2026-03-08", done="2026-03-08", outcome="不属实")
    case(merchants[0], due="2026-03-08", done="2026-03-09")
    case(merchants[0], due="", done="2026-03-09")
    case(merchants[0], due="2026-03-08", done="")
    fact = gathered("on_time").facts[merchants[0]]
    assert (fact.count, fact.of) == (1, 2)


def test_pledges_count_once_a_kind_while_they_stand(merchants):
    assert gathered("pledges").facts[merchants[0]].count == 2
    Pledge.create(merchant=merchants[0], kind="放心消费承诺", signed="2026-02")
    Pledge.create(merchant=merchants[0], kind="7天无理由退货承诺", signed="2026-07-01")
    assert gathered("pledges").facts[merchants[0]].count == 2
    Pledge.update(withdrawn="2026-06-30").where(Pledge.merchant == merchants[0]).execute()
    assert merchants[0] not in gathered("pledges").facts


def event(merchant, on, until, **more):
    told = {"kind": "处罚", "weight": "一般", "text": "占道", "months": 12, "points": 500}
    return CreditEvent.create(**{**told, **more}, merchant=merchant, on=on, until=until).id


def test_penalties_that_aged_or_were_repaired_have_left_the_score(merchants):
    standing = event(merchants[0], "2025-07-01", "2026-07-01")
    event(merchants[0], "2025-06-30", "2026-06-30")
    event(merchants[0], "2026-07-01", "2027-07-01")
    event(merchants[0], "2026-03-01", "2027-03-01", repaired="2026-07-05")
    praised = event(merchants[0], "2026-03-01", "2027-03-01", kind="表扬", weight="", points=200)
    found = gathered("penalties")
    assert (found.facts[merchants[0]].count, found.evidence(merchants[0])) == (500, (("credit_event", standing),))
    assert gathered("praise").evidence(merchants[0]) == (("credit_event", praised),)
    severe = event(merchants[1], "2026-03-01", "2029-03-01", weight="严重")
    assert scoring_facts.severe(SPAN).rows == {merchants[1]: [severe]}


def test_inspections_and_duties(merchants):
    post = DutyPost.create(name="门前三包", position=1)
    claim = DutyClaim.create(post=post, merchant=merchants[0], start="2026-06-30")
    DutyClaim.create(post=post, merchant=merchants[1], start="2025-01-01", end="2025-12-31")
    for on, result in (("2026-06-30", "合格"), ("2026-06-30", "不合格"), ("2026-07-01", "合格")):
        Inspection.create(claim=claim, merchant=merchants[0], on=on, result=result)
    fact = gathered("inspections").facts[merchants[0]]
    assert (fact.count, fact.of) == (1, 2)
    assert set(gathered("duties").facts) == {merchants[0]}


def test_who_came_to_meetings_as_a_merchant(merchants):
    told = {
        "kind": "联席会议",
        "year": 2026,
        "session": 1,
        "title": "一季一议",
        "state": "定稿",
        "entered": "2026-03-01",
    }
    meeting = Meeting.create(**told, held="2026-03-01", month="2026-03")
    for merchant, presence in ((merchants[0], "实到"), (merchants[1], "缺席")):
        Attendance.create(
            meeting=meeting, position=1, noun="merchant", row=merchant, name="某", role="应到", presence=presence
        )
    assert {merchant: fact.count for merchant, fact in gathered("participation").facts.items()} == {merchants[0]: 1}


def test_an_activity_counts_once_for_a_merchant_whose_people_came(merchants):
    people = [Person.create(name=name, sort_key="", merchant=merchants[0]) for name in ("刘一", "陈二")]
    told = {"kind": "志愿服务", "month": "2026-03"}
    inside, outside = (Activity.create(**told, title="清雪", on=on) for on in ("2026-03-01", "2026-07-01"))
    came = [ActivityAttendance.create(activity=inside, person=one, name=one.name, role="参加") for one in people]
    ActivityAttendance.create(activity=outside, person=people[0], name="刘一", role="参加")
    ActivityAttendance.create(activity=inside, name="不在册的人", role="参加")
    found = gathered("participation")
    assert {merchant: fact.count for merchant, fact in found.facts.items()} == {merchants[0]: 1}
    assert found.evidence(merchants[0]) == (("activity_attendance", came[0].id),)


def test_the_three_sides_by_their_weights(merchants):
    rated = case(merchants[0])
    for side, score in (("群众评价", 80), ("群众评价", 100), ("组织考评", 60)):
        CaseRating.create(case=rated, side=side, score=score, on="2026-04-01")
    CaseRating.create(case=rated, side="五方互评", score=0, on="2026-07-01")
    fact = gathered("sides").facts[merchants[0]]
    assert fact.count / fact.of == pytest.approx((90 * 40 + 60 * 30) / 70 / 100)
    assert fact.note == "群众评价 90，组织考评 60（缺五方互评，其余各方按权重折算）"
    assert len(gathered("sides").evidence(merchants[0])) == 3


def test_one_merchant_alone_is_asked_about_it_alone(merchants):
    for merchant in merchants:
        case(merchant)
    only = Span(SPAN.start, SPAN.end, SPAN.day, merchants[2])
    assert set(gathered("complaints", only).facts) == {merchants[2]}
    assert [subject.merchant for subject in scoring_facts.subjects(only)] == [merchants[2]]


def test_nothing_is_counted_twice_over_two_periods(merchants):
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=30 * n) for n in range(12)]
    for day in days:
        case(merchants[0], received=day.isoformat())
    first = gathered("complaints", Span("2026-01-01", "2026-06-30", "2026-06-30")).facts[merchants[0]].count
    second = gathered("complaints", Span("2026-07-01", "2026-12-31", "2026-12-31")).facts[merchants[0]].count
    assert first + second == 12


def test_a_signed_pledge_shows_that_a_merchant_was_there_whose_opening_nobody_entered(merchants):
    Merchant.update(since="").where(Merchant.id == merchants[0]).execute()
    Pledge.create(merchant=merchants[0], kind="放心消费承诺", signed="2023-12")
    by_id = {one.merchant: one for one in scoring_facts.subjects(SPAN)}
    assert (by_id[merchants[0]].since, by_id[merchants[0]].seen) == ("", "2023-12")
    assert (by_id[merchants[1]].since, by_id[merchants[1]].seen) == ("2020-01", "")
