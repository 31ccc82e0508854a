"""A copy becomes the store again: made ready beside it, then exchanged for it in one step."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import peewee as pw

from app.domain.errors import Problem
from app.domain.names import clean
from app.paths import Folder
from app.store import backup, chain, copies, files, schema, vault
from app.store.attachments import AttachmentKey
from app.store.copies import Copy
from app.store.database import db
from app.store.faults import faults_explained

DAMAGED = ".damaged"
_ENDING = ".restore"
_WAL, _SHM = "-wal", "-shm"


def draft_of(folder: Folder) -> Path:
    """Where a copy is made ready."""
    return folder.root / (folder.database.name + _ENDING)


def name_in(slots: Path, typed: str) -> str:
    """The name that was typed, or the only one there is; raises Problem where the slots cannot be read."""
    names = vault.people(slots)
    return clean(typed) or (names[0] if len(names) == 1 else "")


def clear(folder: Folder) -> None:
    """Delete what a restore that was cut off left behind."""
    for leftover in folder.root.glob(draft_of(folder).name + "*"):
        leftover.unlink(missing_ok=True)


def make_ready(folder: Folder, copy: Copy, key: bytes, wanted: bytes) -> Path:
    """The copy beside the store, checked through and given the key `wanted`; raises Problem. Nothing is exchanged."""
    clear(folder)
    draft = draft_of(folder)
    try:
        for suffix in (_WAL, ""):  # a log lies only beside a store that was copied as a file
            if (part := _beside(copy.path, suffix)).exists():
                copies.duplicate(part, _beside(draft, suffix))
        _check(draft, key)
        if wanted != key:
            with backup.opened(draft, key) as own:
                own.execute_sql(f"PRAGMA rekey = \"x'{wanted.hex()}'\"")
        _bring_attachments(folder, draft, wanted, copy.pool)
    except OSError as error:
        clear(folder)
        raise Problem("没能还原：磁盘已满或写不进去。现在的数据没有改动，请检查磁盘空间和权限，再试一次。") from error
    except BaseException:
        clear(folder)
        raise
    return draft


def save_present(folder: Folder, key: bytes) -> None:
    """Keep the state that is about to be replaced: as a checked copy, or where it is too damaged for one as it lies
    there. Raises Problem."""
    try:
        backup.copy(folder, "还原前", key=key)
    except Problem:
        if backup.is_whole(folder.database, key):
            raise
        set_aside(folder)


def set_aside(folder: Folder) -> Path:
    """Keep the files of a damaged store as they are, for salvage; raises Problem."""
    try:
        folder.backups.mkdir(parents=True, exist_ok=True)
        kept = copies.free_name(folder.backups, "已损坏").with_suffix(DAMAGED)
        for suffix in (_WAL, ""):
            if (part := _beside(folder.database, suffix)).exists():
                copies.duplicate(part, _beside(kept, suffix))
        if folder.keys.exists():
            copies.duplicate(folder.keys, kept.with_suffix(copies.SLOTS))
    except OSError as error:
        raise Problem(backup.sentence(error, "还原前")) from error
    return kept


def exchange(folder: Folder, key: bytes, old_key: bytes, write: Callable[[], object]) -> None:
    """Migrate the copy made ready, let `write` add to it, and put it in the store's place: until that one step the
    old store is untouched, after it the new one is whole. Leaves no store open. Raises Problem."""
    draft = draft_of(folder)
    try:
        with faults_explained():
            db.forget()
            db.point_at(draft, key)
            db.connect()
            schema.upgrade()
            chain.begin_line()
            write()
            db.execute_sql("PRAGMA journal_mode = DELETE")  # everything in the one file
            db.forget()
        _fold_log(folder, old_key)
        copies.publish(draft, folder.database)
    except OSError as error:
        raise Problem("没能还原：磁盘已满或写不进去。现在的数据没有改动，请检查磁盘空间和权限，再试一次。") from error
    finally:
        db.forget()
        with suppress(OSError):
            clear(folder)


def _check(draft: Path, key: bytes) -> None:
    with faults_explained(), backup.opened(draft, key) as own:
        if own.user_version > schema.newest():
            raise Problem("这份备份是由更新版本的程序写成的，本程序还原不了它。数据没有改动，请先升级程序。")
        if own.user_version < 1 or backup.damage(own):
            raise Problem("这份备份有损坏，没有用它还原。现在的数据没有改动，请选另一份备份。")


def _bring_attachments(folder: Folder, draft: Path, key: bytes, pool: Path) -> None:
    """Fetch the attachments of the copy that are missing or changed in the folder."""
    with backup.opened(draft, key) as own:
        if not own.table_exists("attachment"):
            return
        wanted = set(backup.hashes(own))
        keys = [row[0] for row in backup.answers(own, f'SELECT key FROM "{AttachmentKey._meta.table_name}"')]
    for content in sorted(wanted & files.hashes(folder.attachments)):
        sound = any(files.is_kept(folder.attachments, bytes(each), content) for each in keys)
        if not sound and files.path_of(pool, content).exists():
            files.drop(folder.attachments, content)
    copies.fill_pool(wanted, pool, folder.attachments)


def _fold_log(folder: Folder, key: bytes) -> None:
    """Take the write-ahead log into the old store, so that no log is left which the new one would read as its own."""
    if not folder.database.exists():
        return
    try:
        with backup.opened(folder.database, key) as own:
            if backup.answers(own, "PRAGMA journal_mode = DELETE") != [("delete",)]:
                raise Problem("数据正被另一项工作占用，没有还原。数据没有改动，请稍等片刻，再试一次。")
    except pw.DatabaseError as error:
        if "locked" in str(error):
            raise Problem("数据正被另一项工作占用，没有还原。数据没有改动，请稍等片刻，再试一次。") from error
    for suffix in (_WAL, _SHM):  # still there only for a store too damaged to be opened, which was set aside
        _beside(folder.database, suffix).unlink(missing_ok=True)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
