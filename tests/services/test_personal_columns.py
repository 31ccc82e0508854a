"""Every text column of the store is declared personal or not, so that nothing about a person is forgotten."""

import pytest

from app.services import personal_columns
from app.services.personal_columns import FACT, IMPERSONAL, LINKS, PAY, PERSONAL, Kind
from app.store.database import db

OF_EVERY_RECORD = {"removed_at"}
_NOT_RECORDS = ("sqlite_", "migration", "peewee_", "playhouse_")


def text_columns(table):
    return {name for _, name, kind, *_ in db.execute_sql(f'PRAGMA table_info("{table}")') if kind.upper() == "TEXT"}


def tables():
    found = db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    names = [name for (name,) in found]
    return [name for name in names if "_search" not in name and not name.startswith(_NOT_RECORDS)]


def test_every_text_column_is_declared_once(store):
    assert len(tables()) > 15
    for table in tables():
        kinds = PERSONAL.get(table, {})
        personal, impersonal = (
            {column for column in kinds if kinds[column] != PAY},
            set(IMPERSONAL.get(table, "").split()),
        )
        assert not personal & impersonal, table
        assert personal | impersonal == text_columns(table) - OF_EVERY_RECORD, table


def test_every_personal_table_has_its_record_title_and_labels():
    assert set(personal_columns.models()) == set(PERSONAL) == set(personal_columns.TITLES)
    for noun, columns in PERSONAL.items():
        for column in columns:
            assert not personal_columns.label(noun, column).isascii(), (noun, column)


def test_facts_belong_to_a_row_that_leads_to_a_person():
    for noun, columns in PERSONAL.items():
        if FACT in columns.values() and noun not in ("person", "clerk"):
            column, parent = LINKS[noun]
            assert column in personal_columns.models()[noun]._meta.fields
            assert parent in PERSONAL


@pytest.mark.parametrize(
    ("noun", "column", "value", "shown"),
    [
        ("merchant", "phone", "13800006620", "138****6620"),
        ("merchant", "note", "晚上打 13800006620", "晚上打 138****6620"),
        ("merchant_event", "was", "林海燕, 13800006620", "林海燕, 138****6620"),
        ("person", "id_number", "11010519491231002X", "110***********002X"),
        ("staff_grade", "pay", 520_000, "****"),
        ("merchant", "grid", "一片区", "一片区"),
        ("没有这张表", "phone", "13800006620", "13800006620"),
    ],
)
def test_values_are_shown_masked(noun, column, value, shown):
    assert personal_columns.shown(noun, column, value) == shown


def test_a_kind_is_a_word_people_know():
    assert all(not kind.value.isascii() for kind in Kind)
