"""Taking back what stands in a ledger: not by changing it, but by a row that reverses it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import cash, fund_entries, gift_batches, gifts, redeeming
from app.services.session import anyone, requires
from app.store import journal
from app.store.writing import Act

REVERSED = "撤销"
_UNDO: dict[str, Callable[[Act, int, str], Any]] = {
    "redemption": redeeming.undo,
    "gift": gifts.undo,
    "fund_entry": fund_entries.undo,
    "cash_move": cash.undo,
}
"""What stands for itself in a ledger, in the order in which it is taken back; other ledgers follow these."""
_UNDO_RUN: dict[str, Callable[[Act, Sequence[int], str], Any]] = {"gift": gift_batches.undo_many}
_FOLLOW = {"point_entry", "point_spend", "stock_move", "slip_use"}
LEDGERS = frozenset((*_UNDO, *_FOLLOW))
"""Nouns (tables) whose rows the database keeps as they are."""


@anyone
def concerns(nouns: Sequence[str]) -> bool:
    """Whether an act wrote to a ledger."""
    return not LEDGERS.isdisjoint(nouns)


@requires(Right.ENTER)
def reverse(act: Act, after: Mapping[str, Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]]) -> None:
    """Reverse what another act added to the ledgers ({table: {id: row}}) or matched there, as part of this one; raises
    Problem where that act reversed something itself, or only added what follows from it."""
    matched = [int(key) for key in after.get("gift", {}) if _known(key, before.get("gift", {})) and key.isdigit()]
    added = [(noun, int(key)) for noun in _UNDO for key in after.get(noun, {}) if not _known(key, before.get(noun, {}))]
    runs = {noun: rows[journal.ADDED] for noun, rows in after.items() if noun in _UNDO_RUN and journal.ADDED in rows}
    rows = [row for noun in _UNDO for key, row in after.get(noun, {}).items() if key not in journal.RUNS]
    if not (added or runs or matched) or any(row.get("reverses") for row in rows):
        raise Problem("台账里的这一步不能撤销，没有改动。要更正，请在台账里冲销或重新登记。")
    for noun, number in added:
        _UNDO[noun](act, number, REVERSED)
    for number in matched:
        gifts.unmatch(act, number, REVERSED)
    for noun, (first, last) in runs.items():
        _UNDO_RUN[noun](act, range(first, last + 1), REVERSED)


def _known(key: str, before: Mapping[str, Any]) -> bool:
    """Whether a row was there before the act, or is no row but a run of them."""
    return key in journal.RUNS or key in before
