"""Receipts of gifts on paper: each print is noted, and every one after the first says that it is not the first."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from app.domain import money, slips
from app.domain.calendar import spoken
from app.domain.roles import Right
from app.domain.slips import Slip
from app.paths import Out
from app.services import centres, gift_list
from app.services.gift_list import GiftRow
from app.services.session import requires
from app.store.charity import Campaign
from app.store.journal import JournalEntry, Kind
from app.store.writing import note

if TYPE_CHECKING:
    from app.documents.receipt import Receipt

PRINTED = "打印收据"
Progress = Callable[[int, int], None]


@requires(Right.READ)
def write(gifts: Sequence[int], out: Out, progress: Progress | None = None) -> int:
    """Write the receipts of these gifts and return how many; raises Problem."""
    from app.documents import receipt

    rows = gift_list.rows(list(gifts))
    return receipt.write([_receipt(row) for row in rows], out, progress or (lambda done, total: None))


@requires(Right.READ)
def note_printed(gifts: Sequence[int]) -> None:
    """Journal that the receipts of these gifts were printed or saved."""
    numbers = [row.number for row in gift_list.rows(list(gifts))]
    if numbers:
        note(f"{PRINTED} {'、'.join(numbers)}", Kind.PRINT)


@requires(Right.READ)
def times_printed(number: str) -> int:
    """How often the receipt of a number was printed or saved."""
    said = JournalEntry.what.startswith(PRINTED) & JournalEntry.what.contains(number)
    return int(JournalEntry.select().where(JournalEntry.kind == Kind.PRINT, said).count())


def _receipt(row: GiftRow) -> "Receipt":
    from app.documents.receipt import Receipt

    centre, printed = centres.current(), times_printed(row.number)
    again = f"补打第 {printed} 次" if printed else ""
    return Receipt(
        number=row.number,
        day=spoken(row.on),
        lines=list(_lines(row)),
        issuer=centre.issuer or centre.name,
        handler=row.handler,
        code=slips.code(Slip.RECEIPT, row.id),
        mark="　".join(filter(None, (row.mark if row.mark in (gift_list.REVERSAL, gift_list.REVERSED) else "", again))),
        sample=centre.sample,
    )


def _lines(row: GiftRow) -> Iterator[tuple[str, str]]:
    shared = f"（与{row.shared_with}共同捐赠）" if row.shared_with else ""
    yield "今收到", f"{row.giver}{shared}"
    yield "捐赠类型", "　".join(filter(None, (row.kind, row.method)))
    if row.item:
        yield ("服务" if row.kind == "服务" else "物品"), row.what
    fen = int(row.amount or row.value)
    valued = "" if row.amount else "折价 "
    yield "人民币", money.in_capitals(fen)
    yield "小写", f"{valued}¥{money.in_digits(fen)}"
    if row.into or row.purpose:
        yield "用于", "　".join(dict.fromkeys(filter(None, (row.into, row.purpose, _way(row)))))
    if row.points:
        yield "积分", f"{row.points:+,} 分"


def _way(row: GiftRow) -> str:
    """定向救助, or with whose licence is collected; a fund or a plain purpose is neither."""
    campaign = Campaign.get_or_none(Campaign.id == row.campaign) if row.campaign else None
    if campaign is None:
        return ""
    return f"（与{campaign.holder}合作，{campaign.certificate}）" if campaign.certificate else f"（{campaign.kind}）"
