"""What is missing before a report: every gap leads to exactly the rows it counts, whatever else there is."""

import datetime as dt

import pytest

from app.domain.activities import Draft as ActivityDraft
from app.domain.cases import Draft as CaseDraft
from app.domain.gifts import Draft as Gift
from app.domain.members import Draft as Member
from app.domain.members import Stage
from app.domain.merchants import Draft as MerchantDraft
from app.domain.periods import Kind, of, read
from app.services import (
    activities,
    cases,
    figures,
    gift_list,
    gifts,
    meeting_matrix,
    members,
    merchants,
    report_figures,
    report_gaps,
    reports,
    transfers,
)
from app.store.cases import Case
from app.store.members import PersonStage
from app.store.writing import writing
from tests.services.test_meeting_matrix import branch, hold
from tests.services.test_reports import submitted

TODAY = dt.date.today()
PERIOD = of(Kind.QUARTER, TODAY)
LONG_AGO = "2020-03-01"
IDS = {"cases": cases.ids, "charity": gift_list.ids}


def found(period=PERIOD):
    return {gap.page: gap for gap in report_gaps.gaps(period) if gap.page != "matrix" and "缺" not in gap.sentence}


def shown(gap):
    """The rows a gap leads to."""
    return list(gap.ids) or IDS[gap.page](filters=gap.filters)


def test_nothing_is_missing_in_an_empty_store(store):
    assert found() == {}


@pytest.fixture
def lacking(store):
    """Two of everything that may be missing, beside as many that are not, or not in this period."""
    node = branch(on=TODAY)
    for place in range(2):
        merchant = merchants.save(
            MerchantDraft(sign=f"无日期{place}", no_code_reason="未提供", safe_consumption=True), None
        )
        merchants.save(MerchantDraft(sign=f"已开业{place}", no_code_reason="未提供", since=LONG_AGO), None)
        merchants.save(MerchantDraft(sign=f"停业{place}", no_code_reason="未提供", since=LONG_AGO, state="停业"), None)
        merchants.save(MerchantDraft(sign=f"以后{place}", no_code_reason="未提供", since="2099-01-01"), None)
        case = cases.save(CaseDraft(kind="投诉", title=f"第{place}件", received=LONG_AGO, merchant=merchant), None)
        people = [members.save(Member(name=f"{name}{place}"), None) for name in ("党员", "群众")]
        for day in (TODAY, PERIOD.previous.start):
            gifts.save(Gift(giver=f"好心人{place}", amount="20", on=day.isoformat()))
            for told in ({}, {"participants": 3}):
                activities.save(ActivityDraft(kind="坐诊", title=f"{place}", on=day.isoformat(), **told), None)
        with writing("补记") as act:
            act.add(PersonStage(person=people[0], stage=Stage.FULL.value, start=LONG_AGO))
            act.change(Case.get_by_id(case), {"due": LONG_AGO})
        for day in (TODAY, PERIOD.previous.start):
            hold(node, "联席会议", day)


def test_every_gap_leads_to_exactly_the_rows_it_counts(lacking):
    gaps = report_gaps.gaps(PERIOD)
    assert len([gap.page for gap in gaps]) == 8
    counts = {gap.sentence.partition(" ")[2]: gap.count for gap in gaps}
    assert counts.pop("家营业商户到期末还没有评级") == 4
    assert set(counts.values()) == {2}
    for gap in gaps:
        assert len(shown(gap)) == gap.count, gap.sentence
        assert len(set(shown(gap))) == gap.count
        assert f"{gap.count} " in gap.sentence


def test_a_member_who_was_sent_elsewhere_lacks_no_branch(store):
    person = members.save(Member(name="王建国"), None)
    with writing("发展") as act:
        act.add(PersonStage(person=person, stage=Stage.FULL.value, start=LONG_AGO))
    transfers.send_out(person, "外地支部", TODAY, "介绍信1号")
    assert found()["members"].ids == (person,)
    transfers.arrive(transfers.of(person)[0].id, TODAY)
    assert "members" not in found()


@pytest.mark.parametrize("kind", list(Kind)[:-1])
def test_a_gift_of_another_period_is_none_of_its_gaps(store, kind):
    gifts.save(Gift(giver="路过的好心人", amount="20", on=TODAY.isoformat()))
    assert "charity" in found(of(kind, TODAY))
    assert "charity" not in found(of(kind, TODAY).previous)


def test_meetings_owed_in_a_period_are_those_of_the_matrix_to_its_last_day(store):
    node = branch()
    today = dt.date(2026, 3, 10)

    def lacking(period):
        found = [gap for gap in report_gaps.gaps(read(period), today) if gap.page == "matrix"]
        owed = meeting_matrix.absent(found[0].owed) if found else []
        assert len(owed) == sum(gap.count for gap in found)
        return sorted((line.kind, cell.period.end) for line, cell in owed)

    end = dt.date(2025, 9, 30)
    months = [("主题党日", dt.date(2025, month, day)) for month, day in ((7, 31), (8, 31), (9, 30))]
    assert lacking("2025Q3") == [*months, ("党课", end), ("支部党员大会", end)]
    hold(node, "党课", dt.date(2025, 8, 1))
    assert lacking("2025Q3") == [*months, ("支部党员大会", end)]
    assert len(lacking("2025")) == 12 + 4 + 3 + 2
    assert lacking("2026Q1") == [("主题党日", dt.date(2026, month, 28 if month == 2 else 31)) for month in (1, 2)]
    assert len(lacking("2025-07-01..2026-03-31")) == 6 + 2 + 1 + 2 + 2
    assert lacking("2026Q2") == []


def counted(period, *codes):
    found = figures.values(period, codes)
    return [found[code].number for code in codes]


def test_what_has_no_day_counts_from_its_entry_once_a_report_was_submitted(store):
    codes = ("org.merchants", "trust.open", "org.member_merchants", "trust.pledges", "trust.safe")
    here, past = PERIOD, PERIOD.previous

    def enter(sign, **told):
        merchants.save(
            MerchantDraft(sign=sign, no_code_reason="未提供", party_member=True, safe_consumption=True, **told), None
        )

    enter("建档时录入的")
    assert counted(past, *codes) == counted(here, *codes) == [1] * 5
    report = submitted(past)
    enter("以后录入的")
    enter("有日期的", since=LONG_AGO)
    assert counted(past, *codes) == [2, 2, 2, 1, 1]
    assert counted(here, *codes) == [3] * 5
    changed = {each.name: (each.was, each.now) for each in report_figures.adjustments(reports.begin(here))}
    assert changed["在册商户"] == (1, 2)
    assert report_figures.sound(report)
    for code in codes:
        assert "以后录入的从录入当天起算" in figures.definition(code).definition
