"""A report on its way: acts undone whole or not at all, versions, words that follow the figures, periods not over."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.merchants import Draft as MerchantDraft
from app.domain.periods import Kind, of, read
from app.services import journal, merchants, report_contents, report_figures, reports
from tests.services.test_reports import PERIOD, TODAY, as_checker, give, merchant, submitted

__all__ = ["merchant"]


def test_sending_back_is_one_act_and_undone_as_one(merchant):
    report = submitted()
    before = len(reports.every())
    anew = reports.send_back(report, "数据有误")
    assert [row.state for row in reports.every()] == ["草稿", "退回修改"]
    assert journal.undo(journal.last().id)
    assert [(row.id, row.state) for row in reports.every()] == [(report, "已报送")]
    assert (len(reports.every()), reports.steps(report)[-1].now) == (before, "已报送")
    with pytest.raises(Problem, match="已经不在了"):
        reports.get(anew)
    journal.undo(journal.last().id)
    assert reports.get(anew).version == 2


def test_sending_back_is_not_undone_over_what_was_written_since(merchant):
    anew = reports.send_back(submitted(), "数据有误")
    entry = journal.last().id
    reports.save_words(anew, reports.words(anew), "会商发〔2026〕9号")
    with pytest.raises(Problem, match="又改过，不能撤销"):
        journal.undo(entry)
    assert [row.state for row in reports.every()] == ["草稿", "退回修改"]


def test_what_was_submitted_is_not_undone(merchant):
    report = submitted()
    entry = journal.last()
    assert not entry.undoable
    with pytest.raises(Problem, match="数字已经固定"):
        journal.undo(entry.id)
    assert report_figures.sound(report)


def test_handing_in_and_issuing_are_undone_and_done_again(merchant):
    report = reports.begin(PERIOD)
    reports.hand_in(report)
    journal.undo(journal.last().id)
    assert [step.now for step in reports.steps(report)] == ["草稿"]
    reports.hand_in(report)
    as_checker(lambda: reports.issue(report))
    assert [step.now for step in reports.steps(report)] == ["草稿", "复核", "签发"]


def test_a_draft_thrown_away_takes_no_version_and_is_compared_with_none(merchant):
    first = submitted()
    reports.remove(reports.begin(PERIOD))
    anew = reports.begin(PERIOD)
    give(merchant, "12.50")
    assert (reports.get(first).version, reports.get(anew).version) == (1, 2)
    assert [name for name, *_ in report_figures.differences(anew) if name == "捐款"] == ["捐款"]


def test_a_draft_thrown_away_does_not_come_back_beside_the_one_begun_anew(merchant):
    thrown = reports.begin(PERIOD)
    reports.remove(thrown)
    entry = journal.last().id
    assert reports.begin(PERIOD) == thrown
    with pytest.raises(Problem, match="又改过，不能撤销"):
        journal.undo(entry)
    assert [row.version for row in reports.every()] == [1]


def test_text_nobody_changed_follows_the_figures_and_freezes_with_them(merchant):
    report = reports.begin(PERIOD)
    give(merchant, "500")
    words = reports.words(report)
    mine = tuple(replace(part, words="手写的话。") if part.heading == "组织建设" else part for part in words.parts)
    reports.save_words(report, replace(words, parts=mine))
    give(merchant, "80")
    told = dict(reports.text(report))
    assert ("捐款580.00元" in told["公益众筹和积分"], told["组织建设"]) == (True, "手写的话。")
    assert reports.stale(report) == []
    merchants.save(MerchantDraft(sign="德昌布庄", no_code_reason="未提供"), None)
    assert reports.stale(report) == ["组织建设"]
    reports.hand_in(report)
    as_checker(lambda: reports.issue(report))
    give(merchant, "20")
    reports.submit(report)
    give(merchant, "7")
    assert "捐款600.00元" in dict(reports.text(report))["公益众筹和积分"]


def test_a_period_to_come_is_not_reported_and_a_running_one_says_until_when(merchant):
    with pytest.raises(Problem, match="还没有开始"):
        reports.begin(of(Kind.QUARTER, PERIOD.end + dt.timedelta(days=1)))
    told = report_contents.told(reports.begin(of(Kind.YEAR, TODAY)))
    running = told.period.end > TODAY
    assert (f"（截至{spoken(TODAY.isoformat())}）" in report_contents.paper(told).opening) == running
    assert "截至" not in report_contents.paper(report_contents.told(reports.begin(PERIOD.previous))).opening


@pytest.mark.parametrize(
    ("period", "lines"),
    [
        ("2026Q2", ["2026年第二季度工作情况报告"]),
        ("2026-05-10..2026-08-20", ["2026年5月10日至8月20日工作情况报告"]),
        ("2025-12-10..2026-02-20", ["2025年12月10日至2026年2月20日", "工作情况报告"]),
    ],
)
def test_the_title_breaks_between_words(store, period, lines):
    report = reports.begin(read(period))
    issuer, *said = report_contents.paper(report_contents.told(report)).title.split("\n")
    assert (issuer, said) == ("会战商圈党群服务中心", lines)
