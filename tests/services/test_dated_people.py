"""People on past days: whatever is written later with later dates changes none of them, and all can be taken back."""

import datetime as dt
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid, Problem
from app.domain.members import Draft, Stage
from app.domain.organizations import Draft as Branch
from app.domain.organizations import Tree
from app.paths import Folder
from app.services import (
    centres,
    development,
    dues,
    entries,
    history,
    journal,
    member_duplicates,
    members,
    organization_figures,
    organizations,
    transfers,
    trees,
)
from app.store.nouns import NOUNS
from app.store.organizations import Placement

ORG = Tree.ORGANIZATIONS
BEFORE, AFTER = dt.date(2026, 3, 1), dt.date(2026, 6, 1)
BRANCHES = ("甲支部", "乙支部", "丙支部")


def found(name, on=dt.date(2020, 1, 1), **more):
    return organizations.save(Branch(name=name, kind="党支部", **more), None, on)


def add(name, branch="", **more):
    return members.save(Draft(name=name, organization=branch, **more), None)


def shape(day):
    return [(node.name, node.depth, node.members, node.members_below, node.head) for node in trees.nodes(ORG, day)]


def everything():
    """All rows of all tables in use, but for the number of the act that last wrote them."""
    return {
        noun: [{**row, "act": 0} for row in model.select().where(model.removed_at == "").order_by(model.id).dicts()]
        for noun, model in NOUNS.items()
    }


def overlapping(person):
    """Pairs of days on which a person stands in two branches."""
    mine = (Placement.noun == "person", Placement.row == person, Placement.removed_at == "")
    spans = [(row.start, row.end or "9999") for row in Placement.select().where(*mine) if row.start != row.end]
    spans.sort()
    return [pair for pair in pairwise(spans) if pair[1][0] < pair[0][1]]


ACTS = {
    "transfer": lambda who, where, on: transfers.within(who, where, on, "字 1 号"),
    "letter": lambda who, where, on: transfers.arrive(transfers.send_out(who, "外市", on, "字 2 号"), on),
    "take_in": lambda who, where, on: transfers.take_in(who, "外市", where, on, "字 3 号"),
    "move": lambda who, where, on: organizations.move(ORG, where, 0, on),
    "rename": lambda who, where, on: organizations.save(
        Branch(name=f"改名{on}", kind="党支部", parent="党委"), where, on
    ),
    "merge": lambda who, where, on: organizations.merge(ORG, trees.get(ORG, 2).id, where, on),
    "split": lambda who, where, on: organizations.split(ORG, where, f"新{on}", [], on),
    "dissolve": lambda who, where, on: organizations.dissolve(ORG, where, on),
    "seat": lambda who, where, on: entries.save(
        "seat", where, {"tree": ORG.value, "post": "书记", "name": "某", "person": 0, "start": on.isoformat()}
    ),
    "service": lambda who, where, on: entries.save(
        "service", who, {"event": "清扫", "on": on.isoformat(), "begins": "9:00", "ends": "10:00"}
    ),
    "check_in": lambda who, where, on: entries.save("check_in", who, {"kind": "双报到", "start": on.isoformat()}),
    "apply": lambda who, where, on: development.record(who, "apply", on),
    "remove_and_restore": lambda who, where, on: (
        members.remove([who]),
        history.take_out([each for each in history.recycled("person") if each.id == who]),
    ),
}
PLAN = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 2), st.integers(0, 2), st.integers(0, 150)))


@contextmanager
def fresh_store():
    """A store of its own for one example."""
    with TemporaryDirectory() as folder:
        centres.create(Folder(Path(folder) / "数据"), "中心", "王管理", "口令 12345678", centres.new_recovery_code())
        yield
        centres.close()


@settings(max_examples=12)
@given(plan=PLAN)
def test_no_later_act_changes_a_past_day_and_each_can_be_taken_back(plan):
    with fresh_store():
        found("党委")
        nodes = [found(name, parent="党委") for name in BRANCHES]
        people = [
            add("王一", BRANCHES[0], joined="2010-05-04"),
            add("李二", BRANCHES[1], joined="2026-01-08", stage="预备党员"),
            add("张三", BRANCHES[2], stage="入党积极分子"),
        ]
        states, past = [everything()], shape(BEFORE)
        for act, who, where, days in sorted(plan, key=lambda each: each[3]):
            number = journal.last().id
            with suppress(Problem, Invalid):
                ACTS[act](people[who], nodes[where], AFTER + dt.timedelta(days))
            assert shape(BEFORE) == past
            assert not any(map(overlapping, people))
            states += [everything()] if journal.last().id > number else []
        for before in reversed(states[:-1]):
            undo_since(before)


def undo_since(wanted):
    """Take acts of this session back until all is as it was; none may be left that does not help."""
    for _ in range(3):
        journal.undo(journal.last_of_session().id)
        if everything() == wanted:
            return
    assert everything() == wanted


def test_the_present_stage_survives_the_entry_of_earlier_steps(store):
    person = add("王一", stage="入党积极分子")
    for step, on in (("apply", dt.date(2025, 1, 6)), ("talk", dt.date(2025, 1, 20)), ("activist", dt.date(2025, 7, 1))):
        development.record(person, step, on)
        assert members.get(person).stage == "入党积极分子"
    year = [
        {stage: len(rows) for stage, rows in development.funnel(dt.date(y, 1, 1), dt.date(y, 12, 31)).items() if rows}
        for y in (2025, 2026)
    ]
    assert year == [{"入党申请人": 1, "入党积极分子": 1}, {}]


def test_steps_of_a_member_written_down_late_move_only_days(store):
    found("甲支部")
    person = add("王一", "甲支部", joined="2021-07", full_since="2022-07")
    development.record(person, "apply", dt.date(2019, 1, 6))
    assert members.get(person).stage == Stage.FULL
    counts = [trees.nodes(ORG, day)[0].members for day in (dt.date(2020, 1, 1), dt.date(2021, 7, 1), BEFORE)]
    assert counts == [0, 1, 1]


@pytest.mark.parametrize(("kept", "gone"), [("", ""), ("甲支部", ""), ("", "甲支部"), ("甲支部", "乙支部")])
def test_two_records_merged_are_one_head_on_every_day(store, kept, gone):
    for name in BRANCHES:
        found(name)
    first, second = add("王一", kept, joined="2010-01-01"), add("王一", gone, joined="2012-01-01", phone="13812346620")
    if gone:
        transfers.within(second, organizations.find(ORG, "丙支部"), dt.date(2026, 2, 1))
    member_duplicates.merge(first, second)
    wanted = int(bool(kept or gone))
    for day in (dt.date(2020, 6, 1), dt.date(2026, 1, 1), dt.date(2026, 5, 1), dt.date.today()):
        assert sum(node.members for node in trees.nodes(ORG, day)) == wanted, day
    assert members.get(first).stage == Stage.FULL
    assert members.get(first).organization == (kept or ("丙支部" if gone else ""))
    assert not overlapping(first)


def test_someone_in_the_recycle_bin_is_counted_nowhere_and_comes_back_whole(store):
    branch = found("甲支部")
    people = [add(f"王{n}", "甲支部", joined="2010-01-01") for n in range(4)]
    transfers.send_out(people[0], "外市", dt.date(2026, 1, 5), "字 1 号")
    before = shape(None), organization_figures.warnings(branch), len(dues.without_base()), len(transfers.under_way())
    members.remove(people[:2])
    assert trees.nodes(ORG)[0].members == 2
    assert any("只有 2 名正式党员" in said for said in organization_figures.warnings(branch))
    assert (dues.without_base(), transfers.under_way()) == (people[2:], [])
    history.take_out(history.recycled("person"))
    assert before == (
        shape(None),
        organization_figures.warnings(branch),
        len(dues.without_base()),
        len(transfers.under_way()),
    )


def test_a_branch_whose_last_people_lie_in_the_recycle_bin_can_be_dissolved(store):
    branch, person = found("甲支部"), add("王一", "甲支部")
    members.remove([person])
    organizations.dissolve(ORG, branch, dt.date.today())
    history.take_out(history.recycled("person"))
    assert members.get(person).organization == ""
    assert trees.nodes(ORG) == []


def test_a_move_that_a_later_one_would_close_into_a_circle_is_refused(store):
    upper, lower = found("甲支部"), found("乙支部")
    organizations.move(ORG, upper, lower, AFTER)
    with pytest.raises(Problem, match="自己的下级"):
        organizations.move(ORG, lower, upper, BEFORE)
    assert len(trees.nodes(ORG)) == 2


def test_nothing_moves_under_what_was_not_founded_yet(store):
    one, young = found("甲支部"), found("乙支部", AFTER)
    with pytest.raises(Problem, match="还没有成立"):
        organizations.move(ORG, one, young, BEFORE)
    organizations.move(ORG, one, young, AFTER)


def test_joining_history_has_neither_gap_nor_overlap_inside(store):
    nodes = [found(name) for name in BRANCHES]
    person = add("王一", "甲支部", joined="2010-01-01")
    transfers.within(person, nodes[1], dt.date(2025, 3, 1))
    transfers.within(person, nodes[2], dt.date(2025, 9, 1))
    letter = transfers.send_out(person, "外市", dt.date(2025, 10, 8), "字 1 号")
    with pytest.raises(Problem, match="不能再补记"):
        transfers.within(person, nodes[0], dt.date(2025, 5, 1))
    transfers.arrive(letter, dt.date(2025, 11, 20))
    with pytest.raises(Problem, match="不能再补记"):
        transfers.take_in(person, "外市", nodes[0], dt.date(2025, 11, 1), "字 2 号")
    transfers.take_in(person, "外市", nodes[0], dt.date(2026, 2, 1), "字 2 号")
    assert transfers.history(person) == [
        ("甲支部", "", "2025-03-01"),
        ("乙支部", "2025-03-01", "2025-09-01"),
        ("丙支部", "2025-09-01", "2025-11-20"),
        ("甲支部", "2026-02-01", ""),
    ]


def test_a_receipt_dated_before_the_last_move_is_refused(store):
    nodes = [found(name) for name in BRANCHES]
    person = add("王一", "甲支部", joined="2010-01-01")
    letter = transfers.send_out(person, "外市", dt.date(2026, 1, 5), "字 1 号")
    transfers.within(person, nodes[1], dt.date(2026, 3, 1))
    with pytest.raises(Problem, match="不能再补记"):
        transfers.arrive(letter, dt.date(2026, 2, 1))
    assert members.get(person).organization == "乙支部"


def test_a_leap_day_and_a_rule_that_changed(store):
    from app.domain.calendar import add_months
    from app.store.centres import LocalRule
    from app.store.writing import writing

    assert add_months(dt.date(2024, 2, 29), 12) == dt.date(2025, 2, 28)
    assert add_months(dt.date(2025, 8, 31), 6) == dt.date(2026, 2, 28)
    branch = found("甲支部")
    entries.save("term", branch, {"elected": "2024-02-29"})
    with writing("修改规定") as act:
        act.add(
            LocalRule(
                code="term.branch", name="党支部任期", value="4", unit="年", source="本级", effective_from="2026-01-01"
            )
        )
    assert organization_figures.term(branch).ends == dt.date(2027, 2, 28)
    entries.save("term", branch, {"elected": "2026-03"})
    assert organization_figures.term(branch, dt.date(2026, 4, 1)).ends == dt.date(2030, 3, 1)
    person = add("王一", joined="2010-01-01")
    entries.save("dues_base", person, {"since": "2025-01", "category": "在职", "income": 400000})
    with writing("修改规定") as act:
        act.add(
            LocalRule(
                code="dues.without_income",
                name="无收入",
                value="50",
                unit="分",
                source="本级",
                effective_from="2026-01-01",
            )
        )
    entries.save("dues_base", person, {"since": "2025-06", "category": "学生和无收入", "income": 0})
    assert [month.due for month in dues.of(person, "2025-12", "2026-01")] == [20, 50]


def test_no_two_secretaries_hold_the_post_on_one_day(store):
    branch = found("甲支部")
    seat = {"tree": ORG.value, "post": "书记"}
    entries.save("seat", branch, seat | {"name": "甲", "start": "2024-03-01", "end": "2026-01-01"})
    for more in ({"start": "2025-06-01"}, {"start": "2023-01-01"}, {"start": "2023-01-01", "end": "2024-03-02"}):
        with pytest.raises(Invalid, match="任期不能重叠"):
            entries.save("seat", branch, seat | {"name": "乙"} | more)
    entries.save("seat", branch, seat | {"name": "乙", "start": "2026-01-01"})
    entries.save("seat", branch, seat | {"name": "丙", "start": "2023-01-01", "end": "2024-03-01"})
    days = (dt.date(2023, 6, 1), dt.date(2025, 6, 1), dt.date(2026, 6, 1))
    assert [trees.nodes(ORG, day)[0].head for day in days] == ["丙", "甲", "乙"]
