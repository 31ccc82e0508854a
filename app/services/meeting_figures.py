"""How many meetings were held, and what they talked about: every number with the rows behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.calendar import spoken
from app.domain.cases import DEMAND, FUNCTIONS
from app.domain.roles import Right
from app.services import case_figures, cases, meeting_kinds
from app.services.case_figures import Scope
from app.services.cases import CaseRow
from app.services.session import requires
from app.store.database import among
from app.store.meetings import AgendaItem, Meeting

UNSORTED = "未分类"


@requires(Right.READ)
def held(first: str, last: str) -> dict[str, tuple[int, ...]]:
    """The ids of the meetings held between two ISO days, by kind in the order of the kinds; only kinds that met."""
    found: dict[str, list[int]] = {name: [] for name in meeting_kinds.names()}
    within = (Meeting.held >= first, Meeting.held <= last, Meeting.removed_at == "")
    for number, kind in Meeting.select(Meeting.id, Meeting.kind).where(*within).order_by(Meeting.held).tuples():
        found.setdefault(kind, []).append(number)
    return {kind: tuple(numbers) for kind, numbers in found.items() if numbers}


@requires(Right.READ)
def categories(first: str, last: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """The items (id of the item and of its meeting) on the agendas between two ISO days, by category (五项职能 first,
    those without one last)."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in FUNCTIONS}
    here = (Meeting.held >= first, Meeting.held <= last, Meeting.removed_at == "", AgendaItem.removed_at == "")
    query = AgendaItem.select(AgendaItem.id, AgendaItem.meeting, AgendaItem.category).join(Meeting).where(*here)
    without: list[tuple[int, int]] = []
    for item, meeting, category in query.order_by(Meeting.held, AgendaItem.position, AgendaItem.id).tuples():
        (found.setdefault(category, []) if category else without).append((item, meeting))
    return {name: tuple(items) for name, items in {**found, UNSORTED: without}.items()}


@dataclass(frozen=True)
class Line:
    """A row behind a figure; it leads to the record of `page`."""

    name: str
    detail: str
    page: str
    record: int


@dataclass(frozen=True)
class Figure:
    """A number of a year: what it counts, how it reads, and the rows it counts."""

    title: str
    value: str
    lines: tuple[Line, ...]


@requires(Right.READ)
def of_year(year: int) -> list[Figure]:
    """The meetings of a year by kind, their items by category, and the demands of each of its months."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    met, items = held(first, last), categories(first, last)
    told = _told({number for numbers in met.values() for number in numbers})
    named = dict(AgendaItem.select(AgendaItem.id, AgendaItem.title).where(among(AgendaItem.id, _items(items))).tuples())
    of_kinds = [
        Figure(kind, f"{len(found):,} 次", tuple(_line(*told[one], one) for one in found))
        for kind, found in met.items()
    ]
    of_categories = [
        Figure(f"议题：{name}", f"{len(found):,} 项", tuple(_line(named[item], told[at][0], at) for item, at in found))
        for name, found in items.items()
    ]
    return [*of_kinds, *of_categories, *_demands(first, last)]


def _demands(first: str, last: str) -> Iterator[Figure]:
    a_month = case_figures.months(Scope(first, last, DEMAND))
    every = [number for numbers in a_month.values() for number in numbers]
    rows = {row.id: row for row in cases.rows(every)}
    if every:
        mean = (Decimal(len(every)) / len(a_month)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        value = f"{len(every):,} 件，{len(a_month)} 个月，月均 {mean} 件"
        yield Figure("诉求", value, tuple(_case(rows[number]) for number in every))
    for month, numbers in a_month.items():
        yield Figure(f"诉求：{spoken(month)}", f"{len(numbers):,} 件", tuple(_case(rows[number]) for number in numbers))


def _told(wanted: Iterable[int]) -> dict[int, tuple[str, str]]:
    query = Meeting.select(Meeting.id, Meeting.title, Meeting.held).where(among(Meeting.id, wanted))
    return {number: (title, spoken(day)) for number, title, day in query.tuples()}


def _items(found: Mapping[str, tuple[tuple[int, int], ...]]) -> list[int]:
    return [item for items in found.values() for item, _ in items]


def _line(name: str, detail: str, meeting: int) -> Line:
    return Line(name, detail, "minutes", meeting)


def _case(row: CaseRow) -> Line:
    return Line(row.title, f"{row.number}　{spoken(row.received)}", "cases", row.id)
