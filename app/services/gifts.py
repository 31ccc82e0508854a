"""Gifts at the counter: entered with their points, reversed, corrected, matched to who gave them."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import peewee as pw

from app.domain import gifts as rules
from app.domain import money
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.gifts import Draft, Kind
from app.domain.names import clean, sort_key
from app.domain.roles import Right
from app.services import concessions, earning, fund_balances, holders, points, session, stock
from app.services.session import requires
from app.store.gifts import Gift
from app.store.members import Person
from app.store.merchants import Merchant
from app.store.points import PointEntry
from app.store.writing import Act, writing

_NAMED_BY: dict[str, Any] = {"person": (Person, Person.name), "merchant": (Merchant, Merchant.owner)}
_REVERSED = ("amount", "value", "full_price", "quantity", "points", "people")
STORED = [name for name in vars(Draft()) if name in Gift._meta.fields]


@dataclass(frozen=True)
class Saved:
    """A gift just entered: its id, the number of its receipt, and the points it gave."""

    id: int
    number: str
    points: int


@requires(Right.READ)
def check(draft: Draft) -> Draft:
    """The draft normalised, with the clerk as handler where nobody is named; raises Invalid."""
    today = dt.date.today()
    draft = concessions.filled(replace(draft, handler=draft.handler or session.clerk().name), concessions.day(draft.on))
    return concessions.settled(rules.check(draft, today))


@requires(Right.READ)
def would_earn(draft: Draft) -> int:
    """The points a draft would give as it stands; 0 while its amount or giver is not known."""
    try:
        draft = check(draft)
    except Invalid:
        return 0
    return sum(count for _, count, _ in _earned(draft))


@requires(Right.ENTER)
def save(draft: Draft, *, opening: bool = False) -> Saved:
    """Enter a gift with its points, as one act; raises Invalid, or Problem for a gift of one's own."""
    draft = check(draft)
    _refuse_own(draft)
    with writing(f"{'期初' if opening else '登记'}{draft.kind} {_worth(draft)}") as act:
        return add(act, draft, opening=opening)


@requires(Right.ENTER)
def add(act: Act, draft: Draft, *, opening: bool = False, replaces: int = 0) -> Saved:
    """Enter a checked gift as part of an act; one whose giver is only a name waits to be matched."""
    year = int(draft.on[:4])
    serial = next_serial(year)
    holder = holders.of(act, draft.noun, draft.row) if draft.row else 0
    earned = [] if opening else _earned(draft)
    row = Gift(
        **{name: getattr(draft, name) for name in STORED},
        year=year,
        serial=serial,
        number=rules.number(year, serial),
        month=draft.on[:7],
        booked=dt.date.today().isoformat(),
        sort_key=sort_key(draft.giver),
        holder=holder,
        points=sum(count for _, count, _ in earned),
        opening=opening,
        replaces=replaces,
    )
    act.add(row)
    _give_points(act, row, earned)
    if pieces := _pieces(row):
        stock.move(act, draft.good, pieces, stock.IN, noun="gift", source=row.id)
    return Saved(row.id, row.number, row.points)


@requires(Right.ENTER)
def reverse(gift: int, reason: str) -> Saved:
    """Take a gift back by a row of its own (冲销), with its points, goods and funds; raises Invalid or Problem."""
    row = _standing(gift)
    if not clean(reason):
        raise Invalid({"reason": Complaint("missing", "请写明为什么冲销。")})
    with writing(f"冲销{row.kind} {row.number}") as act:
        return undo(act, gift, clean(reason))


@requires(Right.ENTER)
def redo(gift: int, draft: Draft, reason: str) -> Saved:
    """Correct a gift: reverse it and enter it anew, as one act (冲销并重录); raises Invalid or Problem."""
    row, draft = _standing(gift), check(draft)
    if not clean(reason):
        raise Invalid({"reason": Complaint("missing", "请写明哪里录错了。")})
    _refuse_own(draft)
    with writing(f"冲销并重录 {row.number}：{draft.kind} {_worth(draft)}") as act:
        return _again(act, row, draft, clean(reason))


@requires(Right.ENTER)
def undo(act: Act, gift: int, reason: str) -> Saved:
    """Reverse a gift as part of an act; raises Problem where a fund or the warehouse has spent it already."""
    row = _standing(gift)
    back = _turn(act, row, reason)
    stock.move(act, row.good, -_pieces(row), stock.REVERSED, noun="gift", source=back.id)
    fund_balances.refuse_overdrawn(row.fund, row.campaign)
    return back


@requires(Right.ENTER)
def unmatch(act: Act, gift: int, reason: str) -> Saved:
    """Undo a match as part of an act: the gift is reversed and entered anew under its mere name."""
    return _again(act, _standing(gift), replace(draft_of(gift), noun="", row=0), reason)


@requires(Right.READ)
def turned(row: Gift, reason: str) -> dict[str, Any]:
    """The values of the row that reverses a gift today, but for its number."""
    today = dt.date.today()
    figures = {name: -getattr(row, name) for name in _REVERSED}
    told = {name: getattr(row, name) for name in (*STORED, "sort_key", "holder", "opening") if name not in figures}
    dated = {"on": today.isoformat(), "month": today.isoformat()[:7], "booked": today.isoformat(), "year": today.year}
    return {**told, **figures, **dated, "note": reason, "reverses": row.id}


@requires(Right.ENTER)
def match(gift: int, noun: str, row: int) -> Saved:
    """Say who gave a gift that came with a name only; its points are given now. Raises Problem where that is known."""
    there = _standing(gift)
    if there.holder:
        raise Problem(f"{there.number}的捐赠人已经确定，没有改动。要改，请冲销并重录。")
    with writing(f"匹配捐赠人 {there.number}") as act:
        return settle(act, there, noun, row)


@requires(Right.ENTER)
def settle(act: Act, there: Gift, noun: str, row: int) -> Saved:
    """Match a gift as part of an act."""
    told = {name: getattr(there, name) for name in STORED}
    draft = Draft(**{**told, "noun": noun, "row": row})
    _refuse_own(draft)
    earned = [] if there.opening else _earned(draft)
    count = sum(points for _, points, _ in earned)
    act.change(there, {"points": count, "holder": holders.of(act, noun, row)})
    _give_points(act, there, earned)
    return Saved(there.id, there.number, count)


@requires(Right.READ)
def next_serial(year: int) -> int:
    """The serial of the next receipt of a year; none is ever given twice."""
    return (Gift.select(pw.fn.MAX(Gift.serial)).where(Gift.year == year).scalar() or 0) + 1


@requires(Right.READ)
def number_of(gift: int) -> str:
    """The number of a gift."""
    return str(Gift.get_by_id(gift).number)


@requires(Right.READ)
def last_own() -> int:
    """The gift this clerk entered last and did not take back, 0 for none."""
    undone = Gift.select(Gift.reverses).where(Gift.reverses != 0)
    mine = (Gift.handler == session.clerk().name, Gift.reverses == 0, Gift.id.not_in(undone))
    return Gift.select(pw.fn.MAX(Gift.id)).where(*mine).scalar() or 0


@requires(Right.READ)
def draft_of(gift: int) -> Draft:
    """A gift as the form shows it, to be entered again."""
    row = Gift.get_by_id(gift)
    noun, number = holders.record(row.holder) if row.holder else ("", 0)
    told = {name: getattr(row, name) for name in STORED}
    return Draft(**{**told, "noun": noun, "row": number})


def _standing(gift: int) -> Gift:
    """A gift that can be reversed; raises Problem for a reversal, or one that was reversed."""
    row = Gift.get_or_none(Gift.id == gift)
    if row is None:
        raise Problem("没有这笔捐赠，没有改动。请刷新后重新选择。")
    if row.reverses:
        raise Problem(f"{row.number}本身是一笔冲销，不能再冲销。没有改动，要恢复请重新登记。")
    if Gift.select().where(Gift.reverses == gift).exists():
        raise Problem(f"{row.number}已经冲销过了，没有改动。")
    return row


def _earned(draft: Draft) -> list[tuple[tuple[str, int], int, Any]]:
    """(record, points, rule) of each known giver: a shared gift's worth is parted, and counts once."""
    on = dt.date.fromisoformat(draft.on)
    rule = earning.in_force(draft.kind, on)
    if not draft.row or rule is None:
        return []
    known = [(draft.noun, draft.row), *(_named(name) for name in rules.givers(draft)[1:])]
    worth = rules.shares(int(draft.amount or draft.value), len(known))
    found = []
    for record, part in zip(known, worth, strict=True):
        if record is None:
            continue
        holder = holders.known(*record)
        before = earning.already(rule, holders.same(holder), draft.on[:7]) if rule.monthly_cap and holder else 0
        if count := rule.earned(part, before):
            found.append((record, count, rule))
    return found


def _named(name: str) -> tuple[str, int] | None:
    """The one record of this very name, if there is just one."""
    same = [each for each in holders.find(name) if each.name == name]
    return (same[0].noun, same[0].row) if len(same) == 1 else None


def _give_points(act: Act, row: Gift, earned: list[tuple[tuple[str, int], int, Any]]) -> None:
    on = dt.date.fromisoformat(row.on)
    for record, count, rule in earned:
        more = {"noun": "gift", "source": row.id, "rule": rule.id, "expires": rule.expiry(on)}
        points.gain(act, holders.of(act, *record), count, on, **more)


def _turn(act: Act, row: Gift, reason: str) -> Saved:
    """Enter what reverses a gift, and take its points back."""
    today = dt.date.today()
    serial = next_serial(today.year)
    back = Gift(**turned(row, reason), serial=serial, number=rules.number(today.year, serial))
    act.add(back)
    mine = (PointEntry.noun == "gift", PointEntry.source == row.id, PointEntry.reverses == 0)
    for entry in list(PointEntry.select().where(*mine)):
        points.take_back(act, entry.id, today, reason)
    return Saved(back.id, back.number, back.points)


def _again(act: Act, row: Gift, draft: Draft, reason: str) -> Saved:
    """Enter what reverses a gift, and what stands in its place."""
    back = _turn(act, row, reason)
    stock.put_right(act, row.good, _pieces(row), source=back.id)
    saved = add(act, draft, opening=row.opening, replaces=row.id)
    stock.refuse_below(row.good)
    fund_balances.refuse_overdrawn(row.fund, row.campaign)
    return saved


def _pieces(row: Gift) -> int:
    """The pieces of a gift that lie in the warehouse."""
    return int(row.quantity) // rules.THOUSAND if row.good and row.kind == Kind.GOODS else 0


@requires(Right.READ)
def is_own(noun: str, row: int) -> bool:
    """Whether a giver is the clerk at the desk, or a merchant the clerk owns."""
    if noun not in _NAMED_BY or not row:
        return False
    model, name = _NAMED_BY[noun]
    return bool(model.select().where(model.id == row, name == session.clerk().name).exists())


def _refuse_own(draft: Draft) -> None:
    """Nobody gives points to themselves or to a merchant they own."""
    if is_own(draft.noun, draft.row) or session.clerk().name in rules.givers(draft)[1:]:
        raise Problem("不能给自己登记捐赠和积分，没有保存。填写的内容还在，请换一位同事来登记。")


def _worth(draft: Draft) -> str:
    fen = int(draft.amount or draft.value)
    return f"{money.in_digits(fen).removesuffix('.00')} 元"
