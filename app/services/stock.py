"""What lies in the 公益仓: pieces come in and go out by rows, and never fall below nothing."""

import datetime as dt

import peewee as pw

from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import session
from app.services.session import requires
from app.store.warehouse import Good, StockMove
from app.store.writing import Act, writing

IN, OUT, SPOILED, EXPIRED, REVERSED, OPENING = "入库", "兑换", "报损", "过期", "冲正", "期初"


@requires(Right.READ)
def left(good: int) -> int:
    """The pieces of a good that are there."""
    return StockMove.select(pw.fn.SUM(StockMove.quantity)).where(StockMove.good == good).scalar() or 0


@requires(Right.READ)
def all_left() -> dict[int, int]:
    """The pieces of every good that ever came in."""
    query = StockMove.select(StockMove.good, pw.fn.SUM(StockMove.quantity)).group_by(StockMove.good)
    return dict(query.tuples())


@requires(Right.ENTER)
def move(act: Act, good: int, quantity: int, kind: str, *, noun: str = "", source: int = 0, note: str = "") -> None:
    """Let pieces of a good come in, or go out (below zero), as part of an act; raises Problem for too few."""
    if not quantity:
        return
    _refuse_short(good, left(good), quantity)
    _enter(act, good, quantity, kind, noun=noun, source=source, note=note)


@requires(Right.ENTER)
def put_right(act: Act, good: int, quantity: int, *, source: int) -> None:
    """Take the pieces of a gift out as part of an act that enters it anew; `refuse_below` is asked once it has."""
    if quantity:
        _enter(act, good, -quantity, REVERSED, noun="gift", source=source)


@requires(Right.READ)
def refuse_below(good: int) -> None:
    """Raise Problem where more of a good was given out than came in; called last within the act."""
    if good and (there := left(good)) < 0:
        _refuse_short(good, 0, there)


def _refuse_short(good: int, there: int, quantity: int) -> None:
    if there + quantity < 0:
        name = Good.get_by_id(good).name
        raise Problem(f"“{name}”只剩 {there:,} 件，不够出 {-quantity:,} 件。没有改动，请核对数量，或先入库。")


def _enter(act: Act, good: int, quantity: int, kind: str, *, noun: str, source: int, note: str = "") -> None:
    today = dt.date.today().isoformat()
    told = {"good": good, "kind": kind, "quantity": quantity, "on": today, "booked": today}
    act.add(StockMove(**told, noun=noun, source=source, note=note, clerk=session.clerk().name))


@requires(Right.ENTER)
def enter(good: int, quantity: int, kind: str = IN, note: str = "") -> None:
    """Enter pieces by hand: 入库 and 期初 come in, 报损 and 过期 go out; raises Problem."""
    if quantity <= 0:
        raise Problem("数量要大于 0，没有改动。请重新填写。")
    row = Good.get_by_id(good)
    if kind == OPENING and StockMove.select().where(StockMove.good == good, StockMove.kind == OPENING).exists():
        raise Problem(f"“{row.name}”的期初已经登记过，没有改动。后来多出的请登记入库，少了的请登记报损。")
    signed = quantity if kind in (IN, OPENING) else -quantity
    with writing(f"{kind} {row.name} {quantity:,} 件") as act:
        move(act, good, signed, kind, note=note)


@requires(Right.ENTER)
def undo(act: Act, number: int, reason: str) -> None:
    """Let the same pieces go the other way as part of an act; raises Problem where they are gone."""
    row = StockMove.get_by_id(number)
    move(act, row.good, -row.quantity, REVERSED, noun="stock_move", source=number, note=reason)


@requires(Right.READ)
def moves(good: int) -> list[StockMove]:
    """What came in and went out of a good, the newest first."""
    return list(StockMove.select().where(StockMove.good == good).order_by(StockMove.id.desc()))
