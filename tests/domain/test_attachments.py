"""What a file is, told by its content; its name proves nothing."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import attachments as rules
from app.domain.attachments import Kind, kind_of, proper_name
from app.domain.errors import Problem


def packed(*names):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return whole.getvalue()


def compound(name, kind=2):
    entry = (name.encode("utf-16-le").ljust(64, b"\0") + bytes([2 * len(name) + 2, 0, kind])).ljust(128, b"\0")
    return bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0") + entry


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", Kind.PDF),
        (b"\xff\xd8\xff\xe0 ...", Kind.JPEG),
        (b"\x89PNG\r\n\x1a\n ...", Kind.PNG),
        (b"II*\0 ...", Kind.TIFF),
        (b"MM\0* ...", Kind.TIFF),
        (b"BM ...", Kind.BMP),
        (b"RIFF\1\2\3\4WEBP ...", Kind.WEBP),
        (packed("[Content_Types].xml", "word/document.xml"), Kind.DOCX),
        (packed("[Content_Types].xml", "xl/workbook.xml"), Kind.XLSX),
        (compound("WordDocument"), Kind.DOC),
        (compound("Workbook"), Kind.XLS),
        (compound("Book"), Kind.XLS),
    ],
)
def test_a_kind_is_told_by_the_content(content, kind):
    assert kind_of("随便.txt", content) == kind


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"MZ\x90\0", "是程序"),
        (b"\x7fELF\2", "是程序"),
        (b"#!/bin/sh", "是程序"),
        (packed("执照.jpg"), "压缩包"),
        (packed("word/document.xml", "word/vbaProject.bin"), "带宏"),
        (b"PK\3\4 broken", "压缩包"),
        (b"Rar!\x1a\7", "压缩包"),
        (b"RIFF\1\2\3\4WAVE", "不是可以作为附件的文件"),
        (compound("SummaryInformation"), "不是可以作为附件的文件"),
        (compound("WordDocument", kind=1), "不是可以作为附件的文件"),
        (b"\0" + compound("Workbook"), "不是可以作为附件的文件"),
        (b"<html>", "不是可以作为附件的文件"),
        (b"", "是空的"),
        (b"%PDF-" + bytes(rules.LARGEST), "超过 20.0 MB"),
    ],
)
def test_the_rest_is_refused_with_its_reason(content, reason):
    with pytest.raises(Problem, match=reason) as refused:
        kind_of("照片.jpg", content)
    assert "“照片.jpg”" in str(refused.value)
    assert "没有加上" in str(refused.value)


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_a_kind_or_a_problem(content):
    with suppress(Problem):
        assert kind_of("x", content) in Kind


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("承诺书.pdf", Kind.PDF, "承诺书.pdf"),
        ("承诺书.PDF", Kind.PDF, "承诺书.PDF"),
        ("C:\\扫描\\执照.jpeg", Kind.JPEG, "执照.jpeg"),
        ("/tmp/执照.tiff", Kind.TIFF, "执照.tiff"),
        ("执照.exe", Kind.JPEG, "执照.exe.jpg"),
        ("执照", Kind.PNG, "执照.png"),
        (".pdf", Kind.PDF, "pdf.pdf"),
        ("执 照\u202egpj.png", Kind.PNG, "执 照gpj.png"),
        ("名" * 200 + ".pdf", Kind.PDF, "名" * rules.LONGEST_NAME + ".pdf"),
    ],
)
def test_a_name_ends_as_its_kind_does(name, kind, kept):
    assert proper_name(name, kind) == kept


@pytest.mark.parametrize("name", ["", "  ", "...", "\u200b", "/"])
def test_a_name_is_wanted(name):
    with pytest.raises(Problem, match="要有名称"):
        proper_name(name, Kind.PDF)


@given(st.text(max_size=120), st.sampled_from(Kind))
def test_a_proper_name_stays_as_it_is(name, kind):
    try:
        once = proper_name(name, kind)
    except Problem:
        return
    assert proper_name(once, kind) == once


@pytest.mark.parametrize(("width", "height"), [(30_001, 1), (1, 30_001), (8_000, 5_001)])
def test_too_many_pixels_are_refused(width, height):
    rules.check_pixels("大图.png", 8_000, 5_000)
    with pytest.raises(Problem, match=r"“大图\.png”.*像素"):
        rules.check_pixels("大图.png", width, height)


def test_sizes_are_spoken():
    assert [rules.spoken_size(size) for size in (812, 98_304, 3_565_158)] == ["812 字节", "96 KB", "3.4 MB"]
