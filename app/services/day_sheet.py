"""窗口日结: all that was entered on one day, with the sums that must equal the cash; read from the ledgers."""

import datetime as dt
from dataclasses import dataclass

import peewee as pw

from app.domain import money
from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid
from app.domain.gifts import CASH
from app.domain.names import clean
from app.domain.roles import Right
from app.services import cash, session
from app.services.fund_entries import fen_of
from app.services.session import requires
from app.store.charity import CashCount, FundEntry
from app.store.gifts import CashMove, Gift
from app.store.points import PointEntry
from app.store.warehouse import Redemption
from app.store.writing import writing


@dataclass(frozen=True)
class DaySheet:
    """What was entered on a day, whatever day it is of, as it was entered; money in fen, `by_method` what came in by
    each way, `points` the sum of each kind of entry, `cash` what each person held at the end of the day and `carried`
    what all held before it; `counted` what was found then."""

    day: str
    gifts: tuple[Gift, ...]
    redemptions: tuple[Redemption, ...]
    points: dict[str, int]
    payments: tuple[FundEntry, ...]
    moves: tuple[CashMove, ...]
    money: int
    value: int
    by_method: dict[str, int]
    carried: int
    cash_taken: int
    cash_handed_out: int
    cash: dict[str, int]
    counted: CashCount | None

    @property
    def in_hand(self) -> int:
        """The cash there must be at the end of the day: what was carried over, taken in, less what went out."""
        return sum(self.cash.values())


@requires(Right.READ)
def of_day(day: dt.date) -> DaySheet:
    """The sheet of a day."""
    on, before = day.isoformat(), (day - dt.timedelta(days=1)).isoformat()
    given = tuple(Gift.select().where(Gift.booked == on).order_by(Gift.id))
    sums = Gift.select(Gift.method, pw.fn.SUM(Gift.amount)).where(Gift.booked == on, Gift.amount != 0)
    by_method = dict(sums.group_by(Gift.method).order_by(Gift.method).tuples())
    points = PointEntry.select(PointEntry.kind, pw.fn.SUM(PointEntry.points)).where(PointEntry.booked == on)
    moves = tuple(reversed(cash.moves(on, on)))
    return DaySheet(
        day=on,
        gifts=given,
        redemptions=tuple(Redemption.select().where(Redemption.booked == on).order_by(Redemption.id)),
        points=dict(points.group_by(PointEntry.kind).order_by(PointEntry.kind).tuples()),
        payments=tuple(FundEntry.select().where(FundEntry.booked == on).order_by(FundEntry.id)),
        moves=moves,
        money=sum(row.amount for row in given),
        value=sum(row.value for row in given),
        by_method=by_method,
        carried=sum(cash.held(before).values()),
        cash_taken=by_method.get(CASH, 0),
        cash_handed_out=sum(move.amount for move in moves if move.to_outside),
        cash=cash.held(on),
        counted=_counted(on),
    )


@requires(Right.ENTER)
def count(day: dt.date, counted: int | str, note: str = "") -> int:
    """Note what cash was found at the end of a day and return how many fen it is over what there must be (below zero:
    short), which has to be explained. Raises Invalid (counted, note)."""
    complaints: dict[str, str] = {}
    found = 0 if str(counted).strip() in ("0", "0.00") else fen_of(counted, "counted", complaints)
    if not str(counted).strip():
        complaints["counted"] = Complaint("missing", "请填写清点出来的现金，没有现金填 0。")
    if day > dt.date.today():
        complaints["day"] = Complaint("future", "这一天还没有到，不能日结。")
    expected = sum(cash.held(day.isoformat()).values())
    if not complaints and found != expected and not clean(note):
        words = f"{'多' if found > expected else '少'}了 {money.in_digits(abs(found - expected))} 元"
        complaints["note"] = Complaint("missing", f"清点的现金比账上{words}，请写明原因。")
    if complaints:
        raise Invalid(complaints)
    with writing(f"清点现金 {spoken(day.isoformat())}：{money.in_digits(found)} 元") as act:
        told = {"expected": expected, "counted": found, "clerk": session.clerk().name, "note": clean(note)}
        act.add(CashCount(on=day.isoformat(), **told))
    return found - expected


def _counted(on: str) -> CashCount | None:
    mine = (CashCount.on == on, CashCount.removed_at == "")
    return CashCount.select().where(*mine).order_by(CashCount.id.desc()).first()
