"""The one encrypted file, and how this process is connected to it."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee as pw
from playhouse.sqlcipher_ext import SqlCipherDatabase, sqlcipher

USUAL_CACHE, LARGE_CACHE = -6000, -64000
"""KiB of pages kept in memory: enough to look around in, and enough to add many rows without reading back those
that had no more room."""
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "cell_size_check": 1,
    "temp_store": 2,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cache_size": USUAL_CACHE,
}


class EncryptedDatabase(SqlCipherDatabase):
    """SQLCipher with a raw 256-bit key instead of a passphrase."""

    _key = b""

    def point_at(self, path: Path, key: bytes) -> None:
        """Choose the file and its key (32 bytes); nothing is opened yet."""
        self._key = key
        self.init(str(path))

    def forget(self) -> None:
        """Close this thread's connection and drop the key."""
        if not self.deferred:
            self.close()
        self._key = b""
        self.init(None)

    def rollback(self) -> Any:
        """Roll back, unless the engine already did so itself, as it does when the disk is full."""
        return super().rollback() if self.connection().in_transaction else None

    def _connect(self) -> Any:
        connection = sqlcipher.connect(self.database, timeout=self._timeout, isolation_level=None)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master")
            self._add_conn_hooks(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def keep_in_memory(self, cache: int) -> None:
        """Give this connection another cache, one of the two above."""
        self.execute_sql(f"PRAGMA cache_size = {cache}")


db = EncryptedDatabase(None, pragmas=_PRAGMAS, lock_type="IMMEDIATE")


class Record(pw.Model):
    """A row of any table: `act` is the journal entry that last wrote it, `removed_at` since when it lies in the
    recycle bin ("" while it is in use)."""

    act = pw.IntegerField(default=0)
    removed_at = pw.TextField(default="")

    class Meta:
        database = db
        legacy_table_names = False

    def when_undone(self) -> dict[str, Any]:
        """The values that take this row out of use when the act that added it is undone."""
        return {"removed_at": dt.datetime.now().isoformat(timespec="seconds")}


def among(field: pw.Field, ids: Iterable[int]) -> pw.Expression:
    """The condition that a field is one of many ids, written out, which peewee's own IN does slowly."""
    return pw.Expression(field, "IN", pw.SQL(f"({', '.join(str(int(number)) for number in ids)})"))


def unbroken(model: type[Record], *, descending: bool) -> range | None:
    """The ids of a table from whose middle no row is missing, in order and without reading them: a ledger of a million
    rows is listed at once. None where one is missing."""
    first, last = (model.select(end(model.id)).scalar() or 0 for end in (pw.fn.MIN, pw.fn.MAX))
    place = (str(db.database), os.stat(db.database).st_ino, model.__name__)
    known = _unbroken.get(place, first - 1)
    counted = model.select().where(model.id > known) if first <= known <= last else model.select()
    known = known if first <= known <= last else first - 1
    if not last or counted.count() != last - known:
        return None
    _unbroken[place] = last
    return range(last, first - 1, -1) if descending else range(first, last + 1)


_unbroken: dict[tuple[str, int, str], int] = {}
"""Of a table in a file, the id up to which no row is missing: only what came since has to be counted."""


@contextmanager
def own_connection() -> Iterator[None]:
    """Give a worker thread a connection for as long as its work lasts; a thread that has one, and a program
    that has no store open, goes on as it is."""
    if db.deferred or not db.is_closed():
        yield
        return
    db.connect()
    try:
        yield
    finally:
        db.close()
