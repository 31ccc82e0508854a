"""Sheets of members as offices really send them: every row is taken as meant, or refused for the reason it deserves."""

import datetime as dt

import pytest
from openpyxl import Workbook

from app.domain.organizations import Draft as Branch
from app.services import imports, journal, members, organizations
from app.services.import_targets import MEMBERS

WEIGHTS = [2**place % 11 for place in range(17, 0, -1)]


def number(born, serial):
    body = f"230602{born}{serial:03}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


ID, OTHER, WITH_X = number("19800305", 11), number("19751102", 24), "11010519491231002X"
ZEROS = next(found for day in range(1, 29) if (found := number(f"198003{day:02}", 100)).endswith("000"))
"""A number Excel may have cut and which holds all the same."""
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
HEAD = ["姓名", "性别", "身份证号", "出生年月", "手机", "入党时间", "所在支部"]
PLAIN = ["王一", "男", ID, "1980.3", "13812346620", "2001.7", "甲支部"]


def row(name="王一", **more):
    return [name, *(more.get(key, "") for key in ("sex", "id", "birth", "phone", "joined", "branch"))]


def one(**more):
    return [HEAD, row(**more)]


KIND_HEAD = ["姓名", "民族", "学历", "党员类别"]
TAKEN = {
    "标题和填报说明行": ([["党员花名册"], ["填报单位：会战街道"], HEAD, PLAIN], ["王一"]),
    "空行": ([HEAD, [], PLAIN, [None] * 7, row("李二", id=OTHER)], ["王一", "李二"]),
    "合计行": ([HEAD, PLAIN, ["合计"], ["小计", 1], ["总计：1人"]], ["王一"]),
    "表头又出现": ([HEAD, PLAIN, HEAD, row("李二", id=OTHER)], ["王一", "李二"]),
    "序号列": ([["序号", *HEAD], [1, *PLAIN]], ["王一"]),
    "表在中间": ([["", "", *HEAD], ["", "", *PLAIN]], ["王一"]),
    "号码带撇号": (one(id="'" + ID), [ID]),
    "号码带空格": (one(id=f"{ID[:6]} {ID[6:14]} {ID[14:]}"), [ID]),
    "号码带换行": (one(id=ID + "\n"), [ID]),
    "全角号码": (one(id=ID.translate(FULL_WIDTH)), [ID]),
    "小写x": (one(id=WITH_X.lower()), [WITH_X]),
    "全角Ｘ": (one(id=WITH_X[:-1] + "Ｘ"), [WITH_X]),
    "乘号": (one(id=WITH_X[:-1] + "×"), [WITH_X]),
    "文本里末尾是零": (one(id=ZEROS), [ZEROS]),
    "没有号码": (one(id="暂无"), [""]),
    "姓名里有空格": ([["姓  名", "性 别"], ["王  一", "男"]], ["王一"]),
    "别的间隔号": (one(name="艾力•买买提"), ["艾力·买买提"]),
    "点号": (one(name="艾力.买买提"), ["艾力·买买提"]),
    "生僻字": (one(name="䶮㛃𬭎"), ["䶮㛃𬭎"]),
    "手机带空格": (one(phone="138 1234 6620"), ["13812346620"]),
    "手机是数字": (one(phone=13812346620.0), ["13812346620"]),
    "全角手机": (one(phone="１３８１２３４６６２０"), ["13812346620"]),
    "序列号日期": (one(birth=29285, joined=37073), ["1980-03-05", "2001-07-01"]),
    "真日期": (one(birth=dt.datetime(1980, 3, 5), joined=dt.date(2001, 7, 1)), ["1980-03-05", "2001-07-01"]),
    "只有月份": (one(birth="1980年3月", joined="2001/7"), ["1980-03", "2001-07"]),
    "分不清的月份": (one(birth=1980.1), [""]),
    "男性": (one(sex="男性"), ["男"]),
    "口头类别": ([KIND_HEAD, ["王一", "汉", "大专毕业", "正式"]], ["汉族", "大学专科", "正式党员"]),
    "积极分子": ([KIND_HEAD, ["王一", "维吾尔", "硕士研究生", "积极分子"]], ["维吾尔族", "研究生", "入党积极分子"]),
}
REFUSED = {
    "号码是数字": (one(id=int(ID[:15] + "000")), "excel_truncated"),
    "号码是浮点数": (one(id=float(ID[:15] + "000")), "excel_truncated"),
    "碰巧合得上的数字": (one(id=int(ZEROS)), "excel_truncated"),
    "科学计数": (one(id="1.1E+17"), "excel_truncated"),
    "十五位": (one(id="110105491231002"), "bad_id"),
    "少一位": (one(id=ID[:-1]), "bad_id"),
    "性别对不上": (one(id=ID, sex="女"), "sex_contradicts_id"),
    "出生对不上": (one(id=ID, birth="1981.3"), "birth_contradicts_id"),
    "说明行": (one(name="填表说明：姓名按身份证填写"), "bad_name"),
    "姓名是数字": (one(name=12), "bad_name"),
    "将来入党": (one(joined="2030.7"), "bad_date"),
    "将来出生": (one(birth="2030.7"), "bad_date"),
    "先入党后出生": (one(birth="1990.3", joined="1980.3"), "bad_date"),
    "错误值": (one(id="#N/A"), "cell_error"),
    "不认识的类别": ([KIND_HEAD, ["王一", "", "", "书记"]], "bad_stage"),
}


def read(tmp_path, rows):
    book = Workbook()
    for each in rows:
        book.active.append(each)
    book.save(tmp_path / "表.xlsx")
    return imports.read(tmp_path / "表.xlsx", target=MEMBERS)


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_meant_is_taken_and_twice_changes_nothing(store, tmp_path, name):
    rows, wanted = TAKEN[name]
    plan = read(tmp_path, rows)
    assert [each.verdict for each in plan.rows] == ["新增"] * len(plan.rows)
    values = [str(value) for each in plan.rows for value in vars(each.draft).values()]
    assert set(wanted) <= set(values)
    imports.carry_out(plan)
    again = read(tmp_path, rows)
    assert (again.counts()["skipped"], again.counts()["rows"]) == (len(plan.rows), len(plan.rows))
    assert sorted(row.name for row in members.rows(members.ids())) == sorted(each.name for each in plan.rows)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_for_its_reason(store, tmp_path, name):
    rows, reason = REFUSED[name]
    plan = read(tmp_path, rows)
    assert plan.counts()["refused"] == len(plan.rows) == 1
    assert plan.reasons() == {reason: 1}


def test_two_rows_of_one_number_are_one_and_another_name_is_a_change_shown(store, tmp_path):
    plan = read(tmp_path, [HEAD, row(id=ID), row("王二", id=ID)])
    assert [each.verdict for each in plan.rows] == ["新增", "跳过"]
    assert "与第 2 行重复" in plan.rows[1].sentence
    imports.carry_out(plan)
    changed = read(tmp_path, one(name="王益", id=ID))
    assert (changed.rows[0].verdict, changed.rows[0].sentence) == ("更新", "更新：姓名：王一 → 王益")
    number = imports.carry_out(changed)
    assert (members.ids("王益"), members.ids("王一")) == ([1], [])
    journal.undo(number)
    assert (members.ids("王益"), members.ids("王一")) == ([], [1])


def test_a_branch_called_by_its_short_name_is_that_branch(store, tmp_path):
    organizations.save(Branch(name="会战商圈第一党支部", short_name="一支部"), None, dt.date(2020, 1, 1))
    rows = one(id=ID, branch="一支部")
    plan = read(tmp_path, rows)
    assert not plan.unknown
    imports.carry_out(plan)
    assert members.get(1).organization == "会战商圈第一党支部"
    assert read(tmp_path, rows).counts()["skipped"] == 1


@pytest.mark.parametrize("words", ["艾力·买买提", "艾力买买提", "艾力•买", "力买", "almmt", "ailimai", "ailimaimaiti"])
def test_a_name_with_a_dot_is_found_with_any_dot_and_with_none(store, tmp_path, words):
    imports.carry_out(read(tmp_path, one(name="艾力·买买提", id=ID)))
    assert members.ids(words) == [1]


def test_what_an_undone_import_brought_is_found_no_more(store, tmp_path):
    number = imports.carry_out(read(tmp_path, [HEAD, PLAIN]))
    for words in ("王一", "wy", ID[-4:], "6620", ID):
        assert members.ids(words) == [1], words
    journal.undo(number)
    assert members.ids("王一") == members.ids(ID) == []
    imports.carry_out(read(tmp_path, [HEAD, PLAIN]))
    assert members.ids("6620") == [2]
