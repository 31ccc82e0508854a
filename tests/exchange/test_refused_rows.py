"""Refused rows handed back to whoever sent the file, corrected, and read again."""

import datetime
import os
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from app.domain.errors import Cancelled
from app.exchange import ledger, sheets, workbook
from app.exchange.ledger import Column
from app.exchange.sheets import Sheet

DATA = Path(__file__).parent.parent / "data"
FIELDS = (
    Column("name", "商户名称", key=True),
    Column("code", "统一社会信用代码"),
    Column("grid", "所属片区"),
    Column("pledged_on", "诚信承诺书签订时间"),
    Column("safe", "放心消费"),
)


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "机密文件夹"
    folder.mkdir()
    return folder / "商户台账.xlsx"


SOURCE = Sheet(
    "台账",
    [
        ["会战商圈台账", "", "", "", "", ""],
        ["序号", "商户名称", "统一社会\n信用代码", "所属片区", "承诺情况", ""],
        ["", "", "", "", "诚信承诺书签订时间", "放心消费"],
        [1.0, "张记", "'92230602MA01", "一片区", "2026.5", "是"],
        [2.0, "=李记", 9.223060200094e17, "", 2023.1, ""],
        ["合计", "2家", "", "", "", ""],
        [3.0, "", "无", "", datetime.date(2026, 5, 1), "否"],
    ],
    [((0, 0), (0, 5)), *(((1, c), (2, c)) for c in range(4)), ((1, 4), (1, 5)), ((3, 3), (6, 3))],
)
REASONS = "统一社会信用代码：Excel 截断；诚信承诺书签订时间：月份不明"
REFUSED = [(5, [(2, "Excel 截断"), (4, "月份不明")]), (7, [(1, "没有名称"), (None, "与第 5 行重复")])]


@pytest.fixture
def handed(target):
    """The refused rows of SOURCE, handed back."""
    workbook.write_refused(target, SOURCE, ledger.recognise(SOURCE, FIELDS), REFUSED)
    return openpyxl.load_workbook(target).active


def test_refused_rows_come_back_with_title_header_numbers_and_reasons(handed):
    assert [list(row) for row in handed.values] == [
        ["会战商圈台账", *[None] * 7],
        ["原行号", "序号", "商户名称", "统一社会\n信用代码", "所属片区", "承诺情况", None, "原因"],
        [None] * 5 + ["诚信承诺书签订时间", "放心消费", None],
        [5, 2, "=李记", "922306020009400000", "一片区", 2023.1, None, REASONS],
        [7, 3, None, "无", "一片区", datetime.datetime(2026, 5, 1), "否", "商户名称：没有名称；与第 5 行重复"],
    ]
    assert {str(area) for area in handed.merged_cells.ranges} == {f"{c}2:{c}3" for c in "ABCDEH"} | {"F2:G2"}


def test_bad_cells_are_filled_and_say_why(handed):
    bad = {cell.coordinate: cell.comment.text for row in handed for cell in row if cell.comment}
    assert bad == {"D4": "Excel 截断", "F4": "月份不明", "C5": "没有名称"}
    red = {cell.coordinate for row in handed for cell in row if cell.fill.fgColor.rgb == "00FBE0DD"}
    assert red == set(bad)
    assert handed["C5"].number_format == "@"
    assert handed["C4"].data_type == "s"


def test_handed_back_untouched_it_reads_as_before(target, handed):
    sheet = sheets.read(target)
    layout = ledger.recognise(sheet, FIELDS)
    before = ledger.recognise(SOURCE, FIELDS)
    numbers = {number for number, _ in REFUSED}
    originals = [row.values for row in ledger.data_rows(SOURCE, before) if row.number in numbers]
    originals[0]["code"] = "922306020009400000"
    assert [row.values for row in ledger.data_rows(sheet, layout)] == originals
    assert {index - 1: name for index, name in layout.mapping.items()} == before.mapping


def test_the_clerk_corrects_the_file_and_imports_it_again(target):
    sheet = sheets.read(DATA / "商户台账.xlsx")
    fields = (*FIELDS, Column("reason", "无代码原因", ("原因",)))
    layout = ledger.recognise(sheet, fields)
    refused = [(row.number, [(row.places["code"], "少一位")]) for row in ledger.data_rows(sheet, layout)][:30]
    workbook.write_refused(target, sheet, layout, refused)
    book = openpyxl.load_workbook(target)
    for cell in [cell for row in book.active for cell in row if cell.comment]:
        cell.value, cell.comment = f"改正{cell.row}", Comment("已改", "王芳")
    book.save(target)
    again = sheets.read(target)
    found = ledger.recognise(again, fields)
    rows = list(ledger.data_rows(again, found))
    assert set(found.mapping.values()) == set(layout.mapping.values())
    assert [row.values["code"] for row in rows] == [f"改正{row.number}" for row in rows]
    assert len(rows) == 30


def test_handing_back_can_be_cancelled(target):
    def cancel(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        workbook.write_refused(target, SOURCE, ledger.recognise(SOURCE, FIELDS), REFUSED, cancel)
    assert os.listdir(target.parent) == []


cells = st.one_of(st.just(""), st.text(max_size=6), st.floats(), st.booleans(), st.dates(), st.times())


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_rows_can_be_handed_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("out") / "退回.xlsx"
    sheet = Sheet(
        "表", [["商户名称", "统一社会信用代码", "放心消费"], *([f"店{n}", *row[1:]] for n, row in enumerate(rows))]
    )
    layout = ledger.recognise(sheet, FIELDS)
    refused = [(row.number, [(1, "不对")]) for row in ledger.data_rows(sheet, layout)]
    workbook.write_refused(path, sheet, layout, refused)
    again = sheets.read(path)
    assert sum(1 for _ in ledger.data_rows(again, ledger.recognise(again, FIELDS))) == len(refused)
