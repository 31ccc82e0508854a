"""The provincial form of members and a sheet of organisations, through the same import as merchants."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.domain.organizations import Tree
from app.services import imports, journal, members, organizations, trees
from app.services.import_targets import MEMBERS, MERCHANTS, ORGANIZATIONS
from app.services.imports import Verdict

DATA = Path(__file__).parent.parent / "data"
FORM = DATA / "党员信息表.xls"
TRUTH = json.loads((DATA / "truth.json").read_text("utf-8"))
PLANTED = {
    int(fault["row"].removeprefix("member ")) + 1: fault["what"]
    for fault in TRUTH["faults"]
    if str(fault["row"]).startswith("member ")
}


@pytest.fixture
def plan(store):
    return imports.read(FORM, target=MEMBERS, create=True)


def sheet(tmp_path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def test_exactly_the_planted_rows_are_refused_each_for_its_reason(plan):
    assert plan.counts() == {"rows": 400, "new": 387, "updated": 0, "skipped": 0, "refused": 13}
    found = {row.number: [reason.code for reason in row.reasons] for row in plan.of(Verdict.REFUSED)}
    assert found == {row: [what] for row, what in PLANTED.items()}
    assert plan.reasons() == dict(Counter(PLANTED.values()))


def test_all_nineteen_columns_but_two_are_matched(plan):
    unmatched = {text for index, text in plan.layout.headings.items() if index not in plan.layout.mapping}
    assert unmatched == {"是否管理员"}


def test_branches_are_made_on_request_and_heads_counted(plan):
    imports.carry_out(plan)
    nodes = {node.name: node.members for node in trees.nodes(Tree.ORGANIZATIONS)}
    assert len(nodes) == 6
    assert sum(nodes.values()) == 387
    assert nodes["五金商会联合党支部"] == len(
        [row for row in plan.of(Verdict.NEW) if row.draft.organization == "五金商会联合党支部"]
    )
    again = imports.read(FORM, target=MEMBERS)
    assert again.counts() == {"rows": 400, "new": 0, "updated": 0, "skipped": 387, "refused": 13}


def test_one_undo_takes_people_and_branches_back(plan):
    number = imports.carry_out(plan)
    journal.undo(number)
    assert members.ids() == []
    assert trees.nodes(Tree.ORGANIZATIONS) == []


def test_without_the_wish_people_stay_without_a_branch_until_it_is_there(store):
    plan = imports.read(FORM, target=MEMBERS)
    assert plan.unknown
    imports.carry_out(plan)
    assert {row.organization for row in members.rows(members.ids())} == {""}
    from app.domain.organizations import Draft

    organizations.save(Draft(name="百货大楼党支部"), None, dt.date(2020, 1, 1))
    again = imports.read(FORM, target=MEMBERS)
    assert again.counts()["updated"] == len(
        [row for row in again.rows if row.draft.organization == "百货大楼党支部" and row.verdict == Verdict.UPDATED]
    )
    assert again.counts()["updated"] > 50


def test_numbers_are_masked_in_what_the_dry_run_says(plan):
    imports.carry_out(plan)
    row = members.get(members.ids("dy0001")[0])
    assert row.id_number not in " ".join(each.sentence for each in plan.rows)


def test_a_sheet_of_organisations_builds_its_tree(store, tmp_path):
    path = sheet(
        tmp_path,
        ["组织名称", "类别", "上级组织", "组建方式", "成立时间"],
        ["会战街道党工委", "街道党工委", "", "", "2010.7"],
        ["会战商圈党委", "商圈党委", "会战街道党工委", "单独组建", "2015-03-01"],
        ["五金商会联合党支部", "联合党支部", "会战商圈党委", "联合组建", "2018年6月"],
        ["没有上级的支部", "党支部", "不存在的党委", "", ""],
        ["乱写组建的支部", "党支部", "会战商圈党委", "自己组建", ""],
        ["会战商圈党委", "商圈党委", "会战街道党工委", "", ""],
    )
    plan = imports.read(path, target=ORGANIZATIONS)
    assert plan.counts() == {"rows": 6, "new": 3, "updated": 0, "skipped": 1, "refused": 2}
    assert plan.reasons() == {"no_parent": 1, "bad_formation": 1}
    imports.carry_out(plan)
    assert [(node.depth, node.name) for node in trees.nodes(Tree.ORGANIZATIONS)] == [
        (0, "会战街道党工委"),
        (1, "会战商圈党委"),
        (2, "五金商会联合党支部"),
    ]
    assert trees.nodes(Tree.ORGANIZATIONS, dt.date(2012, 1, 1))[0].name == "会战街道党工委"
    assert len(trees.nodes(Tree.ORGANIZATIONS, dt.date(2012, 1, 1))) == 1
    assert imports.read(path, target=ORGANIZATIONS).counts()["skipped"] == 4


def test_a_file_tells_by_itself_what_it_brings(store, tmp_path):
    assert imports.read(FORM, target=None).target is MEMBERS
    assert imports.read(DATA / "商户台账.xlsx", target=None).target is MERCHANTS
    tree = sheet(tmp_path, ["组织名称", "上级组织", "成立时间"], ["会战商圈党委", "", ""])
    assert imports.read(tree, target=None).target is ORGANIZATIONS


def test_two_rows_of_one_person_on_record_change_it_once(store, tmp_path):
    path = sheet(tmp_path, ["姓名", "手机号码", "身份证号"], ["甲某", "13812346620", "11010519491231002X"])
    imports.carry_out(imports.read(path, target=MEMBERS))
    twice = sheet(
        tmp_path,
        ["姓名", "手机号码", "身份证号", "学历"],
        ["甲某", "13812346620", "11010519491231002X", "高中"],
        ["甲某", "13812346620", "", "初中"],
    )
    plan = imports.read(twice, target=MEMBERS)
    assert [row.verdict.value for row in plan.rows] == ["更新", "跳过"]
    assert "第 2 行" in plan.rows[1].sentence
