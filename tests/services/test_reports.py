import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import reports as rules
from app.domain.cases import Draft as CaseDraft
from app.domain.errors import Problem
from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft as MerchantDraft
from app.domain.periods import Kind, due, of
from app.domain.report_words import Part, Words
from app.services import (
    cases,
    clerks,
    figures,
    gifts,
    honour_life,
    honours,
    merchants,
    report_figures,
    reports,
    session,
)
from app.services.figures import NO_BASE, Value
from app.store.database import db
from app.store.honours import Honour

TODAY = dt.date.today()
PERIOD = of(Kind.QUARTER, TODAY)
OTHER = "口令 87654321"


@pytest.fixture
def merchant(store):
    return merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="未提供"), None)


def give(merchant, amount, on=TODAY):
    told = {"giver": "瑞和茶庄", "noun": "merchant", "row": merchant, "amount": amount}
    return gifts.save(Gift(**told, on=on.isoformat()))


def as_checker(make):
    before = session.clerk(), session.session_start()
    session.begin(session.folder(), session.Clerk("复核员", "复核"), before[1])
    try:
        return make()
    finally:
        session.begin(session.folder(), *before)


def submitted(period=PERIOD):
    report = reports.begin(period)
    reports.hand_in(report)
    as_checker(lambda: reports.issue(report))
    reports.submit(report)
    return report


def test_every_figure_is_the_sum_of_the_rows_it_opens(merchant):
    give(merchant, "500")
    cases.save(CaseDraft(kind="投诉", title="缺斤少两", received=TODAY.isoformat(), merchant=merchant), None)
    values = figures.values(PERIOD)
    for told in figures.definitions():
        value = values[told.code]
        counted = value.part if told.part else value.number
        assert counted == sum(worth for _, worth in figures.rows(told.code, PERIOD)), told.code


def test_a_reversed_gift_counts_nothing(merchant):
    gifts.reverse(give(merchant, "500").id, "录错")
    told = figures.values(PERIOD, ["charity.gifts", "charity.money", "charity.givers", "charity.points"])
    assert [value.number for value in told.values()] == [0, 0, 0, 0]


def test_a_submitted_report_stays_and_the_next_says_what_changed(merchant):
    earlier = of(Kind.QUARTER, PERIOD.start).previous
    give(merchant, "300", earlier.start)
    report = submitted(earlier)
    frozen = reports.get(report).hash
    give(merchant, "200", earlier.end)
    said = {line.definition.code: line.value.number for line in report_figures.lines(report)}
    assert said["charity.money"] == 30_000
    assert report_figures.rows_behind(report, "charity.money") == [(1, 30_000)]
    assert (report_figures.sound(report), reports.get(report).hash) == (True, frozen)
    following = submitted()
    changed = {each.code: (each.was, each.now) for each in report_figures.adjustments(following)}
    assert changed["charity.money"] == (30_000, 50_000)
    again = reports.begin(PERIOD)
    give(merchant, "100", earlier.start)
    assert [(each.was, each.now) for each in report_figures.adjustments(again) if each.code == "charity.money"] == [
        (30_000, 60_000)
    ]


def test_what_was_sent_back_and_made_anew_says_again_what_changed(merchant):
    give(merchant, "300", PERIOD.previous.start)
    submitted(PERIOD.previous)
    give(merchant, "200", PERIOD.previous.end)
    first = submitted()
    said = [(each.code, each.was, each.now) for each in report_figures.adjustments(first)]
    assert ("charity.money", 30_000, 50_000) in said
    anew = reports.send_back(first, "数据有误")
    assert [(each.code, each.was, each.now) for each in report_figures.adjustments(anew)] == said


def test_only_the_newest_version_of_a_period_is_compared(merchant):
    submitted(PERIOD.previous)
    give(merchant, "200", PERIOD.previous.end)
    submitted(PERIOD.previous)
    assert report_figures.adjustments(reports.begin(PERIOD)) == []


def test_months_tell_of_months_and_quarters_of_quarters(merchant):
    month = of(Kind.MONTH, PERIOD.previous.end)
    for period in (PERIOD.previous, month):
        submitted(period)
    give(merchant, "200", month.end)
    for following, before in ((of(Kind.MONTH, PERIOD.start), month), (PERIOD, PERIOD.previous)):
        told = report_figures.adjustments(submitted(following))
        assert {each.period for each in told} == {before.code}
        assert [(each.was, each.now) for each in told if each.code == "charity.money"] == [(0, 20_000)]


def test_who_handed_in_does_not_issue_and_a_submitted_one_does_not_change(store):
    report = reports.begin(PERIOD)
    reports.hand_in(report)
    with pytest.raises(Problem, match="不能自己签发"):
        reports.issue(report)
    as_checker(lambda: reports.issue(report))
    reports.submit(report)
    with pytest.raises(Problem, match="已经报送"):
        reports.save_words(report, Words((Part("一", "二"),)))


def test_what_comes_back_is_issued_anew_with_what_differs(merchant):
    report = submitted()
    anew = reports.send_back(report, "数据有误")
    give(merchant, "12.50")
    assert reports.get(anew).version == 2
    differing = {name: (was, now) for name, _, was, now in report_figures.differences(anew)}
    assert differing["捐款"] == ("0.00", "12.50")


def test_the_period_is_the_one_that_has_just_ended_and_no_base_is_said():
    assert due(dt.date(2026, 11, 20)).label == "2026年第三季度"
    assert due(dt.date(2026, 1, 2)).code == "2025Q4"
    assert figures.change(Value(5), Value(0)) == NO_BASE


def test_a_second_person_issues_at_the_same_desk(store, admin):
    clerks.add("李复核", "复核", OTHER)
    report = reports.begin(PERIOD)
    reports.hand_in(report)
    with pytest.raises(Problem):
        reports.issue_here(report, "李复核", "不对的口令")
    with pytest.raises(Problem, match="不能自己签发"):
        reports.issue_here(report, *admin)
    reports.issue_here(report, "李复核", OTHER)
    assert (reports.get(report).state, session.clerk().name) == ("签发", "王管理")
    assert [step.who for step in reports.steps(report)] == ["王管理", "王管理", "李复核"]


_DAYS = st.dates(PERIOD.last_year.start, TODAY)
_ROWS = st.lists(
    st.one_of(
        st.tuples(st.just("gift"), _DAYS, st.integers(1, 10**6), st.booleans()),
        st.tuples(st.sampled_from(["投诉", "诉求"]), _DAYS, st.integers(0, 3), st.booleans()),
    ),
    max_size=12,
)


@given(_ROWS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_equal_their_rows_on_random_data_and_packing_keeps_them(merchant, drawn):
    for kind, day, amount, undo in drawn:
        if kind == "gift":
            number = give(merchant, f"{amount / 100:.2f}", day).id
            if undo:
                gifts.reverse(number, "录错")
        else:
            cases.save(CaseDraft(kind=kind, title="一件事", received=day.isoformat(), merchant=merchant), None)
    for period in (PERIOD, PERIOD.previous, PERIOD.last_year):
        values = figures.values(period)
        for told in figures.definitions():
            value, rows = values[told.code], figures.rows(told.code, period)
            assert (value.part if told.part else value.number) == sum(worth for _, worth in rows)
            assert rules.unpack(rules.pack(rows)) == rows
            assert len(set(rows)) == len(rows)


@given(st.dictionaries(st.integers(1, 60), st.sampled_from([1, 1, 1, 5, -2])), st.integers(1, 6))
def test_runs_tell_all_rows_whether_read_or_unpacked(worths, most):
    rows = sorted(worths.items())
    total = sum(worths.values())
    read = rules.runs_of(iter(rows), most, lambda: len(rows), total)
    assert read == rules.runs_within(rules.pack(rows), most, total)
    assert len(read.found) <= most
    assert sum(last - first + 1 for first, last, _ in read.found) + read.rest_count == len(rows)
    assert sum((last - first + 1) * worth for first, last, worth in read.found) + read.rest_sum == total


def test_an_honour_counts_while_it_was_held(merchant):
    first = PERIOD.previous.start
    honours.award("诚信商户", [merchant], first, None)
    [old] = Honour.select()
    honour_life.reclaim([old.id], PERIOD.start, "不再符合")
    for period, granted, held in ((PERIOD.previous, 1, 1), (PERIOD, 0, 0)):
        told = figures.values(period, ["trust.granted", "trust.held"])
        assert [value.number for value in told.values()] == [granted, held]


def test_whatever_is_changed_past_the_services_is_found_out(merchant):
    submitted(PERIOD.previous)
    give(merchant, "200", PERIOD.previous.end)
    report = submitted()
    assert report_figures.sound(report)
    for table, change in (("report_figure", "value = value + 1"), ("report_adjustment", "now = now + 1")):
        db.execute_sql(f"UPDATE {table} SET {change} WHERE report_id = ?", (report,))
        assert not report_figures.sound(report)
        db.execute_sql(f"UPDATE {table} SET {change.replace('+', '-')} WHERE report_id = ?", (report,))
        assert report_figures.sound(report)
