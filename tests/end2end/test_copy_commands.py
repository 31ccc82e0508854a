"""backup, restore and salvage without a window."""

import shutil
from pathlib import Path

import pytest

from app.paths import Folder
from app.services import centres, imports

PASSWORD = "口令 12345678"
LEDGER = "tests/data/商户台账.xlsx"


@pytest.fixture
def desk(begun, command):
    """Run a command on a data folder; gives the exit code, the answer and what was complained of."""

    def run(*words, data="数据", lines=(PASSWORD,)):
        return command(*words, data=data, lines=lines)

    return run


@pytest.fixture(scope="module")
def ledger(made_store, tmp_path_factory):
    """The data of a store into which the ledger was brought."""
    folder = Folder(tmp_path_factory.mktemp("ledger") / "数据")
    shutil.copytree(made_store[0].root, folder.root)
    centres.unlock(folder, "王管理", PASSWORD)
    imports.carry_out(imports.read(Path(LEDGER)))
    centres.close()
    return folder


@pytest.fixture
def filled(desk, begun, ledger):
    shutil.copytree(ledger.root, begun.root, dirs_exist_ok=True)
    return desk


def total(desk, **named):
    return desk("list", "merchants", "--limit", "1", **named)[1]["total"]


def test_a_copy_on_a_stick_becomes_the_store_of_another_computer(filled, tmp_path):
    code, made, _ = filled("backup", str(tmp_path / "U盘"))
    assert code == 0
    assert made["file"].startswith(str(tmp_path / "U盘"))
    assert made["bytes"] > 100_000
    code, back, _ = filled("restore", made["file"], data="另一台")
    assert code == 0
    assert back["rows"] >= made["rows"]
    assert total(filled, data="另一台") == total(filled)


def test_a_copy_can_be_given_its_name(filled, tmp_path):
    _, made, _ = filled("backup", str(tmp_path / "月底.db"))
    assert made["file"] == str(tmp_path / "月底.db")
    assert filled("restore", made["file"], data="另一台")[0] == 0


def test_an_earlier_state_comes_back_over_the_present_one(desk, tmp_path):
    code, made, _ = desk("backup")
    assert code == 0
    assert made["rows"] > 0
    desk("import", "merchants", LEDGER)
    assert total(desk) > 2000
    assert desk("restore", made["file"])[0] == 0
    assert total(desk) == 0
    assert list((tmp_path / "数据" / "备份").glob("*还原前.db"))


def test_a_copy_under_an_older_key_asks_for_the_password_of_then(desk):
    desk("user", "add", "周窗口", "--role", "窗口", lines=(PASSWORD, "另一个口令 9876"))
    _, made, _ = desk("--user", "王管理", "backup")
    assert desk("--user", "王管理", "user", "remove", "周窗口")[0] == 0
    code, _, complaint = desk("--user", "王管理", "restore", made["file"], lines=(PASSWORD, "不对的口令"))
    assert (code, complaint[:4]) == (1, "口令不对")
    assert desk("--user", "王管理", "restore", made["file"], lines=(PASSWORD, PASSWORD))[0] == 0


def test_salvage_tells_what_was_saved_and_what_was_lost(filled, tmp_path):
    database = tmp_path / "数据" / "数据.db"
    raw = bytearray(database.read_bytes())
    middle = len(raw) // 4096 // 2  # the first pages name the tables
    for page in range(middle, middle + 10):
        raw[page * 4096 + 300] ^= 1
    database.write_bytes(raw)
    code, found, said = filled("salvage", str(database))
    assert code == 0, said
    assert found["saved"]["merchant"] > 2000
    assert all(first <= last for ranges in found["lost"].values() for first, last in ranges)
    assert filled("restore", found["file"])[0] == 0
    assert total(filled) == found["saved"]["merchant"]


@pytest.mark.parametrize("words", [("restore", "没有.db"), ("salvage", "没有.db")])
def test_a_file_that_is_not_there_is_said_so(desk, words):
    code, answer, complaint = desk(*words)
    assert (code, answer) == (1, None)
    assert complaint.startswith("找不到")
