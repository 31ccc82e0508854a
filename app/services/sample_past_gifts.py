"""The gifts of two years in the sample store with their points, and the funds and campaigns they went to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

from app.domain import gifts as rules
from app.domain.calendar import add_months
from app.domain.gifts import CASH, THOUSAND, Kind
from app.domain.names import sort_key
from app.domain.organizations import Tree
from app.domain.points import Kind as Entry
from app.domain.roles import Right
from app.services import earning, funds, holders, organizations, sample_past
from app.services.fund_entries import PAID, SHARE
from app.services.funds import CampaignDraft, FundDraft
from app.services.sample_past import Past
from app.services.sample_past_shape import ENTERPRISE
from app.services.session import requires
from app.store.charity import FundEntry
from app.store.database import among
from app.store.gifts import CashMove, Gift
from app.store.merchants import Merchant
from app.store.points import PointEntry
from app.store.search import put_many
from app.store.writing import Act, writing

CLERK, CHECKER = "王建国", "李复核"
_OFFICE = "会战街道财务室"
_KEPT = 0.25
"""What is left of a fund or campaign after it paid out."""
_PEOPLE = ("示例居民甲", "示例居民乙", "示例居民丙", "示例学生丁", "示例老人戊", "示例骑手己")

_Row = dict[str, Any]


@requires(Right.ENTER)
def fill(past: Past, merchants: list[int]) -> None:
    """Take in gifts of every kind through the quarters, hand the cash on, and pay out of what came in."""
    chance, told = Random("gifts"), sample_past.told()["charity"]
    targets = _targets(past, told)
    rows = [*_money(past, chance, told, merchants, targets), *_goods(past, chance, told, merchants)]
    rows += [*_meals(past, chance, told, merchants), *_services(past, chance, told, merchants)]
    rows.sort(key=lambda row: row["on"])
    with writing("载入历年捐赠（示例）") as act:
        _enter(act, rows)
        _hand_cash_on(act, past, rows)
    with writing("载入历年基金和项目收支（示例）") as act:
        _flow(act, past, chance, told, rows, targets)


def _targets(past: Past, told: _Row) -> list[_Row]:
    """Where money goes: the columns of a gift or an entry, with the purposes it may be spent on."""
    opened = past.start.isoformat()
    found: list[_Row] = []
    for name, kind, purposes, sponsor, share in told["funds"]:
        fund = funds.save_fund(FundDraft(name, kind, purposes, sponsor, opened, share), None)
        found.append({"fund": fund, "campaign": 0, "purposes": purposes.split("、"), "share": share})
    for name, purpose in told["campaigns"]:
        last = add_months(past.today, 6).isoformat()
        draft = CampaignDraft(name, purpose, start=opened, end=last, target=8_000_000)
        found.append({"fund": 0, "campaign": funds.save_campaign(draft, None), "purposes": [purpose], "share": 0})
    return found


def _money(past: Past, chance: Random, told: _Row, merchants: list[int], targets: list[_Row]) -> Iterator[_Row]:
    amounts, weights = zip(*told["amounts"], strict=True)
    for day in past.spread(chance, told["money"]):
        to = chance.choice(targets)
        yield {
            "kind": Kind.MONEY.value,
            "on": day.isoformat(),
            "row": chance.choice(merchants),
            "amount": chance.choices(amounts, weights)[0] * 100,
            "method": chance.choice((CASH, CASH, "微信", "微信", "银行转账")),
            "purpose": chance.choice(to["purposes"]),
            "fund": to["fund"],
            "campaign": to["campaign"],
        }


def _goods(past: Past, chance: Random, told: _Row, merchants: list[int]) -> Iterator[_Row]:
    for day in past.spread(chance, told["given_goods"]):
        item, unit, value, (least, most) = chance.choice(told["goods"])
        count = chance.randint(least, most)
        more = {"item": item, "unit": unit, "quantity": count * THOUSAND, "value": count * value * 100}
        whose = {
            "row": chance.choice(merchants),
            "valued_by": CLERK,
            "purpose": chance.choice(("特困群体", "低保帮扶", "助学")),
        }
        yield {"kind": Kind.GOODS.value, "on": day.isoformat(), **whose, **more}


def _meals(past: Past, chance: Random, told: _Row, merchants: list[int]) -> Iterator[_Row]:
    """幸福食堂: what canteens gave up for people over 70, entered once a month."""
    canteens = [number for (number,) in Merchant.select(Merchant.id).where(Merchant.trade == "餐饮").tuples()]
    canteens = [number for number in canteens if number in merchants][: told["canteens"]]
    month = past.start
    while add_months(month, 1) <= past.today.replace(day=1):
        last = add_months(month, 1) - dt.timedelta(days=1)
        for merchant in canteens:
            people = chance.randint(*told["meals"])
            words = {"purpose": "社区建设", "note": "幸福食堂：70 岁以上老人用餐让利 30%"}
            yield {
                **words,
                "kind": Kind.CONCESSION.value,
                "on": last.isoformat(),
                "row": merchant,
                "people": people,
                "full_price": people * told["menu"],
                "value": people * told["meal"],
            }
        month = add_months(month, 1)


def _services(past: Past, chance: Random, told: _Row, merchants: list[int]) -> Iterator[_Row]:
    trades = dict(Merchant.select(Merchant.id, Merchant.trade).where(among(Merchant.id, merchants)).tuples())
    for day in past.spread(chance, told["services"]):
        item, each, trade = chance.choice(told["free"])
        people = chance.randint(8, 30)
        more = {"people": people, "value": people * each, "purpose": "特困群体"}
        more |= {"row": chance.choice([merchant for merchant in merchants if trades[merchant] == trade])}
        yield {"kind": Kind.SERVICE.value, "on": day.isoformat(), "item": item, **more}


def _enter(act: Act, rows: list[_Row]) -> None:
    """Gifts with their numbers and points, as they were entered on their days."""
    names = {
        number: name or sign
        for number, name, sign in Merchant.select(Merchant.id, Merchant.registered_name, Merchant.sign).tuples()
    }
    whose = {merchant: holders.of(act, "merchant", merchant) for merchant in dict.fromkeys(row["row"] for row in rows)}
    serials: dict[int, int] = defaultdict(int)
    scale = {kind: earning.in_force(kind.value, dt.date.today()) for kind in Kind}
    for row in rows:
        year, merchant, rule = int(row["on"][:4]), row.pop("row"), scale[Kind(row["kind"])]
        serials[year] += 1
        row |= {"year": year, "serial": serials[year], "number": rules.number(year, serials[year])}
        row |= {"month": row["on"][:7], "booked": row["on"], "holder": whose[merchant], "giver": names[merchant]}
        worth = row.get("amount", 0) or row.get("value", 0)
        row |= {"sort_key": sort_key(names[merchant]), "handler": CLERK, "points": rule.earned(worth) if rule else 0}
    columns = [name for name in Gift._meta.sorted_field_names if any(name in row for row in rows)]
    blank = Gift._meta.get_default_dict()
    added = act.add_many(Gift, columns, [tuple(row.get(name, blank.get(name)) for name in columns) for row in rows])
    put_many(Gift, ((number, Gift(**row).search_texts()) for number, row in zip(added, rows, strict=True)))
    fields = ("holder", "kind", "points", "on", "booked", "noun", "source", "clerk")
    earned = [
        (row["holder"], Entry.EARNED.value, row["points"], row["on"], row["on"], "gift", number, CLERK)
        for number, row in zip(added, rows, strict=True)
        if row["points"]
    ]
    act.add_many(PointEntry, fields, earned)


def _hand_cash_on(act: Act, past: Past, rows: list[_Row]) -> None:
    """At the end of every month what came in as cash goes to the town's office; of the running one it is still here."""
    taken: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.get("method") == CASH and row["month"] < past.today.isoformat()[:7]:
            taken[row["month"]] += row["amount"]
    moves = []
    for month, fen in sorted(taken.items()):
        on = (add_months(dt.date.fromisoformat(f"{month}-01"), 1) - dt.timedelta(days=1)).isoformat()
        moves.append((on, on, CLERK, _OFFICE, True, fen, "按月缴存"))
    act.add_many(CashMove, ("on", "booked", "giver", "taker", "to_outside", "amount", "note"), moves)


def _flow(act: Act, past: Past, chance: Random, told: _Row, rows: list[_Row], targets: list[_Row]) -> None:
    """Shares of profit flow in; each quarter some of what is there is paid out, never all of it."""
    entries: list[_Row] = []
    enterprise = organizations.find(Tree.ORGANIZATIONS, ENTERPRISE)
    for number in past.numbers():
        days = past.open_days(number)
        if len(days) < 20:
            continue
        profit, paid = days[15].isoformat(), days[-3].isoformat()
        for to in targets:
            if to["share"] and told["profit"][number]:
                fen = told["profit"][number] * 100
                words = {"kind": SHARE, "profit": fen, "rule": f"本基金约定 {to['share']}%", "enterprise": enterprise}
                words |= {name: told[name][number] * 100 for name in ("revenue", "invested")}
                words |= {"year": int(profit[:4])}
                entries.append({**words, **_where(to), "on": profit, "amount": fen * to["share"] // 100})
            left = sum(row["amount"] for row in entries if _where(row) == _where(to))
            left += sum(
                row["amount"] for row in rows if "fund" in row and _where(row) == _where(to) and row["on"] <= paid
            )
            amount = int(left * (1 - _KEPT) * chance.uniform(0.6, 1)) // 10_000 * 10_000
            if amount:
                households = max(1, amount // 200_000)
                words = {"purpose": chance.choice(to["purposes"]), "beneficiary": chance.choice(_PEOPLE)}
                words |= {"asked_by": CLERK, "agreed_by": CHECKER, "note": "领款签收单", "households": households}
                entries.append({**words, **_where(to), "kind": PAID, "on": paid, "amount": -amount})
    _write(act, sorted(entries, key=lambda row: row["on"]))


def _where(row: _Row) -> _Row:
    return {"fund": row["fund"], "campaign": row["campaign"]}


def _write(act: Act, entries: list[_Row]) -> None:
    blank = FundEntry._meta.get_default_dict()
    paid = 0
    for row in entries:
        paid += row["kind"] == PAID
        number = f"ZC{row['on'][:4]}{paid:05d}" if row["kind"] == PAID else ""
        row |= {"booked": row["on"], "clerk": CLERK, "number": number}
    columns = [name for name in FundEntry._meta.sorted_field_names if any(name in row for row in entries)]
    act.add_many(FundEntry, columns, [tuple(row.get(name, blank.get(name)) for name in columns) for row in entries])
