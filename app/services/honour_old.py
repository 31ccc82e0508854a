"""Plaques hung before the program came: entered one by one or many at once, with their old numbers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import peewee as pw

from app.domain import honours as rules
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.honours import Happening, State
from app.domain.identifiers import normal
from app.domain.names import clean
from app.domain.old_plaques import OldPlaque, check
from app.domain.roles import Right
from app.services import merchants, pending_rounds
from app.services.honour_writing import happen, kind_named
from app.services.session import requires
from app.store.honours import Honour, HonourKind, Printing
from app.store.merchants import Merchant
from app.store.writing import Act, writing


@requires(Right.ENTER)
def enter(draft: OldPlaque, honour: int | None = None) -> int:
    """Enter an old plaque, or correct one, and return its id; raises Invalid naming every field at fault."""
    draft = check(draft)
    with writing(f"{'修改' if honour else '登记'}旧牌 {draft.merchant} {draft.number}") as act:
        return write(act, draft, honour)


@requires(Right.ENTER)
def write(act: Act, draft: OldPlaque, honour: int | None) -> int:
    """Put a checked draft into the store as part of an act; raises Invalid, or Problem for a plaque of ours."""
    kind, merchant = _kind(draft.kind), holder(draft.merchant)
    _refuse_pending(kind, merchant, draft)
    symbol, year, serial = rules.read_number(draft.number) or ("", 0, 0)
    ours = symbol == kind.symbol
    if not ours:
        year, serial = rules.first_day(draft.issued).year, 0
    row = _row(honour) if honour else None
    _refuse_taken(kind, year, draft.number, serial if ours else 0, row)
    if not ours:
        serial = row.serial if row and row.serial < 0 and row.year == year else _foreign_serial(kind, year)
    values = {"kind": kind, "merchant": merchant, "year": year, "serial": serial, "number": draft.number}
    values |= {"issued": draft.issued, "valid_until": draft.valid_until, "decision": draft.decision}
    if row:
        act.change(row, values)
        return row.id
    row = Honour(**values)
    act.add(row)
    happen(act, row.id, Happening.ENTERED, dt.date.today())
    return row.id


@requires(Right.ENTER)
def add_many(act: Act, drafts: Sequence[OldPlaque]) -> None:
    """Put checked drafts into the store as part of an act."""
    for draft in drafts:
        write(act, draft, None)


@requires(Right.READ)
def draft_of(honour: int) -> OldPlaque:
    """An honour as the form of old plaques shows it."""
    row = Honour.select(Honour, HonourKind, Merchant).join(HonourKind).switch(Honour).join(Merchant)
    found = row.where(Honour.id == honour).get()
    told = (found.number, found.issued, found.valid_until, found.decision)
    return OldPlaque(found.merchant.name, found.kind.title, *told)


@requires(Right.ENTER)
def void(honours: Sequence[int]) -> None:
    """Mark old plaques that were entered by mistake as void; raises Problem naming one that is not old."""
    rows = [_row(number) for number in honours]
    what = f"作废旧牌登记 {rows[0].number}" if len(rows) == 1 else f"作废旧牌登记 {len(rows):,} 块"
    with writing(what) as act:
        for row in rows:
            act.change(row, row.when_undone())


@requires(Right.READ)
def holder(wanted: str) -> int:
    """The merchant of this code, number or name; raises Invalid with key "merchant" for none or several."""
    named = (Merchant.registered_name == clean(wanted)) | (Merchant.sign == clean(wanted))
    found = [row.id for row in Merchant.select(Merchant.id).where(named, Merchant.removed_at == "").limit(2)]
    if len(found) == 1:
        return found[0]
    if found:
        sentence = f"有不止一家叫“{wanted}”的商户，请改填统一社会信用代码或商户编号。"
        raise Invalid({"merchant": Complaint("ambiguous", sentence)})
    try:
        return merchants.find(normal(wanted) if wanted else "")
    except Problem as problem:
        sentence = f"没有登记名称、代码或编号是“{wanted}”的商户，请先登记商户，或改正。"
        raise Invalid({"merchant": Complaint("no_merchant", sentence)}) from problem


@requires(Right.READ)
def tidied(draft: OldPlaque) -> OldPlaque:
    """A checked draft with its merchant and kind as they are called here; raises Invalid."""
    merchant, kind = Merchant.get_by_id(holder(draft.merchant)), _kind(draft.kind)
    _refuse_pending(kind, merchant.id, draft)
    return replace(draft, merchant=merchant.name, kind=kind.title)


def _refuse_pending(kind: HonourKind, merchant: int, draft: OldPlaque) -> None:
    try:
        pending_rounds.refuse(kind.title, [merchant], rules.first_day(draft.issued))
    except Problem as problem:
        raise Invalid({"issued": Complaint("pending", str(problem))}) from problem


def _kind(wanted: str) -> HonourKind:
    try:
        return kind_named(wanted)
    except Problem as problem:
        raise Invalid({"kind": Complaint("no_kind", str(problem))}) from problem


def _row(honour: int) -> Honour:
    row = Honour.get_by_id(honour)
    if row.code:
        raise Problem(f"{row.number}是在本程序里授予的，不能改动或作废登记。要停用请“收回”，要换新牌请“补发”。")
    if Printing.get_or_none(Printing.honour == row.id) or row.state != State.GRANTED:
        raise Problem(f"{row.number}已经是“{row.state}”或打印过，不能改动。没有改动任何内容。")
    return row


def _refuse_taken(kind: HonourKind, year: int, number: str, serial: int, row: Honour | None) -> None:
    """A number is given once in its kind and year, whatever brackets it is written with."""
    same = Honour.number == number
    if serial:
        same |= Honour.serial == serial
    others = Honour.select(Honour, Merchant).join(Merchant).where(Honour.kind == kind, Honour.year == year, same)
    taken = others.where(Honour.id != (row.id if row else 0)).first()
    if taken:
        sentence = f"{year} 年的这个编号已登记给{taken.merchant.name}，编号不能重复使用。"
        raise Invalid({"number": Complaint("number_taken", sentence)})


def _foreign_serial(kind: HonourKind, year: int) -> int:
    """A place in the year for a number that is not of our making: below zero, so that ours go on as they were."""
    lowest = Honour.select(pw.fn.MIN(Honour.serial)).where(Honour.kind == kind, Honour.year == year).scalar()
    return min(lowest or 0, 0) - 1
