"""Blank pledge forms with a code, and the signed ones filed back to their merchants by it."""

import datetime as dt
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.domain import attachments as files
from app.domain import slips
from app.domain.errors import Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.slips import Slip
from app.paths import RESOURCES, Out
from app.services import attachment_intake, attachments, centres, merchants
from app.services.attachment_intake import Source
from app.services.session import requires
from app.store.honour_life import PledgeScan
from app.store.journal import Kind
from app.store.merchants import Merchant, Pledge
from app.store.writing import Act, note

_KINDS = 10
"""A code holds the merchant's id times so many, plus the number of the kind of pledge."""


@dataclass(frozen=True)
class Found:
    """Whose form a scan is: the merchant and the kind of pledge its code names, and the page it stands on."""

    merchant: int
    name: str
    kind: str
    page: int


@dataclass(frozen=True)
class Filed:
    """What became of a scan: whose pledge is signed on which ISO day, and the id of the attachment."""

    merchant: int
    name: str
    kind: str
    signed: str
    attachment: int


@requires(Right.READ)
def kinds() -> list[str]:
    """The kinds of pledge there are forms for."""
    return [form["kind"] for form in _forms()]


@requires(Right.ENTER)
def write(kind: str, wanted: Sequence[int], out: Out, progress: Callable[[int, int], None] | None = None) -> int:
    """Write a blank form for each merchant, prefilled; returns pages, raises Problem."""
    from app.documents import pledge_form

    if not wanted:
        raise Problem("没有选中商户，没有生成承诺书。请先在列表里选中商户。")
    centre, form = centres.current(), _form(kind)
    made = [_filled(row, form, centre) for row in merchants.rows(list(wanted))]
    return pledge_form.write(made, out, progress or (lambda done, total: None))


@requires(Right.ENTER)
def note_printed(kind: str, wanted: Sequence[int]) -> None:
    """Journal that blank forms were handed out."""
    whom = merchants.get(wanted[0]).name if len(wanted) == 1 else f"{len(wanted):,} 家"
    note(f"打印空白{_form(kind)['title']} {whom}", Kind.PRINT)


@requires(Right.READ)
def code(merchant: int, kind: str) -> str:
    """The digits on the form of a merchant for a kind of pledge."""
    return slips.code(Slip.PLEDGE, merchant * _KINDS + _form(kind)["number"])


@requires(Right.READ)
def meant(number: int) -> Found:
    """Whose form a slip of this number is; raises Problem where there is no such merchant or kind."""
    merchant, kind = divmod(number, _KINDS)
    form = next((form for form in _forms() if form["number"] == kind), None)
    row = Merchant.get_or_none(Merchant.id == merchant)
    while row is not None and row.merged_into:
        row = Merchant.get_by_id(row.merged_into)
    if form is None or row is None or row.removed_at:
        raise Problem("这张承诺书上的商户已经不在名单里，没有归档。请核对是不是本中心打印的承诺书。")
    return Found(row.id, row.name, form["kind"], 0)


@requires(Right.READ)
def recognise(path: Path) -> Found:
    """Whose form a scan or photo is, by the code on it; raises Problem where none is found."""
    content = _content(path)
    return _recognised(path.name, content)


@requires(Right.ENTER)
def file_scan(path: Path, signed: dt.date | None = None, scope: str = "") -> Filed:
    """Attach a signed form to the merchant its code names and mark the pledge as signed on a day (today), as one act.
    Raises Problem."""
    content, day = _content(path), (signed or dt.date.today())
    if day > dt.date.today():
        raise Problem("签订日期在今天以后，没有归档。请核对日期。")
    found = _recognised(path.name, content)
    source, what = Source(path.name, content), f"归档{found.kind}：{found.name}"

    def more(act: Act, attachment: int) -> None:
        pledge = _signed(act, found, day.isoformat())
        act.add(PledgeScan(pledge=pledge, attachment=attachment, scope=clean(scope)))

    attachment = attachments.add_with(what, "merchant", found.merchant, source, more)
    return Filed(found.merchant, found.name, found.kind, day.isoformat(), attachment)


@requires(Right.READ)
def scans(merchant: int) -> dict[str, PledgeScan]:
    """The filed forms of a merchant's pledges, by kind, the newest of each."""
    mine = (Pledge.merchant == merchant, Pledge.removed_at == "", PledgeScan.removed_at == "")
    query = PledgeScan.select(PledgeScan, Pledge.kind).join(Pledge, on=(Pledge.id == PledgeScan.pledge), attr="of")
    return {row.of.kind: row for row in query.where(*mine).order_by(PledgeScan.id)}


def _signed(act: Act, found: Found, day: str) -> int:
    """Mark the pledge in force as signed on a day, or add it; returns its id."""
    mine = (Pledge.merchant == found.merchant, Pledge.kind == found.kind, Pledge.withdrawn == "")
    row = Pledge.get_or_none(*mine, Pledge.removed_at == "")
    if row is None:
        row = Pledge(merchant=found.merchant, kind=found.kind, signed=day)
        act.add(row)
    elif row.signed != day:
        act.change(row, {"signed": day})
    return row.id


def _recognised(name: str, content: bytes) -> Found:
    from app.documents import scanned

    for page, text in scanned.texts(content, files.kind_of(name, content), name):
        slip = slips.read(text)
        if slip and slip[0] == Slip.PLEDGE:
            found = meant(slip[1])
            return Found(found.merchant, found.name, found.kind, page)
    raise Problem(
        f"《{name}》里没有找到承诺书右上角的码，没有归档。请把整页扫平、扫清楚再试，或到商户资料里直接添加附件。"
    )


def _content(path: Path) -> bytes:
    return attachment_intake.content_of(Source(path.name, path))


def _filled(row: merchants.MerchantRow, form: dict[str, Any], centre: centres.Centre) -> Any:
    from app.documents.pledge_form import Form

    facts = (
        ("商户名称", row.name),
        ("信用代码", row.code),
        ("经营地址", " ".join(filter(None, (row.address, row.stall)))),
        ("所属片区", row.grid),
        ("负责人", row.owner),
        ("商户编号", row.number),
    )
    words = {name: form[name] for name in ("title", "lead", "items", "end")}
    digits = code(row.id, form["kind"])
    return Form(merchant=row.name, facts=facts, code=digits, issuer=centre.issuer, sample=centre.sample, **words)


@cache
def _forms() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads((RESOURCES / "wording" / "pledges.toml").read_text("utf-8"))["pledge"])


def _form(kind: str) -> dict[str, Any]:
    found = next((form for form in _forms() if form["kind"] == kind), None)
    if found is None:
        raise Problem(f"没有“{kind}”的空白承诺书，没有生成。可选：{'、'.join(kinds())}。")
    return found
