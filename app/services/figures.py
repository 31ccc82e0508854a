"""The figures of a report: each a query over rows, so that any of them can be opened down to what it counts."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from app.domain import money
from app.domain.periods import Period
from app.domain.ratios import NOTHING, percent
from app.domain.reports import SCALES, is_ratio
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services import figure_facts
from app.services.figure_facts import Facts
from app.services.session import anyone, requires
from app.store.database import db
from app.store.reports import Report, ReportFigure

NO_BASE, MONTHS = "无可比基数", "months"
RATES_COMPARED = "比例和平均数的环比、同比也写增减幅度，不写百分点：8%变为6%是−25.00%。"
_NAMED = re.compile(r":([a-z_]+)")
SECTIONS = ("组织", "党员", "诚信", "公益积分", "会议与事项", "服务活动")


@dataclass(frozen=True)
class Definition:
    """A figure: its `query` gives ids of a `noun` (a table) and what each counts for; a share or mean has `part` and
    `whole`, the codes of two others (or `MONTHS`). `as_of` figures are of the period's last day, `trend` ones are shown
    in bars, too; `undated` ones have no days, or a state without one: only a report tells what they came to earlier."""

    code: str
    section: str
    name: str
    unit: str
    definition: str
    noun: str = ""
    query: str = ""
    part: str = ""
    whole: str = ""
    as_of: bool = False
    trend: bool = False
    undated: bool = False


@dataclass(frozen=True)
class Value:
    """What a figure comes to: fen, minutes or pieces; of a share or mean `part` and `whole`."""

    number: int = 0
    part: int = 0
    whole: int = 0

    def words(self, unit: str) -> str:
        """12,345.00 of 元 and 万元, 3.5 of 小时, 98.26% of a share, 13.0 of a mean, else with thousands separators."""
        if self.whole < 0:
            return NOTHING
        if unit == "%":
            return percent(self.part, self.whole)
        if is_ratio(unit):
            return _tenths(self.share) if self.whole else NOTHING
        if unit in ("元", "万元"):
            return money.in_digits(self.number)
        return _tenths(Decimal(self.number) / SCALES[unit]) if unit in SCALES else f"{self.number:,}"

    def with_unit(self, unit: str, between: str = "") -> str:
        """12家, 98.26%, or —."""
        words = self.words(unit)
        return words if unit == "%" or words == NOTHING else f"{words}{between}{unit}"

    @property
    def share(self) -> Decimal:
        """What comparisons compare: the number, the share or the mean."""
        if self.whole > 0:
            return Decimal(self.part) / self.whole
        return Decimal(self.number)


UNKNOWN = Value(0, 0, -1)
"""What a figure came to of which nobody knows it any more."""


@dataclass(frozen=True)
class Line:
    """A figure of a period beside the period before and the same one last year."""

    definition: Definition
    value: Value
    previous: Value
    last_year: Value

    @property
    def against_previous(self) -> str:
        """环比."""
        return change(self.value, self.previous)

    @property
    def against_last_year(self) -> str:
        """同比."""
        return change(self.value, self.last_year)


@anyone
def definitions() -> tuple[Definition, ...]:
    """Every figure, section by section."""
    return _shipped()


@anyone
def definition(code: str) -> Definition:
    """The figure of a code."""
    return next(each for each in _shipped() if each.code == code)


@requires(Right.READ)
def values(period: Period, codes: Iterable[str] | None = None) -> dict[str, Value]:
    """What the figures (all, or these) come to in a period, one query each."""
    wanted = _with_parts(_shipped() if codes is None else [definition(code) for code in codes])
    facts = Facts(period)
    counted = {each.code: Value(_sum(each, facts)) for each in wanted if each.query}
    known = {code: value.number for code, value in counted.items()} | {MONTHS: figure_facts.months(period)}
    return counted | {each.code: Value(0, known[each.part], known[each.whole]) for each in wanted if each.part}


@requires(Right.READ)
def rows(code: str, period: Period) -> list[tuple[int, int]]:
    """The ids behind a figure with what each counts for, in the order of the ids; of a share those of its part."""
    told = definition(code)
    if told.part:
        return rows(told.part, period)
    return sorted(_execute(f"SELECT * FROM ({told.query})", Facts(period)))


@requires(Right.READ)
def stream(code: str, period: Period) -> Iterator[tuple[int, int]]:
    """As `rows`, but read one by one: a reader may stop where it has enough."""
    return iter(_cursor(f"SELECT * FROM ({definition(code).query}) ORDER BY 1", Facts(period)))


@requires(Right.READ)
def count(code: str, period: Period) -> int:
    """How many rows stand behind a figure that is no share."""
    ((found,),) = _execute(f"SELECT COUNT(*) FROM ({definition(code).query})", Facts(period))
    return int(found)


@requires(Right.READ)
def table(period: Period) -> list[Line]:
    """Every figure of a period with its two comparisons."""
    now, before, year_ago = values(period), _as_it_was(period.previous), _as_it_was(period.last_year)
    return [Line(each, now[each.code], before[each.code], year_ago[each.code]) for each in _shipped()]


@anyone
def change(now: Value, before: Value) -> str:
    """+12.50%, −3.00%, 持平, or 无可比基数 where there is nothing above nought to compare with; a share grows as a
    number does: from 8% to 6% is −25.00%."""
    if before.share <= 0:
        return NO_BASE
    grown = (now.share - before.share) * 100 / before.share
    rounded = grown.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not rounded:
        return "持平"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):,}%"


@anyone
def shown(code: str, value: Value) -> str:
    """A figure's value with its unit: 12 家, 98.26%, or —."""
    return value.with_unit(definition(code).unit, " ")


def _as_it_was(period: Period) -> dict[str, Value]:
    """What figures came to in an earlier period: undated ones as its report said, else as far as days are known."""
    found, said = values(period), _reported(period)
    undated = {told.code for told in _shipped() if told.undated}
    for code in undated:
        found[code] = said.get(code) or (found[code] if ":end" in definition(code).query else UNKNOWN)
    for told in (each for each in _shipped() if undated & {each.part, each.whole}):
        part, whole = found[told.part], found[told.whole]
        found[told.code] = UNKNOWN if UNKNOWN in (part, whole) else Value(0, part.number, whole.number)
    return found


def _reported(period: Period) -> dict[str, Value]:
    """What the newest submitted report of a period says."""
    frozen = (Report.period == period.code, Report.hash != "", Report.removed_at == "")
    newest = Report.select().where(*frozen).order_by(Report.version.desc()).first()
    said = ReportFigure.select(ReportFigure.code, ReportFigure.value).where(ReportFigure.report == newest)
    return {code: Value(number) for code, number in said.tuples()} if newest else {}


def _tenths(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.1'), ROUND_HALF_UP):,}"


def _sum(told: Definition, facts: Facts) -> int:
    nothing = "SELECT 0 AS id, 0 AS counted"
    ((total,),) = _execute(f"SELECT SUM(counted) FROM ({nothing} UNION ALL SELECT * FROM ({told.query}))", facts)
    return int(total)


def _execute(sql: str, facts: Facts) -> Sequence[tuple[Any, ...]]:
    return list(_cursor(sql, facts))


def _cursor(sql: str, facts: Facts) -> Any:
    told: dict[str, str] = {}
    for name in set(_NAMED.findall(sql)):
        fact = facts.of(name)
        if isinstance(fact, str):
            told[name] = fact
        else:
            words = {f"{name}{place}": word for place, word in enumerate(fact)}
            sql = sql.replace(f"(:{name})", f"({', '.join(f':{each}' for each in words)})")
            told |= words
    return db.connection().execute(sql, told)


def _with_parts(wanted: Iterable[Definition]) -> list[Definition]:
    found = {each.code: each for each in wanted}
    for each in list(found.values()):
        for code in {each.part, each.whole} - {"", MONTHS}:
            found.setdefault(code, definition(code))
    return list(found.values())


@cache
def _shipped() -> tuple[Definition, ...]:
    found = [Definition(**row) for row in tomllib.loads((RESOURCES / "figures.toml").read_text("utf-8"))["figure"]]
    return tuple(sorted(found, key=lambda each: SECTIONS.index(each.section)))
