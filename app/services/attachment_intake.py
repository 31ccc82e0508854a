"""Taking a file in: read, recognized, tried, and written encrypted; its row is left to whoever attaches it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain import attachments as rules
from app.domain.attachments import PICTURES
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import session
from app.services.session import requires
from app.store import files
from app.store.attachments import Attachment, AttachmentKey

_PIECE = 1 << 20
_TRIED = 256
"""Pixels of the small picture by which it is tried whether a file opens."""


@dataclass(frozen=True)
class Source:
    """Something to be attached: the content itself, or where it can be read."""

    name: str
    content: bytes | Path


@requires(Right.READ)
def key() -> bytes:
    """The key of all attachments of the store that is open."""
    return bytes(AttachmentKey.get().key)


@requires(Right.ENTER)
def stored(noun: str, row: int, source: Source, others: Sequence[Attachment], pause: Callable[[], None]) -> Attachment:
    """The row of something new, its file already written."""
    from app.documents import pictures

    content = content_of(source, pause)
    name = Path(source.name).name
    kind = rules.kind_of(name, content)
    width, height = pictures.size_px(content, name) if kind in PICTURES else (0, 0)
    pause()
    pictures.thumbnail(content, kind, _TRIED, name)  # nobody could look at what does not open
    pause()
    digest = files.put(session.folder().attachments, key(), content)
    mine = (Attachment.noun == noun, Attachment.row == row, Attachment.removed_at == "", Attachment.hash == digest)
    twin = next((each for each in others if each.hash == digest), None) or Attachment.get_or_none(*mine)
    if twin:
        raise Problem(f"“{name}”已经在附件里了（{twin.name}），没有再加一次。")
    now = dt.datetime.now().isoformat(timespec="seconds")
    described = {"name": rules.proper_name(source.name, kind), "kind": kind.value, "size": len(content)}
    return Attachment(noun=noun, row=row, hash=digest, width=width, height=height, added_at=now, **described)


@requires(Right.READ)
def content_of(source: Source, pause: Callable[[], None] = lambda: None) -> bytes:
    """The bytes of what is to be attached; raises Problem where they cannot be read or are too many."""
    pause()
    if isinstance(source.content, bytes):
        return source.content
    try:
        if source.content.is_dir():
            raise Problem(f"“{source.name}”是文件夹，不能作为附件。没有加上任何内容，请打开它，选里面的文件。")
        rules.check_size(source.name, source.content.stat().st_size)
        return _whole(source.content, pause)
    except FileNotFoundError as error:
        raise Problem(f"“{source.name}”不见了，没有加上。请看看文件是不是移走了，U 盘是不是拔掉了。") from error
    except OSError as error:
        raise Problem(
            f"“{source.name}”读不出来，没有加上。可能它正被别的程序打开，或者 U 盘松动，请检查后再试。"
        ) from error


def _whole(path: Path, pause: Callable[[], None]) -> bytes:
    """A file piece by piece, never much more than may be attached, however it grows meanwhile."""
    pieces = bytearray()
    with open(path, "rb") as file:
        while len(pieces) <= rules.LARGEST and (piece := file.read(_PIECE)):
            pieces += piece
            pause()
    return bytes(pieces)
