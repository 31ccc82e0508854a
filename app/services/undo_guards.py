"""Acts that can no longer be taken back, because something stands on them that would fall."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.errors import Problem
from app.domain.honours import State as HonourState
from app.domain.roles import Right
from app.domain.rounds import State
from app.services import fund_balances
from app.services.session import requires
from app.store import journal
from app.store.charity import Campaign, Fund, FundEntry
from app.store.database import Record, among
from app.store.gifts import Gift
from app.store.honours import Honour
from app.store.merchants import Merchant
from app.store.points import EarningRule, PointEntry
from app.store.ratings import Mark, Round, Scheme
from app.store.warehouse import Good, Redemption, StockMove

_MARK = Mark._meta.table_name
_MONEY = ("名下已经有捐赠或收支", "请先冲销那些捐赠和收支。")
_STOOD_ON: dict[Any, tuple[str, str]] = {
    Fund: _MONEY,
    Campaign: _MONEY,
    Good: ("已经有入库或兑换", "不再提供的请下架。"),
    EarningRule: ("的这条规则已经记过积分", "请另存一条以后起算的规则。"),
}
"""What stands on rows of a table, as a sentence says it, and what to do instead."""
_STANDING: dict[Any, tuple[tuple[Any, Any], ...]] = {
    Fund: ((Gift, Gift.fund), (FundEntry, FundEntry.fund)),
    Campaign: ((Gift, Gift.campaign), (FundEntry, FundEntry.campaign)),
    Good: ((StockMove, StockMove.good), (Redemption, Redemption.good), (Gift, Gift.good)),
    EarningRule: ((PointEntry, PointEntry.rule),),
}
"""What stands on rows of a table, and the column that says on which."""
_SCORED = (State.DRAFT, State.SCORING)


@requires(Right.READ)
def refuse_frozen(what: str, after: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise Problem for an act that only gave points or vetoes, once their round is past scoring: its sheets are frozen
    with them as evidence."""
    if set(after) != {_MARK}:
        return
    rows = after[_MARK]
    runs = [range(left[0], left[1] + 1) for key, left in rows.items() if key in journal.RUNS]
    wanted = [int(key) for key in rows if key not in journal.RUNS] + [number for run in runs for number in run]
    rounds = Mark.select(Mark.round).where(among(Mark.id, wanted))
    frozen = Round.get_or_none(Round.id.in_(rounds), Round.state.not_in(_SCORED), Round.removed_at == "")
    if frozen:
        raise Problem(f"“{what}”的评分已经送审，不能撤销。数据没有改动，要改分请先把“{frozen.title}”退回评分。")


@requires(Right.READ)
def refuse_used(model: type[Record], first: int, last: int) -> None:
    """Raise Problem for adding rows of these ids, where others depend on them since."""
    if model is Merchant:
        _refuse_honoured(first, last)
    if model is Scheme:
        used = Round.get_or_none(Round.scheme.between(first, last), Round.removed_at == "")
        if used:
            raise Problem(f"这一版办法已有评选批次在用（{used.title}），不能撤销。数据没有改动，要改请保存为新的一版。")
    if model in _STOOD_ON:
        _refuse_stood_on(model, first, last)


@requires(Right.READ)
def refuse_off_purpose(row: Record, before: Mapping[str, Any]) -> None:
    """Raise Problem for putting a fund back to fewer purposes than it was spent on."""
    if isinstance(row, Fund) and (lost := fund_balances.spent_on(row.id) - set(before["purposes"].split("、"))):
        raise Problem(f"“{row.name}”已经有用于{'、'.join(sorted(lost))}的支出，这个用途不能撤销。数据没有改动。")


def _refuse_stood_on(model: Any, first: int, last: int) -> None:
    why, then = _STOOD_ON[model]
    for row in model.select().where(model.id.between(first, last)):
        if any(other.select().where(column == row.id).exists() for other, column in _STANDING[model]):
            name = row.source if model is EarningRule else row.name
            raise Problem(f"“{name}”{why}，不能撤销。数据没有改动，{then}")


def _refuse_honoured(first: int, last: int) -> None:
    mine: Iterable[Any] = (Honour.merchant.between(first, last), Honour.state == HonourState.GRANTED)
    if Honour.select().where(*mine).exists():
        raise Problem("其中有商户已经授予荣誉，不能撤销。数据没有改动，请先撤销授予，再撤销这一步。")
