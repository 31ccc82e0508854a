import datetime as dt
import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.domain.errors import Cancelled, Problem
from app.domain.merchants import Draft
from app.services import honours, imports, journal, merchants
from app.services.imports import Verdict
from app.store.merchants import Pledge

LEDGER = Path("tests/data/商户台账.xlsx")
TRUTH = json.loads(Path("tests/data/truth.json").read_text("utf-8"))
CODES = ("92230602MAM9LGNYP4", "92230602MA6PQKHP5L", "91230602MADTET8AFE")
HEAD = ("店名", "统一社会信用代码", "业态", "地址", "电话", "承诺书签订日期", "放心消费")


def sheet(path, *rows, head=HEAD):
    book = Workbook()
    for row in (head, *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def small(store, tmp_path):
    rows = [
        ("甲店", CODES[0], "餐饮", "一街1号", "13912345678", "2026.3", "是"),
        ("乙店", CODES[1], "餐饮", "一街2号", "139", "", ""),
        ("丙店", "无", "五金", "一街3号", "", 2023.1, "否"),
        ("甲店二", CODES[0], "餐饮", "一街9号", "", "", ""),
        ("丙店", "", "五金", "一街3号", "", "", ""),
        ("", CODES[2], "餐饮", "一街4号", "", "", ""),
    ]
    return sheet(tmp_path / "街道.xlsx", *rows)


def test_the_streets_ledger_comes_in_as_planted(store):
    plan = imports.read(LEDGER)
    assert plan.counts() == {"rows": 3080, "new": 2975, "updated": 0, "skipped": 12, "refused": 93}
    planted = [fault for fault in TRUTH["faults"] if isinstance(fault["row"], int) and fault["what"] != "no_code"]
    faults = {fault["row"]: fault["what"] for fault in planted}
    found = {row.number: row.reasons[0].code for row in plan.of(Verdict.REFUSED)}
    found |= {row.number: "duplicate_code" for row in plan.of(Verdict.SKIPPED)}
    assert found == faults
    imports.carry_out(plan)
    assert merchants.counts()["全部"] == 2975
    assert Pledge.select().count() > 2975
    again = imports.read(LEDGER)
    assert again.counts() == {"rows": 3080, "new": 0, "updated": 0, "skipped": 2987, "refused": 93}
    with pytest.raises(Problem, match="没有可以导入的行"):
        imports.carry_out(again)


def test_each_row_gets_its_verdict_and_reason_in_chinese(small):
    plan = imports.read(small)
    assert [(row.number, row.verdict.value) for row in plan.rows] == [
        (2, "新增"),
        (3, "新增"),
        (4, "新增"),
        (5, "跳过"),
        (6, "跳过"),
        (7, "有错"),
    ]
    sentences = [row.sentence for row in plan.rows]
    assert "“*39”有 3 位" in sentences[1]
    assert "1 月还是 10 月" in sentences[2]
    assert sentences[3:5] == ["与第 2 行重复，将跳过", "与第 4 行重复，将跳过"]
    assert sentences[5].startswith("第 7 行“店名”（A 列）：")
    assert plan.reasons() == {"no_name": 1}


def test_nothing_is_written_before_it_is_carried_out(small):
    entry = journal.last().id
    imports.read(small)
    assert (merchants.ids(), journal.last().id) == ([], entry)


def test_good_rows_are_one_act_after_a_copy_and_go_back_as_a_whole(small, store):
    entry = imports.carry_out(imports.read(small))
    assert [file.suffix for file in sorted(store.backups.iterdir())] == [".db", ".info", ".json"]
    row = merchants.get(merchants.find(CODES[0]))
    assert (row.name, row.pledged_on, row.safe_consumption) == ("甲店", "2026-03", True)
    assert journal.last().what == "导入《街道.xlsx》：新增 3 家，更新 0 家"
    assert merchants.ids("jd") != []
    journal.undo(entry)
    assert (merchants.ids(), merchants.ids("jd")) == ([], [])
    assert imports.carry_out(imports.read(small))
    assert len(merchants.ids()) == 3


def test_an_honoured_import_is_not_taken_back(small):
    entry = imports.carry_out(imports.read(small))
    honours.award("诚信商户", merchants.ids("jd"), dt.date.today(), None)
    with pytest.raises(Problem, match="已经授予荣誉"):
        journal.undo(entry)
    assert len(merchants.ids()) == 3


def test_a_row_that_differs_is_an_update_shown_cell_by_cell(small, tmp_path):
    imports.carry_out(imports.read(small))
    newer = sheet(
        tmp_path / "新.xlsx", ("甲店", CODES[0], "零售", "", "13900000000", "", ""), ("丙店", CODES[2], "", "一街3号")
    )
    plan = imports.read(newer)
    assert plan.counts() == {"rows": 2, "new": 0, "updated": 2, "skipped": 0, "refused": 0}
    assert plan.rows[0].sentence == "更新：业态：餐饮 → 零售；联系电话：139****5678 → 139****0000"
    before = merchants.get(merchants.find(CODES[0]))
    entry = imports.carry_out(plan)
    after = merchants.get(merchants.find(CODES[0]))
    assert (after.trade, after.address, after.pledged_on) == ("零售", "一街1号", "2026-03")
    assert merchants.get(merchants.find(CODES[2])).no_code_reason == ""
    journal.undo(entry)
    assert merchants.get(before.id) == before


def test_a_plan_grown_stale_is_not_carried_out(small):
    plan = imports.read(small)
    merchants.save(Draft(sign="刚登记的店", no_code_reason="无"), None)
    with pytest.raises(Problem, match="核对之后数据又有改动"):
        imports.carry_out(plan)
    assert len(merchants.ids()) == 1


def test_a_cancelled_import_leaves_nothing(store):
    def cancel(done, total):
        if done >= 1000:
            raise Cancelled

    plan = imports.read(LEDGER)
    with pytest.raises(Cancelled):
        imports.carry_out(plan, cancel)
    assert merchants.ids() == []
    assert merchants.ids("cs") == []
    assert journal.last().what == "首次设置"


def test_refused_rows_come_back_marked_and_import_once_corrected(small, tmp_path):
    plan = imports.read(small)
    imports.carry_out(plan)
    assert imports.write_refused(plan, tmp_path / "有错.xlsx") == 1
    book = load_workbook(tmp_path / "有错.xlsx")
    cells = {cell.value: cell for row in book.active.iter_rows() for cell in row}
    name = next(cell for cell in book.active[cells[CODES[2]].row] if cell.comment)
    assert "请至少填写一项" in name.comment.text
    name.value = "戊店"
    book.save(tmp_path / "改好.xlsx")
    corrected = imports.read(tmp_path / "改好.xlsx")
    assert corrected.counts() == {"rows": 1, "new": 1, "updated": 0, "skipped": 0, "refused": 0}


def test_columns_can_be_set_right_by_hand(store, tmp_path):
    path = sheet(tmp_path / "a.xlsx", ("甲店", "13912345678", "一街1号"), head=("店家", "怎么联系", "地址"))
    plan = imports.read(path, {0: "sign", 1: "phone", 2: "address"})
    assert (plan.rows[0].draft.sign, plan.rows[0].draft.phone) == ("甲店", "13912345678")


def test_progress_is_told_and_can_stop_the_reading(store):
    told = []
    imports.read(LEDGER, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3080, 3080)

    def cancel(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        imports.read(LEDGER, progress=cancel)


def test_a_match_made_by_hand_is_remembered_for_the_next_file(store, tmp_path):
    head = ("店家", "怎么联系", "地址", "业态")
    first = sheet(tmp_path / "一.xlsx", ("甲店", "13912345678", "一街1号", "不要"), head=head)
    imports.carry_out(imports.read(first, {0: "sign", 1: "phone", 2: "address"}))
    second = sheet(
        tmp_path / "二.xlsx", ("不要", "13912345679", "乙店", "一街2号"), head=("业态", "怎么联系", "店家", "地址")
    )
    draft = imports.read(second).rows[0].draft
    assert (draft.sign, draft.phone, draft.address, draft.trade) == ("乙店", "13912345679", "一街2号", "")


def test_an_undone_import_can_be_brought_back(small):
    entry = imports.carry_out(imports.read(small))
    before = merchants.rows(merchants.ids())
    journal.undo(entry)
    journal.undo(journal.last_undone().id)
    assert merchants.rows(merchants.ids()) == before
    journal.undo(journal.last_of_session().id)
    assert merchants.ids() == []


def test_a_list_of_names_alone_comes_in_and_the_right_sheet_is_taken(store, tmp_path):
    book = Workbook()
    for row in (("业态", "说明"), ("餐饮", "吃饭"), ("零售", "买东西")):
        book.active.append(row)
    names = book.create_sheet("商户")
    for row in (("店名", "电话"), ("甲店", ""), ("乙店", "13912345678")):
        names.append(row)
    book.save(tmp_path / "两张表.xlsx")
    plan = imports.read(tmp_path / "两张表.xlsx")
    assert [(row.verdict, row.name) for row in plan.rows] == [("新增", "甲店"), ("新增", "乙店")]
