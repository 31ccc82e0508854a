"""The rows behind a figure in words, whatever they are rows of: name, number, day, and the page that shows them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.calendar import spoken
from app.domain.development import charts
from app.domain.roles import Right
from app.services import development, holders, honour_prints, personal_columns
from app.services.row_ways import PAGES, WAYS, Way
from app.services.session import requires
from app.store.database import Record, among
from app.store.gifts import Holder
from app.store.nouns import NOUNS

GONE = "已按规定删除的记录"


@dataclass(frozen=True)
class Place:
    """Where a row can be opened, "" where nowhere: at `record` of `page` and there at `words`, filtered by `filters`,
    beginning `act`."""

    page: str = ""
    record: int = 0
    act: str = ""
    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)


NOWHERE = Place()


@dataclass(frozen=True)
class Row:
    """One row in words, and where it can be opened."""

    id: int
    name: str
    number: str
    on: str
    detail: str
    place: Place = NOWHERE

    @property
    def page(self) -> str:
        """The page that shows it, "" for none."""
        return self.place.page

    @property
    def record(self) -> int:
        """What to show there, 0 for all of it."""
        return self.place.record


@requires(Right.READ)
def of(noun: str, wanted: Sequence[int]) -> list[Row]:
    """The rows of a noun (a table) in the order asked for; one that has since been erased says so."""
    way, model = WAYS[noun], NOUNS[noun]
    found = {row.id: row for row in model.select().where(among(model.id, wanted))}
    about = _about(way, list(found.values()))
    called = _names(way.of[1], about.values())
    return [
        _worded(way, found[number], about.get(number, 0), called) if number in found else Row(number, GONE, "", "", "")
        for number in wanted
    ]


@requires(Right.READ)
def page_of(noun: str) -> str:
    """The page that shows the rows of a noun."""
    way = WAYS[noun]
    return PAGES[way.of[1]] if way.by else way.page or way.at[0][1]


def _worded(way: Way, row: Record, about: int, called: Mapping[int, str]) -> Row:
    own = _told(row, way.name) if way.name else ""
    name = own or called.get(about, "")
    other = called.get(about, "") if own else ""
    told = (_told(row, column) for column in way.detail)
    return Row(
        row.id,
        name or "—",
        getattr(row, way.number) if way.number else "",
        getattr(row, way.on) if way.on else "",
        "　".join(part for part in (other if other != name else "", *told) if part),
        _place(way, row, about),
    )


def _place(way: Way, row: Record, about: int) -> Place:
    page, record = way.page, 0 if way.act and not way.at else row.id
    if way.by:
        page, record = (PAGES[way.of[1]], about) if about else ("", 0)
    elif way.at:
        spots = ((shown, _raw(row, column)) for column, shown in way.at)
        page, record = next((spot for spot in spots if spot[1]), ("", 0))
        record = _standing_holder(record) if page == "points" else record
    filters = dict(way.always) | {name: str(getattr(row, name)) for name in way.filters}
    return Place(page, record, way.act, way.words, filters) if page else NOWHERE


def _standing_holder(holder: int) -> int:
    """The holder that one became part of, or itself."""
    found = Holder.get_or_none(Holder.id == holder)
    return found.merged_into or found.id if found else 0


def _told(row: Record, column: str) -> str:
    """A value as lists show it: numbers that are somebody's are masked, also those within words."""
    value, noun = getattr(row, column), row._meta.table_name
    if say := _SAID.get((noun, column)):
        return say(value)
    text = personal_columns.shown(noun, column, value) if value else ""
    return spoken(text) if column == "month" else text


def _step_called(code: str) -> str:
    """A step of development as people call it."""
    names = {step.code: step.name for chart in charts() for step in chart.steps}
    return {**names, development.EXTENDED: development.EXTENSION}.get(code, code)


_SAID: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("development_step", "step"): _step_called,
    ("printing", "style"): honour_prints.style_called,
    ("staff_grade", "grade"): lambda grade: f"{grade} 级",
}
"""Columns that hold a code, and what says it in words."""


def _about(way: Way, rows: Sequence[Record]) -> dict[int, int]:
    """By the id of each row, whom it is about."""
    column, noun = way.of
    if not noun:
        return {}
    if not way.through[1]:
        return {row.id: _raw(row, column) for row in rows}
    between, model = way.through[0], NOUNS[way.through[1]]
    ids = {_raw(row, between) for row in rows}
    whom = {row.id: _raw(row, column) for row in model.select().where(among(model.id, ids))}
    return {row.id: whom.get(_raw(row, between), 0) for row in rows}


def _names(noun: str, ids: Iterable[int]) -> dict[int, str]:
    if noun == "holder":
        return holders.names(ids)
    if not noun:
        return {}
    model, column = NOUNS[noun], WAYS[noun].name
    wanted = set(ids) - {0}
    return {row.id: _told(row, column) for row in model.select().where(among(model.id, wanted))}


def _raw(row: Any, column: str) -> int:
    """The id a column holds, of a foreign key too."""
    return int(row.__data__[column] or 0)
