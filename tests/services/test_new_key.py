"""Removing a person gives the database a new key; killed at any moment, the next log-in finds it whole and finishes."""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from app.domain.errors import Problem
from app.paths import Folder
from app.services import centres, clerks, integrity, journal, merchants
from app.store import backup, people, rekey, vault
from app.store.database import EncryptedDatabase, db

GONE, HIS = "李窗口", "窗口的口令 26"
MOST_EFFECTS = 200
HARMLESS = ("SELECT", "PRAGMA cipher", "PRAGMA quick", "PRAGMA user", "PRAGMA locking")
"""What changes nothing on the disk."""


def no_progress(done, total):
    """Nobody watches."""


@pytest.fixture
def staffed(store, admin):
    """A closed store with somebody to remove, a backup, and the key it has."""
    clerks.add(GONE, "窗口", HIS)
    backup.copy(store, "测试")
    key = db._key
    centres.close()
    return store, key


def copied(folder, to):
    shutil.copytree(folder.root, to)
    return Folder(to)


def remove(folder, admin):
    centres.unlock(folder, *admin)
    clerks.remove(GONE)


def die_at(effect):
    """From now on this process kills itself just before its n-th effect on the disk."""
    left = iter(range(effect, -1, -1))

    def deadly(owner, name):
        true = getattr(owner, name)

        def counted(*args, **named):
            if not "".join(map(str, args[1:2])).startswith(HARMLESS) and next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return true(*args, **named)

        setattr(owner, name, counted)

    for owner, name in ((os, "replace"), (Path, "unlink"), (EncryptedDatabase, "execute_sql")):
        deadly(owner, name)


def killed_at(effect, work):
    """Run work in a process that dies before its n-th effect; whether it did."""
    child = os.fork()
    if not child:
        code = 1
        try:
            die_at(effect)
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def opens(folder, *who):
    try:
        centres.unlock(folder, *who)
    except Problem:
        return False
    centres.rest()
    return True


def check_finished(folder, old):
    """The administrator is in, the data is whole, and the person is in or out, with everything that goes with it."""
    assert integrity.check().fine
    assert merchants.ids() == []
    out = GONE not in [person.name for person in clerks.listing()]
    assert out == (GONE not in vault.people(folder.keys))
    assert not rekey.due()
    assert not list(folder.root.glob("数据.db.next*"))
    assert clerks.recovery_is_current()
    if out:
        assert "移除人员 李窗口" in [entry.what for entry in journal.recent(5)]
        assert not backup.opens(folder.database, old)
        assert [GONE in vault.people(slots) for slots in folder.backups.glob("*.json")] == [False]
    return out


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_at_any_moment_a_removal_is_done_or_not_and_the_next_log_in_finishes_it(staffed, admin, tmp_path):
    folder, old = staffed
    outcomes, effect, died = [], 0, True
    while died and effect < MOST_EFFECTS:
        own = copied(folder, tmp_path / str(effect))
        died = killed_at(effect, lambda own=own: remove(own, admin))
        centres.unlock(own, *admin)
        out = check_finished(own, old)
        assert opens(own, GONE, HIS) == (not out)
        centres.close()
        shutil.rmtree(own.root)
        outcomes.append(out)
        effect += 1
    assert outcomes == sorted(outcomes), "once done it stays done"
    assert (outcomes[0], outcomes[-1]) == (False, True)
    assert outcomes.count(True) > 20


def test_neither_the_old_key_nor_the_old_slots_open_what_was_removed_from(staffed, admin):
    folder, old = staffed
    his_slots = folder.keys.read_bytes()
    remove(folder, admin)
    assert not backup.opens(folder.database, old)
    assert backup.opens(folder.database, db._key)
    centres.close()
    folder.keys.write_bytes(his_slots)
    with pytest.raises(Problem, match="与它不符"):
        centres.unlock(folder, GONE, HIS)


def test_everybody_else_and_the_recovery_code_still_open_it_without_a_password_asked(folder, admin):
    code = centres.new_recovery_code()
    centres.create(folder, "会战商圈党群服务中心", *admin, code)
    for name, role, password in ((GONE, "窗口", HIS), ("赵复核", "复核", "复核的口令 26")):
        clerks.add(name, role, password)
    clerks.remove(GONE)
    centres.close()
    assert opens(folder, "赵复核", "复核的口令 26")
    assert opens(folder, admin[0], code)
    assert opens(folder, *admin)
    centres.close()


def test_what_cannot_be_given_a_new_key_now_is_given_it_at_the_next_log_in(staffed, admin, monkeypatch):
    folder, old = staffed
    centres.unlock(folder, *admin)
    other = EncryptedDatabase(None, timeout=0)
    other.point_at(folder.database, old)
    other.connect()
    monkeypatch.setattr(db, "_timeout", 0)
    with pytest.raises(Problem, match=r"已经移除，不能再登录.*下次登录时会自动再换.*正被另一项工作占用"):
        clerks.remove(GONE)
    assert rekey.due()
    assert merchants.ids() == []
    assert not opens(folder, GONE, HIS)
    other.close()
    centres.unlock(folder, *admin)
    assert check_finished(folder, old)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_work_that_is_stopped_leaves_the_key_as_it_was(staffed, admin, step):
    folder, old = staffed
    centres.unlock(folder, *admin)
    rekey.make_due()

    def stop(done, total):
        if done == step:
            raise Problem("停")

    with pytest.raises(Problem, match="停"):
        rekey.change_key(folder, stop)
    assert db._key == old
    assert rekey.due()
    assert not list(folder.root.glob("数据.db.next*"))
    rekey.change_key(folder, no_progress)
    assert (db._key != old, rekey.due()) == (True, False)


def test_a_copy_that_is_not_whole_never_takes_the_place(staffed, admin, monkeypatch):
    folder, old = staffed
    centres.unlock(folder, *admin)
    counts = iter([{"merchant": 1}, {"merchant": 2}])
    monkeypatch.setattr(rekey, "_counts", lambda _: next(counts))
    with pytest.raises(Problem, match="有损坏"):
        rekey.change_key(folder, no_progress)
    assert backup.opens(folder.database, old)
    assert vault.unlock(folder.keys, *admin).keys == (old,)


def test_a_database_restored_under_its_old_key_is_opened_with_its_old_slots(staffed, admin):
    folder, old = staffed
    [kept] = folder.backups.glob("*.db")
    remove(folder, admin)
    centres.close()
    shutil.copy2(kept, folder.database)
    shutil.copy2(kept.with_suffix(".json"), folder.keys)
    centres.unlock(folder, *admin)
    assert db._key == old
    assert GONE in people.in_use()
    assert not opens(folder, GONE, HIS), "his slot is gone from the backup, too"
