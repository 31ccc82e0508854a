"""Who holds points, as a list: balances are summed by the database, names and places read only where one looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import holders, points
from app.services.holders import CALLED, RECORDS
from app.services.session import requires
from app.store.database import among, db
from app.store.gifts import Holder
from app.store.points import PointEntry

EVERYTHING = "全部"
HAVING, OWING, NONE = "有积分", "欠分", "已用完"
STATES = (HAVING, OWING, NONE)
_MOST_FOUND = 200


@dataclass(frozen=True)
class Account:
    """A holder: what it has (below zero: owes), and the day of its last entry."""

    id: int
    noun: str
    row: int
    name: str
    points: int
    last: str

    @property
    def called(self) -> str:
        """商户, 个人 or 组织."""
        return CALLED[self.noun]

    @property
    def state(self) -> str:
        """In a word."""
        return OWING if self.points < 0 else HAVING if self.points else NONE


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "points", descending: bool = True
) -> list[int]:
    """Ids of the holders found by name, initials, number or phone; `filters` by state and noun."""
    found = _named(search) if search.strip() else None
    root, sums = _root(), _sums(found)
    total, last = pw.fn.SUM(sums.c.total), pw.fn.MAX(sums.c.last)
    query = Holder.select(root.alias("root")).join(sums, on=sums.c.holder == Holder.id).group_by(root)
    filters = filters or {}
    if noun := filters.get("noun"):
        query = query.where(Holder.noun == noun)
    if state := filters.get("state"):
        query = query.having({HAVING: total > 0, OWING: total < 0, NONE: total == 0}[state])
    key = {"last": last, "name": pw.fn.MAX(_key())}.get(order, total)
    query = query.order_by(key.desc() if descending else key.asc(), root)
    return [number for (number,) in db.execute(query)]


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[Account]:
    """The holders of these ids, in the order asked for."""
    of = Holder.select(Holder.id, Holder.noun, Holder.row).where(among(Holder.id, wanted))
    places = {number: (noun, row) for number, noun, row in db.execute(of)}
    called, found = holders.names(wanted), dict.fromkeys(wanted, (0, ""))
    standing = Holder.select(Holder.id, Holder.merged_into).where(_standing_for(wanted))
    roots = {number: into or number for number, into in db.execute(standing)}
    sums = _sums(roots)
    for holder, total, last in db.execute(sums.select_from(sums.c.holder, sums.c.total, sums.c.last)):
        before = found[roots[holder]]
        found[roots[holder]] = (before[0] + total, max(before[1], last))
    return [Account(number, *places[number], called[number], *found[number]) for number in wanted]


@requires(Right.READ)
def get(holder: int) -> Account:
    """One holder."""
    (row,) = rows([holder])
    return row


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many holders there are in each state, and in all."""
    entries = _sums(None)
    query = Holder.select(pw.fn.SUM(entries.c.total)).join(entries, on=entries.c.holder == Holder.id)
    sums = [points for (points,) in query.group_by(_root()).tuples()]
    having, owing = sum(each > 0 for each in sums), sum(each < 0 for each in sums)
    return {EVERYTHING: len(sums), HAVING: having, OWING: owing, NONE: len(sums) - having - owing}


@requires(Right.READ)
def about(noun: str, row: int) -> str:
    """What a holder can spend today, in a sentence for the counter; raises Problem for one that is gone."""
    holder = holders.known(noun, row)
    there = points.available(holder) if holder else 0
    if there < 0:
        return f"欠分 {-there:,} 分，不能兑换"
    return f"可用积分 {there:,} 分"


@requires(Right.READ)
def of(noun: str, row: int) -> int:
    """The holder that a record is; raises Problem where no points were ever kept for it."""
    if holder := holders.known(noun, row):
        return holder
    name = RECORDS[noun].get_by_id(row).name
    raise Problem(f"{name}还没有积分记录，没有可以看的。登记捐赠或期初积分以后才有。")


def _sums(wanted: Iterable[int] | None) -> Any:
    """Of each holder of points (or of these) the sum of its entries and the day of the last, from the index alone."""
    query = PointEntry.select(
        PointEntry.holder, pw.fn.SUM(PointEntry.points).alias("total"), pw.fn.MAX(PointEntry.on).alias("last")
    ).group_by(PointEntry.holder)
    return (query if wanted is None else query.where(among(PointEntry.holder, wanted))).alias("sums")


def _standing_for(wanted: Iterable[int]) -> Any:
    return among(Holder.id, wanted) | among(Holder.merged_into, wanted)


def _root() -> Any:
    return pw.Case(None, [(Holder.merged_into != 0, Holder.merged_into)], Holder.id)


def _key() -> Any:
    """By what a holder's name is ordered."""
    keys = [
        (Holder.noun == noun, model.select(model.sort_key).where(model.id == Holder.row))
        for noun, model in RECORDS.items()
        if "sort_key" in model._meta.fields
    ]
    return pw.Case(None, keys, "")


def _named(words: str) -> set[int]:
    """The ids of the holders that these words find, with all that became them."""
    known = {holders.known(each.noun, each.row) for each in holders.find(words, _MOST_FOUND)} - {0}
    same = Holder.select(Holder.id).where(_standing_for(known))
    return {number for (number,) in same.tuples()}
