"""Honours: their numbers, states, and the digits that prove a plaque."""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.calendar import add_months, spoken
from app.domain.errors import Problem

CODE_LENGTH = 185
_PAYLOAD_LENGTH = 30
_SIGNATURE_BITS = 512
_DAY_ZERO = dt.date(2000, 1, 1)
_FOREVER = 0
_LONGEST_TEXT = 20_000
ENDLESS, REVOLVING = "长期有效", "流动红旗，交到下一家为止"
"""How long an honour without a last day holds; a revolving flag until it is handed on."""
_NUMBER = re.compile(r"(.*?)[〔\[(【](\d{4})[〕\])】]第?0*(\d{1,7})号?")


class State(StrEnum):
    """What has become of an honour, as stored; whether it has expired is worked out under a given day."""

    GRANTED = "授予"
    RECLAIMED = "收回"
    PASSED_ON = "流转"
    REPLACED = "补发作废"
    VOID = "作废"


class Happening(StrEnum):
    """What happens to an honour after it was given, as stored and in the words people see."""

    ENTERED = "登记旧牌"
    PASSED = "年审合格"
    FAILED = "年审不合格"
    RECLAIMED = "收回"
    PASSED_ON = "流转"
    REPLACED = "补发"


class Standing(StrEnum):
    """What a scan of a plaque says, in the words people see."""

    VALID = "有效"
    EXPIRED = "到期"
    RECLAIMED = "收回"
    PASSED_ON = "流转"
    REPLACED = "补发作废"
    VOID = "作废"
    NOT_GENUINE = "校验不符"
    UNKNOWN = "查无此牌"


def standing(state: str, valid_until: str, today: dt.date) -> Standing:
    """How an honour stands on a day; its last day of validity still counts. `valid_until` is ISO or "" for no end."""
    if state != State.GRANTED:
        return Standing(state)
    return Standing.EXPIRED if valid_until and valid_until < today.isoformat() else Standing.VALID


def number(symbol: str, year: int, serial: int) -> str:
    """诚信〔2026〕001号."""
    return f"{symbol}〔{year}〕{serial:03d}号"


def read_number(text: str) -> tuple[str, int, int] | None:
    """Symbol, year and serial of a number written like ours, whatever brackets it has; None for any other number."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", "".join(text.split())))
    return (found[1], int(found[2]), int(found[3])) if found and int(found[3]) else None


def first_day(iso: str) -> dt.date:
    """The day, or the first day of the month, that ISO text means."""
    return dt.date.fromisoformat(iso if len(iso) == len("2026-01-01") else f"{iso}-01")


def review_due(issued: dt.date, valid_until: str, done: Collection[str], months: int, today: dt.date) -> dt.date | None:
    """The day a yearly review is or will be due: every so many months while the honour holds, of those past only the
    last. `done` are the due days (ISO) that were answered; None where none is left."""
    last = dt.date.fromisoformat(valid_until) if valid_until else dt.date.max
    times = 1
    while add_months(issued, months * (times + 1)) <= today:
        times += 1
    while add_months(issued, months * times).isoformat() in done:
        times += 1
    due = add_months(issued, months * times)
    return due if due < last else None


@dataclass(frozen=True)
class Plaque:
    """What the digits on a plaque say. `expires` None means without end."""

    centre: int
    kind: int
    year: int
    serial: int
    issued: dt.date
    expires: dt.date | None

    def payload(self) -> str:
        """The 30 digits that are signed: centre 6, kind 3, year 4, serial 7, issued 5, expires 5 (days since 2000)."""
        if not (0 <= self.centre < 10**6 and 0 < self.kind < 10**3 and 0 < self.serial < 10**7):
            raise Problem("这个编号太大，牌匾上的验真码放不下。没有写入任何内容，请联系管理员。")
        days = [_days(self.issued), _FOREVER if self.expires is None else _days(self.expires)]
        return f"{self.centre:06d}{self.kind:03d}{self.year:04d}{self.serial:07d}{days[0]:05d}{days[1]:05d}"


def _days(day: dt.date) -> int:
    days = (day - _DAY_ZERO).days
    if not 0 < days < 10**5:
        raise Problem(f"日期 {spoken(day.isoformat())} 不在 2000 年到 2273 年之间，牌匾上放不下。")
    return days


def read_payload(payload: str) -> Plaque:
    """The plaque that 30 signed digits describe."""
    issued, expires = int(payload[20:25]), int(payload[25:30])
    return Plaque(
        centre=int(payload[0:6]),
        kind=int(payload[6:9]),
        year=int(payload[9:13]),
        serial=int(payload[13:20]),
        issued=_DAY_ZERO + dt.timedelta(days=issued),
        expires=None if expires == _FOREVER else _DAY_ZERO + dt.timedelta(days=expires),
    )


def join_code(payload: str, signature: bytes) -> str:
    """The 185 digits of a plaque: what is signed, then the signature as one decimal number."""
    return payload + str(int.from_bytes(signature, "big")).zfill(CODE_LENGTH - _PAYLOAD_LENGTH)


def codes_in(text: str) -> Iterator[tuple[str, bytes]]:
    """Every (payload, signature) that the digits in `text` could be, whatever was scanned or pasted around them."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])
    for run in re.findall(r"[0-9]+", re.sub(r"(?<=[0-9])[\s\-]+(?=[0-9])", "", text)):
        for start in range(len(run) - CODE_LENGTH + 1):
            code = run[start : start + CODE_LENGTH]
            signature = int(code[_PAYLOAD_LENGTH:])
            if signature.bit_length() <= _SIGNATURE_BITS:
                yield code[:_PAYLOAD_LENGTH], signature.to_bytes(_SIGNATURE_BITS // 8, "big")


def scan_text(
    title: str, merchant: str, number: str, valid_until: str, issuer: str, phone: str, code: str, endless: str = ENDLESS
) -> str:
    """The one line a citizen's phone shows when it reads the plaque, ending with the digits that prove it; `endless`
    says how long it holds where no day is set."""
    until = f"有效期至{spoken(valid_until)}" if valid_until else endless
    supervision = f"监督电话{phone}，" if phone else ""
    return f"{title}，{merchant}，{number}，{until}，{issuer}颁发，{supervision}验真码{code}"
