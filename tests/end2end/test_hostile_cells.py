"""Ledgers with cells nobody should have typed, dropped on the window: judged in words, shown and given back as text."""

import re

import openpyxl
import pytest

from app.domain.names import clean
from app.services import imports, journal, merchants
from app.ui.import_dialog import CHECK, MATCH
from tests.ledgers import CHINESE, FOREIGN, GOOD, HEAD, ledger, workbook

WORDS = re.compile(r"[“《][^”》]*[”》]|Excel|[IOSVZ](?![A-Za-z])|（[A-Z] 列）|#REF!")
"""What a sentence may quote or name."""
ROWS = {
    "公式当名字": ('=HYPERLINK("http://x","点我")', "新增"),
    "命令当名字": ("=cmd|' /C calc'!A0", "新增"),
    "加号当名字": ("+86茶庄", "新增"),
    "网页当名字": ("<img src=x onerror=alert(1)>茶庄", "新增"),
    "查询当名字": ("'; DROP TABLE merchant;--", "新增"),
    "只有零宽字": ("\u200b\u2060\ufeff", "有错"),
    "反向字": ("\u202e庄茶\u202c瑞和", "新增"),
    "控制字": ("瑞\x07和\x1b茶庄", "新增"),
    "三万字": ("茶" * 32_000, "有错"),
    "六十一字": ("茶" * 61, "有错"),
}
"""The name of a merchant, and what becomes of its row in a .csv."""

CELLS = {
    "一九〇〇年闰日": ("开业日期", "1900-02-29", "有错"),
    "不存在的日子": ("开业日期", "2026-02-30", "有错"),
    "负的序号": ("开业日期", -5, "有错"),
    "天大的序号": ("开业日期", 1e300, "有错"),
    "日期是是非": ("开业日期", True, "有错"),
    "错误值": ("统一社会信用代码", "#REF!", "有错"),
    "科学计数的代码": ("统一社会信用代码", 9.12306021e17, "有错"),
    "撇号代码": ("统一社会信用代码", "'91230602MA1ABCDE0O", "有错"),
    "代码是段话": ("统一社会信用代码", "去年办的，找不到了", "有错"),
    "电话是名字": ("联系电话", "吴国庆", "新增"),
}
"""A heading, a cell under it in an .xlsx, and what becomes of the row."""


@pytest.mark.parametrize("case", ROWS)
def test_a_hostile_name_is_only_a_name(dropping, tmp_path, case):
    name, verdict = ROWS[case]
    path = tmp_path / f"{case}.csv"
    quoted = '"' + name.replace('"', '""') + '"'
    path.write_bytes(ledger(f"{quoted},无,食品零售,吴国庆,13800006620,", GOOD))
    dropping.drop(path)
    assert (dropping.said, dropping.step) == ([], CHECK)
    assert dropping.rows[0].verdict == verdict
    assert dropping.rows[0].draft.sign == clean(name)
    judged_in_words(dropping.rows[0].sentence)


@pytest.mark.parametrize("case", CELLS)
def test_a_hostile_cell_is_judged_in_words(dropping, tmp_path, case):
    heading, cell, verdict = CELLS[case]
    row = GOOD.split(",")
    row[HEAD.split(",").index(heading)] = cell
    path = tmp_path / f"{case}.xlsx"
    path.write_bytes(workbook(row))
    dropping.drop(path)
    assert dropping.step == CHECK
    assert [row.verdict for row in dropping.rows] == [verdict]
    judged_in_words(dropping.rows[0].sentence)


def judged_in_words(sentence):
    """Chinese, as short as a line, and nothing that a program would say."""
    bare = WORDS.sub("", sentence)
    assert CHINESE.search(bare), sentence
    assert len(sentence) < 100
    assert not FOREIGN.search(bare), sentence


def test_three_hundred_columns_none_of_them_known_are_matched_by_hand(dropping, tmp_path):
    path = tmp_path / "三百列.csv"
    path.write_text("\n".join(",".join(f"{row}{n}" for n in range(300)) for row in "甲乙"), "utf-8")
    assert dropping.drop(path).step in (MATCH, CHECK)
    assert dropping.said == []


def test_a_ledger_merged_into_one_cell_is_not_written(dropping, tmp_path):
    path = tmp_path / "全合并.xlsx"
    path.write_bytes(workbook(GOOD.split(","), merged="A1:F2"))
    dropping.drop(path)
    assert bool(dropping.said) != (dropping.step in (MATCH, CHECK))
    assert not [row for row in dropping.rows if row.draft.name != "店铺招牌"]


@pytest.mark.parametrize("content", [HEAD, f"{HEAD}\n合计,1 家,,,,", f"{HEAD}\n,,,,,"], ids=["head", "total", "blank"])
def test_a_ledger_without_a_merchant_offers_nothing_to_import(dropping, tmp_path, content):
    path = tmp_path / "没有商户.csv"
    path.write_text(content, "utf-8")
    dropping.drop(path)
    assert dropping.rows == []


@pytest.mark.parametrize("case", ["公式当名字", "反向字", "网页当名字"])
def test_what_was_taken_over_is_shown_and_given_back_as_text(window, tmp_path, case):
    name, _ = ROWS[case]
    path = tmp_path / "台账\u202e.csv"
    path.write_bytes(ledger('"' + name.replace('"', '""') + '",无,食品零售,吴国庆,13800006620,'))
    imports.carry_out(imports.read(path))
    assert journal.last().what == "导入《台账.csv》：新增 1 家，更新 0 家"
    window.header.tabs.setCurrentIndex(3)
    model = window.page.rows
    assert clean(name) in [model.index(0, column).data() for column in range(model.columnCount())]
    merchants.export(tmp_path / "出.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "出.xlsx").active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == clean(name)] == ["s"]
