"""30,000 people beside 300, a tree of 2,000 nodes that holds them, and importing 10,000 beside executemany."""

import datetime as dt
import os
import random
import statistics
from collections.abc import Sequence
from typing import Any

from bench_store import cpu, drafts, fill, percentiles, store, wall

MANY, FEW, NODES, BROUGHT, SHOWN = 30_000, 300, 2_000, 10_000, 200
TREE_AT_MOST = 0.3
"""Seconds in which the whole tree is worked out and on screen."""
TYPED = ("w", "wj", "wjg", "wangjian", "建国", "艾力", "almmt", "6620", "dy-0299", "z", "zh", "zhaoqiang", '&"=')


def main() -> None:
    """Print every figure beside what it is compared with."""
    times = {}
    for count in (FEW, MANY):
        with store() as _:
            _fill(count)
            times[count] = _typing()
            times[count] |= {"open": _opening(), "counts": _counting()}
            if count == MANY:
                _beside_merchants(times[count]["p50"])
                _beside_like()
                _growing()
    for what, title in (("open", "list open"), ("counts", "heads by stage"), ("p50", "key stroke p50")):
        few, many = times[FEW][what] * 1000, times[MANY][what] * 1000
        print(f"{title}: {few:.1f} ms with {FEW}, {many:.1f} ms with {MANY:,}: {many / few:.1f} x")
    with store() as _:
        _bringing_in()


def people(count: int, branches: Sequence[str]) -> list[Any]:
    """Invented people, every other one a member of one of these branches; the same in every run."""
    from app.domain.members import Draft

    dice = random.Random(20261120)
    surnames, given = "王李张刘陈杨曾仇单朴吴郑赵", "建国秀英明辉海燕华志强玉珍"
    made = []
    for number in range(count):
        name = dice.choice(surnames) + dice.choice(given) + dice.choice(given)
        name = "艾力·买买提" if number % 97 == 0 else name
        member = {"stage": "正式党员", "joined": f"{1980 + number % 40}-07-01"} if number % 2 == 0 else {}
        phone = f"138{dice.randrange(10**8):08d}"
        made.append(
            Draft(name, f"DY-{number:05d}", phone=phone, organization=branches[number % len(branches)], **member)
        )
    return made


def _fill(count: int) -> None:
    """People in as many branches as fifteen each make, in one act."""
    from app.services import member_writing
    from app.store.writing import writing

    named = _organizations(max(1, count * NODES // MANY))
    made = people(count, named)
    with writing("导入") as act:
        for start in range(0, count, 1000):
            member_writing.add_many(act, made[start : start + 1000], dt.date(2026, 11, 20))


def _organizations(count: int) -> list[str]:
    """The names of organisations in use, made as a tree five wide at each node."""
    from app.domain.names import sort_key
    from app.domain.organizations import State, Tree
    from app.store.organizations import Organization, Placement
    from app.store.writing import writing

    names = [f"{number}号党支部" for number in range(1, count + 1)]
    with writing("建立组织") as act:
        rows = [(name, sort_key(name), "党支部", State.IN_USE.value) for name in names]
        made = act.add_many(Organization, ("name", "sort_key", "kind", "state"), rows)
        tree = Tree.ORGANIZATIONS.value
        placed = [(tree, tree, node, made[(place - 1) // 5] if place else 0, "") for place, node in enumerate(made)]
        act.add_many(Placement, ("tree", "noun", "row", "parent", "start"), placed)
    return names


def _typing() -> dict[str, float]:
    """One key stroke: how many are found, and the first 200 of them, in order."""
    from app.services import members

    members.ids()
    times = [wall(lambda typed=typed: members.rows(members.ids(typed)[:SHOWN])) for typed in TYPED]
    middle, slowest = percentiles(times)
    print(f"key stroke at {len(members.ids()):,}: p50 {middle * 1000:.1f} ms, p95 {slowest * 1000:.1f} ms")
    return {"p50": middle, "p95": slowest}


def _beside_merchants(ours: float) -> None:
    """The same key strokes over as many merchants in the same store."""
    from app.services import merchants

    fill(drafts(MANY))
    merchants.ids()
    theirs, _ = percentiles([wall(lambda typed=typed: merchants.rows(merchants.ids(typed)[:SHOWN])) for typed in TYPED])
    print(f"key stroke over as many merchants: p50 {theirs * 1000:.1f} ms; people take {ours / theirs:.1f} x")


def _opening() -> float:
    """The list as it opens after something was written: ids in order and the first window of rows."""
    from app.services import members

    return wall(lambda: (members._in_order.cache_clear(), members.rows(members.ids()[:256])))


def _counting() -> float:
    from app.services import members

    return wall(members.counts)


def _beside_like() -> None:
    """Finding alone, beside LIKE over one column that holds the same texts."""
    from app.domain.names import fold, initials, spellings
    from app.services import members
    from app.store.database import db

    db.execute_sql("CREATE TABLE plain (id INTEGER PRIMARY KEY, texts TEXT, sort_key TEXT)")
    everyone = db.execute_sql("SELECT id, name, number, phone, sort_key FROM person").fetchall()
    rows = [
        (number, " ".join([fold(name), *initials(name), *spellings(name), code.lower(), phone]), key)
        for number, name, code, phone, key in everyone
    ]
    with db.atomic():
        db.connection().executemany("INSERT INTO plain VALUES (?, ?, ?)", rows)
    query = "SELECT id FROM plain WHERE texts LIKE ? ORDER BY sort_key, id"
    like = [wall(lambda typed=typed: db.execute_sql(query, (f"%{typed}%",)).fetchall()) for typed in TYPED]
    ours = [wall(lambda typed=typed: members.ids(typed)) for typed in TYPED]
    ratio = statistics.median(like) / statistics.median(ours)
    print(
        f"finding alone: LIKE p50 {statistics.median(like) * 1000:.1f} ms, "
        f"ours {statistics.median(ours) * 1000:.1f} ms: {ratio:.0f} x"
    )


def _growing() -> None:
    """The whole tree with heads as of a day, then on screen, and a node that filters the list."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.domain.organizations import Tree
    from app.services import members, organization_overview, trees
    from app.ui.kit.tree import Leaf, NodeTree

    app = QApplication.instance() or QApplication([])

    def show() -> None:
        shown = NodeTree("组织")
        nodes = trees.nodes(Tree.ORGANIZATIONS)
        shown.show_leaves([Leaf(node.id, node.parent, node.name, node.members_below, "network") for node in nodes])
        shown.resize(320, 600)
        shown.show()
        app.processEvents()
        shown.close()

    show()
    worked_out, shown = wall(lambda: trees.nodes(Tree.ORGANIZATIONS)), wall(show)
    verdict = "yes" if shown <= TREE_AT_MOST else "NO"
    print(f"tree of {NODES:,} nodes and {MANY:,} people: {worked_out:.3f} s, and on screen {shown:.3f} s: {verdict}")
    top = trees.nodes(Tree.ORGANIZATIONS)[0].id
    chosen = wall(lambda: (members._in_order.cache_clear(), members.ids(filters={"organization": str(top)})))
    seen = wall(lambda: organization_overview.overviews(dt.date(2026, 11, 20)), 1)
    print(f"a node with all below it: {chosen * 1000:.0f} ms; the overview of all {seen:.2f} s")


def _bringing_in() -> None:
    """The same people twice: their bare rows, as the connection stands, and as an act with branch, stage and index."""
    from app.domain.names import name_tokens, sort_key
    from app.services.member_writing import STORED, add_many
    from app.store.database import db
    from app.store.writing import writing

    made = people(BROUGHT, _organizations(50))
    name_tokens("预热")
    names = ["id", "act", "removed_at", "merged_into", "sort_key", *STORED]
    rows = [
        (n, 1, "", 0, sort_key(draft.name), *(getattr(draft, name) for name in STORED))
        for n, draft in enumerate(made, 1)
    ]
    sql = f"INSERT INTO person ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"

    def bare() -> None:
        with db.atomic():
            db.connection().executemany(sql, rows)

    def act() -> None:
        with writing("导入") as one:
            for start in range(0, BROUGHT, 1000):
                add_many(one, made[start : start + 1000], dt.date(2026, 11, 20))

    raw = cpu(bare)
    db.execute_sql("DELETE FROM person")
    ours = cpu(act)
    print(
        f"import of {BROUGHT:,}: executemany {raw:.2f} s, rows, stages, branches, index and journal {ours:.2f} s: "
        f"{ours / raw:.1f} x"
    )
