"""A restore that is killed at any moment leaves the old state or the new one, never half."""

import os
import shutil

import pytest

from app.domain.merchants import Draft
from app.services import backups, centres, merchants, restoring
from app.services.restoring import Secret
from app.store import backup, chain, copies, files
from app.store.attachments import Attachment, AttachmentKey
from app.store.database import db
from app.store.writing import writing


def add(sign):
    merchants.save(Draft(sign=sign, no_code_reason="无"), None)


def signs():
    return sorted(row.sign for row in merchants.rows(merchants.ids()))


def attach(folder):
    digest = files.put(folder.attachments, bytes(AttachmentKey.get().key), b"scan")
    with writing("添加附件") as act:
        act.add(Attachment(noun="merchant", row=1, name="照片", kind="jpg", hash=digest, size=4, added_at=""))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed in the middle")
@pytest.mark.parametrize("open_store", [True, False], ids=["open", "log-in"])
def test_killed_at_any_file_operation_there_is_the_old_state_or_the_new(store, admin, open_store):
    add("瑞和茶庄")
    attach(store)
    copy = backups.make().copy
    add("曾家面馆")
    centres.close()
    kept = store.root.with_name("原样")
    shutil.copytree(store.root, kept)
    ends = []
    for number in range(1, 200):
        shutil.rmtree(store.root)
        shutil.copytree(kept, store.root)
        code = _in_a_child(lambda n=number: _restore_until(store, admin, copy.path, n, open_store))
        centres.unlock(store, *admin)
        ends.append(tuple(signs()))
        assert backup.is_whole(store.database, db._key)
        assert list(chain.broken()) == []
        centres.close()
        if code == 0:
            break
    assert code == 0
    old, new = ("曾家面馆", "瑞和茶庄"), ("瑞和茶庄",)
    assert len(ends) > 10
    turn = ends.index(new)
    assert ends == [old] * turn + [new] * (len(ends) - turn)
    assert turn > 0


def _in_a_child(act):
    child = os.fork()
    if not child:
        try:
            act()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a child must not go on as if it were the test run
            os._exit(3)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _restore_until(folder, admin, path, number, open_store):
    """Restore, and end the process like a kill before the file operation of this number."""
    calls = iter(range(1, 10_000))

    def counted(real):
        def call(*args, **named):
            if next(calls) == number:
                os._exit(9)
            return real(*args, **named)

        return call

    for name in ("replace", "fsync", "unlink", "open", "mkdir"):
        setattr(os, name, counted(getattr(os, name)))
    write, publish = restoring._write, copies.publish
    restoring._write, copies.publish = counted(write), counted(publish)
    if open_store:
        centres.unlock(folder, *admin)
        restoring.carry_out(restoring.prepare(path))
    else:
        restoring.carry_out(restoring.prepare_closed(folder, path, Secret(*admin)))
