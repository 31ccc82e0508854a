"""Who works here: accounts, their roles and passwords, and the recovery code."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import peewee as pw

from app.domain import passwords
from app.domain.calendar import read_moment
from app.domain.errors import Cancelled, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right, Role
from app.services import session
from app.services.session import anyone, requires
from app.store import centres, people, rekey, vault
from app.store.centres import Clerk
from app.store.database import db
from app.store.journal import JournalEntry, Kind
from app.store.writing import note, writing

_LONGEST_NAME = 20
_LAST_ADMINISTRATOR = "“{name}”是最后一位能登录的管理员，这一步没有做。数据没有改动，请先添加另一位管理员。"

_KEY_STILL_DUE = "{name}已经移除，不能再登录。给数据换新钥匙没有做完，下次登录时会自动再换。原因：{why}"


@dataclass(frozen=True)
class ClerkRow:
    """One account; `last` is the last log-in, `locked_out` says that a new password is needed to get in."""

    name: str
    role: str
    last: dt.datetime | None = None
    locked_out: bool = False


@requires(Right.ADMINISTER)
def listing() -> list[ClerkRow]:
    """Everybody who works here, in the order they came."""
    lasts = JournalEntry.select(JournalEntry.who, pw.fn.MAX(JournalEntry.at)).where(JournalEntry.kind == Kind.LOG_IN)
    last = {who: read_moment(at) for who, at in lasts.group_by(JournalEntry.who).tuples()}
    able = set(vault.people(session.folder().keys))
    rows = Clerk.select().where(Clerk.removed_at == "").order_by(Clerk.id)
    return [ClerkRow(row.name, row.role, last.get(row.name), row.name not in able) for row in rows]


@requires(Right.ADMINISTER)
def add(name: str, role: str, password: str) -> None:
    """Let somebody in from now on; who was removed comes back. Raises Invalid (name, role, password) or Problem."""
    name = clean(name)
    _check(name, role, password)
    with writing(f"添加人员 {name}（{role}）", kind=Kind.PEOPLE) as act:
        row = Clerk.get_or_none(Clerk.name == name)
        if row:
            act.change(row, {"role": role, "removed_at": ""})
        else:
            act.add(Clerk(name=name, role=role))
        vault.put(session.folder().keys, db._key, name, vault.PASSWORD, password)


@requires(Right.ADMINISTER)
def change_role(name: str, role: str) -> None:
    """Give somebody another role. Raises Invalid (role) or Problem."""
    row = _row(name)
    if role not in set(Role):
        raise Invalid({"role": "请选择身份。"})
    if role == row.role:
        return
    _keep_an_administrator(row)
    with writing(f"把{name}的身份从{row.role}改为{role}", kind=Kind.PEOPLE) as act:
        act.change(row, {"role": role})
    if name == session.clerk().name:
        changed = session.Clerk(name, role)
        session.begin(session.folder(), changed, session.session_start(), recovered=session.recovered())


@requires(Right.ADMINISTER)
def set_password(name: str, password: str) -> None:
    """Help somebody who forgot; one's own only after a log-in by the recovery code. Raises Invalid or Problem."""
    row = _row(name)
    if name == session.clerk().name and not session.recovered():
        raise Problem("自己的口令要凭原来的口令来改，这一步没有做。请用“修改我的口令”。")
    _demand_good(name, password)
    with writing(f"重设{row.name}的口令", kind=Kind.PEOPLE):
        vault.put(session.folder().keys, db._key, name, vault.PASSWORD, password)


@requires(Right.READ)
def change_own_password(old: str, new: str) -> None:
    """Change the password of whoever is logged in. Raises Invalid (old, new), TooSoon or Problem."""
    name = session.clerk().name
    if complaint := password_complaint(name, new):
        raise Invalid({"new": complaint})
    try:
        people.prove(session.folder(), name, old)
    except vault.WrongSecret:
        raise Invalid({"old": "原来的口令不对，没有修改。"}) from None
    note("修改自己的口令", Kind.PEOPLE)
    vault.put(session.folder().keys, db._key, name, vault.PASSWORD, new)


@requires(Right.READ)
def confirm(name: str, password: str) -> str:
    """The role of somebody who proves at this desk who he is. Raises Problem, WrongSecret or TooSoon."""
    row = _row(name)
    people.prove(session.folder(), name, password)
    return row.role


@requires(Right.ADMINISTER)
def remove(name: str, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Let somebody in no longer and give the database a new key; his name stays in what he did. Raises Problem.

    Call it in the thread that reads the store; `progress` gets (done, total) between the steps.
    """
    row = _row(name)
    if name == session.clerk().name:
        raise Problem("不能移除自己，这一步没有做。请由另一位管理员来移除。")
    _keep_an_administrator(row)
    with writing(f"移除人员 {name}", kind=Kind.PEOPLE) as act:
        act.change(row, row.when_undone())
        rekey.make_due()
    try:
        people.shut_out(session.folder(), people.in_use())
        rekey.change_key(session.folder(), progress)
    except Problem as problem:
        why = "中途取消了。" if isinstance(problem, Cancelled) else problem
        raise Problem(_KEY_STILL_DUE.format(name=name, why=why)) from problem


@requires(Right.ADMINISTER)
def keep_recovery(code: str) -> None:
    """Make this the recovery code in place of the one there was. Raises Problem."""
    if not vault.is_code(code):
        raise Problem("这不是一个完整的恢复码，没有改动。请重新生成一个。")
    with writing("更换恢复码", kind=Kind.PEOPLE):
        vault.put(session.folder().keys, db._key, "", vault.RECOVERY, code)
    session.begin(session.folder(), session.clerk(), session.session_start())


@requires(Right.READ)
def recovery_is_current() -> bool:
    """Whether the printed recovery code opens the store, also after the next new key."""
    return vault.is_current(session.folder().keys, db._key, "", vault.RECOVERY)


@anyone
def password_complaint(name: str, password: str) -> str:
    """What is wrong with a password for this person, as a sentence; "" for one that will do."""
    own = [centres.Centre.get().name] if session.may(Right.READ) else []
    return passwords.complaint(password, [name, *own])


def _row(name: str) -> Clerk:
    row = Clerk.get_or_none(Clerk.name == name, Clerk.removed_at == "")
    if row is None:
        raise Problem(f"人员名单里没有“{name}”，这一步没有做。请核对姓名。")
    return row


def _check(name: str, role: str, password: str) -> None:
    complaints = {}
    if not name:
        complaints["name"] = "请填写姓名。"
    elif len(name) > _LONGEST_NAME:
        complaints["name"] = f"姓名最多 {_LONGEST_NAME} 个字，现在有 {len(name)} 个。"
    elif name in people.in_use():
        complaints["name"] = f"“{name}”已经在名单里。同名的两个人，请在姓名后加字区分。"
    if role not in set(Role):
        complaints["role"] = "请选择身份。"
    if complaint := password_complaint(name, password):
        complaints["password"] = complaint
    if complaints:
        raise Invalid(complaints)


def _demand_good(name: str, password: str) -> None:
    if complaint := password_complaint(name, password):
        raise Invalid({"password": complaint})


def _keep_an_administrator(row: Clerk) -> None:
    """Raise Problem where nobody else who can log in is an administrator."""
    others = (one for one in listing() if one.name != row.name and not one.locked_out)
    if row.role == Role.ADMINISTRATOR and not any(one.role == Role.ADMINISTRATOR for one in others):
        raise Problem(_LAST_ADMINISTRATOR.format(name=row.name))
