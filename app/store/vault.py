"""The key of the database, wrapped once for each person and once for the printed recovery code."""

import base64
import json
import os
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.domain.errors import Problem

KEY_BYTES = 32
RECOVERY = "recovery"
PASSWORD = "password"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LETTERS = 26
_FORMAT = 1


@dataclass(frozen=True)
class Cost:
    """Argon2id: memory in KiB, passes, lanes (RFC 9106, second recommended option)."""

    memory: int = 65536
    passes: int = 3
    lanes: int = 1

    def bearable(self) -> bool:
        """Whether a slot file asks for something a counter's PC can do."""
        return 8 <= self.memory <= 1024 * 1024 and 1 <= self.passes <= 20 and 1 <= self.lanes <= 4


class WrongSecret(Problem):
    """The name or the secret does not open any slot."""


def new_key() -> bytes:
    """A fresh database key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def new_recovery_code() -> str:
    """130 random bits and a check letter, grouped for writing down: 6 groups, 27 letters."""
    import secrets

    number = secrets.randbits(5 * _CODE_LETTERS)
    letters = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(_CODE_LETTERS))
    letters += _check_letter(letters)
    return "-".join(letters[start : start + 5] for start in range(0, len(letters), 5))


def plain_code(code: str) -> str:
    """The code as typed back: case, spaces and dashes do not matter, O is 0, I and L are 1."""
    folded = unicodedata.normalize("NFKC", code).upper().translate(str.maketrans("OIL", "011"))
    return "".join(letter for letter in folded if letter in _ALPHABET)


def is_code(text: str) -> bool:
    """Whether the text is a whole recovery code, its check letter included."""
    code = plain_code(text)
    return len(code) == _CODE_LETTERS + 1 and code[-1] == _check_letter(code[:-1])


def write_slots(path: Path, key: bytes, secrets_of: list[tuple[str, str, str]], cost: Cost | None = None) -> None:
    """Wrap the key for each (who, kind, secret) and write the slot file whole or not at all."""
    store = base64.b64encode(os.urandom(16)).decode()
    slots = [_wrap(store, key, who, kind, secret, cost or Cost()) for who, kind, secret in secrets_of]
    temporary = path.with_name(path.name + ".new")
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump({"format": _FORMAT, "store": store, "slots": slots}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def people(path: Path) -> list[str]:
    """Who has a password slot, in the order they were given one."""
    return [slot["who"] for slot in _read(path)["slots"] if slot["kind"] == PASSWORD]


def unlock(path: Path, who: str, secret: str) -> bytes:
    """The database key; a recovery code opens it too. Raises WrongSecret."""
    vault = _read(path)
    kind, secret = (RECOVERY, plain_code(secret)) if is_code(secret) else (PASSWORD, secret)
    for slot in vault["slots"]:
        if slot["kind"] == kind and (kind == RECOVERY or slot["who"] == who):
            key = _unwrap(vault["store"], slot, secret)
            if key:
                return key
    raise WrongSecret("口令不对，没有打开数据。请看看大写锁定和输入法，再试一次。")


def _read(path: Path) -> dict[str, Any]:
    try:
        vault = json.loads(path.read_text("utf-8"))
        if vault["format"] == _FORMAT and isinstance(vault["slots"], list):
            return vault
    except FileNotFoundError:
        raise Problem("找不到钥匙文件，数据打不开。数据本身没有改动，请从备份里取回“钥匙.json”。") from None
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise Problem("钥匙文件读不出来，数据打不开。数据本身没有改动，请从备份里取回“钥匙.json”。")


def _wrap(store: str, key: bytes, who: str, kind: str, secret: str, cost: Cost) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slot: dict[str, Any] = {
        "who": who,
        "kind": kind,
        "cost": vars(cost),
        "salt": _text(os.urandom(16)),
        "nonce": _text(os.urandom(12)),
    }
    wrapping = AESGCM(_stretched(secret, slot))
    return {**slot, "key": _text(wrapping.encrypt(_bytes(slot["nonce"]), key, _bound(store, slot)))}


def _unwrap(store: str, slot: dict[str, Any], secret: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        wrapping = AESGCM(_stretched(secret, slot))
        return wrapping.decrypt(_bytes(slot["nonce"]), _bytes(slot["key"]), _bound(store, slot))
    except InvalidTag:
        return None
    except (KeyError, TypeError, ValueError):
        raise Problem("钥匙文件有损坏，数据打不开。数据本身没有改动，请从备份里取回“钥匙.json”。") from None


def _stretched(secret: str, slot: dict[str, Any]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    cost = Cost(**slot["cost"])
    if not cost.bearable():
        raise ValueError("unreasonable cost")
    normal = unicodedata.normalize("NFKC", secret).encode()
    return hash_secret_raw(normal, _bytes(slot["salt"]), cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)


def _bound(store: str, slot: dict[str, Any]) -> bytes:
    """What the seal covers besides the key, so that no slot can be renamed, moved or cheapened."""
    said = [_FORMAT, store, slot["who"], slot["kind"], slot["cost"], slot["salt"]]
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def _check_letter(letters: str) -> str:
    return _ALPHABET[sha256(letters.encode()).digest()[0] & 31]


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
