"""What the counter's form holds, as a gift: what it begins with, what it offers, and what it says while one types."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.errors import Complaint, Invalid
from app.domain.gifts import CASH, Draft, Kind, quantity_words
from app.domain.names import clean
from app.domain.roles import Right
from app.services import concessions, earning, funds, gifts, goods, holders, points, ratings, session
from app.services.session import requires
from app.store.gifts import Gift

CAMPAIGN, FUND, PURPOSE = "campaign", "fund", "purpose"
"""What a gift can be for, as the words before the colon of the form's one field for it."""
_PLAIN = (
    *("kind", "on", "shared_with", "amount", "method", "item", "unit", "full_price", "value", "differs"),
    *("valued_by", "handler", "note"),
)


@dataclass(frozen=True)
class Sheet:
    """The form's fields. `giver` is a name or (noun, row, name), `into` such as "campaign:3" or "purpose:助学"."""

    kind: str = Kind.MONEY.value
    giver: Any = ""
    amount: Any = ""
    item: str = ""
    quantity: str = ""
    unit: str = ""
    full_price: Any = ""
    value: Any = ""
    differs: str = ""
    people: str = ""
    customer: str = ""
    good: int = 0
    into: str = ""
    on: str = ""
    handler: str = ""
    method: str = CASH
    shared_with: str = ""
    valued_by: str = ""
    note: str = ""
    reason: str = ""


@requires(Right.READ)
def blank() -> Sheet:
    """An empty form: today, in the clerk's name, for what the clerk's last gift was for."""
    who = session.clerk().name
    today = dt.date.today().isoformat()
    last = Gift.get_or_none(Gift.id == gifts.last_own())
    into = _into(last) if last else ""
    usual = into if into in [value for value, _ in uses()] else next((value for value, _ in uses()), "")
    method = last.method if last and last.method else CASH
    return Sheet(on=today, handler=who, into=usual, method=method)


@requires(Right.READ)
def sheet_of(gift: int) -> Sheet:
    """A gift on record as the form shows it."""
    draft = gifts.draft_of(gift)
    told: dict[str, Any] = {name: getattr(draft, name) for name in _PLAIN}
    return Sheet(
        **told | {name: getattr(draft, name) or "" for name in ("amount", "value", "full_price")},
        giver=(draft.noun, draft.row, draft.giver) if draft.row else draft.giver,
        quantity=quantity_words(int(draft.quantity), ""),
        people=str(draft.people or ""),
        good=draft.good,
        into=_into(draft),
    )


@requires(Right.READ)
def again(gift: int) -> Sheet:
    """The same gift once more: today, in this clerk's name."""
    return replace(sheet_of(gift), on=dt.date.today().isoformat(), handler=session.clerk().name)


@requires(Right.READ)
def draft(values: Mapping[str, Any]) -> Draft:
    """What the form says, as a gift that is not checked yet; raises Invalid: people for what is no number, customer
    for whoever is too young for a concession."""
    told = {name: values[name] for name in _PLAIN}
    noun, row, name = values["giver"] if isinstance(values["giver"], list | tuple) else ("", 0, values["giver"])
    kind, _, which = (values["into"] or "").partition(":")
    if values["kind"] == Kind.CONCESSION:
        concessions.check(values.get("customer") or "", concessions.day(values["on"]))
    people = clean(str(values["people"] or "0"))
    if not people.isdecimal():
        raise Invalid({"people": Complaint("bad_number", "人次请填整数，如 120。")})
    return Draft(
        **told,
        noun=noun,
        row=row,
        giver=name,
        people=int(people),
        quantity=values["quantity"] or 0,
        good=(values["good"] or 0) if values["kind"] == Kind.GOODS else 0,
        campaign=int(which) if kind == CAMPAIGN else 0,
        fund=int(which) if kind == FUND else 0,
        purpose=_purpose(kind, which),
    )


@requires(Right.READ)
def check(values: Mapping[str, Any]) -> Draft:
    """What the form says, as a checked gift; raises Invalid with sentences by field."""
    return gifts.check(draft(values))


@requires(Right.READ)
def would_earn(values: Mapping[str, Any]) -> int:
    """The points that what stands in the form would give; 0 while it is not complete."""
    try:
        return gifts.would_earn(draft(values))
    except Invalid:
        return 0


@requires(Right.READ)
def given_up(values: Mapping[str, Any]) -> int:
    """The fen that the full price in the form makes a concession by the rule of its day; 0 while there is none."""
    full = values["full_price"]
    of_one = values["kind"] == Kind.CONCESSION and isinstance(full, int) and full > 0
    return concessions.given_up(full, concessions.day(values["on"])) if of_one else 0


@requires(Right.READ)
def about(noun: str, row: int) -> str:
    """What the counter sees of a giver: number, grade and points."""
    holder = holders.known(noun, row)
    has = points.balance(holder) if holder else 0
    told = f"当前积分 {has:,} 分" if has >= 0 else f"欠 {-has:,} 分"
    if noun != "merchant":
        return f"{holders.CALLED[noun]}　{told}"
    grade = ratings.current([row]).get(row)
    number = holders.RECORDS[noun].get_by_id(row).number
    return "　".join(filter(None, (number, f"等级 {grade.badge}" if grade and grade.valid else "", told)))


@requires(Right.READ)
def uses() -> list[tuple[str, str]]:
    """What a gift can be for: campaigns that run, funds, and plain purposes, as the form offers them."""
    today = dt.date.today().isoformat()
    running = [row for row in funds.campaigns() if not row.end or row.end >= today]
    return [
        *((f"{CAMPAIGN}:{row.id}", row.name) for row in running),
        *((f"{FUND}:{row.id}", row.name) for row in funds.funds()),
        *((f"{PURPOSE}:{name}", f"用途：{name}") for name in earning.choices("purposes")),
    ]


@requires(Right.READ)
def offers() -> list[tuple[int, str]]:
    """Where goods given can be put: nowhere, or into the warehouse as one of its goods."""
    return [(0, "不入公益仓"), *goods.choices("物品")]


def _into(row: Any) -> str:
    if row.campaign:
        return f"{CAMPAIGN}:{row.campaign}"
    return f"{FUND}:{row.fund}" if row.fund else f"{PURPOSE}:{row.purpose}"


def _purpose(kind: str, which: str) -> str:
    """The purpose of what a gift is for; of a fund for several, none alone."""
    if kind == CAMPAIGN:
        return next((row.purpose for row in funds.campaigns() if row.id == int(which)), "")
    if kind == FUND:
        allowed: list[str] = next((row.purposes.split("、") for row in funds.funds() if row.id == int(which)), [])
        return allowed[0] if len(allowed) == 1 else ""
    return which
