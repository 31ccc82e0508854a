"""The only place that knows where data, backups, attachments, logs and resources live."""

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

APP_NAME = "商圈党群服务台"
RESOURCES = Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent)) / "resources"
FONTS = RESOURCES / "fonts"
Out = Path | BinaryIO
"""Where something is written: a file that the clerk named, or memory for what is only looked at or printed."""


@dataclass(frozen=True)
class Folder:
    """One centre's data: the encrypted database and everything that belongs to it."""

    root: Path

    @cached_property
    def database(self) -> Path:
        return self.root / "数据.db"

    @cached_property
    def fresh_database(self) -> Path:
        """Where a first start builds the database before it is whole."""
        return self.root / "数据.db.new"

    @cached_property
    def next_database(self) -> Path:
        """Where a copy of the database is given a new key before it takes the database's place."""
        return self.root / "数据.db.next"

    @cached_property
    def keys(self) -> Path:
        return self.root / "钥匙.json"

    @cached_property
    def attempts(self) -> Path:
        """How often in a row nobody got in."""
        return self.root / "登录.json"

    @cached_property
    def journal_head(self) -> Path:
        """How far the journal had come, kept outside of it."""
        return self.root / "办理记录.json"

    @cached_property
    def settings(self) -> Path:
        return self.root / "界面.ini"

    @cached_property
    def lock(self) -> Path:
        return self.root / "占用.lock"

    @cached_property
    def holder(self) -> Path:
        return self.root / "占用者.json"

    @cached_property
    def backups(self) -> Path:
        return self.root / "备份"

    @cached_property
    def attachments(self) -> Path:
        return self.root / "附件"

    @cached_property
    def logs(self) -> Path:
        return self.root / "日志"


def default_folder() -> Folder:
    """Where this user's data lives when nothing else is asked for."""
    from platformdirs import user_data_dir

    return Folder(Path(user_data_dir(APP_NAME, appauthor=False)))
