"""What a tab with a list declares: all that differs between one such tab and the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from app.ui.kit.fields import Field

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class Query(Protocol):
    """Ids of the records found, in the order asked for."""

    def __call__(
        self, search: str = "", filters: dict[str, str] | None = None, order: str = "", descending: bool = False
    ) -> Sequence[int]: ...


@dataclass(frozen=True)
class Tool:
    """A button above the list; the first of `keys` shows in its tip. `act` is the name by which a Visit begins it.

    One with `menu` entries (words, act) opens that menu instead of doing `run`.
    """

    label: str
    icon: str = ""
    run: Callable[[Any], object] = lambda page: None
    keys: tuple[str, ...] = ()
    variant: str = "plain"
    act: str = ""
    menu: tuple[tuple[str, Callable[[Any], object]], ...] = ()


SPAN = ("start", "end")
"""Filters that hold the first and the last ISO day of what is listed."""


@dataclass(frozen=True)
class Chips:
    """A filter of few fixed values, as buttons in a row; `counts` says how many stand behind each, and behind all.
    Where they are periods, `any_span` adds a button that asks for other days: the filters of SPAN."""

    name: str
    all_label: str
    values: tuple[str, ...]
    counts: Callable[[], dict[str, int]]
    any_span: bool = False


@dataclass(frozen=True)
class Picker:
    """A filter of many values, as a combo box; `values` are asked for when the list is read."""

    name: str
    all_label: str
    values: Callable[[], list[str]]


class Aside(Protocol):
    """A widget left of the list that narrows it; `changed` comes when its `filters` do."""

    changed: Any

    def filters(self) -> dict[str, str]:
        """What it lets through, by the names `ids` knows."""

    def refresh(self) -> None:
        """Read again what may have changed."""

    def take(self, filters: dict[str, str]) -> dict[str, str]:
        """Let through what the filters it knows let through, else everything; gives back the other filters."""


@dataclass(frozen=True)
class Spec:
    """`noun`, `unit` and `seek` make its sentences (新增商户, 3,080 家商户, 搜索名称); `order` is the first order,
    `descending` where its last come first.

    `blank(words)` gives an empty draft, begun with the words sought in vain; `card(page)` makes the widget whose
    `show_record(record)` fills the pane. `similar(values, id)` gives records that what is typed may already be.
    `aside` makes a widget left of the list, such as a tree; `widths` are the pane's, where the usual ones do not fit.
    A `ledger` is only looked at: what it holds is neither edited nor removed, whatever else can be done with it.
    `told` says, of each filter that only another page sets, what it narrows the list to.
    `single` are acts on one selected record, `bulk` on several; `views` are supplied: a name and the filters behind it.
    """

    key: str
    title: str
    icon: str
    heading: str
    noun: str
    unit: str
    seek: str
    order: str
    teach: str
    fields: tuple[Field, ...]
    ids: Query
    rows: Callable[[list[int]], list[Any]]
    blank: Callable[[str], Any]
    check: Callable[[dict[str, Any]], Any]
    save: Callable[[dict[str, Any], int | None], int]
    similar: Callable[[dict[str, Any], int | None], Sequence[Any]]
    remove: Callable[[Sequence[int]], object]
    card: Callable[["ListPage"], Any]
    tools: tuple[Tool, ...]
    chips: Chips
    pickers: tuple[Picker, ...]
    single: tuple[tuple[str, Callable[["ListPage"], object]], ...] = ()
    bulk: tuple[Tool, ...] = ()
    views: tuple[tuple[str, dict[str, str]], ...] = ()
    aside: Callable[[], Aside] | None = None
    widths: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    descending: bool = False
    ledger: bool = False
    told: Mapping[str, Callable[[Mapping[str, str]], str]] = field(default_factory=dict)
