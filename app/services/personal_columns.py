"""What is personal in a row, how it is shown, and what of it was erased."""

from functools import cache, reduce
from operator import or_
from types import ModuleType
from typing import Any

import peewee as pw

from app.domain import money, privacy
from app.domain.roles import Right
from app.services.personal_tables import (
    FACT,
    ID,
    IMPERSONAL,
    LABELS,
    LINKS,
    NAME,
    OF_FILES,
    PAY,
    PERSONAL,
    PHONE,
    TITLES,
    WORDS,
    Kind,
)
from app.services.session import anyone, requires
from app.store import desk, journal
from app.store.nouns import modules

__all__ = ["FACT", "ID", "IMPERSONAL", "LINKS", "NAME", "PAY", "PERSONAL", "PHONE", "TITLES", "WORDS", "Kind"]


@anyone
def label(noun: str, column: str) -> str:
    """What people call a column of a noun (a table)."""
    return OF_FILES.get((noun, column)) or LABELS.get(column, column)


@anyone
@cache
def models() -> dict[str, type[pw.Model]]:
    """The record of every table that holds something personal, by noun."""
    found = {model._meta.table_name: model for home in (*modules(), desk, journal) for model in _records(home)}
    return {noun: found[noun] for noun in PERSONAL}


@anyone
def erased(record: Any) -> set[str]:
    """The personal columns of a row that were erased; nothing that keeps an older value gives it back or shows it."""
    kinds = PERSONAL.get(record._meta.table_name, {})
    if not any(getattr(record, column) == privacy.ERASED for column in kinds):
        return set()
    return {column for column in kinds if getattr(record, column) in ("", privacy.ERASED)}


@requires(Right.READ)
def erased_rows(noun: str) -> dict[str, set[str]]:
    """Of the rows of a noun (a table) in which something was erased, by id as text: its columns."""
    if noun not in PERSONAL:
        return {}
    model: Any = models()[noun]
    gone = reduce(or_, [getattr(model, column) == privacy.ERASED for column in PERSONAL[noun]])
    return {str(row.id): erased(row) for row in model.select().where(gone)}


@anyone
def shown(noun: str, column: str, value: Any, *, gone: bool = False) -> str:
    """A value of a column as lists, histories and the journal show it: numbers masked, also those within words;
    `gone` masks what was erased since: of a name the surname is left, of words nothing."""
    kind, text = PERSONAL.get(noun, {}).get(column), str(value)
    if gone and kind in (NAME, FACT, WORDS):
        return privacy.mask_name(text) if kind == NAME else privacy.ERASED
    if kind == PHONE:
        return privacy.mask_phone(text)
    if kind == ID:
        return privacy.mask_id(text)
    if kind == PAY:
        return privacy.HIDDEN
    return privacy.mask_numbers(text) if kind else text


@anyone
def whole(noun: str, column: str, value: Any) -> str:
    """A value of a column as it is read by who may see all of it: pay in yuan, nothing where it is not known."""
    if PERSONAL.get(noun, {}).get(column) == PAY:
        return f"{money.in_digits(value)} 元" if value else ""
    return str(value)


def _records(home: ModuleType) -> list[Any]:
    members_of = [each for each in vars(home).values() if isinstance(each, type) and issubclass(each, pw.Model)]
    return [model for model in members_of if model.__module__ == home.__name__]
