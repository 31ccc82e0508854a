"""What the program says of itself: versions, systems, where data lies, whose work is in it under which licence."""

import datetime as dt
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from app import __version__
from app.domain.calendar import spoken
from app.domain.roles import Right
from app.paths import APP_NAME, RESOURCES, Folder
from app.services import session
from app.services.session import anyone
from app.store import schema
from app.store.database import db


@dataclass(frozen=True)
class Component:
    """Something written by others that is delivered; `package` is its name in the lock, "" for what comes in none."""

    name: str
    does: str
    licence: str
    texts: tuple[str, ...]
    package: str = ""

    @property
    def version(self) -> str:
        """Of the package that is installed; "" where that cannot be told."""
        try:
            return metadata.version(self.package) if self.package else ""
        except metadata.PackageNotFoundError:
            return ""

    @property
    def told(self) -> str:
        """What it is and the whole of its licence."""
        heading = "　".join(filter(None, [self.name, self.version]))
        wholes = [(RESOURCES / text).read_text("utf-8") for text in self.texts]
        return "\n\n".join([f"{heading}\n用处：{self.does}\n许可：{self.licence}", *wholes])


@dataclass(frozen=True)
class Systems:
    """Sentences: where the program was tried, what it is made for besides, and what nobody checked."""

    tried: tuple[str, ...]
    made_for: tuple[str, ...]
    unverified: tuple[str, ...]

    @property
    def told(self) -> str:
        """All of them under their headings."""
        parts = ("试过的", self.tried), ("为它准备的", self.made_for), ("没有验证过的", self.unverified)
        return "\n\n".join("\n".join([title, *(f"· {each}" for each in said)]) for title, said in parts)


@anyone
@cache
def components() -> tuple[Component, ...]:
    """Everything that is delivered and was written by others."""
    return tuple(Component(**{**row, "texts": tuple(row["texts"])}) for row in _read("licences")["component"])


@anyone
@cache
def systems() -> Systems:
    """The systems, as resources/about.toml has them."""
    return Systems(**{name: tuple(said) for name, said in _read("about").items()})


@anyone
def places(folder: Folder) -> list[tuple[str, str]]:
    """Where what lies; not for other people's eyes, as a folder may bear somebody's name."""
    return [("数据在", str(folder.root)), ("备份在", str(folder.backups)), ("日志在", str(folder.logs))]


@anyone
def facts() -> list[tuple[str, str]]:
    """Versions, as names and values."""
    opened = session.may(Right.READ)
    told = [
        ("程序", f"{APP_NAME} {__version__}"),
        ("生成日期", _built()),
        ("数据结构", f"第 {schema.newest()} 版" + (f"，这份数据是第 {db.user_version} 版" if opened else "")),
        ("加密", f"SQLCipher {db.pragma('cipher_version')}，AES-256" if opened else "SQLCipher，AES-256"),
        ("联网", "不联网，也不向任何地方发送数据"),
    ]
    return [(name, value) for name, value in told if value]


def _built() -> str:
    """The day the delivered program was put together; nothing for one that runs from its sources."""
    if not hasattr(sys, "_MEIPASS"):
        return ""
    return spoken(dt.date.fromtimestamp(Path(sys.executable).stat().st_mtime).isoformat())


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / f"{name}.toml").read_text("utf-8"))
