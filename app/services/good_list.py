"""What is on offer in the 公益仓 as a list: set up, changed and taken out of use, with what is left of each."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean, sort_key
from app.domain.roles import Right
from app.services import earning, merchants, short_lists, stock
from app.services.fund_entries import fen_of
from app.services.session import requires
from app.store.database import among
from app.store.merchants import Merchant
from app.store.warehouse import Good, Redemption
from app.store.writing import writing

OFFERED, EMPTY, SOON, EXPIRED, ENDED = "可兑换", "缺货", "快过期", "已过期", "已下架"
STATES = (OFFERED, EMPTY, SOON, EXPIRED, ENDED)
SERVICE = "服务"
_SOON = 30
"""Days before goods expire from which on they are pointed out."""


@dataclass(frozen=True)
class GoodDraft:
    """An offer as typed; `price` points for one, `value` fen (or words) a merchant is settled for one, `merchant` the
    name of who gives a service, `quota` pieces a holder and quarter, "" or 0 for any."""

    name: str = ""
    kind: str = "物品"
    merchant: str = ""
    unit: str = ""
    price: int | str = ""
    value: int | str = 0
    quota: int | str = 0
    expires: str = ""
    note: str = ""


@dataclass(frozen=True)
class GoodRow(GoodDraft):
    """An offer as lists show it; `left` are pieces, of which a service has none."""

    id: int = 0
    merchant_id: int = 0
    left: int = 0
    ended: str = ""
    state: str = ""


@dataclass(frozen=True)
class Offer:
    """An offer as it is found while one types."""

    id: int
    name: str
    hint: str


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "name", descending: bool = False
) -> list[int]:
    """Ids of the offers found by name or its initials; `filters` by state and kind."""
    found = short_lists.found(_all(), search, _told, filters)
    return short_lists.in_order(found, order, descending, {"state": lambda row: STATES.index(row.state)})


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[GoodRow]:
    """The offers of these ids, in the order asked for."""
    return short_lists.of_ids(_shown(Good.select().where(among(Good.id, wanted))), wanted)


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many offers there are of each state, and in all."""
    return short_lists.counted([row.state for row in _all()], STATES)


@requires(Right.READ)
def find(words: str, most: int = 12) -> list[Offer]:
    """What can be redeemed now and is found by these words, the services too."""
    can = [row for row in short_lists.found(_all(), words, _told, {}) if row.state in (OFFERED, SOON)]
    can.sort(key=lambda row: sort_key(row.name))
    return [Offer(row.id, row.name, "　".join(_hints(row))) for row in can[:most]]


@requires(Right.READ)
def check(draft: GoodDraft) -> GoodDraft:
    """The draft normalised; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    values: dict[str, Any] = {
        name: clean(value) if isinstance(value, str) else value for name, value in vars(draft).items()
    }
    if not values["name"]:
        complaints["name"] = Complaint("missing", "请填写物品或服务的名称。")
    if values["kind"] not in earning.choices("good_kinds"):
        complaints["kind"] = Complaint("bad_kind", f"类别请选{'、'.join(earning.choices('good_kinds'))}。")
    if values["kind"] == SERVICE and not values["merchant"]:
        complaints["merchant"] = Complaint("missing", "服务要写明由哪家商户提供，每季度按兑换单结算。")
    values |= {name: _whole(values[name]) for name in ("price", "quota")}
    if int(values["price"]) < 1:
        complaints["price"] = Complaint("bad_number", "请填写兑换一份要多少积分，整数，大于 0。")
    if int(values["quota"]) < 0:
        complaints["quota"] = Complaint("bad_number", "每季限额请填整数，不限就填 0。")
    values["value"] = fen_of(values["value"], "value", complaints, needed=False)
    values["expires"] = checked_day(values["expires"], "expires", complaints)
    tidy = GoodDraft(**values)
    complaints |= too_long(tidy, {"name": 40, "unit": 10, "note": 500})
    if complaints:
        raise Invalid(complaints)
    return tidy


@requires(Right.ENTER)
def save(draft: GoodDraft, good: int | None) -> int:
    """Set an offer up or change it; raises Invalid. A merchant who gives a service must be on record."""
    tidy = check(draft)
    same = Good.select().where(Good.name == tidy.name, Good.id != (good or 0), Good.removed_at == "", Good.ended == "")
    if same.exists():
        raise Invalid({"name": Complaint("taken", f"已经有叫“{tidy.name}”的了，请换一个名称，如加上规格。")})
    row = Good.get_by_id(good) if good else None
    if row and row.kind != tidy.kind and Redemption.select().where(Redemption.good == good).exists():
        raise Invalid({"kind": Complaint("used", "已经有人兑换过，类别不能再改。请下架它，另外新增一个。")})
    values = {**vars(tidy), "merchant": _merchant(tidy.merchant)}
    with writing(f"{'修改' if good else '新增'}{tidy.kind} {tidy.name}") as act:
        row = row or Good(**values)
        act.change(row, values) if good else act.add(row)
        return int(row.id)


@requires(Right.ENTER)
def end(wanted: Sequence[int]) -> None:
    """Take offers out of use from today on; what was redeemed stays. Raises Problem."""
    found = [row for row in Good.select().where(among(Good.id, wanted)) if not row.ended]
    if not found:
        raise Problem("没有可以下架的，没有改动。")
    with writing(
        f"下架 {'、'.join(row.name for row in found[:3])}{f'等 {len(found)} 种' if len(found) > 3 else ''}"
    ) as act:
        for row in found:
            act.change(row, {"ended": dt.date.today().isoformat()})


@requires(Right.ENTER)
def offer_again(good: int) -> None:
    """Put an offer that was taken out of use back on the list; raises Problem."""
    row = Good.get_by_id(good)
    if not row.ended:
        raise Problem(f"“{row.name}”没有下架，没有改动。")
    with writing(f"重新上架 {row.name}") as act:
        act.change(row, {"ended": ""})


@requires(Right.READ)
def providers() -> list[str]:
    """Names of the merchants that may give a service, for a form."""
    return [row.name for row in merchants.rows(merchants.ids())]


def _all() -> list[GoodRow]:
    return list(_shown(Good.select().where(Good.removed_at == "").order_by(Good.id)))


def _shown(found: Iterable[Good]) -> Iterable[GoodRow]:
    """The warehouse holds hundreds of kinds, not thousands: all are read together."""
    goods, left = list(found), stock.all_left()
    names = {row.id: row.name for row in Merchant.select().where(among(Merchant.id, {row.merchant for row in goods}))}
    today = dt.date.today()
    for row in goods:
        told: dict[str, Any] = {name: getattr(row, name) for name in vars(GoodDraft()) if name != "merchant"}
        there = left.get(row.id, 0)
        provider = names.get(row.merchant, "")
        state = _state(row, there, today)
        yield GoodRow(
            **told, merchant=provider, merchant_id=row.merchant, id=row.id, left=there, ended=row.ended, state=state
        )


def _state(row: Good, left: int, today: dt.date) -> str:
    if row.ended:
        return ENDED
    if row.expires and row.expires < today.isoformat():
        return EXPIRED
    if row.kind != SERVICE and left <= 0:
        return EMPTY
    soon = (today + dt.timedelta(days=_SOON)).isoformat()
    return SOON if row.expires and row.expires <= soon else OFFERED


def _told(row: GoodRow) -> str:
    return f"{row.name}　{row.merchant}"


def _hints(row: GoodRow) -> Iterable[str]:
    yield f"{row.price:,} 分"
    yield row.merchant if row.kind == SERVICE else f"还有 {row.left:,} {row.unit or '份'}"


def _whole(typed: int | str) -> int:
    """The whole number of what was typed; below zero where it is none."""
    words = str(typed).replace(",", "").strip() or "0"
    return int(words) if words.isdecimal() and len(words) < 8 else -1


def _merchant(name: str) -> int:
    if not name:
        return 0
    found = [row.id for row in merchants.rows(merchants.ids(name)[:50]) if name in (row.name, row.sign)]
    if len(found) != 1:
        raise Invalid({"merchant": Complaint("unknown", f"名册里没有（或不止一家）叫“{name}”的商户，请选列出来的。")})
    return int(found[0])
