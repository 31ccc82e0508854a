"""The ledger of gifts as lists and day sheets show it, and what it adds up to."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee as pw

from app.domain import gifts as rules
from app.domain.calendar import add_months
from app.domain.gifts import Draft
from app.domain.roles import Right
from app.services import exporting, holders
from app.services.exporting import Progress
from app.services.gift_columns import COLUMNS
from app.services.session import requires
from app.store.charity import Campaign, Fund
from app.store.database import among, db, unbroken
from app.store.gifts import Gift
from app.store.search import hits

EVERYTHING = "全部"
PERIODS = ("今天", "本周", "本月", "本季", "今年")
REVERSAL, REVERSED, WAITING = "冲销", "已冲销", "待匹配"
_FEW = 20_000
"""So many found can be named to the database one by one; of more, all are listed and the others left out."""


@dataclass(frozen=True)
class GiftRow(Draft):
    """A gift as lists show it: `holder` who it counts for (0 while it is a mere name), `mark` 冲销, 已冲销, 待匹配 or
    "" where nothing is to be said; `into` the campaign or fund it went to."""

    id: int = 0
    number: str = ""
    holder: int = 0
    points: int = 0
    booked: str = ""
    reverses: int = 0
    replaces: int = 0
    opening: bool = False
    mark: str = ""
    into: str = ""

    @property
    def name(self) -> str:
        """What people call it: its number."""
        return self.number

    @property
    def what(self) -> str:
        """棉被 33袋, or how the money came."""
        return f"{self.item} {rules.quantity_words(int(self.quantity), self.unit)}".strip() or self.method


@dataclass(frozen=True)
class Totals:
    """The sum of some gifts, reversals taken off: how many stand, money and value in fen, points, and how many people
    concessions and services reached."""

    count: int
    money: int
    value: int
    points: int
    people: int


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "number", descending: bool = True
) -> Sequence[int]:
    """Ids of the gifts found; `filters` by period (PERIODS), start and end (ISO days), kind, method, purpose,
    mark, on, booked, campaign, fund, holder."""
    if not search.strip() and not filters and order == "number" and (whole := unbroken(Gift, descending=descending)):
        return whole
    column = {"number": Gift.id, "giver": Gift.sort_key}.get(order) or getattr(Gift, order)
    ordered = [column.desc() if descending else column.asc(), Gift.id.desc() if descending else Gift.id.asc()]
    found = hits(Gift, search)
    narrowed = [among(Gift.id, found)] if found is not None and len(found) < _FEW else []
    query = Gift.select(Gift.id).where(*conditions(filters or {}), *narrowed).order_by(*ordered)
    everything = [number for (number,) in db.execute(query)]
    return everything if found is None or narrowed else [number for number in everything if number in found]


@requires(Right.READ)
def conditions(filters: Mapping[str, str]) -> Iterable[Any]:
    """What a gift must meet to be listed."""
    yield Gift.id.is_null(False)  # true of every row, and leaves the choice of an index free
    for name, value in filters.items():
        if name == "period":
            yield Gift.on.between(*span(value, dt.date.today()))
        elif name in ("start", "end"):
            yield Gift.on >= value if name == "start" else Gift.on <= value
        elif name == "mark":
            yield _marked(value)
        else:
            field = getattr(Gift, name)
            yield field == (int(value) if isinstance(field, pw.IntegerField) else value)


@requires(Right.READ)
def span(period: str, today: dt.date) -> tuple[str, str]:
    """The first and last ISO day of one of PERIODS."""
    quarter = dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    starts = {
        "今天": today,
        "本周": today - dt.timedelta(days=today.weekday()),
        "本月": today.replace(day=1),
        "本季": quarter,
        "今年": dt.date(today.year, 1, 1),
    }
    ends = {"本月": add_months(today.replace(day=1), 1), "本季": add_months(quarter, 3)}
    last = ends.get(period, today + dt.timedelta(days=1)) - dt.timedelta(days=1)
    return starts[period].isoformat(), max(last, today).isoformat()


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[GiftRow]:
    """The gifts of these ids, in the order asked for."""
    found = {row.id: row for row in Gift.select().where(among(Gift.id, wanted))}
    reversed_ones = {number for (number,) in Gift.select(Gift.reverses).where(among(Gift.reverses, wanted)).tuples()}
    called = holders.names(row.holder for row in found.values())
    campaigns, funds = (
        dict(
            model.select(model.id, model.name)
            .where(among(model.id, {getattr(row, name) for row in found.values()}))
            .tuples()
        )
        for model, name in ((Campaign, "campaign"), (Fund, "fund"))
    )
    shown = [name for name in vars(GiftRow()) if name in Gift._meta.fields]
    result = []
    for row in map(found.__getitem__, wanted):
        told = {name: getattr(row, name) for name in shown}
        told["giver"] = called.get(row.holder) or row.giver
        into = campaigns.get(row.campaign, "") or funds.get(row.fund, "")
        result.append(GiftRow(**told, mark=_mark(row, row.id in reversed_ones), into=into))
    return result


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many gifts were entered in each period, and ever (“全部”)."""
    today = dt.date.today()
    found = {period: Gift.select().where(Gift.on.between(*span(period, today))).count() for period in PERIODS}
    return {EVERYTHING: Gift.select().count(), **found}


@requires(Right.READ)
def totals(filters: Mapping[str, str], search: str = "") -> Totals:
    """What the gifts found add up to."""
    found = hits(Gift, search)
    narrowed = [] if found is None else [among(Gift.id, found)]
    standing = pw.fn.SUM(pw.Case(None, [(Gift.reverses == 0, 1)], -1))
    sums = (standing, *(pw.fn.SUM(field) for field in (Gift.amount, Gift.value, Gift.points, Gift.people)))
    row = Gift.select(*sums).where(*conditions(filters), *narrowed).tuples().get()
    return Totals(*(number or 0 for number in row))


@requires(Right.READ)
def links(gift: int) -> list[tuple[str, int]]:
    """What reverses a gift or it reverses, what replaces it or it replaces: words and id of each."""
    row = Gift.get_by_id(gift)
    asked = [("冲销的是", Gift.id == row.reverses), ("原来的是", Gift.id == row.replaces)]
    asked += [("冲销它的是", Gift.reverses == gift), ("重录的是", Gift.replaces == gift)]
    return [(f"{words} {each.number}", each.id) for words, which in asked for each in Gift.select().where(which)]


@requires(Right.READ)
def is_known(gift: int) -> bool:
    """Whether there is a gift of this id."""
    return bool(Gift.select().where(Gift.id == gift).exists())


@requires(Right.READ)
def waiting() -> int:
    """How many gifts wait for their giver to be matched."""
    return Gift.select().where(_marked(WAITING)).count()


@requires(Right.ENTER)
def export(path: Path, wanted: Sequence[int] | None = None, progress: Progress | None = None) -> int:
    """Write the gifts (all, or these ids) to an xlsx file and return how many; raises Problem."""
    chosen = ids(order="number", descending=False) if wanted is None else wanted
    return exporting.write_rows(path, ("捐赠台账", "笔"), COLUMNS, rows, chosen, progress)


def _marked(mark: str) -> Any:
    other = Gift.alias()
    undone = other.select(other.reverses).where(other.reverses != 0)
    if mark == REVERSAL:
        return Gift.reverses != 0
    if mark == REVERSED:
        return Gift.id.in_(undone)
    return (Gift.holder == 0) & (Gift.reverses == 0) & Gift.id.not_in(undone)


def _mark(row: Gift, undone: bool) -> str:
    if row.reverses:
        return REVERSAL
    if undone:
        return REVERSED
    return "" if row.holder else WAITING
