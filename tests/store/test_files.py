"""The content of attachments on disk: what is put comes back, or its loss is said."""

import errno
import os
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.store import files

KEY = bytes(range(32))


@pytest.fixture
def root(tmp_path):
    return tmp_path / "附件"


def small_chunks(monkeypatch, size=64):
    monkeypatch.setattr(files, "_CHUNK", size)


anywhere = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@anywhere
@given(st.binary(max_size=300))
def test_what_is_put_comes_back(root, monkeypatch, content):
    small_chunks(monkeypatch)
    digest = files.put(root, KEY, content)
    assert digest == sha256(content).hexdigest()
    assert files.get(root, KEY, digest) == content
    assert digest in files.hashes(root)


@anywhere
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_flipped_byte_anywhere_is_found(root, monkeypatch, place, flip):
    small_chunks(monkeypatch)
    digest = files.put(root, KEY, b"a scan " * 30)
    path = files.path_of(root, digest)
    raw = bytearray(path.read_bytes())
    raw[place % len(raw)] ^= flip
    path.write_bytes(raw)
    with pytest.raises(files.Changed, match=r"附件“承诺书\.pdf”被改动过.*从备份里取回"):
        files.get(root, KEY, digest, "承诺书.pdf")


@anywhere
@given(st.integers(0, 273))
def test_a_file_cut_short_is_found_even_at_a_chunks_end(root, monkeypatch, kept):
    small_chunks(monkeypatch)
    digest = files.put(root, KEY, b"x" * 200)
    path = files.path_of(root, digest)
    assert len(path.read_bytes()) == 11 + 200 + 4 * 16
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(files.Changed):
        files.get(root, KEY, digest)


def test_something_added_at_the_end_is_found(root):
    digest = files.put(root, KEY, b"abc")
    with open(files.path_of(root, digest), "ab") as file:
        file.write(b"\0")
    with pytest.raises(files.Changed):
        files.get(root, KEY, digest)


def test_one_file_in_the_place_of_another_is_found(root):
    first, second = files.put(root, KEY, b"first"), files.put(root, KEY, b"second")
    files.path_of(root, second).write_bytes(files.path_of(root, first).read_bytes())
    with pytest.raises(files.Changed):
        files.get(root, KEY, second)


def test_another_key_does_not_open_it(root):
    digest = files.put(root, KEY, b"abc")
    with pytest.raises(files.Changed):
        files.get(root, bytes(32), digest)


def test_a_missing_file_is_named(root):
    with pytest.raises(files.Missing, match=r"附件“执照\.jpg”不见了.*从备份里取回"):
        files.get(root, KEY, "0" * 64, "执照.jpg")


def test_a_file_that_cannot_be_read_is_said(root):
    path = files.path_of(root, "0" * 64)
    path.mkdir(parents=True)
    with pytest.raises(Problem, match="读不出来"):
        files.get(root, KEY, "0" * 64)


def test_the_same_content_is_kept_once_and_a_damaged_one_is_healed(root):
    digest = files.put(root, KEY, b"abc")
    path = files.path_of(root, digest)
    raw = path.read_bytes()
    files.put(root, KEY, b"abc")
    assert path.read_bytes() == raw
    path.write_bytes(b"damaged")
    files.put(root, KEY, b"abc")
    assert files.get(root, KEY, digest) == b"abc"
    assert files.hashes(root) == {digest}


def test_a_large_content_is_read_back_whole(root):
    content = os.urandom((1 << 20) + 5)
    assert files.get(root, KEY, files.put(root, KEY, content)) == content


def test_nothing_plain_stands_on_the_disk(root):
    files.put(root, KEY, "身份证 张三".encode() * 50)
    written = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert "张三".encode() not in written
    assert KEY not in written


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "不许写入"), (errno.EROFS, "不许写入"), (errno.EIO, "写不进去")],
)
def test_a_write_that_fails_leaves_nothing_behind(root, monkeypatch, cause, sentence):
    def fail(handle):
        raise OSError(cause, os.strerror(cause))

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(Problem, match=f"{sentence}.*之前的数据没有丢"):
        files.put(root, KEY, b"abc")
    assert files.hashes(root) == set()
    assert not [path for path in root.rglob("*") if path.is_file()]


def test_a_write_that_is_killed_leaves_no_visible_file_and_is_swept(root, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(*_):
        raise Killed

    monkeypatch.setattr(files.os, "replace", kill)
    with pytest.raises(Killed):
        files.put(root, KEY, b"abc")
    digest = sha256(b"abc").hexdigest()
    assert files.hashes(root) == set()
    assert [path.name for path in root.glob("??/*")] == [digest + files.UNFINISHED]
    files.sweep(root)
    assert not list(root.glob("??/*"))
    with pytest.raises(files.Missing):
        files.get(root, KEY, digest)


def test_only_contents_are_counted_and_dropping_twice_does_no_harm(root):
    digest = files.put(root, KEY, b"abc")
    (root / "ab").mkdir(exist_ok=True)
    (root / "ab" / "说明.txt").write_bytes(b"")
    (root / "zz").mkdir()
    (root / "zz" / ("0" * 64)).write_bytes(b"")
    assert files.hashes(root) == {digest}
    files.drop(root, digest)
    files.drop(root, digest)
    assert files.hashes(root) == set()


def test_no_folder_yet_means_no_contents(root):
    assert files.hashes(root) == set()
    files.sweep(root)
