"""What must hold after any history of gifts, spends, reversals, payments and expiries, whatever their order."""

import ast
import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import gifts as rules
from app.domain.errors import Invalid, Problem
from app.domain.gifts import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.services import cash, fund_balances, fund_entries, funds, gifts, holders, merchants, points, redeeming, stock
from app.services.funds import FundDraft
from app.store.database import db
from app.store.gifts import Gift
from app.store.points import PointEntry
from app.store.warehouse import Good, Redemption
from app.store.writing import writing

ROOT = Path(__file__).parents[2]
TODAY = dt.date.today()
MANY = settings(
    max_examples=int(os.environ.get("HISTORIES", "40")), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FEN = st.integers(1, 60_000)
STEPS = st.tuples(st.sampled_from(["give", "redeem", "back", "give_back", "adjust"]), FEN, st.integers(0, 9))
PURPOSES = ("助学", "大病救助", "买车")


class _Over(Exception):
    """The history is over: nothing of it stays."""


class Desk:
    """A merchant, a good in the warehouse and a fund, and what they should hold."""

    def __init__(self):
        self.merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="未提供"), None)
        self.fund = funds.save_fund(FundDraft("爱心基金", "冠名基金", "助学、大病救助", "", TODAY.isoformat()), None)
        with writing("新增物品") as act:
            good = Good(name="大米", kind="物品", price=30, unit="袋")
            act.add(good)
            self.holder = holders.of(act, "merchant", self.merchant)
        self.good = good.id
        stock.enter(self.good, 12, stock.OPENING)

    def gift(self, fen, ago=0, fund=0):
        on = (TODAY - dt.timedelta(days=ago)).isoformat()
        told = Draft(giver="瑞和茶庄", noun="merchant", row=self.merchant, amount=fen, on=on, fund=fund)
        return gifts.save(told)

    def state(self):
        """All that a refused act must leave as it was."""
        tables = (PointEntry, Gift, Redemption)
        return points.balance(self.holder), stock.left(self.good), [table.select().count() for table in tables]


@pytest.fixture
def replay(store):
    """Play a history on a fresh desk, and take all of it back."""

    def play(history):
        try:
            with db.atomic():
                history(Desk())
                raise _Over
        except _Over:
            pass

    return play


def adds_up(desk):
    """Entries, balances of every day, and lots less debts all say the same."""
    rows = list(PointEntry.select().where(PointEntry.holder == desk.holder))
    total = sum(row.points for row in rows)
    assert points.balance(desk.holder) == total
    for day in {row.on for row in rows}:
        assert points.balance(desk.holder, dt.date.fromisoformat(day)) == sum(r.points for r in rows if r.on <= day)
    owed = sum(due for _, due in points._debts(desk.holder))
    lots = points.lots(desk.holder)
    assert sum(lot.left for lot in lots) - owed == total
    assert not (owed and any(lot.holds(TODAY.isoformat()) for lot in lots))
    assert all(lot.left > 0 for lot in lots)


class History:
    """What a desk did, and by plain arithmetic what it must hold now."""

    def __init__(self, desk):
        self.desk, self.given, self.redeemed, self.adjusted = desk, {}, {}, 0

    def step(self, verb, fen, which):
        before = self.desk.state()
        try:
            getattr(self, verb)(fen, which)
        except (Invalid, Problem):
            assert self.desk.state() == before
        assert stock.left(self.desk.good) == 12 - sum(self.redeemed.values()) >= 0
        expected = sum(fen // 100 for fen in self.given.values()) - 30 * sum(self.redeemed.values()) + self.adjusted
        assert points.balance(self.desk.holder) == points.available(self.desk.holder) == expected
        assert cash.held().get("王管理", 0) == sum(self.given.values())
        adds_up(self.desk)

    def give(self, fen, which):
        self.given[self.desk.gift(fen, which).id] = fen

    def redeem(self, fen, which):
        made = redeeming.redeem("merchant", self.desk.merchant, self.desk.good, which)
        self.redeemed[made.id] = which
        assert made.left >= 0

    def back(self, fen, which):
        if self.given:
            gift = list(self.given)[which % len(self.given)]
            gifts.reverse(gift, "录错")
            del self.given[gift]
            with pytest.raises(Problem, match="已经冲销过"):
                gifts.reverse(gift, "录错")

    def give_back(self, fen, which):
        if self.redeemed:
            made = list(self.redeemed)[which % len(self.redeemed)]
            redeeming.reverse(made, "不要了")
            del self.redeemed[made]

    def adjust(self, fen, which):
        count = fen // 500 * (1 if which % 2 else -1)
        if count:
            with writing("调整") as act:
                move = points.gain if count > 0 else points.lose
                move(act, self.desk.holder, abs(count), TODAY, points.Kind.ADJUSTED)
            self.adjusted += count


@MANY
@given(steps=st.lists(STEPS, min_size=1, max_size=10))
def test_points_stock_and_cash_add_up_after_every_step(replay, steps):
    def history(desk):
        told = History(desk)
        for step in steps:
            told.step(*step)

    replay(history)


@MANY
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["give", "pay", "back", "undo"]), FEN, st.integers(0, 9), st.sampled_from(PURPOSES)),
        min_size=1,
        max_size=10,
    )
)
def test_a_fund_is_never_below_nothing_nor_off_its_purpose(replay, steps):
    def history(desk):
        given, paid = {}, {}
        for verb, fen, which, purpose in steps:
            held = fund_balances.of_fund(desk.fund)
            assert held == sum(given.values()) - sum(paid.values()) >= 0
            if verb == "give":
                given[desk.gift(fen, which, desk.fund).id] = fen
            elif verb == "pay":
                told = {"fund": desk.fund, "amount": fen, "purpose": purpose, "beneficiary": "甲", "asked_by": "乙"}
                if fen > held or purpose == "买车":
                    with pytest.raises(Invalid), writing("支出") as act:
                        fund_entries.carry_out(act, told)
                else:
                    with writing("支出") as act:
                        fund_entries.carry_out(act, told)
                    paid[max(row.id for row in funds.entries(desk.fund))] = fen
            elif verb == "back" and given:
                gift = list(given)[which % len(given)]
                if given[gift] > held:
                    with pytest.raises(Problem, match="余额不够"):
                        gifts.reverse(gift, "录错")
                else:
                    gifts.reverse(gift, "录错")
                    del given[gift]
            elif verb == "undo" and paid:
                entry = list(paid)[which % len(paid)]
                funds.reverse(entry, "没有领")
                del paid[entry]
        assert fund_balances.of_fund(desk.fund) == sum(given.values()) - sum(paid.values()) >= 0

    replay(history)


@MANY
@given(
    lots=st.lists(st.tuples(st.integers(1, 400), st.integers(-400, -1), st.integers(-200, 200)), max_size=7),
    spends=st.lists(st.integers(1, 500), max_size=5),
)
def test_expired_lots_and_later_spends_leave_what_they_must(replay, lots, spends):
    def history(desk):
        for count, gained, lasts in lots:
            on = TODAY + dt.timedelta(days=gained)
            expires = max(on, TODAY + dt.timedelta(days=lasts)) if lasts else None
            with writing("得分") as act:
                points.gain(act, desk.holder, count, on, expires=expires.isoformat() if expires else "")
        good = [
            [TODAY + dt.timedelta(days=gained), count]
            for count, gained, lasts in lots
            if not lasts or max(gained, lasts) >= 0
        ]
        assert points.available(desk.holder) == sum(count for _, count in good)
        for count in spends:
            if count > points.available(desk.holder):
                continue
            with writing("兑换") as act:
                points.lose(act, desk.holder, count, TODAY, points.Kind.REDEEMED)
            left = count
            for lot in sorted(good, key=lambda lot: lot[0]):
                part = min(lot[1], left)
                lot[1] -= part
                left -= part
            adds_up(desk)
        points.expire_all()
        left = sum(count for _, count in good)
        assert points.balance(desk.holder) == points.available(desk.holder) == left
        assert points.balance(desk.holder, TODAY + dt.timedelta(days=400)) == left
        adds_up(desk)

    replay(history)


@MANY
@given(total=st.integers(0, 10**9), givers=st.integers(1, 9))
def test_a_shared_gift_is_parted_whole(total, givers):
    parts = rules.shares(total, givers)
    assert (sum(parts), len(parts), max(parts) - min(parts) <= 1) == (total, givers, True)


@pytest.mark.parametrize("place", ["app.services.redeeming.stock.move", "app.services.redeeming.points.lose"])
def test_what_breaks_off_in_between_moves_neither_points_nor_stock(store, monkeypatch, place):
    desk = Desk()
    desk.gift(90_000)
    before = desk.state()

    def killed(*told, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr(place, killed)
    with pytest.raises(KeyboardInterrupt):
        redeeming.redeem("merchant", desk.merchant, desk.good, 2)
    assert desk.state() == before


MONEY = sorted(
    path.relative_to(ROOT).as_posix()
    for home, names in (
        ("domain", ("money", "gifts", "points")),
        (
            "services",
            (
                "gift*",
                "fund*",
                "cash",
                "point*",
                "redeem*",
                "stock",
                "earning",
                "day_*",
                "charity*",
                "import_gifts",
            ),
        ),
        ("store", ("gifts", "points", "charity", "warehouse")),
    )
    for name in names
    for path in (ROOT / "app" / home).glob(f"{name}.py")
)


def floating(source):
    """Places where a number with a floating point may come from; a Decimal may be divided, and so may a path."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{node.lineno}: {node.value}"
        if isinstance(node, ast.Name) and node.id == "float":
            yield f"{node.lineno}: float"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            decimal = ast.unparse(node.left).startswith("Decimal(")
            path = isinstance(node.right, ast.Constant) and isinstance(node.right.value, str)
            if not (decimal or path):
                yield f"{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("path", MONEY)
def test_money_is_never_a_float(path):
    assert list(floating((ROOT / path).read_text("utf-8"))) == []


@pytest.mark.parametrize("source", ["x = fen / 100", "x = 0.5", "x = float(fen)", "x = amount / rate"])
def test_a_float_would_be_found(source):
    assert list(floating(source))
