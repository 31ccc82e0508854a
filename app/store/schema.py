"""How the file on disk came to have the tables that the records describe."""

from collections.abc import Callable
from pathlib import Path

from app.domain.errors import Problem, Remedy
from app.store.database import db

STEPS = Path(__file__).parent / "migrations"


def newest() -> int:
    """The number of the last migration this program knows."""
    return max(int(step.name[:4]) for step in STEPS.glob("[0-9]*.py"))


def upgrade(copy_first: Callable[[], object]) -> None:
    """Apply what is missing, after a copy of a file that holds data; raises Problem for a newer file."""
    found, wanted = db.user_version, newest()
    if found > wanted:
        raise Problem("数据文件是由更新版本的程序写成的，本程序打不开它。数据没有改动，请先升级程序。", Remedy.QUIT)
    if found == wanted:
        return
    if found:
        copy_first()
    from playhouse.migrations import Runner

    Runner(db, str(STEPS)).up()
    db.user_version = wanted
