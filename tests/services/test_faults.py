"""Faults that are forced, not acted: what was saved before is all there, nothing is half written, and it is said."""

import errno
import os
import random
import signal
import subprocess
import time

import pytest

from app.domain.errors import Problem, Remedy
from app.domain.merchants import Draft
from app.paths import Folder
from app.services import centres, integrity, merchants
from app.store import backup, lock
from app.store.database import db
from app.store.faults import as_problem
from tests.disks import fill, small

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="mounts, forks and signals of Linux")


def add(sign, note=""):
    return merchants.save(Draft(sign=sign, no_code_reason="办理中", note=note), None)


def signs():
    return sorted(row.name for row in merchants.rows(merchants.ids()))


def refused(work, remedy):
    with pytest.raises(Problem) as raised:
        work()
    assert raised.value.remedy is remedy
    return str(raised.value)


@pytest.fixture
def stick(tmp_path):
    with small(tmp_path / "盘") as place:
        yield place


@pytest.fixture
def desk(stick, admin):
    """A store on that disk, with one merchant in it."""
    folder = Folder(stick / "数据")
    centres.create(folder, "会战商圈党群服务中心", *admin, centres.new_recovery_code())
    add("瑞和茶庄")
    return folder


def write_protect(stick, on=True):
    subprocess.run(["mount", "-o", f"remount,{'ro' if on else 'rw'}", stick], check=True)


def test_a_full_disk_loses_nothing_and_goes_on_once_there_is_room(desk, stick, admin):
    fill(stick)
    said = refused(lambda: [add(f"第{n}家", "字" * 400) for n in range(2000)], Remedy.FOLDER)
    assert "之前的数据没有丢" in said
    (stick / "占满").unlink()
    assert "瑞和茶庄" in signs()
    kept = signs()
    add("曾家面馆")
    centres.close()
    centres.unlock(desk, *admin)
    assert signs() == sorted([*kept, "曾家面馆"])
    assert integrity.check().fine


def test_a_full_disk_at_the_start_is_said(desk, stick, admin):
    centres.close()
    fill(stick)
    refused(lambda: centres.unlock(desk, *admin), Remedy.FOLDER)
    (stick / "占满").unlink()
    centres.close()
    centres.unlock(desk, *admin)
    assert signs() == ["瑞和茶庄"]


def test_an_export_to_a_full_disk_leaves_nothing_half(store, stick):
    add("瑞和茶庄")
    fill(stick)
    said = refused(lambda: merchants.export(stick / "台账.xlsx"), Remedy.ELSEWHERE)
    assert "磁盘空间不够" in said
    assert [file.name for file in stick.iterdir()] == ["占满"]


def test_what_becomes_read_only_while_working_refuses_and_loses_nothing(store, admin):
    add("瑞和茶庄")
    db.execute_sql("PRAGMA query_only = 1")
    said = refused(lambda: add("曾家面馆"), Remedy.FOLDER)
    assert "之前的数据没有丢" in said
    centres.close()
    centres.unlock(store, *admin)
    assert signs() == ["瑞和茶庄"]
    assert integrity.check().fine


def test_a_stick_locked_before_the_start_is_said(desk, stick, admin):
    centres.close()
    write_protect(stick)
    said = refused(lambda: centres.unlock(desk, *admin), Remedy.RETRY)
    assert "U 盘写保护" in said
    write_protect(stick, on=False)
    centres.unlock(desk, *admin)
    assert signs() == ["瑞和茶庄"]


def test_an_export_to_a_locked_stick_goes_elsewhere(store, stick):
    add("瑞和茶庄")
    write_protect(stick)
    refused(lambda: merchants.export(stick / "台账.xlsx"), Remedy.ELSEWHERE)
    assert list(stick.iterdir()) == []


def test_a_file_open_in_wps_keeps_its_content(store, tmp_path, monkeypatch):
    add("瑞和茶庄")
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(b"open in WPS")

    def in_use(*_):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", in_use)
    said = refused(lambda: merchants.export(ledger), Remedy.SAVE_AS)
    assert "WPS" in said
    assert ledger.read_bytes() == b"open in WPS"
    assert [file.name for file in tmp_path.iterdir() if file.suffix in {".part", ".xlsx"}] == ["台账.xlsx"]


def test_a_damaged_page_is_said_and_never_overwritten(store, admin):
    for number in range(60):
        add(f"第{number}家", "字" * 400)
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    centres.close()
    content = bytearray(store.database.read_bytes())
    for place in range(len(content) // 3, len(content) // 3 * 2, 4096):
        content[place + 100] ^= 0xFF
    store.database.write_bytes(content)

    def work():
        centres.unlock(store, *admin)
        add("再来一家")
        merchants.rows(merchants.ids())

    with pytest.raises(Exception, match=r"损坏|malformed|不符") as raised:
        work()
    error = raised.value
    problem = error if isinstance(error, Problem) else as_problem(error)
    assert problem
    assert problem.remedy is Remedy.RESTORE


def test_a_newer_file_is_left_as_it_is(store, admin):
    db.user_version = 999
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    centres.close()
    before = store.database.read_bytes()
    said = refused(lambda: centres.unlock(store, *admin), Remedy.QUIT)
    assert "更新版本" in said
    assert store.database.read_bytes() == before


def test_a_second_program_is_told_who_is_in(store, admin):
    centres.close()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        centres.unlock(store, *admin)
        os.write(writing, b"in")
        time.sleep(60)
        os._exit(0)
    try:
        assert os.read(reading, 2) == b"in"
        said = refused(lambda: lock.take(store), Remedy.QUIT)
        assert admin[0] in said
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    centres.unlock(store, *admin)


@pytest.mark.parametrize("seed", range(5))
def test_killed_at_any_moment_what_was_acknowledged_is_there(store, admin, seed):
    centres.close()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        centres.unlock(store, *admin)
        os.write(writing, b"start\n")
        for number in range(10_000):
            add(f"第{number}家")
            os.write(writing, f"第{number}家\n".encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as acknowledged:
        assert acknowledged.readline() == "start\n"
        time.sleep(random.Random(seed).uniform(0.01, 0.3))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        promised = acknowledged.read().splitlines()
    centres.unlock(store, *admin)
    there = signs()
    assert set(promised) <= set(there)
    assert len(there) - len(promised) in (0, 1)
    assert integrity.check().fine
    assert backup.is_whole(store.database, db._key)
