"""A few kills, power cuts and turned bits; and that each kind of harm would be seen."""

import random
import subprocess
import sys

import fault_clerk
import fault_flips
import fault_kills
import fault_power
import fault_trace
import pytest

from app.paths import Folder
from app.services import centres
from app.store.database import db

PLEDGE = "id + 999, act, removed_at, merchant_id, kind, signed, withdrawn"


@pytest.fixture
def worked(tmp_path):
    """A store with some acts in it, open, and what was acknowledged."""
    folder, told = Folder(tmp_path / "数据"), []
    fault_clerk.make_store(folder)
    fault_clerk.work(folder, random.Random(3), told.append, 20)
    yield folder, told
    centres.close()


@pytest.fixture
def found(worked):
    """What is found wrong after some statements were run behind the program's back."""
    folder, told = worked

    def look(*statements, told=told):
        for statement in statements:
            db.execute_sql(statement)
        centres.close()
        return fault_clerk.faults(folder, told)

    return look


def test_what_was_acknowledged_survives_kills():
    done, acts, wrong = fault_kills.run(rounds=12, seconds=60)
    assert (done, wrong) == (12, [])
    assert acts > fault_kills.WARM_UP / 2


def test_what_was_acknowledged_survives_power_cuts():
    if not fault_trace.installed():
        pytest.skip(fault_trace.MISSING)
    tried, acts, wrong = fault_power.run(acts=20, images=18, seconds=60)
    assert (tried, wrong) == (18, [])
    assert acts > 10


def test_turned_bits_are_found():
    assert fault_flips.run(9) == (9, 9, [])


def test_a_store_that_was_only_worked_on_is_whole(found):
    assert found() == []


def test_a_lost_act_is_seen(found):
    assert found(told=["1 0000"]) == ["lost: 1 0000"]


@pytest.mark.parametrize(
    ("statement", "harm"),
    [
        ("DELETE FROM pledge WHERE id = (SELECT max(id) FROM pledge)", "in the journal alone"),
        (f"INSERT INTO pledge SELECT {PLEDGE} FROM pledge LIMIT 1", "not in the journal"),
        ("UPDATE merchant SET note = 'x', act = act WHERE id = 1", "merchant 1 differs"),
        ("DELETE FROM merchant_search WHERE rowid = 1", "of them searchable"),
    ],
)
def test_half_an_act_is_seen(found, statement, harm):
    wrong = found(statement)
    assert [each for each in wrong if each.startswith("half") and harm in each]


def test_a_broken_chain_is_seen(found):
    wrong = found("DROP TRIGGER journal_keeps_update", "UPDATE journal SET what = 'x' WHERE id = 2")
    assert "chain broken at 2" in wrong


def test_a_store_that_does_not_open_is_seen(worked):
    folder, told = worked
    centres.close()
    folder.database.write_bytes(b"not a database" * 1000)
    assert [each.split(":")[0] for each in fault_clerk.faults(folder, told)] == ["unopenable"]


def step(kind, file=0, name="", other="", place=0, content=b""):
    return fault_trace.Step(kind, file, name, other, place, content)


@pytest.fixture
def disk():
    made = fault_power.Disk()
    for each in (step("make", 1, "a"), step("write", 1, content=b"x" * 1024), step("sync", 1)):
        made.take(each)
    return made


def test_what_is_synced_survives_a_power_cut(disk):
    for mode in fault_power.MODES:
        assert disk.after_a_cut(mode, random.Random(1)) == {"a": b"x" * 1024}


def test_what_is_not_synced_may_be_lost_kept_or_torn(disk):
    disk.take(step("write", 1, place=0, content=b"y" * 1024))
    assert disk.after_a_cut("none", random.Random(1)) == {"a": b"x" * 1024}
    images = {bytes(disk.after_a_cut("torn", random.Random(seed))["a"]) for seed in range(30)}
    assert images == {b"x" * 1024, b"y" * 512 + b"x" * 512, b"y" * 1024}


def test_a_file_may_still_have_its_old_name(disk):
    disk.take(step("move", name="a", other="b"))
    assert {tuple(disk.after_a_cut("subset", random.Random(seed))) for seed in range(20)} == {("a",), ("b",)}


def test_calls_are_read_back_byte_for_byte(tmp_path):
    if not fault_trace.installed():
        pytest.skip(fault_trace.MISSING)
    root, told, log = (tmp_path / name for name in ("数据", "told", "log"))
    root.mkdir()
    program = (
        "import os, sys; os.chdir('/'); root, told = sys.argv[1:]\n"
        "file = open(root + '/a.new', 'wb', 0); file.write(b'one'); file.write(b'two')\n"
        "os.fsync(file.fileno()); os.pwrite(file.fileno(), b'T', 3); os.truncate(file.fileno(), 5)\n"
        "os.replace(root + '/a.new', root + '/a'); open(told, 'wb', 0).write(b'done'); os.unlink(root + '/a')\n"
    )
    command = fault_trace.command(log, sys.executable, "-c", program, str(root), str(told))
    subprocess.run(command, check=True)
    a, b = str(root / "a.new"), str(root / "a")
    assert list(fault_trace.Reader(root, told).steps(log)) == [
        step("make", 1, a),
        step("write", 1, content=b"one"),
        step("write", 1, place=3, content=b"two"),
        step("sync", 1),
        step("write", 1, place=3, content=b"T"),
        step("cut", 1, place=5),
        step("move", name=a, other=b),
        step("tell", content=b"done"),
        step("drop", name=b),
    ]
