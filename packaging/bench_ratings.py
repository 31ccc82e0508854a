"""Scoring 3,080 merchants over two years of records, and 100,000, beside the raw aggregate queries of the same rows."""

import datetime as dt
import random
import time
from collections.abc import Callable
from typing import Any

from bench_store import drafts, fill, store, wall

FEW, MANY = 3_080, 100_000
AT_MOST = {FEW: 2.0, MANY: 30.0}
"""Seconds in which everybody is scored, by how many there are."""
_START, _END = dt.date(2024, 7, 1), dt.date(2026, 6, 30)
_PER_MERCHANT = 3
"""Cases, penalties and inspections of a merchant in the two years, each."""
_AGGREGATES = (
    "SELECT merchant, COUNT(*) FROM case_file WHERE kind = '投诉' AND outcome IN ('属实', '部分属实') "
    "AND received BETWEEN ? AND ? AND removed_at = '' GROUP BY merchant",
    "SELECT merchant, COUNT(*) FROM case_file WHERE kind = '举报' AND outcome IN ('属实', '部分属实') "
    "AND received BETWEEN ? AND ? AND removed_at = '' GROUP BY merchant",
    "SELECT merchant, COUNT(*), SUM(done <= due) FROM case_file WHERE due <> '' AND done BETWEEN ? AND ? "
    "AND removed_at = '' GROUP BY merchant",
    "SELECT merchant_id, SUM(points) FROM credit_event WHERE until > ? AND \"on\" <= ? AND removed_at = '' "
    "GROUP BY merchant_id",
    "SELECT merchant, COUNT(*), SUM(result = '合格') FROM inspection WHERE \"on\" BETWEEN ? AND ? "
    "AND removed_at = '' GROUP BY merchant",
    "SELECT row, COUNT(*) FROM attendance WHERE noun = 'merchant' AND presence = '实到' AND '' <= ? AND '' <= ? "
    "GROUP BY row",
    "SELECT merchant_id, kind, COUNT(*) FROM pledge WHERE signed <= ? AND '' <= ? GROUP BY merchant_id, kind",
)


def main() -> int:
    """Print how long everybody's scores take; 1 where it is longer than it may be."""
    late = 0
    for count, rounds in ((FEW, 5), (MANY, 1)):
        with store() as _:
            number = _fill(count)
            late += _measure(count, number, rounds)
    return min(late, 1)


def _measure(count: int, number: int, rounds: int) -> int:
    from app.services import scoring
    from app.store.database import db
    from app.store.writing import revision

    days = (_START.isoformat(), _END.isoformat())

    def score() -> None:
        scoring._worked.cache_clear()
        scoring._worked(revision(), number)

    def name() -> None:
        scoring._scored.cache_clear()
        scoring.score(number)

    raw = wall(lambda: [db.execute_sql(sql, days).fetchall() for sql in _AGGREGATES], rounds)
    ours = wall(score, rounds)
    listed = wall(name, rounds)
    verdict = "yes" if ours + listed <= AT_MOST[count] else "NO"
    records = count * _PER_MERCHANT * 3
    print(
        f"scoring {count:,} merchants over {records:,} records: {ours:.2f} s, with names {ours + listed:.2f} s "
        f"(at most {AT_MOST[count]:.0f} s: {verdict}); raw aggregates {raw:.3f} s: {ours / raw:.1f} x"
    )
    frozen = _once(lambda: _submit(number))
    print(f"freezing the sheets of {count:,} with the rows behind every point: {frozen:.2f} s")
    return int(verdict == "NO")


def _submit(number: int) -> None:
    from app.services import rounds

    rounds.submit(number)


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _fill(count: int) -> int:
    """Merchants with two years of cases, penalties, inspections, pledges and marks, and the round that rates them."""
    from app.services import rounds, schemes
    from app.store.merchants import Merchant, Pledge
    from app.store.ratings import Mark
    from app.store.writing import writing

    fill(drafts(count))
    Merchant.update(since="2020-01").execute()
    number = rounds.open_round(schemes.named("huizhan", _END), _START, _END)
    rounds.begin(number)
    dice = random.Random(20261120)
    with writing("两年的记录") as act:
        act.add_many(Pledge, ("merchant", "kind", "signed"), [(n, "诚信商家承诺书", "") for n in range(1, count + 1)])
        keys = ("lawful", "quality", "prices", "front")
        given = (
            (number, n, key, dice.randrange(600, 1001), "王", "2026-06-30") for n in range(1, count + 1) for key in keys
        )
        act.add_many(Mark, ("round", "merchant", "criterion", "points", "assessor", "on"), list(given))
        _records(act, count, dice)
    return number


def _records(act: Any, count: int, dice: random.Random) -> None:
    from app.store.cases import Case
    from app.store.ratings import CreditEvent, DutyClaim, DutyPost, Inspection

    def day() -> str:
        return (_START + dt.timedelta(days=dice.randrange(730))).isoformat()

    merchants = [n for n in range(1, count + 1) for _ in range(_PER_MERCHANT)]
    act.add(DutyPost(name="门前三包", position=1))
    act.add_many(DutyClaim, ("post", "merchant", "start"), [(1, n, "2024-01-01") for n in range(1, count + 1)])
    looked = [(n, n, day(), dice.choice(("合格", "合格", "不合格"))) for n in merchants]
    act.add_many(Inspection, ("claim", "merchant", "on", "result"), looked)
    fined = [(n, "处罚", "一般", day(), "占道经营", 100, 12, day()) for n in merchants]
    act.add_many(CreditEvent, ("merchant", "kind", "weight", "on", "text", "points", "months", "until"), fined)
    cases = [_case(number, merchant, day(), day(), dice) for number, merchant in enumerate(merchants, 1)]
    names = "kind year serial number title received month merchant stage phase due done outcome"
    act.add_many(Case, names.split(), cases)


def _case(number: int, merchant: int, received: str, done: str, dice: random.Random) -> tuple[Any, ...]:
    kind, outcome = dice.choice(("投诉", "举报")), dice.choice(("属实", "不属实"))
    told = (received, received[:7], merchant, "反馈", "办结", dice.choice(("2026-01-01", "2025-01-01")), done, outcome)
    return (kind, 2026, number, f"2026-{number:06d}", "缺斤少两", *told)


if __name__ == "__main__":
    raise SystemExit(main())
