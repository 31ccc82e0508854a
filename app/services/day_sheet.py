"""窗口日结: all that was entered on one day, with the sums that must equal the cash; read from the ledgers."""

import datetime as dt
from dataclasses import dataclass

import peewee as pw

from app.domain.gifts import CASH
from app.domain.roles import Right
from app.services import cash, gift_list, point_list
from app.services.gift_list import GiftRow
from app.services.point_list import PointRow
from app.services.session import requires
from app.store.charity import FundEntry
from app.store.gifts import CashMove, Gift
from app.store.points import PointEntry
from app.store.warehouse import Redemption


@dataclass(frozen=True)
class DaySheet:
    """What was entered on a day, whatever day it is of; money in fen, `by_method` what came in by each way, `cash` what
    each person holds now."""

    day: str
    gifts: tuple[GiftRow, ...]
    redemptions: tuple[Redemption, ...]
    points: tuple[PointRow, ...]
    payments: tuple[FundEntry, ...]
    moves: tuple[CashMove, ...]
    money: int
    value: int
    by_method: dict[str, int]
    cash_taken: int
    cash_handed_out: int
    cash: dict[str, int]


@requires(Right.READ)
def of_day(day: dt.date) -> DaySheet:
    """The sheet of a day."""
    on = day.isoformat()
    entered = [number for (number,) in Gift.select(Gift.id).where(Gift.booked == on).order_by(Gift.id).tuples()]
    rows = gift_list.rows(entered)
    entries = PointEntry.select(PointEntry.id).where(PointEntry.booked == on).order_by(PointEntry.id)
    sums = Gift.select(Gift.method, pw.fn.SUM(Gift.amount)).where(Gift.booked == on, Gift.amount != 0)
    by_method = dict(sums.group_by(Gift.method).tuples())
    moves = tuple(reversed(cash.moves(on, on)))
    return DaySheet(
        on,
        tuple(rows),
        tuple(Redemption.select().where(Redemption.booked == on).order_by(Redemption.id)),
        tuple(point_list.rows([number for (number,) in entries.tuples()])),
        tuple(FundEntry.select().where(FundEntry.booked == on).order_by(FundEntry.id)),
        moves,
        sum(int(row.amount) for row in rows),
        sum(int(row.value) for row in rows),
        by_method,
        by_method.get(CASH, 0),
        sum(move.amount for move in moves if move.to_outside),
        cash.held(),
    )
