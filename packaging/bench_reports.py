"""A full report, PDF and workbook, over 1,000,000 ledger rows and 100,000 merchants, beside its figures' raw SQL."""

import datetime as dt
import random
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

from bench_store import drafts, fill, store, wall

MERCHANTS, GIFTS, POINTS, CASES, DAYS = 100_000, 500_000, 500_000, 20_000, 1_460
TIMES, MORE = 2.0, 3.0
"""A report may take so many times the raw SQL and so many seconds more."""
SILENT = 1.0
"""Seconds after which 取消 is heard at the latest, whatever is being done."""
LAST = dt.date(2026, 9, 30)
ROUNDS = 3


def main() -> int:
    """Print every figure beside what it is compared with; 1 where the report takes too long."""
    from app.domain import periods

    with store() as _, tempfile.TemporaryDirectory() as out:
        fill(drafts(MERCHANTS))
        _give()
        _take_in_cases()
        period = periods.read("2026Q3")
        raw = wall(lambda: _raw(period), ROUNDS)
        return 0 if _report(period, raw, Path(out)) else 1


def _raw(period: Any) -> None:
    """The sum of every figure in the period, the one before, and a year ago, straight from the database."""
    from app.services import figures
    from app.services.figure_facts import Facts

    for span in map(Facts, (period, period.previous, period.last_year)):
        for told in figures.definitions():
            if told.query:
                figures._cursor(f"SELECT SUM(b) FROM (SELECT 0 AS a, 0 AS b UNION ALL {told.query})", span).fetchall()


def _report(period: Any, raw: float, out: Path) -> bool:
    from app.services import report_documents, reports

    number = reports.begin(period)
    pdf, book = out / "报告.pdf", out / "报告.xlsx"
    report_documents.write_both(number, pdf, book)  # the fonts are read once a day
    took = wall(lambda: report_documents.write_both(number, pdf, book), ROUNDS)
    holds = took <= TIMES * raw + MORE
    sizes = f"PDF {pdf.stat().st_size / 1024:,.0f} KB, xlsx {book.stat().st_size / 1024:,.0f} KB"
    print(f"a report over {GIFTS + POINTS:,} ledger rows and {MERCHANTS:,} merchants: {took:.2f} s, {sizes}")
    verdict = "yes" if holds else "NO"
    print(f"  the raw SQL of its figures {raw:.2f} s: {took / raw:.2f} x; at most {TIMES:g} x + {MORE:g} s: {verdict}")
    heard = _silence(lambda look: report_documents.write_both(number, pdf, book, look))
    heard = max(heard, _submit(number))
    soon = heard <= SILENT
    print(f"  取消 is heard within {heard:.2f} s; at most {SILENT:g} s: {'yes' if soon else 'NO'}")
    return holds and soon


def _silence(work: Callable[[Callable[[int, int], None]], object]) -> float:
    """The longest that some work went on without asking whether it is still wanted."""
    from app.store.database import db
    from app.store.stopping import stoppable

    asked = [perf_counter()]
    with stoppable(db, lambda: asked.append(perf_counter())):
        work(lambda done, total: asked.append(perf_counter()))
    asked.append(perf_counter())
    return max(later - earlier for earlier, later in pairwise(asked))


def _submit(number: int) -> float:
    """Freezing every figure with the ids behind it; how long 取消 was not heard."""
    from app.services import reports, session

    reports.hand_in(number)
    clerk, start = session.clerk(), session.session_start()
    session.begin(session.folder(), session.Clerk("复核员", "复核"), start)
    reports.issue(number)
    session.begin(session.folder(), clerk, start)
    began = perf_counter()
    heard = _silence(lambda look: reports.submit(number, progress=look))
    print(f"  submitted, all ids behind its figures frozen, in {perf_counter() - began:.2f} s")
    return heard


def _give() -> None:
    """Gifts of all merchants over four years, one in a hundred reversed, and the points they brought."""
    from app.store.database import LARGE_CACHE, USUAL_CACHE, db

    dice = random.Random(20261120)
    db.keep_in_memory(LARGE_CACHE)
    with db.atomic():
        _insert("holder", ("noun", "row"), [("merchant", row) for row in range(1, MERCHANTS + 1)])
        _insert("gift", _GIFT, (_gift(dice, number) for number in range(1, GIFTS + 1)))
        _insert("point_entry", _POINTS, (_points(dice, number) for number in range(1, POINTS + 1)))
    db.keep_in_memory(USUAL_CACHE)


_GIFT = ("year", "serial", "number", "kind", "on", "month", "booked", "holder", "giver", "amount", "value", "people")
_POINTS = ("holder", "kind", "points", "on", "booked", "expires", "noun", "source", "reverses", "clerk")


def _gift(dice: random.Random, number: int) -> tuple[Any, ...]:
    day = (LAST - dt.timedelta(days=number * DAYS // GIFTS)).isoformat()
    kind = dice.choice(("捐款", "捐款", "捐物", "让利"))
    money, worth = (dice.randrange(100, 500_000), 0) if kind == "捐款" else (0, dice.randrange(100, 90_000))
    named = (int(day[:4]), number, f"J{number:07d}", kind, day, day[:7], day)
    return (*named, 1 + number % MERCHANTS, f"{number}号商户", money, worth, dice.randrange(3) if kind == "让利" else 0)


def _points(dice: random.Random, number: int) -> tuple[Any, ...]:
    day = (LAST - dt.timedelta(days=number * DAYS // POINTS)).isoformat()
    return (1 + number % MERCHANTS, "得分", dice.randrange(1, 5_000), day, day, "", "gift", number, 0, "管理员")


def _take_in_cases() -> None:
    from app.store.cases import Case
    from app.store.writing import writing

    rows = []
    for number in range(CASES):
        day = (LAST - dt.timedelta(days=number * DAYS // CASES)).isoformat()
        rows.append(
            (f"{day[:4]}-{number:05d}", int(day[:4]), number, "诉求", f"第{number}件", day, day[:7], "收集", "受理")
        )
    columns = ("number", "year", "serial", "kind", "title", "received", "month", "stage", "phase")
    with writing("导入事项") as act:
        act.add_many(Case, columns, rows)


def _insert(table: str, columns: tuple[str, ...], rows: Any) -> None:
    """Put rows into a ledger past the services; what they do not say is 0 or nothing."""
    from app.store.database import db

    told = {
        name: 0 if kind == "INTEGER" else ""
        for _, name, kind, *_ in db.connection().execute(f"PRAGMA table_info({table})")
    }
    rest = {name: value for name, value in told.items() if name not in (*columns, "id")}
    names = ", ".join(f'"{name}"' for name in (*columns, *rest))
    marks = ", ".join("?" * (len(columns) + len(rest)))
    filled = ((*row, *rest.values()) for row in rows)
    db.connection().executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', filled)
