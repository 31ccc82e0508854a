"""Commands about gifts and points: enter a gift, redeem, tell a balance, list the ledger."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli_answer import Answer, Command, unlock
from app.domain import money
from app.domain.calendar import read_day
from app.domain.errors import Invalid, Problem

if TYPE_CHECKING:
    from app.services.gift_list import GiftRow


def gift(options: argparse.Namespace) -> Answer:
    """登记一笔捐赠，给出单号和积分"""
    from app.domain.gifts import Draft, Kind
    from app.services import gifts, holders

    unlock(options)
    giver = holders.only(options.giver) if not options.as_text else None
    known = {"noun": giver.noun, "row": giver.row, "giver": giver.name} if giver else {"giver": options.giver}
    where = "amount" if options.kind == Kind.MONEY else "value"
    draft = Draft(
        **known,
        **{where: options.amount},
        kind=options.kind,
        on=options.on or dt.date.today().isoformat(),
        item=options.item,
        quantity=options.quantity,
        unit=options.unit,
        purpose=options.purpose,
        method=options.method,
        note=options.note,
    )
    saved = _checked(lambda: gifts.save(draft))
    keys = {"number": saved.number, "points": saved.points, "id": saved.id}
    return Answer(keys, f"已登记 {saved.number}，积分 {saved.points:+,}。")


def redeem(options: argparse.Namespace) -> Answer:
    """用积分兑换公益仓的物品或服务"""
    from app.services import goods, holders, redeeming

    unlock(options)
    who, good = holders.only(options.holder), goods.named(options.good)
    made = _checked(lambda: redeeming.redeem(who.noun, who.row, good, options.count))
    keys = {"number": made.number, "points": made.points, "left": made.left}
    return Answer(keys, f"已兑换 {made.number}，用去 {made.points:,} 分，还有 {made.left:,} 分。")


def balance(options: argparse.Namespace) -> Answer:
    """查一位捐赠人的积分余额"""
    from app.services import holders, points

    unlock(options)
    who = holders.only(options.holder)
    holder = holders.known(who.noun, who.row)
    total, free = (points.balance(holder), points.available(holder)) if holder else (0, 0)
    keys = {"holder": who.name, "balance": total, "available": free}
    return Answer(keys, f"{who.name}：积分余额 {total:,} 分，可用 {free:,} 分。")


def statement(options: argparse.Namespace) -> Answer:
    """把一位捐赠人的积分对账单写成 PDF；默认从今年第一天到今天"""
    from app.services import charity_documents, holders, point_list

    unlock(options)
    who = holders.only(options.holder)
    holder, today = holders.known(who.noun, who.row), dt.date.today()
    if not holder:
        raise Problem(f"{who.name}还没有捐赠和积分，没有生成对账单。")
    start, end = _day(options.start, dt.date(today.year, 1, 1)), _day(options.end, today)
    pages = charity_documents.write_statement(holder, start, end, Path(options.out))
    told = point_list.statement(holder, start, end)
    keys = {"holder": told.name, "opening": told.opening, "rows": len(told.rows), "closing": told.closing}
    sums = f"期初 {told.opening:,} 分，{len(told.rows):,} 笔，期末 {told.closing:,} 分"
    return Answer({**keys, "pages": pages}, f"{told.name}：{sums}。已生成《{Path(options.out).name}》。")


def gifts_(options: argparse.Namespace) -> Answer:
    """列出捐赠台账，给出笔数、金额、折价和积分的合计"""
    from app.services import gift_list

    unlock(options)
    filters = {name: value for name in ("period", "kind") if (value := getattr(options, name))}
    found = gift_list.ids(options.search, filters)
    total = gift_list.totals(filters, options.search)
    rows = [keys_of(row) for row in gift_list.rows(found[: options.limit])]
    lines = [
        "  ".join(str(row[name]) for name in ("number", "on", "giver", "kind", "worth") if row[name]) for row in rows
    ]
    sums = {"count": total.count, "money_fen": total.money, "goods_fen": total.value, "points": total.points}
    sums["people"] = total.people
    said = (
        f"共 {total.count:,} 笔，捐款 {money.in_digits(total.money)} 元，"
        f"物品、让利和服务折价 {money.in_digits(total.value)} 元，积分 {total.points:,} 分。"
    )
    return Answer(
        {**sums, "waiting": gift_list.waiting(), "total": len(found), "rows": rows}, "\n".join([*lines, said])
    )


def keys_of(row: "GiftRow") -> dict[str, Any]:
    """A gift as a command answers it, the number first."""
    names = ("number", "on", "giver", "kind", "item", "purpose", "into", "points", "handler", "mark")
    worth = money.in_digits(int(row.amount or row.value))
    fen = {"money_fen": row.amount, "goods_fen": row.value, "worth": worth}
    return {name: getattr(row, name) for name in names} | fen


def _day(text: str, otherwise: dt.date) -> dt.date:
    iso = read_day(text).iso if text else otherwise.isoformat()
    if len(iso) != len("2026-01-01"):
        raise Problem(f"“{text}”不是完整的日期，没有做任何改动。请写成 2026-11-20 这样。")
    return dt.date.fromisoformat(iso)


def _checked(act: Any) -> Any:
    """What a service gives; complaints about single fields become one sentence."""
    try:
        return act()
    except Invalid as wrong:
        raise Problem(f"{''.join(wrong.complaints.values())}没有登记任何内容。") from wrong


def _describe_gift(command: argparse.ArgumentParser) -> None:
    from app.domain.gifts import CASH, Kind

    command.add_argument("giver", help="捐赠人的名称、编号或首字母，要只对得上一位")
    command.add_argument("amount", help="金额，或物品、让利、服务的折价，如 500、200*3、1.2万")
    command.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.MONEY.value)
    command.add_argument("--as-text", action="store_true", help="只照名字登记，以后再匹配捐赠人")
    command.add_argument("--on", default="", metavar="日期")
    command.add_argument("--method", default=CASH, metavar="收款方式")
    for name, words in (
        ("item", "物品"),
        ("quantity", "数量"),
        ("unit", "单位"),
        ("purpose", "用途"),
        ("note", "备注"),
    ):
        command.add_argument(f"--{name}", default="", metavar=words)


def _describe_redeem(command: argparse.ArgumentParser) -> None:
    command.add_argument("holder", help="名称、编号或首字母")
    command.add_argument("good", help="物品或服务的名称")
    command.add_argument("count", nargs="?", type=int, default=1, metavar="份数")


def _describe_holder(command: argparse.ArgumentParser) -> None:
    command.add_argument("holder", help="名称、编号或首字母")


def _describe_statement(command: argparse.ArgumentParser) -> None:
    _describe_holder(command)
    command.add_argument("--from", dest="start", default="", metavar="日期")
    command.add_argument("--to", dest="end", default="", metavar="日期")
    command.add_argument("--out", required=True, metavar="OUT.pdf")


def _describe_gifts(command: argparse.ArgumentParser) -> None:
    command.add_argument("--search", default="", metavar="文字")
    command.add_argument("--period", default="", metavar="今天、本周、本月、本季或今年")
    command.add_argument("--kind", default="", metavar="类型")
    command.add_argument("--limit", type=int, default=None, metavar="N")


COMMANDS: tuple[Command, ...] = (
    ("gift", gift, _describe_gift),
    ("redeem", redeem, _describe_redeem),
    ("balance", balance, _describe_holder),
    ("statement", statement, _describe_statement),
    ("gifts", gifts_, _describe_gifts),
)
