"""Error values such as #REF!: seen as text in every format, refused where they stand for code or name."""

import struct

import openpyxl
import pytest

from app.domain.errors import Problem
from app.domain.identifiers import is_cell_error
from app.exchange import biff, sheets
from app.services import imports, merchants
from app.services.imports import Verdict
from tests.exchange.hostile_files import far_xls, ods, ods_cell, old_workbook

ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
HEADER = ["店铺招牌", "统一社会信用代码", "联系电话", "开业日期"]
CODE = "92230602MAM9LGNYP4"


def workbook(path, *rows):
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(path)
    return path


def old_with_error(error):
    """The old workbook, the first two names of its second row turned into an error value and something unknown."""
    data = bytearray(old_workbook())
    first, second = (data.index(struct.pack("<HHHH", 0xFD, 10, 1, column)) for column in (1, 2))
    assert second == first + 14
    spoilt = struct.pack("<HHHHHBB", 0x205, 8, 1, 1, 15, error, 1) + struct.pack("<HH", 1, 12) + bytes(12)
    data[first : first + 28] = spoilt
    return bytes(data)


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_value_is_read_as_it_is_seen(tmp_path, error):
    path = workbook(tmp_path / "甲.xlsx", ["瑞和茶庄", error, error])
    assert sheets.read(path).rows[1][:3] == ["瑞和茶庄", error, error]
    assert is_cell_error(f" {error} ")


def test_a_name_with_a_hash_is_no_error():
    assert not any(map(is_cell_error, ["#1 店", "REF", "N/A", "", "#REF!店"]))


def test_opendocument_spells_errors_in_two_ways(tmp_path):
    path = tmp_path / "台账.ods"
    kinds = ('"string" office:string-value=""', '"float" office:value="0"')
    cells = "".join(
        f'<table:table-cell table:formula="of:=X" office:value-type={kind} calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell>"
        for kind in kinds
    )
    path.write_bytes(ods(f"<table:table-row>{ods_cell(2)}{cells}</table:table-row>"))
    assert sheets.read(path).rows == [["店", "店", "#N/A", "#N/A"]]


@pytest.mark.parametrize(("name", "words"), [("code", "统一社会信用代码"), ("sign", "店铺招牌")])
def test_in_a_key_column_it_is_refused_by_its_name(store, tmp_path, name, words):
    row = ["#REF!" if name == "sign" else "瑞和茶庄", "#REF!" if name == "code" else CODE, "13800006620"]
    plan = imports.read(workbook(tmp_path / "甲.xlsx", row))
    (refused,) = plan.of(Verdict.REFUSED)
    assert refused.sentence.startswith(f"第 2 行“{words}”（")
    assert "单元格是错误值 #REF!" in refused.sentence
    assert plan.reasons() == {"cell_error": 1}


def test_in_a_csv_it_is_refused_too(store, tmp_path):
    path = tmp_path / "甲.csv"
    path.write_text(",".join(HEADER) + "\n瑞和茶庄,#N/A,1,\n", "gb18030")
    assert "单元格是错误值 #N/A" in imports.read(path).of(Verdict.REFUSED)[0].sentence


def test_elsewhere_it_is_flagged_and_overwrites_nothing(store, tmp_path):
    path = workbook(tmp_path / "甲.xlsx", ["瑞和茶庄", CODE, "13800006620", "2026.3"])
    imports.carry_out(imports.read(path))
    spoilt = workbook(tmp_path / "乙.xlsx", ["瑞和茶庄", CODE, "#VALUE!", "#N/A"])
    (same,) = imports.read(spoilt).of(Verdict.SKIPPED)
    assert "“联系电话”的单元格是错误值 #VALUE!" in same.sentence
    assert "“开业日期”的单元格是错误值 #N/A" in same.sentence
    kept = merchants.get(merchants.find(CODE))
    assert (kept.phone, kept.since) == ("13800006620", "2026-03")


@pytest.mark.parametrize(("error", "text"), [(23, "#REF!"), (42, "#N/A")])
def test_an_old_workbook_shows_its_errors(tmp_path, error, text):
    path = tmp_path / "党员.xls"
    path.write_bytes(old_workbook())
    before = sheets.read(path).rows
    path.write_bytes(old_with_error(error))
    after = sheets.read(path).rows
    assert after[1][1:3] == [text, ""]
    assert after[2:] == before[2:]


def far(data):
    return far_xls()


def claiming(data):
    """Its first sheet claims to be as large as an old sheet can be."""
    claim = data.index(struct.pack("<HH", 0x200, 14))
    return data[: claim + 4] + struct.pack("<IIHH", 0, 65536, 0, 256) + data[claim + 16 :]


@pytest.mark.parametrize("sparse", [far, claiming])
def test_an_old_workbook_that_reaches_too_far_is_refused_before_anything_is_built(tmp_path, monkeypatch, sparse):
    path = tmp_path / "党员.xls"
    path.write_bytes(sparse(bytes(old_workbook())))
    monkeypatch.setattr(sheets, "CalamineWorkbook", None)
    with pytest.raises(Problem, match="范围太大"):
        sheets.names(path)


def test_an_old_workbook_gives_its_errors_by_place():
    body = struct.pack("<HHHBB", 6, 2, 15, 23, 1)
    formula = struct.pack("<HHH", 7, 3, 15) + bytes([2, 0, 42, 0, 0, 0, 255, 255]) + bytes(6)
    stream = b"".join(struct.pack("<HH", kind, len(each)) + each for kind, each in ((0x205, body), (6, formula)))
    extent = biff._measured(stream + struct.pack("<HH", 10, 0), 0)
    assert extent.errors == [(6, 2, "#REF!"), (7, 3, "#N/A")]
    assert extent.cells == 8 * 4
