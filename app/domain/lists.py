"""The three lists (三张清单): what an item must hold to, how it stands, and what may be linked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean, personal_name


class Role(StrEnum):
    """What stands in a list, whatever a centre calls it; the value is what is stored and what people see."""

    RESOURCE = "资源"
    NEED = "需求"
    PROJECT = "项目"
    PROBLEM = "问题"
    DUTY = "责任"


ASKING = (Role.NEED, Role.PROBLEM)
"""What waits for somebody to answer it."""


class State(StrEnum):
    """How an item stands; the value is what is stored and what people see."""

    OPEN = "待对接"
    SENT = "已派单"
    DONE = "已完成"
    WITHDRAWN = "已撤下"


@dataclass(frozen=True)
class Kind:
    """A list by name, and what stands in it."""

    name: str
    role: str


@dataclass(frozen=True)
class Draft:
    """An item as typed into the form; `kind` names its list, `organization` is an id or 0."""

    kind: str = ""
    title: str = ""
    unit: str = ""
    contact: str = ""
    phone: str = ""
    quantity: str = ""
    category: str = ""
    registered: str = ""
    expires: str = ""
    organization: int = 0
    state: str = State.OPEN.value
    detail: str = ""

    @property
    def name(self) -> str:
        """What an item is called."""
        return self.title


_LENGTHS = {"title": 80, "unit": 80, "contact": 40, "phone": 40, "quantity": 40, "category": 40, "detail": 2000}


def check(draft: Draft, kinds: Sequence[str]) -> Draft:
    """The draft normalised; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items() if isinstance(value, str)}
    tidy |= {"detail": draft.detail.strip(), "contact": personal_name(draft.contact)}
    tidy |= {name: checked_day(tidy[name], name, complaints) for name in ("registered", "expires")}
    draft = replace(draft, **tidy)
    if not draft.title:
        complaints["title"] = Complaint("no_title", "请用一句话写清楚是什么，如“法律顾问每周三坐班”。")
    if draft.kind not in kinds:
        complaints["kind"] = Complaint("bad_kind", f"请选择清单：{'、'.join(kinds)}。")
    if draft.state not in set(State):
        complaints["state"] = Complaint("bad_state", f"状态请填{'、'.join(State)}。")
    complaints |= _day_complaints(draft, complaints) | too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return draft


def _day_complaints(draft: Draft, known: dict[str, str]) -> dict[str, str]:
    if "registered" not in known and len(draft.registered) < len("2026-01-01"):
        return {"registered": Complaint("no_day", "请填写登记日期，要写到日，如 2026.3.5。")}
    if draft.expires and draft.registered and draft.expires < draft.registered[: len(draft.expires)]:
        return {"expires": Complaint("bad_date", "有效期早于登记日期，请核对。")}
    return {}


def may_link(one: str, other: str) -> bool:
    """Whether items of two roles are brought together: never two of the same."""
    return one != other
