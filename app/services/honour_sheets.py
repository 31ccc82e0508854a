"""Everything about one merchant on one page: for the counter, or as evidence for a recommendation."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.calendar import add_months, spoken
from app.domain.cases import COMPLAINT, DISPUTE, REPORT
from app.domain.privacy import mask_numbers
from app.domain.roles import Right
from app.paths import Out
from app.services import centres, flags, honours, merchant_events, merchants, pledge_forms, ratings, watermark
from app.services.merchants import MerchantRow
from app.services.session import requires
from app.store.cases import Case
from app.store.journal import Kind
from app.store.merchants import Pledge
from app.store.writing import note

if TYPE_CHECKING:
    from app.documents.merchant_sheet import Section

COUNTER, EVIDENCE = "商户情况表", "推荐评先情况表"
COMPLAINTS = (COMPLAINT, REPORT, DISPUTE)
_YEAR = 12
_SIGNATURES = ("推荐单位", "核实人", "日期")


@dataclass(frozen=True)
class Complaints:
    """How many cases of a kind came in about a merchant, in all and in the last twelve months, and how many of those
    are not done."""

    kind: str
    all: int
    year: int
    open: int


@requires(Right.READ)
def complaints(merchant: int, today: dt.date) -> list[Complaints]:
    """Complaints, reports and disputes about a merchant, each kind apart."""
    since = add_months(today, -_YEAR).isoformat()
    mine = Case.select(Case.kind, Case.received, Case.done).where(Case.merchant == merchant, Case.removed_at == "")
    rows = list(mine.where(Case.kind.in_(COMPLAINTS)).tuples())
    return [
        Complaints(
            kind,
            sum(each == kind for each, _, _ in rows),
            sum(each == kind and received > since for each, received, _ in rows),
            sum(each == kind and not done for each, _, done in rows),
        )
        for kind in COMPLAINTS
    ]


@requires(Right.ENTER)
def write(merchant: int, out: Out, purpose: str = "", grades: Sequence[str] | None = None) -> int:
    """Write the sheet of one merchant; with a `purpose` it is evidence for a recommendation. `grades` are lines about
    its grade in place of those on record. Returns 1, raises Problem."""
    from app.documents import merchant_sheet
    from app.documents.merchant_sheet import Section

    row, centre, today = merchants.get(merchant), centres.current(), dt.date.today()
    under = f"{centre.name}　截至 {spoken(today.isoformat())}" + (f"　用于：{purpose}" if purpose else "")
    graded = [Section("诚信等级", list(_grades(merchant) if grades is None else grades), "还没有评级。")]
    sheet = merchant_sheet.Sheet(
        title=EVIDENCE if purpose else COUNTER,
        under=under,
        facts=[(label, mask_numbers(value)) for label, value in _facts(row)],
        sections=[*graded, *_sections(row, today)],
        mark=watermark.mark(),
        signatures=_SIGNATURES if purpose else (),
        sample=centre.sample,
    )
    return merchant_sheet.write(sheet, out)


@requires(Right.ENTER)
def note_printed(merchant: int, purpose: str = "") -> None:
    """Journal that the sheet of a merchant was handed out."""
    note(f"打印{EVIDENCE if purpose else COUNTER} {merchants.get(merchant).name}", Kind.PRINT)


def _grades(merchant: int) -> Iterator[str]:
    for given in ratings.history(merchant):
        until = f"有效期至 {spoken(given.valid_until)}" if given.valid else f"{spoken(given.valid_until)} 已到期"
        yield f"{given.grade or given.outcome}　{given.round_title}　{spoken(given.issued)} 评定　{until}"


def _facts(row: MerchantRow) -> Iterator[tuple[str, str]]:
    yield "商户名称", row.name
    yield "商户编号", row.number
    yield "信用代码", row.code or f"无代码（{row.no_code_reason}）"
    yield "业态", row.trade
    yield "经营地址", " ".join(filter(None, (row.address, row.stall)))
    yield "负责人", row.owner
    yield "所属片区", row.grid
    yield "联系电话", row.masked_phone
    yield "所属组织", row.organization
    yield "经营状态", "　".join(filter(None, (row.state, "党员商户" if row.party_member else "")))


def _sections(row: MerchantRow, today: dt.date) -> "Iterator[Section]":
    from app.documents.merchant_sheet import Section

    yield Section("荣誉", list(_honours(row.id)), "还没有授予荣誉。")
    yield Section("承诺", list(_pledges(row.id)), "还没有签订承诺。")
    counted = [
        f"{each.kind}：近一年 {each.year} 件，累计 {each.all} 件" + (f"，未办结 {each.open} 件" if each.open else "")
        for each in complaints(row.id, today)
    ]
    yield Section("投诉举报", counted)
    yield Section("变更经过", list(_events(row.id)), "没有变更。")


def _honours(merchant: int) -> Iterator[str]:
    given = honours.of_merchant(merchant)
    events = honours.happenings([each.id for each in given])
    for each in given:
        until = f"至 {spoken(each.valid_until)}" if each.valid_until else "起" if each.revolves else "起长期有效"
        yield f"{each.kind}　{each.number}　{spoken(each.issued)} {until}　{each.state}"
        for event in events.get(each.id, []):
            yield f"　　{spoken(event.on)}　{event.what}" + (f"：{event.note}" if event.note else "")
    for group in flags.held_by(merchant):
        if group.holder:
            yield f"{group.title}（{group.name}）　{spoken(group.holder.start)} 起保管"


def _pledges(merchant: int) -> Iterator[str]:
    filed = pledge_forms.scans(merchant)
    rows = Pledge.select().where(Pledge.merchant == merchant, Pledge.removed_at == "").order_by(Pledge.id)
    for row in rows:
        signed = f"{spoken(row.signed)} 签订" if row.signed else "已承诺"
        withdrawn = f"，{spoken(row.withdrawn)} 撤回" if row.withdrawn else ""
        scan = filed.get(row.kind)
        scope = f"，范围：{scan.scope}" if scan and scan.scope and not row.withdrawn else ""
        yield f"{row.kind}　{signed}{withdrawn}{scope}" + ("，扫描件已归档" if scan and not row.withdrawn else "")


def _events(merchant: int) -> Iterator[str]:
    for event in merchant_events.listing(merchant):
        yield mask_numbers(f"{spoken(event.on)}　{event.kind}：{' → '.join(filter(None, (event.was, event.now)))}")
