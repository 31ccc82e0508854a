"""Giving honours, and telling whether a plaque is genuine."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain import honours as rules
from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.honours import Happening, Standing, State, standing
from app.domain.names import clean
from app.domain.roles import Right
from app.services import honour_years, pending_rounds, signatures
from app.services.honour_writing import fresh, kind_named, last_day, last_serial, revolves, validity
from app.services.session import requires
from app.store.honour_life import HonourEvent
from app.store.honours import Honour, HonourKind, Printing
from app.store.merchants import Merchant
from app.store.writing import Act, writing

__all__ = [
    "Happened",
    "HonourRow",
    "Kind",
    "Verdict",
    "award",
    "carry_out",
    "check",
    "give",
    "happenings",
    "kinds",
    "last_day",
    "numbers_of",
    "of_merchant",
    "validity",
    "verify",
]


@dataclass(frozen=True)
class Kind:
    """A kind of honour; `code` is what is stored, `title` what is printed; one that `revolves` is a flag handed on."""

    id: int
    code: str
    title: str
    stars: int
    revolves: bool = False


@dataclass(frozen=True)
class HonourRow:
    """An honour as a card shows it; days are ISO, `state` is its standing today, `prints` how often it was printed;
    an `old` one hung before the program came and has no code, one that `revolves` lasts until it is handed on."""

    id: int
    kind: str
    number: str
    issued: str
    valid_until: str
    state: str
    decision: str
    prints: int
    old: bool = False
    revolves: bool = False


@dataclass(frozen=True)
class Happened:
    """What happened to an honour on an ISO day, in words."""

    on: str
    what: str
    note: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a scan says; everything but the state and the sentence is empty where nothing is known."""

    state: Standing
    sentence: str
    number: str = ""
    honour: str = ""
    merchant: str = ""
    issued: str = ""
    valid_until: str = ""
    merchant_id: int = 0
    endless: str = ""


@requires(Right.READ)
def kinds() -> list[Kind]:
    """The kinds of honour this centre gives, in their order."""
    rows = HonourKind.select().where(HonourKind.removed_at == "").order_by(HonourKind.number)
    return [Kind(row.id, row.code, row.title, row.stars, revolves(row)) for row in rows]


@requires(Right.CHECK)
def award(
    kind: str, merchants: Sequence[int], issued: dt.date, valid_until: dt.date | None, decision: str = ""
) -> dict[int, str]:
    """Give an honour (by code or title) to merchants as one act: merchant id to number. None holds without end. Who may
    not check asks for it (`honour_requests`)."""
    with writing(_what(kind_named(kind), merchants)) as act:
        return give(act, kind, merchants, issued, valid_until, decision)


@requires(Right.READ)
def check(kind: str, merchants: Sequence[int], issued: dt.date, valid_until: dt.date | None) -> str:
    """What giving an honour would be called; raises Problem where it could not be given now."""
    row = kind_named(kind)
    _check(row, list(dict.fromkeys(merchants)), issued, valid_until)
    return _what(row, merchants)


@requires(Right.CHECK)
def carry_out(act: Act, content: Mapping[str, Any]) -> None:
    """Give the honour that was asked for, as part of the act that agrees to it; raises Problem."""
    until = dt.date.fromisoformat(content["valid_until"]) if content["valid_until"] else None
    issued = dt.date.fromisoformat(content["issued"])
    give(act, content["kind"], content["merchants"], issued, until, content["decision"])


@requires(Right.ENTER)
def give(
    act: Act,
    kind: str,
    merchants: Sequence[int],
    issued: dt.date,
    valid_until: dt.date | None,
    decision: str = "",
    round_id: int = 0,
) -> dict[int, str]:
    """Give an honour as part of an act: merchant id to number. None holds without end. Raises Problem."""
    row = kind_named(kind)
    wanted = list(dict.fromkeys(merchants))
    _check(row, wanted, issued, valid_until, round_id)
    numbers = {}
    for serial, merchant in enumerate(wanted, last_serial(row, issued.year) + 1):
        honour = fresh(row, merchant, issued, valid_until, serial)
        honour.decision, honour.round_id = clean(decision), round_id
        act.add(honour)
        numbers[merchant] = honour.number
    return numbers


@requires(Right.READ)
def numbers_of(kind: str, merchants: Sequence[int]) -> dict[int, str]:
    """The number of the honour of a kind that each of these merchants was given last."""
    mine = (Honour.kind == kind_named(kind), Honour.merchant.in_(list(merchants)), Honour.state == State.GRANTED)
    query = Honour.select(Honour.merchant, Honour.number).where(*mine).order_by(Honour.id)
    return dict(query.tuples())


@requires(Right.READ)
def of_merchant(merchant: int) -> list[HonourRow]:
    """Every honour a merchant was given, newest first."""
    today = dt.date.today()
    prints = Printing.select(pw.fn.COUNT(Printing.id)).where(Printing.honour == Honour.id, Printing.removed_at == "")
    query = (
        Honour.select(Honour, HonourKind, prints.alias("prints")).join(HonourKind).where(Honour.merchant == merchant)
    )
    return [
        HonourRow(
            row.id,
            row.kind.title,
            row.number,
            row.issued,
            row.valid_until,
            standing(row.state, row.valid_until, today).value,
            row.decision,
            row.prints,
            old=not row.code,
            revolves=revolves(row.kind),
        )
        for row in query.order_by(Honour.issued.desc(), Honour.id.desc())
    ]


@requires(Right.READ)
def happenings(honours: Iterable[int]) -> dict[int, list[Happened]]:
    """What happened to these honours after they were given, by honour, the newest first."""
    wanted = list(honours)
    mine = HonourEvent.select().where(HonourEvent.honour.in_(wanted), HonourEvent.removed_at == "")
    found: dict[int, list[Happened]] = {}
    for row in mine.order_by(HonourEvent.on.desc(), HonourEvent.id.desc()):
        found.setdefault(row.honour, []).append(Happened(row.on, row.kind, row.note))
    return found


@requires(Right.READ)
def verify(text: str) -> Verdict:
    """Whether the plaque code inside whatever was scanned or pasted is genuine, and how its honour stands today."""
    payload = signatures.signed_payload(text)
    if payload is None:
        return Verdict(Standing.NOT_GENUINE, "验真码与本中心的签名不符，这块牌匾不能认定为本中心颁发。")
    plaque = rules.read_payload(payload)
    honour = (
        Honour.select(Honour, HonourKind, Merchant)
        .join(HonourKind)
        .switch(Honour)
        .join(Merchant)
        .where(HonourKind.number == plaque.kind, Honour.year == plaque.year, Honour.serial == plaque.serial)
        .first()
    )
    if honour is None or honour.code[: len(payload)] != payload:
        return Verdict(Standing.UNKNOWN, "签名是真的，但登记册里没有这个编号，请与颁发单位核对。")
    return _verdict(honour)


def _verdict(honour: Honour) -> Verdict:
    state = standing(honour.state, honour.valid_until, dt.date.today())
    name = honour.merchant.registered_name or honour.merchant.sign
    endless = rules.REVOLVING if revolves(honour.kind) else rules.ENDLESS
    until = f"有效期至{spoken(honour.valid_until)}" if honour.valid_until else endless
    sentence = f"{name}的“{honour.kind.title}”{honour.number}，{until}，{_fate(honour, state)}。"
    known = (honour.number, honour.kind.title, name, honour.issued, honour.valid_until, honour.merchant_id, endless)
    return Verdict(state, sentence, *known)


def _fate(honour: Honour, state: Standing) -> str:
    """现在是“有效”, 已于2027年3月1日收回, 已补发诚信〔2027〕003号."""
    ends = {
        **{Standing.RECLAIMED: Happening.RECLAIMED, Standing.PASSED_ON: Happening.PASSED_ON},
        Standing.REPLACED: Happening.REPLACED,
    }
    mine = (HonourEvent.honour == honour.id, HonourEvent.kind == ends.get(state, ""), HonourEvent.removed_at == "")
    event = HonourEvent.select().where(*mine).order_by(HonourEvent.id.desc()).first()
    if event is None:
        return f"现在是“{state.value}”"
    if state == Standing.RECLAIMED:
        return f"已于{spoken(event.on)}收回"
    if state == Standing.PASSED_ON:
        return f"已于{spoken(event.on)}{event.note}"
    return f"已于{spoken(event.on)}作废，补发为{Honour.get_by_id(event.other).number}"


def _check(
    row: HonourKind, wanted: Sequence[int], issued: dt.date, valid_until: dt.date | None, round_id: int = 0
) -> None:
    _check_days(issued, valid_until)
    if not wanted:
        raise Problem("没有选中商户，没有授予任何荣誉。请先在列表里选中要授牌的商户。")
    _check_holders(row, wanted, issued, round_id)
    if not round_id:
        _refuse_flag(row)
        pending_rounds.refuse(row.title, wanted, issued)


def _refuse_flag(kind: HonourKind) -> None:
    if revolves(kind):
        raise Problem(f"“{kind.title}”同时只由一家保管，请在“流动红旗”里交接。没有授予任何荣誉。")


def _check_days(issued: dt.date, valid_until: dt.date | None) -> None:
    if valid_until is not None and valid_until < issued:
        raise Problem("有效期早于颁发日期，没有授予任何荣誉。请改正日期后再试。")


def _check_holders(kind: HonourKind, merchants: Sequence[int], issued: dt.date, round_id: int) -> None:
    held = honour_years.holding(kind.title, merchants, issued, round_id)
    names = [f"{row.merchant.registered_name or row.merchant.sign}（{row.number}）" for row in held]
    if names:
        more = f"等 {len(names)} 家" if len(names) > 3 else ""
        year = honour_years.rated().get(round_id, issued.year)
        already = f"{'、'.join(names[:3])}{more}已有 {year} 年度的“{kind.title}”"
        raise Problem(f"{already}，没有授予任何荣誉。请去掉这些商户后再试。")


def _what(row: HonourKind, merchants: Sequence[int]) -> str:
    return f"授予“{row.title}” {_whom(merchants)}"


def _whom(merchants: Sequence[int]) -> str:
    wanted = list(dict.fromkeys(merchants))
    row = Merchant.get_or_none(Merchant.id == wanted[0]) if len(wanted) == 1 else None
    return row.name if row else f"{len(wanted)} 家"
