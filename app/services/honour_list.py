"""The register of honours as a list: found, filtered, ordered and counted."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import peewee as pw

from app.domain.honours import Standing, State, standing
from app.domain.names import clean
from app.domain.roles import Right
from app.services import exporting, honour_doubts, honour_life, honour_writing, honours, reminders
from app.services.columns import Column
from app.services.honours import Happened
from app.services.session import requires
from app.store.database import among
from app.store.honours import Honour, HonourKind, Printing
from app.store.merchants import Merchant
from app.store.search import hits
from app.store.writing import revision

DOUBTFUL = "等级不够"
FILTERS = ("有效", "即将到期", "到期", "收回", "待年审", DOUBTFUL)


@dataclass(frozen=True)
class PlaqueRow:
    """An honour as the register shows it; days are ISO. `review` is the day its next review is due, where that is
    near, `doubt` why a later rating speaks against it, `old` says that it hung before the program came, `revolves` that
    it lasts until it is handed on."""

    id: int
    merchant_id: int
    merchant: str
    kind: str
    number: str
    issued: str
    valid_until: str
    state: str
    decision: str
    prints: int
    review: str
    doubt: str
    old: bool
    happened: tuple[Happened, ...]
    revolves: bool = False

    @property
    def name(self) -> str:
        """瑞和茶庄 诚信〔2026〕034号."""
        return f"{self.merchant} {self.number}"


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "issued", descending: bool = False
) -> list[int]:
    """Ids of the honours found, in order; `filters` by state and kind."""
    query = Honour.select(Honour.id).join(Merchant).switch(Honour).join(HonourKind)
    query = query.where(*_conditions(filters or {}), *_sought(search))
    column = _ORDERS.get(order, Honour.issued)
    ends = (column.desc(), Honour.id.desc()) if descending else (column.asc(), Honour.id.asc())
    blanks_last = (Honour.valid_until == "",) if order == "valid_until" else ()
    return [number for (number,) in query.order_by(*blanks_last, *ends).tuples()]


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[PlaqueRow]:
    """The honours of these ids, in the order asked for."""
    today = dt.date.today()
    prints = Printing.select(pw.fn.COUNT(Printing.id)).where(Printing.honour == Honour.id, Printing.removed_at == "")
    columns = (Honour, HonourKind, Merchant, prints.alias("prints"))
    query = Honour.select(*columns).join(HonourKind).switch(Honour).join(Merchant).where(among(Honour.id, wanted))
    found, events = {row.id: row for row in query}, honours.happenings(wanted)
    due = _due(revision(), today)
    return [_row(found[number], due, events.get(number, []), today) for number in wanted]


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many honours stand behind each filter, and behind none (“全部”)."""
    found = {label: Honour.select().where(*_conditions({"state": label})).count() for label in FILTERS}
    return {"全部": Honour.select().count(), **found}


@requires(Right.ENTER)
def export(path: Path, wanted: Sequence[int]) -> int:
    """Write these honours to an xlsx file and return how many; raises Problem."""
    return exporting.write_rows(path, ("荣誉登记册", "块"), _EXPORTED, rows, wanted)


_EXPORTED = (
    Column("merchant", "商户", (), 30),
    Column("kind", "荣誉", (), 16),
    Column("number", "编号", (), 24),
    Column("issued", "颁发日期", (), 14, "date"),
    Column("valid_until", "有效期至", (), 14, "date"),
    Column("state", "状态", (), 10),
    Column("review", "年审到期", (), 14, "date"),
    Column("decision", "决定依据", (), 30),
)
_ORDERS: dict[str, Any] = {
    "issued": Honour.issued,
    "valid_until": Honour.valid_until,
    "merchant": Merchant.sort_key,
    "kind": HonourKind.number,
    "number": Honour.number,
    "state": Honour.state,
}


@lru_cache(maxsize=2)
def _due(written: int, today: dt.date) -> Mapping[int, dt.date]:
    """Reviews due by the day that counts as soon; kept while nothing is written and the day lasts."""
    return honour_life.reviews_due(today, reminders.soon(today))


@lru_cache(maxsize=2)
def _doubts(written: int, today: dt.date) -> Mapping[int, str]:
    """Honours in doubt, and why; kept while nothing is written and the day lasts."""
    return honour_doubts.doubtful(today)


def _conditions(filters: Mapping[str, str]) -> Iterable[Any]:
    today = dt.date.today().isoformat()
    granted = Honour.state == State.GRANTED
    alive = granted & ((Honour.valid_until == "") | (Honour.valid_until >= today))
    if kind := filters.get("kind"):
        yield Honour.kind.in_(HonourKind.select(HonourKind.id).where(HonourKind.title == kind))
    match filters.get("state"):
        case "有效":
            yield alive
        case "即将到期":
            yield alive & (Honour.valid_until != "") & (Honour.valid_until <= reminders.soon().isoformat())
        case "到期":
            yield granted & (Honour.valid_until != "") & (Honour.valid_until < today)
        case "收回":
            yield Honour.state == State.RECLAIMED
        case "等级不够":
            yield among(Honour.id, _doubts(revision(), dt.date.today()))
        case "待年审":
            yield among(Honour.id, _due(revision(), dt.date.today()))
        case _:
            yield Honour.id > 0


def _sought(search: str) -> Iterable[Any]:
    words = clean(search)
    if words:
        found = hits(Merchant, words) or set()
        yield among(Honour.merchant, found) | Honour.number.contains(words)


def _row(row: Any, due: Mapping[int, dt.date], events: list[Happened], today: dt.date) -> PlaqueRow:
    state: Standing = standing(row.state, row.valid_until, today)
    return PlaqueRow(
        id=row.id,
        merchant_id=row.merchant_id,
        merchant=row.merchant.name,
        kind=row.kind.title,
        number=row.number,
        issued=row.issued,
        valid_until=row.valid_until,
        state=state.value,
        decision=row.decision,
        prints=row.prints,
        review=due[row.id].isoformat() if row.id in due else "",
        doubt=_doubts(revision(), today).get(row.id, ""),
        old=not row.code,
        happened=tuple(events),
        revolves=honour_writing.revolves(row.kind),
    )
