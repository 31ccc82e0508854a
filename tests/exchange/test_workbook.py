"""Workbooks the program gives out, looked at the way Excel does: through the file."""

import datetime
import errno
import os
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Cancelled, Problem
from app.exchange import ledger, sheets, workbook
from app.exchange.ledger import Column

DATA = Path(__file__).parent.parent / "data"
COLUMNS = [("商户名称", 24, "text"), ("统一社会信用代码", 22, "text"), ("签订日期", 16, "date"), ("分数", 8, "number")]
ROWS = [
    ["张记面馆", "92230602MAM9LGNYP4", "2026-03-05", 95],
    ["艾力·买买提", "13800000000", "2026-03", 88.5],
    ["䶮𬀩店", "", datetime.date(2026, 1, 1), None],
]


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "机密文件夹"
    folder.mkdir()
    return folder / "商户台账.xlsx"


def written(path, title="商户台账", columns=COLUMNS, rows=ROWS):
    """The sheet of a list just written, as openpyxl sees it."""
    workbook.write_list(path, title, columns, rows)
    return openpyxl.load_workbook(path).active


def test_a_list_has_title_header_and_rows(target):
    sheet = written(target)
    values = list(sheet.values)
    assert values[0] == ("商户台账", None, None, None)
    assert values[1] == ("商户名称", "统一社会信用代码", "签订日期", "分数")
    assert values[2] == ("张记面馆", "92230602MAM9LGNYP4", datetime.datetime(2026, 3, 5), 95)
    assert values[3] == ("艾力·买买提", "13800000000", "2026年3月", 88.5)
    assert values[4] == ("䶮𬀩店", None, datetime.datetime(2026, 1, 1), None)


def test_a_list_is_ready_for_the_screen_and_the_printer(target):
    sheet = written(target)
    assert sheet.title == "商户台账"
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.auto_filter.ref == "A2:D5"
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [24, 22, 16, 8]
    assert sheet["A2"].font.b
    assert sheet["A2"].fill.fgColor.rgb == "00F0F2F5"
    assert {cell.font.sz for row in sheet["A2:D5"] for cell in row if cell.value} == {11}


def test_dates_are_dates_and_long_numbers_are_text(target):
    sheet = written(target)
    assert sheet["C3"].number_format == 'yyyy"年"m"月"d"日"'
    assert sheet["C3"].is_date
    assert (sheet["B4"].data_type, sheet["B4"].number_format) == ("s", "@")
    assert sheet["D3"].data_type == "n"


def test_money_is_a_number_that_excel_can_add_up(target):
    sheet = written(
        target, columns=[("金额（元）", 14, "number")], rows=[[Decimal("1409.50")], [Decimal(200000) / 100]]
    )
    assert [(cell.data_type, cell.value) for (cell,) in sheet["A3:A4"]] == [("n", 1409.5), ("n", 2000)]


def test_a_phone_that_comes_as_a_number_goes_out_as_text(target):
    sheet = written(target, columns=[("联系电话", 14, "text")], rows=[[13800000000.0], [True]])
    assert [cell.value for (cell,) in sheet["A3:A4"]] == ["13800000000", "是"]


def test_a_list_without_a_title_starts_with_its_header(target):
    sheet = written(target, title="")
    assert next(sheet.values)[0] == "商户名称"
    assert (sheet.title, sheet.freeze_panes, sheet.print_title_rows) == ("表", "A2", "$1:$1")


def test_an_empty_list_is_a_header(target):
    assert len(list(written(target, rows=[]).values)) == 2


@pytest.mark.parametrize("title", ["一/季度：[台账]?*\\", "长" * 60, "'引'"])
def test_any_title_makes_a_sheet_name(target, title):
    sheet = written(target, title=title)
    assert 0 < len(sheet.title) <= 31
    assert sheet["A1"].value == title


FORMULAS = ['=HYPERLINK("x")', "+86 138", "-1", "@SUM(1)", "\t=1", "=1+1", '<b>&"=1+1', "#N/A", "TRUE", "1e5"]


@pytest.mark.parametrize("words", FORMULAS)
def test_text_never_becomes_a_formula_or_a_number(target, words):
    sheet = written(target, columns=[("名称", 10, "text"), ("值", 10, "number")], rows=[[words, words]])
    assert [(cell.value, cell.data_type) for cell in sheet[3]] == [(words, "s")] * 2
    with zipfile.ZipFile(target) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@given(words=st.text(max_size=30), number=st.floats() | st.integers(-(10**9), 10**9))
def test_any_text_and_number_can_be_written_and_read(tmp_path_factory, words, number):
    path = tmp_path_factory.mktemp("out") / "表.xlsx"
    workbook.write_list(
        path, "表", [("甲", 9, "text"), ("乙", 9, "number"), ("丙", 9, "text")], [[words, number, "尾"]]
    )
    row = sheets.read(path).rows[2]
    kept = "".join(c for c in words if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    assert "".join(c for c in row[0] if c >= " ") == kept
    assert row[2] == "尾"


def test_what_is_exported_can_be_imported(target):
    workbook.write_list(target, "商户台账", COLUMNS, ROWS)
    sheet = sheets.read(target)
    layout = ledger.recognise(sheet, [Column(str(n), label, key=n == 0) for n, (label, _, _) in enumerate(COLUMNS)])
    rows = [list(row.values.values()) for row in ledger.data_rows(sheet, layout)]
    assert layout.title == "商户台账"
    assert rows[0] == ["张记面馆", "92230602MAM9LGNYP4", datetime.date(2026, 3, 5), 95]
    assert rows[1][2] == "2026年3月"


def test_an_existing_file_is_replaced_and_nothing_else_is_left(target):
    target.write_text("旧")
    written(target)
    assert os.listdir(target.parent) == [target.name]


def test_progress_is_told_and_cancelling_leaves_nothing(target, monkeypatch, tmp_path):
    scratch = tmp_path / "系统临时"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    target.write_text("旧")
    told = []

    def stop(done, total):
        told.append((done, total))
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        workbook.write_list(target, "表", [("甲", 9, "text")], [["x"]] * 5000, stop)
    assert told == [(0, 5000), (200, 5000)]
    assert target.read_text() == "旧"
    assert os.listdir(target.parent) == [target.name]
    assert os.listdir(scratch) == []


def test_the_last_progress_is_the_whole(target):
    told = []
    workbook.write_list(target, "表", [("甲", 9, "text")], [["x"]] * 401, lambda *pair: told.append(pair))
    assert told == [(0, 401), (200, 401), (400, 401), (401, 401)]


def fail_with(error):
    def fail(*_):
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "in use"), "它可能正在 WPS 或 Excel 里打开着"),
        (OSError(errno.ENOSPC, "full"), "磁盘空间不够"),
        (OSError(errno.EROFS, "read-only"), "这个位置不允许写入"),
        (OSError(errno.EIO, "bad stick"), "这个位置写不进去"),
        (FileNotFoundError(errno.ENOENT, "stick gone"), "U 盘是否已拔出"),
    ],
)
def test_a_target_that_cannot_be_replaced_is_left_alone(target, monkeypatch, error, words):
    target.write_text("旧")
    monkeypatch.setattr(Path, "replace", fail_with(error))
    with pytest.raises(Problem) as caught:
        workbook.write_list(target, "表", COLUMNS, ROWS)
    assert words in str(caught.value)
    assert "程序里的数据不受影响" in str(caught.value)
    assert "机密" not in str(caught.value)
    assert target.read_text() == "旧"
    assert os.listdir(target.parent) == [target.name]


def test_a_lost_folder_a_folder_as_target_and_a_closed_folder(target, monkeypatch):
    with pytest.raises(Problem, match="文件夹不在了"):
        workbook.write_list(target.parent / "没有" / "甲.xlsx", "表", COLUMNS, ROWS)
    with pytest.raises(Problem, match="同名的文件夹"):
        workbook.write_list(target.parent, "表", COLUMNS, ROWS)
    monkeypatch.setattr(Path, "touch", fail_with(PermissionError(errno.EACCES, "closed")))
    with pytest.raises(Problem, match="不允许写入"):
        workbook.write_list(target, "表", COLUMNS, ROWS)


def test_a_row_of_the_wrong_length_is_a_bug_and_leaves_nothing(target):
    with pytest.raises(ValueError, match="zip"):
        workbook.write_list(target, "表", COLUMNS, [["一格"]])
    assert os.listdir(target.parent) == []


def test_rows_are_never_kept_plain_in_the_temporary_folder(target, monkeypatch, tmp_path):
    scratch = tmp_path / "系统临时"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    seen = set()

    def rows():
        for number in range(1000):
            for place in (scratch, target.parent):
                seen.update((file.parent.name, b"230602198807153214" in file.read_bytes()) for file in place.iterdir())
            yield ["230602198807153214", number]

    workbook.write_list(target, "表", [("甲", 9, "text"), ("乙", 9, "number")], rows())
    assert seen == {(target.parent.name, False)}
    assert next(iter(openpyxl.load_workbook(target).active.iter_rows(min_row=3, values_only=True))) == (
        "230602198807153214",
        0,
    )
