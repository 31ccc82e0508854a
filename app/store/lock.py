"""One data folder, one program: a second start is refused and told who holds it."""

import json
import os
import platform
from contextlib import suppress
from datetime import datetime
from typing import Any

from app.domain.errors import Problem, Remedy
from app.paths import Folder
from app.store import place

_held: Any = None


class InUse(Problem):
    """Another start of the program holds the folder."""


def take(folder: Folder) -> None:
    """Hold the folder until `release` or the end of the process; raises InUse naming the holder, or Problem."""
    from filelock import FileLock, Timeout

    global _held
    if _held is not None and _held.lock_file == str(folder.lock):
        return
    place.refuse_network(folder.root)
    lock = FileLock(folder.lock, blocking=False, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise InUse(_refusal(folder), Remedy.QUIT) from None
    except OSError as error:
        raise Problem(
            "数据文件夹不能写入。数据没有改动，请检查 U 盘写保护或文件夹权限，再打开程序。", Remedy.RETRY
        ) from error
    _held = lock
    name_holder(folder, "")


def name_holder(folder: Folder, who: str) -> None:
    """Say who is working here, for whoever is refused."""
    holder = {
        "who": who,
        "host": platform.node(),
        "pid": os.getpid(),
        "since": datetime.now().isoformat(timespec="minutes"),
    }
    with suppress(OSError):  # a full disk keeps nobody from reading
        folder.holder.write_text(json.dumps(holder, ensure_ascii=False), "utf-8")


def release() -> None:
    """Let the next start have the folder."""
    global _held
    if _held is not None:
        _held.release()
        _held = None


def _refusal(folder: Folder) -> str:
    try:
        holder = json.loads(folder.holder.read_text("utf-8"))
        since = datetime.fromisoformat(holder["since"])
        who = holder["who"] or "还没有登录的人"
        whom = f"{who}（电脑 {holder['host']}，{since.month}月{since.day}日 {since:%H:%M} 起）"
    except (OSError, ValueError, KeyError, TypeError):
        whom = "另一个窗口"
    return f"这份数据正由{whom}打开着，不能再开一次。数据没有改动，请切换到已经打开的窗口，或等对方退出后再试。"
