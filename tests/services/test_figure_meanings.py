"""What single figures of a report count, and what they do not: each row by hand, as a superior would ask."""

import peewee as pw
import pytest

from app.domain.periods import read
from app.services import figures, people_figures, report_contents, report_figures, report_text
from app.services.figures import Line, Value
from app.store.database import db
from app.store.nouns import NOUNS

QUARTER = read("2026Q3")


def number(code, period=QUARTER):
    value = figures.values(period, [code])[code]
    return value.part if figures.definition(code).part else value.number


def put(table, **values):
    """One row of a table, in use, with these values and nothing else in it."""
    model = NOUNS[table]
    plain = {field.name: 0 if isinstance(field, pw.IntegerField) else "" for field in model._meta.sorted_fields[1:]}
    plain |= {"serial": model.select().count()} if "serial" in plain else {}
    row = model.insert({**plain, **values})
    db.execute_sql("PRAGMA foreign_keys = OFF")
    try:
        return row.execute()
    finally:
        db.execute_sql("PRAGMA foreign_keys = ON")


def test_who_checks_in_at_two_places_is_one_person(store):
    person = put("person", name="唐晓", sort_key="t")
    for kind in ("双报到", "流动党员"):
        for place in ("永兴社区", "初心驿站"):
            put("check_in", person=person, kind=kind, place=place, start="2026-07-05")
    assert (number("people.double"), number("people.floating"), number("people.check_ins")) == (1, 1, 4)


def test_a_member_who_was_sent_elsewhere_counts_until_the_letter_arrived(store):
    person = put("person", name="唐晓", sort_key="t")
    put("person_stage", person=person, stage="正式党员", start="2020-01-01")
    put("placement", tree="organization", noun="person", row=person, parent=1, start="2020-01-01", end="2026-09-30")
    put("transfer", person=person, target_name="外地支部", sent="2026-09-20", arrived="2026-09-30")
    months = [read(f"2026-{month:02d}") for month in (8, 9, 10)]
    assert [number("people.members", month) for month in months] == [1, 0, 0]
    put("placement", tree="organization", noun="person", row=person, parent=1, start="2026-10-08")
    assert [number("people.members", month) for month in months] == [1, 0, 1]


def test_a_merchant_that_promised_twice_is_one_merchant(store):
    merchant = put("merchant", number="M1", sort_key="a", state="营业")
    for kind in ("放心消费承诺", "7天无理由退货承诺"):
        for day in ("2026-02-01", "2026-08"):
            put("pledge", merchant=merchant, kind=kind, signed=day)
    assert (number("trust.safe"), number("trust.returns"), number("trust.pledges")) == (1, 1, 4)


def test_a_giver_whose_former_gift_was_reversed_still_gave(store):
    holder = put("holder", noun="merchant", row=1)
    put("holder", noun="merchant", row=2, merged_into=holder)
    former = put("gift", kind="捐款", on="2026-05-01", holder=holder, amount=100, number="a")
    put("gift", kind="捐款", on="2026-07-01", holder=holder, amount=-100, reverses=former, number="b")
    assert number("charity.givers") == 0
    given = put("gift", kind="捐款", on="2026-09-30", holder=holder, amount=300, number="c")
    assert (number("charity.givers"), number("charity.money")) == (1, 200)
    put("gift", kind="捐款", on="2026-10-02", holder=holder, amount=-300, reverses=given, number="d")
    put("gift", kind="捐款", on="2026-08-01", holder=holder + 1, amount=50, number="e")
    assert number("charity.givers") == 1  # what was merged is one giver


def test_what_runs_to_a_month_runs_to_its_last_day(store):
    put("agreement", organization=1, title="共建", parties="甲", signed="2026-01-01", expires="2026-09")
    put("campaign", name="助学", start="2026-01-01", end="2026-09")
    for code in ("org.agreements", "charity.campaigns"):
        assert [number(code, read(f"2026-{month:02d}")) for month in (8, 9, 10)] == [1, 1, 0], code


@pytest.mark.parametrize(
    ("start", "counted"), [("2026-06-30", 1), ("2026-07", 1), ("2026-07-01", 1), ("2026-07-02", 0)]
)
def test_whom_a_committee_looks_after_from_the_first_day_on_is_visited_each_month(store, start, counted):
    pair = put("liaison", organization=1, merchant=1, name="唐晓", start=start)
    for day in ("2026-07-31", "2026-08-01", "2026-09-30", "2026-09-30"):
        put("liaison_visit", liaison=pair, on=day)
    assert number("org.liaisons_monthly") == counted


@pytest.mark.parametrize(
    ("code", "table", "column", "more"),
    [
        ("trust.granted", "honour", "issued", {"kind": 1, "state": "授予"}),
        ("people.dues", "dues_payment", "paid_on", {"amount": 1}),
        ("org.subsidies", "subsidy_payment", "paid_on", {"amount": 1}),
        ("charity.paid", "fund_entry", "on", {"kind": "支出", "amount": -1}),
        ("work.list_items", "list_item", "registered", {}),
    ],
)
def test_what_is_known_to_a_month_alone_falls_into_one_quarter(store, code, table, column, more):
    put(table, **{**more, column: "2026-07"})
    quarters = [read(f"2026Q{place}") for place in (1, 2, 3, 4)]
    assert [number(code, quarter) for quarter in quarters] == [0, 0, 1, 0]
    assert [number(code, read(words)) for words in ("2026-07", "20260701-20260702", "20260702-20260930")] == [1, 1, 0]


def test_a_case_asked_about_after_the_last_day_is_not_asked_about_yet(store):
    told = {"kind": "诉求", "title": "路灯", "received": "2026-09-20", "done": "2026-09-25", "satisfaction": "满意"}
    case = put("case_file", **told)
    assert (number("work.asked"), number("work.satisfied")) == (1, 1)  # as it came with an import
    put("case_step", case=case, what="回访：满意", on="2026-10-08")
    assert (number("work.asked"), number("work.satisfied")) == (0, 0)
    put("case_step", case=case, what="回访：基本满意", on="2026-09-28")
    assert (number("work.asked"), number("work.satisfied")) == (1, 1)


def test_only_a_committee_of_the_party_crosses_with_an_association(store):
    association, union = (put("organization", name=kind, sort_key=kind, kind=kind) for kind in ("商会协会", "工会"))
    branch = put("organization", name="一支部", sort_key="y", kind="党支部")
    for node in (association, union, branch):
        put("placement", tree="organization", noun="organization", row=node, start="2020-01-01")
    told = {"tree": "organization", "name": "唐晓", "start": "2025-01-01"}
    put("seat", node=association, post="会长", **told)
    put("seat", node=union, post="委员", **told)
    assert number("org.association_crossed") == 0
    assert not people_figures.association_heads(QUARTER.end).rows
    put("seat", node=branch, post="委员", **told)
    assert number("org.association_crossed") == 1
    assert len(people_figures.association_heads(QUARTER.end).rows) == 1


def test_nothing_above_nought_is_no_base(store):
    assert figures.change(Value(5), Value(-3)) == figures.NO_BASE  # more was taken back than given
    assert figures.change(Value(5), Value(0)) == figures.NO_BASE
    assert figures.change(Value(0, 3, 50), Value(0, 4, 50)) == "−25.00%"


def said(code, *values):
    """The sentences of a report that name one figure, which is all that it has."""
    empty = Value()
    lines = [Line(told, *(values if told.code == code else (empty,) * 3)) for told in figures.definitions()]
    return "\n".join(words for _, words in report_text.written(lines))


def test_the_text_says_changes_in_words_and_a_mean_without_its_divisor(store):
    rate = Value(0, 18, 328), Value(0, 20, 325), Value(0, 26, 306)
    assert "投诉率5.49%（18/328），同比下降35.41%。" in said("trust.complaint_rate", *rate)
    assert "，环比增长50.00%；" in said("trust.complaints", Value(3), Value(2), Value())
    assert "，环比持平；" in said("trust.complaints", Value(3), Value(3), Value())
    assert "，环比无可比基数；" in said("trust.complaints", Value(3), Value(), Value())
    assert "是去年同期的1.5倍" not in said("people.admitted", Value(3), Value(), Value(2))
    assert "，月均36.7件，" in said("work.demands_monthly", Value(0, 110, 3), Value(), Value())


def test_what_has_no_day_is_compared_with_what_a_report_said_and_is_never_adjusted(store):
    past = put("report", period="2026Q2", start="2026-04-01", end="2026-06-30", hash="x", state="已报送", version=1)
    frozen = {"report": past, "noun": "person", "previous": "0 0 0", "last_year": "0 0 0"}
    put("report_figure", code="people.workers", value=4, **frozen)
    put("report_figure", code="trust.open", value=2, **frozen)
    put("report_figure", code="people.dues", value=5, **frozen)
    for _ in range(3):
        put("person", name="唐晓", sort_key="t", party_worker=True, occupation="外卖员", education="大学本科")
    put("merchant", number="M1", sort_key="a", state="营业", since="2020-01-01")
    told = {line.definition.code: line for line in figures.table(QUARTER)}
    workers, college, jobs = (told[f"people.{code}"] for code in ("workers", "college_rate", "new_jobs"))
    assert (workers.against_previous, workers.last_year.words("人")) == ("−25.00%", "—")
    assert (college.value.words("%"), college.previous, college.against_previous) == (
        *("100.00%", figures.UNKNOWN),
        figures.NO_BASE,
    )
    assert (jobs.previous.words("人"), jobs.against_previous) == ("—", figures.NO_BASE)
    assert (told["trust.open"].previous, told["trust.open"].last_year) == (Value(2), Value(1))
    mine = put("report", period="2026Q3", start="2026-07-01", end="2026-09-30", state="草稿", version=1)
    assert {each.code for each in report_figures.adjustments(mine)} == {"people.dues"}


def test_a_mean_of_nothing_stands_in_the_workbook_alone(store):
    for code, value, shown in (
        ("work.demands_monthly", Value(0, 0, 3), False),
        ("work.demands_monthly", Value(0, 1, 3), True),
        ("trust.complaint_rate", Value(0, 0, 90), True),
        ("trust.complaint_rate", Value(0, 0, 0), False),
        ("people.workers", figures.UNKNOWN, False),
    ):
        line = Line(figures.definition(code), Value(), value, Value())
        assert report_contents.says_something(line) == shown, code
