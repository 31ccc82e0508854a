"""A funnel: what comes in, what becomes of it step by step, and where it stays stuck."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.domain.ratios import Ratio


@dataclass(frozen=True)
class Step:
    """One step: `ids` are rows of the table `noun`, each once."""

    title: str
    noun: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Funnel:
    """Steps, and between each two neighbours an arrow: pairs of a row of the one and the row of the next it led to."""

    steps: tuple[Step, ...]
    arrows: tuple[tuple[tuple[int, int], ...], ...]

    def onward(self, place: int, row: int) -> tuple[int, ...]:
        """What came of a row of the step at a place, in the next step."""
        return self._ways[place][0].get(row, ()) if place < len(self.arrows) else ()

    def back(self, place: int, row: int) -> tuple[int, ...]:
        """What a row of the step at a place came from, in the step before."""
        return self._ways[place - 1][1].get(row, ()) if place else ()

    def passed(self, place: int) -> Ratio:
        """Of the rows of the step at a place, those that something came of; the others are stuck."""
        led = self._ways[place][0]
        rows = self.steps[place].ids
        return Ratio(tuple(row for row in rows if row in led), tuple(row for row in rows if row not in led))

    @cached_property
    def _ways(self) -> list[tuple[Mapping[int, tuple[int, ...]], Mapping[int, tuple[int, ...]]]]:
        return [(_grouped(arrow), _grouped((end, start) for start, end in arrow)) for arrow in self.arrows]


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return {one: tuple(others) for one, others in found.items()}
