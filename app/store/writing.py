"""The one way to write: a transaction, a journal entry and one step of the revision, or nothing at all."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import peewee as pw

from app.domain.errors import Problem
from app.store import chain, journal, search
from app.store.database import LARGE_CACHE, USUAL_CACHE, Record, db
from app.store.faults import faults_explained
from app.store.journal import Kind

_revision = 0
_who = ""
_writes = False


def revision() -> int:
    """A number that grows with every write; a page compares it to know that it is stale."""
    return _revision


def sign_in(who: str, *, writes: bool) -> None:
    """From now on everything is written in this person's name, and whatever was read before is stale; without
    `writes` this person's log-in, looks and exports are journalled, but no row changes."""
    global _who, _writes, _revision
    _who, _writes = who, writes
    _revision += 1


class Act:
    """What one named act does to the rows; the journal keeps it."""

    def __init__(self, number: int, what: str) -> None:
        self.id = number
        self.what = what
        self._before: dict[str, dict[str, Any]] = {}
        self._after: dict[str, dict[str, Any]] = {}

    def add(self, record: Record) -> None:
        """Insert a new row."""
        record.act = self.id
        record.save(force_insert=True)
        self._note(record, None)

    def change(self, record: Record, values: Mapping[str, Any]) -> None:
        """Give a row new values."""
        self.put_back(record, {**values, "act": self.id})

    def put_back(self, record: Record, values: Mapping[str, Any]) -> None:
        """Give a row the values it had before another act, the number of the act that wrote them included."""
        before = dict(record.__data__)
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
        self._note(record, before)

    def settle(self, record: Record, values: Mapping[str, Any]) -> None:
        """Give a row values that nothing takes back: the journal names the row, but not what it held or holds."""
        for name, value in {**values, "act": self.id}.items():
            setattr(record, name, value)
        record.save()
        self._rows(self._before, record)[str(record.id)] = {}
        search.put(record)

    def add_many(self, model: type[Record], fields: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> range:
        """Insert many rows at once, each the values of `fields`; journalled as a range of ids."""
        first = (model.select(pw.fn.MAX(model.id)).scalar() or 0) + 1
        added = range(first, first + len(rows))
        if rows:
            db.keep_in_memory(LARGE_CACHE)
            shared = {**model._meta.get_default_dict(), "act": self.id}
            shared = {name: value for name, value in shared.items() if name not in fields}
            same = tuple(shared.values())
            sql = _insert(model, ["id", *shared, *fields])
            values = ((number, *same, *row) for number, row in zip(added, rows, strict=True))
            db.connection().executemany(sql, values)
            self._note_run(model, journal.ADDED, added)
        return added

    def withdraw_many(self, model: type[Record], run: range) -> None:
        """Move a run of rows to the recycle bin."""
        self._write_run(model, run, {"act": self.id, **model().when_undone()})
        self._note_run(model, journal.WITHDRAWN, run)

    def bring_back_many(self, model: type[Record], run: range) -> None:
        """Take a run of rows out of the recycle bin."""
        self._write_run(model, run, {"act": self.id, "removed_at": ""})
        self._note_run(model, journal.ADDED, run)

    @staticmethod
    def _write_run(model: type[Record], run: range, values: Mapping[str, Any]) -> None:
        model.update(**values).where(model.id.between(run.start, run.stop - 1)).execute()

    def _note_run(self, model: type[Record], key: str, run: range) -> None:
        rows = self._after.setdefault(model._meta.table_name, {})
        rows[key] = [rows.get(key, [run.start])[0], run.stop - 1]

    def _note(self, record: Record, before: Mapping[str, Any] | None) -> None:
        """What a row was before the act; one that the act itself added was nothing, however often it changes."""
        key, after = str(record.id), self._rows(self._after, record)
        if before is not None and key not in after:
            self._rows(self._before, record).setdefault(key, dict(before))
        after[key] = dict(record.__data__)
        search.put(record)

    @staticmethod
    def _rows(side: dict[str, dict[str, Any]], record: Record) -> dict[str, Any]:
        return side.setdefault(record._meta.table_name, {})


@contextmanager
def writing(what: str, undoes: int | None = None, kind: Kind = Kind.WORK) -> Iterator[Act]:
    """Do one named act. `what` is the Chinese name people see in 最近办理; `undoes` the entry it takes back.
    Raises Problem where whoever is logged in may not write."""
    if not _writes:
        raise Problem("您只能查看，这一步没有做。数据没有改动，请由窗口、复核或管理员来办理。")
    with _journalled(what, undoes, kind) as act:
        yield act


@contextmanager
def keeping() -> Iterator[None]:
    """Write what the desk only remembers: whole or not at all, but no act, no journal, no revision."""
    with faults_explained(), db.atomic():
        yield


def note(what: str, kind: Kind) -> None:
    """Journal something that changed no row: a log-in, an export, a print-out, a look at what is masked."""
    with _journalled(what, None, kind):
        pass


@contextmanager
def _journalled(what: str, undoes: int | None, kind: Kind) -> Iterator[Act]:
    global _revision
    with faults_explained(), db.atomic():
        act = Act(journal.next_id(), what)
        yield act
        entry = journal.append(act.id, _who, act.what, act._before, act._after, undoes, kind)
    if not db.in_transaction():
        db.keep_in_memory(USUAL_CACHE)
        chain.keep_head(entry)
    _revision += 1


def _insert(model: type[Record], fields: list[str]) -> str:
    names = ", ".join(f'"{model._meta.fields[field].column_name}"' for field in fields)
    return f'INSERT INTO "{model._meta.table_name}" ({names}) VALUES ({", ".join("?" * len(fields))})'
