"""People and members: who is listed, what saving does to stage and branch, and taking it back."""

import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.members import Draft
from app.domain.organizations import Draft as Branch
from app.domain.organizations import Tree
from app.services import journal, member_writing, members, organizations, trees
from app.store.organizations import Seat
from app.store.writing import writing

ORG = Tree.ORGANIZATIONS
ID = "11010519491231002X"


@pytest.fixture
def branch(store):
    committee = organizations.save(Branch(name="商圈党委"), None, dt.date(2020, 1, 1))
    branches = [
        organizations.save(Branch(name=name, parent="商圈党委"), None, dt.date(2020, 1, 1))
        for name in ("第一党支部", "第二党支部")
    ]
    return committee, *branches


def save(**values):
    return members.save(Draft(**values), None)


def heads(day=None):
    return {node.name: node.members_below for node in trees.nodes(ORG, day)}


def test_a_person_is_found_by_every_name_and_number(branch):
    person = save(name="单海", id_number=ID, phone="13812346620", number="dy0001", organization="第一党支部")
    for words in ("单海", "sh", "dh", "shanhai", "002X", "6620", "dy0001", "110105"):
        assert members.ids(words) == [person], words
    row = members.get(person)
    assert (row.masked_phone, row.organization, row.sex) == ("138****6620", "第一党支部", "女")
    assert ID not in row.masked_id


def test_the_stage_follows_from_the_days_and_counts_in_the_tree(branch):
    save(name="正式", joined="2010-05-04", organization="第一党支部")
    save(name="预备", joined=(dt.date.today() - dt.timedelta(90)).isoformat(), organization="第二党支部")
    save(name="申请人", stage="入党申请人", organization="第二党支部")
    save(name="店主")
    assert members.counts() == {
        "全部": 4,
        "其他人员": 1,
        "入党申请人": 1,
        "入党积极分子": 0,
        "发展对象": 0,
        "预备党员": 1,
        "正式党员": 1,
    }
    assert heads() == {"商圈党委": 2, "第一党支部": 1, "第二党支部": 1}
    assert heads(dt.date(2020, 6, 1)) == {"商圈党委": 1, "第一党支部": 1, "第二党支部": 0}


def test_a_node_lists_all_below_it_or_its_own(branch):
    first = save(name="甲", organization="第一党支部")
    second = save(name="乙", organization="商圈党委")
    assert members.ids(filters={"organization": str(branch[0])}) == [first, second]
    assert members.ids(filters={"organization": str(branch[0]), "deep": "0"}) == [second]
    assert members.ids(filters={"organization": str(branch[1]), "stage": "正式党员"}) == []


@pytest.mark.parametrize("order", ["name", "joined", "stage", "organization", "number"])
def test_every_order_lists_everybody_once(branch, order):
    for name, branch_name in (("甲", "第二党支部"), ("乙", "第一党支部"), ("丙", "")):
        save(name=name, organization=branch_name, joined="2001-01-01")
    both = [members.ids(order=order, descending=descending) for descending in (False, True)]
    assert sorted(both[0]) == sorted(both[1]) == sorted(members.ids())


def test_a_change_of_stage_and_branch_is_one_act_that_can_be_taken_back(branch):
    person = save(name="甲", joined="2010-05-04", organization="第一党支部")
    before = members.get(person)
    members.save(Draft(name="甲", joined="2010-05-04", stage="", organization="第二党支部"), person)
    assert (members.get(person).organization, members.get(person).stage) == ("第二党支部", "")
    journal.undo(journal.last().id)
    assert members.get(person) == before


def test_a_number_in_use_and_an_unknown_branch_are_refused(branch):
    save(name="甲", id_number=ID)
    with pytest.raises(Invalid, match="已登记给甲"):
        save(name="乙", id_number=ID)
    with pytest.raises(Invalid, match="没有叫“没有的支部”"):
        save(name="丙", organization="没有的支部")
    assert len(members.ids()) == 1


def test_whoever_holds_a_seat_is_not_removed(branch):
    person = save(name="甲", organization="第一党支部")
    with writing("任职") as act:
        act.add(Seat(tree=ORG, node=branch[1], post="书记", person=person, name="甲", start="2024-01-01"))
    assert members.get(person).seats == "书记"
    assert {node.name: node.head for node in trees.nodes(ORG)}["第一党支部"] == "甲"
    with pytest.raises(Problem, match="甲还担任着职务"):
        members.remove([person])
    assert members.ids() == [person]


def test_many_at_once_are_as_if_saved_one_by_one(branch):
    drafts = [
        Draft(name="甲", joined="2010-05", organization="第一党支部", number="1"),
        Draft(name="乙", stage="入党积极分子", organization="第二党支部", number="2"),
        Draft(name="丙", number="3"),
    ]
    one_by_one = [members.get(members.save(draft, None)) for draft in drafts]
    with writing("导入") as act:
        batch = member_writing.add_many(act, drafts, dt.date.today())
    at_once = members.rows(list(batch))
    assert [vars(row) | {"id": 0} for row in at_once] == [vars(row) | {"id": 0} for row in one_by_one]
    assert heads()["第一党支部"] == 2
    assert members.ids("甲") == [one_by_one[0].id, at_once[0].id]
    journal.undo(journal.last().id)
    assert len(members.ids()) == 3


def test_similar_people_are_named_before_saving(branch):
    person = save(name="甲", phone="13812346620", id_number=ID)
    assert [row.id for row in members.similar(Draft(name="甲", phone="13812346620"), None)] == [person]
    assert [row.id for row in members.similar(Draft(name="乙", id_number=ID.lower()), None)] == [person]
    assert members.similar(Draft(name="甲"), None) == members.similar(Draft(id_number=ID), person) == []


def test_a_person_stands_in_a_grid_and_belongs_to_the_merchant_named(branch):
    from app.domain.merchants import Draft as MerchantDraft
    from app.services import merchants

    merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="办理中", grid="一片区"), None)
    person = save(name="甲", grid="一片区", employer="瑞和茶庄")
    assert (members.get(person).grid, members.get(person).merchant) == ("一片区", merchant)
    (grid,) = trees.nodes(Tree.GRIDS)
    assert members.ids(filters={"grid": str(grid.id)}) == [person]
    members.save(Draft(name="甲", grid="二片区", employer="别处"), person)
    assert (members.get(person).grid, members.get(person).merchant) == ("二片区", 0)
    journal.undo(journal.last().id)
    assert (members.get(person).grid, members.get(person).merchant) == ("一片区", merchant)
    with writing("导入") as act:
        (batch,) = member_writing.add_many(act, [Draft(name="乙", grid="一片区", employer="瑞和茶庄")], dt.date.today())
    assert (members.get(batch).grid, members.get(batch).merchant) == ("一片区", merchant)
