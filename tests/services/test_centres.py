import subprocess
import sys

import pytest

from app.domain.errors import Invalid, Problem
from app.paths import Folder
from app.services import centres, journal, session
from app.store import vault
from tests.processes import check


def test_first_start_makes_a_store_that_opens_again(folder, admin):
    code = centres.new_recovery_code()
    centres.create(folder, " 会战商圈党群服务中心 ", *admin, code)
    assert centres.current().name == centres.current().issuer == "会战商圈党群服务中心"
    assert session.clerk() == session.Clerk(admin[0], "管理员")
    centres.close()
    assert centres.exists(folder)
    assert centres.people(folder) == [admin[0]]
    for secret in (admin[1], code.lower()):
        centres.unlock(folder, admin[0], secret)
        assert session.clerk().name == admin[0]
        centres.close()


def test_what_a_first_start_cannot_accept_is_said_field_by_field(folder):
    with pytest.raises(Invalid) as wrong:
        centres.create(folder, " ", "", "1234567", "")
    assert wrong.value.complaints == {
        "centre": "请填写单位名称。",
        "admin": "请填写管理员姓名。",
        "password": "口令至少 8 位，现在有 7 位。",
    }
    assert not folder.root.exists()


def test_a_first_start_never_overwrites_a_store(store, admin):
    centres.close()
    before = store.database.read_bytes()
    with pytest.raises(Problem, match="已经有一份数据"):
        centres.create(store, "另一个中心", *admin, centres.new_recovery_code())
    assert store.database.read_bytes() == before


def test_a_first_start_broken_off_can_be_done_again(folder, admin, monkeypatch):
    monkeypatch.setattr(vault, "write_slots", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        centres.create(folder, "中心", *admin, centres.new_recovery_code())
    assert not centres.exists(folder)
    monkeypatch.undo()
    centres.create(folder, "中心", *admin, centres.new_recovery_code())
    assert centres.current().name == "中心"
    centres.close()


def test_a_wrong_password_opens_nothing_and_keeps_nobody_out(store, admin):
    centres.close()
    with pytest.raises(vault.WrongSecret):
        centres.unlock(store, admin[0], "口令 12345679")
    centres.unlock(store, *admin)


def test_the_recovery_code_may_be_typed_back_loosely():
    code = centres.new_recovery_code()
    assert centres.same_code(code, code.lower().replace("-", " "))
    assert not centres.same_code(code, code[:-1])


def test_a_second_start_is_refused_with_the_holders_name(store, admin):
    second = check(store, *admin)
    assert second.returncode == 1
    assert "这份数据正由王管理（电脑" in second.stderr
    assert "数据没有改动" in second.stderr
    assert journal.last().what == "首次设置"


def test_after_a_crash_the_folder_is_free_again(store, admin):
    centres.close()
    hold = "from app.paths import Folder; from app.store import lock; import sys, os, pathlib;"
    hold += "lock.take(Folder(pathlib.Path(sys.argv[1]))); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", hold, str(store.root)], check=False)
    centres.unlock(store, *admin)


def test_a_place_that_cannot_be_written_is_said_so(tmp_path, admin):
    (tmp_path / "文件").write_text("不是文件夹")
    with pytest.raises(Problem, match="建不了数据文件夹"):
        centres.create(Folder(tmp_path / "文件" / "数据"), "中心", *admin, centres.new_recovery_code())


def test_an_issuer_is_needed_because_it_is_printed(store):
    with pytest.raises(Invalid) as wrong:
        centres.save(centres.Centre("中心", issuer=" "))
    assert wrong.value.complaints == {"issuer": "请填写颁发单位，牌匾和证书上要印。"}
    centres.save(centres.Centre("中心", "会战商圈", "会战街道", "0459-1"))
    assert centres.current().region == "会战商圈"
