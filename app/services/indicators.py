"""The complaint rate with its year-on-year change, and economic figures of quarters entered by hand."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.calendar import add_months
from app.domain.cases import COMPLAINT
from app.domain.errors import Complaint, Invalid
from app.domain.merchants import State
from app.domain.names import clean
from app.domain.periods import read
from app.domain.ratios import NOTHING, percent
from app.domain.roles import Right
from app.services.session import requires
from app.store.cases import Case
from app.store.merchants import Merchant
from app.store.ratings import Indicator
from app.store.writing import writing

TRADE = ("社会消费品零售总额", "万元")
SUGGESTED = (("四上企业", "家"), TRADE)
"""Figures most centres are asked for, with their units."""
_YEAR = 12
_HUNDRED_MILLION = 1_000_000  # hundredths of 万元
_NO_BASE = "无可比基数"


@dataclass(frozen=True)
class Rate:
    """Complaints over merchants in use in a period: `rows` are the complaints, `merchants` whom they are divided by."""

    rows: tuple[int, ...]
    merchants: tuple[int, ...]

    @property
    def words(self) -> str:
        """12/3080 = 0.39%; — where there are no merchants."""
        share = percent(len(self.rows), len(self.merchants))
        return share if share == NOTHING else f"{len(self.rows)}/{len(self.merchants)} = {share}"


@dataclass(frozen=True)
class TradeRate:
    """Complaints (ids) of the quarters of a period whose trade was entered, over that trade in hundredths of 万元."""

    rows: tuple[int, ...]
    volume: int

    @property
    def words(self) -> str:
        """18/4.80亿元 = 3.75件/亿元; — where no trade was entered."""
        volume = _cents(Decimal(self.volume) / _HUNDRED_MILLION)
        return f"{len(self.rows)}/{volume}亿元 = {self.mean}" if self.volume > 0 else NOTHING

    @property
    def mean(self) -> str:
        """3.75件/亿元; — where no trade was entered."""
        return NOTHING if self.share is None else f"{_cents(self.share * _HUNDRED_MILLION)}件/亿元"

    @property
    def share(self) -> Decimal | None:
        """Complaints per hundredth of 万元, None where no trade was entered."""
        return Decimal(len(self.rows)) / self.volume if self.volume > 0 else None


@dataclass(frozen=True)
class Compared:
    """A rate beside that of the same period a year before; `change` is the rise or fall in percent, in words."""

    now: Rate
    before: Rate
    change: str


@dataclass(frozen=True)
class IndicatorRow:
    """A figure of a quarter (2026Q3); `value` in hundredths of `unit`, `change` against the same quarter a year ago."""

    id: int
    quarter: str
    name: str
    value: int
    unit: str
    source: str
    note: str
    change: str


@requires(Right.READ)
def complaint_rate(start: dt.date, end: dt.date) -> Compared:
    """Complaints received in a period over the merchants in business then, with the same period a year before."""
    now = _rate(start, end)
    before = _rate(add_months(start, -_YEAR), add_months(end, -_YEAR))
    return Compared(now, before, _change(_share(now), _share(before)))


@requires(Right.READ)
def complaints_by_trade(start: dt.date, end: dt.date) -> tuple[TradeRate, TradeRate, str]:
    """Complaints over the trade of the whole quarters in a period, the same a year before, and the change in words."""
    now = _trade_rate(start, end)
    before = _trade_rate(add_months(start, -_YEAR), add_months(end, -_YEAR))
    return now, before, _change(now.share, before.share)


@requires(Right.READ)
def listing(quarter: str = "") -> list[IndicatorRow]:
    """The figures of a quarter or of all, the newest quarter first."""
    everyone = list(
        Indicator.select().where(Indicator.removed_at == "").order_by(Indicator.quarter.desc(), Indicator.id)
    )
    values = {(row.quarter, row.name): row.value for row in everyone}
    return [_row(row, values) for row in everyone if quarter in ("", row.quarter)]


@requires(Right.ENTER)
def save(quarter: str, name: str, value: int, unit: str, source: str = "", note: str = "") -> int:
    """Enter a figure (hundredths of its unit) of a quarter, in place of an earlier one, and return its id. Raises
    Invalid."""
    told = {"quarter": clean(quarter).upper(), "name": clean(name), "unit": clean(unit), "value": value}
    _check(told)
    told |= {"source": clean(source), "note": clean(note)}
    with writing(f"登记指标 {told['quarter']} {told['name']}") as act:
        row = Indicator.get_or_none(
            Indicator.quarter == told["quarter"], Indicator.name == told["name"], Indicator.removed_at == ""
        )
        if row is None:
            row = Indicator(**told)
            act.add(row)
        else:
            act.change(row, told)
    return row.id


@requires(Right.ENTER)
def remove(indicators: Sequence[int]) -> None:
    """Move figures to the recycle bin as one act."""
    with writing(f"移出指标 {len(indicators)} 条") as act:
        for row in Indicator.select().where(Indicator.id.in_(list(indicators)), Indicator.removed_at == ""):
            act.change(row, row.when_undone())


def _check(told: dict[str, object]) -> None:
    complaints: dict[str, str] = {}
    if not re.fullmatch(r"20\d\dQ[1-4]", str(told["quarter"])):
        complaints["quarter"] = Complaint("bad_quarter", "请选择季度，如 2026 年第 3 季度。")
    if not told["name"]:
        complaints["name"] = Complaint("no_name", "请填写指标名称。")
    if not told["unit"]:
        complaints["unit"] = Complaint("no_unit", "请填写单位，如家、万元。")
    if complaints:
        raise Invalid(complaints)


def _trade_rate(start: dt.date, end: dt.date) -> TradeRate:
    name, unit = TRADE
    entered = Indicator.select().where(Indicator.name == name, Indicator.unit == unit, Indicator.removed_at == "")
    quarters = [(row.value, read(row.quarter)) for row in entered]
    inside = [(value, period) for value, period in quarters if start <= period.start and period.end <= end]
    rows = tuple(row for _, period in inside for row in _complaints(period.start, period.end))
    return TradeRate(rows, sum(value for value, _ in inside))


def _complaints(start: dt.date, end: dt.date) -> tuple[int, ...]:
    """Ids of the complaints received in a period."""
    received = (
        Case.kind == COMPLAINT,
        Case.removed_at == "",
        Case.received.between(start.isoformat(), end.isoformat()),
    )
    return tuple(row for (row,) in Case.select(Case.id).where(*received).order_by(Case.id).tuples())


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _rate(start: dt.date, end: dt.date) -> Rate:
    open_then = (Merchant.removed_at == "", Merchant.state == State.OPEN, Merchant.since <= end.isoformat())
    merchants = Merchant.select(Merchant.id).where(*open_then).order_by(Merchant.id)
    return Rate(_complaints(start, end), tuple(row for (row,) in merchants.tuples()))


def _share(rate: Rate) -> Decimal | None:
    return Decimal(len(rate.rows)) / len(rate.merchants) if rate.merchants else None


def _change(now: Decimal | None, before: Decimal | None) -> str:
    """+12.50%, -30.00%, or that there is nothing to compare with."""
    if now is None or not before:
        return _NO_BASE
    return f"{((now - before) * 100 / before).quantize(Decimal('0.01'), ROUND_HALF_UP):+}%"


def _row(row: Indicator, values: dict[tuple[str, str], int]) -> IndicatorRow:
    year, quarter = row.quarter.split("Q")
    before = values.get((f"{int(year) - 1}Q{quarter}", row.name))
    change = _change(Decimal(row.value), Decimal(before) if before else None)
    return IndicatorRow(row.id, row.quarter, row.name, row.value, row.unit, row.source, row.note, change)
