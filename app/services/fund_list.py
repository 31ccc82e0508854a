"""Funds as a list: what each may be spent on, what came in, went out and is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import peewee as pw

from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import funds, short_lists
from app.services.fund_entries import PAID
from app.services.funds import FundDraft
from app.services.session import requires
from app.store.charity import Fund, FundEntry
from app.store.database import among
from app.store.gifts import Gift
from app.store.writing import writing

HAVING, EMPTY = "有余额", "没有余额"
STATES = (HAVING, EMPTY)


@dataclass(frozen=True)
class FundRow(FundDraft):
    """A fund with fen that came in (`gained`, the opening too), was paid out and is left, and households reached."""

    id: int = 0
    gained: int = 0
    paid: int = 0
    balance: int = 0
    households: int = 0

    @property
    def state(self) -> str:
        """In a word."""
        return HAVING if self.balance else EMPTY

    @property
    def percent(self) -> str:
        """40%, or nothing where no profit is shared."""
        return f"{self.share}%" if self.share else ""


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "opened", descending: bool = False
) -> list[int]:
    """Ids of the funds found by name, its initials, purposes or sponsor; `filters` by state and kind."""
    found = short_lists.found(_all(), search, lambda row: f"{row.name}　{row.purposes}　{row.sponsor}", filters)
    return short_lists.in_order(found, order, descending, {})


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[FundRow]:
    """The funds of these ids, in the order asked for."""
    return short_lists.of_ids(_shown(Fund.select().where(among(Fund.id, wanted))), wanted)


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many funds hold something, how many nothing, and all."""
    return short_lists.counted([row.state for row in _all()], STATES)


@requires(Right.ENTER)
def remove(wanted: Sequence[int]) -> None:
    """Move funds that never held anything to the recycle bin; raises Problem for any other."""
    used = [row.name for row in rows(list(wanted)) if row.gained or funds.entries(row.id)]
    if used:
        raise Problem(f"“{used[0]}”已经有收支，不能移出。没有改动；基金的账要一直留着。")
    found = list(Fund.select().where(among(Fund.id, wanted)))
    with writing(f"移出基金 {'、'.join(row.name for row in found)}") as act:
        for row in found:
            act.change(row, row.when_undone())


def _all() -> list[FundRow]:
    return list(_shown(Fund.select().where(Fund.removed_at == "")))


def _shown(found: Iterable[Fund]) -> Iterable[FundRow]:
    given = Gift.select(Gift.fund, pw.fn.SUM(Gift.amount)).where(Gift.fund != 0).group_by(Gift.fund)
    gifts = dict(given.tuples())
    undone = FundEntry.select(FundEntry.reverses).where(FundEntry.reverses != 0)
    sums: dict[tuple[int, str], int] = {}
    households: dict[int, int] = {}
    alive = FundEntry.select().where(FundEntry.fund != 0, FundEntry.reverses == 0, FundEntry.id.not_in(undone))
    for entry in alive:
        sums[entry.fund, entry.kind] = sums.get((entry.fund, entry.kind), 0) + entry.amount
        households[entry.fund] = households.get(entry.fund, 0) + entry.households
    for row in found:
        told = {name: getattr(row, name) for name in vars(FundDraft())}
        flows = {kind: fen for (fund, kind), fen in sums.items() if fund == row.id}
        paid = -flows.pop(PAID, 0)
        gained = gifts.get(row.id, 0) + sum(flows.values())
        reached = households.get(row.id, 0)
        yield FundRow(**told, id=row.id, gained=gained, paid=paid, balance=gained - paid, households=reached)
