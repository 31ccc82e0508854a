"""Printing plaques and certificates, and keeping count of it."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.domain import honours as rules
from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.honours import State
from app.domain.roles import Right
from app.paths import Out
from app.services import centres, honour_years, plaque_stock
from app.services.honour_writing import kind_named, revolves
from app.services.session import requires
from app.store import journal
from app.store.honour_life import HonourEvent
from app.store.honours import Honour, HonourKind, Printing
from app.store.merchants import Merchant
from app.store.writing import writing

if TYPE_CHECKING:
    from app.documents.award import Award

Progress = Callable[[int, int], None]
STYLES = {"gold": "金色牌匾", "copper": "铜色牌匾", "lineart": "刻字线稿", "certificate": "荣誉证书"}
OVERPRINT = "overprint"
"""Stands before the name of a template where a print filled in pre-printed paper."""


@requires(Right.READ)
def style_called(style: str) -> str:
    """金色牌匾, 套打证书: a style as people call it."""
    return STYLES.get(style) or style.removeprefix(f"{OVERPRINT}/")


@requires(Right.READ)
def holders(kind: str) -> list[int]:
    """Merchants with an honour of this kind in force today that has a code, in the order of their numbers."""
    query = Honour.select(Honour.merchant).where(Honour.kind == kind_named(kind), *_in_force())
    return list(dict.fromkeys(row.merchant_id for row in query.order_by(Honour.year, Honour.serial)))


@requires(Right.ENTER)
def write_documents(kind: str, merchants: Sequence[int], style: str, out: Out, progress: Progress | None = None) -> int:
    """Write one PDF with a page for each merchant in the order given; returns pages, raises Problem."""
    from app.documents import certificate, plaque

    if style not in STYLES:
        raise Problem(f"没有“{style}”这种式样，可选 {'、'.join(STYLES)}。")
    awards = awards_of(kind, merchants)
    report = progress or (lambda done, total: None)
    if style == "certificate":
        return certificate.write(awards, out, report)
    return plaque.write(awards, out, style, report)


@requires(Right.READ)
def awards_of(kind: str, merchants: Sequence[int]) -> "list[Award]":
    """What is printed for each merchant's newest honour of a kind; raises Problem naming who has none."""
    centre = centres.current()
    honours = _to_print(kind_named(kind), merchants)
    again, rated = _reissued([honour.id for honour in honours]), honour_years.rated()
    return [_printed(honour, centre, rated.get(honour.round_id, honour.year), honour.id in again) for honour in honours]


@requires(Right.ENTER)
def note_printed(kind: str, merchants: Sequence[int], style: str, sheets: int = 0) -> None:
    """Journal that these were printed or handed out as a file; a second time is named 补打第 n 次. So many `sheets`
    went through a printer and are taken from the stock of their blanks, where that is kept."""
    row = kind_named(kind)
    now = dt.datetime.now()
    for_print = _to_print(row, merchants)
    before = max((_prints(honour) for honour in for_print), default=0)
    again = f"（补打第 {before} 次）" if before else ""
    what = f"打印{style_called(style)}“{row.title}” {_whom(for_print)}{again}"
    with writing(what, kind=journal.Kind.PRINT) as act:
        for honour in for_print:
            at = now.isoformat(timespec="seconds")
            act.add(Printing(honour=honour, style=style, at=at, name=honour.merchant.name))
        plaque_stock.use(act, style, sheets, now.date(), what)


@requires(Right.READ)
def printings(honour: int) -> list[str]:
    """Every print of an honour in words, the newest first: when, as what, under which name, 补打第 n 次."""
    rows = Printing.select().where(Printing.honour == honour, Printing.removed_at == "").order_by(Printing.id)
    told = [
        f"{spoken(row.at[:10])}　{style_called(row.style)}{f'　印“{row.name}”' if row.name else ''}"
        f"{f'　补打第 {place} 次' if place else ''}"
        for place, row in enumerate(rows)
    ]
    return told[::-1]


@requires(Right.ENTER)
def note_spoiled(kind: str, merchants: Sequence[int], style: str, sheets: int) -> None:
    """Journal that so many sheets, those of these merchants, were spoiled and printed again; they count against the
    stock."""
    row = kind_named(kind)
    for_print = _to_print(row, merchants)
    now = dt.datetime.now()
    before = max((_prints(honour) for honour in for_print), default=0)
    what = f"重打{style_called(style)}“{row.title}” {_whom(for_print)}（补打第 {before} 次），打坏 {sheets} 张"
    with writing(what, kind=journal.Kind.PRINT) as act:
        for honour in for_print:
            at = now.isoformat(timespec="seconds")
            act.add(Printing(honour=honour, style=style, at=at, name=honour.merchant.name))
        plaque_stock.spoil(act, style, sheets, now.date(), what)


def _in_force() -> tuple[object, ...]:
    today = dt.date.today().isoformat()
    alive = (Honour.valid_until == "") | (Honour.valid_until >= today)
    return Honour.state == State.GRANTED, alive, Honour.code != ""


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


def _reissued(honours: Sequence[int]) -> set[int]:
    """Those of some honours that were given in place of another."""
    query = HonourEvent.select(HonourEvent.other).where(HonourEvent.removed_at == "")
    return {row.other for row in query.where(HonourEvent.other.in_(list(honours)))}


def _printed(honour: Honour, centre: centres.Centre, year: int, again: bool) -> "Award":
    from app.documents.award import Award

    name, title = honour.merchant.registered_name or honour.merchant.sign, honour.kind.title
    number = f"{honour.number}（补）" if again else honour.number
    endless = rules.REVOLVING if revolves(honour.kind) else rules.ENDLESS
    scanned = (title, name, number, honour.valid_until, centre.issuer, centre.phone, honour.code, endless)
    return Award(
        title=title,
        headline=f"{centre.region}{year}年度",
        stars=honour.kind.stars,
        merchant=name,
        number=number,
        issued=dt.date.fromisoformat(honour.issued),
        valid_until=dt.date.fromisoformat(honour.valid_until) if honour.valid_until else None,
        issuer=centre.issuer,
        body=honour.kind.wording.format(year=year, title=title),
        code_text=rules.scan_text(*scanned),
        endless=endless,
        sample=centre.sample,
    )


def _prints(honour: Honour) -> int:
    return Printing.select().where(Printing.honour == honour, Printing.removed_at == "").count()


def _whom(honours: Sequence[Honour]) -> str:
    return honours[0].merchant.name if len(honours) == 1 else f"{len(honours)} 家"
