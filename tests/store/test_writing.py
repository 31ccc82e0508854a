import json

import peewee as pw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.store import chain
from app.store.database import LARGE_CACHE, USUAL_CACHE, db
from app.store.journal import JournalEntry, Kind, Touched
from app.store.merchants import Merchant, Pledge
from app.store.writing import note, revision, writing


def merchant(act, **values):
    row = Merchant(number=f"SH-{act.id:05d}", sort_key="a", state="营业", **values)
    act.add(row)
    return row


def test_an_act_is_one_entry_one_revision_and_says_what_was_before(store):
    before, entries = revision(), JournalEntry.select().count()
    with writing("新增商户 甲") as act:
        row = merchant(act, sign="甲")
    with writing("修改商户 甲") as act:
        act.change(row, {"sign": "乙"})
    assert (revision(), JournalEntry.select().count()) == (before + 2, entries + 2)
    last = JournalEntry.select().order_by(JournalEntry.id.desc()).first()
    assert json.loads(last.before)["merchant"][str(row.id)]["sign"] == "甲"
    assert json.loads(last.after)["merchant"][str(row.id)]["sign"] == "乙"
    assert (last.who, last.what) == ("王管理", "修改商户 甲")


def test_an_act_that_fails_leaves_no_row_no_entry_no_revision(store):
    before, entries = revision(), JournalEntry.select().count()

    def fail():
        with writing("不会发生") as act:
            merchant(act, sign="甲")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (revision(), JournalEntry.select().count(), Merchant.select().count()) == (before, entries, 0)


def test_a_batch_is_one_entry_with_its_range(store):
    fields = ("number", "sign", "sort_key", "state")
    rows = [(f"N{n}", f"店{n}", "d", "营业") for n in range(2500)]
    with writing("导入") as act:
        first = act.add_many(Merchant, fields, rows[:1000])
        rest = act.add_many(Merchant, fields, rows[1000:])
        assert act.add_many(Pledge, ("kind",), []) == range(1, 1)
    entry = JournalEntry.get_by_id(act.id)
    assert json.loads(entry.after) == {"merchant": {"batch": [first.start, rest.stop - 1]}}
    touched = Touched.get(Touched.entry == act.id)
    assert (touched.noun, touched.first, touched.last) == ("merchant", first.start, rest.stop - 1)
    assert Merchant.select().where(Merchant.act == act.id).count() == 2500
    assert Merchant.get(Merchant.number == "N7").owner == ""


def test_the_chain_names_the_entry_of_which_a_byte_was_changed(store):
    for n in range(20):
        note(f"第 {n} 件事", Kind.WORK)
    assert list(chain.broken()) == []
    db.execute_sql("DROP TRIGGER journal_keeps_update")
    db.execute_sql("UPDATE journal SET what = replace(what, '第 7 件', '第 8 件') WHERE what = '第 7 件事'")
    changed = (
        JournalEntry.select(JournalEntry.id).where(JournalEntry.what == "第 8 件事").order_by(JournalEntry.id).first()
    )
    assert list(chain.broken()) == [changed.id]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(["at", "who", "what", "before", "after", "previous", "hash"]), place=st.integers(0, 200))
def test_any_changed_byte_breaks_the_chain(store, column, place):
    note("一件事", Kind.WORK)
    last = JournalEntry.select().order_by(JournalEntry.id.desc()).first()
    text = getattr(last, column)
    if text:
        place %= len(text)
        setattr(last, column, text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :])
        assert last.hash != last.seal()


@pytest.mark.parametrize("sql", ["UPDATE journal SET what = 'x'", "DELETE FROM journal"])
def test_the_database_itself_refuses_to_rewrite_the_journal(store, sql):
    with pytest.raises(pw.IntegrityError, match="append-only"):
        db.execute_sql(sql)


def test_a_full_disk_is_a_sentence_and_the_rows_from_before_stay(store):
    with writing("新增商户 甲") as act:
        merchant(act, sign="甲")
    db.execute_sql(f"PRAGMA max_page_count = {db.execute_sql('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(Problem, match="磁盘已满。之前的数据没有丢"), writing("太大") as act:
        merchant(act, sign="字" * 400_000)
    assert [row.sign for row in Merchant.select()] == ["甲"]


def test_an_act_of_many_rows_takes_a_larger_cache_for_as_long_as_it_lasts(store):
    def cache():
        return db.execute_sql("PRAGMA cache_size").fetchone()[0]

    with writing("导入") as act:
        act.add_many(Pledge, ("merchant", "kind", "signed"), [])
        before = cache()
        row = merchant(act, sign="甲")
        act.add_many(Pledge, ("merchant", "kind", "signed"), [(row.id, "承诺", "")])
        during = cache()
    assert (before, during, cache()) == (USUAL_CACHE, LARGE_CACHE, USUAL_CACHE)


def test_a_row_added_and_changed_by_one_act_was_nothing_before(store):
    with writing("新增商户 甲") as act:
        row = merchant(act, sign="甲")
        act.change(row, {"sign": "乙"})
    with writing("修改商户 乙") as act:
        act.change(row, {"sign": "丙"})
        act.change(row, {"sign": "丁"})
    first, second = JournalEntry.select().order_by(JournalEntry.id.desc()).limit(2)[::-1]
    assert "merchant" not in json.loads(first.before or "{}")
    assert json.loads(first.after)["merchant"][str(row.id)]["sign"] == "乙"
    assert json.loads(second.before)["merchant"][str(row.id)]["sign"] == "乙"
