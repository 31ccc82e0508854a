"""What an import must know of a noun: its columns, how a row becomes a draft, and which record it may already be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.exchange import ledger
from app.services.columns import Column
from app.store.writing import Act


class Known(Protocol):
    """What is on record, read once for a whole file."""

    def find(self, draft: Any) -> Any | None:
        """The row on record that a draft, not yet checked, speaks of."""

    def settle(self, draft: Any) -> tuple[Any, list[str]]:
        """A checked draft as it will be written, and doubts about what it names elsewhere; raises Invalid."""


@dataclass(frozen=True)
class Target:
    """`table` is where the rows go and `noun` what a file of them is remembered as; `called` and `unit` make sentences.

    One of `keys` must be among the columns of a file; an error value in one of `identifying` refuses the row. `key`
    tells rows of one file apart, `known_as` names a row on record, `add_many` and `write` put checked drafts in; `page`
    lists them, where that is not called as the noun is.
    """

    noun: str
    table: str
    called: str
    unit: str
    columns: tuple[Column, ...]
    keys: frozenset[str]
    identifying: frozenset[str]
    ticks: frozenset[str]
    draft: Callable[[dict[str, Any]], Any]
    check: Callable[[Any], Any]
    doubts: Callable[[Any], dict[str, str]]
    key: Callable[[Any], str]
    known: Callable[[bool], Known]
    known_as: Callable[[Any], str]
    add_many: Callable[[Act, Sequence[Any]], object]
    write: Callable[[Act, Any, int], object]
    prepare: Callable[[Act, Sequence[Any]], object] = field(default=lambda act, drafts: None)
    page: str = ""

    def read_columns(self) -> tuple[ledger.Column, ...]:
        """The columns a sheet of these may have."""
        return tuple(
            ledger.Column(c.name, c.label, c.synonyms, key=c.name in self.keys) for c in self.columns if c.synonyms
        )

    def brings_key(self, mapping: dict[int, str]) -> bool:
        """Whether a file whose columns are matched so names its rows at all."""
        return not self.keys.isdisjoint(mapping.values())
