"""The content of attachments: one encrypted file for each, named by the SHA-256 of what is in it, never changed."""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import Problem

KEY_BYTES = 32
UNFINISHED = ".new"
_MARK = b"FJ\x01"  # the format's version is its last byte
_NONCE = 8
_CHUNK = 1 << 20
_TAG = 16

_one_writer = threading.Lock()


class Missing(Problem):
    """The file is not where it was put."""


class Changed(Problem):
    """The file is not as it was written."""


def path_of(root: Path, digest: str) -> Path:
    """Where the content of this SHA-256 (hex) lies under a folder."""
    return root / digest[:2] / digest


def hashes(root: Path) -> set[str]:
    """Of every content that lies under a folder."""
    return {path.name for path in root.glob("??/*") if _is_hash(path.name) and path.parent.name == path.name[:2]}


def put(root: Path, key: bytes, content: bytes) -> str:
    """Keep a content and return its hash; what is there already and sound is left alone. Raises Problem."""
    digest = sha256(content).hexdigest()
    with _one_writer:
        if not is_kept(root, key, digest):
            _write(path_of(root, digest), key, digest, content)
    return digest


def get(root: Path, key: bytes, digest: str, name: str = "") -> bytes:
    """A content as it was put; raises Missing or Changed, which speak of it by `name`."""
    called = f"附件“{name}”" if name else "这个附件"
    try:
        with open(path_of(root, digest), "rb") as file:
            content = _read(file, key, digest)
    except FileNotFoundError:
        raise Missing(f"{called}不见了。其他数据没有受影响，请从备份里取回。") from None
    except OSError as error:
        raise Problem(f"{called}读不出来，可能是磁盘或 U 盘松动。数据没有改动，请检查后再试一次。") from error
    if content is None:
        raise Changed(f"{called}被改动过，或者已经损坏，不能再用。其他数据没有受影响，请从备份里取回。")
    return content


def is_kept(root: Path, key: bytes, digest: str) -> bool:
    """Whether a content is there as it was put."""
    try:
        get(root, key, digest)
    except Problem:
        return False
    return True


def drop(root: Path, digest: str) -> None:
    """Delete a content; one that is not there is gone already."""
    with suppress(FileNotFoundError):
        path_of(root, digest).unlink()


def sweep(root: Path) -> None:
    """Delete what a write that was cut off left behind."""
    with _one_writer:
        for path in root.glob(f"??/*{UNFINISHED}"):
            path.unlink(missing_ok=True)


def _is_hash(name: str) -> bool:
    return len(name) == 64 and not name.strip("0123456789abcdef")


def _write(path: Path, key: bytes, digest: str, content: bytes) -> None:
    draft = path.with_name(path.name + UNFINISHED)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(draft, "wb") as file:
            file.writelines(_sealed(key, digest, memoryview(content)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
        _settle(path.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Problem(_sentence(error)) from error


def _settle(folder: Path) -> None:
    """Let the new name outlive a power cut; Windows sees to that itself."""
    if os.name != "nt":
        for each in (folder, folder.parent, folder.parent.parent):
            handle = os.open(each, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _sealed(key: bytes, digest: str, content: memoryview) -> Iterator[bytes]:
    """The file, chunk by chunk, so that a large scan is not held twice."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealing, head = AESGCM(key), _MARK + os.urandom(_NONCE)
    yield head
    last = max(0, len(content) - 1) // _CHUNK
    for number in range(last + 1):
        chunk = content[number * _CHUNK : (number + 1) * _CHUNK]
        yield sealing.encrypt(_nonce(head, number), chunk, _bound(head, digest, number == last))


def _read(file: BinaryIO, key: bytes, digest: str) -> bytes | None:
    """What a file holds, or None where it is not what was written under this hash."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    sealing, head, whole = AESGCM(key), file.read(len(_MARK) + _NONCE), BytesIO()
    number, chunk = 0, file.read(_CHUNK + _TAG)
    if not head.startswith(_MARK) or len(chunk) < _TAG:
        return None
    while chunk:
        following = file.read(_CHUNK + _TAG)
        try:
            whole.write(sealing.decrypt(_nonce(head, number), chunk, _bound(head, digest, not following)))
        except InvalidTag:
            return None
        number, chunk = number + 1, following
    return whole.getvalue() if sha256(whole.getbuffer()).hexdigest() == digest else None


def _nonce(head: bytes, number: int) -> bytes:
    return head[len(_MARK) :] + number.to_bytes(4, "big")


def _bound(head: bytes, digest: str, is_last: bool) -> bytes:
    """What the seal covers besides the chunk: no file can be renamed to another's hash, or cut at a chunk's end."""
    return head + digest.encode() + bytes([is_last])


def _sentence(error: OSError) -> str:
    kept = "之前的数据没有丢，这个附件没有加上。"
    if error.errno == errno.ENOSPC:
        return f"没能保存附件：磁盘已满。{kept}请删掉一些不用的文件，再试一次。"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"没能保存附件：附件文件夹不许写入。{kept}请检查 U 盘写保护或文件夹权限，再试一次。"
    return f"没能保存附件：这个位置写不进去，可能是磁盘或 U 盘松动。{kept}请检查后再试一次。"
