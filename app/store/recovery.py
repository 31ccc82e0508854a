"""The printed recovery code: 130 random bits and a check letter, made to be written down and typed back."""

import unicodedata
from hashlib import sha256

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = 26


def new_code() -> str:
    """A fresh code, grouped for writing down: 6 groups, 27 letters."""
    import secrets

    number = secrets.randbits(5 * _LETTERS)
    letters = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(_LETTERS))
    letters += _check_letter(letters)
    return "-".join(letters[start : start + 5] for start in range(0, len(letters), 5))


def plain(code: str) -> str:
    """The code as typed back: case, spaces and dashes do not matter, O is 0, I and L are 1."""
    folded = unicodedata.normalize("NFKC", code).upper().translate(str.maketrans("OIL", "011"))
    return "".join(letter for letter in folded if letter in _ALPHABET)


def is_code(text: str) -> bool:
    """Whether the text is a whole recovery code, its check letter included."""
    code = plain(text)
    return len(code) == _LETTERS + 1 and code[-1] == _check_letter(code[:-1])


def _check_letter(letters: str) -> str:
    return _ALPHABET[sha256(letters.encode()).digest()[0] & 31]
