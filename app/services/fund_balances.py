"""What a fund or a campaign holds: gifts and what flowed in, less what was paid out; a query, never a counter."""

from itertools import accumulate
from typing import Any

import peewee as pw

from app.domain import money
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services.session import requires
from app.store.charity import Campaign, Fund, FundEntry
from app.store.gifts import Gift


@requires(Right.READ)
def of_fund(fund: int) -> int:
    """The fen a fund holds."""
    given = Gift.select(pw.fn.SUM(Gift.amount)).where(Gift.fund == fund).scalar() or 0
    return given + (FundEntry.select(pw.fn.SUM(FundEntry.amount)).where(FundEntry.fund == fund).scalar() or 0)


@requires(Right.READ)
def of_campaign(campaign: int) -> int:
    """The fen a campaign holds."""
    given = Gift.select(pw.fn.SUM(Gift.amount)).where(Gift.campaign == campaign).scalar() or 0
    moved = FundEntry.select(pw.fn.SUM(FundEntry.amount)).where(FundEntry.campaign == campaign)
    return given + (moved.scalar() or 0)


@requires(Right.READ)
def least_since(day: str, fund: int = 0, campaign: int = 0) -> int:
    """The least fen that a fund or a campaign held at the end of any day since an ISO day, that day included."""
    flows: dict[str, int] = {day: 0}
    for model in (Gift, FundEntry):
        mine: Any = model.fund == fund if fund else model.campaign == campaign
        sums = model.select(model.on, pw.fn.SUM(model.amount)).where(mine).group_by(model.on)
        for on, fen in sums.tuples():
            flows[on] = flows.get(on, 0) + fen
    held = zip(sorted(flows), accumulate(flows[on] for on in sorted(flows)), strict=True)
    return min(fen for on, fen in held if on >= day)


@requires(Right.READ)
def raised(campaign: int) -> int:
    """The fen given to a campaign so far, whatever was paid out since."""
    return Gift.select(pw.fn.SUM(Gift.amount)).where(Gift.campaign == campaign).scalar() or 0


@requires(Right.READ)
def spent_on(fund: int) -> set[str]:
    """What a fund was spent on, but for payments taken back."""
    undone = FundEntry.select(FundEntry.reverses).where(FundEntry.reverses != 0)
    mine = (FundEntry.fund == fund, FundEntry.amount < 0, FundEntry.purpose != "", FundEntry.id.not_in(undone))
    return {purpose for (purpose,) in FundEntry.select(FundEntry.purpose).where(*mine).tuples()}


@requires(Right.READ)
def refuse_overdrawn(fund: int = 0, campaign: int = 0) -> None:
    """Raise Problem where a fund or a campaign would hold less than nothing; called last within the act."""
    found = [(Fund, fund, of_fund), (Campaign, campaign, of_campaign)]
    for model, number, holds in found:
        if number and (short := holds(number)) < 0:
            name = model.get_by_id(number).name
            raise Problem(
                f"“{name}”的余额不够，还差 {money.in_digits(-short)} 元。没有改动，请核对金额，或先冲销后来的支出。"
            )
