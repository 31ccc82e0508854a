"""What makes a merchant's record acceptable."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.identifiers import credit_code, is_absent, phone_doubt
from app.domain.names import clean


class State(StrEnum):
    """Whether the merchant still trades here; the value is what is stored and what people see."""

    OPEN = "营业"
    PAUSED = "停业"
    MOVED = "迁出"
    CLOSED = "注销"


@dataclass(frozen=True)
class Draft:
    """A merchant as typed into the form or read from a spreadsheet."""

    sign: str = ""
    registered_name: str = ""
    mnemonic: str = ""
    code: str = ""
    no_code_reason: str = ""
    trade: str = ""
    address: str = ""
    stall: str = ""
    grid: str = ""
    organization: str = ""
    owner: str = ""
    phone: str = ""
    party_member: bool = False
    since: str = ""
    state: str = State.OPEN.value
    pledged_on: str = ""
    safe_consumption: bool = False
    free_returns: bool = False
    note: str = ""

    @property
    def name(self) -> str:
        """The name printed on plaques: the registered one, else the shop sign."""
        return self.registered_name or self.sign


_LENGTHS = {"sign": 60, "registered_name": 60, "address": 120, "note": 500}


def check(draft: Draft) -> Draft:
    """The draft normalised; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items() if isinstance(value, str)}
    draft = replace(draft, **tidy)
    draft = _checked_code(draft, complaints)
    since = checked_day(draft.since, "since", complaints)
    draft = replace(draft, since=since, pledged_on=checked_day(draft.pledged_on, "pledged_on", complaints))
    if not draft.name:
        complaints["sign"] = Complaint("no_name", "店铺招牌和营业执照名称都是空的，请至少填写一项。")
    if draft.state not in set(State):
        complaints["state"] = Complaint("bad_state", f"没有“{draft.state}”这种经营状态，请填营业、停业、迁出或注销。")
    complaints |= too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return draft


def doubts(draft: Draft) -> dict[str, str]:
    """Sentences about fields that are kept but look wrong."""
    found = {"phone": phone_doubt(draft.phone) if draft.phone else ""}
    return {field: sentence for field, sentence in found.items() if sentence}


def _checked_code(draft: Draft, complaints: dict[str, str]) -> Draft:
    if is_absent(draft.code):
        reason = draft.no_code_reason or draft.code
        if not reason:
            complaints["code"] = Complaint("no_code", "请填写统一社会信用代码；没有代码的，请在“无代码原因”里写明。")
        return replace(draft, code="", no_code_reason=reason)
    try:
        return replace(draft, code=credit_code(draft.code), no_code_reason="")
    except Invalid as wrong:
        complaints["code"] = wrong.complaints["code"]
        return draft
