"""Points: entries are only ever added, a balance is their sum, and each spend says which lots it took."""

import datetime as dt
from typing import Any

import peewee as pw

from app.domain import points as rules
from app.domain.errors import Problem
from app.domain.points import Kind, Lot
from app.domain.roles import Right
from app.services import holders, session
from app.services.session import requires
from app.store.database import among
from app.store.points import PointEntry, PointSpend
from app.store.writing import Act, writing


@requires(Right.READ)
def balance(holder: int, day: dt.date | None = None) -> int:
    """What a holder, with all that became it, has at the end of a day (now); below zero is owed (欠分)."""
    mine = [among(PointEntry.holder, holders.same(holder))]
    if day:
        mine.append(PointEntry.on <= day.isoformat())
    return PointEntry.select(pw.fn.SUM(PointEntry.points)).where(*mine).scalar() or 0


@requires(Right.READ)
def lots(holder: int) -> list[Lot]:
    """What a holder gained and has not spent, the oldest first."""
    mine = among(PointEntry.holder, holders.same(holder))
    return _left(mine, PointEntry.points > 0, PointEntry.reverses == 0)


@requires(Right.READ)
def available(holder: int, day: dt.date | None = None) -> int:
    """What a holder can spend on a day (today): the lots that still hold, less what is owed."""
    today = (day or dt.date.today()).isoformat()
    held = sum(lot.left for lot in lots(holder) if lot.holds(today))
    return held - sum(due for _, due in _debts(holder))


@requires(Right.READ)
def owes(holder: int) -> bool:
    """Whether a holder spent more than it had."""
    return bool(_debts(holder))


@requires(Right.ENTER)
def gain(act: Act, holder: int, points: int, on: dt.date, kind: Kind = Kind.EARNED, **more: Any) -> int:
    """Add a lot as part of an act and return its entry's id; what the holder owes is taken from it first. `more` are
    columns of the entry: expires, rule, noun, source, note, agreed_by. Raises Problem for no points."""
    if points <= 0:
        raise Problem("积分是 0 或负数，没有记入。没有改动任何内容。")
    debts = _debts(holder)
    entry = _enter(act, holder, kind, points, on, **more)
    for debtor, due in debts:
        part = min(due, points)
        if part:
            act.add(PointSpend(entry=debtor, lot=entry, points=part))
            points -= part
    expire(act, holder)
    return entry


@requires(Right.ENTER)
def lose(act: Act, holder: int, points: int, on: dt.date, kind: Kind, first: int = 0, **more: Any) -> int:
    """Take points as part of an act, from lot `first` (an entry) before the oldest ones, and return the entry's id;
    what no lot covers is owed. Raises Problem for no points."""
    if points <= 0:
        raise Problem("积分是 0 或负数，没有扣减。没有改动任何内容。")
    expire(act, holder)
    held = lots(holder)
    taken, left = rules.take((lot for lot in held if lot.entry == first), points, "")
    more_taken, _ = rules.take((lot for lot in held if lot.entry != first), left, on.isoformat())
    entry = _enter(act, holder, kind, -points, on, **more)
    for lot, part in (*taken, *more_taken):
        act.add(PointSpend(entry=entry, lot=lot, points=part))
    return entry


@requires(Right.ENTER)
def give_back(act: Act, entry: int, on: dt.date, note: str = "") -> int:
    """Reverse a spend as part of an act: the lots it took have their points again. Returns the new entry's id."""
    row = PointEntry.get_by_id(entry)
    more = {"noun": row.noun, "source": row.source, "rule": row.rule, "note": note, "reverses": entry}
    back = _enter(act, row.holder, Kind.REVERSED, -row.points, on, **more)
    for spend in list(PointSpend.select().where(PointSpend.entry == entry)):
        act.add(PointSpend(entry=back, lot=spend.lot, points=-spend.points))
    _cover(act, row.holder, on)
    expire(act, row.holder)
    return back


@requires(Right.ENTER)
def take_back(act: Act, entry: int, on: dt.date, note: str = "") -> None:
    """Reverse a gain as part of an act, less what of it has expired; what is spent of it already is owed."""
    row = PointEntry.get_by_id(entry)
    gone = (PointSpend.lot == entry, PointEntry.kind == Kind.EXPIRED)
    expired = PointSpend.select(pw.fn.SUM(PointSpend.points)).join(PointEntry, on=PointSpend.entry == PointEntry.id)
    points = row.points - (expired.where(*gone).scalar() or 0)
    if points > 0:
        more = {"noun": row.noun, "source": row.source, "rule": row.rule, "note": note, "reverses": entry}
        lose(act, row.holder, points, on, Kind.REVERSED, entry, **more)


@requires(Right.ENTER)
def expire(act: Act, holder: int = 0, today: dt.date | None = None) -> int:
    """Write off, as part of an act, what of a holder's lots (of all lots) no longer holds; returns the points."""
    day = (today or dt.date.today()).isoformat()
    mine = [among(PointEntry.holder, holders.same(holder))] if holder else []
    due = _left(
        *mine, PointEntry.points > 0, PointEntry.reverses == 0, PointEntry.expires != "", PointEntry.expires < day
    )
    for lot in rules.expired(due, day):
        on = dt.date.fromisoformat(lot.expires) + dt.timedelta(days=1)
        owner = PointEntry.get_by_id(lot.entry).holder
        entry = _enter(act, owner, Kind.EXPIRED, -lot.left, on)
        act.add(PointSpend(entry=entry, lot=lot.entry, points=lot.left))
    return sum(lot.left for lot in due)


@requires(Right.READ)
def expiring(today: dt.date | None = None) -> bool:
    """Whether there are points to write off."""
    day = (today or dt.date.today()).isoformat()
    return bool(
        _left(PointEntry.points > 0, PointEntry.reverses == 0, PointEntry.expires != "", PointEntry.expires < day)
    )


@requires(Right.ENTER)
def expire_all(today: dt.date | None = None) -> int:
    """Write off what no longer holds, as one act; nothing is written where nothing is due."""
    if not expiring(today):
        return 0
    with writing("积分到期") as act:
        return expire(act, 0, today)


def _cover(act: Act, holder: int, on: dt.date) -> None:
    """Let what came back pay what is owed: of a reversed gain its own lot first, whether that holds or not."""
    for debtor, due in _debts(holder):
        own = PointEntry.get_by_id(debtor).reverses
        held = lots(holder)
        taken, left = rules.take((lot for lot in held if lot.entry == own), due, "")
        more, _ = rules.take((lot for lot in held if lot.entry != own), left, on.isoformat())
        for lot, part in (*taken, *more):
            act.add(PointSpend(entry=debtor, lot=lot, points=part))


def _enter(act: Act, holder: int, kind: Kind, points: int, on: dt.date, **more: Any) -> int:
    entry = PointEntry(
        holder=holder,
        kind=kind.value,
        points=points,
        on=on.isoformat(),
        booked=dt.date.today().isoformat(),
        **{"clerk": session.clerk().name, **more},
    )
    act.add(entry)
    return entry.id


def _left(*conditions: Any) -> list[Lot]:
    """The lots with something left among some entries, the oldest first."""
    spent = PointSpend.select(pw.fn.SUM(PointSpend.points)).where(PointSpend.lot == PointEntry.id)
    left = PointEntry.points - pw.fn.COALESCE(spent, 0)
    query = PointEntry.select(PointEntry.id, PointEntry.on, PointEntry.expires, left).where(*conditions)
    found = [Lot(*row) for row in query.order_by(PointEntry.on, PointEntry.id).tuples()]
    return [lot for lot in found if lot.left > 0]


def _debts(holder: int) -> list[tuple[int, int]]:
    """The spends that no lot covers yet: (entry, points), the oldest first; what was given back counts against it."""
    covered = PointSpend.select(pw.fn.SUM(PointSpend.points)).where(PointSpend.entry == PointEntry.id)
    due = 0 - PointEntry.points - pw.fn.COALESCE(covered, 0)
    back = (PointEntry.points > 0) & (PointEntry.reverses != 0)
    whose = pw.Case(None, [(back, PointEntry.reverses)], PointEntry.id)
    mine = (among(PointEntry.holder, holders.same(holder)), (PointEntry.points < 0) | back)
    query = PointEntry.select(whose, pw.fn.SUM(due)).where(*mine).group_by(whose).order_by(whose)
    return [(entry, int(points)) for entry, points in query.tuples() if points > 0]
