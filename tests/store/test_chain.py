"""The journal cannot be changed unseen: every byte of every entry, its order, its gaps and its end."""

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.store import chain
from app.store.database import db
from app.store.journal import CLOCK_BACK, JournalEntry, Kind
from app.store.merchants import Merchant
from app.store.writing import keeping, note, writing

TEXTS = ("at", "who", "what", "before", "after", "previous", "hash", "kind")
COLUMNS = (*TEXTS, "id", "undoes")
ALL = 4 + len(Kind)


@pytest.fixture
def entries(store):
    """Entries of every kind and content, some of which take another back."""
    with writing("新增商户 瑞和茶庄") as act:
        row = Merchant(number="SH-00001", sign="瑞和茶庄", sort_key="a", state="营业")
        act.add(row)
    with writing("修改商户 瑞和茶庄") as act:
        act.change(row, {"sign": "瑞和茶楼"})
    with writing("撤销：修改商户 瑞和茶庄", undoes=3) as act:
        act.change(row, {"sign": "瑞和茶庄"})
    for number, kind in enumerate([*Kind], 5):
        note(f"第 {number} 件事", kind)
    assert list(chain.broken()) == []
    assert JournalEntry.select().count() == ALL
    return ALL


@contextmanager
def tampered():
    """Past the triggers, as whoever holds the key could; everything is as before afterwards."""
    with db.atomic() as transaction:
        for event in ("update", "delete"):
            db.execute_sql(f"DROP TRIGGER IF EXISTS journal_keeps_{event}")
        yield
        transaction.rollback()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(1, ALL), column=st.sampled_from(COLUMNS), place=st.integers(0, 5000), byte=st.integers(1, 255)
)
def test_one_changed_byte_anywhere_names_the_entry(entries, number, column, place, byte):
    read = f"SELECT CAST(CAST({column} AS TEXT) AS BLOB), {column} FROM journal WHERE id = ?"
    content, was = db.execute_sql(read, (number,)).fetchone()
    assume(content)
    place %= len(content)
    changed = bytearray(content)
    changed[place] ^= byte
    with tampered():
        kind = "INTEGER" if column in ("id", "undoes") else "TEXT"
        sql = f"UPDATE OR IGNORE journal SET {column} = CAST(? AS {kind}) WHERE id = ?"
        if db.execute_sql(sql, (bytes(changed), number)).rowcount:
            now = db.execute_sql(f"SELECT count(*) FROM journal WHERE {column} IS ?", (was,)).fetchone()[0]
            assume(column not in ("id", "undoes") or now == 0)  # a number may read the same: 07 is 7
            assert number in list(chain.broken())


@pytest.mark.parametrize("number", [1, 5, 11])
def test_a_removed_entry_is_named(entries, number):
    with tampered():
        db.execute_sql("DELETE FROM journal WHERE id = ?", (number,))
        assert list(chain.broken()) == [number]


def test_exchanged_entries_are_both_named(entries):
    with tampered():
        for was, now in ((6, 99), (7, 6), (99, 7)):
            db.execute_sql("UPDATE journal SET id = ? WHERE id = ?", (now, was))
        assert list(chain.broken()) == [6, 7]


def test_an_entry_put_at_the_end_with_a_wrong_hash_is_named(entries):
    with tampered():
        row = JournalEntry.get_by_id(entries)
        row.id, row.what = entries + 1, "从来没有做过"
        row.save(force_insert=True)
        assert list(chain.broken()) == [entries + 1]


def test_a_resealed_entry_is_found_by_the_next(entries):
    with tampered():
        row = JournalEntry.get_by_id(6)
        row.what, row.hash = "另一件事", ""
        row.hash = row.seal()
        row.save()
        assert list(chain.broken()) == [7]


@pytest.mark.parametrize("kept", [1, 8, 11])
def test_a_lost_end_is_named(entries, kept):
    with tampered():
        db.execute_sql("DELETE FROM journal WHERE id > ?", (kept,))
        assert list(chain.broken()) == [kept + 1]


def test_writing_on_does_not_hide_a_lost_end(entries):
    with tampered():
        db.execute_sql("DELETE FROM journal WHERE id > 8")
        note("登录", Kind.LOG_IN)
        assert list(chain.broken()) == [10]
        for _ in range(5):
            note("一件事", Kind.WORK)
        assert next(chain.broken()) in range(9, entries + 1)


def test_a_last_entry_resealed_is_found_by_what_is_kept_outside(entries):
    with tampered():
        row = JournalEntry.get_by_id(entries)
        row.what = "另一件事"
        row.hash = row.seal()
        row.save()
        assert list(chain.broken()) == [entries]


@pytest.mark.parametrize("kept", ["", "{", '{"entry": "x", "hash": 1}', "[]", None])
def test_an_unreadable_head_accuses_nobody(entries, store, kept):
    store.journal_head.write_text(kept) if kept is not None else store.journal_head.unlink()
    assert list(chain.broken()) == []


def test_an_act_that_does_not_stay_moves_no_head(entries):
    def fail():
        with keeping():
            note("不会留下", Kind.WORK)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(chain.broken()) == []


def test_a_database_put_back_on_purpose_is_whole_again(entries):
    with tampered():
        db.execute_sql("DELETE FROM journal WHERE id > 8")
        chain.keep_last()
        assert list(chain.broken()) == []


def test_an_entry_never_gets_an_earlier_time_unsaid(store):
    row = JournalEntry.get()
    with tampered():
        db.execute_sql("UPDATE journal SET at = '2999-01-01T00:00:00'")
        note("导出商户台账 3 家", Kind.EXPORT)
        note("导出商户台账 4 家", Kind.EXPORT)
        said = [row.what for row in JournalEntry.select().order_by(JournalEntry.id)]
    assert said == [row.what, f"导出商户台账 3 家{CLOCK_BACK}", "导出商户台账 4 家"]
