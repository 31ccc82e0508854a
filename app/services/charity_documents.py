"""What the counter hands out: receipts, slips of the 公益仓, statements and certificates of donation."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import money, slips
from app.domain.calendar import for_file, spoken
from app.domain.errors import Problem
from app.domain.gifts import COOPERATIVE, TARGETED
from app.domain.privacy import mask_name
from app.domain.roles import Right
from app.domain.slips import Slip
from app.paths import Out
from app.services import centres, gift_list, handed_out, holders, point_list, reprints, watermark
from app.services.gift_list import GiftRow
from app.services.point_list import PointRow, Statement
from app.services.session import requires
from app.store.charity import Campaign
from app.store.database import among
from app.store.warehouse import Good, Redemption

if TYPE_CHECKING:
    from app.documents.award import Award
    from app.documents.counter_slip import CounterSlip

_APART = re.compile(r"[、，,;；/（）()和及与\s]+")
A5, ROLL = "A5", "80 毫米"
NOT_FOR_TAX = "本收据只作登记凭证，不作为公益事业捐赠票据。"
_COPIES = ("存根联", "领取联")
_STATEMENT = (("日期", 5), ("类型", 2), ("单号", 4), ("说明", 8), ("增减", 3), ("余额", 3), ("经手人", 3))
"""The columns of a statement and how wide they are to one another."""


@dataclass(frozen=True)
class Paper:
    """What can be printed, its data already read: `title` is what the journal calls it, `file` the name it is saved
    under; `write` returns its pages and raises Problem."""

    title: str
    file: str
    write: Callable[[Out], int]


@requires(Right.READ)
def put(paper: Paper, out: Out) -> int:
    """Write a paper and journal that it was handed out; returns its pages. Raises Problem."""
    pages = paper.write(out)
    note_printed(paper)
    return pages


@requires(Right.READ)
def note_printed(paper: Paper) -> None:
    """Journal that a paper was printed or saved."""
    handed_out.note_printed(paper.title)


@requires(Right.READ)
def write_receipt(gifts: Sequence[int], out: Out, paper: str = A5) -> int:
    """Write the receipts of these gifts, a page each, on A5 or on the roll; returns pages. Raises Problem."""
    return put(receipt(gifts, paper), out)


@requires(Right.READ)
def write_statement(holder: int, start: dt.date, end: dt.date, out: Out) -> int:
    """Write what a holder gained and lost over a period; returns pages. Raises Problem."""
    return put(statement(holder, start, end), out)


@requires(Right.READ)
def receipt(gifts: Sequence[int], paper: str = A5) -> Paper:
    """The receipts of these gifts."""
    rows = gift_list.rows(list(gifts))
    return _slips("收据", [row.number for row in rows], [_receipt(row) for row in rows], paper)


@requires(Right.READ)
def redemption(redemptions: Sequence[int], paper: str = A5) -> Paper:
    """The slips of these redemptions, each in two copies."""
    found = list(Redemption.select().where(among(Redemption.id, redemptions)).order_by(Redemption.id))
    return _slips("兑换单", [row.number for row in found], [_redemption(row) for row in found], paper)


@requires(Right.READ)
def statement(holder: int, start: dt.date, end: dt.date) -> Paper:
    """What a holder gained and lost over a period, with what it had before and after; raises Problem."""
    from app.documents import report

    if start > end:
        raise Problem("开始日期在结束日期以后，没有生成对账单。请重新填写。")
    told = point_list.statement(holder, start, end)
    lead, lines = _summed(told), [_point_line(row) for row in told.rows]
    columns = [report.Column(label, share) for label, share in _STATEMENT]
    signatures = ("持有人", "经办人", "日期")
    made = report.Report("积分对账单", lead, columns, lines, watermark.mark(), signatures, centres.current().sample)
    title = f"{told.name}的积分对账单"
    called = mask_name(told.name) if holders.record(holder)[0] == "person" else told.name
    return Paper(title, f"积分对账单_{called}_{for_file(end)}.pdf", lambda out: report.write(made, out))


@requires(Right.READ)
def certificate(gifts: Sequence[int]) -> Paper:
    """Certificates of donation for these gifts, a page each; raises Problem for one that was taken back."""
    from app.documents import certificate as paper

    rows = gift_list.rows(list(gifts))
    if undone := [row.number for row in rows if row.mark in (gift_list.REVERSAL, gift_list.REVERSED)]:
        raise Problem(f"{'、'.join(undone)}已经冲销，不能发捐赠证书。没有生成文件，请只选有效的捐赠。")
    awards = [_thanks(row) for row in rows]
    numbers = "、".join(row.number for row in rows)
    return Paper(
        f"捐赠证书 {numbers}", f"捐赠证书_{for_file(dt.date.today())}.pdf", lambda out: paper.write(awards, out)
    )


@requires(Right.READ)
def public_name(campaign: Campaign) -> str:
    """What a campaign is called where everybody reads it: its beneficiary is 张某某 there."""
    return hidden(campaign.name, [campaign.beneficiary])


@requires(Right.READ)
def hidden(words: str, beneficiaries: Sequence[str]) -> str:
    """Words in which whoever benefits is 张某某."""
    names = {name for told in beneficiaries for name in (told, *_APART.split(told)) if len(name) > 1}
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, mask_name(name))
    return words


@requires(Right.READ)
def way(campaign: Campaign) -> str:
    """定向救助, or with whose licence is collected: 与……合作募捐，证号……."""
    if campaign.kind == COOPERATIVE and campaign.certificate:
        return f"与{campaign.holder}{COOPERATIVE}，公开募捐资格证号 {campaign.certificate}"
    return TARGETED


@requires(Right.READ)
def signed(points: int) -> str:
    """+1,200 or −300."""
    return f"{points:+,}".replace("-", "−") if points else "0"


def _summed(told: Statement) -> list[str]:
    gained = sum(row.points for row in told.rows if row.points > 0)
    lost = -sum(row.points for row in told.rows if row.points < 0)
    return [
        f"{told.name}，{spoken(told.start)}至{spoken(told.end)}，共 {len(told.rows):,} 笔。",
        f"期初 {_points(told.opening)}，增加 {gained:,} 分，减少 {lost:,} 分，期末 {_points(told.closing)}。",
    ]


def _point_line(row: PointRow) -> tuple[str, ...]:
    return (
        spoken(row.on),
        row.kind,
        row.slip,
        "，".join(filter(None, (row.note, f"{spoken(row.expires)}到期" if row.expires else ""))),
        signed(row.points),
        signed(row.balance).removeprefix("+"),
        "、".join(filter(None, (row.clerk, row.agreed_by))),
    )


def _points(count: int) -> str:
    return f"{count:,} 分" if count >= 0 else f"欠 {-count:,} 分"


def _slips(called: str, numbers: Sequence[str], made: "Sequence[CounterSlip]", paper: str) -> Paper:
    from app.documents import counter_slip

    if not made:
        raise Problem(f"没有选中要打印的{called}，没有生成文件。")
    name = numbers[0] if len(numbers) == 1 else f"{len(numbers)}张"
    file = f"{called}_{name}_{for_file(dt.date.today())}.pdf"
    return Paper(f"{called} {'、'.join(numbers)}", file, lambda out: counter_slip.write(made, out, paper))


def _receipt(row: GiftRow) -> "CounterSlip":
    from app.documents.counter_slip import CounterSlip

    centre, fen = centres.current(), int(row.amount or row.value)
    return CounterSlip(
        title="捐赠收据",
        number=row.number,
        issuer=centre.issuer or centre.name,
        facts=[(label, text) for label, text in _facts(row) if text],
        total=("金额" if row.amount else "折价", f"¥{money.in_digits(fen)}"),
        capitals=f"人民币（大写）{money.in_capitals(fen)}",
        notes=[NOT_FOR_TAX],
        code=slips.code(Slip.RECEIPT, row.id),
        copies=(_mark(row),),
        sample=centre.sample,
    )


def _mark(row: GiftRow) -> str:
    """Whether it was taken back, and how often it was printed before."""
    state = row.mark if row.mark in (gift_list.REVERSAL, gift_list.REVERSED) else ""
    return "　".join(filter(None, (state, reprints.again("收据", row.number))))


def _facts(row: GiftRow) -> Iterator[tuple[str, str]]:
    yield "捐赠人", "、".join(filter(None, (row.giver, row.shared_with)))
    yield "日期", spoken(row.on)
    yield "类型", "　".join(filter(None, (row.kind, row.method)))
    yield ("服务" if row.kind == "服务" else "物品"), row.what if row.item else ""
    yield "用于", "，".join(dict.fromkeys(filter(None, _uses(row))))
    yield "积分", f"{signed(row.points)} 分" if row.points else ""
    yield "经手人", row.handler


def _uses(row: GiftRow) -> Iterator[str]:
    campaign = Campaign.get_or_none(Campaign.id == row.campaign) if row.campaign else None
    if campaign is None:
        yield row.into
    else:
        yield public_name(campaign)
        yield way(campaign)
    yield hidden(row.purpose, [campaign.beneficiary] if campaign else [])


def _redemption(row: Redemption) -> "CounterSlip":
    from app.documents.counter_slip import CounterSlip

    centre, good = centres.current(), Good.get_by_id(row.good)
    undone = Redemption.select().where(Redemption.reverses == row.id).exists()
    state = "冲销" if row.reverses else "已冲销" if undone else ""
    facts = [
        ("兑换人", row.name),
        ("日期", spoken(row.on)),
        ("物品" if good.kind != "服务" else "服务", row.item),
        ("数量", f"{row.quantity:,} {good.unit or '份'}"),
        ("经手人", row.clerk),
    ]
    return CounterSlip(
        title="公益仓兑换单",
        number=row.number,
        issuer=centre.issuer or centre.name,
        facts=facts,
        total=("积分", f"{row.points:,} 分".replace("-", "−")),
        notes=["凭本单领取，只能领取一次；领取时扫下面的码核销。"],
        code="" if row.reverses else slips.code(Slip.REDEMPTION, row.id),
        copies=tuple("　".join(filter(None, (copy, state))) for copy in _COPIES),
        sample=centre.sample,
    )


def _thanks(row: GiftRow) -> "Award":
    from app.documents.donation import Donation

    centre, fen = centres.current(), int(row.amount or row.value)
    worth = f"{money.in_capitals(fen)}（{money.in_digits(fen)}元）"
    given = f"捐赠人民币{worth}" if row.amount else f"捐赠{row.what or row.kind}，折价人民币{worth}"
    use = "，".join(dict.fromkeys(filter(None, _uses(row))))
    you = "您" if row.holder and holders.record(row.holder)[0] == "person" else "贵单位"
    body = f"{you}于{spoken(row.on)}{given}{f'，用于{use}' if use else ''}。\n感谢{you}对公益事业的支持，特发此证。"
    return Donation(
        title="捐赠证书",
        headline="",
        stars=0,
        merchant=row.giver,
        number=row.number,
        issued=dt.date.fromisoformat(row.on),
        valid_until=None,
        issuer=centre.issuer or centre.name,
        body=body,
        code_text=slips.code(Slip.RECEIPT, row.id),
        sample=centre.sample,
    )
