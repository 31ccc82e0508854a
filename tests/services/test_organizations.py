"""The dated tree: what stood where on a past day stays so whatever is moved later, and every act can be taken back."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid, Problem
from app.domain.members import Stage
from app.domain.merchants import Draft as MerchantDraft
from app.domain.organizations import Draft, Tree
from app.services import entries, journal, merchants, organizations, trees
from app.services import organization_shape as shape_of
from app.store.members import Person, PersonStage
from app.store.organizations import Placement
from app.store.writing import writing

ORG = Tree.ORGANIZATIONS
SPRING, SUMMER, AUTUMN = dt.date(2026, 3, 1), dt.date(2026, 6, 30), dt.date(2026, 10, 8)


def found(name, parent="", on=SPRING):
    return organizations.save(Draft(name=name, kind="党支部", parent=parent), None, on)


def shape(day=None):
    return [(node.depth, node.name, node.members, node.members_below) for node in trees.nodes(ORG, day)]


def join(branch, count, on=SPRING):
    with writing("登记党员") as act:
        for number in range(count):
            person = Person(name=f"党员{number}", sort_key=f"dangyuan{number}")
            act.add(person)
            act.add(PersonStage(person=person, stage=Stage.FULL, start="2010-01-01"))
            trees.place(act, ORG, "person", person.id, branch, on, "转入")


@pytest.fixture
def district(store):
    """街道党工委 over 商圈党委 over two branches of 3 and 2 members."""
    ids = {"works": found("街道党工委")}
    ids["committee"] = found("商圈党委", "街道党工委")
    ids["first"], ids["second"] = found("第一党支部", "商圈党委"), found("第二党支部", "商圈党委")
    join(ids["first"], 3)
    join(ids["second"], 2)
    return ids


SPRING_SHAPE = [
    (0, "街道党工委", 0, 5),
    (1, "商圈党委", 0, 5),
    (2, "第二党支部", 2, 2),
    (2, "第一党支部", 3, 3),
]


def test_heads_are_counted_up_the_tree(district):
    assert shape() == SPRING_SHAPE


def test_a_past_day_stays_as_it_was_after_moves_merges_and_renames(district):
    before = shape(SUMMER)
    organizations.move(ORG, district["second"], district["works"], AUTUMN)
    organizations.merge(ORG, district["first"], district["second"], AUTUMN)
    organizations.save(Draft(name="商圈综合党委", kind="商圈党委", parent="街道党工委"), district["committee"], AUTUMN)
    assert shape(SUMMER) == before == SPRING_SHAPE
    assert shape(AUTUMN) == [(0, "街道党工委", 0, 5), (1, "商圈综合党委", 0, 5), (2, "第一党支部", 5, 5)]


def test_each_act_can_be_taken_back(district):
    for act in (
        lambda: organizations.move(ORG, district["second"], district["first"], AUTUMN),
        lambda: organizations.merge(ORG, district["first"], district["second"], AUTUMN),
        lambda: organizations.split(ORG, district["first"], "青年党支部", [("person", 1)], AUTUMN),
        lambda: organizations.save(Draft(name="新名", kind="党支部", parent="街道党工委"), district["first"], AUTUMN),
    ):
        act()
        assert shape() != SPRING_SHAPE
        journal.undo(journal.last().id)
        assert shape() == SPRING_SHAPE


def test_what_still_runs_goes_on_with_the_organisation_that_is_left(district):
    first, second = district["first"], district["second"]
    agreement = {"title": "共建", "parties": "街道、商会", "signed": "2026-01-01"}
    entries.save("agreement", second, agreement)
    entries.save("agreement", second, agreement | {"title": "旧协议", "ended": "2026-02-01"})
    entries.save("liaison", second, {"name": "甲", "merchant": 1, "start": "2026-01-01"})
    organizations.merge(ORG, first, second, AUTUMN)
    assert [row.title for row in entries.of("agreement", first)] == ["共建"]
    assert [row.title for row in entries.of("agreement", second)] == ["旧协议"]
    assert [row.name for row in entries.of("liaison", first)] == ["甲"]
    journal.undo(journal.last().id)
    assert entries.of("agreement", first) == entries.of("liaison", first) == []


def test_a_circle_is_refused(district):
    with pytest.raises(Problem, match="自己的下级"):
        organizations.move(ORG, district["works"], district["first"], AUTUMN)
    with pytest.raises(Problem, match="并入它自己的下级"):
        organizations.merge(ORG, district["first"], district["committee"], AUTUMN)
    assert shape() == SPRING_SHAPE


def test_what_is_not_empty_is_not_dissolved(district):
    with pytest.raises(Problem, match="还有党员"):
        organizations.dissolve(ORG, district["first"], AUTUMN)
    empty = found("空支部", "商圈党委")
    organizations.dissolve(ORG, empty, AUTUMN)
    assert shape() == SPRING_SHAPE
    assert (2, "空支部", 0, 0) in shape(SUMMER)


def test_a_change_before_a_later_one_is_refused(district):
    organizations.move(ORG, district["second"], district["works"], AUTUMN)
    with pytest.raises(Problem, match="不能再补记"):
        organizations.move(ORG, district["second"], district["first"], SUMMER)


def test_a_second_organisation_of_a_name_and_an_unknown_parent_are_refused(district):
    with pytest.raises(Invalid, match="已有叫"):
        found("第一党支部")
    with pytest.raises(Invalid, match="没有叫“没有的党委”"):
        found("第三党支部", "没有的党委")


def test_a_node_takes_all_below_it_along(district):
    organizations.move(ORG, district["committee"], 0, AUTUMN)
    assert trees.below(ORG, district["committee"]) == {district["committee"], district["first"], district["second"]}
    assert len(trees.placed(ORG, "person", district["committee"])) == 5
    assert trees.placed(ORG, "person", district["committee"], deep=False) == set()


def test_levels_and_kinds_come_from_the_preset_and_can_be_changed(store):
    assert shape_of.levels(ORG) == []
    before = shape_of.kinds()
    shape_of.save({ORG: ["党工委", " ", "党委"]}, before)
    assert shape_of.levels(ORG) == ["党工委", "党委"]
    assert {"商圈党委", "自管会"} <= set(shape_of.kinds())
    shape_of.save({}, ["党支部", "楼宇党支部"])
    assert shape_of.kinds() == ["党支部", "楼宇党支部"]
    assert shape_of.kind_details("党支部")["term"] == "term.branch"
    shape_of.save({}, ["党支部", "商圈党委"])
    assert shape_of.kinds() == ["党支部", "商圈党委"]
    for _ in range(3):
        journal.undo(journal.last_of_session().id)
    assert (shape_of.levels(ORG), shape_of.kinds()) == ([], before)


def test_the_grid_is_a_tree_of_its_own(store):
    street = organizations.save_grid("会战大街", "街区", 0, None)
    block = organizations.save_grid("一片区", "片区", street, None)
    assert [(node.depth, node.name) for node in trees.nodes(Tree.GRIDS)] == [(0, "会战大街"), (1, "一片区")]
    organizations.save_grid("第一片区", "片区", 0, block)
    assert [(node.depth, node.name) for node in trees.nodes(Tree.GRIDS)] == [(0, "第一片区"), (0, "会战大街")]
    assert trees.nodes(ORG) == []


def merchant(name, grid, **more):
    return merchants.save(MerchantDraft(sign=name, no_code_reason="办理中", grid=grid, **more), None)


def test_a_merchant_stands_in_the_grid_its_record_names(store):
    first, second = merchant("一号店", "一片区"), merchant("二号店", "二片区")
    assert [(node.name, node.merchants) for node in trees.nodes(Tree.GRIDS)] == [("二片区", 1), ("一片区", 1)]
    merchants.change_many([first], "grid", "二片区")
    (grid, empty) = trees.nodes(Tree.GRIDS)
    assert (grid.merchants, empty.merchants) == (2, 0)
    organizations.save_grid("第二片区", "片区", 0, grid.id)
    assert [row.grid for row in merchants.rows([first, second])] == ["第二片区", "第二片区"]
    journal.undo(journal.last().id)
    organizations.merge(Tree.GRIDS, empty.id, grid.id, dt.date.today() + dt.timedelta(365))
    assert [row.grid for row in merchants.rows([first, second])] == ["一片区", "一片区"]


def test_a_merchant_stands_at_an_organisation_that_is_on_record(district):
    one = merchant("一号店", "", organization="第一党支部")
    merchant("二号店", "", organization="没有登记的支部")
    assert trees.placed(ORG, "merchant", district["works"]) == {one}
    assert {node.name: node.merchants_below for node in trees.nodes(ORG)}["商圈党委"] == 1


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 300)), max_size=12))
def test_whatever_moves_a_tree_holds_every_node_once(store, moves):
    with writing("清空") as act:
        for row in [*Placement.select().where(Placement.removed_at == "")]:
            act.change(row, row.when_undone())
        for name in trees.NODES[ORG].select().where(trees.NODES[ORG].removed_at == ""):
            act.change(name, name.when_undone())
    ids = [found(f"{number}号党支部") for number in range(6)]
    history = {}
    for node, parent, days in sorted(moves, key=lambda move: move[2]):
        on = SPRING + dt.timedelta(days)
        try:
            organizations.move(ORG, ids[node], ids[parent], on)
        except Problem:
            continue
        history = {day: told for day, told in history.items() if day != on} | {on: shape(on)}
    assert sorted(node.id for node in trees.nodes(ORG, dt.date(2027, 12, 31))) == ids
    for day, told in history.items():
        assert shape(day) == told
