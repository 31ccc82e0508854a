"""What can still be read of a damaged store file, page by page, written into a whole new one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import peewee as pw

from app.domain.errors import Problem
from app.store import backup, copies, schema, search
from app.store.database import EncryptedDatabase, db
from app.store.faults import faults_explained
from app.store.nouns import NOUNS

Range = tuple[int, int]
_AT_ONCE = 500
_LOG = "-wal"
_OWN = {"schema_migration"}
"""Tables that the new file fills itself."""


@dataclass(frozen=True)
class Salvage:
    """`saved` are rows by table, `lost` the ranges of row ids that could not be read, first and last included: a range
    may hold ids that were never given."""

    file: Path
    saved: dict[str, int] = field(default_factory=dict)
    lost: dict[str, list[Range]] = field(default_factory=dict)


def salvage(damaged: Path, key: bytes, slots: Path, target: Path) -> Salvage:
    """Write what can be read of `damaged` into a store file `target`, under the same key and with a copy of its slots;
    the damaged file is only read. No store may be open. Raises Problem where the names of the tables are lost."""
    draft = target.with_name(target.name + copies.UNFINISHED)
    found = Salvage(target)
    try:
        with TemporaryDirectory(dir=target.parent, prefix="salvage-") as place, _fresh(draft, key) as columns:
            source = _Source(_copied(damaged, Path(place)), key)
            _take_over(source, columns, found)
            source.close()
        copies.write_whole(target.with_suffix(copies.SLOTS), slots.read_bytes())
        copies.publish(draft, target)
    except OSError as error:
        raise Problem("没能抢救：磁盘已满或写不进去。损坏的文件没有改动，请检查磁盘空间和权限，再试一次。") from error
    finally:
        for leftover in draft.parent.glob(draft.name + "*"):
            leftover.unlink(missing_ok=True)
    return found


def _copied(damaged: Path, place: Path) -> Path:
    """The damaged file and its log elsewhere, as opening it might write to it."""
    for suffix in (_LOG, ""):
        part = damaged.with_name(damaged.name + suffix)
        if part.exists():
            copyfile(part, place / f"damaged{suffix}")
    return place / "damaged"


@contextmanager
def _fresh(draft: Path, key: bytes) -> Iterator[dict[str, list[str]]]:
    """An empty store with every table, trigger and index, open as the store; gives the columns of its tables."""
    draft.unlink(missing_ok=True)
    db.point_at(draft, key)
    try:
        with faults_explained():
            db.connect()
            schema.upgrade()
            db.execute_sql("PRAGMA foreign_keys = OFF")  # a row is kept even where the one it belongs to is lost
            yield {name: _columns(db, name) for name in _tables(db)}
            db.execute_sql("PRAGMA journal_mode = DELETE")
    finally:
        db.forget()


def _tables(own: EncryptedDatabase) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE '%_search_%'"
    return [name for (name,) in backup.answers(own, sql) if not name.startswith("sqlite_")]


def _columns(own: EncryptedDatabase, table: str) -> list[str]:
    return [row[1] for row in backup.answers(own, f'PRAGMA table_info("{table}")')]


def _take_over(source: "_Source", columns: dict[str, list[str]], found: Salvage) -> None:
    known = source.columns()
    for table in columns.keys() & known.keys() - _OWN:
        common = [name for name in columns[table] if name in known[table]]
        with db.atomic():
            found.saved[table] = 0
            for rows in filter(None, source.read(table, common, found)):
                if not found.saved[table]:
                    db.execute_sql(f'DELETE FROM "{table}"')  # what a new store begins with
                found.saved[table] += _write(table, common, rows)
    for model in NOUNS.values():
        if hasattr(model, "search_texts"):
            with db.atomic():
                search.put_many(model, ((row.id, row.search_texts()) for row in model.select().iterator()))


def _write(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> int:
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    sql = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})'
    return db.connection().executemany(sql, rows).rowcount


class _Source:
    """The damaged file. A page that does not pass its seal spoils the whole connection, so each fault costs a new
    one."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._own = EncryptedDatabase(None, pragmas={"temp_store": 2})
        self._own.point_at(path, key)

    def close(self) -> None:
        """Let the file go."""
        self._own.close()

    def columns(self) -> dict[str, list[str]]:
        """The tables and their columns; raises Problem where that is lost."""
        try:
            return {name: _columns(self._own, name) for name in _tables(self._own)}
        except pw.DatabaseError as error:
            raise Problem(
                "这个文件最前面的部分坏了，读不出里面有哪些表，抢救不了。文件没有改动，请用最近一次备份还原。"
            ) from error

    def read(self, table: str, columns: list[str], found: Salvage) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a table in portions; ranges that cannot be read are noted as lost."""
        last = self._last(table)
        for start in range(1, last + 1, _AT_ONCE):
            yield from self._between(table, columns, (start, min(start + _AT_ONCE - 1, last)), found)

    def _between(self, table: str, columns: list[str], ids: Range, found: Salvage) -> Iterator[list[tuple[Any, ...]]]:
        names, (first, last) = ", ".join(f'"{name}"' for name in columns), ids
        which = "BETWEEN ? AND ?" if first < last else "= ?"  # which alone does not look at the row after it
        rows = self._asked(f'SELECT {names} FROM "{table}" WHERE rowid {which}', *dict.fromkeys(ids))
        if rows is not None:
            yield rows
        elif first == last:
            _note_lost(found.lost.setdefault(table, []), first)
        else:
            middle = (first + last) // 2
            yield from self._between(table, columns, (first, middle), found)
            yield from self._between(table, columns, (middle + 1, last), found)

    def _last(self, table: str) -> int:
        """The highest row id, or where its page is lost the highest that an index or the journal knows."""
        ways = [(f'SELECT max(rowid) FROM "{table}"', ())]
        for _, name, *_ in self._asked(f'PRAGMA index_list("{table}")') or []:
            ways.append((f'SELECT max(rowid) FROM "{table}" INDEXED BY "{name}"', ()))
        for sql, values in ways:
            if (rows := self._asked(sql, *values)) is not None:
                return rows[0][0] or 0
        return self._last_readable(table)

    def _last_readable(self, table: str) -> int:
        """Beyond the last row that can be found from above, as many ids as the journal has named."""
        touched = self._asked("SELECT max(last) FROM touched WHERE noun = ?", table)
        return (touched[0][0] or 0) if touched else 0

    def _asked(self, sql: str, *values: object) -> list[tuple[Any, ...]] | None:
        """All rows of a query, or None where a page of it cannot be read."""
        try:
            return backup.answers(self._own, sql, *values)
        except pw.DatabaseError:
            self._own.close()
            return None


def _note_lost(lost: list[Range], number: int) -> None:
    """Ids come in order, so neighbours make one range."""
    if lost and lost[-1][1] == number - 1:
        lost[-1] = (lost[-1][0], number)
    else:
        lost.append((number, number))
