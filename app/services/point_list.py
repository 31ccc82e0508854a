"""The ledger of points as lists and statements show it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from app.domain.roles import Right
from app.services import gift_list, holders, point_accounts, points
from app.services.session import requires
from app.store.database import among, db, unbroken
from app.store.gifts import Gift, Holder
from app.store.points import PointEntry
from app.store.warehouse import Redemption

_SLIPS: dict[str, Any] = {"gift": Gift, "redemption": Redemption}


@dataclass(frozen=True)
class PointRow:
    """An entry as lists show it; `slip` is the number of the gift or redemption it comes from, `balance` what the
    holder had after it (on a statement)."""

    id: int
    holder: int
    name: str
    kind: str
    points: int
    on: str
    booked: str
    expires: str
    noun: str
    source: int
    slip: str
    clerk: str
    agreed_by: str
    note: str
    balance: int = 0


@dataclass(frozen=True)
class Statement:
    """One holder's points over a period, first and last ISO day: opening + rows = closing."""

    name: str
    start: str
    end: str
    opening: int
    rows: tuple[PointRow, ...]
    closing: int


@dataclass(frozen=True)
class HolderRow:
    """A holder with its balance."""

    id: int
    noun: str
    row: int
    name: str
    points: int


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "id", descending: bool = True
) -> Sequence[int]:
    """Ids of the entries found; `search` by whom, `filters` by period, kind or holder."""
    if not search.strip() and not filters and order == "id" and (whole := unbroken(PointEntry, descending=descending)):
        return whole
    column = getattr(PointEntry, order if order in ("on", "points", "kind") else "id")
    conditions = list(_conditions(filters or {}))
    if search.strip():
        conditions.append(among(PointEntry.holder, _of_names(search)))
    ordered = [column.desc(), PointEntry.id.desc()] if descending else [column.asc(), PointEntry.id.asc()]
    query = PointEntry.select(PointEntry.id).where(*conditions).order_by(*ordered)
    return [number for (number,) in db.execute(query)]


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[PointRow]:
    """The entries of these ids, in the order asked for."""
    found = {row.id: row for row in PointEntry.select().where(among(PointEntry.id, wanted))}
    return _rows([found[number] for number in wanted])


@requires(Right.READ)
def statement(holder: int, start: dt.date, end: dt.date) -> Statement:
    """What a holder gained and lost over a period, with all that became it."""
    opening = points.balance(holder, start - dt.timedelta(days=1))
    mine = (among(PointEntry.holder, holders.same(holder)), PointEntry.on.between(start.isoformat(), end.isoformat()))
    told = _rows(list(PointEntry.select().where(*mine).order_by(PointEntry.on, PointEntry.id)))
    running, shown = opening, []
    for row in told:
        running += row.points
        shown.append(PointRow(**{**vars(row), "balance": running}))
    name = holders.names([holder])[holder]
    return Statement(name, start.isoformat(), end.isoformat(), opening, tuple(shown), running)


@requires(Right.READ)
def of_source(noun: str, source: int) -> list[PointRow]:
    """The entries that a gift or a redemption gave rise to, its reversal's too, in the order they were entered."""
    mine = (PointEntry.noun == noun, PointEntry.source == source)
    return _rows(list(PointEntry.select().where(*mine).order_by(PointEntry.id)))


@requires(Right.READ)
def holdings(search: str = "") -> list[HolderRow]:
    """Every holder with what it has, the most first; what became another counts there."""
    accounts = point_accounts.rows(point_accounts.ids(search))
    found = [HolderRow(each.id, each.noun, each.row, each.name, each.points) for each in accounts]
    return sorted(found, key=lambda row: (-row.points, row.name))


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many entries stand in each period, and ever (“全部”)."""
    today = dt.date.today()
    found = {
        period: PointEntry.select().where(PointEntry.on.between(*gift_list.span(period, today))).count()
        for period in gift_list.PERIODS
    }
    return {gift_list.EVERYTHING: PointEntry.select().count(), **found}


def _conditions(filters: Mapping[str, str]) -> Iterable[Any]:
    yield PointEntry.id > 0
    for name, value in filters.items():
        if name == "period":
            yield PointEntry.on.between(*gift_list.span(value, dt.date.today()))
        elif name == "holder":
            yield among(PointEntry.holder, holders.same(int(value)))
        else:
            yield getattr(PointEntry, name) == value


def _of_names(words: str) -> set[int]:
    """The ids of the holders that these words find, with all that became them."""
    known = (holders.known(each.noun, each.row) for each in holders.find(words, 50))
    return {number for holder in known if holder for number in holders.same(holder)}


def _rows(found: Sequence[PointEntry]) -> list[PointRow]:
    roots = {row.id: row.merged_into or row.id for row in Holder.select().where(_held(found))}
    called = holders.names(roots.values())
    slips = {
        (noun, number): slip
        for noun, model in _SLIPS.items()
        for number, slip in model.select(model.id, model.number)
        .where(among(model.id, {row.source for row in found if row.noun == noun}))
        .tuples()
    }
    shown = [each.name for each in fields(PointRow) if each.name in PointEntry._meta.fields]
    return [
        PointRow(
            **{name: getattr(row, name) for name in shown},
            name=called.get(roots[row.holder], ""),
            slip=slips.get((row.noun, row.source), ""),
        )
        for row in found
    ]


def _held(found: Sequence[PointEntry]) -> Any:
    return among(Holder.id, {row.holder for row in found})
