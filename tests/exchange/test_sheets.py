"""Reading the tables people really send, in whatever format and under whatever name."""

import datetime
import os
import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.exchange import sheets

DATA = Path(__file__).parent.parent / "data"
ROWS = [["店名", "联系电话"], ["张记面馆", "13800000000"], ["䶮记 & <李记>", "04590000000"]]
TEXT = "\r\n".join(",".join(row) for row in ROWS)


def workbook(path, tables):
    """Write a workbook of named sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_values_keep_their_kind(tmp_path):
    day = datetime.date(2026, 3, 5)
    path = workbook(tmp_path / "甲.xlsx", {"表": [["文字", 1.5, day, True, None, "007"]]})
    assert sheets.read(path).rows == [["文字", 1.5, day, True, "", "007"]]


def test_rows_and_columns_count_from_the_first_cell_of_excel(tmp_path):
    book = openpyxl.Workbook()
    book.active["C4"] = "店名"
    book.active["D5"] = "值"
    book.active.merge_cells("C6:D7")
    book.save(tmp_path / "甲.xlsx")
    sheet = sheets.read(tmp_path / "甲.xlsx")
    assert sheet.rows[3] == ["", "", "店名", ""]
    assert sheet.merged == [((5, 2), (6, 3))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_text_tables_of_every_encoding_and_separator(tmp_path, encoding, mark):
    path = tmp_path / "登记.csv"
    rows = ROWS if encoding != "gbk" else ROWS[:2]
    path.write_bytes("\n".join(mark.join(row) for row in rows).encode(encoding))
    assert sheets.read(path).rows == rows


def test_a_quoted_cell_may_hold_separators_and_line_breaks(tmp_path):
    path = tmp_path / "登记.csv"
    path.write_text('店名,地址\n"张记,总店","东街\n1号"\n李记', "utf-8")
    assert sheets.read(path).rows == [["店名", "地址"], ["张记,总店", "东街\n1号"], ["李记", ""]]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=2, max_size=2), min_size=2))
def test_what_excel_saves_as_csv_comes_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "表.csv"
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [["店名", "地址"], *rows]]
    path.write_bytes("\r\n".join(quoted).encode("gb18030"))
    assert sheets.read(path).rows == [["店名", "地址"], *rows]


def test_a_lone_column_of_names_is_read(tmp_path):
    path = tmp_path / "名单.txt"
    path.write_text("店名\n张记\n", "utf-8")
    assert sheets.read(path).rows == [["店名"], ["张记"]]


@pytest.mark.parametrize("name", ["商户.xls", "商户.csv", "商户.XLSX", "商户", "商户.et"])
def test_a_workbook_is_known_by_its_bytes_and_not_by_its_name(tmp_path, name):
    path = shutil.copy(workbook(tmp_path / "甲.xlsx", {"表": ROWS}), tmp_path / name)
    assert sheets.read(path).rows == ROWS


@pytest.mark.parametrize("name", ["党员.xlsx", "党员.et"])  # WPS calls the same format .et
def test_an_old_workbook_with_another_name_is_read(tmp_path, name):
    path = shutil.copy(DATA / "党员信息表.xls", tmp_path / name)
    assert len(sheets.read(path).rows) == 401


def test_text_with_a_workbooks_name_is_read(tmp_path):
    path = tmp_path / "登记.xls"
    path.write_text(TEXT, "gb18030")
    assert sheets.read(path).rows == ROWS


def test_the_first_sheet_with_a_table_is_taken(tmp_path):
    tables = {"空": [], "填表说明": [["请如实填写"], ["不得漏项"]], "台账": ROWS, "附表": ROWS[:2]}
    path = workbook(tmp_path / "甲.xlsx", tables)
    assert sheets.read(path).name == "台账"
    assert sheets.read(path, "附表").rows == ROWS[:2]
    assert sheets.names(path) == list(tables)
    assert [sheet.name for sheet in sheets.tables(path)] == ["台账", "附表"]


def test_hidden_sheets_are_not_offered(tmp_path):
    path = workbook(tmp_path / "甲.xlsx", {"字典": ROWS, "台账": ROWS})
    book = openpyxl.load_workbook(path)
    book["字典"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert sheets.names(path) == ["台账"]
    assert sheets.read(path).name == "台账"


def test_a_sheet_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Problem, match="里没有叫“丙”的工作表"):
        sheets.read(workbook(tmp_path / "甲.xlsx", {"表": ROWS}), "丙")


@given(st.integers(0, 16383))
def test_columns_are_named_as_excel_does(column):
    assert sheets.letter(column) == openpyxl.utils.get_column_letter(column + 1)


@pytest.mark.skipif(os.name == "nt", reason="a name with these characters cannot exist on Windows")
def test_an_unusual_name_is_no_obstacle(tmp_path):
    path = workbook(tmp_path / "商户 <b>&\"=1+1'.xlsx", {"表": ROWS})
    assert sheets.read(path).rows == ROWS
