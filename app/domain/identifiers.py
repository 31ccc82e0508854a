"""Numbers that identify: the unified social credit code (GB 32100) and telephone numbers, as people write them."""

import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from unicodedata import normalize

from app.domain.errors import Complaint, Invalid
from app.domain.names import clean

CODE_LENGTH = 18
REGISTRATION_LENGTH = 15
"""Digits of the business registration number (工商注册号) that the unified code replaced."""

_SEPARATORS = re.compile(r"[\s'’‘`\-‐‒–—―−]")
_ABSENT = re.compile(r"(无|没有|暂无|尚无|未办理?|待办理?|在办|办理中|正在办理)?(代码|执照|证)?[。.]?|不详|/|NONE|N/A")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")
_CELL_ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:\d{3}")
_MISREAD = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U"}
_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_REGION = range(2, 8)
_ALONE = re.compile(rf"(?<![0-9A-Z])[0-9A-Z]{{{CODE_LENGTH}}}(?![0-9A-Z])")

_MOBILE = re.compile(r"(86)?1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(010|02[0-9])[0-9]{8}|0[3-9][0-9]{9,10}")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_EXTENSION = re.compile(r"(-|转|分机|EXT\.?|X|#|\*)\d{1,6}$")


def as_text(value: object) -> str:
    """The text a spreadsheet cell stands for: whole numbers without “.0”, all 15 digits Excel keeps, ISO dates."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def normal(text: str) -> str:
    """The number alone: half width, capital letters, without spaces, apostrophes and hyphens."""
    return _SEPARATORS.sub("", normalize("NFKC", clean(text))).upper()


def is_cell_error(text: str) -> bool:
    """Whether the text is what a spreadsheet shows in a cell whose formula went wrong, such as #REF!."""
    return _CELL_ERROR.fullmatch(text.strip()) is not None


def is_absent(text: str) -> bool:
    """Whether the text says that there is no number: blank, 无, 办理中, 暂无, — and the like."""
    return _ABSENT.fullmatch(normal(text)) is not None


def credit_code(text: str) -> str:
    """The 18 characters of a unified social credit code; raises Invalid with key "code". The place is not checked."""
    code = normal(text)
    complaint = _length_complaint(code, text) or _truncation_complaint(code) or _letter_complaint(code)
    if not complaint and not _check_holds(code):
        complaint = Complaint("bad_check_digit", "校验位不对，可能有一位写错了，请对照营业执照逐位核对。")
    if complaint:
        raise Invalid({"code": complaint})
    return code


def code_in(text: str) -> str:
    """The first unified social credit code inside whatever was scanned, or an empty text."""
    return next(
        (code for code in _ALONE.findall(normal(text)) if _ALPHABET.issuperset(code) and _check_holds(code)), ""
    )


def phone_doubt(text: str) -> str:
    """What is doubtful about the telephone numbers in the text, or an empty text. Several may be given."""
    if is_absent(text):
        return ""
    numbers = re.split(r"[;,、/|]", normalize("NFKC", clean(text)).upper())
    return next(filter(None, map(_number_doubt, filter(str.strip, numbers))), "")


def _length_complaint(code: str, text: str) -> Complaint | None:
    if _SCIENTIFIC.fullmatch(code):
        return _truncated()
    if len(code) == CODE_LENGTH:
        return None
    if code and not any(map(str.isascii, code)):
        return Complaint("wrong_length", f"“{clean(text)[:20]}”不是统一社会信用代码，没有代码请写“无”。")
    if len(code) == REGISTRATION_LENGTH and _is_digits(code):
        return Complaint("wrong_length", "这是 15 位的工商注册号，不是统一社会信用代码，请改填营业执照上的 18 位代码。")
    missing = CODE_LENGTH - len(code)
    odd = f"还差 {missing} 位" if missing > 0 else f"多了 {-missing} 位"
    return Complaint("wrong_length", f"{'只有' if missing > 0 else '有'} {len(code)} 位，{odd}，请对照营业执照改正。")


def _truncation_complaint(code: str) -> Complaint | None:
    """Excel keeps 15 digits of a number and fills up with zeros."""
    return _truncated() if _is_digits(code) and code.endswith("000") and not _check_holds(code) else None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _truncated() -> Complaint:
    return Complaint("excel_truncated", "Excel 截断：后几位已经丢失，请把该列设为文本，再照营业执照重新填写。")


def _letter_complaint(code: str) -> Complaint | None:
    for place, character in enumerate(code):
        where = f"第 {place + 1} 位是“{character}”"
        if character in _MISREAD:
            hint = f"代码里没有字母 I、O、S、V、Z，可能是 {_MISREAD[character]}"
        elif character not in _ALPHABET:
            hint = "代码里只有数字和大写字母"
        elif place in _REGION and not character.isdigit():
            hint = "第 3 至 8 位是行政区划，只能是数字"
        else:
            continue
        return Complaint("illegal_letter", f"{where}，{hint}，请对照营业执照改正。")
    return None


def _check_holds(code: str) -> bool:
    from stdnum.cn import uscc

    return uscc.calc_check_digit(code[:-1]) == code[-1]


def _number_doubt(number: str) -> str:
    written = re.sub(r"[\s()+'’]", "", number)
    digits = written.replace("-", "")
    without_extension = _EXTENSION.sub("", written).replace("-", "")
    if any(_is_phone(candidate) for candidate in (digits, without_extension)):
        return ""
    return f"电话“{number.strip()[:20]}”{_phone_fault(digits)}，请核对。"


def _is_phone(digits: str) -> bool:
    return any(pattern.fullmatch(digits) for pattern in (_MOBILE, _LANDLINE, _SERVICE))


def _phone_fault(digits: str) -> str:
    if not _is_digits(digits):
        return "里有不是数字的字"
    if _LANDLINE.fullmatch("0" + digits):
        return "可能少了区号前面的 0"
    if len(digits) in (7, 8):
        return "没有区号"
    if digits.startswith("1") and len(digits) != 11:
        return f"有 {len(digits)} 位，手机号是 11 位"
    return "不像手机号，也不像带区号的座机号"
