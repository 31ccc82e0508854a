"""The invented gifts, campaigns, funds, goods and redemptions of the sample store."""

import datetime as dt
from typing import Any

from app.domain.gifts import COOPERATIVE, Draft
from app.domain.roles import Right
from app.services import cash, enterprises, fund_entries, funds, gifts, merchants, redeeming, stock
from app.services.enterprises import Earned
from app.services.funds import CampaignDraft, FundDraft
from app.services.session import requires
from app.store.warehouse import Good
from app.store.writing import writing

_GOODS: tuple[tuple[str, str, str, int, int, str, int], ...] = (
    ("大米", "物品", "袋", 60, 2800, "", 40),
    ("食用油", "物品", "桶", 80, 3900, "", 24),
    ("洗衣液", "物品", "瓶", 40, 1800, "", 30),
    ("保温杯", "物品", "个", 50, 2500, "", 6),
    ("理发一次", "服务", "次", 30, 1500, "春晖", 0),
    ("套餐一份", "服务", "份", 40, 2000, "同心", 0),
)
"""Name, kind, unit, price in points, value in fen, the merchant who gives the service, and pieces there at first."""
_AMOUNTS = (200, 500, 100, 1000, 300, 50, 2000, 600)
_MERCHANTS = ("瑞和", "永泰", "曾家", "明德", "同心", "聚贤", "福顺", "春晖")
_STRANGERS = ("瑞和大茶庄（南门）", "过路好心人", "永泰书城")
_REDEEMED = (("瑞和", 0, 2), ("永泰", 4, 1), ("明德", 5, 2), ("瑞和", 3, 1))


@requires(Right.ENTER)
def fill(today: dt.date) -> None:
    """Set campaigns and funds up, take in gifts of half a year of every kind, and let points be redeemed."""
    campaigns, own = _campaigns(today), _funds(today)
    goods = [_good(*each) for each in _GOODS]
    _money(today, campaigns, own)
    _others(today, goods[0])
    wrong = _gift(today, 1, "明德", amount="1000")
    gifts.redo(wrong, _draft(today, 1, "明德", amount="100"), "多打了一个零")
    gifts.reverse(_gift(today, 3, "永泰", amount="80"), "重复登记")
    for word, good, count in _REDEEMED:
        redeeming.redeem("merchant", _merchant(word), goods[good], count)
    _pay(today, own[0])
    cash.hand_on("王建国", "会战街道财务室", 100_000, note="缴存", to_outside=True)


def _campaigns(today: dt.date) -> list[int]:
    start = today - dt.timedelta(days=150)
    first = {"start": start.isoformat(), "end": (today + dt.timedelta(days=60)).isoformat()}
    drafts = (
        CampaignDraft("冬日暖阳助学项目", "助学", beneficiary="示例学生甲", target=3_000_000, **first),
        CampaignDraft("大病邻里帮扶", "大病救助", beneficiary="示例居民乙", target=5_000_000, **first),
        CampaignDraft(
            *("慈善一日捐", "低保帮扶", COOPERATIVE, "示例慈善总会", "示例募字第0001号"), target=2_000_000, **first
        ),
    )
    return [funds.save_campaign(draft, None) for draft in drafts]


def _funds(today: dt.date) -> list[int]:
    opened = (today - dt.timedelta(days=170)).isoformat()
    drafts = (
        FundDraft("瑞和爱心冠名基金", "冠名基金", "助学、大病救助", "瑞和火锅店", opened),
        FundDraft("会战社区基金", "社区基金", "社区建设、特困群体", "", opened, 40),
    )
    made = [funds.save_fund(draft, None) for draft in drafts]
    funds.add_opening(made[1], 0, 2_000_000, opened, "2025年账本第12页")
    enterprise = next((number for number, _ in enterprises.choices()), 0)
    earned = Earned(enterprise, today.year, 2_860_000, 480_000) if enterprise else Earned()
    funds.share_profit(made[1], 950_000, (today - dt.timedelta(days=30)).isoformat(), "第三季度利润", earned)
    return made


def _good(name: str, kind: str, unit: str, price: int, value: int, giver: str, pieces: int) -> int:
    with writing(f"新增公益仓物品 {name}") as act:
        merchant = _merchant(giver) if giver else 0
        row = Good(name=name, kind=kind, unit=unit, price=price, value=value, merchant=merchant)
        act.add(row)
    if pieces:
        stock.enter(row.id, pieces, stock.OPENING, "期初盘点")
    return int(row.id)


def _money(today: dt.date, campaigns: list[int], own: list[int]) -> None:
    """Thirty-two gifts of money, an older one every five days, to campaigns and funds in turn."""
    for turn in range(32):
        giver, amount = _MERCHANTS[turn % len(_MERCHANTS)], _AMOUNTS[turn * 3 % len(_AMOUNTS)]
        where: dict[str, Any] = {"campaign": campaigns[turn % 3]} if turn % 4 else {"fund": own[turn // 4 % 2]}
        method = ("现金", "微信", "现金", "银行转账")[turn % 4]
        _gift(
            today, turn * 5, giver, amount=str(amount), method=method, purpose=("助学", "大病救助")[turn % 2], **where
        )
    for turn, name in enumerate(_STRANGERS):
        told = Draft(giver=name, amount=str(100 + 50 * turn), on=_day(today, 8 * turn + 2), purpose="助学")
        gifts.save(told)


def _others(today: dt.date, rice: int) -> None:
    """Goods, some of them for the warehouse, concessions and services."""
    goods = {"kind": "捐物", "purpose": "公益仓", "valued_by": "王建国"}
    _gift(today, 6, "聚贤", item="大米", quantity="20", unit="袋", value="560", good=rice, **goods)
    _gift(today, 21, "福顺", item="棉被", quantity="33", unit="床", value="1,650", **goods)
    _gift(today, 44, "瑞和", item="书包", quantity="15", unit="个", value="675", **goods)
    more = {"kind": "让利", "purpose": "社区建设", "note": "70 岁以上老人用餐"}
    _gift(today, 12, "同心", full_price="6,200", people=124, **more)
    _gift(today, 40, "曾家", full_price="3,050", value="920", differs="店里让到整数", people=61, **more)
    _gift(today, 17, "春晖", kind="服务", item="免费理发", value="300", people=20, purpose="特困群体")


def _pay(today: dt.date, fund: int) -> None:
    """What was paid out of a fund, a second person having agreed."""
    with writing("瑞和爱心冠名基金支出 200.00 元，用于助学") as act:
        told = {"fund": fund, "purpose": "助学", "beneficiary": "示例学生甲", "households": 1, "note": "领款签收单"}
        fund_entries.enter(
            act, fund_entries.PAID, -20_000, _day(today, 9), asked_by="王建国", agreed_by="李复核", **told
        )


def _gift(today: dt.date, ago: int, giver: str, **told: Any) -> int:
    return gifts.save(_draft(today, ago, giver, **told)).id


def _draft(today: dt.date, ago: int, giver: str, **told: Any) -> Draft:
    row = merchants.get(_merchant(giver))
    return Draft(giver=row.name, noun="merchant", row=row.id, on=_day(today, ago), **{"purpose": "助学", **told})


def _merchant(word: str) -> int:
    return merchants.ids(word)[0]


def _day(today: dt.date, ago: int) -> str:
    return (today - dt.timedelta(days=ago)).isoformat()
