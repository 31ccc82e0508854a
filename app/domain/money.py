"""Amounts of money: whole fen in the store; read as people type them; written in digits, in 万元 and in capitals."""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import prod
from unicodedata import normalize

from app.domain.errors import Complaint, Invalid
from app.domain.names import clean

MOST = 10**14 - 1
"""Fen: one fen under a million million yuan."""

_LONGEST = 40
_TIMES = re.compile(r"[*×xX]")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d+|\d{1,3}(?:,\d{3})+)?(?P<part>\.\d*)?(?P<wan>万)?")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def read(text: str) -> int:
    """The fen that typed words mean: 500, 1,000.5, 200*3, 1.2万, ￥30元; raises Invalid with key "amount"."""
    words = re.sub(r"\s|^[¥¥]|人民币|[元圆块]整?$", "", normalize("NFKC", clean(text)))
    if not words:
        raise _wrong(Complaint("no_amount", "请填写金额。"))
    if len(words) > _LONGEST:
        raise _wrong(Complaint("bad_amount", "这里写得太长，不像金额，请只写数字，如 500、200*3、1.2万。"))
    with localcontext(prec=2 * _LONGEST):
        value = prod(map(_factor, _TIMES.split(words)), start=Decimal(1))
        if value * 100 > MOST:
            raise _wrong(Complaint("too_much", "金额超过了 1 万亿元，请核对。"))
        if value * 100 != int(value * 100):
            raise _wrong(Complaint("too_fine", f"合 {_plain(value)} 元，金额最多到分（两位小数），请改正。"))
        return int(value * 100)


def checked(value: int | str) -> int:
    """The fen of what a form holds, a number or words that were not understood; raises Invalid (amount)."""
    return value if isinstance(value, int) else read(value)


def in_digits(fen: int) -> str:
    """With thousands separators and two decimals: 10,005.30."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


def in_wan(fen: int) -> str:
    """For summaries, in 万元 with two decimals: 1,640.90 yuan are 0.16."""
    rounded = (Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:,}"


def in_capitals(fen: int) -> str:
    """As receipts write it: 壹万零伍元叁角, 叁佰贰拾伍元零肆分, 陆佰元整."""
    if fen < 0:
        return f"负{in_capitals(-fen)}"
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = f"{_whole(yuan)}元" if yuan or not fen else ""
    if not jiao and not rest:
        return f"{words}整"
    words += f"{_DIGITS[jiao]}角" if jiao else "零" if words else ""
    return words + (f"{_DIGITS[rest]}分" if rest else "")


def _factor(text: str) -> Decimal:
    found = _NUMBER.fullmatch(text)
    if not found or not (found["whole"] or (found["part"] or "").strip(".")):
        raise _wrong(Complaint("bad_amount", f"“{text[:20]}”不是金额，请写数字，如 500、1,000、200*3、1.2万。"))
    if found["sign"] == "-":
        raise _wrong(Complaint("negative", "金额不能是负数；退款、更正请用“冲销”。"))
    number = Decimal(f"{(found['whole'] or '0').replace(',', '')}{found['part'] or ''}")
    return number * 10_000 if found["wan"] else number


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _whole(number: int) -> str:
    """A whole number below 10¹² in capitals."""
    words, skipped = "", False
    for place in (2, 1, 0):
        group = number // 10_000**place % 10_000
        if group:
            words += "零" * bool(words and (skipped or group < 1000)) + _group(group) + _GROUPS[place]
        skipped = not group
    return words or _DIGITS[0]


def _group(number: int) -> str:
    """Four digits in capitals, the zeros between them said once."""
    words, skipped = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += "零" * bool(words and skipped) + _DIGITS[digit] + _PLACES[place]
        skipped = not digit
    return words


def _wrong(complaint: Complaint) -> Invalid:
    return Invalid({"amount": complaint})
