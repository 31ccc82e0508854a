import json
import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.store import sealing, vault


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


NAMES = ("张三", "李四", "王五")
SECRETS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ACTS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(NAMES), SECRETS),
    st.tuples(st.just("keep"), st.sets(st.sampled_from(NAMES)), st.none()),
    st.tuples(st.just("key"), st.none(), st.none()),
    st.tuples(st.just("key broken off"), st.none(), st.none()),
)


@given(st.lists(ACTS, max_size=8))
def test_whatever_is_done_everyone_opens_the_key_of_the_day_and_nobody_else(tmp_path_factory, acts):
    path, key, code = tmp_path_factory.mktemp("钥匙") / "钥匙.json", vault.new_key(), vault.new_recovery_code()
    vault.write_slots(path, key, [("", vault.RECOVERY, vault.plain_code(code))])
    secrets = {}
    for act, subject, secret in acts:
        if act == "put":
            vault.put(path, key, subject, vault.PASSWORD, secret)
            secrets[subject] = secret
        elif act == "keep":
            vault.keep_only(path, subject)
            secrets = {name: secret for name, secret in secrets.items() if name in subject}
        else:
            following = vault.new_key()
            vault.seal_both(path, key, following)
            assert vault.unlock(path, "", code).keys == (key, following)
            key = following if act == "key" else key
            vault.settle(path, key)
    assert sorted(vault.people(path)) == sorted(secrets)
    assert vault.unlock(path, "", code).keys == (key,)
    for name, secret in secrets.items():
        assert vault.unlock(path, name, secret).keys == (key,)
        assert vault.is_current(path, key, name, vault.PASSWORD)
        with pytest.raises(vault.WrongSecret):
            vault.unlock(path, name, secret + "一")


@given(SECRETS)
def test_a_password_counts_as_it_looks_whatever_the_input_method_made_of_it(tmp_path_factory, secret):
    path, key = tmp_path_factory.mktemp("钥匙") / "钥匙.json", vault.new_key()
    vault.write_slots(path, key, [("张三", vault.PASSWORD, secret)])
    assert vault.unlock(path, "张三", unicodedata.normalize("NFKC", secret)).keys == (key,)


@given(st.data())
def test_a_changed_byte_is_found_or_makes_no_difference(tmp_path_factory, data):
    path, key = tmp_path_factory.mktemp("钥匙") / "钥匙.json", vault.new_key()
    vault.write_slots(path, key, [("张三", vault.PASSWORD, "口令一二三四")])
    raw = bytearray(path.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(raw)
    try:
        assert vault.unlock(path, "张三", "口令一二三四").keys == (key,)
    except Problem as problem:
        assert "数据本身没有改动" in str(problem)  # noqa: PT017 - both ends are right


def test_the_second_copy_serves_where_the_first_is_damaged_or_gone(slots):
    path, key, _ = slots
    vault.settle(path, key)
    whole = path.read_bytes()
    for damage in (b"", whole[:-9], whole.replace("张三".encode(), "李四".encode()), None):
        path.unlink() if damage is None else path.write_bytes(damage)
        assert vault.unlock(path, "张三", "口令一二三四").keys == (key,)
        vault.settle(path, key)
        assert path.read_bytes() == whole
    vault.put(path, key, "李四", vault.PASSWORD, "另一个口令")
    path.unlink()
    assert vault.people(path) == ["张三", "李四"]


def test_a_slot_file_is_written_whole_or_not_at_all(slots, monkeypatch):
    path, key, _ = slots
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    for name in ("fsync", "replace"):
        with monkeypatch.context() as disk:
            disk.setattr(os, name, full)
            with pytest.raises(Problem, match="没能写钥匙文件"):
                vault.put(path, key, "李四", vault.PASSWORD, "另一个口令")
        assert path.read_bytes() == before


def test_a_new_key_is_never_sealed_to_a_stranger(slots):
    path, key, _ = slots
    _, public = sealing.new_pair()
    stranger = {"who": "生人", "kind": vault.PASSWORD, "public": public}

    def intrude(said):
        borrowed = {**said["slots"][0], **stranger}
        said["slots"].append(borrowed)
        said["slots"][1]["public"] = public

    tampered(path, intrude)
    vault.seal_both(path, key, vault.new_key())
    assert vault.people(path) == ["张三"]
    assert public not in path.read_text("utf-8")
    assert not vault.is_current(path, key, "", vault.RECOVERY)


def test_what_is_sealed_opens_with_its_private_key_only(slots):
    private, public = sealing.new_pair()
    sealed = sealing.seal(public, b"content", b"bound")
    assert sealing.unseal(private, public, sealed, b"bound") == b"content"
    other, _ = sealing.new_pair()
    assert sealing.unseal(other, public, sealed, b"bound") is None
    assert sealing.unseal(private, public, sealed, b"other") is None
    assert sealing.unseal(private, sealing.new_pair()[1], sealed, b"bound") is None
