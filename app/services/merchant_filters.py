"""Which merchants a list shows, and in which order, as conditions the database answers."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import peewee as pw

from app.domain.honours import State
from app.domain.organizations import Tree
from app.services import ratings, reminders, trees
from app.services.session import anyone
from app.store.database import among
from app.store.honours import Honour, Printing
from app.store.merchants import Merchant

NODES = {"organization_node": Tree.ORGANIZATIONS, "grid_node": Tree.GRIDS}
"""Filters by the id of a node, which let through what stands at it or, unless `deep` is "0", below it."""


@anyone
def conditions(filters: Mapping[str, str], today: dt.date | None = None) -> Iterable[Any]:
    """What a merchant in use must meet to be listed on a day (today)."""
    today = today or dt.date.today()
    yield Merchant.removed_at == ""
    for name, value in filters.items():
        if name in NODES:
            deep = filters.get("deep", "1") == "1"
            yield among(Merchant.id, trees.placed(NODES[name], "merchant", int(value), deep=deep))
        elif name == "grade":
            yield among(Merchant.id, ratings.holders(value))
        elif name != "deep":
            yield HONOUR_FILTERS[value](today) if name == "honour" else getattr(Merchant, name) == value


@anyone
def in_force(today: dt.date, *more: Any) -> Any:
    """Merchants with an honour in force on a day that also meets `more`."""
    alive = (Honour.valid_until == "") | (Honour.valid_until >= today.isoformat())
    return Merchant.id.in_(Honour.select(Honour.merchant).where(Honour.state == State.GRANTED, alive, *more))


def _ending_soon(today: dt.date) -> Any:
    return in_force(today, Honour.valid_until != "", Honour.valid_until <= reminders.soon(today).isoformat())


def _ended(today: dt.date) -> Any:
    ended = (Honour.state == State.GRANTED) & (Honour.valid_until != "")
    past = Honour.select(Honour.merchant).where(ended, Honour.valid_until < today.isoformat())
    return Merchant.id.in_(past) & ~in_force(today)


def _printed() -> Any:
    """Honours printed under the name their merchant has now; a rename makes a plaque wait again."""
    merchant = Merchant.alias()
    own = (Printing.honour == Honour.id) & (Printing.removed_at == "")
    named = Printing.name == pw.Case(None, [(merchant.registered_name == "", merchant.sign)], merchant.registered_name)
    return pw.fn.EXISTS(
        Printing.select(pw.SQL("1")).join(merchant, on=(merchant.id == Honour.merchant)).where(own, named)
    )


HONOUR_FILTERS: dict[str, Callable[[dt.date], Any]] = {
    "有效": in_force,
    "30天内到期": _ending_soon,
    "到期": _ended,
    "未授牌": lambda today: ~in_force(today) & ~_ended(today),
    "待打印": lambda today: in_force(today, Honour.code != "", ~_printed()),
}


@anyone
def ordering(name: str) -> Any:
    """The expression that orders merchants by an attribute of their row."""
    if name == "valid_until":
        ends = Honour.select(pw.fn.MIN(Honour.valid_until))
        return pw.fn.COALESCE(ends.where(Honour.merchant == Merchant.id, Honour.state == State.GRANTED), "")
    return Merchant.sort_key if name == "name" else getattr(Merchant, name)
