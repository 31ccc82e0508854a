"""The rows behind a figure in words, whatever they are rows of: name, number, day, and the page that shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.calendar import spoken
from app.domain.roles import Right
from app.services import holders
from app.services.session import requires
from app.store.database import Record, among
from app.store.nouns import NOUNS

GONE = "已按规定删除的记录"


@dataclass(frozen=True)
class Row:
    """One row: `page` and `record` say where it can be opened, "" where nowhere."""

    id: int
    name: str
    number: str
    on: str
    detail: str
    page: str = ""
    record: int = 0


@dataclass(frozen=True)
class _Way:
    """How a noun's row is worded: columns of it, and `of`, the column and noun of whom it is about. It is opened on
    `page`: itself, or (`by`) what it is about. `through` are a column and noun in between."""

    name: str = ""
    number: str = ""
    on: str = ""
    detail: tuple[str, ...] = ()
    of: tuple[str, str] = ("", "")
    page: str = ""
    by: bool = False
    through: tuple[str, str] = ("", "")


_WAYS: Mapping[str, _Way] = {
    "organization": _Way("name", on="founded", detail=("kind", "formation"), page="organizations"),
    "seat": _Way("name", on="start", detail=("post", "duty"), of=("person", "person")),
    "merchant": _Way("name", "number", "since", ("trade", "stall"), page="merchants"),
    "agreement": _Way("title", on="signed", detail=("parties",), of=("organization", "organization"), by=True),
    "liaison_visit": _Way("", on="on", of=("merchant", "merchant"), by=True, through=("liaison", "liaison")),
    "person": _Way("name", "number", "joined", page="members"),
    "check_in": _Way(on="start", detail=("kind", "place"), of=("person", "person"), by=True),
    "deed": _Way(on="on", detail=("what",), of=("person", "person"), by=True, through=("check_in", "check_in")),
    "volunteer_service": _Way(on="on", detail=("event",), of=("person", "person"), by=True),
    "dues_payment": _Way(on="paid_on", detail=("month",), of=("person", "person"), by=True),
    "pledge": _Way(on="signed", detail=("kind",), of=("merchant", "merchant"), by=True),
    "honour": _Way("", "number", "issued", ("state",), of=("merchant", "merchant"), page="honours"),
    "case_file": _Way("title", "number", "received", ("kind", "unit"), page="cases"),
    "credit_event": _Way(on="on", detail=("kind", "text"), of=("merchant", "merchant"), by=True),
    "inspection": _Way(on="on", detail=("result",), of=("merchant", "merchant"), by=True),
    "gift": _Way("giver", "number", "on", ("kind", "item"), page="charity"),
    "holder": _Way(of=("id", "holder")),
    "fund_entry": _Way("purpose", "number", "on", ("kind",)),
    "point_entry": _Way(on="on", detail=("kind", "note"), of=("holder", "holder")),
    "redemption": _Way("name", "number", "on", ("note",)),
    "meeting": _Way("title", on="held", detail=("kind", "place"), page="minutes"),
    "activity": _Way("title", on="on", detail=("kind", "host"), page="activities"),
    "visitor_tally": _Way("service", on="on", detail=("note",)),
}
_PAGES = {"organization": "organizations", "merchant": "merchants", "person": "members"}


@requires(Right.READ)
def of(noun: str, wanted: Sequence[int]) -> list[Row]:
    """The rows of a noun (a table) in the order asked for; one that has since been erased says so."""
    way, model = _WAYS[noun], NOUNS[noun]
    found = {row.id: row for row in model.select().where(among(model.id, wanted))}
    about = _about(way, list(found.values()))
    called = _names(way.of[1], about.values())
    return [
        _worded(way, found[number], about.get(number, 0), called) if number in found else Row(number, GONE, "", "", "")
        for number in wanted
    ]


def _worded(way: _Way, row: Record, about: int, called: Mapping[int, str]) -> Row:
    own = getattr(row, way.name) if way.name else ""
    name = own or called.get(about, "")
    other = called.get(about, "") if own else ""
    told = (_told(row, column) for column in way.detail)
    return Row(
        row.id,
        str(name) or "—",
        getattr(row, way.number) if way.number else "",
        getattr(row, way.on) if way.on else "",
        "　".join(part for part in (other if other != name else "", *told) if part),
        *_place(way, row.id, about),
    )


def _place(way: _Way, row: int, about: int) -> tuple[str, int]:
    if way.by:
        return (_PAGES[way.of[1]], about) if about else ("", 0)
    return (way.page, row) if way.page else ("", 0)


def _told(row: Record, column: str) -> str:
    value = str(getattr(row, column) or "")
    return spoken(value) if column == "month" else value


def _about(way: _Way, rows: Sequence[Record]) -> dict[int, int]:
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
    model = NOUNS[noun]
    wanted = set(ids) - {0}
    return {row.id: row.name for row in model.select().where(among(model.id, wanted))}


def _raw(row: Any, column: str) -> int:
    """The id a column holds, of a foreign key too."""
    return int(row.__data__[column] or 0)
