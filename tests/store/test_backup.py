"""Copies are checked before they have a name, carry all they need, and cost no good copy its place."""

import datetime as dt
import os

import pytest

from app.domain.errors import Cancelled, Problem
from app.domain.merchants import Draft
from app.services import merchants
from app.store import backup, copies, files, stopping
from app.store.attachments import Attachment, AttachmentKey
from app.store.database import db
from app.store.writing import writing

NOW = dt.datetime(2026, 11, 20, 18, 0)


def add(sign):
    merchants.save(Draft(sign=sign, no_code_reason="无"), None)


def names(folder):
    return sorted(path.name for path in folder.backups.iterdir())


def spoil(path, at=None):
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 if at is None else at] ^= 1
    path.write_bytes(raw)


def renamed(copy, at, reason="自动"):
    """The same copy as if it had been made at another time."""
    stem = f"{at:%Y%m%d-%H%M%S}-{reason}"
    for suffix in (copies.SUFFIX, copies.SLOTS, copies.FACTS):
        copies.duplicate(copy.with_suffix(suffix), copy.with_name(stem + suffix))
    return copy.with_name(stem + copies.SUFFIX)


def attach(folder, content):
    key = bytes(AttachmentKey.get().key)
    digest = files.put(folder.attachments, key, content)
    with writing("添加附件") as act:
        act.add(
            Attachment(noun="merchant", row=1, name="照片", kind="jpg", hash=digest, size=len(content), added_at="")
        )
    return digest


def test_a_copy_holds_every_row_and_says_what_it_holds(store):
    add("瑞和茶庄")
    copy = copies.read(backup.copy(store, "手动"))
    with backup.opened(copy.path, db._key) as own:
        assert own.execute_sql("SELECT sign FROM merchant").fetchall() == [("瑞和茶庄",)]
        assert backup.damage(own) == []
    assert copy.looks_good()
    assert copies.is_unchanged(copy)
    assert (copy.reason, copy.facts.merchants, copy.facts.entries) == ("手动", 1, 2)
    assert copy.slots.read_bytes() == store.keys.read_bytes()
    assert len(names(store)) == 3  # the copy, its slots, its facts


def test_two_copies_in_one_second_do_not_meet(store):
    first, second = backup.copy(store, "手动"), backup.copy(store, "手动")
    assert first != second
    assert [copy.reason for copy in copies.found(store.backups)] == ["手动", "手动"]


def test_a_copy_is_no_readable_file(store):
    add("瑞和茶庄")
    copy = backup.copy(store, "手动")
    for path in store.backups.iterdir():
        assert "瑞和茶庄".encode() not in path.read_bytes()
    assert not copy.read_bytes().startswith(b"SQLite")


def test_a_copy_that_was_written_badly_is_not_kept(store, monkeypatch):
    good = backup.copy(store, "手动")
    write = backup._write

    def badly(source, key, draft, report):
        counts = write(source, key, draft, report)
        spoil(draft)
        return counts

    monkeypatch.setattr(backup, "_write", badly)
    with pytest.raises(Problem, match="以前的备份都在"):
        backup.copy(store, "手动")
    assert [copy.path for copy in copies.found(store.backups)] == [good]


def test_a_copy_that_lacks_a_row_is_not_kept(store, monkeypatch):
    write = backup._write
    monkeypatch.setattr(backup, "_write", lambda *args: {**write(*args), "merchant": 1})
    with pytest.raises(Problem, match="核对不上"):
        backup.copy(store, "手动")
    assert names(store) == []


def test_rows_written_meanwhile_do_not_fail_the_check(store, monkeypatch):
    add("瑞和茶庄")
    quietly, late = backup._written_quietly, iter(["曾家面馆", "永泰书店"])

    def disturbed(own, draft, report):
        def write(done, total):
            if done == 1 and (sign := next(late, None)):
                add(sign)
            report(done, total)

        return quietly(own, draft, write)

    monkeypatch.setattr(backup, "_written_quietly", disturbed)
    assert copies.read(backup.copy(store, "手动")).facts.merchants == 3


def test_somebody_who_writes_without_end_is_held_up_for_the_last_try(store, monkeypatch):
    quietly, tries = backup._written_quietly, []

    def disturbed(own, draft, report):
        tries.append(draft)
        if len(tries) <= backup._TRIES:
            add(f"第{len(tries)}家")
            quietly(own, draft, report)
            return {}
        return quietly(own, draft, report)

    monkeypatch.setattr(backup, "_written_quietly", disturbed)
    assert copies.read(backup.copy(store, "手动")).facts.merchants == backup._TRIES


def test_cancelling_leaves_nothing(store, monkeypatch):
    monkeypatch.setattr(stopping, "_OPERATIONS", 1)

    def stop(done, total):
        if done == 1:
            stop.asked += 1
            if stop.asked > 3:
                raise Cancelled

    stop.asked = 0
    with pytest.raises(Cancelled):
        backup.copy(store, "手动", stop)
    assert names(store) == []
    assert copies.read(backup.copy(store, "手动")).looks_good()


@pytest.mark.parametrize("number", range(1, 8))
def test_a_copy_cut_off_at_any_file_operation_leaves_no_half_copy(store, monkeypatch, number):
    add("瑞和茶庄")
    attach(store, b"scan")
    kept = backup.copy(store, "手动")
    attach(store, b"another scan")
    calls = iter(range(1, 1000))

    def counted(real):
        def call(*args):
            if next(calls) == number:
                raise OSError(28, "No space left on device")
            return real(*args)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", counted(os.replace))
        patch.setattr(os, "fsync", counted(os.fsync))
        with pytest.raises(Problem, match="磁盘已满"):
            backup.copy(store, "手动")
    assert [copy.path for copy in copies.found(store.backups)] == [kept]
    assert all(map(copies.is_unchanged, copies.found(store.backups)))


def test_before_an_import_the_sentence_says_that_it_did_not_begin(store, monkeypatch):
    monkeypatch.setattr(copies, "publish", lambda *args: (_ for _ in ()).throw(PermissionError(13, "no")))
    with pytest.raises(Problem, match="不许写入，所以这项工作没有开始"):
        backup.copy(store, "导入前")


def test_attachments_are_in_the_pool_before_the_copy_has_its_name(store, monkeypatch):
    digest = attach(store, b"scan")
    publish, seen = copies.publish, []

    def watch(draft, path):
        if path.suffix == copies.SUFFIX:
            seen.append(files.hashes(store.backups / copies.POOL))
        publish(draft, path)

    monkeypatch.setattr(copies, "publish", watch)
    copy = copies.read(backup.copy(store, "手动"))
    assert seen == [{digest}]
    assert copy.facts.attachments == (digest,)


def test_a_pooled_attachment_is_not_overwritten_by_a_spoilt_one(store):
    digest = attach(store, b"scan")
    backup.copy(store, "手动")
    spoil(files.path_of(store.attachments, digest))
    backup.copy(store, "手动")
    key = bytes(AttachmentKey.get().key)
    assert files.get(store.backups / copies.POOL, key, digest) == b"scan"


def test_thinning_drops_files_slots_facts_and_what_only_they_held(store):
    first = attach(store, b"scan")
    copy = backup.copy(store, "手动")
    Attachment.delete().execute()
    second = attach(store, b"another")
    newer = backup.copy(store, "手动")
    old = [renamed(copy, NOW - dt.timedelta(days=2, hours=hours)) for hours in (1, 2, 3)]
    kept = renamed(newer, NOW - dt.timedelta(days=2))
    copies._drop(copies.read(copy))
    assert backup.thin(store, NOW) == 3
    assert not any(path.exists() for path in old)
    assert kept.exists()
    assert newer.exists()
    assert files.hashes(store.backups / copies.POOL) == {second} != {first}


def test_nothing_is_dropped_for_a_copy_that_no_longer_reads(store):
    add("瑞和茶庄")
    copy = backup.copy(store, "手动")
    older = renamed(copy, NOW - dt.timedelta(days=2, hours=1))
    newer = renamed(copy, NOW - dt.timedelta(days=2))
    spoil(newer)
    assert backup.thin(store, NOW) == 0
    assert older.exists()
    assert not copies.read(newer).looks_good()


def test_a_damaged_store_costs_no_copy_its_place(store):
    for number in range(60):
        add(f"第{number}家")
    copy = backup.copy(store, "手动")
    old = [renamed(copy, NOW - dt.timedelta(days=2, hours=hours)) for hours in (0, 1)]
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    for start in range(4096, store.database.stat().st_size, 4096):
        spoil(store.database, start + 100)
    assert backup.thin(store, NOW) == 0
    assert all(path.exists() for path in old)
    with pytest.raises(Problem):
        backup.copy(store, "手动")
    assert len(copies.found(store.backups)) == 3


def test_leftovers_of_a_cut_off_copy_are_cleared_by_the_next(store):
    store.backups.mkdir()
    for name in ("20261120-101112-手动.new", "20261120-101112-手动.json", "20261120-101112-手动.info"):
        (store.backups / name).write_text("x")
    copy = backup.copy(store, "手动")
    assert {path.stem for path in store.backups.iterdir()} == {copy.stem}


def test_a_copy_sent_to_a_stick_is_read_back(store, tmp_path):
    attach(store, b"scan")
    copy = copies.read(backup.copy(store, "手动"))
    sent = copies.read(copies.send(copy, tmp_path / "U盘"))
    assert copies.is_unchanged(sent)
    assert files.hashes(sent.pool) == set(copy.facts.attachments)
    assert sent.slots.read_bytes() == copy.slots.read_bytes()


def test_the_last_copy_is_the_newest_good_one(store):
    assert backup.last(store) is None
    copy = backup.copy(store, "手动")
    damaged = renamed(copy, NOW + dt.timedelta(days=400))
    spoil(damaged)
    assert not copies.is_unchanged(copies.read(damaged))
    assert backup.newest(store).path == copy
