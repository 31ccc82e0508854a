"""Visitors by service and day: counted one by one, and corrected by another row with its reason, never overwritten."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import peewee as pw

from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.roles import Right
from app.services import activity_kinds
from app.services.session import requires
from app.store.activities import VisitorTally
from app.store.writing import writing


@dataclass(frozen=True)
class Count:
    """Visitors of a day or a month (`when`) for a service, "" for all; `ids` are the rows behind the number."""

    when: str
    service: str
    count: int
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """A row behind a number; `note` says why where it is a correction."""

    id: int
    on: str
    service: str
    count: int
    note: str


@requires(Right.ENTER)
def count(digit: int, on: dt.date | None = None) -> str:
    """Count one visitor for the service of a key; its name. Raises Invalid (digit) where the key has none."""
    service = activity_kinds.by_digit().get(digit)
    if not service:
        raise Invalid({"digit": Complaint("no_service", f"{digit} 这个键还没有对应的服务，请按列出的数字。")})
    with writing(f"登记来访 1 人次：{service}") as act:
        act.add(_row(on or dt.date.today(), service, 1, ""))
    return service


@requires(Right.ENTER)
def correct(on: dt.date, service: str, wanted: int, reason: str) -> None:
    """Bring a day's count of a service to a number by a row with the difference; raises Invalid."""
    complaints: dict[str, str] = {}
    if wanted < 0:
        complaints["wanted"] = Complaint("bad_number", "人次不能小于 0。")
    if not clean(reason):
        complaints["reason"] = Complaint("missing", "请写明为什么更正，如“补记上午的纸质登记”。")
    if on > dt.date.today():
        complaints["on"] = Complaint("future", "日期在今天以后，请核对。")
    difference = wanted - total(on, on, service)
    if not difference:
        complaints.setdefault("wanted", Complaint("same", "这一天已经是这个数，不用更正。"))
    if complaints:
        raise Invalid(complaints)
    with writing(f"更正 {on.isoformat()} 来访：{service} {difference:+}") as act:
        act.add(_row(on, service, difference, clean(reason)))


@requires(Right.READ)
def total(start: dt.date, end: dt.date, service: str = "") -> int:
    """How many visitors came from one day to another, both included, for a service or for any."""
    query = VisitorTally.select(pw.fn.COALESCE(pw.fn.SUM(VisitorTally.count), 0)).where(*_within(start, end))
    return (query.where(VisitorTally.service == service) if service else query).scalar()


@requires(Right.READ)
def by_service(start: dt.date, end: dt.date) -> dict[str, int]:
    """Visitors of each service from one day to another, the catalogue's order first."""
    query = VisitorTally.select(VisitorTally.service, pw.fn.SUM(VisitorTally.count)).where(*_within(start, end))
    found = dict(query.group_by(VisitorTally.service).tuples())
    order = {service.name: place for place, service in enumerate(activity_kinds.services())}
    return dict(sorted(found.items(), key=lambda each: (order.get(each[0], len(order)), each[0])))


@requires(Right.READ)
def by_time(start: dt.date, end: dt.date, *, monthly: bool = False, service: str = "") -> list[Count]:
    """Visitors of each day or month that had any, the newest first, each with the rows behind it."""
    unit = VisitorTally.month if monthly else VisitorTally.on
    query = VisitorTally.select(unit, VisitorTally.id, VisitorTally.count).where(*_within(start, end))
    query = query.where(VisitorTally.service == service) if service else query
    found: dict[str, list[tuple[int, int]]] = {}
    for when, number, visitors in query.order_by(unit.desc(), VisitorTally.id).tuples():
        found.setdefault(when, []).append((number, visitors))
    return [
        Count(when, service, sum(visitors for _, visitors in rows_), tuple(number for number, _ in rows_))
        for when, rows_ in found.items()
    ]


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[Row]:
    """The rows of these ids, as they were written."""
    query = VisitorTally.select().where(VisitorTally.id.in_(list(wanted))).order_by(VisitorTally.id)
    return [Row(row.id, row.on, row.service, row.count, row.note) for row in query]


@requires(Right.READ)
def daily_mean(start: dt.date, end: dt.date) -> tuple[int, int]:
    """Visitors from one day to another, and the days on which any came: 日均 is the one by the other."""
    days = VisitorTally.select(VisitorTally.on).where(*_within(start, end)).distinct().count()
    return total(start, end), days


def _within(start: dt.date, end: dt.date) -> tuple[pw.Expression, ...]:
    return (VisitorTally.removed_at == "", VisitorTally.on.between(start.isoformat(), end.isoformat()))


def _row(on: dt.date, service: str, visitors: int, reason: str) -> VisitorTally:
    day = on.isoformat()
    return VisitorTally(on=day, month=day[:7], service=service, count=visitors, note=reason)
