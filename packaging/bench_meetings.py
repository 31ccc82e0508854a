"""20,000 cases and 3,000 minutes searched beside the bare full-text query and LIKE; the matrix beside one GROUP BY."""

import datetime as dt
import os
import random
import statistics
from collections.abc import Callable, Sequence
from typing import Any

from bench_store import store, wall

CASES, MINUTES, NODES, YEAR = 20_000, 3_000, 500, 2025
SEARCH_AT_MOST, MATRIX_AT_MOST = 0.100, 0.5
"""Seconds."""
TYPED = ("停车", "消防通道", "夜间占道", "油烟扰民 整改", "第1234号", "huizhan", "停", "没有这句话", '&"=')
_SAID = (
    *("会议听取了", "商户反映", "夜间占道经营", "停车位不足", "油烟扰民", "消防通道堵塞", "路灯不亮", "垃圾清运不及时"),
    *("由城管中队牵头", "社区配合", "限期整改", "下次会议通报办理情况", "会战大街东段", "划线停放", "同意", "继续研究"),
)


def main() -> None:
    """Print every figure beside what it is compared with."""
    with store() as _:
        nodes = _organizations()
        _hold(nodes)
        _write_minutes(nodes)
        _take_in_cases()
        _searching()
        _matrix()
        _on_screen()


def _organizations() -> list[int]:
    """Branches under one committee, in use since before the year."""
    from app.domain.names import sort_key
    from app.domain.organizations import State, Tree
    from app.store.organizations import Organization, Placement
    from app.store.writing import writing

    tree, names = Tree.ORGANIZATIONS.value, [f"{number}号党支部" for number in range(1, NODES + 1)]
    with writing("建立组织") as act:
        rows = [(name, sort_key(name), "党支部", State.IN_USE.value) for name in names]
        made = act.add_many(Organization, ("name", "sort_key", "kind", "state"), rows)
        placed = [(tree, tree, node, made[(place - 1) // 20] if place else 0, "") for place, node in enumerate(made)]
        act.add_many(Placement, ("tree", "noun", "row", "parent", "start"), placed)
    return list(made)


def _hold(nodes: Sequence[int]) -> None:
    """A meeting a month at every branch, one in nine missing, one in seven entered late."""
    rows = []
    for node in nodes:
        for month in range(1, 13):
            day = dt.date(YEAR, month, 1 + (node * month) % 28)
            entered = day + dt.timedelta(days=60 if (node + month) % 7 == 0 else 0)
            if (node * 5 + month) % 9:
                rows.append(_meeting("主题党日", node, day, entered, "已记录。"))
    _add_meetings(rows)


def _write_minutes(nodes: Sequence[int]) -> None:
    """Minutes of the years before, each with three items of some hundred characters."""
    from app.store.meetings import AgendaItem, Meeting
    from app.store.search import put_many
    from app.store.writing import writing

    dice = random.Random(20261120)
    days = [dt.date(YEAR - 6, 1, 1) + dt.timedelta(days=number * 2 // 3) for number in range(MINUTES)]
    made = _add_meetings([_meeting("联席会议", dice.choice(nodes), day, day, _text(dice, 30)) for day in days])
    items = [(meeting, place, f"第{place + 1}项", _text(dice, 40), "已议定") for meeting in made for place in range(3)]
    with writing("导入纪要") as act:
        act.add_many(AgendaItem, ("meeting", "position", "title", "text", "state"), items)
        put_many(Meeting, ((row.id, row.search_texts()) for row in Meeting.select().where(Meeting.id.in_(list(made)))))


def _take_in_cases() -> None:
    from app.store.cases import Case
    from app.store.search import put_many
    from app.store.writing import writing

    dice = random.Random(20261121)
    rows = []
    for number in range(CASES):
        day = dt.date(YEAR - 5, 1, 1) + dt.timedelta(days=number // 11)
        told = (f"{day.year}-{number:05d}", day.year, number, "诉求", f"第{number}号：{dice.choice(_SAID)}")
        rows.append((*told, _text(dice, 6), day.isoformat(), day.isoformat()[:7], "收集", "受理", dice.choice(_SAID)))
    columns = ("number", "year", "serial", "kind", "title", "detail", "received", "month", "stage", "phase", "unit")
    with writing("导入事项") as act:
        made = act.add_many(Case, columns, rows)
        first = made[0]
        for start in range(0, CASES, 1000):
            part = Case.select().where(Case.id.between(first + start, first + start + 999))
            put_many(Case, ((row.id, row.search_texts()) for row in part))


def _searching() -> None:
    """Finding ids in order and the first window of rows, of minutes and of cases."""
    from app.services import cases, meetings
    from app.store.cases import Case
    from app.store.meetings import Meeting

    items = "SELECT meeting_id FROM agenda_item WHERE text LIKE ?1 OR title LIKE ?1"
    said = f"SELECT id FROM meeting WHERE title LIKE ?1 OR text LIKE ?1 OR id IN ({items}) ORDER BY held DESC, id DESC"
    _search("meetings with their minutes", meetings, Meeting, said)
    told = "SELECT id FROM case_file WHERE title LIKE ?1 OR detail LIKE ?1 OR unit LIKE ?1 ORDER BY received DESC, id"
    _search("cases", cases, Case, told)


def _search(name: str, noun: Any, model: Any, like: str) -> None:
    from app.store.database import db
    from app.store.search import hits

    found = [len(noun.ids(typed)) for typed in TYPED]
    ours = _each(lambda typed: noun.rows(noun.ids(typed)[:256]))
    alone = statistics.median(_each(noun.ids)) * 1000
    bare = statistics.median(_each(lambda typed: hits(model, typed))) * 1000
    plain = statistics.median(_each(lambda typed: db.execute_sql(like, (f"%{typed}%",)).fetchall())) * 1000
    verdict = _verdict(max(ours) <= SEARCH_AT_MOST)
    middle, longest = statistics.median(ours) * 1000, max(ours) * 1000
    print(f"search of {len(noun.ids()):,} {name}, {min(found):,} to {max(found):,} found, with a window of rows:")
    print(f"  p50 {middle:.1f} ms, longest {longest:.1f} ms: {verdict}; ids alone p50 {alone:.1f} ms")
    print(f"  the bare full-text query {bare:.1f} ms: {alone / bare:.1f} x; LIKE {plain:.1f} ms: {plain / alone:.1f} x")


def _matrix() -> None:
    """The matrix of a year: of one kind, and of all."""
    from app.services import meeting_matrix
    from app.store.database import db

    day = dt.date(YEAR + 1, 1, 20)
    raw = wall(
        lambda: db.execute_sql(
            "SELECT organization, kind, month, COUNT(*), MIN(entered) FROM meeting "
            "WHERE year = ? AND removed_at = '' GROUP BY organization, kind, month",
            (YEAR,),
        ).fetchall()
    )
    for title, kind in (("one kind", "主题党日"), ("all kinds", "")):
        lines = meeting_matrix.of_year(YEAR, day, kind)
        ours = wall(lambda kind=kind: meeting_matrix.of_year(YEAR, day, kind))
        cells = sum(len(line.cells) for line in lines)
        print(
            f"matrix of {NODES} organisations, {title}, {cells:,} cells: {ours * 1000:.0f} ms, the raw query "
            f"{raw * 1000:.1f} ms: {ours / raw:.1f} x, {_verdict(ours <= MATRIX_AT_MOST)}"
        )


def _on_screen() -> None:
    """The matrix of one kind read, shown, and scrolled through page by page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app import start
    from app.services import meeting_matrix
    from app.ui.pages.matrix_model import MatrixModel
    from app.ui.pages.matrix_table import MatrixTable

    app = start.application()
    table = MatrixTable(MatrixModel())
    table.resize(1320, 420)
    table.show()

    def show() -> None:
        lines = meeting_matrix.of_year(YEAR, dt.date(YEAR + 1, 1, 20), "主题党日")
        table.matrix.show(lines, lines, "主题党日")
        table.fit()
        table.viewport().grab()

    def turn(place: int) -> None:
        table.verticalScrollBar().setValue(place)
        app.processEvents()

    shown, bar = wall(show), table.verticalScrollBar()
    frames = [wall(lambda place=place: turn(place), 1) for place in range(0, bar.maximum(), bar.pageStep())]
    longest = max(frames) * 1000
    print(f"on screen: read and shown in {shown * 1000:.0f} ms; painted in {longest:.0f} ms a page at most")


def _meeting(kind: str, node: int, day: dt.date, entered: dt.date, text: str) -> tuple[Any, ...]:
    iso = day.isoformat()
    title = f"{node}号党支部{day.year}年{kind}"
    return (kind, node, title, iso, iso[:7], day.year, day.month, entered.isoformat(), text, "定稿")


def _add_meetings(rows: Sequence[tuple[Any, ...]]) -> range:
    from app.store.meetings import Meeting
    from app.store.writing import writing

    columns = ("kind", "organization", "title", "held", "month", "year", "session", "entered", "text", "state")
    with writing("导入会议") as act:
        return act.add_many(Meeting, columns, rows)


def _text(dice: random.Random, parts: int) -> str:
    return "，".join(dice.choices(_SAID, k=parts)) + "。"


def _each(work: Callable[[str], object]) -> list[float]:
    return [wall(lambda typed=typed: work(typed)) for typed in TYPED]


def _verdict(holds: bool) -> str:
    return "yes" if holds else "NO"
