"""The digits on a slip that a scanner types: two say what it is, eight its number, two check them all (ISO 7064)."""

import re
import unicodedata
from enum import Enum

from app.domain.errors import Problem

CODE_LENGTH = 12
_NUMBER_LENGTH = 8
_LONGEST_TEXT = 2_000


class Slip(Enum):
    """What a slip is of; its value stands before the number. No telephone number begins with a 7."""

    MEETING = "71"
    ATTENDANCE = "72"
    CASE = "73"
    PLEDGE = "74"
    RECEIPT = "75"
    REDEMPTION = "76"
    MERCHANT = "77"


def code(slip: Slip, number: int) -> str:
    """The twelve digits for the record of this number; raises Problem where it does not fit."""
    if not 0 < number < 10**_NUMBER_LENGTH:
        raise Problem("这个编号太大，单据上的码放不下。没有写入任何内容，请联系管理员。")
    return _checked(f"{slip.value}{number:0{_NUMBER_LENGTH}d}")


def read(text: str) -> tuple[Slip, int] | None:
    """The slip and number that the digits in `text` are the code of, whatever was scanned or pasted around them."""
    return next(filter(None, map(_meant, _candidates(text))), None)


def looks_like(text: str) -> bool:
    """Whether as many digits as a code has stand in `text`, right or wrong."""
    return bool(_candidates(text))


def _candidates(text: str) -> list[str]:
    """Twelve digits that are no part of a longer number; blanks may part them."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])
    joined = re.sub(r"(?<=[0-9])[\s\-]+(?=[0-9])", "", plain)
    return [run for form in (plain, joined) for run in re.findall("[0-9]+", form) if len(run) == CODE_LENGTH]


def _meant(candidate: str) -> tuple[Slip, int] | None:
    known = {slip.value: slip for slip in Slip}
    slip, number = known.get(candidate[:2]), int(candidate[2:-2])
    return (slip, number) if slip and number and candidate == _checked(candidate[:-2]) else None


def _checked(digits: str) -> str:
    from stdnum.iso7064 import mod_97_10

    return digits + mod_97_10.calc_check_digits(digits)
