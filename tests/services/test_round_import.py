"""Scores from a sheet: each row gets its verdict, the good ones go in as one act that is undone as one."""

import pytest
from openpyxl import Workbook

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.services import journal, merchants, round_import, round_marks, rounds, schemes
from tests.services.rating_desk import END, START, open_merchants

HEAD = ("序号", "商户名称", "编号", "统一社会信用代码", "证照齐全、依法经营", "商品和服务质量", "明码标价得分", "备注")


@pytest.fixture
def known(store):
    return open_merchants()


@pytest.fixture
def number(known):
    opened = rounds.open_round(schemes.named("huizhan", END), START, END)
    rounds.begin(opened)
    return opened


def sheet(path, *rows, head=HEAD):
    book = Workbook()
    book.active.append(["会战商圈诚信商户评分表"])
    for row in (head, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def brought(tmp_path, known, number):
    twice = merchants.save(Draft(sign="甲店", no_code_reason="无", address="别处"), None)
    coded = merchants.save(Draft(sign="代码店", code="92230602MAM9LGNYP4"), None)
    rows = (
        (1, "随便什么名", "SH-00001", "", 14.5, "12分", "８", ""),
        (2, "乙店", "", "", 16, 12, 8, ""),
        (3, "甲店", "", "", 14, 12, 8, ""),
        (4, "没有的店", "", "", 14, 12, 8, ""),
        (5, "", "", "92230602MAM9LGNYP4", 10, "", "", ""),
        (6, "丙店", "", "", "", "", "", "没来"),
        (7, "", "1", "", 1, 1, 1, ""),
        (8, "丁店", "", "", 15, "很好", 8, ""),
    )
    return sheet(tmp_path / "评分表.xlsx", *rows), number, coded, twice


def test_every_row_gets_its_verdict(brought):
    path, number, coded, _ = brought
    plan = round_import.read(path, number)
    assert plan.counts() == {"rows": 8, "new": 2, "updated": 0, "skipped": 2, "refused": 4}
    assert [(row.number, row.merchant, row.points) for row in plan.of("新增")] == [
        (3, 1, {"lawful": 1450, "quality": 1200, "prices": 800}),
        (7, coded, {"lawful": 1000}),
    ]
    refused = [row.sentence for row in plan.of("有错")]
    assert "（E 列）" in refused[0]
    assert "满分 15 分，填的是 16 分" in refused[0]
    assert "有 2 家叫“甲店”的商户，请加上编号" in refused[1]
    assert "没有找到商户“没有的店”" in refused[2]
    assert "“很好”不是分数" in refused[3]
    assert [row.sentence for row in plan.of("跳过")] == ["这一行没有填评分，将跳过", "与第 3 行是同一家商户，将跳过"]


def test_the_good_rows_are_one_act_and_the_same_file_changes_nothing(brought):
    path, number, coded, _ = brought
    act = round_import.carry_out(round_import.read(path, number))
    assert journal.last().id == act
    assert round_marks.given(number, 1) == {"lawful": 1450, "quality": 1200, "prices": 800}
    assert round_import.read(path, number).counts()["new"] == 0
    journal.undo(act)
    assert (round_marks.given(number, 1), round_marks.given(number, coded)) == ({}, {})
    round_import.carry_out(round_import.read(path, number))
    assert round_marks.given(number, coded) == {"lawful": 1000}


def test_a_score_that_differs_is_an_update_shown_with_both(number, tmp_path):
    round_marks.enter(number, 1, {"lawful": 1000})
    plan = round_import.read(sheet(tmp_path / "表.xlsx", (1, "甲店", "", "", 12, "", "", "")), number)
    assert plan.rows[0].sentence == "更新：证照齐全、依法经营：10 → 12"
    round_import.carry_out(plan)
    assert round_marks.given(number, 1) == {"lawful": 1200}


def test_a_plan_that_is_no_longer_true_is_not_carried_out(number, tmp_path):
    plan = round_import.read(sheet(tmp_path / "表.xlsx", (1, "甲店", "", "", 12, "", "", "")), number)
    round_marks.enter(number, 1, {"lawful": 1000})
    with pytest.raises(Problem, match="核对之后数据又有改动"):
        round_import.carry_out(plan)


def test_a_sheet_without_criteria_or_without_anything_good_is_refused(number, tmp_path):
    with pytest.raises(Problem, match="没有认出商户或评分项"):
        round_import.read(sheet(tmp_path / "表.xlsx", (1, "甲店"), head=("序号", "商户名称")), number)
    plan = round_import.read(sheet(tmp_path / "空.xlsx", (1, "没有的店", "", "", 12, 1, 1, "")), number)
    with pytest.raises(Problem, match="没有可以导入的评分"):
        round_import.carry_out(plan)


def test_scores_come_in_only_while_the_round_is_scored(number, tmp_path):
    rounds.submit(number)
    with pytest.raises(Problem, match="这一步要在“评分”时做"):
        round_import.read(sheet(tmp_path / "表.xlsx", (1, "甲店", "", "", 12, 1, 1, "")), number)
