"""What the report for whoever repairs the program says of program, system and store: versions and counts."""

import os
import platform
import shutil
import sys
import time
from pathlib import Path

import peewee as pw

from app import __version__
from app.domain.errors import Problem
from app.domain.nameless import plain
from app.domain.roles import Right, Role
from app.paths import Folder, default_folder
from app.services import backups, integrity
from app.services.session import anyone, requires
from app.store import copies, schema
from app.store.centres import Centre, Clerk
from app.store.database import db

_DESKTOP = ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "QT_IM_MODULE", "QT_QPA_PLATFORM", "LANG")
_MB = 1 << 20


@anyone
def versions() -> str:
    """The program and what it is built on."""
    from playhouse.sqlcipher_ext import sqlcipher

    return lines(
        ("程序", __version__),
        ("数据结构", schema.newest()),
        ("Python", platform.python_version()),
        ("SQLite", sqlcipher.sqlite_version),
        ("peewee", pw.__version__),
        ("打包成的程序", "是" if hasattr(sys, "_MEIPASS") else "不是"),
    )


@anyone
def system(folder: Folder) -> str:
    """The computer, without its name."""
    libc = " ".join(platform.libc_ver())
    return lines(
        ("系统", plain(f"{platform.system()} {platform.release()}")),
        ("发行版", plain(_distribution())),
        ("处理器", plain(f"{platform.machine()} x {os.cpu_count()}")),
        ("内存", _memory()),
        ("C 库", plain(libc)),
        ("时间", time.strftime("%Y-%m-%d %H:%M %z")),
        ("数据所在磁盘", _room(folder.root)),
        ("数据在", "平常的位置" if folder == default_folder() else "另外指定的位置"),
        *((name, plain(os.environ.get(name, ""))) for name in _DESKTOP),
    )


@requires(Right.READ)
def store() -> str:
    """Numbers of rows and bytes; of settings only how many there are."""
    centre = Centre.get()
    tables = sorted(name for name in db.get_tables() if "_search_" not in name and not name.endswith("_search"))
    counted = [(name, _count(name)) for name in tables]
    clerks = [(role.value, Clerk.select().where(Clerk.role == role, Clerk.removed_at == "").count()) for role in Role]
    return lines(
        ("数据结构", db.user_version),
        ("加密", db.pragma("cipher_version")),
        ("示例数据", "是" if centre.sample else "不是"),
        ("数据文件", _mega(Path(db.database))),
        ("空页", db.pragma("freelist_count")),
        ("U 盘备份", "选定了" if backups.second_place() else "没有选定"),
        *((f"人员，{role}", count) for role, count in clerks),
        *counted,
    )


@requires(Right.READ)
def checks() -> str:
    """Whether the store is whole, in numbers."""
    try:
        found = integrity.check()
    except Problem as problem:
        return lines(("没能查完", type(problem.__cause__ or problem).__name__))
    return lines(
        ("数据库", "完好" if not found.database else f"{len(found.database)} 处损坏"),
        *(("损坏", plain(each, 120)) for each in found.database[:20]),
        ("办理记录", f"{found.entries:,}"),
        ("首尾相连", "是" if not found.broken else "不是，第 " + "、".join(map(str, found.broken[:20])) + " 条"),
        ("附件", f"{found.attachments:,}"),
        ("不见了或被改动的附件", len(found.missing)),
    )


@anyone
def copies_of(folder: Folder) -> str:
    """How many copies there are here, and of the newest of them when and why it was made."""
    try:
        found = copies.found(folder.backups)
    except OSError as error:
        return lines(("没能读出", type(error).__name__))
    newest = [(f"{copy.at:%Y-%m-%d %H:%M}", _of_copy(copy)) for copy in found[:10]]
    return lines(("本机备份", len(found)), *newest)


@anyone
def lines(*told: tuple[str, object]) -> str:
    """One fact a line."""
    return "".join(f"{name}：{value}\n" for name, value in told if value not in ("", None))


def _of_copy(copy: copies.Copy) -> str:
    reasons = (backups.MANUAL, backups.LEAVING, backups.REGULAR, "升级前", "还原前", "导入前")
    reason = copy.reason if copy.reason in reasons else "另外"
    sound = "核对无误" if copy.looks_good() else "没有核对过或有损坏"
    return f"{reason}，{sound}，数据结构 {copy.facts.schema}" if copy.facts else f"{reason}，{sound}"


def _count(table: str) -> object:
    try:
        return db.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    except pw.DatabaseError as error:
        return type(error).__name__


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except (OSError, AttributeError):
        return platform.version()


def _memory() -> str:
    if sys.platform == "win32":
        return ""
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') // _MB:,} MB"
    except (ValueError, OSError):
        return ""


def _room(root: Path) -> str:
    try:
        room = shutil.disk_usage(root if root.exists() else root.parent)
    except OSError as error:
        return type(error).__name__
    return f"剩 {room.free // _MB:,} MB，共 {room.total // _MB:,} MB"


def _mega(path: Path) -> str:
    try:
        return f"{path.stat().st_size / _MB:.1f} MB"
    except OSError as error:
        return type(error).__name__
