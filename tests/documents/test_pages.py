import errno
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.documents import certificate, plaque
from app.documents.pages import replacing
from app.domain.errors import Cancelled, Problem

WRITERS = [certificate.write, lambda awards, out, *more: plaque.write(awards, out, "gold", *more)]


@pytest.fixture(params=WRITERS, ids=["certificate", "plaque"])
def write(request):
    return request.param


def test_pages_follow_the_order_asked_for(write, award, out, printed):
    names = ["丙商店", "甲商店", "乙商店"]
    assert write([award(merchant=name) for name in names], out) == 3
    assert [name in printed().text(page) for page, name in enumerate(names)] == [True] * 3


def test_progress_counts_every_page(write, award, out):
    heard = []
    write([award()] * 3, out, lambda done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


def _stop_at_two(done, total):
    if done == 2:
        raise Cancelled


def test_cancelling_leaves_nothing(write, award, out):
    with pytest.raises(Cancelled):
        write([award()] * 3, out, _stop_at_two)
    assert list(out.parent.iterdir()) == []


def test_cancelling_leaves_what_was_there(write, award, out):
    out.write_bytes(b"before")
    with pytest.raises(Cancelled):
        write([award()] * 3, out, _stop_at_two)
    assert out.read_bytes() == b"before"
    assert list(out.parent.iterdir()) == [out]


def test_two_runs_give_equal_bytes(write, award, out):
    files = []
    for _ in range(2):
        write([award(), award(stars=0, merchant="䶮𬀩")], out)
        files.append(out.read_bytes())
    assert files[0] == files[1]


def test_two_at_once_do_not_mix(award, tmp_path):
    def print_one(number):
        certificate.write([award(merchant=f"第{number}号商店")] * 5, tmp_path / f"{number}.pdf")
        return (tmp_path / f"{number}.pdf").read_bytes()

    alone = [print_one(number) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(print_one, range(4))) == alone


def test_every_font_travels_with_the_file(write, award, out):
    write([award(sample=True)], out)
    file = out.read_bytes()
    assert b"Helvetica" not in file
    assert file.count(b"/Type /FontDescriptor") == file.count(b"/FontFile2") > 0


def test_what_pages_share_is_in_the_file_once(award, out):
    sizes = []
    for count in (10, 110):
        certificate.write([award(number=f"诚信〔2026〕{number:03d}号") for number in range(count)], out)
        sizes.append(out.stat().st_size)
        assert out.read_bytes().count(b"/Subtype /Form") == 1
    assert (sizes[1] - sizes[0]) / 100 < 3 * 1024


def test_nothing_to_print_is_said(write, out):
    with pytest.raises(Problem, match="请先选择商户"):
        write([], out)


def test_a_missing_folder_is_said(write, award, out):
    with pytest.raises(Problem, match="要保存到的文件夹不存在"):
        write([award()], out.parent / "没有" / out.name)


def test_a_folder_of_that_name_is_said(write, award, out):
    out.mkdir()
    with pytest.raises(Problem, match="同名的文件夹"):
        write([award()], out)
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, ""), "正被别的程序打开"),
        (OSError(errno.ENOSPC, ""), "磁盘已经满了"),
        (OSError(errno.EIO, ""), "这个位置写不进去"),
    ],
)
def test_a_refusal_of_the_disk_is_said_and_what_was_there_stays(out, monkeypatch, error, sentence):
    def refuse(source, target):
        raise error

    out.write_bytes(b"before")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(Problem, match=sentence), replacing(out) as file:
        file.write(b"after")
    assert out.read_bytes() == b"before"
    assert list(out.parent.iterdir()) == [out]
