"""诚信二维码: a code for each merchant that opens it here, and tells a phone in plain Chinese whose it is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.domain import slips
from app.domain.errors import Problem
from app.domain.roles import Right
from app.domain.slips import Slip
from app.paths import Out
from app.services import centres, merchants
from app.services.merchants import MerchantRow
from app.services.session import requires
from app.store.journal import Kind
from app.store.merchants import Merchant
from app.store.writing import note

if TYPE_CHECKING:
    from app.documents.merchant_code import Card

PAPERS = ("A5", "A6")


@requires(Right.ENTER)
def write(wanted: Sequence[int], out: Out, paper: str, progress: Callable[[int, int], None] | None = None) -> int:
    """Write a sheet for each merchant; returns pages, raises Problem."""
    from app.documents import merchant_code

    if not wanted:
        raise Problem("没有选中商户，没有生成诚信二维码。请先在列表里选中商户。")
    centre = centres.current()
    cards = [_card(row, centre) for row in merchants.rows(list(wanted))]
    return merchant_code.write(cards, out, paper, progress or (lambda done, total: None))


@requires(Right.ENTER)
def note_printed(wanted: Sequence[int]) -> None:
    """Journal that sheets were handed out."""
    whom = merchants.get(wanted[0]).name if len(wanted) == 1 else f"{len(wanted):,} 家"
    note(f"打印诚信二维码 {whom}", Kind.PRINT)


@requires(Right.READ)
def text(merchant: int) -> str:
    """The one line a phone shows: the merchant, its number here, whom to ask, and the digits that open it here."""
    return _text(merchants.get(merchant), centres.current())


@requires(Right.READ)
def meant(number: int) -> int:
    """The merchant a code of this number stands for, the one it was merged into where it was; raises Problem."""
    row = Merchant.get_or_none(Merchant.id == number)
    while row is not None and row.merged_into:
        row = Merchant.get_by_id(row.merged_into)
    if row is None or row.removed_at:
        raise Problem("这张诚信二维码上的商户已经不在名单里，没有打开任何内容。请核对是不是本中心打印的。")
    return int(row.id)


def _text(row: MerchantRow, centre: centres.Centre) -> str:
    issuer = centre.issuer or centre.name
    phone = f"监督电话{centre.phone}，" if centre.phone else ""
    told = f"登记商户：{row.name}，商户编号{row.number}，诚信等级和荣誉以{issuer}公布的为准，"
    return f"{told}{phone}查询码{slips.code(Slip.MERCHANT, row.id)}"


def _card(row: MerchantRow, centre: centres.Centre) -> "Card":
    from app.documents.merchant_code import Card

    lines = [f"商户编号：{row.number}"] + ([f"监督电话：{centre.phone}"] if centre.phone else [])
    digits = slips.code(Slip.MERCHANT, row.id)
    return Card(row.name, centre.issuer or centre.name, _text(row, centre), digits, lines, centre.sample)
