"""A new key for the database: a copy is given it, checked, and then takes the database's place.

At every moment the slot file opens whichever of the two lies there, and the row that says a new key is due is only
missing from the copy; so a change that was broken off is begun again at the next log-in.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import peewee as pw

from app.domain.errors import Problem
from app.paths import Folder
from app.store import backup, copies, vault
from app.store.database import EncryptedDatabase, db
from app.store.desk import Setting
from app.store.faults import faults_explained

_DUE = "new_key_due"
_STEPS = 4
Progress = Callable[[int, int], None]


def make_due() -> None:
    """From now on the database needs a new key; call inside the transaction that makes it so."""
    now = {"value": dt.datetime.now().isoformat(timespec="seconds")}
    Setting.insert(name=_DUE, **now).on_conflict(conflict_target=[Setting.name], update=now).execute()


def due() -> bool:
    """Whether the database still needs a new key."""
    return Setting.select().where(Setting.name == _DUE).exists()


def change_key(folder: Folder, progress: Progress) -> None:
    """Give the open database a new key; this thread's must be the only connection. `progress` gets (done, total) and
    may raise, in which case, as for a Problem, the database stays under the key it had."""
    old, key = db._key, vault.new_key()
    db.close()
    try:
        with faults_explained(), _alone(folder, old) as database:
            progress(1, _STEPS)
            _write_copy(database, folder.next_database, old, key, progress)
            vault.seal_both(folder.keys, old, key)
        _take_place(folder)
        db.point_at(folder.database, key)
        with suppress(Problem):  # the next log-in makes up for it
            vault.settle(folder.keys, key)
    finally:
        clear(folder)
        db.connect(reuse_if_open=True)
    progress(_STEPS, _STEPS)


def clear(folder: Folder) -> None:
    """Delete what a change that was broken off left behind."""
    for leftover in folder.root.glob(folder.next_database.name + "*"):
        with suppress(OSError):
            leftover.unlink()


@contextmanager
def _alone(folder: Folder, key: bytes) -> Iterator[EncryptedDatabase]:
    """The database with nobody else in it and no log beside it; raises OperationalError where somebody is."""
    clear(folder)
    with backup.opened(folder.database, key) as database:
        for words in ("journal_mode = DELETE", "locking_mode = EXCLUSIVE"):
            database.execute_sql(f"PRAGMA {words}")
        database.execute_sql("BEGIN EXCLUSIVE")
        database.execute_sql("COMMIT")
        yield database


def _write_copy(database: EncryptedDatabase, target: Path, old: bytes, key: bytes, progress: Progress) -> None:
    database.execute_sql("VACUUM INTO ?", (str(target),))
    progress(2, _STEPS)
    with backup.opened(target, old) as copy:
        copy.execute_sql(f"PRAGMA rekey = \"x'{key.hex()}'\"")
        copy.execute_sql("DELETE FROM setting WHERE name = ?", (_DUE,))
    progress(3, _STEPS)
    with backup.opened(target, key) as copy:
        if backup.damage(copy) or _counts(copy) != _counts(database):
            raise pw.DatabaseError("malformed copy")


def _counts(database: EncryptedDatabase) -> dict[str, int]:
    """How many rows each table has, but for the row that is only in one of them."""
    tables = backup.answers(database, "SELECT name FROM sqlite_master WHERE type = 'table'")
    counts = {name: backup.answers(database, f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in tables}
    counts["setting"] -= backup.answers(database, "SELECT count(*) FROM setting WHERE name = ?", _DUE)[0][0]
    return {**counts, "": backup.answers(database, "PRAGMA user_version")[0][0]}


def _take_place(folder: Folder) -> None:
    try:
        copies.publish(folder.next_database, folder.database)
    except OSError as error:
        raise Problem("没能换上新的数据文件。数据没有丢，请检查磁盘空间和权限，再重新登录一次。") from error
