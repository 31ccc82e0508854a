"""What the database complains of, said so that a clerk can act on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

import peewee as pw
from playhouse.sqlcipher_ext import sqlcipher

from app.domain.errors import Problem, Remedy
from app.store.database import db

_FULL = "database or disk is full"
_MAYBE_FULL = ("disk i/o error", "unable to open database file")
_LEAST_ROOM = 64 * 1024
_SENTENCES = (
    (
        _FULL,
        Remedy.FOLDER,
        "没能保存：磁盘已满。之前的数据没有丢，这一次没有写入。请删掉一些不用的文件，再试一次。",
    ),
    (
        "readonly database",
        Remedy.FOLDER,
        "没能保存：数据所在的位置是只读的。之前的数据没有丢。请检查 U 盘写保护或文件夹权限，再试一次。",
    ),
    (
        "database is locked",
        Remedy.RETRY,
        "没能保存：数据正被另一项工作占用。之前的数据没有丢。请稍等片刻，再试一次。",
    ),
    (
        "malformed",
        Remedy.RESTORE,
        "数据文件有损坏。请不要再录入，先退出程序，用最近一次备份还原；备份没有受影响。",
    ),
    (
        "disk i/o error",
        Remedy.QUIT,
        "读写数据时出错，可能是磁盘或 U 盘松动。这一次没有写入，请检查后重新打开程序。",
    ),
    (
        "unable to open database",
        Remedy.FOLDER,
        "打不开数据文件。数据没有改动，请检查文件夹是否还在、是否有权限。",
    ),
    (
        "not a database",
        Remedy.RESTORE,
        "数据文件打不开：口令对应的钥匙与它不符，或文件已损坏。数据没有改动，请用备份还原。",
    ),
)


def as_problem(error: BaseException) -> Problem | None:
    """The sentence for a database error whose cause lies outside the program, else None."""
    if not isinstance(error, pw.DatabaseError | sqlcipher.DatabaseError):
        return None
    text = str(error).lower()
    if text in _MAYBE_FULL and _no_room():
        text = _FULL
    return next((Problem(sentence, remedy) for cause, remedy, sentence in _SENTENCES if cause in text), None)


def _no_room() -> bool:
    """Whether the disk of the data is full, which the engine calls an I/O error where it could not even begin."""
    try:
        return not db.deferred and disk_usage(Path(db.database).parent).free < _LEAST_ROOM
    except OSError:
        return False


@contextmanager
def faults_explained() -> Iterator[None]:
    """Turn what the disk did into a Problem; leave every other error as it is."""
    try:
        yield
    except (pw.DatabaseError, sqlcipher.DatabaseError) as error:
        if problem := as_problem(error):
            raise problem from error
        raise
