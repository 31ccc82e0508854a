"""Finding the table in a sheet as a street office sends it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.domain.identifiers import as_text
from app.exchange import ledger, sheets
from app.exchange.ledger import Column
from app.exchange.sheets import Sheet

DATA = Path(__file__).parent.parent / "data"

MERCHANT = (
    Column("sign", "店铺招牌", ("招牌", "店名", "商户", "名称"), key=True),
    Column("registered_name", "营业执照名称", ("商户名称", "企业名称"), key=True),
    Column("code", "统一社会信用代码", ("信用代码",)),
    Column("trade", "业态", ("行业",)),
    Column("address", "地址", ("经营地址",)),
    Column("grid", "片区", ("所属片区", "网格")),
    Column("owner", "经营者", ("负责人", "负责人姓名")),
    Column("phone", "联系电话", ("电话", "手机")),
    Column("pledged_on", "承诺书签订时间", ("诚信承诺书签订时间",)),
    Column("safe_consumption", "放心消费"),
    Column("free_returns", "7天无理由退货", ("七天无理由退货",)),
    Column("note", "备注"),
)
GIFT = (
    Column("day", "日期", ("登记日期",)),
    Column("giver", "捐赠人", ("捐赠单位（个人）",), key=True),
    Column("money", "金额（元）", ("金额",)),
    Column("use", "用途"),
)


def sheet_of(*rows, merged=()):
    """A sheet from rows of any length."""
    width = max(map(len, rows))
    return Sheet("表", [[*row, *[""] * (width - len(row))] for row in rows], list(merged))


def table(*rows, columns=MERCHANT, merged=()):
    """The data rows of a sheet, as the fields that are filled."""
    sheet = sheet_of(*rows, merged=merged)
    found = ledger.data_rows(sheet, ledger.recognise(sheet, columns))
    return [{name: cell for name, cell in row.values.items() if cell != ""} for row in found]


def mapped(*headings, parents=()):
    """The fields of a header, by column."""
    rows = [parents, headings] if parents else [headings]
    return ledger.recognise(sheet_of(*rows), MERCHANT).mapping


@pytest.fixture(scope="module")
def street():
    """The street's ledger with its layout and its data rows by Excel row number."""
    sheet = sheets.read(DATA / "商户台账.xlsx")
    layout = ledger.recognise(sheet, MERCHANT)
    return sheet, layout, {row.number: row for row in ledger.data_rows(sheet, layout)}


@pytest.fixture(scope="module")
def planted():
    """The Excel rows of the street's ledger by planted fault."""
    faults = json.loads((DATA / "truth.json").read_text("utf-8"))["faults"]
    rows: dict[str, list[int]] = {}
    for fault in faults:
        if isinstance(fault["row"], int):
            rows.setdefault(fault["what"], []).append(fault["row"])
    return rows


def test_the_streets_ledger_has_3080_rows(street):
    _, layout, rows = street
    assert len(rows) == 3080
    assert (min(rows), max(rows)) == (5, 3100)
    assert layout.title == "会战商圈商户诚信经营台账（２０２６年第三季度）"
    assert set(layout.mapping.values()) == {column.name for column in MERCHANT}


def test_the_two_line_header_gives_the_childs_heading_and_the_parent(street):
    _, layout, _ = street
    assert layout.header_rows == range(2, 4)
    assert layout.headings[9] == "诚信承诺书签订时间"
    assert layout.parents == dict.fromkeys((9, 10, 11), "承诺情况")
    assert layout.headings[3] == "统一社会信用代码"


def test_rows_without_a_name_are_data_so_that_they_can_be_refused(street, planted):
    _, _, rows = street
    nameless = [number for number, row in rows.items() if not row.values["sign"] and not row.values["registered_name"]]
    assert nameless == planted["no_name"]


def test_row_numbers_are_excels_own(street, planted):
    sheet, layout, rows = street
    code = next(column for column, name in layout.mapping.items() if name == "code")
    for number in planted["excel_truncated"]:
        assert rows[number].values["code"] == sheet.rows[number - 1][code]
        assert as_text(rows[number].values["code"]).endswith("000")


def test_the_members_form_has_400_rows():
    sheet = sheets.read(DATA / "党员信息表.xls")
    columns = (Column("name", "姓名", key=True), Column("joined", "入党时间"), Column("born", "出生年月"))
    layout = ledger.recognise(sheet, columns)
    assert layout.mapping == {1: "name", 9: "born", 10: "joined"}
    assert sum(1 for _ in ledger.data_rows(sheet, layout)) == 400


def test_the_gifts_file_has_900_rows():
    path = DATA.parent.parent.parent / "shared" / "data" / "捐赠登记.csv"
    if not path.exists():
        pytest.skip("the office's gift file lies beside the repository only where it is developed")
    sheet = sheets.read(path)
    layout = ledger.recognise(sheet, GIFT)
    assert sum(1 for _ in ledger.data_rows(sheet, layout)) == 900


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("店 名", "sign"),
        ("*店名", "sign"),
        ("★商户名称（全称）", "registered_name"),
        ("统一社会\n信用代码", "code"),
        ("信用代码（18位）", "code"),
        ("７天无理由退货", "free_returns"),
        ("是否放心消费", "safe_consumption"),
        ("经营者\n（负责人）", "owner"),
        ("法人（负责人）", "owner"),
        ("【备注】", "note"),
        ("联系电话：", "phone"),
    ],
)
def test_headings_are_matched_however_they_are_dressed(heading, field):
    assert mapped("序号", heading, "甲")[1] == field


@pytest.mark.parametrize("heading", ["经营者身份证号", "序号", "登记人所在的街道名称", "2026年"])
def test_a_strange_heading_stays_unmapped(heading):
    assert mapped("店名", heading) == {0: "sign"}


def test_the_closer_heading_wins_and_each_field_is_taken_once():
    assert mapped("备用电话", "联系电话", "店名") == {1: "phone", 2: "sign"}


def test_a_column_takes_no_second_choice():
    assert mapped("店名", "联系电话", "负责人电话") == {0: "sign", 1: "phone"}


def test_the_parent_decides_between_equal_children():
    columns = (*MERCHANT, Column("liaison", "联系人姓名"))
    header = sheet_of(["店名", "联系人", "", "负责人", ""], ["", "姓名", "电话", "姓名", "手机"])
    assert ledger.recognise(header, columns).mapping == {0: "sign", 1: "liaison", 2: "phone", 3: "owner"}


def test_a_title_above_is_not_a_parent():
    layout = ledger.recognise(sheet_of(["商户台账"], ["填报单位：街道"], ["店名", "电话"], ["甲店", "1"]), MERCHANT)
    assert (layout.title, layout.header_rows, layout.parents) == ("商户台账", range(2, 3), {})


def test_a_sheet_of_strange_headings_can_still_be_mapped_by_hand():
    sheet = sheet_of(["表"], ["甲", "乙"], ["张记", "138"])
    guessed = ledger.recognise(sheet, MERCHANT)
    assert (guessed.headings, guessed.mapping) == ({0: "甲", 1: "乙"}, {})
    layout = ledger.recognise(sheet, MERCHANT, {0: "sign", 1: "phone"})
    assert [row.values for row in ledger.data_rows(sheet, layout)] == [{"sign": "张记", "phone": "138"}]


def test_a_sheet_without_a_header_is_refused():
    with pytest.raises(Problem, match="没有找到表头"):
        ledger.recognise(sheet_of(["一句话"], ["又一句"]), MERCHANT)


HEADER = ["序号", "店名", "业态", "地址", "联系电话"]
CELLS = [1.0, "张记", "餐饮", "东街1号", "13800000000"]
ROW = {"sign": "张记", "trade": "餐饮", "address": "东街1号", "phone": "13800000000"}


@pytest.mark.parametrize(
    "odd",
    [
        [],
        ["  ", "　"],
        [2.0],
        ["合计", "3080家"],
        ["合　计", "", "", "", 3080.0],
        ["", "小计：", "12"],
        ["一片区小计", "12家"],
        ["共3080家"],
        ["说明：1. 本表由网格员填报；2. 无代码者须注明"],
        ["", "注：电话须填手机"],
        ["填表人：王芳", "", "", "审核人：李强"],
        ["", "以下空白"],
        ["", "一、餐饮类"],
        ["", "（二）服装类"],
        ["商户台账"],
        ["", "商户台账"],
        HEADER,
    ],
    ids=str,
)
def test_what_is_no_row_is_left_out(odd):
    assert table(["商户台账"], HEADER, CELLS, odd, CELLS, odd) == [ROW, ROW]


@pytest.mark.parametrize(
    "row",
    [
        [2.0, "", "餐饮", "东街2号", ""],
        [3.0, "李记", "", "", ""],
        ["", "", "", "东街3号", 13800000000.0],
        [4.0, "小计", "餐饮", "东街4号", "139"],
        [5.0, "合计便利店", "零售", "东街5号", "139"],
        ["", "备注书店", "图书", "东街6号", "139"],
        [6.0, "共40家", "餐饮", "西街", "1"],
    ],
    ids=str,
)
def test_what_stands_for_something_is_a_row(row):
    assert len(table(HEADER, CELLS, row)) == 2


def test_a_wide_merged_cell_is_a_banner_and_not_a_row():
    rows = (["店名", "地址"], ["甲店", "东街"], ["服装一条街", ""], ["乙店", "西街"])
    assert len(table(*rows)) == 3
    assert len(table(*rows, merged=[((2, 0), (2, 1))])) == 2


def test_a_cell_merged_down_applies_to_every_row():
    rows = (["片区", "店名"], ["一片区", "甲店"], ["", "乙店"], ["", "丙店"], ["", ""], ["二片区", "丁店"])
    assert [row["grid"] for row in table(*rows, merged=[((1, 0), (4, 0))])] == ["一片区"] * 3 + ["二片区"]


def test_the_line_that_numbers_the_columns_is_skipped():
    assert table(HEADER, [1.0, 2.0, 3.0, 4.0, 5.0], CELLS) == [ROW]


def test_two_header_lines_without_merged_cells():
    header = (["序号", "店名", "承诺情况", "", "备注"], ["", "", "放心消费", "七天无理由退货", ""])
    assert table(*header, [1.0, "张记", "是", "否", "好"]) == [
        {"sign": "张记", "safe_consumption": "是", "free_returns": "否", "note": "好"}
    ]


cells = st.one_of(st.just(""), st.floats(allow_nan=False), st.text(max_size=8), st.dates(), st.booleans())


@given(st.lists(st.lists(cells, min_size=4, max_size=4), max_size=12))
def test_any_sheet_is_read_or_refused_with_a_sentence(rows):
    sheet = Sheet("表", rows)
    try:
        layout = ledger.recognise(sheet, MERCHANT)
    except Problem:
        return
    numbers = [row.number for row in ledger.data_rows(sheet, layout)]
    assert numbers == sorted(set(numbers))
    assert all(layout.first_row < number <= len(rows) for number in numbers)


@given(st.lists(st.sampled_from(["完整", "空", "合计", "说明"])))
def test_rows_are_counted_whatever_stands_between(kinds):
    samples = {"完整": CELLS, "空": [""] * 5, "合计": ["合计", "9家", "", "", ""], "说明": ["说明：略", "", "", "", ""]}
    sheet = Sheet("表", [HEADER, *(samples[kind] for kind in kinds)])
    numbers = [row.number for row in ledger.data_rows(sheet, ledger.recognise(sheet, MERCHANT))]
    assert numbers == [number for number, kind in enumerate(kinds, 2) if kind == "完整"]
