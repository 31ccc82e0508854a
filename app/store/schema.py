"""How the file on disk came to have the tables that the records describe."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from app.domain.errors import Problem, Remedy
from app.store.database import db
from app.store.faults import as_problem

STEPS = Path(__file__).parent / "migrations"
NEWER = (
    "数据文件是由更新版本的程序写成的，本程序打不开它。数据没有改动。请安装新版本的程序；"
    "一定要用回这个版本的，在登录窗口点“从备份还原”，选升级那一天的“升级前”备份。"
)
BROKEN_OFF = (
    "数据没能升级，已退回升级前的样子，一条也没有丢。请再试一次；还是不行的，"
    "先装回原来版本的程序继续办理，并把“详情”发给技术人员。"
)
Report = Callable[[int, int], None]
"""Called with (done, total) steps."""
Shown = Callable[[], AbstractContextManager[Report]]
"""Shows that the store is being upgraded for as long as it takes."""


def unseen() -> AbstractContextManager[Report]:
    """For an upgrade that nobody watches."""
    return nullcontext(lambda done, total: None)


def newest() -> int:
    """The number of the last migration this program knows."""
    return max(int(step.name[:4]) for step in STEPS.glob("[0-9]*.py"))


def upgrade(copy_first: Callable[[Report], object] = lambda report: None, shown: Shown = unseen) -> None:
    """Apply what is missing, all of it or nothing, after a copy of a file that holds data; raises Problem, for a newer
    file too."""
    found, wanted = db.user_version, newest()
    if found > wanted:
        raise Problem(NEWER, Remedy.QUIT)
    if found < wanted:
        with shown() as report:
            if found:
                copy_first(report)
            _apply(wanted, report)


def _apply(wanted: int, report: Report) -> None:
    """A step that fails takes those before it along, so that the program that wrote the file can still read it."""
    from playhouse.migrations import Runner

    runner = Runner(db, str(STEPS))
    missing = [step.name for step in runner.status() if not step.applied]
    try:
        with _links_unchecked(), db.atomic():
            for done, step in enumerate(missing):
                report(done, len(missing))
                runner.up(step)
            db.user_version = wanted
    except Exception as error:
        logging.getLogger(__name__).error("upgrade to %s: %s", wanted, type(error).__name__)
        raise as_problem(error) or Problem(BROKEN_OFF, Remedy.RETRY) from error
    report(len(missing), len(missing))


@contextmanager
def _links_unchecked() -> Iterator[None]:
    """A table that is made anew must not take along the rows that point to it; to be said before a transaction."""
    db.pragma("foreign_keys", 0)
    try:
        yield
    finally:
        db.pragma("foreign_keys", 1)
