"""办理记录 for the administrator: found, read with what each entry changed, exported, and checked for tampering."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee as pw

from app.domain.calendar import add_months, read_moment, spoken
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import watermark
from app.services.journal_words import lines
from app.services.session import anyone, requires
from app.store import chain
from app.store.database import among
from app.store.journal import JournalEntry, Kind
from app.store.writing import note

KINDS = {
    "办理": Kind.WORK,
    "登录": Kind.LOG_IN,
    "被拒绝": Kind.FAILED,
    "查看": Kind.LOOK,
    "打印": Kind.PRINT,
    "导出": Kind.EXPORT,
    "备份": Kind.COPY,
    "人员": Kind.PEOPLE,
    "复核": Kind.CHECK,
}
EVERYTHING = "所有类别"
_LABELS = {kind.value: label for label, kind in KINDS.items()}
_DAYS = {"今天": 0, "近 7 天": 6, "近 30 天": 29}
_MONTHS = {"近 12 个月": -12}
PERIODS = (*_DAYS, *_MONTHS)
_WINDOW = 500
_COLUMNS = (
    ("序号", 8, "number"),
    ("时间", 26, "text"),
    ("人员", 12, "text"),
    ("类别", 8, "text"),
    ("内容", 48, "text"),
    ("改动", 60, "text"),
)


@dataclass(frozen=True)
class JournalRow:
    """One entry as the list shows it; `at` as it was written, `kind` a key of KINDS."""

    id: int
    at: str
    who: str
    kind: str
    what: str

    @property
    def moment(self) -> str:
        """2026年11月20日 10:26:05; as it stands where it was tampered with."""
        at = read_moment(self.at)
        return f"{spoken(at.date().isoformat())} {at:%H:%M:%S}" if at else self.at


@dataclass(frozen=True)
class Verdict:
    """How many entries there are, and the numbers of those that are not as they were written."""

    entries: int
    broken: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        if not self.broken:
            return f"办理记录 {self.entries:,} 条，条条首尾相连，没有被改动过。"
        more = f"，一共发现 {len(self.broken):,} 处" if len(self.broken) > 1 else ""
        return f"第 {self.broken[0]:,} 条被改动过、调换过或不见了{more}。请保留现状，不要再录入，用完好的备份核对。"


@requires(Right.ADMINISTER)
def ids(words: str = "", filters: Mapping[str, str] | None = None) -> list[int]:
    """Numbers of the entries whose name or doer holds the words, newest first; `filters` by kind, who and period."""
    query = JournalEntry.select(JournalEntry.id).order_by(JournalEntry.id.desc())
    found = [*_conditions(words, filters or {})]
    return [number for (number,) in (query.where(*found) if found else query).tuples()]


@requires(Right.ADMINISTER)
def rows(numbers: Sequence[int]) -> list[JournalRow]:
    """The entries of these numbers, in the order asked for."""
    columns = (JournalEntry.id, JournalEntry.at, JournalEntry.who, JournalEntry.kind, JournalEntry.what)
    query = JournalEntry.select(*columns).where(among(JournalEntry.id, numbers)).tuples()
    found = {
        number: JournalRow(number, at, who, _LABELS.get(kind, kind), what) for number, at, who, kind, what in query
    }
    return [found[number] for number in numbers]


@requires(Right.ADMINISTER)
def counts() -> dict[str, int]:
    """How many entries there are of each kind, and in all."""
    query = JournalEntry.select(JournalEntry.kind, pw.fn.COUNT(JournalEntry.id)).group_by(JournalEntry.kind)
    found = dict(query.tuples())
    return {EVERYTHING: sum(found.values()), **{label: found.get(kind.value, 0) for label, kind in KINDS.items()}}


@requires(Right.ADMINISTER)
def people() -> list[str]:
    """Everybody in whose name something was written, those who wrote most first."""
    query = JournalEntry.select(JournalEntry.who).where(JournalEntry.who != "").group_by(JournalEntry.who)
    return [who for (who,) in query.order_by(pw.fn.COUNT(JournalEntry.id).desc(), JournalEntry.who).tuples()]


@requires(Right.ADMINISTER)
def changes(number: int) -> list[str]:
    """What an entry changed, as lines such as “商户 瑞和茶庄　联系电话：138****6620 → 139****1234”; numbers masked."""
    entry = JournalEntry.get_by_id(number)
    return _changes(entry.before, entry.after)


@requires(Right.ADMINISTER)
def export(path: Path, wanted: Sequence[int], progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Write these entries to an xlsx file and return how many; raises Problem."""
    from app.exchange import workbook

    workbook.write_list(path, "办理记录", _COLUMNS, _cells(wanted, progress), mark=watermark.mark())
    note(f"导出办理记录 {len(wanted):,} 条", Kind.EXPORT)
    return len(wanted)


@requires(Right.ADMINISTER)
def verify(progress: Callable[[int, int], None] = lambda done, total: None) -> Verdict:
    """Check every entry against its seal and the one before."""
    return Verdict(JournalEntry.select().count(), tuple(chain.broken(progress)))


@anyone
def period_start(period: str, today: dt.date) -> dt.date:
    """The first day of one of PERIODS, today included."""
    if period in _DAYS:
        return today - dt.timedelta(days=_DAYS[period])
    return add_months(today, _MONTHS[period])


def _conditions(words: str, filters: Mapping[str, str]) -> Iterator[pw.Expression]:
    for word in words.split():
        yield JournalEntry.what.contains(word) | JournalEntry.who.contains(word)
    if kind := filters.get("kind"):
        yield JournalEntry.kind == KINDS[kind].value
    if who := filters.get("who"):
        yield JournalEntry.who == who
    if period := filters.get("period"):
        yield JournalEntry.at >= period_start(period, dt.date.today()).isoformat()


def _cells(wanted: Sequence[int], progress: Callable[[int, int], None]) -> Iterator[tuple[object, ...]]:
    for start in range(0, len(wanted), _WINDOW):
        progress(start, len(wanted))
        window = wanted[start : start + _WINDOW]
        query = JournalEntry.select(JournalEntry.id, JournalEntry.before, JournalEntry.after)
        packed = {number: sides for number, *sides in query.where(among(JournalEntry.id, window)).tuples()}
        for row in rows(window):
            yield (row.id, row.moment, row.who, row.kind, row.what, "\n".join(_changes(*packed[row.id])))


def _changes(before: str, after: str) -> list[str]:
    try:
        return lines(_rows(before), _rows(after))
    except (ValueError, AttributeError, TypeError) as error:
        raise Problem("这一条的内容读不出来，可能被改动过。数据没有改动，请点“校验”查明。") from error


def _rows(packed: str) -> dict[str, dict[str, Any]]:
    return json.loads(packed) if packed else {}
