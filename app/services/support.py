"""The report for whoever repairs the program: what is in it is shown before it is written, and none of it is about
people."""

import getpass
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from app.domain.nameless import only_ours, without
from app.domain.roles import Right
from app.paths import APP_NAME, Folder
from app.services import session, support_facts
from app.services.session import anyone

Report = Callable[[int, int], None]
CLOSED = "数据没有打开，所以没有检查，也没有数行数。"
_ENDING = ".txt"
README = (
    f"这是{APP_NAME}的问题报告，写给维护程序的人。里面没有商户、党员、经办人的任何资料，没有文件夹和文件的名字，"
    "也没有数据文件、附件和口令。每个文件都是纯文本，交出去以前可以打开看一遍。"
)


@dataclass(frozen=True)
class Part:
    """One text file of the report: its name there, what it tells in Chinese, and its text."""

    name: str
    title: str
    text: str


@anyone
def gather(folder: Folder, around: Sequence[Part] = (), report: Report = lambda done, total: None) -> list[Part]:
    """What the report holds; `around` is what only the window knows. What belongs to the store is in it where somebody
    is logged in. Runs in a worker; raises Cancelled."""
    steps: list[tuple[str, str, Callable[[], str]]] = [
        ("版本", "程序和它用的部件的版本", support_facts.versions),
        ("系统", "操作系统、内存、磁盘剩余空间", lambda: support_facts.system(folder)),
        ("数据", "数据结构的版本、每张表有多少行", lambda: _of_store(support_facts.store)),
        ("检查", "数据和办理记录是不是完好", lambda: _of_store(support_facts.checks)),
        ("备份", "备份有几份、最近是什么时候", lambda: support_facts.copies_of(folder)),
    ]
    parts = list(around)
    for done, (name, title, tell) in enumerate(steps):
        report(done, len(steps))
        parts.append(Part(name, title, tell()))
    parts += _logs(folder)
    report(len(steps), len(steps))
    listed = "\n".join(f"{part.name}：{part.title}" for part in parts)
    whole = [Part("说明", "这份报告里有什么", f"{README}\n\n{listed}\n"), *parts]
    return [replace(part, text=without(part.text, _names(folder))) for part in whole]


@anyone
def write(parts: Iterable[Part], path: Path) -> None:
    """Write the report as a zip file; raises Problem."""
    from app.exchange.target import replacing

    with replacing(path) as draft, ZipFile(draft, "w", ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(f"{part.name}{_ENDING}", part.text)


@anyone
def size_of(parts: Iterable[Part]) -> int:
    """Bytes of text in a report."""
    return sum(len(part.text.encode()) for part in parts)


def _of_store(tell: Callable[[], str]) -> str:
    return tell() if session.may(Right.READ) else CLOSED


def _logs(folder: Folder) -> list[Part]:
    """The log, the newest file first, as far as it can be read."""
    found = []
    for number, path in enumerate(sorted(folder.logs.glob("*")) if folder.logs.is_dir() else [], 1):
        try:
            text = path.read_text("utf-8", "replace")
        except OSError as error:
            text = type(error).__name__
        found.append(Part(f"日志{number}", "出过什么错，在程序的哪一处", only_ours(text)))
    return found


def _names(folder: Folder) -> set[str]:
    """Whose computer this is, and where the data lies."""
    home = Path.home()
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = os.environ.get("USERNAME", "")
    return {str(folder.root), str(home), home.name, user, platform.node(), platform.node().partition(".")[0]}
