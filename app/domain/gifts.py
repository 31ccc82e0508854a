"""Gifts: what makes one acceptable, what it counts for, and how its number and giver are written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from app.domain import money
from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean


class Kind(StrEnum):
    """What is given; the value is what is stored and what people see."""

    MONEY = "捐款"
    GOODS = "捐物"
    CONCESSION = "让利"
    SERVICE = "服务"


CASH = "现金"
TARGETED, COOPERATIVE = "定向救助", "合作募捐"
THOUSAND = 1000
"""Quantities are kept in thousandths of their unit."""


@dataclass(frozen=True)
class Draft:
    """A gift as the counter types it or a sheet brings it. `noun` and `row` say who gives, where that is known, `giver`
    the name; `amount`, `value` and `full_price` fen or words such as 200*3, `differs` why a concession is not what the
    rule makes of its full price; `shared_with` names parted by 、."""

    kind: str = Kind.MONEY.value
    on: str = ""
    noun: str = ""
    row: int = 0
    giver: str = ""
    shared_with: str = ""
    amount: int | str = 0
    method: str = CASH
    item: str = ""
    quantity: int | str = 0
    unit: str = ""
    value: int | str = 0
    valued_by: str = ""
    full_price: int | str = 0
    differs: str = ""
    people: int = 0
    purpose: str = ""
    campaign: int = 0
    fund: int = 0
    good: int = 0
    handler: str = ""
    note: str = ""


_LENGTHS = {"giver": 80, "item": 60, "unit": 10, "valued_by": 40, "differs": 100, "handler": 40, "note": 500}


def check(draft: Draft, today: date) -> Draft:
    """The draft normalised, amounts in fen, the quantity in thousandths; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {
        name: clean(value)
        for name, value in vars(draft).items()
        if isinstance(value, str) and name not in ("amount", "value", "full_price", "quantity")
    }
    draft = replace(draft, **tidy)
    draft = replace(draft, on=checked_day(draft.on, "on", complaints))
    if draft.kind not in set(Kind):
        complaints["kind"] = Complaint("bad_kind", f"类型请选{'、'.join(Kind)}。")
    if not draft.giver:
        complaints["giver"] = Complaint("no_giver", "请填写捐赠的商户、单位或个人。")
    if len(draft.on) < len("2026-01-01"):
        complaints.setdefault("on", Complaint("no_day", "请填写日期，写到日。"))
    elif draft.on > today.isoformat():
        complaints["on"] = Complaint("future", "日期在今天以后，请核对。")
    draft = _amounts(draft, complaints)
    if draft.campaign and draft.fund:
        complaints["fund"] = Complaint("both", "一笔捐赠只能进一个项目或一个基金，请只选一个。")
    if len(names := givers(draft)) > len(set(names)):
        complaints["shared_with"] = Complaint("twice", "同一个名字写了两次，每一方只写一次。")
    complaints |= too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return draft


def number(year: int, serial: int) -> str:
    """JZ202600131: the receipt's number, one series a year; a void keeps its number."""
    return f"JZ{year}{serial:05d}"


def quantity_words(thousandths: int, unit: str) -> str:
    """33袋, 2.5公斤."""
    whole = Decimal(thousandths) / THOUSAND
    return f"{whole.normalize():f}{unit}" if thousandths else ""


def shares(total: int, givers: int) -> list[int]:
    """A shared gift's fen or points for each of its givers: as even as whole numbers allow, the first get the rest."""
    each, rest = divmod(total, givers)
    return [each + (place < rest) for place in range(givers)]


def givers(draft: Draft) -> Sequence[str]:
    """The names of all who share a gift, the first first."""
    return [draft.giver, *filter(None, map(clean, draft.shared_with.split("、")))]


def _amounts(draft: Draft, complaints: dict[str, str]) -> Draft:
    """Money of a gift of money, else quantity and value; the other is nothing."""
    if draft.kind == Kind.MONEY:
        amount = _fen(draft.amount, "amount", complaints)
        nothing: dict[str, Any] = {"value": 0, "quantity": 0, "item": "", "unit": "", "valued_by": "", "people": 0}
        return replace(draft, amount=amount, full_price=0, differs="", **nothing)
    value = _fen(draft.value, "value", complaints)
    draft = _full_price(draft, value, complaints)
    quantity = _thousandths(draft.quantity, complaints)
    if draft.kind == Kind.GOODS and not draft.item:
        complaints["item"] = Complaint("no_item", "请填写捐的是什么物品。")
    if draft.kind == Kind.GOODS and draft.good and (not quantity or quantity % THOUSAND):
        complaints.setdefault("quantity", Complaint("bad_number", "放进公益仓的，数量要填整数。"))
    return replace(draft, amount=0, method="", value=value, quantity=quantity)


def _full_price(draft: Draft, value: int, complaints: dict[str, str]) -> Draft:
    """What a concession was taken off, where it is known; nobody gives up more than that."""
    if draft.kind != Kind.CONCESSION or draft.full_price in (0, ""):
        return replace(draft, full_price=0, differs="")
    full = _fen(draft.full_price, "full_price", complaints)
    if full and value > full:
        complaints.setdefault("value", Complaint("too_much", "让利比原价还多，请核对。"))
    return replace(draft, full_price=full)


def _fen(typed: int | str, field: str, complaints: dict[str, str]) -> int:
    try:
        fen = money.checked(typed)
    except Invalid as wrong:
        complaints[field] = next(iter(wrong.complaints.values()))
        return 0
    if fen <= 0:
        complaints[field] = Complaint("no_amount", "金额要大于 0，请填写。")
    return fen


def _thousandths(typed: int | str, complaints: dict[str, str]) -> int:
    if isinstance(typed, int):
        return typed
    try:
        found = Decimal(clean(typed) or "0") * THOUSAND
    except InvalidOperation:
        complaints["quantity"] = Complaint("bad_number", "数量请填数字，如 33 或 2.5。")
        return 0
    if found != int(found) or found < 0 or found > 10**12:
        complaints["quantity"] = Complaint("bad_number", "数量不能是负数，最多三位小数。")
        return 0
    return int(found)
