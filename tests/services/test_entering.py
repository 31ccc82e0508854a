"""Logging in: who gets in, how long to wait, what the journal says, and the slot file of the first format."""

import datetime as dt
import json
import os
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Problem
from app.services import centres, clerks, journal, merchants, session
from app.store import attempts, backup, sealing, vault
from app.store.centres import Clerk
from app.store.database import db
from tests.processes import check

LI, LI_PASSWORD = "李窗口", "窗口的口令 26"
NOON = dt.datetime(2026, 11, 20, 12, 30, 15)


@pytest.fixture
def clock(monkeypatch):
    """Set the time by which failures are counted."""

    def strike(moment):
        monkeypatch.setattr(attempts, "now", lambda: moment)

    strike(NOON)
    return strike


def fail(folder, times, name="王管理"):
    for _ in range(times):
        with pytest.raises(vault.WrongSecret):
            centres.unlock(folder, name, "不是这个口令")


def first_format(path, key, secrets_of):
    """Write a slot file as the first release did: each secret wraps the database key itself."""
    store = sealing.text_of(os.urandom(16))
    slots = []
    for who, kind, secret in secrets_of:
        cost, salt, nonce = {"memory": 8, "passes": 1, "lanes": 1}, sealing.text_of(os.urandom(16)), os.urandom(12)
        bound = json.dumps([1, store, who, kind, cost, salt], ensure_ascii=False, sort_keys=True).encode()
        wrapped = AESGCM(sealing.stretched(secret, salt, sealing.Cost(**cost))).encrypt(nonce, key, bound)
        texts = {"nonce": sealing.text_of(nonce), "key": sealing.text_of(wrapped)}
        slots.append({"who": who, "kind": kind, "cost": cost, "salt": salt, **texts})
    path.write_text(json.dumps({"format": 1, "store": store, "slots": slots}, ensure_ascii=False, indent=1), "utf-8")
    vault._second(path).unlink(missing_ok=True)


def formats(path):
    return {slot["who"]: "seals" in slot for slot in json.loads(path.read_text("utf-8"))["slots"]}


def test_a_log_in_is_journalled_and_lies_before_the_session(store, admin):
    centres.rest()
    centres.unlock(store, *admin)
    assert (journal.last().who, journal.last().what) == (admin[0], "登录")
    assert session.session_start() == journal.last().id
    assert journal.last_of_session() is None


def test_failures_are_counted_and_said_once_after_the_next_success(store, admin, clock):
    clerks.add(LI, "窗口", LI_PASSWORD)
    centres.rest()
    fail(store, 2)
    fail(store, 1, LI)
    fail(store, 1, "12345678")
    centres.unlock(store, *admin)
    what = [entry.what for entry in journal.recent(2)]
    assert what == ["登录", "登录失败 4 次，最近一次 2026-11-20 12:30（王管理、李窗口、名单外的姓名）"]
    assert session.session_start() == journal.last().id
    centres.rest()
    centres.unlock(store, *admin)
    assert [entry.what for entry in journal.recent(2)] == ["登录", "登录"]


def test_after_five_failures_even_the_right_password_waits(store, admin, clock):
    centres.rest()
    fail(store, 5)
    with pytest.raises(centres.TooSoon, match="请等 30 秒再试") as soon:
        centres.unlock(store, *admin)
    assert soon.value.seconds == 30
    clock(NOON + dt.timedelta(seconds=30))
    centres.unlock(store, *admin)
    centres.rest()
    fail(store, 4)
    centres.unlock(store, *admin)


def test_the_wait_outlives_the_program(store, admin, clock):
    centres.close()
    clock(dt.datetime.now())
    fail(store, 5)
    centres.close()
    again = check(store, *admin)
    assert again.returncode == 1
    assert "再试" in again.stderr
    store.attempts.unlink()
    centres.unlock(store, *admin)


def test_no_secret_is_kept_about_failures(store, admin):
    centres.rest()
    fail(store, 3, "不小心打在姓名里的口令")
    said = store.attempts.read_text("utf-8")
    assert "不是这个口令" not in said
    assert "不小心" not in said


def test_a_password_tried_at_the_desk_counts_too(store, admin, clock):
    for _ in range(5):
        with pytest.raises(vault.WrongSecret):
            clerks.confirm(admin[0], "不是这个口令")
    with pytest.raises(centres.TooSoon):
        clerks.change_own_password(admin[1], "另一个口令 26")
    assert session.clerk().name == admin[0]


def test_a_slot_without_a_person_lets_nobody_in(store, admin):
    vault.put(store.keys, db._key, "混进来的", vault.PASSWORD, "混进来的口令")
    centres.rest()
    with pytest.raises(Problem, match="“混进来的”不在人员名单里"):
        centres.unlock(store, "混进来的", "混进来的口令")
    with pytest.raises(session.Denied):
        merchants.ids()
    assert db._key == b""
    centres.unlock(store, *admin)
    assert vault.people(store.keys) == [admin[0]]


def test_a_person_without_a_slot_is_shown_as_locked_out_and_helped(store, admin):
    Clerk.insert(name=LI, role="窗口", act=1).execute()
    centres.rest()
    fail(store, 1, LI)
    centres.unlock(store, *admin)
    assert [person.locked_out for person in clerks.listing()] == [False, True]
    clerks.set_password(LI, LI_PASSWORD)
    centres.rest()
    centres.unlock(store, LI, LI_PASSWORD)


def test_rest_drops_the_key_and_holds_the_folder(store, admin):
    centres.rest()
    assert (db._key, db.deferred) == (b"", True)
    with pytest.raises(session.Denied, match="还没有登录"):
        merchants.ids()
    take = "from app.paths import Folder; from app.store import lock; import sys, pathlib;"
    take += "lock.take(Folder(pathlib.Path(sys.argv[1])))"
    other = subprocess.run([sys.executable, "-c", take, str(store.root)], capture_output=True, check=False)
    assert b"InUse" in other.stderr
    centres.unlock(store, *admin)
    assert merchants.ids() == []


def test_a_refused_change_of_clerks_leaves_nobody_at_the_desk(store, admin):
    fail(store, 1)
    with pytest.raises(session.Denied, match="还没有登录"):
        merchants.ids()
    centres.unlock(store, *admin)


def test_slots_of_the_first_format_open_and_become_the_second_one_by_one(store, admin):
    clerks.add(LI, "窗口", LI_PASSWORD)
    key, code = db._key, centres.new_recovery_code()
    centres.close()
    who = [(*admin, vault.PASSWORD), (LI, LI_PASSWORD, vault.PASSWORD), ("", vault.plain_code(code), vault.RECOVERY)]
    first_format(store.keys, key, [(name, kind, secret) for name, secret, kind in who])
    assert vault.people(store.keys) == [admin[0], LI]
    with pytest.raises(vault.WrongSecret):
        centres.unlock(store, LI, admin[1])
    assert formats(store.keys) == {admin[0]: False, LI: False, "": False}
    centres.unlock(store, *admin)
    assert db._key == key
    assert formats(store.keys) == {admin[0]: True, LI: False, "": False}
    assert not clerks.recovery_is_current()
    for name, secret, now in ((LI, LI_PASSWORD, {LI}), (admin[0], code, {LI, ""})):
        centres.rest()
        centres.unlock(store, name, secret)
        assert {who for who, new in formats(store.keys).items() if new} == {admin[0], *now}
    assert clerks.recovery_is_current()


def test_a_new_key_drops_slots_of_the_first_format_and_says_who_needs_a_password(store, admin):
    for name in (LI, "孙七"):
        clerks.add(name, "窗口", LI_PASSWORD)
    key, code = db._key, vault.plain_code(centres.new_recovery_code())
    centres.close()
    old = [(LI, vault.PASSWORD, LI_PASSWORD), ("孙七", vault.PASSWORD, LI_PASSWORD), ("", vault.RECOVERY, code)]
    first_format(store.keys, key, [(admin[0], vault.PASSWORD, admin[1]), *old])
    centres.unlock(store, *admin)
    clerks.remove("孙七")
    assert [(person.name, person.locked_out) for person in clerks.listing()] == [(admin[0], False), (LI, True)]
    assert not clerks.recovery_is_current()
    clerks.set_password(LI, LI_PASSWORD)
    clerks.keep_recovery(centres.new_recovery_code())
    assert clerks.recovery_is_current()
    assert not backup.opens(store.database, key)


def test_a_damaged_slot_of_the_first_format_is_said_so(store, admin):
    key = db._key
    centres.close()
    first_format(store.keys, key, [(*admin[:1], vault.PASSWORD, admin[1])])
    said = json.loads(store.keys.read_text("utf-8"))
    said["slots"][0]["nonce"] = "不是密文"
    store.keys.write_text(json.dumps(said), "utf-8")
    with pytest.raises(Problem, match=r"钥匙文件有损坏.*数据本身没有改动"):
        centres.unlock(store, *admin)
