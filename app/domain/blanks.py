"""Stock of blanks such as plates and certificate paper: what came in was used, was spoiled, or is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Problem


class Move(StrEnum):
    """What happened to blanks, in the words people see."""

    RECEIVED = "入库"
    ISSUED = "领用"
    SPOILED = "作废"
    FOUND = "盘盈"
    LOST = "盘亏"


_SIDES = {
    Move.RECEIVED: "received",
    Move.FOUND: "received",
    Move.ISSUED: "issued",
    Move.SPOILED: "spoiled",
    Move.LOST: "spoiled",
}


@dataclass(frozen=True)
class Balance:
    """Counts of one kind of blank; what was found over or short when counting is in `received` and `spoiled`."""

    received: int = 0
    issued: int = 0
    spoiled: int = 0

    @property
    def left(self) -> int:
        """What must lie on the shelf."""
        return self.received - self.issued - self.spoiled


def balance(moves: Iterable[tuple[str, int]]) -> Balance:
    """The counts that moves (what happened, how many) add up to."""
    sums = {"received": 0, "issued": 0, "spoiled": 0}
    for move, count in moves:
        sums[_SIDES[Move(move)]] += count
    return Balance(**sums)


def check(move: Move, count: int, left: int) -> None:
    """Raise Problem for a move that takes more than is left, or moves nothing."""
    if count < 1:
        raise Problem("数量要大于 0，没有登记。请改正后再试。")
    if move in (Move.ISSUED, Move.SPOILED, Move.LOST) and count > left:
        raise Problem(f"现在只剩 {left:,}，不够{move.value} {count:,}，没有登记。请先登记入库，或核对数量。")
