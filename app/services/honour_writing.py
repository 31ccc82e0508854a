"""How honours get into the store as part of an act: their numbers, their codes, and what happens to them."""

import datetime as dt

import peewee as pw

from app.domain import honours as rules
from app.domain.calendar import add_months
from app.domain.errors import Problem
from app.domain.honours import Happening, Plaque
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.rules import Rule
from app.services import rules as rule_book
from app.services import signatures
from app.services.session import requires
from app.store.honour_life import HonourEvent
from app.store.honours import Honour, HonourKind
from app.store.writing import Act

FLAG = "flag"
"""The code of the kind of honour a flag is unless it has one of its own."""


@requires(Right.READ)
def kind_named(wanted: str) -> HonourKind:
    """The kind of honour of this code or title; raises Problem naming those there are."""
    row = HonourKind.get_or_none((HonourKind.code == wanted) | (HonourKind.title == wanted))
    if row is None:
        names = "、".join(kind.title for kind in HonourKind.select().where(HonourKind.removed_at == ""))
        raise Problem(f"没有“{wanted}”这种荣誉。没有改动任何内容，可选：{names}。")
    return row


@requires(Right.READ)
def validity(issued: dt.date) -> Rule:
    """The rule that says for how many months an honour issued on this day holds."""
    return rule_book.in_force("honour.validity", issued)


@requires(Right.READ)
def last_day(issued: dt.date) -> dt.date:
    """The last day on which an honour issued on this day holds by the rule in force."""
    return add_months(issued, validity(issued).amount) - dt.timedelta(days=1)


@requires(Right.READ)
def last_serial(kind: HonourKind, year: int) -> int:
    """The highest serial of ours that was ever given in a year; 0 for none."""
    query = Honour.select(pw.fn.MAX(Honour.serial)).where(Honour.kind == kind, Honour.year == year)
    return max(query.scalar() or 0, 0)


@requires(Right.ENTER)
def fresh(kind: HonourKind, merchant: int, issued: dt.date, valid_until: dt.date | None, serial: int) -> Honour:
    """An honour with its number and its code, not yet in the store."""
    plaque = Plaque(signatures.centre_number(), kind.number, issued.year, serial, issued, valid_until)
    by_rule = valid_until == last_day(issued)
    return Honour(
        kind=kind,
        merchant=merchant,
        year=issued.year,
        serial=serial,
        number=rules.number(kind.symbol, issued.year, serial),
        issued=issued.isoformat(),
        valid_until=valid_until.isoformat() if valid_until else "",
        code=signatures.sign(plaque.payload()),
        rule=validity(issued).code if by_rule else "",
    )


@requires(Right.READ)
def revolves(kind: HonourKind) -> bool:
    """Whether honours of a kind go with a flag that is handed on: 诚信流动红旗, and what else is called a 红旗."""
    return kind.code == FLAG or "红旗" in kind.title


@requires(Right.ENTER)
def happen(act: Act, honour: int, kind: Happening, on: dt.date, note: str = "", due: str = "", other: int = 0) -> None:
    """Write down what happened to an honour as part of an act."""
    told = {"on": on.isoformat(), "due": due, "other": other, "note": clean(note)}
    act.add(HonourEvent(honour=honour, kind=kind.value, **told))
