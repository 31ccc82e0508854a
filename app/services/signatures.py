"""The centre's Ed25519 signature under every plaque code; old public keys keep old plaques genuine."""

from app.domain.honours import codes_in, join_code
from app.domain.roles import Right
from app.services.session import requires
from app.store.centres import Centre, SigningKey


@requires(Right.READ)
def centre_number() -> int:
    """The number that stands for this centre in its plaque codes."""
    return Centre.get().number


@requires(Right.ENTER)
def sign(payload: str) -> str:
    """The 185 digits of a plaque whose 30 signed digits are given."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    newest = SigningKey.select().order_by(SigningKey.id.desc()).get()
    return join_code(payload, Ed25519PrivateKey.from_private_bytes(bytes(newest.private)).sign(payload.encode()))


@requires(Right.READ)
def signed_payload(text: str) -> str | None:
    """The first 30 digits inside `text` that carry a true signature of this centre, else None."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    keys = [Ed25519PublicKey.from_public_bytes(bytes(row.public)) for row in SigningKey.select()]
    for payload, signature in codes_in(text):
        for key in keys:
            try:
                key.verify(signature, payload.encode())
            except InvalidSignature:
                continue
            return payload
    return None
