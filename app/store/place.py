"""Where data must not lie: SQLite's write-ahead log loses writes on a folder shared over a network."""

import re
import sys
from pathlib import Path

from app.domain.errors import Problem, Remedy

_NETWORK = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "davfs", "ceph", "glusterfs", "lustre"),
    *("fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.glusterfs"),
}
_MOUNTS = Path("/proc/self/mountinfo")
_DRIVE_REMOTE = 4
_ESCAPED = re.compile(r"\\([0-7]{3})")


def refuse_network(root: Path) -> None:
    """Raise Problem where a data folder lies on another computer."""
    if is_network(root):
        raise Problem(
            "数据文件夹在网络共享上，断网或两台电脑同时打开都会损坏数据，所以没有打开。数据没有改动。"
            "请把整个文件夹复制到这台电脑的硬盘上，再从那里打开。",
            Remedy.ELSEWHERE,
        )


def is_network(root: Path) -> bool:
    """Whether a folder lies on another computer; where that cannot be told, it does not."""
    if str(root).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(root.absolute().drive + "\\") == _DRIVE_REMOTE
    try:
        return _kind(root.resolve(), _MOUNTS.read_text("utf-8", "surrogateescape")) in _NETWORK
    except OSError:
        return False


def _kind(root: Path, mounts: str) -> str:
    """The file system under a folder: the last mounted of those whose mount point is nearest above it."""
    nearest, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = Path(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), before.split()[4]))
        if root.is_relative_to(point) and len(point.parts) >= nearest:
            nearest, kind = len(point.parts), after.split()[0]
    return kind
