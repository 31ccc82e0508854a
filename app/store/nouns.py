"""Every record whose rows acts write, by the name of its table. Their modules are imported when first asked for, as a
window that opens on one list needs few of them."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

from app.store.database import Record

LEDGERS = frozenset(
    ("redemption", "gift", "fund_entry", "cash_move", "stock_move", "point_entry", "point_spend", "slip_use")
)
"""Nouns (tables) whose rows the database keeps as they are."""


@cache
def modules() -> tuple[ModuleType, ...]:
    """The modules with records; naming them here makes sure that all of them are known."""
    from app.store import (
        activities,
        approvals,
        attachments,
        cases,
        centres,
        charity,
        gifts,
        honour_life,
        honours,
        lists,
        meetings,
        members,
        merchants,
        organizations,
        points,
        ratings,
        reports,
        warehouse,
    )

    return (
        *(activities, approvals, attachments, cases, centres, charity, gifts, honour_life, honours, lists, meetings),
        *(members, merchants, organizations, points, ratings, reports, warehouse),
    )


@cache
def _records() -> dict[str, type[Record]]:
    homes = {module.__name__ for module in modules()}
    return {record._meta.table_name: record for record in Record.__subclasses__() if record.__module__ in homes}


class _Nouns(Mapping[str, type[Record]]):
    def __getitem__(self, noun: str) -> type[Record]:
        return _records()[noun]

    def __iter__(self) -> Iterator[str]:
        return iter(_records())

    def __len__(self) -> int:
        return len(_records())


NOUNS: Mapping[str, type[Record]] = _Nouns()
