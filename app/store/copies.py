"""Copies of the store as files: a database, its key slots and what is known of it; and the attachments of them all."""

import datetime as dt
import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from filecmp import cmp
from pathlib import Path
from typing import Any

from app.domain.thinning import Stored, superfluous
from app.paths import Folder
from app.store import files

SUFFIX, SLOTS, FACTS, UNFINISHED = ".db", ".json", ".info", ".new"
POOL = "附件"
_NAME = re.compile(r"(\d{8}-\d{6})-(.*?)(?:-\d+)?$")
_CHUNK = 1 << 20
_COMPARED = 64 << 20
"""Bytes of attachments that are compared with those of former copies each time one is made."""
Reads = Callable[[Path, str], bool]
"""Whether the attachment of a hash under a folder is what it was when it was put there."""


@dataclass(frozen=True)
class Facts:
    """What was known when the copy was checked; `sound` turns false when it is found damaged later."""

    reason: str
    schema: int
    rows: int
    merchants: int
    entries: int
    size: int
    sha256: str
    attachments: tuple[str, ...] = ()
    sound: bool = True


@dataclass(frozen=True)
class Copy:
    """A copy on disk; `facts` is None for a file nobody has checked."""

    path: Path
    at: dt.datetime
    reason: str
    facts: Facts | None

    @property
    def slots(self) -> Path:
        """The key slots that open it: its own, or those of the data folder it lies in."""
        own = self.path.with_suffix(SLOTS)
        return own if own.exists() else Folder(self.path.parent).keys

    @property
    def pool(self) -> Path:
        """Where its attachments are."""
        return self.path.parent / POOL

    def looks_good(self) -> bool:
        """Whether it was checked and nothing is known against it; cheap enough for a list."""
        with suppress(OSError):
            return bool(self.facts and self.facts.sound and self.path.stat().st_size == self.facts.size)
        return False


def found(place: Path) -> list[Copy]:
    """The copies in a folder, newest first."""
    return sorted(map(read, place.glob(f"*{SUFFIX}")), key=lambda copy: (copy.at, copy.path.stem), reverse=True)


def read(path: Path) -> Copy:
    """One copy, from its name and its facts."""
    named, facts = _NAME.match(path.stem), _facts(path.with_suffix(FACTS))
    with suppress(ValueError):
        if named:
            return Copy(path, dt.datetime.fromisoformat(named[1].replace("-", "T")), named[2], facts)
    changed = dt.datetime.fromtimestamp(path.stat().st_mtime) if path.exists() else dt.datetime.min
    return Copy(path, changed.replace(microsecond=0), facts.reason if facts else "", facts)


def free_name(place: Path, reason: str) -> Path:
    """A name for a copy made now that no other has."""
    stem = f"{dt.datetime.now():%Y%m%d-%H%M%S}-{reason}"
    names = (place / f"{stem}{more}{SUFFIX}" for more in ("", *(f"-{n}" for n in range(2, 100))))
    return next(name for name in names if not name.exists())


def is_unchanged(copy: Copy) -> bool:
    """Whether every byte is as when the copy was checked; one that is not is remembered as damaged."""
    if copy.facts is None:
        return False
    try:
        whole = copy.looks_good() and digest(copy.path) == copy.facts.sha256
    except OSError:
        return False
    if not whole:
        with suppress(OSError):
            write_facts(copy.path, replace(copy.facts, sound=False))
    return whole


def digest(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_facts(path: Path, facts: Facts) -> None:
    """Say beside a copy what is known of it."""
    write_whole(path.with_suffix(FACTS), json.dumps(asdict(facts), ensure_ascii=False, indent=1).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that its name stands for all of it or does not appear."""
    draft = path.with_name(path.name + UNFINISHED)
    try:
        draft.write_bytes(content)
        publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def publish(draft: Path, path: Path) -> None:
    """Give a finished file its name once its bytes are on the disk."""
    sync(draft)
    os.replace(draft, path)
    settle(path.parent)


def sync(path: Path) -> None:
    """Wait until the bytes of a file are on the disk."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def settle(place: Path) -> None:
    """Let new names in a folder outlive a power cut; Windows sees to that itself."""
    if os.name != "nt":
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def duplicate(source: Path, target: Path) -> None:
    """The same bytes under a second name, whole or not at all, and read back."""
    draft = target.with_name(target.name + UNFINISHED)
    try:
        with open(source, "rb") as from_, open(draft, "wb") as to:
            while chunk := from_.read(_CHUNK):
                to.write(chunk)
            to.flush()
            os.fsync(to.fileno())
        if digest(draft) != digest(source):
            raise OSError("what was written reads differently")
        publish(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def fill_pool(wanted: Iterable[str], source: Path, pool: Path, reads: Reads = lambda root, digest: False) -> None:
    """Bring the attachments of these hashes from one folder into another, as far as they are there. What lies there is
    compared, another part each time, and replaced where it differs from one that `reads`."""
    present, chosen = files.hashes(pool), set(wanted)
    for content in sorted(chosen - present) + list(_spoilt(sorted(chosen & present), source, pool, reads)):
        if (origin := files.path_of(source, content)).exists():
            target = files.path_of(pool, content)
            target.parent.mkdir(parents=True, exist_ok=True)
            duplicate(origin, target)


def _spoilt(present: list[str], source: Path, pool: Path, reads: Reads) -> Iterator[str]:
    """Those whose bytes are not those of a sound original, beginning anywhere and looking at so many bytes."""
    start, left = secrets.randbelow(len(present) or 1), _COMPARED
    for content in present[start:] + present[:start]:
        origin = files.path_of(source, content)
        left -= origin.stat().st_size if origin.exists() else 0
        if left < 0:
            return
        if origin.exists() and not cmp(origin, files.path_of(pool, content), shallow=False) and reads(source, content):
            yield content


def send(copy: Copy, place: Path, name: str = "", reads: Reads = lambda root, digest: False) -> Path:
    """Write a copy with its slots, facts and attachments to another folder; its name appears last. `reads` as above."""
    place.mkdir(parents=True, exist_ok=True)
    clear_leftovers(place)
    target = place / (name or copy.path.name)
    fill_pool(copy.facts.attachments if copy.facts else (), copy.pool, place / POOL, reads)
    for suffix in (SLOTS, FACTS, SUFFIX):
        duplicate(copy.path.with_suffix(suffix), target.with_suffix(suffix))
    return target


def surplus(place: Path, now: dt.datetime) -> list[Copy]:
    """The copies in a folder that may go, oldest first."""
    by_name = {copy.path.stem: copy for copy in found(place)}
    stored = [Stored(name, copy.at, copy.reason, copy.looks_good()) for name, copy in by_name.items()]
    return [by_name[each.name] for each in superfluous(stored, now)]


def thin(place: Path, now: dt.datetime) -> int:
    """Drop what may go, each only while the newer copy that stands for it reads back unchanged; returns how many."""
    gone = surplus(place, now)
    while not all(map(is_unchanged, _stand_ins(gone, place))):
        gone = surplus(place, now)
    for copy in gone:
        _drop(copy)
    if gone:
        _sweep_pool(place)
    return len(gone)


def clear_leftovers(place: Path) -> None:
    """Delete what a copy that was cut off left behind."""
    for draft in place.glob(f"*{UNFINISHED}*"):
        draft.unlink(missing_ok=True)
    for suffix in (SLOTS, FACTS):
        for sidecar in place.glob(f"*{suffix}"):
            if _NAME.match(sidecar.stem) and not sidecar.with_suffix(SUFFIX).exists():
                sidecar.unlink(missing_ok=True)


def _stand_ins(gone: list[Copy], place: Path) -> list[Copy]:
    """The newest good copy that stays, and for each to be dropped the next newer one."""
    names = {copy.path for copy in gone}
    stay = [copy for copy in found(place) if copy.path not in names and copy.looks_good()]
    newer = [[each for each in stay if each.at >= copy.at][-1:] for copy in gone]
    chosen = [*stay[:1], *(each for last in newer for each in last)] if gone else []
    return list({copy.path: copy for copy in chosen}.values())


def _drop(copy: Copy) -> None:
    for suffix in (SUFFIX, SLOTS, FACTS):
        copy.path.with_suffix(suffix).unlink(missing_ok=True)


def _sweep_pool(place: Path) -> None:
    """Delete attachments that no copy holds any more, provided every copy says which it holds."""
    known = [copy.facts for copy in found(place)]
    if known and all(known):
        held = {content for facts in known if facts for content in facts.attachments}
        for content in files.hashes(place / POOL) - held:
            files.drop(place / POOL, content)


def _facts(path: Path) -> Facts | None:
    try:
        said: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Facts(**{**said, "attachments": tuple(said["attachments"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None
