"""Cases that were kept in a spreadsheet before: taken over with their old numbers and as far as they had come."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain import cases, money
from app.domain.cases import SATISFACTIONS, Draft
from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean

_SATISFIED = {"很满意": "满意", "非常满意": "满意", "较满意": "基本满意", "比较满意": "基本满意", "一般": "基本满意"}
_MONEY = {"disputed": "争议金额", "recovered": "挽回金额"}
_NO_MONEY = {"", "无", "没有", "/", "-", "—", "——"}
_SHORT = 40
_LENGTHS = {"number": 40, "unit": 60, "handler": 40, "result": 2000}


@dataclass(frozen=True)
class OldCase:
    """A row of such a sheet; days are ISO, money fen, or words before it is checked. `merchant` is an id or 0,
    `stranger` a merchant's name not on record."""

    number: str = ""
    title: str = ""
    kind: str = ""
    category: str = ""
    source: str = ""
    received: str = ""
    reporter: str = ""
    phone: str = ""
    merchant_name: str = ""
    merchant: int = 0
    stranger: str = ""
    unit: str = ""
    handler: str = ""
    due: str = ""
    done: str = ""
    result: str = ""
    satisfaction: str = ""
    disputed: int | str = 0
    recovered: int | str = 0
    detail: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title


def first_sentence(text: str) -> str:
    """What a case is called of which only its story is told, at most 40 characters."""
    first = re.split(r"[。；;！!\n]", text.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= _SHORT else f"{first[: _SHORT - 1]}…"


def check(draft: OldCase, kinds: Sequence[str], today: date) -> OldCase:
    """The draft normalised; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items() if isinstance(value, str)}
    draft = replace(draft, **tidy)
    disputed, recovered = (_fen_of(getattr(draft, name), name, complaints) for name in _MONEY)
    draft = replace(draft, disputed=disputed, recovered=recovered)
    draft = replace(draft, satisfaction=_SATISFIED.get(draft.satisfaction, draft.satisfaction))
    draft = replace(draft, due=checked_day(draft.due, "due", complaints))
    draft = replace(draft, done=checked_day(draft.done, "done", complaints))
    try:
        taken = cases.check(as_draft(draft), kinds, today)
        draft = replace(draft, **{name: value for name, value in vars(taken).items() if name in tidy})
    except Invalid as wrong:
        complaints |= wrong.complaints
    if not draft.number:
        complaints["number"] = Complaint("no_number", "没有编号。请填上原来的编号，再导一次也不会重复。")
    complaints |= _about_the_end(draft, complaints, today) | too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return draft


def as_draft(draft: OldCase) -> Draft:
    """What of it a case is taken in with."""
    return Draft(**{name: value for name, value in vars(draft).items() if name in vars(Draft())})


def _fen_of(value: int | str, name: str, complaints: dict[str, str]) -> int:
    """The fen of what a cell says, 0 where it says that there is nothing."""
    if isinstance(value, int):
        return value
    if value in _NO_MONEY:
        return 0
    try:
        return money.read(value)
    except Invalid as wrong:
        found = wrong.complaints["amount"]
        code = getattr(found, "code", "")
        complaints[name] = Complaint(code, f"{_MONEY[name]}不能是负数。") if code == "negative" else found
        return 0


def _about_the_end(draft: OldCase, complaints: Mapping[str, str], today: date) -> dict[str, str]:
    """What is wrong with the days and words that say how a case ended."""
    found: dict[str, str] = {}
    for name, label in (("due", "期限"), ("done", "办结日期")):
        day = getattr(draft, name)
        if day and name not in complaints and len(day) < len("2026-01-01"):
            found[name] = Complaint("bad_date", f"{label}要写到日，如 2026年11月20日。")
    if not found and draft.done and not draft.received <= draft.done <= today.isoformat():
        found["done"] = Complaint("bad_date", "办结日期应在收到日期和今天之间。")
    if draft.satisfaction and draft.satisfaction not in SATISFACTIONS:
        found["satisfaction"] = Complaint("bad_satisfaction", f"满意度请写{'、'.join(SATISFACTIONS)}。")
    elif draft.satisfaction and not draft.done:
        found["satisfaction"] = Complaint("not_done", "还没有办结的事项不能有满意度。")
    if draft.recovered and not draft.done:
        found["recovered"] = Complaint("not_done", "还没有办结的事项不能有挽回金额，请填上办结日期。")
    return found
