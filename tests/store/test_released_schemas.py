"""A store of every earlier schema opens with today's program: copied first, brought up to date, nothing lost."""

import shutil

import pytest

from app.domain.errors import Problem, Remedy
from app.domain.merchants import Draft
from app.services import (
    cases,
    centres,
    gift_list,
    integrity,
    journal,
    lists,
    meetings,
    members,
    merchants,
    organizations,
    restoring,
)
from app.services.restoring import Secret
from app.store import chain, copies, schema
from app.store.database import db
from tests.store import released

OLDER = [number for number in released.NUMBERS if number < schema.newest()]
LISTED = {members: "person", cases: "case_file", meetings: "meeting", lists: "list_item", gift_list: "gift"}
WRITTEN_AT_LOG_IN = {"journal", "schema_migration", "setting", "clerk"}


@pytest.fixture
def old(tmp_path):
    """Lays out the store of a schema; gives its folder and key."""

    def lay_out(number, **more):
        return released.lay_out(number, tmp_path / "数据", **more)

    yield lay_out
    centres.close()


def log_in(folder, **more):
    centres.unlock(folder, released.maker().USER, released.maker().PASSWORD, **more)


def copy_before(folder):
    return next(copy for copy in copies.found(folder.backups) if copy.reason == "升级前")


def within(table, columns):
    """The rows of a table as (columns, rows), without the columns that came later."""
    now, rows = table
    places = [now.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows]


def test_every_schema_is_under_test():
    assert list(range(1, schema.newest() + 1)) == released.NUMBERS
    assert max(path.stat().st_size for path in released.PLACE.iterdir() if path.is_file()) < 2 << 20


@pytest.mark.parametrize("number", OLDER)
def test_no_row_is_lost_and_a_copy_is_made_first(old, number):
    folder, key = old(number, own_slots=True)
    before = released.content(folder.database, key)
    log_in(folder)
    assert db.user_version == schema.newest()
    copy = copy_before(folder)
    assert (copy.facts.schema, copy.facts.merchants) == (number, 120)
    assert released.content(copy.path, key) == before
    after = released.content(folder.database, key)
    for table in before.keys() - WRITTEN_AT_LOG_IN:
        columns, rows = before[table]
        kept = within(after[table], columns)
        added = {"attachment_key", "grid", "placement"} if number < 4 else set()
        assert kept == rows or (table in added and set(rows) <= set(kept)), table
    assert [row[:9] for row in after["journal"][1][: len(before["journal"][1])]] == [
        row[:9] for row in before["journal"][1]
    ]
    assert integrity.check().fine
    assert list(chain.broken()) == []


@pytest.mark.parametrize("number", OLDER)
def test_the_tables_indexes_and_triggers_are_those_of_a_new_store(old, number, made_store):
    fresh, its_key = made_store
    folder, key = old(number)
    log_in(folder)
    assert released.shape(folder.database, key) == released.shape(fresh.database, its_key)


@pytest.mark.parametrize("number", released.NUMBERS)
def test_everything_can_be_listed_found_and_written_on(old, number):
    folder, key = old(number)
    rows = {table: len(found) for table, (_, found) in released.content(folder.database, key).items()}
    log_in(folder)
    assert len(merchants.rows(merchants.ids())) == rows["merchant"]
    assert [row.sign for row in merchants.rows(merchants.ids("zjmg"))] == ["曾家面馆"]
    assert len(organizations.ids()) == rows.get("organization", 0)
    for service, table in LISTED.items():
        found = service.ids()
        assert len(found) == rows.get(table, 0), table
        assert len(service.rows(found)) == len(found), table
    assert merchants.ids("没有这一家") == []
    made = merchants.save(Draft(sign="升级以后的新店", no_code_reason="办理中"), None)
    assert merchants.ids("sjyhdxd") == [made]
    journal.undo(journal.last().id)
    assert made not in merchants.ids()
    assert integrity.check().fine


@pytest.mark.parametrize("number", OLDER)
def test_the_copy_made_before_can_be_restored(old, number):
    folder, key = old(number)
    columns, rows = released.content(folder.database, key)["merchant"]
    log_in(folder)
    merchants.save(Draft(sign="升级以后的新店", no_code_reason="办理中"), None)
    restoring.carry_out(restoring.prepare(copy_before(folder).path))
    assert within(released.content(folder.database, key)["merchant"], columns) == rows
    assert db.user_version == schema.newest()
    assert integrity.check().fine


@pytest.fixture
def later(tmp_path, monkeypatch):
    """A program that knows one more step, 9999; gives what undoes that."""
    steps = tmp_path / "steps"

    def install(body):
        shutil.copytree(schema.STEPS, steps)
        (steps / "9999_test.py").write_text(f"def up(migrator, db):\n    {body}\n")
        monkeypatch.setattr(schema, "STEPS", steps)
        return monkeypatch.undo

    return install


FAULTS = {
    "db.execute_sql('CREATE TABLE half (x)'); raise RuntimeError": ("已退回升级前的样子", Remedy.RETRY),
    "db.pragma('max_page_count', 1); db.execute_sql('CREATE TABLE half AS SELECT zeroblob(9000000) AS x')": (
        "磁盘已满",
        Remedy.FOLDER,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("number", [1, 4, 9])
def test_a_step_that_fails_takes_all_the_others_back(old, later, number, fault, caplog):
    folder, key = old(number)
    before, shape = released.content(folder.database, key), released.shape(folder.database, key)
    as_it_was = later(fault)
    with pytest.raises(Problem, match=FAULTS[fault][0]) as raised:
        log_in(folder)
    assert raised.value.remedy is FAULTS[fault][1]
    assert raised.value.__cause__
    assert released.content(folder.database, key) == before
    assert released.shape(folder.database, key) == shape
    assert copies.is_unchanged(copy_before(folder))
    as_it_was()
    log_in(folder)
    assert [copy.reason for copy in copies.found(folder.backups)] == ["升级前"]
    assert integrity.check().fine
    assert "upgrade to 9999" in caplog.text
    caplog.clear()


def test_without_room_for_the_copy_nothing_is_begun(old, monkeypatch):
    folder, key = old(3)
    before = released.content(folder.database, key)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies, "write_facts", full)
    with pytest.raises(Problem, match="磁盘已满，所以这项工作没有开始。数据没有改动") as raised:
        log_in(folder)
    assert raised.value.remedy is Remedy.RETRY
    assert released.content(folder.database, key) == before
    assert [path.suffix for path in folder.backups.iterdir() if path.suffix != ".json"] == []


def test_what_is_under_way_is_shown(old):
    seen = []

    class Shown:
        def __enter__(self):
            seen.append("begun")
            return lambda done, total: seen.append((done, total))

        def __exit__(self, *_):
            seen.append("over")

    folder, _ = old(7)
    steps = schema.newest() - 7
    log_in(folder, upgrading=Shown)
    assert (seen[0], seen[-1]) == ("begun", "over")
    assert seen[-1 - steps : -1] == [(done, steps) for done in range(1, steps + 1)]
    seen.clear()
    centres.close()
    log_in(folder, upgrading=Shown)
    assert seen == []


def test_a_newer_store_is_left_alone_until_an_administrator_goes_back(old, later):
    folder, _ = old(9)
    as_it_was = later("db.execute_sql('CREATE TABLE newer (x)')")
    log_in(folder)
    newer = merchants.save(Draft(sign="新版本里录的店", no_code_reason="办理中"), None)
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    centres.close()
    as_it_was()
    before = folder.database.read_bytes()
    with pytest.raises(Problem, match="数据没有改动。请安装新版本的程序") as raised:
        log_in(folder)
    assert raised.value.remedy is Remedy.QUIT
    assert folder.database.read_bytes() == before
    centres.close()
    secret = Secret(released.maker().USER, released.maker().PASSWORD)
    restoring.carry_out(restoring.prepare_closed(folder, copy_before(folder).path, secret))
    assert newer not in merchants.ids()
    assert integrity.check().fine
    kept = next(copy for copy in copies.found(folder.backups) if copy.reason == "还原前")
    assert (kept.facts.schema, kept.facts.merchants) == (9999, 121)
