"""Rounds at the counter: the sheet of one merchant, the list, the next step, the notice that is kept, the exports."""

import datetime as dt
from io import BytesIO

import pdfplumber
import pytest

from app.domain.errors import Invalid, Problem
from app.domain.scoring import Outcome
from app.exchange import sheets
from app.services import (
    attachments,
    credit_events,
    objections,
    round_board,
    round_documents,
    round_evidence,
    round_import,
    round_marks,
    round_sheets,
    rounds,
    scoring,
)
from app.services.imports import Verdict
from app.store.merchants import Merchant
from app.store.writing import writing
from tests.services.rating_desk import AFTER, END, FULL, NOTICE, awarded, begin, checked, on_notice, open_merchants

TODAY = dt.date(2026, 7, 9)


@pytest.fixture
def merchants(store):
    return open_merchants()


@pytest.fixture
def number(merchants):
    return begin(merchants)


def text_of(pdf):
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return "".join(page.extract_text() for page in paper.pages).replace("\n", "")


def test_the_sheet_at_the_counter_comes_to_what_the_round_says(number, merchants):
    desk = round_sheets.desk(merchants[0])
    assert desk.round == number
    result = round_sheets.rated(desk, desk.given)
    row = scoring.sheet(number, merchants[0]).row
    assert (result.total, result.grade) == (row.total, row.grade) == (9400, "A")
    fewer = round_sheets.rated(desk, {**FULL, "lawful": 0})
    assert fewer.total == 7900
    assert round_marks.given(number, merchants[0]) == FULL


def test_the_sheet_looks_at_one_merchant_alone_and_finds_the_same(number, merchants):
    kinds = ("处罚", "轻微", "2026-06-01", "占道经营")
    credit_events.save(credit_events.Draft(merchants[1], *kinds))
    desk = round_sheets.desk(merchants[1], number)
    assert [noun for noun, _ in desk.evidence("penalties")] == ["credit_event"]
    assert round_sheets.rated(desk, FULL).total == scoring.sheet(number, merchants[1]).row.total
    assert round_sheets.desk(merchants[0], number).evidence("penalties") == ()


def test_a_severe_penalty_refuses_at_the_counter_too(number, merchants):
    credit_events.save(credit_events.Draft(merchants[0], "处罚", "严重", "2026-06-01", "售假"))
    assert round_sheets.rated(round_sheets.desk(merchants[0]), FULL).outcome == Outcome.REFUSED


def test_without_a_round_the_merchant_gets_one_of_its_own(merchants):
    desk = round_sheets.desk(merchants[0], today=END)
    assert (desk.round, desk.rules.key) == (0, "huizhan")
    number = round_sheets.enter(desk, {"lawful": 1400}, "初评")
    row = rounds.get(number)
    assert (row.only, row.state) == (merchants[0], "评分")
    assert round_sheets.being_scored(merchants[0]).id == number
    assert round_sheets.being_scored(merchants[1]) is None


def test_nothing_is_opened_for_points_that_are_refused(merchants):
    desk = round_sheets.desk(merchants[0], today=END)
    with pytest.raises(Invalid) as wrong:
        round_sheets.enter(desk, {"lawful": 9900})
    assert list(wrong.value.complaints) == ["lawful"]
    assert rounds.listing() == []


def test_a_merchant_that_closed_has_no_sheet(number, merchants):
    with writing("停业") as act:
        act.change(Merchant.get_by_id(merchants[0]), {"state": "停业"})
    with pytest.raises(Problem, match="不在营业"):
        round_sheets.desk(merchants[0])


def test_the_list_with_groups_and_words(number, merchants):
    rows = round_board.ranking(number)
    assert [row.rank for row in rows] == ["1", "2", "3", "4"]
    assert {row.standing for row in rows} == {"拟授牌"}
    assert [row.name for row in round_board.narrowed(rows, words="乙")] == ["乙店"]
    assert round_board.group_counts(rows) == {
        "全部": 4,
        "拟授牌": 4,
        "已评定": 4,
        "未评级": 0,
        "不予评定": 0,
        "有异议": 0,
    }
    assert round_board.listing()[0].counted == "已评 4 家"
    assert round_board.counts() == {"全部": 1, "进行中": 1, "已归档": 0}


def test_who_lacks_points(merchants):
    number = begin(merchants[:3])
    assert [row.merchant for row in round_board.missing(number)] == [merchants[3]]
    step = round_board.next_step(rounds.get(number), TODAY)
    assert step.verb == "送复核"
    assert "还有 1 家缺评分" in step.sentence


def test_what_is_next_through_all_states(number, merchants):
    def verb():
        return round_board.next_step(rounds.get(number), TODAY).verb

    seen = [verb()]
    rounds.submit(number)
    seen.append(verb())
    rounds.reopen(number, "改分")
    checked(number)
    seen.append(verb())
    round_documents.publish(number, NOTICE)
    seen.append(verb())
    held = objections.receive(number, merchants[0], "异议", NOTICE)
    rounds.close_notice(number, AFTER)
    assert "1 家因异议冻结" in round_board.next_step(rounds.get(number), TODAY).sentence
    seen.append(verb())
    awarded(number)
    seen.append(verb())
    from app.domain.rounds import Decision

    objections.decide(held, Decision.REJECTED, "不成立")
    seen.append(verb())
    assert seen == ["送复核", "去复核", "公示", "公示期满", "授牌", "归档", "补授"]
    assert {row.standing for row in round_board.ranking(number)} == {"已授牌", "拟授牌"}


def test_the_notice_is_kept_as_it_went_out(number, merchants):
    checked(number)
    window = round_documents.publish(number, NOTICE)
    kept = round_documents.kept_notice(number)
    assert [each.name for each in attachments.of("rating_round", number)] == ["2026年会战诚信商户评选公示_20260701.pdf"]
    said = text_of(kept)
    assert "关于2026年会战诚信商户评选结果的公示" in said
    assert "2026年7月1日至2026年7月8日" in said
    assert "不少于5个工作日" in said.replace(" ", "")
    assert "不改变任何一家的得分" in said
    assert all(name in said for name in ("甲店", "乙店", "丙店", "丁店"))
    assert "按“编号在前”排序" in said
    with writing("改名") as act:
        act.change(Merchant.get_by_id(merchants[0]), {"sign": "换了名的店"})
    again = BytesIO()
    round_documents.put_notice(number, window, again)
    assert again.getvalue() == kept
    assert "到2026年7月8日为止" in round_documents.told(round_documents.window_of(number))


def test_the_owner_stands_masked_on_the_notice(number, merchants):
    with writing("负责人") as act:
        act.change(Merchant.get_by_id(merchants[0]), {"owner": "吴国庆", "phone": "13800006620"})
    out = BytesIO()
    round_documents.write_notice(number, rounds.window(NOTICE), out)
    said = text_of(out.getvalue())
    assert "吴某某" in said
    assert "吴国庆" not in said
    assert "13800006620" not in said


def test_a_name_that_cannot_be_printed_stops_the_notice_before_anything_is_written(number, merchants):
    with writing("改名") as act:
        act.change(Merchant.get_by_id(merchants[0]), {"sign": "\U0010ffff店"})
    checked(number)
    with pytest.raises(Problem, match="打印不出来"):
        round_documents.publish(number, NOTICE)
    assert rounds.get(number).state == "复核"
    assert attachments.of("rating_round", number) == []


def test_the_blank_sheet_comes_back_as_scores(merchants, tmp_path):
    number = begin(merchants[:3])
    path = tmp_path / "评分表.xlsx"
    assert round_documents.export_blank(path, number) == 4
    rows = [list(row) for row in sheets.read(path).rows]
    place, head = next((n, row) for n, row in enumerate(rows) if row[:2] == ["编号", "商户"])
    assert head[2:] == ["证照齐全、依法经营", "商品和服务质量", "明码标价", "店容店貌和门前三包"]
    assert rows[place + 1][2:] == ["15", "15", "10", "10"]
    plan = round_import.read(path, number)
    assert [row.verdict for row in plan.rows] == [Verdict.SKIPPED] * 4


def test_the_list_as_a_workbook(number, tmp_path):
    path = tmp_path / "名单.xlsx"
    assert round_documents.export(path, number, round_board.ranking(number)[:2]) == 2
    rows = [list(map(str, row)) for row in sheets.read(path).rows]
    told = next(row for row in rows if row[0] == "1")
    assert told[2:5] == ["甲店", "94", "A"]
    assert any("不改变任何一家的得分" in cell for row in rows for cell in row)


def test_every_point_opens_rows_that_lead_on(number, merchants):
    sheet = scoring.sheet(number, merchants[0])
    found = [line for point in sheet.points for line in round_evidence.lines(point.evidence)]
    assert {line.what for line in found if "诚信" in line.what or "放心" in line.what}
    assert sum("王管理" in line.what for line in found) == 4


def test_nothing_is_on_notice_without_a_second_person(number):
    rounds.submit(number)
    with pytest.raises(Problem, match="还没有第二个人复核"):
        round_documents.publish(number, NOTICE)
    assert attachments.of("rating_round", number) == []


def test_a_round_on_notice_waits_for_nobody_until_it_is_over(number):
    on_notice(number)
    assert round_board.due(dt.date(2026, 7, 8)) == []
    assert [row.id for row in round_board.due(dt.date(2026, 7, 9))] == [number]
    assert [row.id for row in round_board.ending_today(dt.date(2026, 7, 8))] == [number]
