"""The one way to write: a transaction, a journal entry and one step of the revision, or nothing at all."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from app.store import journal, search
from app.store.database import Record, db
from app.store.faults import faults_explained

_revision = 0
_who = ""


def revision() -> int:
    """A number that grows with every write; a page compares it to know that it is stale."""
    return _revision


def sign_in(who: str) -> None:
    """From now on everything is written in this person's name."""
    global _who
    _who = who


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
        before = dict(record.__data__)
        for name, value in values.items():
            setattr(record, name, value)
        record.act = self.id
        record.save()
        self._note(record, before)

    def remove(self, record: Record) -> None:
        """Delete a row for good; use it only for rows that carry no history of their own."""
        self._rows(self._before, record)[str(record.id)] = dict(record.__data__)
        record.delete_instance()

    def add_many(self, model: type[Record], rows: Sequence[Mapping[str, Any]]) -> range:
        """Insert many rows at once, journalled as a range of ids; every row has the same keys."""
        first = (model.select(_max_id(model)).scalar() or 0) + 1
        if not rows:
            return range(first, first)
        columns = [model._meta.fields[name].column_name for name in rows[0]]
        sql = _insert(model, ["id", "act", *columns])
        db.connection().executemany(sql, [(first + n, self.id, *row.values()) for n, row in enumerate(rows)])
        self._after.setdefault(model._meta.table_name, {})["batch"] = [first, first + len(rows) - 1]
        return range(first, first + len(rows))

    def _note(self, record: Record, before: Mapping[str, Any] | None) -> None:
        key = str(record.id)
        if before is not None:
            self._rows(self._before, record).setdefault(key, dict(before))
        self._rows(self._after, record)[key] = dict(record.__data__)
        search.put(record)

    @staticmethod
    def _rows(side: dict[str, dict[str, Any]], record: Record) -> dict[str, Any]:
        return side.setdefault(record._meta.table_name, {})


@contextmanager
def writing(what: str, undoes: int | None = None) -> Iterator[Act]:
    """Do one named act. `what` is the Chinese name people see in 最近办理; `undoes` the entry it takes back."""
    global _revision
    with faults_explained(), db.atomic():
        act = Act(journal.next_id(), what)
        yield act
        journal.append(act.id, _who, act.what, act._before, act._after, undoes)
    _revision += 1


def note(what: str) -> None:
    """Journal something that changed no row: an export, a print-out, a check."""
    with writing(what):
        pass


def _max_id(model: type[Record]) -> Any:
    from peewee import fn

    return fn.MAX(model.id)


def _insert(model: type[Record], columns: list[str]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{model._meta.table_name}" ({names}) VALUES ({", ".join("?" * len(columns))})'
