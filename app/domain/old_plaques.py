"""Plaques hung before the program came, entered with their old numbers."""

from dataclasses import dataclass, replace
from typing import Any

from app.domain.calendar import add_months
from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.honours import first_day
from app.domain.names import clean

_REQUIRED = {"merchant": "商户", "kind": "荣誉", "number": "编号", "issued": "颁发日期"}
_LENGTHS = {"number": 40, "decision": 200}
_MONTH = len("2026-01")


@dataclass(frozen=True)
class OldPlaque:
    """A plaque as typed into the form or read from a spreadsheet; `merchant` is a name, a code or a number, `issued`
    ISO and perhaps only a month, `valid_until` "" without end."""

    merchant: str = ""
    kind: str = ""
    number: str = ""
    issued: str = ""
    valid_until: str = ""
    decision: str = ""

    @property
    def name(self) -> str:
        """What the plaque is called in lists."""
        return self.merchant


def check(draft: OldPlaque) -> OldPlaque:
    """The draft normalised; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items()}
    for day in ("issued", "valid_until"):
        tidy[day] = checked_day(tidy[day], day, complaints)
    tidy["valid_until"] = _last_day(tidy["valid_until"])
    draft = replace(draft, **tidy)
    for field, label in _REQUIRED.items():
        if not getattr(draft, field) and field not in complaints:
            complaints[field] = Complaint("missing", f"请填写{label}。")
    if not complaints and draft.valid_until and draft.valid_until < draft.issued:
        complaints["valid_until"] = Complaint("bad_date", "有效期早于颁发日期，请核对。")
    complaints |= too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return draft


def _last_day(iso: str) -> str:
    """A month holds until its last day."""
    if len(iso) != _MONTH:
        return iso
    end = add_months(first_day(iso).replace(day=1), 1)
    return end.fromordinal(end.toordinal() - 1).isoformat()
