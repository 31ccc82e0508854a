"""The ciphers of the key slots: what a secret locks up, and what is sealed to a person's public key."""

import base64
import hmac
import json
import os
import unicodedata
from dataclasses import dataclass
from typing import Any

KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16


@dataclass(frozen=True)
class Cost:
    """Argon2id: memory in KiB, passes, lanes (RFC 9106, second recommended option)."""

    memory: int = 65536
    passes: int = 3
    lanes: int = 1

    def bearable(self) -> bool:
        """Whether a slot file asks for something a counter's PC can do."""
        return 8 <= self.memory <= 1024 * 1024 and 1 <= self.passes <= 20 and 1 <= self.lanes <= 4


def new_salt() -> str:
    """A fresh salt."""
    return text_of(os.urandom(_SALT_BYTES))


def new_pair() -> tuple[bytes, str]:
    """A fresh X25519 pair: the private key, and the public one as text."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), text_of(private.public_key().public_bytes_raw())


def stretched(secret: str, salt: str, cost: Cost) -> bytes:
    """The key that a secret stands for; raises ValueError for a cost no counter's PC can bear."""
    from argon2.low_level import Type, hash_secret_raw

    if not cost.bearable():
        raise ValueError("unreasonable cost")
    normal = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    return hash_secret_raw(normal, bytes_of(salt), cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)


def encrypt(key: bytes, content: bytes, bound: bytes) -> str:
    """AES-GCM, the nonce first; `bound` is covered too, but not contained."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return text_of(nonce + AESGCM(key).encrypt(nonce, content, bound))


def decrypt(key: bytes, text: str, bound: bytes) -> bytes | None:
    """The content; None where the key is another or anything was changed. Raises ValueError for what is no cipher."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = bytes_of(text)
    try:
        return AESGCM(key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], bound)
    except InvalidTag:
        return None


def seal(public: str, content: bytes, bound: bytes) -> dict[str, str]:
    """What only the holder of the private key can read; whoever seals need not hold it."""
    private, passing = new_pair()
    shared = _shared(private, public, canonical([passing, public]) + bound)
    return {"passing": passing, "key": encrypt(shared, content, bound)}


def unseal(private: bytes, public: str, sealed: dict[str, str], bound: bytes) -> bytes | None:
    """What was sealed to this pair, or None; raises ValueError, KeyError or TypeError for what is no seal."""
    shared = _shared(private, sealed["passing"], canonical([sealed["passing"], public]) + bound)
    return decrypt(shared, sealed["key"], bound)


def voucher(key: bytes, said: Any) -> str:
    """Proof that whoever holds the key said this."""
    return text_of(hmac.digest(_derived(key, b"voucher"), canonical(said), "sha256"))


def vouched(key: bytes, said: Any, proof: str) -> bool:
    """Whether a proof is true."""
    return hmac.compare_digest(voucher(key, said).encode(), proof.encode())


def canonical(said: Any) -> bytes:
    """The same bytes for the same things said."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def text_of(raw: bytes) -> str:
    """Bytes as a JSON file holds them."""
    return base64.b64encode(raw).decode()


def bytes_of(text: str) -> bytes:
    """What `text_of` made text of; raises ValueError."""
    return base64.b64decode(text, validate=True)


def _shared(private: bytes, public: str, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    other = X25519PublicKey.from_public_bytes(bytes_of(public))
    return _derived(X25519PrivateKey.from_private_bytes(private).exchange(other), info)


def _derived(secret: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, None, info).derive(secret)
