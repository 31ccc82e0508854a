"""What the cities do with organisations, grids and money: one test for each row, named after its number."""

import datetime as dt

import pypdfium2
import pytest

from app.domain import merchants as merchant_rules
from app.domain.members import Draft as Person
from app.domain.merchants import Draft as MerchantDraft
from app.domain.organizations import FORMATIONS, Draft, Tree
from app.services import (
    entries,
    journal,
    members,
    merchant_writing,
    merchants,
    organization_documents,
    organization_overview,
    organization_shape,
    organizations,
    people_figures,
    people_overview,
    trees,
)
from app.services import organization_figures as figures
from app.store.writing import writing

ORG, GRIDS = Tree.ORGANIZATIONS, Tree.GRIDS
START, TODAY = dt.date(2020, 1, 1), dt.date(2026, 11, 20)


def found(name, kind="党支部", parent="", **more):
    return organizations.save(Draft(name=name, kind=kind, parent=parent, **more), None, START)


def many(names, kind="党支部", parent="", formation=""):
    """Organisations of one kind, added as one act."""
    with writing("新增组织") as act:
        return [
            organizations.write(act, Draft(name=name, kind=kind, parent=parent, formation=formation), None, START)
            for name in names
        ]


def seat(node, post, name, tree=ORG, **more):
    return entries.save("seat", node, {"tree": tree.value, "post": post, "name": name, "start": "2024-03-01", **more})


def seats(nodes, post, tree=ORG, **more):
    """One seat at each of these nodes, all in one act."""
    from app.store.organizations import Seat

    with writing("登记任职") as act:
        for place, node in enumerate(nodes):
            act.add(Seat(tree=tree.value, node=node, post=post, name=f"{post}{place}", start="2024-03-01", **more))


def said(out):
    pdf = pypdfium2.PdfDocument(out.read_bytes())
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_a01_four_levels_down_to_the_merchant_who_is_a_member(store, tmp_path):
    names = ["会战街道党工委", "会战商圈党委", "东段社区党支部", "瑞和茶庄"]
    for kind, name, parent in zip(["街道党工委", "商圈党委", "党支部", "党员商户"], names, ["", *names], strict=False):
        found(name, kind, parent)
    member = members.save(Person(name="单海", joined="2012-07-01", organization="瑞和茶庄"), None)
    told = {"owner": "单海", "party_member": True, "organization": "瑞和茶庄", "no_code_reason": "办理中"}
    merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", **told), None)
    nodes = trees.nodes(ORG)
    assert [(node.depth, node.name, node.members_below, node.merchants_below) for node in nodes] == [
        (depth, name, 1, 1) for depth, name in enumerate(names)
    ]
    assert trees.placed(ORG, "person", nodes[0].id) == {member}
    assert trees.placed(ORG, "merchant", nodes[0].id) == {merchant}
    assert organization_documents.write_chart(tmp_path / "图.pdf") == 1
    assert all(name in said(tmp_path / "图.pdf") for name in names)


def test_a02_112_branches_are_counted_by_how_they_were_formed(store):
    found("青山湖商圈党委", "商圈党委")
    for formation, count in zip(FORMATIONS, (61, 35, 16), strict=True):
        many([f"{formation}{n}支部" for n in range(count)], "党支部", "青山湖商圈党委", formation)
    by_formation = figures.formations(TODAY)
    assert {name: len(by_formation[name]) for name in FORMATIONS} == dict(zip(FORMATIONS, (61, 35, 16), strict=True))
    assert sum(len(by_formation[name]) for name in FORMATIONS) == 112
    assert len(trees.nodes(ORG)) == 113


def test_a03_a_joint_branch_covers_neighbouring_employers_and_is_warned_above_five(store):
    for kind, name, parent in (
        ("街道党工委", "街道", ""),
        ("商圈党委", "商圈", "街道"),
        ("社区党组织", "社区", "商圈"),
        ("联合党支部", "楼宇联合党支部", "社区"),
        ("党小组", "一楼党小组", "楼宇联合党支部"),
    ):
        found(name, kind, parent, formation="联合组建" if "联合" in kind else "")
    branch = organizations.find(ORG, "楼宇联合党支部")
    for number in range(5):
        merchants.save(
            MerchantDraft(sign=f"{number}号店", organization="楼宇联合党支部", no_code_reason="办理中"), None
        )
    assert figures.warnings(branch) == []
    merchants.save(MerchantDraft(sign="六号店", organization="一楼党小组", no_code_reason="办理中"), None)
    assert ["覆盖 6 家" in sentence for sentence in figures.warnings(branch)] == [True]
    assert max(node.depth for node in trees.nodes(ORG)) == 4


def test_a04_six_levels_of_organisations_beside_six_levels_of_grids(store):
    organization_shape.save({GRIDS: ["总网格", "大网格", "网格", "微网格", "楼栋", "单元"]}, organization_shape.kinds())
    levels = organization_shape.levels(GRIDS)
    with writing("建立网格") as act:
        above = [0]
        made = []
        for level, count in zip(levels, (1, 4, 60, 180, 400, 800), strict=True):
            above = [
                organizations.write_grid(act, f"{n + 1}{level}", level, above[n % len(above)]) for n in range(count)
            ]
            made += above
    found("市委", "街道党工委")
    many([f"{n}党小组" for n in range(78)], "党小组", "市委")
    seats([*made, *made[-53:]], "网格员", GRIDS)
    nodes = trees.nodes(GRIDS)
    assert (len(nodes), max(node.depth for node in nodes)) == (1445, 5)
    assert [node.level for node in nodes[:6]] == levels
    assert sum(len(entries.of("seat", node.id)) for node in nodes[:3]) == 3
    from app.store.organizations import Seat

    assert Seat.select().where(Seat.tree == GRIDS, Seat.end == "").count() == 1498
    assert all(node.head for node in nodes)
    assert len([node for node in trees.nodes(ORG) if node.kind == "党小组"]) == 78


def test_a05_127_groups_of_urban_villages_are_covered_and_8_branches_last_a_while(store):
    found("村党组织", "社区党组织")
    groups = many([f"{n}组" for n in range(127)], "党小组", "村党组织")
    with writing("登记商户所在") as act:
        known = [merchant_writing.write(act, merchant(n), None) for n in range(127)]
        for group, merchant_id in zip(groups, known, strict=True):
            trees.place(act, ORG, "merchant", merchant_id, group, START, "登记")
    assert figures.covered().words == "127/127 = 100.00%"
    acting = [found(f"行动{n}支部", "行动党支部", "村党组织") for n in range(8)]
    for node in acting:
        organizations.dissolve(ORG, node, dt.date(2026, 9, 1))
    kinds = [[node.kind for node in trees.nodes(ORG, day)] for day in (dt.date(2026, 8, 31), dt.date(2026, 9, 1))]
    assert [found.count("行动党支部") for found in kinds] == [8, 0]


def merchant(number):
    return merchant_rules.check(MerchantDraft(sign=f"{number}号店", no_code_reason="办理中"))


def test_a06_32_new_branches_with_32_instructors_and_six_heads_who_manage(store):
    branches = many([f"{n}号支部" for n in range(32)])
    seats(branches, "党建指导员")
    seats(branches[:6], "书记", manages=True)
    seats(branches[6:], "书记")
    assert (figures.instructed(TODAY).words, figures.instructed(TODAY).others) == ("32/32 = 100.00%", ())
    assert figures.heads_in_management(TODAY).words == "6/32 = 18.75%"
    assert people_figures.one_to_one(TODAY).words == "32/32 = 100.00%"
    seat(branches[1], "党建指导员", "党建指导员0")
    assert people_figures.one_to_one(TODAY).words == "31/33 = 93.94%"
    (shown,) = [each for each in people_overview.overviews(TODAY) if each.title == "党建指导员一对一"]
    assert [(line.name, line.node) for line in shown.parts["联系几个支部"]] == [
        ("党建指导员0", branches[0]),
        ("党建指导员0", branches[1]),
    ]


def test_a07_half_of_the_heads_of_associations_sit_on_a_committee(store):
    committee = found("商圈党委", "商圈党委")
    heads = [seat(found(f"{n}商会", "商会协会"), "会长", f"会长{n}") for n in range(8)]
    for number in range(4):
        seat(committee, "委员", f"会长{number}", manages=True)
    ratio = people_figures.association_heads(TODAY)
    assert (ratio.words, ratio.rows) == ("4/8 = 50.00%", tuple(heads[:4]))
    assert figures.crossed_seats(TODAY).words == "4/4 = 100.00%"


def test_a08_nine_seats_say_where_their_holders_come_from_and_when_the_term_ends(store, tmp_path):
    committee = found("商圈党委", "商圈党委")
    sources = ["街道", "街道", "头部企业", "头部企业", "头部企业", "协会", "协会", "平台", "物业"]
    for place, source in enumerate(sources):
        seat(committee, "书记" if place == 0 else "委员", f"委员{place}", category=source)
    entries.save("term", committee, {"elected": "2024-03-01"})
    counted = {name: len(rows) for name, rows in people_figures.committee_sources(committee, TODAY).items()}
    assert counted == {"街道": 2, "头部企业": 3, "协会": 2, "平台": 1, "物业": 1}
    (shown,) = [each for each in people_overview.overviews(TODAY) if each.title == "班子成员来自"]
    assert {unit: len(lines) for unit, lines in shown.parts.items()} == counted
    assert figures.term(committee, TODAY).ends == dt.date(2029, 3, 1)
    organization_documents.write_seats(tmp_path / "名单.pdf", committee, TODAY)
    assert "共9个职务" in said(tmp_path / "名单.pdf")


def test_a09_mass_organisations_stand_in_the_same_tree_and_count_apart(store):
    found("商圈党委", "商圈党委")
    party = found("第一党支部", "党支部", "商圈党委", formation="单独组建")
    mass = {kind: found(f"商圈{kind}", kind, "商圈党委") for kind in ("工会", "妇联", "团委")}
    seat(mass["团委"], "书记", "团委书记", manages=True)
    seat(party, "书记", "支部书记")
    assert [node.kind for node in trees.nodes(ORG)].count("工会") == 1
    assert figures.formations(TODAY) == {"未填": [1], "单独组建": [party]}
    assert figures.heads_in_management(TODAY).words == "0/1 = 0.00%"


def test_a10_an_agreement_names_parties_and_duties_and_reminds_of_its_renewal(store):
    union = found("商圈党建联盟", "党建联盟")
    values = {
        "title": "共驻共建协议",
        "parties": "街道、商会、驻区银行",
        "duties": "每季度一次便民服务",
        "signed": "2024-12-01",
        "expires": "2026-12-10",
    }
    first = entries.save("agreement", union, values)
    assert [row.id for row in figures.agreements_due(TODAY)] == [first]
    entries.save("agreement", union, {**values, "ended": "2026-11-20"}, first)
    renewed = entries.save("agreement", union, {**values, "signed": "2026-11-20", "expires": "2028-12-10"})
    assert figures.agreements_due(TODAY) == []
    assert [row.id for row in entries.of("agreement", union)] == [renewed, first]


def test_a14_every_committee_member_looks_after_a_merchant_and_a_month_without_a_visit_is_red(store):
    committee = found("商圈党委", "商圈党委")
    known = [merchants.save(MerchantDraft(sign=f"{n}号店", no_code_reason="办理中"), None) for n in range(9)]
    pairs = [
        entries.save("liaison", committee, {"name": f"委员{n}", "merchant": one, "start": "2026-02-01"})
        for n, one in enumerate(known)
    ]
    for pair in pairs:
        for month in ("02", "03"):
            entries.save("visit", pair, {"on": f"2026-{month}-10"})
    assert figures.visits_missed(committee, "2026-01", 3) == []
    entries.finish("liaison", pairs[8], dt.date(2026, 4, 15))
    assert figures.visits_missed(committee, "2026-01", 4) == [(pair, "2026-04") for pair in pairs[:8]]
    may = organization_overview.overviews(dt.date(2026, 5, 20))
    (shown,) = [each for each in may if each.title == "缺的委员走访"]
    assert (shown.value, [line.name for line in shown.parts["今年没有走访的月份"]]) == (
        "8 次",
        [f"委员{n}" for n in range(8)],
    )


def test_a24_streets_and_blocks_have_their_keepers_and_a_self_managing_body(store):
    street = organizations.save_grid("会战大街", "街区", 0, None, START)
    block = organizations.save_grid("一片区", "片区", street, None, START)
    chief = seat(street, "街长", "街长甲", GRIDS)
    seat(block, "片长", "片长乙", GRIDS)
    found("会战大街自管会", "自管会")
    assert [(node.name, node.head) for node in trees.nodes(GRIDS, TODAY)] == [
        ("会战大街", "街长甲"),
        ("一片区", "片长乙"),
    ]
    entries.finish("seat", chief, dt.date(2026, 6, 1))
    seat(street, "街长", "街长丙", GRIDS, start="2026-06-01")
    assert [trees.nodes(GRIDS, day)[0].head for day in (dt.date(2026, 5, 31), TODAY)] == ["街长甲", "街长丙"]
    assert [node.kind for node in trees.nodes(ORG)] == ["自管会"]


def test_a32_what_is_due_to_organisations_what_was_paid_and_what_is_left(store):
    rows = {
        kind: found(name, kind)
        for kind, name in (("商圈党委", "党委"), ("党总支", "总支"), ("党支部", "支部"), ("联合党支部", "联建"))
    }
    new = found("新支部", "党支部", founded="2026-03-01")
    assert [figures.subsidies(node, 2026)[0].due for node in rows.values()] == [1000000, 700000, 500000, 800000]
    assert [one.due for one in figures.subsidies(new, 2026)] == [500000, 800000]
    assert figures.subsidies(new, 2025) == []
    person = members.save(Person(name="甲", joined="2010-01-01", organization="支部"), None)
    entries.save("dues_base", person, {"since": "2025-12", "category": "在职", "income": 500000})
    for month, paid_on in (("2025-12", "2025-12-20"), ("2026-01", "2026-01-20"), ("2026-02", "2026-02-20")):
        entries.save("dues", person, {"month": month, "amount": 5000, "paid_on": paid_on})
    yearly, returned = figures.subsidies(rows["党支部"], 2026)
    assert (yearly.left, returned.name, returned.due, returned.left) == (500000, "党费返还比例", 10000, 10000)
    for kind, amount in (("subsidy.branch", 500000), ("subsidy.dues_returned", 10000)):
        entries.save("subsidy", rows["党支部"], {"year": 2026, "kind": kind, "amount": amount, "paid_on": "2026-06-01"})
    assert [one.left for one in figures.subsidies(rows["党支部"], 2026)] == [0, 0]


@pytest.mark.parametrize("undone", [False, True])
def test_a33_secretaries_by_source_with_240_instructors_awards_and_a_delegate(store, undone):
    branches = many([f"{n}号支部" for n in range(240)])
    seats(branches, "党建指导员")
    for place, source in enumerate(("民主选举", "支部联建", "上级选派", "社会选聘")):
        seats(branches[place * 60 : place * 60 + 60 - place], "书记", source=source)
    counted = {source: len(rows) for source, rows in people_figures.secretaries(TODAY).items()}
    assert counted == {"民主选举": 60, "支部联建": 59, "上级选派": 58, "社会选聘": 57}
    assert figures.instructed(TODAY).words == "240/240 = 100.00%"
    people = [members.save(Person(name=f"书记{n}", joined="2010-01-01", delegate=n == 0), None) for n in range(5)]
    for person in people:
        entries.save("award", person, {"kind": "奖励", "title": "优秀党务工作者", "on": "2026-07-01", "level": "区级"})
    assert sum(len(entries.of("award", person)) for person in people) == 5
    assert [row.name for row in members.rows(people) if row.delegate] == ["书记0"]
    if undone:
        journal.undo(journal.last().id)
        assert entries.of("award", people[4]) == []
