"""Damage to the file of the store: what is found, and what is not taken for damage."""

from shutil import copy2

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.paths import Folder
from app.services import centres, integrity, merchants
from app.store.database import db

PAGE = 4096
DRAFT = Draft("瑞和", "瑞和茶庄", address="会战大街1号", no_code_reason="未填写", owner="王建国")


@pytest.fixture
def spoil(store, admin):
    """Turn bytes of the closed database and open it again."""

    def turn(place, length=1):
        centres.close()
        with open(store.database, "rb+") as file:
            file.seek(place)
            turned = bytes(byte ^ 1 for byte in file.read(length))
            file.seek(place)
            file.write(turned)
        centres.unlock(store, *admin)

    return turn


def test_a_store_just_written_is_whole(store):
    merchants.save(DRAFT, None)
    assert integrity.check().fine


def test_one_turned_bit_is_found(spoil):
    spoil(6 * PAGE + 100)
    assert integrity.check().database == ["HMAC verification failed for page 7"]


def test_where_the_damage_stops_the_reading_the_clerk_is_told(store, monkeypatch):
    stopped = "SELECT 'ok' UNION ALL SELECT json('{')"  # fails with “malformed” after its first row
    monkeypatch.setattr(integrity, "_said", lambda pragma: db.execute_sql(stopped).fetchall())
    with pytest.raises(Problem, match="数据文件有损坏"):
        integrity.check()


def test_a_page_torn_by_a_power_cut_is_mended_from_the_log_and_no_damage(store, admin, tmp_path):
    merchants.save(DRAFT, None)
    after = Folder(tmp_path / "停电之后")
    after.root.mkdir()
    for path in store.root.iterdir():
        if path.is_file() and not path.name.endswith("-shm"):
            copy2(path, after.root)
    page = int.from_bytes(after.database.with_name(after.database.name + "-wal").read_bytes()[32:36], "big")
    centres.close()
    with open(after.database, "rb+") as file:
        file.seek((page - 1) * PAGE + 512)
        file.write(bytes(PAGE - 512))
    centres.unlock(after, *admin)
    assert integrity.check().fine
