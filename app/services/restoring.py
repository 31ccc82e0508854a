"""A copy becomes the store again: with the store open, or at the log-in when it is damaged or not there yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee as pw

from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.names import clean
from app.domain.roles import Right, Role, holds
from app.paths import Folder
from app.services import entering, session
from app.services.session import anyone, requires
from app.store import backup, chain, copies, journal, lock, people, rekey, restoring, schema, vault
from app.store.backup import Report
from app.store.centres import Clerk
from app.store.copies import Copy
from app.store.database import db
from app.store.desk import Setting
from app.store.faults import faults_explained
from app.store.journal import Kind
from app.store.writing import Act, revision, sign_in, writing

_STEPS = 3
_STAY = ("backup.second_place", "backup.last_outside")
"""Settings that are about this computer and not about what the copy holds."""


class NeedsSecret(Problem):
    """The copy is locked with another key than the store; a name and password of its own time open it."""


@dataclass(frozen=True, repr=False)
class Secret:
    """A name and its password, or a recovery code in its place."""

    name: str
    word: str


@dataclass(frozen=True, repr=False)
class Ready:
    """A copy made ready beside the store. `old_key` opens the store it replaces; `slots` are to be taken over with it;
    `secret` logs in afterwards, where no store is open."""

    folder: Folder
    copy: Copy
    key: bytes
    old_key: bytes
    clerk: str
    revision: int
    secret: Secret | None = None
    slots: bytes = b""


@requires(Right.ADMINISTER)
def prepare(path: Path, of_copy: Secret | None = None, report: Report = lambda done, total: None) -> Ready:
    """Save the present state and make a copy ready to take its place; the store stays as it is. Runs in a worker.
    Raises NeedsSecret where the copy has another key and no `of_copy` opens it, Cancelled or Problem."""
    folder, key, copy = session.folder(), db._key, _sound(path)
    of_it = key if backup.opens(path, key) else _key_of(copy, of_copy)
    began = revision()
    report(0, _STEPS)
    restoring.save_present(folder, key)
    report(1, _STEPS)
    restoring.make_ready(folder, copy, of_it, key)
    report(2, _STEPS)
    return Ready(folder, copy, key, key, session.clerk().name, began)


@anyone
def prepare_closed(folder: Folder, path: Path, secret: Secret, of_copy: Secret | None = None) -> Ready:
    """The same at the log-in: `secret` is that of the store or, where there is none yet or its slots are gone, of the
    copy. A store that can be read is opened first; over a damaged one, or one of a newer program, only an administrator
    restores. Raises
    WrongSecret, NeedsSecret or Problem; call `carry_out` or `centres.close` next."""
    folder.root.mkdir(parents=True, exist_ok=True)
    lock.take(folder)
    if not folder.database.exists() or not _slots_open(folder):
        return _prepare_moved(folder, _sound(path), of_copy or secret)
    name = restoring.name_in(folder.keys, secret.name)
    keys = people.admit(folder, name, secret.word).keys
    if any(_is_ours(folder, key) for key in keys):
        entering.enter(folder, name, secret.word)
        return prepare(path, of_copy)
    return _prepare_damaged(folder, _sound(path), keys, Secret(name, secret.word), of_copy)


@anyone
def carry_out(ready: Ready) -> None:
    """Put what was made ready in the store's place and open it; call it in the thread that reads the store. Killed at
    any moment it leaves the one or the other. Raises Problem, and then the store is open as before."""
    if ready.secret:
        kept = _Present({}, [] if ready.slots else vault.people(ready.folder.keys), {}, False)
        _exchange(ready, kept)
        entering.enter(ready.folder, ready.clerk, ready.secret.word)
        return
    session.demand(Right.ADMINISTER)
    if ready.revision != revision():
        raise Problem("准备还原的时候数据又有改动，没有还原。数据没有改动，请再还原一次。")
    clerk, recovered, kept = session.clerk(), session.recovered(), _present(ready.folder)
    try:
        _exchange(ready, kept)
    finally:
        _reopen(ready, clerk, recovered)


@requires(Right.READ)
def count_rows() -> int:
    """Rows of all tables of the open store, its search index aside."""
    return backup.count_rows(session.folder().database, db._key)


@dataclass(frozen=True)
class _Present:
    """What stays as it is now: who works here (values by name, or bare names of the slots), some settings, and
    whether the database is to be given a new key."""

    clerks: Mapping[str, dict[str, Any]]
    names: list[str]
    settings: Mapping[str, str]
    key_due: bool


def _present(folder: Folder) -> _Present:
    try:
        with pw.__exception_wrapper__:
            clerks = {row.name: {"role": row.role, "removed_at": row.removed_at} for row in Clerk.select()}
            settings = {row.name: row.value for row in Setting.select().where(Setting.name.in_(_STAY))}
            return _Present(clerks, [], settings, rekey.due())
    except pw.DatabaseError:  # too damaged to say
        return _Present({}, vault.people(folder.keys), {}, False)


def _exchange(ready: Ready, kept: _Present) -> None:
    if ready.slots:
        copies.write_whole(ready.folder.keys, ready.slots)
    restoring.exchange(ready.folder, ready.key, ready.old_key, lambda: _write(ready, kept))


def _write(ready: Ready, kept: _Present) -> None:
    """The act that says what was restored; people and their roles are those of today, not of then."""
    sign_in(ready.clerk, writes=True)
    at = ready.copy.at
    with writing(f"还原到 {spoken(at.date().isoformat())} {at:%H:%M} 的备份", kind=Kind.COPY) as act:
        _keep_people(act, kept)
        for name, value in kept.settings.items():
            Setting.replace(name=name, value=value).execute()
        if kept.key_due:
            rekey.make_due()


def _keep_people(act: Act, kept: _Present) -> None:
    there = {row.name: row for row in Clerk.select()}
    for name, values in kept.clerks.items():
        row = there.get(name)
        if row is None:
            act.add(Clerk(name=name, **values))
        elif (row.role, row.removed_at) != (values["role"], values["removed_at"]):
            act.change(row, values)
    if kept.clerks:
        for name in there.keys() - kept.clerks.keys():
            act.change(there[name], there[name].when_undone())
    for name in kept.names:
        if name not in there:
            act.add(Clerk(name=name, role=Role.READER))


def _reopen(ready: Ready, clerk: session.Clerk, recovered: bool) -> None:
    """Go on as before with whichever store lies there now."""
    db.point_at(ready.folder.database, ready.key)
    with faults_explained():
        db.connect()
    session.begin(ready.folder, clerk, journal.next_id() - 1, recovered=recovered)
    chain.keep_last()


def _prepare_damaged(
    folder: Folder, copy: Copy, keys: tuple[bytes, ...], secret: Secret, of_copy: Secret | None
) -> Ready:
    """A store that has its slots but cannot be read through; who is an administrator the copy says."""
    key = next((each for each in keys if backup.opens(folder.database, each)), keys[0])
    of_it = key if backup.opens(copy.path, key) else _key_of(copy, of_copy or secret)
    restoring.make_ready(folder, copy, of_it, key)
    name = _administrator(folder, key, secret)
    restoring.save_present(folder, key)
    return Ready(folder, copy, key, key, name, revision(), Secret(name, secret.word))


def _prepare_moved(folder: Folder, copy: Copy, secret: Secret) -> Ready:
    """A copy that is taken over as it is, key slots included; a store nobody can open is set aside."""
    key = _key_of(copy, secret)
    restoring.make_ready(folder, copy, key, key)
    name = restoring.name_in(copy.slots, secret.name) or _first_administrator(folder, key)
    if folder.database.exists():
        name = _administrator(folder, key, Secret(name, secret.word))
        restoring.set_aside(folder)
    return Ready(folder, copy, key, key, name, revision(), Secret(name, secret.word), copy.slots.read_bytes())


def _sound(path: Path) -> Copy:
    """A copy that reads as it did when it was checked, or that nobody ever checked; raises Problem."""
    copy = copies.read(path)
    if not path.is_file():
        raise Problem(f"找不到《{clean(path.name)}》，没有还原。数据没有改动，请插好 U 盘或核对位置，再试一次。")
    if copy.facts and not copies.is_unchanged(copy):
        raise Problem("这份备份有损坏，没有用它还原。现在的数据没有改动，请选另一份备份。")
    return copy


def _key_of(copy: Copy, secret: Secret | None) -> bytes:
    """The key of a copy, by its own slots; raises NeedsSecret, WrongSecret or Problem."""
    if secret is None:
        raise NeedsSecret("这份备份用的是另一把钥匙，请输入备份那时候的姓名和口令，或恢复码。数据没有改动。")
    for key in vault.unlock(copy.slots, restoring.name_in(copy.slots, secret.name), secret.word).keys:
        if backup.opens(copy.path, key):
            return key
    raise Problem("这份备份打不开：钥匙文件与它不符，或备份已损坏。数据没有改动，请选另一份备份。")


def _is_ours(folder: Folder, key: bytes) -> bool:
    """Whether a store is whole and this program can open it."""
    if not backup.is_whole(folder.database, key):
        return False
    with backup.opened(folder.database, key) as own:
        return own.user_version <= schema.newest()


def _slots_open(folder: Folder) -> bool:
    try:
        return bool(vault.people(folder.keys))
    except Problem:
        return False


def _administrator(folder: Folder, key: bytes, secret: Secret) -> str:
    """Whoever restores over a store, by the roles in the copy made ready; raises Problem for anybody else."""
    if not secret.name and vault.is_code(secret.word):
        return _first_administrator(folder, key)
    if not holds(_roles(folder, key).get(secret.name, ""), Right.ADMINISTER):
        restoring.clear(folder)
        raise Problem("还原要由管理员来做，没有还原。数据没有改动，请管理员输入姓名和口令。")
    return secret.name


def _first_administrator(folder: Folder, key: bytes) -> str:
    roles = _roles(folder, key)
    return next((name for name, role in roles.items() if holds(role, Right.ADMINISTER)), "")


def _roles(folder: Folder, key: bytes) -> dict[str, str]:
    with backup.opened(restoring.draft_of(folder), key) as own:
        return dict(backup.answers(own, "SELECT name, role FROM clerk WHERE removed_at = '' ORDER BY id"))
