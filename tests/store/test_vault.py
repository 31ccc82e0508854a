import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.store import vault


@pytest.fixture
def slots(tmp_path):
    path, key, code = tmp_path / "钥匙.json", vault.new_key(), vault.new_recovery_code()
    wrapped = [("张三", vault.PASSWORD, "口令一二三四"), ("", vault.RECOVERY, vault.plain_code(code))]
    vault.write_slots(path, key, wrapped)
    return path, key, code


def tampered(path, change):
    """Change both copies of the file, and its sum with them, as somebody would who knows how it is made."""
    said = json.loads(path.read_text("utf-8"))
    change(said)
    said.pop("check", None)
    said["check"] = vault._sum(said)
    for file in (path, vault._second(path)):
        file.write_text(json.dumps(said), "utf-8")


def test_the_password_opens_and_another_does_not(slots):
    path, key, _ = slots
    assert vault.unlock(path, "张三", "口令一二三四").keys == (key,)
    for who, secret in (("张三", "口令一二三五"), ("李四", "口令一二三四"), ("", "")):
        with pytest.raises(vault.WrongSecret, match="口令不对"):
            vault.unlock(path, who, secret)


def test_full_width_digits_are_the_same_password(tmp_path):
    vault.write_slots(tmp_path / "k", key := vault.new_key(), [("张三", vault.PASSWORD, "abc12345")])
    assert vault.unlock(tmp_path / "k", "张三", "ａｂｃ１２３４５").keys == (key,)


def test_the_recovery_code_opens_however_it_is_typed_back(slots):
    path, key, code = slots
    for typed in (code, code.lower(), code.replace("-", " "), f"  {code.replace('0', 'O').replace('1', 'l')} "):
        assert vault.unlock(path, "谁也不是", typed).keys == (key,)


@given(st.integers(0, 26), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_code_of_another_letter_is_another_code(place, letter):
    code = vault.plain_code(vault.new_recovery_code())
    changed = code[:place] + letter + code[place + 1 :]
    assert vault.is_code(code)
    assert changed == code or vault.plain_code(changed) != code


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said["slots"][0].update(who="李四"),
        lambda said: said["slots"][0]["cost"].update(memory=16),
        lambda said: said.update(store="AAAAAAAAAAAAAAAAAAAAAA=="),
        lambda said: said["slots"][0].update(salt=said["slots"][1]["salt"]),
        lambda said: said["slots"][0].update(public=said["slots"][1]["public"]),
        lambda said: said["slots"][0].update(private=said["slots"][1]["private"]),
        lambda said: said["slots"][0].update(seals=said["slots"][1]["seals"]),
    ],
)
def test_a_slot_cannot_be_renamed_moved_or_cheapened(slots, change):
    path, _, _ = slots
    tampered(path, change)
    for who in ("张三", "李四"):
        with pytest.raises(Problem):
            vault.unlock(path, who, "口令一二三四")


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.clear(),
        lambda said: said["slots"][0].pop("private"),
        lambda said: said["slots"][0].update(private="不是密文"),
        lambda said: said["slots"][0]["cost"].update(memory=1 << 40),
        lambda said: said.update(slots=7),
    ],
)
def test_a_damaged_slot_file_is_said_so(slots, change):
    path, _, _ = slots
    tampered(path, change)
    with pytest.raises(Problem, match="数据本身没有改动"):
        vault.unlock(path, "张三", "口令一二三四")


def test_a_missing_slot_file_is_said_so(tmp_path):
    with pytest.raises(Problem, match="找不到钥匙文件"):
        vault.people(tmp_path / "钥匙.json")


def test_neither_key_nor_password_stands_in_the_file(slots):
    path, key, code = slots
    raw = path.read_bytes()
    assert key not in raw
    assert key.hex().encode() not in raw
    assert "口令一二三四" not in raw.decode()
    assert vault.plain_code(code) not in raw.decode()
