"""Scans and photos that belong to a record: adding, looking, giving out, removing, and whether all are there."""

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from app.domain import attachments as rules
from app.domain.attachments import PICTURES, Kind
from app.domain.errors import Cancelled, Problem
from app.domain.roles import Right
from app.services import session
from app.services.attachment_intake import Source, key, stored
from app.services.session import requires
from app.store import files
from app.store.attachments import Attachment, doomed, spare
from app.store.database import Record
from app.store.journal import Kind as EntryKind
from app.store.nouns import NOUNS
from app.store.writing import Act, keeping, note, writing

Progress = Callable[[int, int], None]
_MOST_THUMBNAILS = 300
_adding = threading.RLock()
"""Held from writing a file until its row stands, so that it is not collected in between."""
_thumbnails: dict[tuple[str, int], bytes] = {}
"""What was drawn for whoever is at the desk, by hash and side; it goes when they leave."""
session.when_left(_thumbnails.clear)


@dataclass(frozen=True)
class AttachmentRow:
    """An attachment as a card shows it: `size` in bytes, `width` and `height` in pixels, 0 where it is no picture."""

    id: int
    name: str
    kind: Kind
    size: int
    width: int
    height: int
    note: str
    added_at: dt.datetime


@dataclass(frozen=True)
class Added:
    """The ids of what was attached, and a sentence for each file that was not."""

    ids: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Findings:
    """How many attachments there are, and the names of those that are missing or were changed."""

    count: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def _no_progress(done: int, total: int) -> None:
    """Count for nobody."""


@requires(Right.ENTER)
def add(noun: str, row: int, name: str, content: bytes | Path, progress: Progress = _no_progress) -> int:
    """Attach a file to a record of a noun (a table) and return its id; raises Problem for what cannot be attached."""
    added = add_many(noun, row, [Source(name, content)], progress)
    if added.refused:
        raise Problem(added.refused[0])
    return added.ids[0]


@requires(Right.ENTER)
def add_many(noun: str, row: int, sources: Sequence[Source], progress: Progress = _no_progress) -> Added:
    """Attach files as one act; one that cannot be attached is refused by name and the others are not held up."""
    owner, rows, refused = _owner(noun, row), list[Attachment](), list[str]()
    with _adding:
        for done, source in enumerate(sources):
            try:
                rows.append(stored(noun, row, source, rows, partial(progress, done, len(sources))))
            except Cancelled:
                raise
            except Problem as problem:
                refused.append(str(problem))
        if rows:
            with writing(f"给{owner}添加附件{_named([each.name for each in rows])}") as act:
                for each in rows:
                    act.add(each)
    return Added([each.id for each in rows], refused)


@requires(Right.ENTER)
def add_with(what: str, noun: str, row: int, source: Source, more: Callable[[Act, int], object]) -> int:
    """Attach a file as part of a larger act of this name and return its id; `more(act, id)` does the rest of the act.
    Raises Problem."""
    _owner(noun, row)
    with _adding:
        fresh = stored(noun, row, source, [], lambda: None)
        with writing(what) as act:
            act.add(fresh)
            more(act, fresh.id)
    return fresh.id


@requires(Right.READ)
def of(noun: str, row: int) -> list[AttachmentRow]:
    """The attachments of a record, in the order they were added."""
    mine = (Attachment.noun == noun, Attachment.row == row, Attachment.removed_at == "")
    return [_row(each) for each in Attachment.select().where(*mine).order_by(Attachment.id)]


@requires(Right.READ)
def read(attachment: int) -> bytes:
    """The content as it was added; raises Problem naming what is missing or was changed."""
    row = Attachment.get_by_id(attachment)
    return files.get(session.folder().attachments, key(), row.hash, row.name)


@requires(Right.READ)
def thumbnail(attachment: int, side: int) -> bytes:
    """A PNG that fits a square of so many pixels; empty where there is nothing to picture. Raises Problem."""
    from app.documents import pictures

    row = Attachment.get_by_id(attachment)
    drawn = _thumbnails.get((row.hash, side))
    if drawn is None:
        drawn = pictures.thumbnail(read(attachment), Kind(row.kind), side, row.name)
        if len(_thumbnails) >= _MOST_THUMBNAILS:
            _thumbnails.clear()
        _thumbnails[row.hash, side] = drawn
    return drawn


@requires(Right.READ)
def pages(attachment: int) -> Any:
    """The pages to look at, as `Paper` or `Photo`, or None for a kind that is not shown here; raises Problem."""
    from app.documents.paper import Paper
    from app.documents.pictures import Photo

    row, content = Attachment.get_by_id(attachment), read(attachment)
    if row.kind in PICTURES:
        return Photo(content, row.name)
    return Paper(content) if row.kind == Kind.PDF else None


@requires(Right.ENTER)
def rename(attachment: int, name: str, note: str = "") -> None:
    """Give an attachment another name and note; its ending stays true to what it is. Raises Problem."""
    row = Attachment.get_by_id(attachment)
    now = {"name": rules.proper_name(name, Kind(row.kind)), "note": note.strip()}
    if now == {"name": row.name, "note": row.note}:
        return
    what = f"附件“{row.name}”改名为“{now['name']}”" if now["name"] != row.name else f"修改附件“{row.name}”的备注"
    with writing(what) as act:
        act.change(row, now)


@requires(Right.ENTER)
def remove(attachments: Sequence[int]) -> None:
    """Move attachments to the recycle bin; their files stay."""
    rows = list(Attachment.select().where(Attachment.id.in_(list(attachments)), Attachment.removed_at == ""))
    if rows:
        with writing(f"移出附件{_named([each.name for each in rows])}") as act:
            for each in rows:
                act.change(each, each.when_undone())


@requires(Right.ENTER)
def export(attachment: int, path: Path) -> None:
    """Write the content, no longer encrypted, where the clerk wants it; raises Problem."""
    from app.documents.pages import replacing

    content, name = read(attachment), Attachment.get_by_id(attachment).name
    with replacing(path) as file:
        file.write(content)
    note(f"导出附件“{name}”", EntryKind.EXPORT)


@requires(Right.READ)
def check(progress: Progress = _no_progress) -> Findings:
    """Read every attachment, those in the recycle bin too, and name what is missing or was changed."""
    rows = list(Attachment.select().where(Attachment.hash != "").order_by(Attachment.id))
    found = Findings(len(rows))
    for done, row in enumerate(rows):
        progress(done, len(rows))
        try:
            files.get(session.folder().attachments, key(), row.hash, row.name)
        except files.Missing:
            found.missing.append(row.name)
        except Problem:
            found.changed.append(row.name)
    return found


@requires(Right.READ)
def collect_orphans() -> int:
    """Delete files that no row names, if the copies of the data hold them too or their time was up; return how many.

    To be called when a backup is whole.
    """
    root, pool = session.folder().attachments, session.folder().backups / "附件"
    with _adding:
        files.sweep(root)
        named = {digest for (digest,) in Attachment.select(Attachment.hash).tuples()}
        gone = doomed()
        orphans = [digest for digest in files.hashes(root) - named if digest in gone or _same(root, pool, digest)]
        for digest in orphans:
            files.drop(root, digest)
        with keeping():
            for digest in gone:
                spare(digest)
    return len(orphans)


def _same(root: Path, pool: Path, digest: str) -> bool:
    """Whether the very same bytes lie in both places."""
    from filecmp import cmp

    try:
        return cmp(files.path_of(root, digest), files.path_of(pool, digest), shallow=False)
    except OSError:
        return False


def _owner(noun: str, row: int) -> str:
    record: Record = NOUNS[noun].get_by_id(row)
    name = str(getattr(record, "name", ""))
    if record.removed_at:
        raise Problem(f"{name}已经移到回收站，附件没有加上。请先从回收站恢复它，再添加。")
    return name


def _named(names: Sequence[str]) -> str:
    return f"“{names[0]}”" if len(names) == 1 else f" {len(names)} 个"


def _row(row: Attachment) -> AttachmentRow:
    at = dt.datetime.fromisoformat(row.added_at)
    same = (row.name, Kind(row.kind), row.size, row.width, row.height, row.note)
    return AttachmentRow(row.id, *same, at)
