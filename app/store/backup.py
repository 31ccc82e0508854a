"""Copies of the store: written beside, checked, and only then kept."""

import datetime as dt
import errno
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

import peewee as pw

from app.domain.errors import Problem, Remedy
from app.domain.thinning import BEFORE
from app.paths import Folder
from app.store import copies, files, vault
from app.store.copies import Copy, Facts
from app.store.database import LARGE_CACHE, EncryptedDatabase, db
from app.store.faults import as_problem
from app.store.stopping import stoppable

Report = Callable[[int, int], None]
"""Called with (done, total) steps; it raises Cancelled to stop."""

STEPS = 4
_TRIES = 3
_ONE_PASS = -2000
"""KiB of pages for what is read once from end to end: a larger cache does not stay in the processor's own."""
_one_at_a_time = Lock()


def copy(folder: Folder, reason: str, report: Report = lambda done, total: None, key: bytes = b"") -> Path:
    """A checked copy named after now and `reason`, its key slots beside it and its attachments in the pool; raises
    Problem or Cancelled and leaves nothing half. Works on connections of its own, in any thread; `key` is that of a
    store that is not open."""
    key, place = key or db._key, folder.backups
    with _one_at_a_time, _explained(reason):
        place.mkdir(parents=True, exist_ok=True)
        copies.clear_leftovers(place)
        target = copies.free_name(place, reason)
        draft = target.with_suffix(copies.UNFINISHED)
        try:
            counts = _write(folder.database, key, draft, report)
            facts = _checked(draft, key, reason, counts, report)
            copies.fill_pool(facts.attachments, folder.attachments, place / copies.POOL, _reader(folder.database, key))
            report(3, STEPS)
            _keep_slots(folder, key, target.with_suffix(copies.SLOTS))
            copies.write_facts(target, facts)
            copies.publish(draft, target)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    report(STEPS, STEPS)
    return target


def newest(folder: Folder) -> Copy | None:
    """The newest copy nothing is known against."""
    names = sorted(folder.backups.glob(f"*{copies.SUFFIX}"), key=lambda path: path.stem, reverse=True)
    return next((copy for copy in map(copies.read, names) if copy.looks_good()), None)


def last(folder: Folder) -> dt.datetime | None:
    """When the newest good copy was made."""
    found = newest(folder)
    return found.at if found else None


def thin(folder: Folder, now: dt.datetime) -> int:
    """Drop copies that are no longer needed, unless the store itself is damaged; returns how many went."""
    with _one_at_a_time:
        return (
            copies.thin(folder.backups, now)
            if copies.surplus(folder.backups, now) and is_whole(folder.database, db._key)
            else 0
        )


def opens(path: Path, key: bytes) -> bool:
    """Whether this is the key of a store file; a file with its first page intact may still be damaged further on."""
    try:
        with opened(path, key):
            return True
    except pw.DatabaseError as error:
        return "malformed" in str(error)


@contextmanager
def opened(path: Path, key: bytes, cache: int = LARGE_CACHE) -> Iterator[EncryptedDatabase]:
    """A connection of its own to a store file, its temporary tables in memory."""
    own = EncryptedDatabase(None, pragmas={"temp_store": 2, "cache_size": cache})
    own.point_at(path, key)
    try:
        own.connect()
        yield own
    finally:
        own.close()


def answers(own: EncryptedDatabase, sql: str, *values: object) -> list[Any]:
    """All rows of a query; what goes wrong while they are read is a peewee error, too, and not the engine's own."""
    with pw.__exception_wrapper__:
        return own.execute_sql(sql, values).fetchall()


def damage(own: EncryptedDatabase) -> list[str]:
    """What is wrong with the pages or the structure of a file; nothing, where all is well."""
    try:
        pages = [row[0] for row in answers(own, "PRAGMA cipher_integrity_check")]
        return pages or [row[0] for row in answers(own, "PRAGMA quick_check") if row[0] != "ok"]
    except pw.DatabaseError as error:
        return [str(error)]


def _write(source: Path, key: bytes, draft: Path, report: Report) -> dict[str, int]:
    """Write the copy; returns the rows of each table in the very state that was copied."""
    with opened(source, key, _ONE_PASS) as own:
        own.execute_sql("PRAGMA synchronous = OFF")  # of the copy, which is synchronised once, when it is whole
        for _ in range(_TRIES):
            if counts := _written_quietly(own, draft, report):
                return counts
        with opened(source, key) as holder, holder.atomic("IMMEDIATE"):
            return _written_quietly(own, draft, report)


def _written_quietly(own: EncryptedDatabase, draft: Path, report: Report) -> dict[str, int]:
    """The rows of each table, copied and meanwhile counted; {} where somebody wrote in between."""
    draft.unlink(missing_ok=True)
    version = _version(own)
    report(1, STEPS)
    with ThreadPoolExecutor(1) as beside, stoppable(own, lambda: report(1, STEPS)):
        counts = beside.submit(_counted, Path(own.database), own._key)
        own.execute_sql("VACUUM INTO ?", (str(draft),))
        return counts.result() if _version(own) == version else {}


def _keep_slots(folder: Folder, key: bytes, target: Path) -> None:
    """The slots as they are now, not as they were when the copy was begun: somebody may have been shut out since."""
    vault.people(folder.keys)
    if not opens(folder.database, key):
        raise Problem("没能备份：数据正在换新钥匙。数据没有改动，以前的备份都在。请稍后再备份一次。")
    copies.write_whole(target, folder.keys.read_bytes())


def _version(own: EncryptedDatabase) -> int:
    """Changes whenever another connection has written."""
    return answers(own, "PRAGMA data_version")[0][0]


def _counts(own: EncryptedDatabase) -> dict[str, int]:
    tables = answers(own, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
    with own.atomic("DEFERRED"):
        return {name: answers(own, f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in tables}


def _counted(path: Path, key: bytes) -> dict[str, int]:
    with opened(path, key, _ONE_PASS) as own:
        return _counts(own)


def _checked(draft: Path, key: bytes, reason: str, counts: dict[str, int], report: Report) -> Facts:
    """Reopen a copy, verify the seal of every page and meanwhile count its rows. A page the engine wrote and sealed a
    moment ago is not parsed once more: `quick_check` costs as much as the copying, and runs before a restore instead.
    """
    report(2, STEPS)
    with ThreadPoolExecutor(1) as beside, opened(draft, key, _ONE_PASS) as own:
        found = beside.submit(_facts, draft, key, reason, counts)
        if answers(own, "PRAGMA cipher_integrity_check") or (facts := found.result()) is None:
            raise Problem("备份写好后核对不上，没有留下它。数据没有改动，以前的备份都在。请检查磁盘，再备份一次。")
        return facts


def _facts(draft: Path, key: bytes, reason: str, counts: dict[str, int]) -> Facts | None:
    """What is known of a copy, which is on the disk then; None where its rows are not as many as they should be."""
    copies.sync(draft)
    with opened(draft, key, _ONE_PASS) as own:
        if _counts(own) != counts:
            return None

        def number(sql: str) -> int:
            return answers(own, sql)[0][0] or 0

        return Facts(
            reason=reason,
            schema=number("PRAGMA user_version"),
            rows=_rows(counts),
            merchants=number("SELECT count(*) FROM merchant WHERE removed_at = ''"),
            entries=number("SELECT max(id) FROM journal"),
            size=draft.stat().st_size,
            sha256=copies.digest(draft),
            attachments=hashes(own) if "attachment" in counts else (),
        )


def _reader(path: Path, key: bytes) -> copies.Reads:
    """Says whether an attachment can be read with the key that a store keeps for them."""

    def reads(root: Path, digest: str) -> bool:
        with opened(path, key) as own:
            (of_files,) = answers(own, "SELECT key FROM attachment_key")[0]
        return files.is_kept(root, bytes(of_files), digest)

    return reads


def count_rows(path: Path, key: bytes) -> int:
    """Rows of all tables of a store file, the search index aside."""
    return _rows(_counted(path, key))


def _rows(counts: dict[str, int]) -> int:
    return sum(count for table, count in counts.items() if "_search_" not in table)


def hashes(own: EncryptedDatabase) -> tuple[str, ...]:
    """Of every attachment a store has a row for."""
    return tuple(row[0] for row in answers(own, "SELECT DISTINCT hash FROM attachment WHERE hash != '' ORDER BY hash"))


def is_whole(path: Path, key: bytes) -> bool:
    """Whether a store file opens with its key and reads through."""
    try:
        with opened(path, key) as own:
            return not damage(own)
    except pw.DatabaseError:
        return False


@contextmanager
def _explained(reason: str) -> Iterator[None]:
    """Turn what the disk did into a sentence that says whether the work went on."""
    try:
        yield
    except OSError as error:
        raise Problem(sentence(error, reason), Remedy.RETRY) from error
    except pw.DatabaseError as error:
        text = str(error).lower()
        if "full" in text or "i/o" in text or "readonly" in text or "unable to open" in text:
            full = errno.ENOSPC if "full" in text else errno.EIO
            raise Problem(sentence(OSError(full, text), reason), Remedy.RETRY) from error
        if problem := as_problem(error):
            raise problem from error
        raise


def sentence(error: OSError, reason: str = "", where: str = "备份文件夹") -> str:
    """Why no copy could be written there, and that nothing is lost."""
    stopped = "，所以这项工作没有开始" if reason in BEFORE else ""
    kept = "数据没有改动，以前的备份都在。"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"没能备份：{where}所在的磁盘已满{stopped}。{kept}请删掉一些不用的文件，再试一次。"
    if isinstance(error, PermissionError) or error.errno in (errno.EROFS, errno.EACCES):
        return f"没能备份：{where}不许写入{stopped}。{kept}请检查写保护或文件夹权限，再试一次。"
    return f"没能备份：{where}写不进去，可能是磁盘或 U 盘松动{stopped}。{kept}请检查后再试一次。"
