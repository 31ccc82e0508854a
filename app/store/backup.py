"""Copies of the store: written beside, checked, and only then kept."""

import datetime as dt
import os
from pathlib import Path

import peewee as pw

from app.domain.errors import Problem
from app.paths import Folder
from app.store.database import EncryptedDatabase, db
from app.store.faults import faults_explained

_SUFFIX = ".db"


def copy(folder: Folder, reason: str) -> Path:
    """A checked copy named after now and `reason`, its key slots beside it; raises Problem and leaves nothing half."""
    from shutil import copy2

    target = _free_name(folder, reason)
    temporary = target.with_suffix(".new")
    try:
        folder.backups.mkdir(parents=True, exist_ok=True)
        with faults_explained():
            db.execute_sql("VACUUM INTO ?", (str(temporary),))
            _check(temporary)
        copy2(folder.keys, target.with_suffix(".json"))
        _settle(temporary, target)
    except OSError as error:
        raise Problem("没能备份，所以这项工作没有开始，数据没有改动。请检查磁盘空间和权限，再试一次。") from error
    finally:
        temporary.unlink(missing_ok=True)
    return target


def last(folder: Folder) -> dt.datetime | None:
    """When the newest copy was made."""
    return max((dt.datetime.fromtimestamp(file.stat().st_mtime) for file in _copies(folder)), default=None)


def _copies(folder: Folder) -> list[Path]:
    return sorted(folder.backups.glob(f"*{_SUFFIX}"))


def _free_name(folder: Folder, reason: str) -> Path:
    stem = f"{dt.datetime.now():%Y%m%d-%H%M%S}-{reason}"
    names = (folder.backups / f"{stem}{more}{_SUFFIX}" for more in ("", *(f"-{n}" for n in range(2, 100))))
    return next(name for name in names if not name.exists())


def _check(file: Path) -> None:
    reopened = EncryptedDatabase(None)
    reopened.point_at(file, db._key)
    try:
        damage = reopened.execute_sql("PRAGMA cipher_integrity_check").fetchall()
        found = reopened.execute_sql("PRAGMA quick_check").fetchone()[0]
    finally:
        reopened.close()
    if damage or found != "ok":
        raise pw.DatabaseError("malformed copy")


def _settle(temporary: Path, target: Path) -> None:
    with open(temporary, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(temporary, target)
