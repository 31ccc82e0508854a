"""A million entries of points and of gifts: what one holder has, the ledger's pages and searches, and all balances
beside the raw aggregate of the same rows."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench_store import drafts, fill, percentiles, store, wall

ENTRIES, HOLDERS = 1_000_000, 20_000
BALANCE, PAGE = 5.0, 50.0
"""Milliseconds at most."""
_WINDOW = 256
_RAW = "SELECT holder, SUM(points) FROM point_entry GROUP BY holder"


def main() -> int:
    """Print the figures; 1 where one of them is slower than it may be."""
    with store() as _:
        _fill()
        late = [*_holders(), *_ledger_of_points(), *_ledger_of_gifts()]
        _balances()
    return int(any(late))


def _holders() -> list[bool]:
    from app.services import point_accounts, points

    wanted = random.Random(1).sample(range(1, HOLDERS + 1), 200)
    return [
        _told("balance of one holder", [_ms(lambda n=n: points.balance(n)) for n in wanted], BALANCE),
        _told("what one holder can spend", [_ms(lambda n=n: points.available(n)) for n in wanted], PAGE),
        _told(
            "card of one holder",
            [_ms(lambda n=n: (point_accounts.get(n), *_page_of(n))) for n in wanted[:50]],
            PAGE,
        ),
    ]


def _page_of(holder: int) -> Sequence[Any]:
    from app.services import point_list

    return point_list.rows(point_list.ids(filters={"holder": str(holder)})[:_WINDOW])


def _ledger_of_points() -> list[bool]:
    from app.services import point_list

    def page(words: str = "", at: int = 0) -> None:
        found = point_list.ids(words)
        point_list.rows(found[at : at + _WINDOW])

    print(f"ledger of points when first opened: {_ms(page):.0f} ms")
    return [
        _told("ledger of points, first page", [_ms(page) for _ in range(9)], PAGE),
        _told("ledger of points, a page in the middle", [_ms(lambda: page(at=ENTRIES // 2)) for _ in range(9)], PAGE),
        _told("ledger of points, search", [_ms(lambda n=n: page(n)) for n in _names()], PAGE),
    ]


def _ledger_of_gifts() -> list[bool]:
    from app.services import gift_list

    def page(words: str = "") -> None:
        gift_list.rows(gift_list.ids(words)[:_WINDOW])

    print(f"ledger of gifts when first opened: {_ms(page):.0f} ms; its sums {_ms(lambda: gift_list.totals({})):.0f} ms")
    letters, _ = percentiles([_ms(lambda w=w: page(w)) for w in _typed(letters=True)])
    print(f"ledger of gifts, search by four initials over every giver, item and clerk: p50 {letters:.0f} ms")
    return [
        _told("ledger of gifts, first page", [_ms(page) for _ in range(9)], PAGE),
        _told("ledger of gifts, search by name", [_ms(lambda w=w: page(w)) for w in _typed(letters=False)], PAGE),
    ]


def _typed(*, letters: bool) -> list[str]:
    """Names of givers without the district, or the first four of their initials."""
    from app.domain.names import initials
    from app.store.merchants import Merchant

    wanted = random.Random(2).sample(range(1, HOLDERS + 1), 20)
    names = [row.registered_name[4:] for row in Merchant.select().where(Merchant.id.in_(wanted))]
    return [initials(name)[0][:4] for name in names] if letters else names


def _balances() -> None:
    from app.services import point_accounts, point_list
    from app.store.database import db

    raw = wall(lambda: db.execute_sql(_RAW).fetchall(), 3)
    listed = wall(point_accounts.ids, 3)
    named = wall(point_list.holdings, 3)
    print(
        f"all balances of {HOLDERS:,} holders: raw aggregate {raw * 1000:.0f} ms; in order {listed * 1000:.0f} ms "
        f"({listed / raw:.1f} x); with every name {named * 1000:.0f} ms ({named / raw:.1f} x)"
    )


def _told(what: str, times: list[float], most: float) -> bool:
    """Print the figure; whether it is slower than it may be."""
    middle, worst = percentiles(times)
    late = worst > most
    print(f"{what}: p50 {middle:.1f} ms, p95 {worst:.1f} ms (at most {most:.0f} ms: {'NO' if late else 'yes'})")
    return late


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _names() -> list[str]:
    """The numbers of some merchants, as a clerk types or scans them."""
    from app.store.merchants import Merchant

    wanted = random.Random(2).sample(range(1, HOLDERS + 1), 20)
    return [row.number for row in Merchant.select().where(Merchant.id.in_(wanted))]


def _fill() -> None:
    """Fifty gifts of each merchant over two years with their points, and a spend of every tenth."""
    from app.store.gifts import Gift, Holder
    from app.store.merchants import Merchant
    from app.store.points import PointEntry
    from app.store.writing import writing

    dice = random.Random(20261120)
    fill(drafts(HOLDERS))
    names = dict(Merchant.select(Merchant.id, Merchant.registered_name).tuples())
    keys = dict(Merchant.select(Merchant.id, Merchant.sort_key).tuples())
    with writing("两年的捐赠") as act:
        act.add_many(Holder, ("noun", "row"), [("merchant", n) for n in range(1, HOLDERS + 1)])
        gifts, entries = [], []
        for serial in range(1, ENTRIES + 1):
            holder, fen = dice.randrange(1, HOLDERS + 1), dice.randrange(1, 100) * 1000
            on = f"{2025 + serial * 2 // (ENTRIES + 1)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
            number = f"JZ2026{serial:07d}"
            told = (2026, serial, number, "捐款", on, on[:7], on, holder, names[holder], keys[holder])
            gifts.append((*told, fen, "现金", "助学", fen // 100, "管理员"))
            spent = serial % 10 == 0
            kind, points = ("兑换", -dice.randrange(1, 50)) if spent else ("得分", fen // 100)
            entries.append((holder, kind, points, on, on, "gift", 0 if spent else serial, "管理员"))
        shown = "year serial number kind on month booked holder giver sort_key amount method purpose points handler"
        act.add_many(Gift, shown.split(), gifts)
        act.add_many(PointEntry, "holder kind points on booked noun source clerk".split(), entries)
        _index(act, Gift)


def _index(act: Any, model: Any) -> None:
    """Make the gifts found, as entering them does."""
    from app.store import search

    query = model.select(model.id, model.giver, model.number, model.handler).tuples().iterator()
    search.put_many(
        model,
        (
            (number, {"names": [giver, handler], "letters": [], "numbers": [slip]})
            for number, giver, slip, handler in query
        ),
    )


if __name__ == "__main__":
    raise SystemExit(main())
