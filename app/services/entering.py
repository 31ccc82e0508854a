"""Logging in: the key, who that is, and what earlier work left unfinished."""

from contextlib import suppress

from app.domain.errors import Problem
from app.domain.names import clean
from app.domain.roles import Role
from app.paths import Folder
from app.services import session
from app.services.session import anyone
from app.store import backup, copies, journal, lock, people, rekey, restoring, schema, vault
from app.store.centres import Clerk
from app.store.database import db
from app.store.faults import faults_explained
from app.store.journal import Kind
from app.store.writing import note

_REASON = "升级前"
_STRANGER = "“{name}”不在人员名单里，不能登录。数据没有改动，请管理员在“人员与口令”里添加。"
_NOT_ADMINISTRATOR = "恢复码只能由管理员使用，“{name}”不是管理员。数据没有改动，请选好管理员的姓名再用恢复码。"


@anyone
def enter(folder: Folder, name: str, secret: str, upgrading: schema.Shown = schema.unseen) -> None:
    """Open the store in this clerk's name by password or recovery code. Raises Problem, WrongSecret, TooSoon."""
    lock.take(folder)
    try:
        names = vault.people(folder.keys)
        name = clean(name) or (names[0] if len(names) == 1 else "")
        opened = people.admit(folder, name, secret)
        recovered = opened.kind == vault.RECOVERY
        _open(folder, opened.keys, upgrading)
        clerk = _clerk(name, recovered)
        _tidy(folder, opened, name, secret)
        _begin(folder, clerk, recovered)
    except BaseException:
        session.end()
        db.forget()
        raise


def _open(folder: Folder, keys: tuple[bytes, ...], upgrading: schema.Shown) -> None:
    """Open the database with whichever key is its own, and bring slots and tables up to date."""
    key = next((key for key in keys[1:] if backup.opens(folder.database, key)), keys[0])
    db.point_at(folder.database, key)
    with faults_explained():
        db.connect()
        vault.settle(folder.keys, key)
        rekey.clear(folder)
        with suppress(OSError):  # what a restore that was cut off left is no use to anybody
            restoring.clear(folder)
        schema.upgrade(lambda report: _copied(folder) or backup.copy(folder, _REASON, report), upgrading)


def _copied(folder: Folder) -> bool:
    """Whether an upgrade that was broken off has left its copy already, and nothing was written since."""
    newest = backup.newest(folder)
    said = newest.facts if newest and newest.reason == _REASON else None
    now = (db.user_version, journal.next_id() - 1)
    return bool(newest and said and (said.schema, said.entries) == now and copies.is_unchanged(newest))


def _clerk(name: str, recovered: bool) -> session.Clerk:
    """Who the name stands for; the slot file alone lets nobody in."""
    row = Clerk.get_or_none(Clerk.name == name, Clerk.removed_at == "")
    if recovered and (row is None or row.role != Role.ADMINISTRATOR):
        raise Problem(_NOT_ADMINISTRATOR.format(name=name))
    if row is None:
        raise Problem(_STRANGER.format(name=name))
    return session.Clerk(row.name, row.role)


def _tidy(folder: Folder, opened: vault.Opened, name: str, secret: str) -> None:
    """Finish what a removal, or the first format of the slot file, left to do."""
    if opened.first_format:
        vault.put(folder.keys, db._key, name, opened.kind, secret)
    with suppress(Problem):  # not now: it stays due, and nobody is kept out for it
        people.shut_out(folder, people.in_use())
        if rekey.due():
            rekey.change_key(folder, lambda done, total: None)


def _begin(folder: Folder, clerk: session.Clerk, recovered: bool) -> None:
    session.begin(folder, clerk, 0, recovered=recovered)
    people.account_for_failures(folder)
    note("用恢复码登录" if recovered else "登录", Kind.LOG_IN)
    session.begin(folder, clerk, journal.next_id() - 1, recovered=recovered)
    lock.name_holder(folder, clerk.name)
