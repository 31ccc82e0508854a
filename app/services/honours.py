"""Giving honours, printing them, and telling whether a plaque is genuine."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import peewee as pw

from app.domain import honours as rules
from app.domain.calendar import add_months, spoken
from app.domain.errors import Problem
from app.domain.honours import Plaque, Standing, State, standing
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.rules import Rule
from app.paths import Out
from app.services import centres, signatures
from app.services import rules as rule_book
from app.services.session import requires
from app.store import journal
from app.store.honours import Honour, HonourKind, Printing
from app.store.merchants import Merchant
from app.store.writing import writing

if TYPE_CHECKING:
    from app.documents.award import Award

STYLES = {"gold": "金色牌匾", "copper": "铜色牌匾", "lineart": "刻字线稿", "certificate": "荣誉证书"}


@dataclass(frozen=True)
class Kind:
    """A kind of honour; `code` is what is stored, `title` what is printed."""

    id: int
    code: str
    title: str
    stars: int


@dataclass(frozen=True)
class HonourRow:
    """An honour as a card shows it; days are ISO, `state` is its standing today, `prints` how often it was printed."""

    id: int
    kind: str
    number: str
    issued: str
    valid_until: str
    state: str
    decision: str
    prints: int


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


@requires(Right.READ)
def kinds() -> list[Kind]:
    """The kinds of honour this centre gives, in their order."""
    rows = HonourKind.select().where(HonourKind.removed_at == "").order_by(HonourKind.number)
    return [Kind(row.id, row.code, row.title, row.stars) for row in rows]


@requires(Right.READ)
def validity(issued: dt.date) -> Rule:
    """The rule that says for how many months an honour issued on this day holds."""
    return rule_book.in_force("honour.validity", issued)


@requires(Right.READ)
def last_day(issued: dt.date) -> dt.date:
    """The last day on which an honour issued on this day holds by the rule in force."""
    return add_months(issued, validity(issued).amount) - dt.timedelta(days=1)


@requires(Right.ENTER)
def award(
    kind: str, merchants: Sequence[int], issued: dt.date, valid_until: dt.date | None, decision: str = ""
) -> dict[int, str]:
    """Give an honour (by code or title) to merchants as one act: merchant id to number. None holds without end."""
    row = _kind(kind)
    wanted = list(dict.fromkeys(merchants))
    _check_days(issued, valid_until)
    if not wanted:
        raise Problem("没有选中商户，没有授予任何荣誉。请先在列表里选中要授牌的商户。")
    _check_holders(row, wanted, issued)
    with writing(f"授予“{row.title}” {_whom(wanted)}") as act:
        numbers = {}
        for serial, merchant in enumerate(wanted, _last_serial(row, issued.year) + 1):
            honour = _honour(row, merchant, issued, valid_until, serial)
            honour.decision = clean(decision)
            act.add(honour)
            numbers[merchant] = honour.number
    return numbers


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
        )
        for row in query.order_by(Honour.issued.desc(), Honour.id.desc())
    ]


@requires(Right.READ)
def holders(kind: str) -> list[int]:
    """Merchants with an honour of this kind in force today, in the order of their numbers."""
    query = Honour.select(Honour.merchant).where(Honour.kind == _kind(kind), *_in_force())
    return list(dict.fromkeys(row.merchant_id for row in query.order_by(Honour.year, Honour.serial)))


@requires(Right.ENTER)
def write_documents(
    kind: str, merchants: Sequence[int], style: str, out: Out, progress: Callable[[int, int], None] | None = None
) -> int:
    """Write one PDF with a page for each merchant in the order given; returns pages, raises Problem."""
    from app.documents import certificate, plaque

    if style not in STYLES:
        raise Problem(f"没有“{style}”这种式样，可选 {'、'.join(STYLES)}。")
    centre = centres.current()
    awards = [_printed(honour, centre) for honour in _to_print(_kind(kind), merchants)]
    report = progress or (lambda done, total: None)
    if style == "certificate":
        return certificate.write(awards, out, report)
    return plaque.write(awards, out, style, report)


@requires(Right.ENTER)
def note_printed(kind: str, merchants: Sequence[int], style: str) -> None:
    """Journal that these were printed or handed out as a file; a second time is named 补打第 n 次."""
    row = _kind(kind)
    now = dt.datetime.now().isoformat(timespec="seconds")
    for_print = _to_print(row, merchants)
    before = max((_prints(honour) for honour in for_print), default=0)
    again = f"（补打第 {before} 次）" if before else ""
    what = f"打印{STYLES[style]}“{row.title}” {_whom([h.merchant_id for h in for_print])}{again}"
    with writing(what, kind=journal.Kind.PRINT) as act:
        for honour in for_print:
            act.add(Printing(honour=honour, style=style, at=now, name=honour.merchant.name))


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
    until = f"有效期至{spoken(honour.valid_until)}" if honour.valid_until else "长期有效"
    sentence = f"{name}的“{honour.kind.title}”{honour.number}，{until}，现在是“{state.value}”。"
    known = (honour.number, honour.kind.title, name, honour.issued, honour.valid_until, honour.merchant_id)
    return Verdict(state, sentence, *known)


def _kind(wanted: str) -> HonourKind:
    row = HonourKind.get_or_none((HonourKind.code == wanted) | (HonourKind.title == wanted))
    if row is None:
        names = "、".join(kind.title for kind in kinds())
        raise Problem(f"没有“{wanted}”这种荣誉。没有改动任何内容，可选：{names}。")
    return row


def _check_days(issued: dt.date, valid_until: dt.date | None) -> None:
    if valid_until is not None and valid_until < issued:
        raise Problem("有效期早于颁发日期，没有授予任何荣誉。请改正日期后再试。")


def _check_holders(kind: HonourKind, merchants: Sequence[int], issued: dt.date) -> None:
    holding = (
        Honour.select(Honour, Merchant)
        .join(Merchant)
        .where(Honour.kind == kind, Honour.year == issued.year, Honour.merchant.in_(list(merchants)))
        .where(Honour.state == State.GRANTED, (Honour.valid_until == "") | (Honour.valid_until >= issued.isoformat()))
    )
    names = [f"{row.merchant.registered_name or row.merchant.sign}（{row.number}）" for row in holding]
    if names:
        more = f"等 {len(names)} 家" if len(names) > 3 else ""
        already = f"{'、'.join(names[:3])}{more}已有 {issued.year} 年度的“{kind.title}”"
        raise Problem(f"{already}，没有授予任何荣誉。请去掉这些商户后再试。")


def _last_serial(kind: HonourKind, year: int) -> int:
    query = Honour.select(pw.fn.MAX(Honour.serial)).where(Honour.kind == kind, Honour.year == year)
    return query.scalar() or 0


def _honour(kind: HonourKind, merchant: int, issued: dt.date, valid_until: dt.date | None, serial: int) -> Honour:
    centre = signatures.centre_number()
    plaque = Plaque(centre, kind.number, issued.year, serial, issued, valid_until)
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


def _in_force() -> tuple[pw.Expression, pw.Expression]:
    today = dt.date.today().isoformat()
    return Honour.state == State.GRANTED, (Honour.valid_until == "") | (Honour.valid_until >= today)


def _to_print(kind: HonourKind, merchants: Sequence[int]) -> list[Honour]:
    """The newest honour in force of each merchant, in the order asked for; raises Problem naming who has none."""
    wanted = list(dict.fromkeys(merchants))
    query = Honour.select(Honour, Merchant).join(Merchant).where(Honour.kind == kind, *_in_force())
    found = {
        row.merchant_id: row for row in query.where(Honour.merchant.in_(wanted)).order_by(Honour.issued, Honour.id)
    }
    without = [merchant for merchant in wanted if merchant not in found]
    if without or not wanted:
        row = Merchant.get_or_none(Merchant.id == without[0]) if without else None
        whom = f"{row.name}没有" if row else "没有商户有"
        raise Problem(f"{whom}在有效期内的“{kind.title}”，没有生成文件。请先授予荣誉，再打印。")
    for honour in found.values():
        honour.kind = kind
    return [found[merchant] for merchant in wanted]


def _printed(honour: Honour, centre: centres.Centre) -> "Award":
    from app.documents.award import Award

    name, title = honour.merchant.registered_name or honour.merchant.sign, honour.kind.title
    scanned = (title, name, honour.number, honour.valid_until, centre.issuer, centre.phone, honour.code)
    return Award(
        title=title,
        headline=f"{centre.region}{honour.year}年度",
        stars=honour.kind.stars,
        merchant=name,
        number=honour.number,
        issued=dt.date.fromisoformat(honour.issued),
        valid_until=dt.date.fromisoformat(honour.valid_until) if honour.valid_until else None,
        issuer=centre.issuer,
        body=honour.kind.wording.format(year=honour.year, title=title),
        code_text=rules.scan_text(*scanned),
        sample=centre.sample,
    )


def _prints(honour: Honour) -> int:
    return Printing.select().where(Printing.honour == honour, Printing.removed_at == "").count()


def _whom(merchants: Sequence[int]) -> str:
    if len(merchants) != 1:
        return f"{len(merchants)} 家"
    row = Merchant.get_by_id(merchants[0])
    return row.name
