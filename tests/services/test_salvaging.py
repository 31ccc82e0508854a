"""Of a damaged store every row that can be read is saved, none is invented, and what was lost is named."""

import random
import shutil

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.paths import Folder
from app.services import centres, imports, merchant_writing, merchants, restoring, salvaging
from app.services.restoring import Secret
from app.store import backup, chain, copies, vault
from app.store.database import EncryptedDatabase, db
from app.store.writing import writing
from tests.conftest import copied

PAGE = 4096
LEDGER = "tests/data/商户台账.xlsx"
ADMIN, PASSWORD = "王管理", "口令 12345678"


@pytest.fixture(scope="module")
def filled(tmp_path_factory, pytestconfig):
    """A store with 3,000 merchants, closed, its key, and how many pages it had before, the names of its tables among
    them."""
    patch = pytest.MonkeyPatch()
    patch.setattr(vault.Cost.__init__, "__defaults__", (8, 1, 1))
    folder = Folder(tmp_path_factory.mktemp("台账") / "数据")
    centres.create(folder, "会战商圈党群服务中心", ADMIN, PASSWORD, centres.new_recovery_code())
    empty = db.pragma("page_count")
    imports.carry_out(imports.read(pytestconfig.rootpath / LEDGER))
    key = db._key
    centres.close()
    patch.undo()
    return folder, key, empty


@pytest.fixture
def spoilt(filled, tmp_path):
    """A copy of that store, with whichever pages damaged."""
    folder, key, _ = filled
    shutil.copytree(folder.root, tmp_path / "数据")

    def spoil_it(pages):
        other = Folder(tmp_path / "数据")
        spoil(other, pages)
        return other, key

    spoil_it.pages = range(filled[2] + 1, folder.database.stat().st_size // PAGE)
    return spoil_it


def spoil(folder, pages):
    """Damage pages of a database."""
    raw = bytearray(folder.database.read_bytes())
    for page in pages:
        raw[(page - 1) * PAGE + 200] ^= 1
    folder.database.write_bytes(raw)


def rows(path, key, table):
    with backup.opened(path, key) as own:
        return {row[0]: row[1:] for row in backup.answers(own, f'SELECT rowid, * FROM "{table}"')}


def readable(path, key, table, ids):
    """The truth by another way: each row asked for by itself."""
    own, found = EncryptedDatabase(None), set()
    own.point_at(path, key)
    for number in ids:
        try:
            if backup.answers(own, f'SELECT * FROM "{table}" WHERE rowid = ?', number):
                found.add(number)
        except backup.pw.DatabaseError:
            own.close()
    own.close()
    return found


@pytest.mark.parametrize("seed", range(4))
def test_every_readable_row_is_saved_and_none_is_invented(filled, spoilt, seed):
    folder, key, _ = filled
    damaged, _ = spoilt(random.Random(seed).sample(spoilt.pages, 12))
    before = damaged.database.read_bytes()
    made = salvaging.save_what_reads(damaged.database, Secret(ADMIN, PASSWORD), damaged)
    assert damaged.database.read_bytes() == before
    for table in ("merchant", "pledge", "journal", "clerk"):
        truth, saved = rows(folder.database, key, table), rows(made.file, key, table)
        assert saved.items() <= truth.items()
        assert saved.keys() >= readable(damaged.database, key, table, truth)
        assert made.saved[table] == len(saved)
        lost = {number for first, last in made.lost.get(table, []) for number in range(first, last + 1)}
        assert lost >= truth.keys() - saved.keys()
        assert not lost & saved.keys()
    with backup.opened(made.file, key) as own:
        assert backup.damage(own) == []


def test_a_last_page_that_is_lost_is_told_too(made_store, tmp_path):
    """The highest id is then known from an index or from the journal. Every id is then asked for by itself."""
    folder, key = Folder(tmp_path / "原样"), made_store[1]
    with copied(made_store, folder), writing("导入") as act:
        merchant_writing.add_many(act, [Draft(sign=f"第{n}商行", no_code_reason="无") for n in range(200)])
    damaged = Folder(tmp_path / "数据")
    shutil.copytree(folder.root, damaged.root)
    truth = rows(folder.database, key, "merchant")
    with backup.opened(folder.database, key) as own:
        root = backup.answers(own, "SELECT rootpage FROM sqlite_master WHERE name = 'merchant'")[0][0]
    spoil(damaged, [root])
    made = salvaging.save_what_reads(damaged.database, Secret(ADMIN, PASSWORD), damaged)
    assert len(truth) == 200
    assert made.saved["merchant"] == 0
    assert made.lost["merchant"] == [(1, max(truth))]
    assert made.saved["pledge"] == len(rows(folder.database, key, "pledge"))


def test_what_was_saved_can_be_restored_searched_and_worked_with(spoilt):
    damaged, _ = spoilt(spoilt.pages[100:110])
    made = salvaging.save_what_reads(damaged.database, Secret(ADMIN, PASSWORD), damaged)
    assert made.lost
    restoring.carry_out(restoring.prepare_closed(damaged, made.file, Secret(ADMIN, PASSWORD)))
    everyone = merchants.rows(merchants.ids())
    assert len(everyone) == made.saved["merchant"]
    assert everyone[7].id in merchants.ids(everyone[7].name)
    merchants.save(Draft(sign="后来的店", no_code_reason="无"), None)
    assert len(merchants.ids()) == len(everyone) + 1
    centres.close()


def test_a_whole_file_is_saved_whole(filled, spoilt):
    folder, key, _ = filled
    damaged, _ = spoilt([])
    made = salvaging.save_what_reads(damaged.database, Secret(ADMIN, PASSWORD), damaged)
    assert made.lost == {}
    for table in made.saved:
        assert rows(made.file, key, table) == rows(folder.database, key, table)
    db.point_at(made.file, key)
    assert list(chain.broken()) == []
    db.forget()


def test_the_first_page_cannot_be_done_without(spoilt):
    damaged, _ = spoilt([1])
    with pytest.raises(Problem, match="最前面"):
        salvaging.save_what_reads(damaged.database, Secret(ADMIN, PASSWORD), damaged)
    assert not list(damaged.root.glob("*抢救*"))


def test_a_wrong_password_saves_nothing(spoilt):
    damaged, _ = spoilt([])
    with pytest.raises(vault.WrongSecret):
        salvaging.save_what_reads(damaged.database, Secret(ADMIN, "不对的口令"), damaged)


def test_a_second_attempt_does_not_overwrite_the_first(spoilt):
    damaged, _ = spoilt([])
    made = [salvaging.save_what_reads(damaged.database, Secret(ADMIN, PASSWORD), damaged).file for _ in range(2)]
    assert made[0] != made[1]
    assert not list(damaged.root.glob(f"*{copies.UNFINISHED}*"))
