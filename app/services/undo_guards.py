"""Acts that can no longer be taken back, because something stands on them that would fall."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.errors import Problem
from app.domain.honours import State as HonourState
from app.domain.roles import Right
from app.domain.rounds import State
from app.services.session import requires
from app.store import journal
from app.store.database import Record, among
from app.store.honours import Honour
from app.store.merchants import Merchant
from app.store.ratings import Mark, Round, Scheme

_MARK = Mark._meta.table_name
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


def _refuse_honoured(first: int, last: int) -> None:
    mine: Iterable[Any] = (Honour.merchant.between(first, last), Honour.state == HonourState.GRANTED)
    if Honour.select().where(*mine).exists():
        raise Problem("其中有商户已经授予荣誉，不能撤销。数据没有改动，请先撤销授予，再撤销这一步。")
