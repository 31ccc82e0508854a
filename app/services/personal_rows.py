"""Every row in which a person stands, in every table that may hold one."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from app.domain.calendar import spoken, spoken_moment
from app.domain.errors import Invalid
from app.domain.identifiers import normal
from app.domain.names import clean
from app.domain.roles import Right
from app.services import personal_columns
from app.services.personal_columns import ID, LINKS, NAME, PERSONAL, PHONE, WORDS, Kind
from app.services.session import requires
from app.store.attachments import Attachment
from app.store.journal import JournalEntry, Touched
from app.store.nouns import NOUNS

_APART = re.compile(r"[、，,;；/（）()\s→]+")
JOURNAL = JournalEntry._meta.table_name
_PACKED = {"journal": ("before", "after"), "approval": ("content",), "form_draft": ("content",)}
"""Columns that hold rows or forms as JSON; only what they say of the person is taken out of them."""


@dataclass(frozen=True)
class Value:
    """What one column says; `hit` where the person is named in it."""

    column: str
    kind: Kind
    text: str
    hit: bool


@dataclass(frozen=True)
class Found:
    """A row with what it says of the person; `own` where it is about that person, not merely naming one so called."""

    noun: str
    row: Any
    name: str
    own: bool
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Person:
    """Whom to look for: a name, and a telephone number where several people are called so."""

    name: str
    phone: str = ""

    def is_other(self, noun: str, said: Mapping[str, Any]) -> bool:
        """Whether the row of a noun is about a namesake: numbers stand in it, and none of them is this person's."""
        kinds = PERSONAL.get(noun, {})
        told = [str(said.get(name) or "") for name, kind in kinds.items() if kind == PHONE]
        told += [str(said.get(name) or "") for name, kind in kinds.items() if kind == NAME and self._named(said, name)]
        numbers = [part for text in told for part in map(normal, _APART.split(text)) if part.isdecimal()]
        return bool(self.phone and numbers) and self.phone not in numbers

    def _named(self, said: Mapping[str, Any], column: str) -> bool:
        return self.name in _APART.split(str(said.get(column) or ""))

    def is_in(self, kind: Kind, text: str) -> bool:
        """Whether a value of this kind is, or in words names, this person."""
        if kind == WORDS:
            return self.name in text or bool(self.phone and self.phone in normal(text))
        parts = _APART.split(text)
        return (kind == NAME and self.name in parts) or bool(self.phone and self.phone in map(normal, parts))


@requires(Right.READ)
def person(name: str, phone: str = "") -> Person:
    """Whom to look for; raises Invalid (field name)."""
    if not clean(name):
        raise Invalid({"name": "请填写姓名。"})
    return Person(clean(name), normal(phone))


@requires(Right.ADMINISTER)
def find(who: Person) -> list[Found]:
    """The rows in which a person stands, table by table; with a number given, namesakes with another are left out."""
    found: dict[tuple[str, int], Found] = {}
    for noun, model in personal_columns.models().items():
        for row in [*_named(who, noun, model), *_linked(found, noun, model), *_attached(found, model)]:
            each = _found(who, noun, row, linked=_is_linked(found, noun, row))
            if each.own or any(value.hit for value in each.values):
                found.setdefault((noun, row.id), each)
    for each in [*_batches(found)]:
        found.setdefault((each.noun, each.row.id), each)
    return list(found.values())


def _batches(found: Mapping[tuple[str, int], Found]) -> Iterator[Found]:
    """The entries of the journal that wrote the person's own rows with many others, told by the ranges they name."""
    for noun, number in [place for place, each in found.items() if each.own and place[0] in NOUNS]:
        runs = Touched.select().where(
            Touched.noun == noun, Touched.first <= number, Touched.last >= number, Touched.first < Touched.last
        )
        for run in runs:
            row, title = JournalEntry.get_by_id(run.entry), personal_columns.TITLES[noun]
            said = f"{title} {number:,}：整批写入的第 {run.first:,} 至 {run.last:,} 号之一"
            yield Found(JOURNAL, row, _called(JOURNAL, row), False, (Value("after", WORDS, said, True),))


def _named(who: Person, noun: str, model: Any) -> Iterable[Any]:
    """Rows that may name the person; the database narrows them down, `Person.is_in` decides."""
    columns = [getattr(model, name) for name, kind in PERSONAL[noun].items() if kind in (NAME, WORDS, PHONE, ID)]
    words = [who.name, *filter(None, [who.phone])]
    if not columns:
        return []
    query = model.select().where(reduce(or_, [column.contains(word) for column in columns for word in words]))
    return [row for row in query.order_by(model.id) if not who.is_other(noun, row.__data__)]


def _linked(found: dict[tuple[str, int], Found], noun: str, model: Any) -> Iterable[Any]:
    if noun not in LINKS:
        return []
    column, parent = LINKS[noun]
    owners = [number for (table, number), each in found.items() if table == parent and each.own]
    return model.select().where(getattr(model, column).in_(owners)).order_by(model.id)


def _is_linked(found: dict[tuple[str, int], Found], noun: str, row: Any) -> bool:
    if isinstance(row, Attachment):
        return _owned(found, row.noun, row.row)
    column, parent = LINKS.get(noun, ("", ""))
    return bool(column) and _owned(found, parent, row.__data__[column])


def _attached(found: dict[tuple[str, int], Found], model: Any) -> Iterator[Any]:
    if model is Attachment:
        yield from (row for row in Attachment.select() if _owned(found, row.noun, row.row))


def _owned(found: dict[tuple[str, int], Found], noun: str, row: int) -> bool:
    return (noun, row) in found and found[noun, row].own


def _found(who: Person, noun: str, row: Any, *, linked: bool) -> Found:
    values = tuple(value for value in _values(who, noun, row) if value.text)
    hits = [value for value in values if value.hit and value.kind in (NAME, PHONE, ID)]
    own = linked or bool(hits)
    return Found(noun, row, _called(noun, row), own, tuple(v for v in values if v.hit or (own and v.kind != NAME)))


def _values(who: Person, noun: str, row: Any) -> Iterator[Value]:
    for column, kind in PERSONAL[noun].items():
        text = personal_columns.whole(noun, column, getattr(row, column))
        if column in _PACKED.get(noun, ()):
            text = "；".join(_said(who, text))
        yield Value(column, kind, text, bool(text) and who.is_in(kind, text))


def _said(who: Person, packed: str) -> Iterator[str]:
    """What JSON says of a person: of rows their personal columns, of a form or a request each value that names one."""
    content = json.loads(packed) if packed else {}
    for noun, rows in content.items():
        for key, row in rows.items() if isinstance(rows, dict) else ():
            kinds = PERSONAL.get(noun, {})
            said = {column: str(value) for column, value in row.items() if value} if isinstance(row, dict) else {}
            named = [kind != WORDS and who.is_in(kind, said.get(column, "")) for column, kind in kinds.items()]
            if any(named) and not who.is_other(noun, said):
                texts = [f"{personal_columns.label(noun, column)} {said[column]}" for column in kinds if column in said]
                yield f"{personal_columns.TITLES[noun]} {key}：{'，'.join(texts)}"
    yield from (str(value) for value in _leaves(content) if who.name in _APART.split(value))


def _leaves(content: Any) -> Iterator[str]:
    """The texts of a form or of a request; rows of tables are told by `_said`."""
    for key, value in content.items() if isinstance(content, dict) else ():
        if isinstance(value, str):
            yield value
        elif key not in PERSONAL:
            yield from _leaves(value)


def _called(noun: str, row: Any) -> str:
    if noun == "merchant":
        return f"{row.name}（{row.number}）"
    if noun == "merchant_event":
        return f"{row.merchant.name}　{spoken(row.on)}{row.kind}"
    if noun == "journal":
        return f"第 {row.id:,} 条　{spoken_moment(row.at)}"
    return f"第 {row.id:,} 号"
