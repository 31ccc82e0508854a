"""Meetings by commands: entered, found by any word, put on paper, and what is owed."""

import openpyxl
import pypdfium2
import pytest

from app.services import centres

SHEET = "组织名称,类别,成立日期\n会战商圈党委,商圈党委,2020-01-01\n第一党支部,党支部,2020-01-01\n"
YEAR = "2025"


@pytest.fixture
def desk(folder, admin, answered, tmp_path):
    centres.create(folder, "会战商圈党群服务中心", *admin, centres.new_recovery_code())
    centres.close()
    sheet = tmp_path / "组织.csv"
    sheet.write_text(SHEET, "utf-8")
    assert answered("import", "organizations", sheet)["new"] == 2
    return answered


@pytest.fixture
def lesson(desk):
    words = ("--organization", "第一党支部", "--place", "讲堂", "--chair", "甲某", "--text", "学习划线停放的办法。")
    return desk("meeting", "new", "党课", "--held", f"{YEAR}年2月9日", *words)


def test_a_meeting_is_entered_listed_and_shown(desk, lesson):
    assert (lesson["kind"], lesson["held"], lesson["organization"]) == ("党课", "2025-02-09", "第一党支部")
    assert lesson["late"], "it was entered long after its quarter"
    assert desk("meeting", "list", "--search", "划线停放") == {"total": 1, "rows": [lesson]}
    assert desk("meeting", "list", "--year", "2024")["total"] == 0
    assert desk("meeting", "list", "--kind", "党课", "--limit", "0") == {"total": 1, "rows": []}
    shown = desk("meeting", "show", lesson["id"])
    assert "地点：讲堂" in shown["lines"]
    assert shown["versions"] == []


def test_minutes_are_put_on_paper(desk, lesson, tmp_path):
    out = tmp_path / "纪要.pdf"
    assert desk("minutes", lesson["id"], "--out", out, "--shared") == {"pages": 1, "version": 0, "hash": ""}
    text = "".join(pypdfium2.PdfDocument(out.read_bytes())[0].get_textpage().get_text_range().split())
    assert "党课纪要" in text
    assert "草稿" in text
    assert "没有第 3 稿" in desk("minutes", lesson["id"], "--out", out, "--version", "3")


def test_the_matrix_names_what_is_owed(desk, lesson, tmp_path):
    out = tmp_path / "应开会议.xlsx"
    told = desk("matrix", YEAR, "--kind", "党课", "--out", out)
    cells = {"第一季度": "补录", "第二季度": "缺", "第三季度": "缺", "第四季度": "缺"}
    row = {"organization": "第一党支部", "kind": "党课", "cells": cells, "held": "1/4"}
    assert told == {
        "year": 2025,
        "rows": [row],
        "rates": {"党课": {"held": 1, "owed": 4, "words": "1/4 = 25.00%"}},
    }
    assert "补录" in [cell for row in openpyxl.load_workbook(out).active.iter_rows(values_only=True) for cell in row]
    assert {row["organization"] for row in desk("matrix", YEAR)["rows"]} == {"会战商圈党委", "第一党支部"}
    assert {row["organization"] for row in desk("matrix", YEAR, "--organization", "第一党支部")["rows"]} == {
        "第一党支部"
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("meeting", "show", "99"), "这次会议已经不在了"),
        (("meeting", "new", "茶话会"), "没有“茶话会”这种会议"),
        (("meeting", "new", "党课", "--organization", "没有的"), "没有叫“没有的”的组织"),
        (("meeting", "new", "党课", "--held", "2025-02"), "不是完整的日期"),
        (("matrix", "2025", "--kind", "茶话会"), "没有“茶话会”这种会议"),
        (("minutes", "99", "--out", "纪要.pdf"), "这次会议已经不在了"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(desk, words, sentence):
    assert sentence in desk(*words)


def test_a_year_without_finalised_minutes_makes_no_book(desk, lesson, tmp_path):
    out = tmp_path / "汇编.pdf"
    assert "还没有纪要" in desk("meeting", "book", YEAR, "--out", out, "--kind", "党课")
    assert not out.exists()
