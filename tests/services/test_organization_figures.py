"""Figures of organisations: each opens the rows behind it, and each rule is read on its day."""

import datetime as dt

import pytest

from app.domain.errors import Invalid
from app.domain.members import Draft
from app.domain.organizations import Draft as Branch
from app.domain.organizations import Tree
from app.domain.periods import read
from app.services import entries, members, organizations, trees
from app.services import organization_figures as figures
from app.store.writing import writing

ORG = Tree.ORGANIZATIONS
START, TODAY = dt.date(2020, 1, 1), dt.date(2026, 11, 20)


def branch(name, kind="党支部", **more):
    return organizations.save(Branch(name=name, kind=kind, **more), None, START)


def seat(node, post, name, **more):
    values = {"tree": ORG.value, "post": post, "name": name, "start": "2024-03-01", **more}
    return entries.save("seat", node, values)


def test_the_term_runs_by_kind_and_reminds_six_months_ahead(store):
    committee, one = branch("商圈党委", "商圈党委"), branch("第一党支部")
    entries.save("term", committee, {"elected": "2021-11-20"})
    entries.save("term", one, {"elected": "2024-03-01"})
    assert (figures.term(committee, TODAY).ends, figures.term(committee, TODAY).state) == (TODAY, "临近")
    assert figures.term(committee, dt.date(2026, 11, 21)).state == "超期"
    assert figures.term(one, TODAY).ends == dt.date(2027, 3, 1)
    assert figures.term(one, dt.date(2026, 8, 31)).state == "正常"
    assert [node for node, _ in figures.terms_due(TODAY)] == [committee, one]
    assert "5 年" in figures.term(committee, TODAY).rule


def test_a_shift_needs_an_approval_and_is_a_year_at_most(store):
    one = branch("第一党支部")
    for shift, approval in ((6, ""), (13, "批复 1 号")):
        with pytest.raises(Invalid):
            entries.save("term", one, {"elected": "2024-03-01", "shift": shift, "approval": approval})
    entries.save("term", one, {"elected": "2024-03-01", "shift": 6, "approval": "批复 1 号"})
    assert figures.term(one, TODAY).ends == dt.date(2027, 9, 1)


def test_32_of_32_branches_with_an_instructor_show_no_gap(store):
    for number in range(32):
        seat(branch(f"{number}号党支部"), "党建指导员", f"指导员{number}")
    ratio = figures.instructed(TODAY)
    assert (ratio.words, ratio.others) == ("32/32 = 100.00%", ())
    gap = branch("新支部")
    assert figures.instructed(TODAY).others == (gap,)


def test_one_who_heads_and_manages_is_counted_both_ways(store):
    first, second = branch("第一党支部"), branch("第二党支部")
    held = [
        seat(first, "书记", "甲", manages=True),
        seat(first, "委员", "乙"),
        seat(second, "书记", "丙"),
        seat(second, "委员", "丁", manages=True),
    ]
    assert figures.heads_in_management(TODAY).rows == (first,)
    assert figures.crossed_seats(TODAY).rows == (held[0], held[3])
    assert figures.crossed_seats(TODAY).words == "2/4 = 50.00%"
    assert figures.crossed_seats(dt.date(2024, 1, 1)).words == "—"


def test_a_branch_has_one_secretary_at_a_time(store):
    one = branch("第一党支部")
    first = seat(one, "书记", "甲")
    with pytest.raises(Invalid, match="甲还在任书记"):
        seat(one, "书记", "乙")
    entries.finish("seat", first, dt.date(2026, 1, 1))
    seat(one, "书记", "乙", start="2026-01-01")
    heads = [trees.nodes(ORG, day)[0].head for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1))]
    assert heads == ["甲", "乙"]


def test_sizes_against_the_rules_are_named_with_them(store):
    one = branch("第一党支部")
    for number in range(2):
        members.save(Draft(name=f"甲{number}", joined="2001-01-01", organization="第一党支部"), None)
    assert [sentence for sentence in figures.warnings(one) if "只有 2 名正式党员" in sentence and "3 人" in sentence]
    for number in range(2, 7):
        members.save(Draft(name=f"甲{number}", joined="2001-01-01", organization="第一党支部"), None)
    assert [sentence for sentence in figures.warnings(one) if "应设支部委员会" in sentence]
    for name in ("甲", "乙", "丙"):
        seat(one, "委员", name)
    assert figures.warnings(one) == []


def test_subsidies_due_and_paid(store):
    joint = branch("联合支部", "联合党支部", founded="2026-03-01")
    entries.save(
        "subsidy", joint, {"year": 2026, "kind": "subsidy.joint_branch", "amount": 300000, "paid_on": "2026-06-01"}
    )
    yearly, founding = figures.subsidies(joint, 2026)
    assert (yearly.due, yearly.paid, yearly.left) == (800000, 300000, 500000)
    assert (founding.kind, founding.due, founding.left) == ("subsidy.founding", 800000, 800000)
    assert [subsidy.kind for subsidy in figures.subsidies(joint, 2027)] == ["subsidy.joint_branch"]


def test_agreements_are_reminded_of_until_ended(store):
    one = branch("商圈党委", "商圈党委")
    values = {"title": "共驻共建", "parties": "街道、商会", "signed": "2024-12-01", "expires": "2026-12-10"}
    entries.save("agreement", one, values)
    assert [row.title for row in figures.agreements_due(TODAY)] == ["共驻共建"]
    assert figures.agreements_due(dt.date(2026, 11, 9)) == []


def test_visits_fill_a_matrix_whose_empty_cells_show(store):
    one = branch("商圈党委", "商圈党委")
    liaison = entries.save("liaison", one, {"name": "甲", "merchant": 1, "start": "2026-01-01"})
    for on in ("2026-01-05", "2026-01-20", "2026-03-02"):
        entries.save("visit", liaison, {"on": on})
    assert figures.visits(one, "2026-01", 3) == {liaison: {"2026-01": 2, "2026-02": 0, "2026-03": 1}}


def test_coverage_opens_into_merchants_with_and_without(store):
    from app.domain.merchants import Draft as MerchantDraft
    from app.services import merchants

    known = [merchants.save(MerchantDraft(sign=f"{n}号店", no_code_reason="办理中"), None) for n in range(3)]
    one = branch("第一党支部")
    with writing("入组织") as act:
        trees.place(act, ORG, "merchant", known[0], one, START, "登记")
    ratio = figures.covered(TODAY)
    assert (ratio.rows, ratio.others) == ((known[0],), tuple(known[1:]))
    assert figures.formations(TODAY) == {"未填": [one]}


@pytest.mark.parametrize("kind", ["工会", "妇联", "团委", "商会协会", "自管会"])
def test_only_the_partys_organisations_that_still_stand_cover(store, kind):
    from app.domain.merchants import Draft as MerchantDraft
    from app.services import figures as reported
    from app.services import merchants

    known = [
        merchants.save(MerchantDraft(sign=f"{n}号店", no_code_reason="办理中", grid="一片区"), None) for n in range(3)
    ]
    other, gone = branch("旁的组织", kind), branch("旧支部", "行动党支部")
    with writing("入组织") as act:
        trees.place(act, ORG, "merchant", known[0], other, START, "登记")
        trees.place(act, ORG, "merchant", known[1], gone, START, "登记")
        trees.displace(act, ORG, ORG, gone, dt.date(2026, 9, 1))
    quarters = [read(code) for code in ("2026Q2", "2026Q3")]
    assert [reported.values(each, ["org.covered"])["org.covered"].number for each in quarters] == [1, 0]
    assert [figures.covered(each.end).rows for each in quarters] == [(known[1],), ()]
