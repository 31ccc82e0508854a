"""What happens to a merchant on a day: a new name, a new owner, a new code, two records found to be one merchant."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain import merchants as rules
from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid
from app.domain.honours import Happening, State
from app.domain.identifiers import credit_code
from app.domain.merchants import Draft
from app.domain.names import clean, sort_key
from app.domain.roles import Right
from app.services import case_merging, holders, honour_writing, merchant_writing, merchants, round_merging
from app.services.merchant_columns import COLUMNS
from app.services.session import requires
from app.store.attachments import Attachment
from app.store.honour_life import FlagHolding
from app.store.honours import Honour
from app.store.merchants import Merchant, MerchantEvent, Pledge
from app.store.writing import Act, writing

RENAMED, HANDED_OVER, NEW_CODE, MERGED = "更名", "转让", "换证", "合并"


@dataclass(frozen=True)
class Event:
    """One line of a merchant's history; `on` is an ISO day."""

    kind: str
    on: str
    was: str
    now: str
    note: str


@dataclass(frozen=True)
class Merging:
    """How many rows move from the merchant that goes to the one that stays; labels of the blanks that are filled."""

    honours: int
    pledges: int
    events: int
    ratings: int
    filled: tuple[str, ...]


@requires(Right.READ)
def listing(merchant: int) -> list[Event]:
    """What happened to a merchant, newest first."""
    query = MerchantEvent.select().where(MerchantEvent.merchant == merchant, MerchantEvent.removed_at == "")
    rows = query.order_by(MerchantEvent.on.desc(), MerchantEvent.id.desc())
    return [Event(row.kind, row.on, row.was, row.now, row.note) for row in rows]


@requires(Right.ENTER)
def rename(merchant: int, sign: str, registered_name: str, on: dt.date, *, keep_honours: bool = True) -> None:
    """Give a merchant another name; its honours go on by default and are printed anew. Raises Invalid."""
    _happen(merchant, RENAMED, on, keep_honours, sign=sign, registered_name=registered_name)


@requires(Right.ENTER)
def hand_over(merchant: int, owner: str, phone: str, on: dt.date, *, keep_honours: bool = False) -> None:
    """Record a new owner; honours end by default. Raises Invalid."""
    if not clean(owner):
        raise Invalid({"owner": "请填写新的负责人。"})
    _happen(merchant, HANDED_OVER, on, keep_honours, owner=owner, phone=phone)


@requires(Right.ENTER)
def give_new_code(merchant: int, code: str, on: dt.date, *, keep_honours: bool = False) -> None:
    """Record a new licence with another 统一社会信用代码; honours end by default. Raises Invalid."""
    _happen(merchant, NEW_CODE, on, keep_honours, code=credit_code(code))


@requires(Right.READ)
def duplicates() -> list[list[merchants.MerchantRow]]:
    """Groups of records that look like one merchant: the same name and phone, or the same name and address."""
    groups: dict[tuple[str, str], list[int]] = {}
    columns = (Merchant.id, Merchant.registered_name, Merchant.sign, Merchant.phone, Merchant.address)
    for number, registered, sign, phone, address in Merchant.select(*columns).where(Merchant.removed_at == "").tuples():
        for detail in filter(None, (phone, address)):
            groups.setdefault((registered or sign, detail), []).append(number)
    seen = dict.fromkeys(tuple(group) for group in groups.values() if len(group) > 1)
    return [merchants.rows(group) for group in seen]


@requires(Right.READ)
def preview(kept: int, gone: int) -> Merging:
    """What merging two merchants would do."""
    honours, pledges, events = (len(_rows_of(model, gone)) for model in (Honour, Pledge, MerchantEvent))
    labels = {column.name: column.label for column in COLUMNS}
    staying, other = Merchant.get_by_id(kept), Merchant.get_by_id(gone)
    filled = [labels[name] for name, value in _filling(staying, other).items() if value]
    return Merging(honours, pledges, events, round_merging.count(kept, gone), tuple(filled))


@requires(Right.ENTER)
def merge(kept: int, gone: int, on: dt.date) -> None:
    """Make two records one: what hangs on `gone` moves to `kept`, blanks are filled, `gone` is recycled."""
    staying, other = Merchant.get_by_id(kept), Merchant.get_by_id(gone)
    name = other.name
    with writing(f"合并商户：{name}（{other.number}）并入 {staying.number}") as act:
        for rows in (_rows_of(Honour, gone), _rows_of(Pledge, gone), _rows_of(MerchantEvent, gone)):
            for row in rows:
                act.change(row, {"merchant": kept})
        for row in Attachment.select().where(Attachment.noun == "merchant", Attachment.row == gone):
            act.change(row, {"row": kept})
        for row in FlagHolding.select().where(FlagHolding.merchant == gone, FlagHolding.removed_at == ""):
            act.change(row, {"merchant": kept})
        act.change(other, {**other.when_undone(), "merged_into": kept})
        holders.join(act, "merchant", kept, gone)
        case_merging.join(act, "merchant", kept, gone)
        round_merging.join(act, kept, gone)
        act.change(staying, _filling(staying, other))
        act.change(staying, {"sort_key": sort_key(staying.name)})
        act.add(MerchantEvent(merchant=kept, kind=MERGED, on=on.isoformat(), was=other.number, now=staying.number))


def _happen(merchant: int, kind: str, on: dt.date, keep_honours: bool, **values: str) -> None:
    row = merchants.get(merchant)
    old = Draft(**{name: getattr(row, name) for name in vars(Draft())})
    given: dict[str, Any] = {name: clean(value) for name, value in values.items()}
    new = rules.check(replace(old, **given))
    changed = [name for name in values if getattr(old, name) != getattr(new, name)]
    if not changed:
        raise Invalid({next(iter(values)): Complaint("same", "和原来一样，没有需要登记的变化。")})
    with writing(f"{kind}：{row.name} → {new.name}" if kind == RENAMED else f"{kind}：{row.name}") as act:
        merchant_writing.refuse_taken_code(new, merchant)
        merchant_writing.write(act, new, Merchant.get_by_id(merchant))
        if not keep_honours:
            _end_honours(act, merchant, on, f"{spoken(on.isoformat())}{kind}，荣誉终止")
        was, now = (", ".join(getattr(draft, name) for name in changed) for draft in (old, new))
        act.add(MerchantEvent(merchant=merchant, kind=kind, on=on.isoformat(), was=was, now=now))


def _filling(staying: Merchant, other: Merchant) -> dict[str, Any]:
    """What the merchant that stays takes over from the one that goes, where it has nothing of its own."""
    blanks = {name: getattr(other, name) for name in merchant_writing.STORED if getattr(staying, name) in ("", False)}
    found = {name: value for name, value in blanks.items() if value}
    if staying.code:
        found.pop("no_code_reason", None)
    return found | ({"no_code_reason": ""} if found.get("code") else {})


def _end_honours(act: Act, merchant: int, on: dt.date, why: str) -> None:
    for honour in _rows_of(Honour, merchant):
        if honour.state == State.GRANTED:
            act.change(honour, {"state": State.RECLAIMED.value, "decision": f"{honour.decision}；{why}".strip("；")})
            honour_writing.happen(act, honour.id, Happening.RECLAIMED, on, why)


def _rows_of(model: type[Honour | Pledge | MerchantEvent], merchant: int) -> Sequence[Honour | Pledge | MerchantEvent]:
    return list(model.select().where(model.merchant == merchant, model.removed_at == ""))
