"""20,000 cases: list, counts, search and rates beside the raw queries they stand for; the funnel of a city."""

import datetime as dt
import statistics
from typing import Any

from bench_store import cpu, store

CASES, SHOWN, ROUNDS = 20_000, 200, 5
FUNNEL = (23_753, 18_600, 6_200, 10_500)
TYPED = ("l", "ld", "ldbl", "路灯", "城管", "0199", "盲道")
TITLES = ("东段路灯不亮", "夜市占用盲道", "早市垃圾清运", "停车位划线不清", "井盖松动", "退货被拒", "施工噪声")


def main() -> None:
    """Print every figure beside what it is compared with; both give the same answer first."""
    with store():
        fill(CASES)
        _listing()
        _typing()
        _counting()
    with store():
        city()
        _funnel()


def fill(count: int) -> None:
    """So many cases at every stage, in one act, each to be found by its words."""
    from app.store.cases import Case
    from app.store.search import put_many
    from app.store.writing import writing

    names = ("kind", "year", "serial", "number", "title", "received", "month", "stage", "phase", "unit", "due", "done")
    rows = [tuple(_case(place).values()) for place in range(count)]
    with writing("载入事项") as act:
        added = act.add_many(Case, names, rows)
        put_many(Case, ((id_, Case(**_case(place)).search_texts()) for place, id_ in enumerate(added)))


def city() -> None:
    """Demands, topics, meetings and results as many as a city reports, each with its link."""
    from tests.casefiles import funnel

    funnel(*FUNNEL)


def _case(place: int) -> dict[str, Any]:
    day = (dt.date.today() - dt.timedelta(days=place % 365)).isoformat()
    due = (dt.date.fromisoformat(day) + dt.timedelta(days=15)).isoformat()
    return {
        **{"kind": ("诉求", "投诉", "点单")[place % 3], "year": int(day[:4]), "serial": place + 1},
        **{"number": f"{day[:4]}-{place + 1:05d}", "title": TITLES[place % len(TITLES)], "received": day},
        **{"month": day[:7], "stage": "交办", "phase": "交办", "unit": f"示例城管{place % 40}所", "due": due},
        "done": due if place % 4 else "",
    }


def _listing() -> None:
    from app.services import cases
    from app.store.database import db

    sql = "SELECT id FROM case_file WHERE removed_at = '' ORDER BY year DESC, number DESC"
    assert cases.ids() == [number for (number,) in db.execute_sql(sql)]
    raw = _time(lambda: [number for (number,) in db.execute_sql(sql)])
    _tell("list", _time(lambda: cases.rows(cases.ids()[:SHOWN])), raw)


def _typing() -> None:
    from app.services import cases

    times = [_time(lambda words=words: cases.rows(cases.ids(words)[:SHOWN])) for words in TYPED]
    print(f"key stroke over {CASES:,}: p50 {statistics.median(times) * 1000:.1f} ms, most {max(times) * 1000:.1f} ms")


def _counting() -> None:
    from app.services import case_figures, cases
    from app.services.case_figures import Scope
    from app.store.database import db

    today = dt.date.today()
    sql = "SELECT id, due, done, satisfaction FROM case_file WHERE removed_at = ''"
    raw = _time(lambda: db.execute_sql(sql).fetchall())
    _tell("rates", _time(lambda: case_figures.rates(Scope(), today)), raw)
    _tell("counts by state", _time(cases.counts), _time(lambda: db.execute_sql(sql).fetchall()))


def _funnel() -> None:
    from app.services import case_figures
    from app.services.case_figures import Scope
    from app.store.database import db

    tables = ("case_file", "agenda_item", "resolution", "case_rating")
    raw = _time(lambda: [db.execute_sql(f"SELECT id, act FROM {table}").fetchall() for table in tables])
    found = case_figures.funnel(Scope())
    assert tuple(len(step.ids) for step in found.steps)[:3] == FUNNEL[:3]
    _tell(" → ".join(f"{len(step.ids):,}" for step in found.steps), _time(lambda: case_figures.funnel(Scope())), raw)


def _time(act: Any) -> float:
    return min(cpu(act) for _ in range(ROUNDS))


def _tell(what: str, ours: float, raw: float) -> None:
    print(f"{what}: raw query {raw * 1000:.1f} ms, ours {ours * 1000:.1f} ms: {ours / raw:.1f} x")
