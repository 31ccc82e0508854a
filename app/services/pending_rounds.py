"""Which honours wait for what a round decides, and so are given nowhere else."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from app.domain.errors import Problem
from app.domain.honours import State as HonourState
from app.domain.roles import Right
from app.domain.rounds import Decision, State
from app.domain.schemes import from_json
from app.services.session import requires
from app.store.database import among
from app.store.honours import Honour
from app.store.merchants import Merchant
from app.store.ratings import Objection, Round, Scheme, Sheet

_SHOWN = (State.CHECKING, State.NOTICE, State.OBJECTIONS)
"""Between 复核 and 授牌: the result is known, but nobody has an honour by it yet."""


@requires(Right.READ)
def refuse(honour: str, merchants: Sequence[int], issued: dt.date) -> None:
    """Raise Problem for an honour (its title) of a day since a round went to its second person, given to who is in
    that round and has not got it by it: still undecided, or taken out by an objection."""
    for row in _rounds(honour, issued):
        held = next(_held(row, merchants), None)
        if held:
            name = Merchant.get_by_id(held).name
            now = f"{row.state}" if row.state in _SHOWN else "处理异议，或异议成立"
            raise Problem(
                f"{name}正在“{row.title}”里{now}，没有授予任何荣誉。请等公示期满，在“评选”里授牌，或去掉这家再试。"
            )


def _rounds(honour: str, issued: dt.date) -> Iterator[Round]:
    """The rounds under way that give this honour, as far as they had a result on the day."""
    query = Round.select(Round, Scheme).join(Scheme).where(Round.removed_at == "", Round.run > 0)
    for row in query.where(Round.state.in_([*_SHOWN, State.AWARDED])).order_by(Round.id):
        since = row.notice_start or row.checked_at[:10]
        if issued.isoformat() >= since and from_json(row.scheme.content).award.honour == honour:
            yield row


def _held(row: Round, merchants: Sequence[int]) -> Iterator[int]:
    """Who of some merchants must wait for the round: everybody in it, after the award those with an objection."""
    mine = Sheet.select(Sheet.merchant).where(Sheet.round == row, Sheet.run == row.run, Sheet.removed_at == "")
    mine = mine.where(among(Sheet.merchant, merchants)).order_by(Sheet.id)
    if row.state == State.AWARDED:
        mine = mine.where(Sheet.merchant.in_(_objected(row)), Sheet.merchant.not_in(_honoured(row)))
    return (merchant for (merchant,) in mine.tuples())


def _objected(row: Round) -> Any:
    against = Objection.decision.in_(["", Decision.UPHELD])
    return Objection.select(Objection.merchant).where(Objection.round == row, Objection.removed_at == "", against)


def _honoured(row: Round) -> Any:
    return Honour.select(Honour.merchant).where(Honour.round_id == row.id, Honour.state != HonourState.VOID)
