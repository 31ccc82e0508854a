"""The report for whoever repairs the program tells what is wrong, and of nobody."""

import zipfile
from contextlib import suppress

import peewee as pw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.services import backups, centres, merchants, support
from app.services.support import Part
from app.store.database import db

NAME = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=3, max_size=8)
PHONE = st.from_regex(r"1[3-9]\d{9}", fullmatch=True)
LATIN = st.from_regex(r"Zq[A-Z][a-z]{6,9}", fullmatch=True)
OURS = {"schema_migration", "journal", "touched"}


def whole(parts):
    return "\n".join(f"{part.name}\n{part.title}\n{part.text}" for part in parts)


def by_name(parts):
    return {part.name: part.text for part in parts}


def plant(secret):
    """Put a word into every text of every row; a few columns are kept by the database itself and refuse."""
    db.execute_sql("PRAGMA foreign_keys = 0")
    planted = 0
    for table in db.get_tables():
        if table in OURS or "_search" in table:
            continue
        for column in db.get_columns(table):
            if column.data_type.upper() in ("TEXT", "VARCHAR(255)"):
                with suppress(pw.DatabaseError):
                    planted += db.execute_sql(f'UPDATE "{table}" SET "{column.name}" = ? || rowid', (secret,)).rowcount
    db.execute_sql("REPLACE INTO setting (name, value) VALUES ('backup.second_place', ?)", (f"/media/{secret}",))
    return planted


@settings(max_examples=3, suppress_health_check=list(HealthCheck), deadline=None)
@given(NAME, PHONE, LATIN)
def test_nothing_that_somebody_typed_is_in_it(sample_store, monkeypatch, name, phone, latin):
    secret = f"{name}{phone}{latin}"
    assert plant(secret) > 1000
    sample_store.logs.mkdir(exist_ok=True)
    (sample_store.logs / "运行.log").write_text(f"ERROR {secret}\n{latin}\n{name} {phone}\n", "utf-8")
    sample_store.backups.mkdir(exist_ok=True)
    (sample_store.backups / f"{secret}.db").write_bytes(b"")
    (sample_store.backups / f"20261120-101010-{name}.db").write_bytes(b"")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", name)
    said = whole(support.gather(sample_store))
    assert not [word for word in (name, phone, latin) if word in said]


def test_neither_the_user_nor_the_computer_nor_the_folder_is_named(store, monkeypatch, tmp_path):
    home = tmp_path / "zhangxiaoming"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LOGNAME", "zhangxiaoming")
    monkeypatch.setattr("platform.node", lambda: "LIQINGCHUANG-PC")
    around = [Part("屏幕", "屏幕", f"{home}/a {store.root} LiQingChuang-PC zhangxiaoming")]
    said = whole(support.gather(store, around)).lower()
    assert not [word for word in ("zhangxiaoming", "liqingchuang", str(store.root).lower()) if word in said]


def test_it_tells_what_a_repair_needs(store, admin):
    for sign in ("瑞和茶庄", "曾家面馆"):
        merchants.save(Draft(sign=sign, no_code_reason="无"), None)
    backups.make()
    parts = by_name(support.gather(store))
    assert "merchant：2\n" in parts["数据"]
    assert "数据结构：" in parts["数据"]
    assert "数据库：完好" in parts["检查"]
    assert "首尾相连：是" in parts["检查"]
    assert "手动，核对无误" in parts["备份"]
    assert "剩 " in parts["系统"]
    assert "程序：" in parts["版本"]
    assert all(name in parts["说明"] for name in parts if name != "说明")


def test_a_journal_that_was_altered_is_told_by_number(store):
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="无"), None)
    db.execute_sql("DROP TRIGGER IF EXISTS journal_kept_update")
    for (trigger,) in db.execute_sql("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='journal'"):
        db.execute_sql(f'DROP TRIGGER "{trigger}"')
    db.execute_sql("UPDATE journal SET what = '王建国' WHERE id = 2")
    said = by_name(support.gather(store))["检查"]
    assert "不是，第 2 条" in said
    assert "王建国" not in said


def test_without_a_log_in_it_says_so_and_tells_the_rest(store):
    centres.close()
    parts = by_name(support.gather(store))
    assert parts["数据"] == parts["检查"] == support.CLOSED
    assert "程序：" in parts["版本"]


def test_it_is_written_as_a_zip_or_not_at_all(store, tmp_path):
    parts = support.gather(store)
    place = tmp_path / "问题报告.zip"
    support.write(parts, place)
    with zipfile.ZipFile(place) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            f"{name}.txt": text for name, text in by_name(parts).items()
        }
    with pytest.raises(Problem, match="要保存到的文件夹不在了"):
        support.write(parts, tmp_path / "没有" / "问题报告.zip")
    assert [path.name for path in tmp_path.glob("*.part")] == []
