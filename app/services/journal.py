"""What was done, and taking it back."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Problem
from app.domain.honours import State
from app.store import journal
from app.store.centres import Centre, Clerk, LocalRule
from app.store.database import Record
from app.store.honours import Honour, HonourKind, Printing
from app.store.journal import JournalEntry
from app.store.merchants import Merchant, Pledge
from app.store.writing import Act, revision, writing

__all__ = ["Entry", "broken", "last", "recent", "revision", "undo"]

_TABLES: dict[str, type[Record]] = {
    model._meta.table_name: model
    for model in (Centre, Clerk, LocalRule, Merchant, Pledge, HonourKind, Honour, Printing)
}
_FIRST = 1  # the first start itself is not taken back
_CHANGED_SINCE = "“{what}”之后，其中的内容又改过，不能撤销。数据没有改动，请先撤销后来的改动，或直接修改。"


@dataclass(frozen=True)
class Entry:
    """One act in 最近办理."""

    id: int
    at: dt.datetime
    who: str
    what: str
    undoable: bool


def recent(limit: int = 10) -> list[Entry]:
    """The last acts, newest first; an act that was taken back is not undoable any more."""
    return _entries(JournalEntry.id > 0, limit)


def last() -> Entry:
    """The newest act."""
    return recent(1)[0]


def broken() -> list[int]:
    """Numbers of journal entries that were tampered with."""
    return list(journal.broken_entries())


def undo(number: int) -> str:
    """Take an act back and return its name; raises Problem where its rows have changed since."""
    entry = JournalEntry.get_by_id(number)
    if not _entries(JournalEntry.id == number, 1)[0].undoable:
        raise Problem(f"“{entry.what}”已经撤销过，或没有可撤销的内容。数据没有改动。")
    before, after = _rows(entry.before), _rows(entry.after)
    with writing(f"撤销：{entry.what}", undoes=entry.id) as act:
        for table, rows in reversed(after.items()):
            if batch := rows.pop("batch", None):
                _withdraw_batch(act, entry, _TABLES[table], range(batch[0], batch[1] + 1))
            for key, left in reversed(rows.items()):
                _put_back(act, entry, _TABLES[table].get_by_id(int(key)), before.get(table, {}).get(key), left)
    return entry.what


def _entries(condition: Any, limit: int) -> list[Entry]:
    undone = JournalEntry.select(JournalEntry.undoes).where(JournalEntry.undoes.is_null(False))
    undoable = (JournalEntry.after != "") & (JournalEntry.id > _FIRST) & JournalEntry.id.not_in(undone)
    columns = (JournalEntry.id, JournalEntry.at, JournalEntry.who, JournalEntry.what)
    query = JournalEntry.select(*columns, undoable).where(condition).order_by(JournalEntry.id.desc()).limit(limit)
    return [
        Entry(id_, dt.datetime.fromisoformat(at), who, what, bool(can)) for id_, at, who, what, can in query.tuples()
    ]


def _put_back(act: Act, entry: JournalEntry, row: Record, before: dict[str, Any] | None, left: dict[str, Any]) -> None:
    """Give a row the values from before the entry, provided it still is as the entry left it."""
    if row.__data__ | {"act": 0} != left | {"act": 0}:
        raise Problem(_CHANGED_SINCE.format(what=entry.what))
    if before is None:
        _refuse_honoured(type(row), row.id, row.id)
        act.change(row, row.when_undone())
    else:
        act.put_back(row, before)


def _withdraw_batch(act: Act, entry: JournalEntry, model: type[Record], batch: range) -> None:
    _refuse_honoured(model, batch.start, batch.stop - 1)
    if model.select().where(model.id.between(batch.start, batch.stop - 1), model.act == entry.id).count() != len(batch):
        raise Problem(_CHANGED_SINCE.format(what=entry.what))
    act.withdraw_many(model, batch)


def _refuse_honoured(model: type[Record], first: int, last: int) -> None:
    if (
        model is Merchant
        and Honour.select().where(Honour.merchant.between(first, last), Honour.state == State.GRANTED).exists()
    ):
        raise Problem("其中有商户已经授予荣誉，不能撤销。数据没有改动，请先撤销授予，再撤销这一步。")


def _rows(packed: str) -> dict[str, dict[str, Any]]:
    return json.loads(packed) if packed else {}
