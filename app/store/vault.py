"""The slot file: the key of the database, sealed to each person and to the printed recovery code.

A person's secret opens a private key, and the database key is sealed to the public one, so the database can be given
a new key without anyone's password. Slots of the first format wrap the database key itself; they still open.
"""

import json
import os
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.domain.errors import Problem, Remedy
from app.store import copies, sealing
from app.store.recovery import is_code, new_code, plain
from app.store.sealing import KEY_BYTES, Cost

RECOVERY = "recovery"
PASSWORD = "password"
_FIRST, _FORMAT = 1, 2
_DAMAGED = "钥匙文件有损坏"

_NONSENSE = (KeyError, TypeError, ValueError, AttributeError)

new_recovery_code, plain_code = new_code, plain
Slot = dict[str, Any]


@dataclass(frozen=True)
class Opened:
    """What a secret opened: two keys while the change to a new one is unfinished, `first_format` for an old slot."""

    keys: tuple[bytes, ...]
    kind: str
    first_format: bool


class WrongSecret(Problem):
    """The name or the secret does not open any slot."""


class Unreadable(Problem):
    """The slot file is gone or damaged, and so is its second copy."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}，数据打不开。数据本身没有改动，请从备份里取回“钥匙.json”。", Remedy.RESTORE)


def new_key() -> bytes:
    """A fresh database key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def write_slots(path: Path, key: bytes, secrets_of: Sequence[tuple[str, str, str]]) -> None:
    """A new slot file with the key for each (who, kind, secret), written whole or not at all. Raises Problem."""
    store = sealing.new_salt()
    slots = [_made(store, key, who, kind, secret) for who, kind, secret in secrets_of]
    _write(path, {"format": _FORMAT, "store": store, "slots": slots})


def people(path: Path) -> list[str]:
    """Who has a password slot, in the order they were given one."""
    return [slot["who"] for slot in _read(path)["slots"] if slot["kind"] == PASSWORD]


def unlock(path: Path, who: str, secret: str) -> Opened:
    """Open a person's slot by password, or the recovery slot by its code. Raises WrongSecret."""
    vault = _read(path)
    kind, secret = (RECOVERY, plain(secret)) if is_code(secret) else (PASSWORD, secret)
    for slot in vault["slots"]:
        if slot["kind"] == kind and (kind == RECOVERY or slot["who"] == who):
            keys = _opened(vault["store"], slot, secret)
            if keys:
                return Opened(keys, kind, "seals" not in slot)
    raise WrongSecret("口令不对，没有打开数据。请看看大写锁定和输入法，再试一次。")


def put(path: Path, key: bytes, who: str, kind: str, secret: str) -> None:
    """Give a person (or the recovery code) a slot, in place of the one there was. Raises Problem."""
    vault = _read(path)
    made = _made(vault["store"], key, who, kind, plain(secret) if kind == RECOVERY else secret)
    slots = vault["slots"]
    place = next((at for at, slot in enumerate(slots) if _is_for(slot, who, kind)), len(slots))
    slots[place:] = [made, *(slot for slot in slots[place:] if not _is_for(slot, who, kind))]
    _write(path, vault)


def keep_only(path: Path, names: Collection[str]) -> None:
    """Drop the password slots of everybody else. Raises Problem."""
    _rewrite(path, lambda vault: [slot for slot in vault["slots"] if slot["kind"] != PASSWORD or slot["who"] in names])


def seal_both(path: Path, key: bytes, following: bytes) -> None:
    """Seal the following key, too, to everyone the present key vouches for; other slots are dropped. Raises Problem."""

    def sealed(vault: dict[str, Any]) -> list[Slot]:
        kept = [slot for slot in vault["slots"] if _is_vouched(vault["store"], slot, key)]
        return [{**slot, "seals": [*slot["seals"], _sealed(vault["store"], slot, following)]} for slot in kept]

    _rewrite(path, sealed)


def settle(path: Path, key: bytes) -> None:
    """Drop what is sealed of any other key than the one that opens the database, and make the second copy of the
    file like the first. Raises Problem."""

    def settled(vault: dict[str, Any]) -> list[Slot]:
        slots = [_settled(vault["store"], slot, key) for slot in vault["slots"]]
        return [slot for slot in slots if slot.get("seals") != []]

    _rewrite(path, settled)
    text = _good_text(path)
    with suppress(OSError):
        for file in (path, _second(path)):
            if not file.exists() or file.read_bytes() != text.encode():
                copies.write_whole(file, text.encode())


def is_current(path: Path, key: bytes, who: str, kind: str) -> bool:
    """Whether someone has a slot that the change to a new key will keep."""
    vault = _read(path)
    return any(_is_for(slot, who, kind) and _is_vouched(vault["store"], slot, key) for slot in vault["slots"])


def _rewrite(path: Path, change: Callable[[dict[str, Any]], list[Slot]]) -> None:
    vault = _read(path)
    try:
        changed = change(vault)
    except _NONSENSE:
        raise Unreadable(_DAMAGED) from None
    if changed != vault["slots"]:
        _write(path, {**vault, "slots": changed})


def _read(path: Path) -> dict[str, Any]:
    vault: dict[str, Any] = json.loads(_good_text(path))
    return vault


def _good_text(path: Path) -> str:
    """The file, or its second copy where it is damaged or gone."""
    there = [file for file in (path, _second(path)) if file.exists()]
    for file in there:
        with suppress(OSError, RecursionError, *_NONSENSE):
            text = file.read_text("utf-8")
            if _is_whole(json.loads(text)):
                return text
    if there:
        raise Unreadable("钥匙文件读不出来")
    raise Unreadable("找不到钥匙文件")


def _is_whole(vault: dict[str, Any]) -> bool:
    fine = vault["format"] == _FIRST or (vault["format"] == _FORMAT and vault["check"] == _sum(vault))
    return fine and all(isinstance(slot["who"], str) and slot["kind"] for slot in vault["slots"])


def _write(path: Path, vault: dict[str, Any]) -> None:
    vault = {**vault, "format": _FORMAT}
    text = json.dumps({**vault, "check": _sum(vault)}, ensure_ascii=False, indent=1)
    try:
        copies.write_whole(path, text.encode())
    except OSError as error:
        raise Problem("没能写钥匙文件。原来的没有改动，这一步没有做。请检查磁盘空间和权限，再试一次。") from error
    with suppress(OSError):  # the next log-in makes up for it
        if _second(path).exists():
            copies.write_whole(_second(path), text.encode())


def _second(path: Path) -> Path:
    return path.with_stem(f"{path.stem}.副本")


def _sum(vault: dict[str, Any]) -> str:
    said = {name: content for name, content in vault.items() if name != "check"}
    return sha256(sealing.canonical(said)).hexdigest()


def _is_for(slot: Slot, who: str, kind: str) -> bool:
    return slot["kind"] == kind and (kind == RECOVERY or slot["who"] == who)


def _made(store: str, key: bytes, who: str, kind: str, secret: str) -> Slot:
    private, public = sealing.new_pair()
    slot: Slot = {
        "who": who if kind == PASSWORD else "",
        "kind": kind,
        "cost": vars(Cost()),
        "salt": sealing.new_salt(),
        "public": public,
    }
    stretched = sealing.stretched(secret, slot["salt"], Cost())
    slot["private"] = sealing.encrypt(stretched, private, _bound(store, slot))
    return {**slot, "seals": [_sealed(store, slot, key)]}


def _sealed(store: str, slot: Slot, key: bytes) -> dict[str, str]:
    said = _said(store, slot)
    return {**sealing.seal(slot["public"], key, sealing.canonical(said)), "voucher": sealing.voucher(key, said)}


def _settled(store: str, slot: Slot, key: bytes) -> Slot:
    if "seals" not in slot:
        return slot
    said = _said(store, slot)
    return {**slot, "seals": [seal for seal in slot["seals"] if sealing.vouched(key, said, seal["voucher"])]}


def _is_vouched(store: str, slot: Slot, key: bytes) -> bool:
    """Whether whoever held the key made this slot: a key is never sealed to a stranger's public key."""
    said = _said(store, slot) if "seals" in slot else None
    return said is not None and any(sealing.vouched(key, said, seal["voucher"]) for seal in slot["seals"])


def _opened(store: str, slot: Slot, secret: str) -> tuple[bytes, ...]:
    """The keys in a slot; none where the secret is another."""
    try:
        stretched = sealing.stretched(secret, slot["salt"], Cost(**slot["cost"]))
        if "seals" not in slot:
            key = sealing.decrypt(stretched, _joined(slot), _bound(store, slot))
            return (key,) if key else ()
        private = sealing.decrypt(stretched, slot["private"], _bound(store, slot))
        return _unsealed(store, slot, private) if private else ()
    except _NONSENSE:
        raise Unreadable(_DAMAGED) from None


def _unsealed(store: str, slot: Slot, private: bytes) -> tuple[bytes, ...]:
    bound = sealing.canonical(_said(store, slot))
    found = (sealing.unseal(private, slot["public"], seal, bound) for seal in slot["seals"])
    keys = tuple(key for key in found if key)
    if not keys:
        raise ValueError("no seal opens")
    return keys


def _joined(slot: Slot) -> str:
    """The cipher of a slot of the first format, in which nonce and content stood apart."""
    return sealing.text_of(sealing.bytes_of(slot["nonce"]) + sealing.bytes_of(slot["key"]))


def _said(store: str, slot: Slot) -> list[Any]:
    return [_FORMAT, store, slot["who"], slot["kind"], slot["public"]]


def _bound(store: str, slot: Slot) -> bytes:
    """What the cipher covers besides the content, so that no slot can be renamed, moved or cheapened."""
    said = [_FIRST, store, slot["who"], slot["kind"], slot["cost"], slot["salt"]]
    return sealing.canonical(said if "public" not in slot else [_FORMAT, *said[1:], slot["public"]])
