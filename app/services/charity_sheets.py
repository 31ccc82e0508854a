"""What is posted, signed and settled: income and use, settlements, and the account of a fund."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from app.domain import gifts as rules
from app.domain import money
from app.domain.calendar import for_file, spoken
from app.domain.errors import Problem
from app.domain.gifts import COOPERATIVE, TARGETED
from app.domain.privacy import mask_name
from app.domain.roles import Right
from app.services import centres, charity_documents, funds, redeeming, watermark
from app.services.charity_documents import Paper
from app.services.fund_entries import SHARE
from app.services.session import requires
from app.store.charity import Campaign, Fund, FundEntry
from app.store.database import among
from app.store.gifts import Gift, Holder
from app.store.merchants import Merchant
from app.store.warehouse import Good, Redemption

if TYPE_CHECKING:
    from app.documents.report import Report

_SHORT_NAME = 4
"""Characters up to which a name nobody matched yet may be a person's."""
_APART = re.compile(r"[、，,;；\s]+")
_PERSONAL = re.compile("(先生|女士|同志|老师|师傅|阿姨|大爷|大妈|大姐|大哥|夫妇|夫妻|一家|家庭|等.*人)$")
POSTER_REFUSED = (
    "“{name}”是定向救助，没有公开募捐资格，不能向社会公开募捐或张贴。没有生成文件。"
    "要公开，请先与有公开募捐资格的慈善组织合作，并在项目里填写合作方和证号。"
)


@requires(Right.READ)
def posting(start: dt.date, end: dt.date, campaign: int = 0) -> Paper:
    """The public posting of income and use over a period, of all or of one campaign: persons and beneficiaries are
    张某某. Raises Problem for a campaign nobody is licensed to collect for in public."""
    if start > end:
        raise Problem("开始日期在结束日期以后，没有生成公示。请重新填写。")
    row = _licensed(campaign) if campaign else None
    title = f"{charity_documents.public_name(row)}收支公示" if row else "公益众筹收支公示"
    rows, sums = _public_rows(start, end, campaign)
    lead = [
        f"{spoken(start.isoformat())}至{spoken(end.isoformat())}：收入 {money.in_digits(sums[0])} 元，"
        f"物品、让利和服务折价 {money.in_digits(sums[1])} 元，支出 {money.in_digits(sums[2])} 元。"
    ]
    lead += [charity_documents.way(row)] if row else []
    heads = (("日期", 4), ("收支", 2), ("捐赠方／受益方", 6), ("项目、用途", 7), ("内容", 4), ("金额（元）", 3))
    signatures = ("公示单位", "监督电话", "日期")
    made = _report(title, lead, heads, rows, signatures)
    return _paper(title, f"{title}_{for_file(end)}.pdf", made)


@requires(Right.READ)
def poster(campaign: int) -> Paper:
    """The poster of a campaign that may be collected for in public; raises Problem for any other."""
    from app.documents import poster as paper

    row = _licensed(campaign)
    centre, title = centres.current(), charity_documents.public_name(row)
    facts = [
        ("用途", charity_documents.hidden(row.purpose, [row.beneficiary])),
        ("目标", f"{money.in_wan(row.target)} 万元" if row.target else ""),
        ("时间", " 至 ".join(filter(None, (spoken(row.start), spoken(row.end))))),
        ("合作的慈善组织", row.holder),
        ("公开募捐资格证号", row.certificate),
        ("咨询电话", centre.phone),
    ]
    told = [(name, text) for name, text in facts if text]
    made = paper.Poster(title, told, centre.issuer or centre.name, centre.sample)
    return Paper(f"募捐海报 {title}", f"海报_{title}.pdf", lambda out: paper.write(made, out))


@requires(Right.READ)
def settlement(merchant: int, quarter: str) -> Paper:
    """What a merchant is settled for in a quarter (2026Q3), slip by slip; raises Problem where it has none."""
    due = next(iter(redeeming.due(quarter, merchant)), None)
    if due is None:
        raise Problem("这家商户这个季度没有兑换单，没有生成结算单。")
    name = Merchant.get_by_id(merchant).name
    slips = list(Redemption.select().where(among(Redemption.id, due.slips)).order_by(Redemption.id))
    goods = {row.id: row for row in Good.select().where(among(Good.id, {row.good for row in slips}))}
    rows = [
        (
            row.number,
            spoken(row.on),
            _masked(row.holder, row.name),
            row.item,
            f"{row.quantity:,} {goods[row.good].unit or '份'}",
            money.in_digits(row.value),
        )
        for row in slips
    ]
    called = f"{quarter[:4]}年第{'一二三四'[int(quarter[-1]) - 1]}季度"
    lead = [
        f"{name}，{called}，兑换单 {len(rows):,} 张，应结算 {money.in_digits(due.amount)} 元，"
        f"已结算 {money.in_digits(due.paid)} 元。",
        f"应结算（大写）：人民币{money.in_capitals(due.amount)}。",
    ]
    heads = (("单号", 4), ("日期", 4), ("兑换人", 4), ("物品、服务", 6), ("数量", 2), ("结算（元）", 3))
    title = f"公益仓结算单 {name} {called}"
    made = _report(title, lead, heads, rows, ("商户", "经办人", "日期"))
    return _paper(title, f"结算单_{name}_{quarter}.pdf", made)


@requires(Right.READ)
def fund_statement(start: dt.date, end: dt.date, fund: int = 0, campaign: int = 0) -> Paper:
    """The account of a fund or a campaign over a period: what it held, row by row, and what it holds."""
    row = Fund.get_by_id(fund) if fund else Campaign.get_by_id(campaign)
    name = row.name if fund else charity_documents.public_name(row)
    opening, rows, balance = 0, [], 0
    for on, kind, what, amount in sorted(_flow(fund, campaign), key=lambda line: line[0]):
        if on > end.isoformat():
            continue
        balance += amount
        if on < start.isoformat():
            opening = balance
        else:
            rows.append((spoken(on), kind, what, money.in_digits(amount), money.in_digits(balance)))
    lead = [
        f"{name}，{spoken(start.isoformat())}至{spoken(end.isoformat())}。",
        f"期初 {money.in_digits(opening)} 元，本期 {len(rows):,} 笔，期末 {money.in_digits(balance)} 元。",
        f"专款专用，可用于{row.purposes}。" if fund else f"{charity_documents.way(row)}，用于{row.purpose}。",
    ]
    heads = (("日期", 4), ("类别", 3), ("说明", 9), ("收支（元）", 3), ("余额（元）", 3))
    title = f"{name}收支账"
    return _paper(
        title, f"{title}_{for_file(end)}.pdf", _report(title, lead, heads, rows, ("经办人", "复核人", "日期"))
    )


def _licensed(campaign: int) -> Campaign:
    row = Campaign.get_by_id(campaign)
    if row.kind != COOPERATIVE or not (row.holder and row.certificate):
        raise Problem(POSTER_REFUSED.format(name=row.name))
    return row


def _report(title: str, lead: list[str], heads: Any, rows: Sequence[Sequence[str]], signatures: Any) -> "Report":
    from app.documents.report import Column, Report

    columns = [Column(label, share) for label, share in heads]
    return Report(title, lead, columns, rows, watermark.mark(), signatures, centres.current().sample)


def _paper(title: str, file: str, made: "Report") -> Paper:
    from app.documents import report

    return Paper(title, file, lambda out: report.write(made, out))


def _public_rows(start: dt.date, end: dt.date, campaign: int) -> tuple[list[tuple[str, ...]], tuple[int, int, int]]:
    """The lines of a posting, and money, value and payments in fen. A gift taken back within the period, or on the day
    it was entered, is left out with what takes it back."""
    days = (start.isoformat(), end.isoformat())
    mine = [Gift.on.between(*days), *([Gift.campaign == campaign] if campaign else [])]
    slips = _slips_of_the_pen()
    found = [row for row in Gift.select().where(*mine).order_by(Gift.on, Gift.id) if row.id not in slips]
    shown = _standing(found)
    paid_by = [FundEntry.campaign == campaign] if campaign else []
    moved = FundEntry.select().where(FundEntry.on.between(*days), *paid_by).order_by(FundEntry.on, FundEntry.id)
    paid = [row for row in moved if row.purpose]
    shares = _standing([row for row in moved if row.profit])
    lines = [(row.on, "收入", *_income(row)) for row in shown]
    lines += [(row.on, "收入", _account(row), _account(row), SHARE, money.in_digits(row.amount)) for row in shares]
    lines += [(row.on, "支出", *_use(row)) for row in paid]
    rows: list[tuple[str, ...]] = [(spoken(line[0]), *line[1:]) for line in lines]
    return rows, (
        sum(row.amount for row in (*shown, *shares)),
        sum(row.value for row in shown),
        -sum(int(row.amount) for row in paid),
    )


def _slips_of_the_pen() -> set[int]:
    """The gifts taken back on the very day they were entered, such as a wrong sheet, and what takes them back."""
    back, wrong = Gift.alias(), Gift
    same_day = back.select(back.id, wrong.id).join(wrong, on=back.reverses == wrong.id)
    pairs = same_day.where(back.reverses != 0, back.booked == wrong.booked).tuples()
    return {number for pair in pairs for number in pair}


def _standing(found: Sequence[Any]) -> list[Any]:
    """Rows but for those that others among them take back, and these."""
    here = {row.id for row in found}
    undone = {row.reverses for row in found if row.reverses in here}
    return [row for row in found if row.id not in undone and row.reverses not in here]


def _income(row: Gift) -> tuple[str, str, str, str]:
    names = [_masked(row.holder, row.giver), *map(_masked_words, filter(None, row.shared_with.split("、")))]
    fen = row.amount or row.value
    kind = f"{row.kind} {row.item} {rules.quantity_words(row.quantity, row.unit)}".strip()
    return "、".join(names), _for(row), kind, money.in_digits(fen)


def _use(row: FundEntry) -> tuple[str, str, str, str]:
    households = f"{row.households:,} 户" if row.households else ""
    return mask_name(row.beneficiary), _for(row), households, money.in_digits(-row.amount)


def _for(row: Any) -> str:
    words = "，".join(dict.fromkeys(filter(None, (_account(row), row.purpose))))
    whom = [getattr(row, "beneficiary", ""), Campaign.get_by_id(row.campaign).beneficiary if row.campaign else ""]
    return charity_documents.hidden(words, whom)


def _account(row: Any) -> str:
    """The campaign or fund of a row as everybody may read it; a targeted campaign is only called that."""
    if row.campaign:
        campaign = Campaign.get_by_id(row.campaign)
        return charity_documents.public_name(campaign) if campaign.kind == COOPERATIVE else TARGETED
    return str(Fund.get_by_id(row.fund).name) if row.fund else ""


def _masked(holder: int, name: str) -> str:
    """A person as 张某某; a merchant or an organisation by its name."""
    if not holder:
        return _masked_words(name)
    return mask_name(name) if Holder.get_by_id(holder).noun == "person" else name


def _masked_words(name: str) -> str:
    """Mere names, each of which may be a person's where it is short, parted by dots or says so."""
    parts = [part for part in _APART.split(name) if part]
    personal = [len(part) <= _SHORT_NAME or "·" in part or _PERSONAL.search(part) for part in parts]
    shown = [mask_name(part) if one else part for part, one in zip(parts, personal, strict=True)]
    return "、".join(shown) if any(personal) else name


def _flow(fund: int, campaign: int) -> Iterator[tuple[str, str, str, int]]:
    """(ISO day, kind, words, fen) of all that went in or out."""
    mine = Gift.fund == fund if fund else Gift.campaign == campaign
    for row in Gift.select().where(mine, Gift.amount != 0).order_by(Gift.on, Gift.id):
        yield row.on, "冲销" if row.reverses else row.kind, f"{row.number} {_masked(row.holder, row.giver)}", row.amount
    for row in reversed(funds.entries(fund, campaign)):
        whom = mask_name(row.beneficiary) if row.beneficiary else ""
        yield row.on, row.kind, "，".join(filter(None, (row.number, row.purpose, whom, row.rule, row.note))), row.amount
