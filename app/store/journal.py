"""Who wrote what and when: one row an act, each chained to the one before by its hash."""

import datetime as dt
import hashlib
import json
from enum import StrEnum
from typing import Any

import peewee as pw

from app.store.database import db

START = "0" * 64
ADDED, WITHDRAWN = RUNS = ("batch", "withdrawn")
"""Keys under which a run of rows stands in `after` as [first, last], instead of each row by its id."""


CLOCK_BACK = "（电脑时间早于上一条）"
"""Stands behind the name of an act that was done, as the clock had it, before the one before it."""


class Kind(StrEnum):
    """What an entry is about, as it is stored; the journal is filtered by it."""

    WORK = ""
    LOG_IN = "login"
    FAILED = "failed"
    LOOK = "look"
    PRINT = "print"
    EXPORT = "export"
    COPY = "copy"
    PEOPLE = "people"
    CHECK = "check"


class JournalEntry(pw.Model):
    """`before` and `after` are JSON: {table: {id: row}}; `undoes` names the entry this one takes back."""

    at = pw.TextField()
    who = pw.TextField()
    what = pw.TextField()
    before = pw.TextField()
    after = pw.TextField()
    undoes = pw.IntegerField(null=True, index=True)
    previous = pw.TextField()
    hash = pw.TextField()
    kind = pw.TextField(default="")

    class Meta:
        database = db
        table_name = "journal"

    def seal(self) -> str:
        """SHA-256 (hex) over everything the entry says and the hash before it."""
        texts = [self.at, self.who, self.what, self.before, self.after]
        return seal_of(self.id, texts, self.undoes, self.previous, self.kind)


class Touched(pw.Model):
    """Which rows of a noun (a table) an entry wrote: the ids from `first` to `last`."""

    entry = pw.IntegerField(index=True)
    noun = pw.TextField()
    first = pw.IntegerField()
    last = pw.IntegerField()

    class Meta:
        database = db


def next_id() -> int:
    """The number the next entry will have; call inside the transaction that writes it."""
    return (JournalEntry.select(pw.fn.MAX(JournalEntry.id)).scalar() or 0) + 1


def append(number: int, who: str, what: str, before: Any, after: Any, undoes: int | None, kind: Kind) -> JournalEntry:
    """Write one entry at the end of the chain, and which rows it touched."""
    columns = (JournalEntry.at, JournalEntry.hash)
    last = JournalEntry.select(*columns).order_by(JournalEntry.id.desc()).first()
    now = dt.datetime.now().isoformat(timespec="seconds")
    entry = JournalEntry(
        id=number,
        at=now,
        who=who,
        what=what + (CLOCK_BACK if last and now < last.at else ""),
        before=_packed(before),
        after=_packed(after),
        undoes=undoes,
        previous=last.hash if last else START,
        kind=kind.value,
    )
    entry.hash = entry.seal()
    entry.save(force_insert=True)
    touched = [(number, noun, *ids) for noun, ids in sorted(_touched(before) | _touched(after))]
    Touched.insert_many(touched, [Touched.entry, Touched.noun, Touched.first, Touched.last]).execute()
    return entry


def _touched(rows: Any) -> set[tuple[str, tuple[int, int]]]:
    """(noun, (first, last)) for every row and every run of rows of one side of an act."""
    return {
        (noun, tuple(left) if key in RUNS else (int(key), int(key)))
        for noun, found in rows.items()
        for key, left in found.items()
    }


def _packed(rows: Any) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def seal_of(number: int, texts: list[str], undoes: object, previous: str, kind: str) -> str:
    said = [number, *texts, undoes, previous]
    said += [kind] if kind else []  # entries from before there were kinds keep their seal
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode(errors="surrogateescape")).hexdigest()
