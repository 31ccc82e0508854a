"""Whether the journal is as it was written: each entry against its seal and the one before, its end against what
is kept outside the database.

Not found: whoever holds the key and rewrites the last entries, reseals them and also rewrites the head; and a loss
at the end where the head file is gone as well.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from app.paths import Folder
from app.store.database import db
from app.store.desk import Setting
from app.store.journal import START, JournalEntry, seal_of

_EVERY = 500
_LINE = "journal_line"
_READ = (
    "SELECT id, CAST(CAST(undoes AS TEXT) AS BLOB), CAST(at AS BLOB), CAST(who AS BLOB), CAST(what AS BLOB), "
    "CAST(before AS BLOB), CAST(after AS BLOB), CAST(previous AS BLOB), CAST(kind AS BLOB), CAST(hash AS BLOB) "
    "FROM journal ORDER BY id"
)
"""As bytes, so that one which is no UTF-8 any more is found and not stumbled over."""


def broken(progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[int]:
    """Numbers of the entries that were altered, exchanged or are missing; of a gap the first, and of a lost end.

    An entry that agrees with itself but not with the one before is named in place of that one.
    """
    total = JournalEntry.select().count()
    end, end_hash = _head()
    expected, sound, previous = 1, True, START
    for done, row in enumerate(db.execute_sql(_READ)):
        if done % _EVERY == 0:
            progress(done, total)
        number, stored, before, seal = _read(row)
        if number > expected:
            yield expected
        linked = before == previous or not sound or number > expected
        sound = stored == seal
        if not (sound and linked) or (number == end and stored != end_hash):
            yield number
        expected, previous = max(expected, number + 1), stored
    progress(total, total)
    if end >= expected:
        yield expected


def keep_head(entry: JournalEntry) -> None:
    """Note outside the database how far the journal has come; a place that cannot be written to goes without.

    A journal that has become shorter does not move it back, so that writing on does not hide what is lost.
    """
    if entry.id > _head()[0] or entry.previous == START:
        _keep(entry)


def begin_line() -> None:
    """Before a copy takes the store's place on purpose: what is kept outside of the other store says nothing of it."""
    Setting.replace(name=_LINE, value=token_hex(8)).execute()


def keep_last() -> None:
    """Note how far the journal comes now, after a database was put in the place of another on purpose."""
    _keep(JournalEntry.select().order_by(JournalEntry.id.desc()).get())


def _keep(entry: JournalEntry) -> None:
    with suppress(OSError):
        _file().write_text(json.dumps({"entry": entry.id, "hash": entry.hash, "line": _line()}), "utf-8")


def _head() -> tuple[int, str]:
    """(0, "") where nothing, or nothing readable, is kept of this store."""
    try:
        head = json.loads(_file().read_text("utf-8"))
        return (int(head["entry"]), str(head["hash"])) if head["line"] == _line() else (0, "")
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""


def _line() -> str:
    """Which store this is: restoring a copy makes another one of it."""
    row = Setting.get_or_none(Setting.name == _LINE)
    return row.value if row else ""


def _file() -> Path:
    return Folder(Path(db.database).parent).journal_head


def _read(row: tuple[Any, ...]) -> tuple[int, str, str, str]:
    """(number, hash, hash before, seal) of one raw row."""
    number, undoes, *raw = row
    *texts, previous, kind, stored = [(each or b"").decode(errors="surrogateescape") for each in raw]
    taken_back = undoes if undoes is None else int(undoes) if undoes.isdigit() else repr(undoes)
    return number, stored, previous, seal_of(number, texts, taken_back, previous, kind)
