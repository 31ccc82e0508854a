"""Lists short enough to be searched, narrowed and put in order in memory: goods, campaigns and funds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from app.domain.names import initials, sort_key
from app.domain.roles import Right
from app.services.session import requires

EVERYTHING = "全部"


class Named(Protocol):
    """A row of such a list."""

    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


R = TypeVar("R", bound=Named)


@requires(Right.READ)
def found(rows: Iterable[R], search: str, told: Callable[[R], str], filters: Mapping[str, str] | None) -> list[R]:
    """The rows that hold every word of `search` in what is `told` of them or as initials of their name, and whose
    attributes are as the filters say."""
    words = search.replace("'", "").lower().split()
    wanted = (filters or {}).items()
    meant = (row for row in rows if all(word in told(row).lower() or _spelled(row.name, word) for word in words))
    return [row for row in meant if all(str(getattr(row, name)) == value for name, value in wanted)]


@requires(Right.READ)
def in_order(rows: Iterable[R], order: str, descending: bool, keys: Mapping[str, Callable[[R], Any]]) -> list[int]:
    """The ids of the rows by an attribute, names as they are read aloud; `keys` order those that have a rule of their
    own."""
    key = {"name": _as_read_aloud, **keys}.get(order) or (lambda row: getattr(row, order))
    return [row.id for row in sorted(rows, key=lambda row: (key(row), row.id), reverse=descending)]


@requires(Right.READ)
def of_ids(rows: Iterable[R], wanted: Sequence[int]) -> list[R]:
    """The rows of these ids, in the order asked for."""
    found = {row.id: row for row in rows}
    return [found[number] for number in wanted]


@requires(Right.READ)
def counted(states: Sequence[str], known: Sequence[str]) -> dict[str, int]:
    """How many rows there are, and in each of the states that are known."""
    return {EVERYTHING: len(states), **{state: states.count(state) for state in known}}


def _as_read_aloud(row: Named) -> str:
    return sort_key(row.name)


def _spelled(name: str, word: str) -> bool:
    return word.isascii() and any(word in each for each in initials(name))
