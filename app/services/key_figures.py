"""The key figures of the start page, one or two of each tab; each opens the rows it counts."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain import money
from app.domain.cases import State
from app.domain.meetings import State as Written
from app.domain.members import Stage
from app.domain.roles import Right
from app.services import cases, gift_list, meetings, members, merchants
from app.services.session import requires

_QUARTER = "本季"
_WAN = 1_000_000
"""Fen from which on money is said in 万元."""


@dataclass(frozen=True)
class Figure:
    """`page` filtered by `filters` shows the rows it counts; `icon` stands beside it."""

    title: str
    value: str
    unit: str
    hint: str
    page: str
    icon: str
    filters: Mapping[str, str] = field(default_factory=dict)


@requires(Right.READ)
def figures(today: dt.date) -> list[Figure]:
    """Six of them, the merchants first."""
    return [*_merchants(), _members(), _gifts(), _cases(), _meetings(today)]


def _merchants() -> Iterator[Figure]:
    counts = merchants.counts()
    share = f"占在册商户 {counts['有效'] / counts['全部']:.1%}" if counts["全部"] else "还没有商户"
    bare = f"还没有授牌的 {counts['未授牌']:,} 家"
    yield Figure("在册商户", f"{counts['全部']:,}", "家", bare, "merchants", "store")
    yield Figure("荣誉有效", f"{counts['有效']:,}", "家", share, "merchants", "badge-check", {"honour": "有效"})


def _members() -> Figure:
    counts = members.counts()
    hint = f"预备党员 {counts[Stage.PROBATIONARY]:,} 人"
    value = f"{counts[Stage.FULL]:,}"
    return Figure("正式党员", value, "人", hint, "members", "users", {"stage": Stage.FULL.value})


def _gifts() -> Figure:
    """Money given in the running quarter, whatever was reversed taken off."""
    filters = {"period": _QUARTER}
    found = gift_list.totals(filters)
    whole = abs(found.money) >= _WAN
    value = money.in_wan(found.money) if whole else money.in_digits(found.money).removesuffix(".00")
    hint = f"捐赠 {found.count:,} 笔"
    return Figure("本季捐款", value, "万元" if whole else "元", hint, "charity", "hand-heart", filters)


def _cases() -> Figure:
    """A case is in one state alone: the late ones are not among those under way."""
    counts = cases.counts()
    hint = f"另有快到期 {counts[State.NEAR]:,}　超期 {counts[State.OVERDUE]:,}"
    filters = {"state": State.RUNNING.value}
    return Figure("在办事项", f"{counts[State.RUNNING]:,}", "件", hint, "cases", "calendar-clock", filters)


def _meetings(today: dt.date) -> Figure:
    filters = {"year": str(today.year)}
    count = len(meetings.ids(filters=filters))
    drafts = len(meetings.ids(filters=filters | {"state": Written.DRAFT.value}))
    hint = f"还没有定稿的 {drafts:,} 份"
    return Figure("今年会议", f"{count:,}", "次", hint, "minutes", "file-text", filters)
