"""Who can open the store: proving who one is, and shutting out whoever works here no longer."""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from app.domain.errors import Problem
from app.paths import Folder
from app.store import attempts, vault
from app.store.centres import Clerk
from app.store.database import db
from app.store.journal import Kind
from app.store.writing import note

_UNLISTED = "名单外的姓名"  # what was typed there may have been a password


def in_use() -> set[str]:
    """The names of everybody who works here."""
    return {name for (name,) in Clerk.select(Clerk.name).where(Clerk.removed_at == "").tuples()}


def admit(folder: Folder, name: str, secret: str) -> vault.Opened:
    """What a secret opens; counts failures, raises WrongSecret and, after too many, TooSoon."""
    attempts.demand(folder.attempts)
    try:
        return vault.unlock(folder.keys, name, secret)
    except vault.WrongSecret:
        attempts.note(folder.attempts, name if name in vault.people(folder.keys) else _UNLISTED)
        raise


def prove(folder: Folder, name: str, password: str) -> None:
    """Raise WrongSecret or TooSoon unless this is the person's own password to the store that is open."""
    opened = admit(folder, name, password)
    if opened.kind != vault.PASSWORD or db._key not in opened.keys:
        attempts.note(folder.attempts, name)
        raise vault.WrongSecret("口令不对，这一步没有做。请看看大写锁定和输入法，再试一次。")
    account_for_failures(folder)


def account_for_failures(folder: Folder) -> None:
    """Put the failures before a success into the journal and count anew."""
    failures = attempts.found(folder.attempts)
    if failures.count:
        last, names = failures.last.replace("T", " ")[:16], "、".join(failures.names)
        note(f"登录失败 {failures.count} 次，最近一次 {last}（{names}）", Kind.FAILED)
    attempts.forget(folder.attempts)


def shut_out(folder: Folder, names: Collection[str]) -> None:
    """Leave slots only to these names, in the slot file and in the backups' copies of it. Raises Problem."""
    vault.keep_only(folder.keys, names)
    shut_out_of_copies(folder.backups, names)


def shut_out_of_copies(place: Path, names: Collection[str]) -> None:
    """The same for the copies in a folder, as far as it is there and can be written to: theirs opens nothing that its
    owner could not open before."""
    with suppress(OSError):
        for copied in place.glob("*.json"):
            with suppress(Problem):
                vault.keep_only(copied, names)
