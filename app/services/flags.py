"""Revolving flags: groups in which a flag goes round, who holds it on a day, and handing it over."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import flags as rules
from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.honours import Happening, State
from app.domain.names import clean
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.paths import Out
from app.services import centres, trees
from app.services.honour_writing import FLAG, fresh, happen, kind_named, last_serial, revolves
from app.services.session import requires
from app.store.honour_life import FlagGroup, FlagHolding
from app.store.honours import Honour, HonourKind
from app.store.journal import Kind
from app.store.merchants import Merchant
from app.store.writing import Act, note, writing


@dataclass(frozen=True)
class Held:
    """One holding: `start` and `end` are ISO days, `end` the day it was handed on, "" while it lasts; `number` is that
    of its honour, "" where it was handed over before flags had numbers."""

    id: int
    merchant: int
    name: str
    start: str
    end: str
    note: str
    number: str = ""


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
    register = Honour.select(Honour.id, Honour.number).where(Honour.id.in_([row.honour for row in rows]))
    numbers = dict(register.tuples())
    return [
        Held(row.id, row.merchant, names[row.merchant], row.start, end, row.note, numbers.get(row.honour, ""))
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


@requires(Right.READ)
def titles() -> list[str]:
    """What a flag may be called: the kinds of honour that revolve, the usual one first."""
    rows = HonourKind.select().where(HonourKind.removed_at == "").order_by(HonourKind.number)
    return [row.title for row in rows if revolves(row)]


@requires(Right.ENTER)
def add_group(name: str, grid: int = 0, title: str = "") -> int:
    """Let a flag (a kind of honour by its title, "" for the usual one) go round among the merchants of a street or
    grid; returns its id, raises Invalid."""
    name, title = clean(name), clean(title) or next(iter(titles()), "")
    if not name:
        raise Invalid({"name": Complaint("missing", "请填写这面红旗在哪个街区或网格流动。")})
    if FlagGroup.get_or_none(FlagGroup.title == title, FlagGroup.name == name, FlagGroup.removed_at == ""):
        raise Invalid({"name": Complaint("name_taken", f"“{name}”已经有一面“{title}”。")})
    if title not in titles():
        sentence = f"没有叫“{title}”的红旗，请先在“荣誉种类”里新增它（名称里要有“红旗”），再设立。"
        raise Invalid({"title": Complaint("no_kind", sentence)})
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


@requires(Right.CHECK)
def hand_over(group: int, merchant: int, day: dt.date, reason: str = "") -> int:
    """Hand the flag of a group to a merchant, with a number of its own, and return the id of its holding; the honour of
    who held it before ends that day. Who may not check asks for it (`honour_requests`). Raises Problem."""
    with writing(check_hand_over(group, merchant, day)) as act:
        return _hand_over(act, group, merchant, day, reason)


@requires(Right.CHECK)
def give_number(holding: int) -> str:
    """Enter a holding from before flags had numbers into the register, and return its number; raises Problem."""
    row = FlagHolding.get_by_id(holding)
    if row.honour or holding != holdings(row.group_id)[0].id:
        raise Problem("这面红旗已经有编号，或已经交到下一家，没有补编。请刷新后再看。")
    with writing(f"补编红旗编号：{row.group.name} {Merchant.get_by_id(row.merchant).name}") as act:
        honour = _honour(act, row.group, row.merchant, dt.date.fromisoformat(row.start), row.note)
        act.change(row, {"honour": honour.id})
    return honour.number


@requires(Right.READ)
def check_hand_over(group: int, merchant: int, day: dt.date) -> str:
    """What handing a flag over would be called; raises Problem where it could not be done now."""
    row, to = FlagGroup.get_by_id(group), Merchant.get_or_none(Merchant.id == merchant, Merchant.removed_at == "")
    if to is None:
        raise Problem("这家商户已经不在名单里，没有交接。请另选一家。")
    rules.check_hand_over(_plain(group), merchant, day, dt.date.today())
    return f"“{row.title}”{row.name}交给 {to.name}"


@requires(Right.CHECK)
def carry_out(act: Act, content: Mapping[str, Any]) -> None:
    """Hand over the flag that was asked for, as part of the act that agrees to it; raises Problem."""
    asked = (content["group"], content["merchant"], dt.date.fromisoformat(content["day"]))
    check_hand_over(*asked)
    _hand_over(act, *asked, content["reason"])


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


def _hand_over(act: Act, group: int, merchant: int, day: dt.date, reason: str) -> int:
    row, reason = FlagGroup.get_by_id(group), clean(reason)
    _pass_on(act, row, day, Merchant.get_by_id(merchant).name)
    honour = _honour(act, row, merchant, day, reason)
    holding = FlagHolding(group=group, merchant=merchant, honour=honour.id, start=day.isoformat(), note=reason)
    act.add(holding)
    return holding.id


def _honour(act: Act, group: FlagGroup, merchant: int, day: dt.date, reason: str) -> Honour:
    kind = _kind(group)
    honour = fresh(kind, merchant, day, None, last_serial(kind, day.year) + 1)
    honour.decision = reason
    act.add(honour)
    return honour


def _pass_on(act: Act, group: FlagGroup, day: dt.date, taker: str) -> None:
    """Let the honour of who held the flag end, unless it ended before."""
    held = next(iter(holdings(group.id)), None)
    last = FlagHolding.get_by_id(held.id).honour if held else 0
    row = Honour.get_or_none(Honour.id == last, Honour.state == State.GRANTED)
    if row:
        act.change(row, {"state": State.PASSED_ON.value})
        happen(act, row.id, Happening.PASSED_ON, day, f"流转给{taker}")


def _kind(group: FlagGroup) -> HonourKind:
    """The kind of honour a flag is; flags named before they were honours are of the usual one."""
    own = HonourKind.get_or_none(HonourKind.title == group.title, HonourKind.removed_at == "")
    return own or kind_named(FLAG)


def _plain(group: int) -> list[rules.Holding]:
    mine = FlagHolding.select().where(FlagHolding.group == group, FlagHolding.removed_at == "")
    return [rules.Holding(row.merchant, row.start) for row in mine]
