"""Revolving flags: groups in which a flag goes round, who holds it on a day, and handing it over."""

import datetime as dt
from dataclasses import dataclass

from app.domain import flags as rules
from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.paths import Out
from app.services import centres, trees
from app.services.session import requires
from app.store.honour_life import FlagGroup, FlagHolding
from app.store.journal import Kind
from app.store.merchants import Merchant
from app.store.writing import note, writing

FLAG = "诚信流动红旗"


@dataclass(frozen=True)
class Held:
    """One holding: `start` and `end` are ISO days, `end` the day it was handed on, "" while it lasts."""

    id: int
    merchant: int
    name: str
    start: str
    end: str
    note: str


@dataclass(frozen=True)
class Group:
    """Those among whom one flag goes round; `holder` is its latest holding, None before it was first given."""

    id: int
    title: str
    name: str
    grid: int
    holder: Held | None


@requires(Right.READ)
def groups() -> list[Group]:
    """Every group with whoever holds its flag now."""
    rows = FlagGroup.select().where(FlagGroup.removed_at == "").order_by(FlagGroup.id)
    return [Group(row.id, row.title, row.name, row.grid, next(iter(holdings(row.id)), None)) for row in rows]


@requires(Right.READ)
def holdings(group: int) -> list[Held]:
    """Who held the flag of a group, the newest first."""
    mine = FlagHolding.select().where(FlagHolding.group == group, FlagHolding.removed_at == "")
    rows = list(mine.order_by(FlagHolding.start.desc()))
    names = {row.id: row.name for row in Merchant.select().where(Merchant.id.in_([row.merchant for row in rows]))}
    ends = ["", *(row.start for row in rows)]
    return [
        Held(row.id, row.merchant, names[row.merchant], row.start, end, row.note)
        for row, end in zip(rows, ends, strict=False)
    ]


@requires(Right.READ)
def holder_on(group: int, day: dt.date) -> int:
    """The merchant that holds the flag of a group on a day; 0 before it was first given."""
    return rules.holder_on(_plain(group), day)


@requires(Right.READ)
def held_by(merchant: int) -> list[Group]:
    """The groups whose flag a merchant holds now."""
    return [group for group in groups() if group.holder and group.holder.merchant == merchant]


@requires(Right.ENTER)
def add_group(name: str, grid: int = 0, title: str = FLAG) -> int:
    """Let a flag go round among the merchants of a street or grid; returns its id, raises Invalid."""
    name, title = clean(name), clean(title)
    if not name:
        raise Invalid({"name": Complaint("missing", "请填写这面红旗在哪个街区或网格流动。")})
    if FlagGroup.get_or_none(FlagGroup.title == title, FlagGroup.name == name, FlagGroup.removed_at == ""):
        raise Invalid({"name": Complaint("name_taken", f"“{name}”已经有一面“{title}”。")})
    with writing(f"设立“{title}” {name}") as act:
        row = FlagGroup(title=title, name=name, grid=grid)
        act.add(row)
        return row.id


@requires(Right.READ)
def candidates(group: int) -> list[int]:
    """The merchants among whom a flag goes round: those in its grid, all where it has none."""
    row = FlagGroup.get_by_id(group)
    in_use = Merchant.select(Merchant.id).where(Merchant.removed_at == "").order_by(Merchant.sort_key)
    everyone = [number for (number,) in in_use.tuples()]
    within = trees.placed(Tree.GRIDS, "merchant", row.grid) if row.grid else set(everyone)
    return [number for number in everyone if number in within]


@requires(Right.ENTER)
def hand_over(group: int, merchant: int, day: dt.date, reason: str = "") -> int:
    """Hand the flag of a group to a merchant and return the id of its holding; raises Problem."""
    row, to = FlagGroup.get_by_id(group), Merchant.get_or_none(Merchant.id == merchant, Merchant.removed_at == "")
    if to is None:
        raise Problem("这家商户已经不在名单里，没有交接。请另选一家。")
    rules.check_hand_over(_plain(group), merchant, day, dt.date.today())
    with writing(f"“{row.title}”{row.name}交给 {to.name}") as act:
        holding = FlagHolding(group=group, merchant=merchant, start=day.isoformat(), note=clean(reason))
        act.add(holding)
        return holding.id


@requires(Right.ENTER)
def write_slip(holding: int, out: Out) -> int:
    """Write the slip both sides sign when a flag is handed over; returns pages, raises Problem."""
    from app.documents import handover_slip

    row = FlagHolding.get_by_id(holding)
    rows = holdings(row.group_id)
    place = next(place for place, each in enumerate(rows) if each.id == holding)
    former = rows[place + 1] if place + 1 < len(rows) else None
    centre = centres.current()
    slip = handover_slip.Slip(
        title=row.group.title,
        group=row.group.name,
        giver=former.name if former else "",
        held=f"{spoken(former.start)} 至 {spoken(row.start)}" if former else "",
        taker=rows[place].name,
        day=dt.date.fromisoformat(row.start),
        reason=row.note,
        issuer=centre.issuer,
        sample=centre.sample,
    )
    return handover_slip.write([slip], out)


@requires(Right.ENTER)
def note_slip(holding: int) -> None:
    """Journal that the slip of a hand-over was handed out."""
    group = FlagHolding.get_by_id(holding).group
    note(f"打印交接单：“{group.title}”{group.name}", Kind.PRINT)


def _plain(group: int) -> list[rules.Holding]:
    mine = FlagHolding.select().where(FlagHolding.group == group, FlagHolding.removed_at == "")
    return [rules.Holding(row.merchant, row.start) for row in mine]
