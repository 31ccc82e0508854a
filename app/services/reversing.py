"""Taking back what stands in a ledger: not by changing it, but by a row that reverses it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import cash, fund_entries, gift_batches, gifts, redeeming, stock
from app.services.session import anyone, requires
from app.store import journal
from app.store.nouns import NOUNS
from app.store.writing import Act

REVERSED = "撤销"
_UNDO: dict[str, Callable[[Act, int, str], Any]] = {
    "redemption": redeeming.undo,
    "gift": gifts.undo,
    "fund_entry": fund_entries.undo,
    "cash_move": cash.undo,
    "stock_move": stock.undo,
}
"""What stands for itself in a ledger, in the order in which it is taken back; other ledgers follow these."""
_UNDO_RUN: dict[str, Callable[[Act, Sequence[int], str], Any]] = {"gift": gift_batches.undo_many}
Rows = Mapping[str, Mapping[str, Any]]
"""{table: {id: row}} as the journal tells what an act wrote; a run of rows has a word for its id."""


@anyone
def final(after: Rows, before: Rows) -> bool:
    """Whether nothing takes an act back that wrote to the ledgers: it reversed something itself, what it wrote was
    reversed since, or it only added what follows from another."""
    rows = [row for noun in _UNDO for key, row in after.get(noun, {}).items() if key not in journal.RUNS]
    own, runs = [*_added(after, before), *(("gift", number) for number in _matched(after, before))], _runs(after)
    if not (own or runs) or any(row.get("reverses") for row in rows):
        return True
    if any(NOUNS[noun].get_by_id(first).reverses for noun, (first, _) in runs.items()):
        return True
    return any(_reversed(NOUNS[noun], number) for noun, number in own)


@requires(Right.ENTER)
def reverse(act: Act, after: Rows, before: Rows) -> None:
    """Reverse what another act added to the ledgers or matched there, as part of this one; raises Problem where that
    cannot be."""
    if final(after, before):
        raise Problem("台账里的这一步不能撤销，没有改动。要更正，请在台账里冲销或重新登记。")
    for noun, number in _added(after, before):
        _UNDO[noun](act, number, REVERSED)
    for number in _matched(after, before):
        gifts.unmatch(act, number, REVERSED)
    for noun, (first, last) in _runs(after).items():
        _UNDO_RUN[noun](act, range(first, last + 1), REVERSED)


def _added(after: Rows, before: Rows) -> Iterator[tuple[str, int]]:
    """The rows that stand for themselves; pieces that came or went with a gift or a redemption follow these."""
    for noun in _UNDO:
        for key, row in after.get(noun, {}).items():
            if key in journal.RUNS or key in before.get(noun, {}):
                continue
            if noun != "stock_move" or row["noun"] in ("", noun):
                yield noun, int(key)


def _reversed(model: type[Any], number: int) -> bool:
    return "reverses" in model._meta.fields and model.select().where(model.reverses == number).exists()


def _matched(after: Rows, before: Rows) -> list[int]:
    """The gifts that were there already, and were told who gave them."""
    return [int(key) for key in after.get("gift", {}) if key in before.get("gift", {}) and key not in journal.RUNS]


def _runs(after: Rows) -> dict[str, Any]:
    return {noun: after[noun][journal.ADDED] for noun in _UNDO_RUN if journal.ADDED in after.get(noun, {})}
