import shutil

import pytest

from app.domain.errors import Problem
from app.services import centres
from app.store import schema
from app.store.database import EncryptedDatabase, db
from app.store.desk import Memory
from app.store.journal import JournalEntry, Touched
from app.store.nouns import LEDGERS, NOUNS


def columns(table):
    return {(column.name, column.null) for column in db.get_columns(table)}


def test_the_tables_are_those_the_records_describe(store):
    for model in (*NOUNS.values(), *Memory.__subclasses__(), JournalEntry, Touched):
        fields = {(field.column_name, field.null) for field in model._meta.sorted_fields}
        assert columns(model._meta.table_name) == fields, model.__name__


def test_a_newer_file_is_refused_untouched(store, admin):
    db.user_version = 999
    centres.close()
    before = store.database.read_bytes()
    with pytest.raises(Problem, match="更新版本"):
        centres.unlock(store, *admin)
    assert store.database.read_bytes() == before


def test_an_older_file_is_copied_first_then_upgraded(store, tmp_path, monkeypatch, admin):
    centres.close()
    steps = tmp_path / "steps"
    shutil.copytree(schema.STEPS, steps)
    (steps / "9999_test.py").write_text(
        "import peewee as pw\n\ndef up(migrator, db):\n"
        "    migrator.migrate(migrator.add_column('merchant', 'colour', pw.TextField(default='')))\n"
    )
    monkeypatch.setattr(schema, "STEPS", steps)
    centres.unlock(store, *admin)
    assert ("colour", False) in columns("merchant")
    assert [file.suffix for file in sorted(store.backups.iterdir())] == [".db", ".info", ".json"]


def test_a_step_that_fails_leaves_the_file_as_it_was(store, tmp_path, monkeypatch, admin, caplog):
    centres.close()
    steps = tmp_path / "steps"
    shutil.copytree(schema.STEPS, steps)
    (steps / "9999_test.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE half (x)')\n    raise RuntimeError('boom')\n"
    )
    monkeypatch.setattr(schema, "STEPS", steps)
    with pytest.raises(Problem, match="已退回升级前的样子") as raised:
        centres.unlock(store, *admin)
    assert isinstance(raised.value.__cause__, RuntimeError)
    monkeypatch.undo()
    centres.unlock(store, *admin)
    assert not db.table_exists("half")
    assert "upgrade to 9999: RuntimeError" in caplog.text
    caplog.clear()


def test_nothing_on_disk_can_be_read_without_the_key(store):
    centres.save(centres.Centre("机密单位名称", issuer="机密颁发单位"))
    raw = b"".join(file.read_bytes() for file in store.root.iterdir() if file.is_file())
    assert "机密单位名称".encode() not in raw
    assert b"SQLite format 3" not in raw
    stranger = EncryptedDatabase(None)
    stranger.point_at(store.database, bytes(32))
    with pytest.raises(Exception, match="not a database"):
        stranger.connect()


def test_the_store_is_written_through_to_the_disk(store):
    assert [db.pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys")] == ["wal", 2, 1]


def test_the_ledgers_are_what_the_database_keeps_as_it_is(store):
    triggers = db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    assert {name.rpartition("_keeps_")[0] for (name,) in triggers} == {*LEDGERS, "journal"}
