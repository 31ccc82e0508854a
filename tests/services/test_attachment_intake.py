"""Taking a file in: what is refused, and that nothing half comes of it."""

import os
import stat

import pytest

from app.domain import attachments as rules
from app.domain.errors import Cancelled, Problem
from app.domain.merchants import Draft
from app.services import attachment_intake, attachments, journal, merchants
from app.services.attachments import Source
from app.store import files
from tests.services.attaching import add, names, on_disk, picture

PDF_HEAD = b"%PDF-1.4\n"


@pytest.fixture
def merchant(store):
    return merchants.save(Draft(sign="瑞和茶庄", phone="13800006620", no_code_reason="个体小微"), None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的"),
        (b"MZ\x90\0" * 9, "是程序"),
        (PDF_HEAD, "打不开"),
        (picture()[:60], "打不开"),
        (picture(size=(30_001, 1)), "30,001×1 像素"),
        (PDF_HEAD + bytes(rules.LARGEST), "超过 20.0 MB"),
    ],
)
def test_what_may_not_come_in_leaves_nothing_behind(store, merchant, content, sentence):
    with pytest.raises(Problem, match=sentence):
        attachments.add("merchant", merchant, "照片.jpg", content)
    assert names(merchant) == []
    assert on_disk(store) == set()


def test_a_large_file_is_refused_before_it_is_read(store, merchant, tmp_path, monkeypatch):
    file = tmp_path / "扫描.pdf"
    with open(file, "wb") as large:
        large.truncate(rules.LARGEST + 1)
    monkeypatch.setattr(attachment_intake, "open", lambda *args: pytest.fail("read"), raising=False)
    with pytest.raises(Problem, match="超过 20"):
        attachments.add("merchant", merchant, file.name, file)


def test_a_file_that_grows_meanwhile_is_not_read_on_and_on(store, merchant, tmp_path):
    file = tmp_path / "扫描.pdf"
    file.write_bytes(PDF_HEAD)
    pauses = []

    def grow(done, total):
        pauses.append(done)
        with open(file, "ab") as growing:
            growing.write(bytes(4 << 20))

    with pytest.raises(Problem, match="超过 20"):
        attachments.add("merchant", merchant, file.name, file, grow)
    assert len(pauses) < 30


def test_a_folder_a_file_that_is_gone_and_one_that_goes_midway_are_said(store, merchant, tmp_path):
    with pytest.raises(Problem, match="“数据”是文件夹"):
        attachments.add("merchant", merchant, "数据", store.root)
    with pytest.raises(Problem, match=r"“没有\.pdf”不见了"):
        attachments.add("merchant", merchant, "没有.pdf", tmp_path / "没有.pdf")
    going = tmp_path / "要走.png"
    going.write_bytes(picture())
    with pytest.raises(Problem, match=r"“要走\.png”不见了"):
        attachments.add("merchant", merchant, going.name, going, lambda *_: going.unlink(missing_ok=True))
    assert names(merchant) == []


def test_a_file_that_cannot_be_read_is_said(store, merchant, tmp_path, monkeypatch):
    file = tmp_path / "锁着.png"
    file.write_bytes(picture())
    file.chmod(0)
    if os.access(file, os.R_OK):  # whoever runs the tests may read everything

        def refuse(*_):
            raise PermissionError

        monkeypatch.setattr(attachment_intake, "open", refuse, raising=False)
    with pytest.raises(Problem, match=r"“锁着\.png”读不出来"):
        attachments.add("merchant", merchant, file.name, file)
    file.chmod(stat.S_IRWXU)


def test_a_merchant_in_the_recycle_bin_takes_none(store, merchant):
    merchants.remove([merchant])
    with pytest.raises(Problem, match="瑞和茶庄已经移到回收站"):
        add(merchant)


def test_work_that_is_cancelled_leaves_no_row(store, merchant):
    def stop(done, total):
        if done:
            raise Cancelled

    before = journal.last().id
    with pytest.raises(Cancelled):
        attachments.add_many(
            "merchant", merchant, [Source("一.png", picture()), Source("二.png", picture("blue"))], stop
        )
    assert names(merchant) == []
    assert journal.last().id == before


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_while_writing_leaves_neither_file_nor_row(store, merchant, monkeypatch, step):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, step, fail)
    with pytest.raises(Problem, match="磁盘已满"):
        add(merchant)
    assert names(merchant) == []
    assert not [path for path in store.attachments.rglob("*") if path.is_file()]
