"""Files that must not be read: each gives one Chinese sentence that names the file and nothing of where it lies."""

import os
import random
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.errors import Problem
from app.exchange import archive, intake, sheets
from tests.exchange.hostile_files import (
    MAIN,
    OLE,
    far_cell,
    far_xls,
    locked_xls,
    locked_zip,
    ods,
    ods_cell,
    old_workbook,
    packed,
    panicking_xls,
    parts_of,
    plain,
    shared,
    text_of,
    with_cells,
    with_sheet,
)

LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a "哈哈">' + '<!ENTITY b "&a;&a;&a;&a;">' + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'

HOSTILE = {
    "合同.docx": (lambda: packed({"word/document.xml": "<x/>"}), "是文字文档，不是表格"),
    "通知.doc": (lambda: OLE + "WordDocument".encode("utf-16-le"), "不是表格"),
    "扫描.pdf": (lambda: b"%PDF-1.7 ...", "是 PDF 文件"),
    "证照.png": (lambda: b"\x89PNG\r\n\x1a\n....", "是图片"),
    "证照.jpg": (lambda: b"\xff\xd8\xff\xe0....", "是图片"),
    "资料.rar": (lambda: b"Rar!\x1a\x07....", "是压缩包"),
    "资料.zip": (lambda: packed({"a.txt": "x"}), "是压缩包"),
    "空包.xlsx": (lambda: packed({}), "是空的压缩包"),
    "通知.odt": (lambda: packed({"content.xml": "<x/>"}), "是文字文档"),
    "网页.xls": (lambda: b"\xef\xbb\xbf <html><table><tr><td>", "其实是网页格式"),
    "二〇〇三.xls": (lambda: b'<?xml version="1.0"?><Workbook/>', "其实是网页格式"),
    "二进制.xlsb": (lambda: packed({"xl/workbook.bin": "x"}), "是二进制工作簿"),
    "空.csv": (lambda: b"", "是空文件"),
    "空白.csv": (lambda: b" \n,,\n", "里没有任何内容"),
    "空表.xlsx": (lambda: with_cells(""), "里没有任何内容"),
    "程序.csv": (lambda: b"MZ\x90\0\3\0\0\0", "文字编码认不出来"),
    "乱码.csv": (lambda: text_of("店名,电话\n") + b"\xff\xff\n", "文字编码认不出来"),
    "加密.xlsx": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
    "加密.xls": (locked_xls, "设了打开密码"),
    "加密.ods": (lambda: ods("", "<m:encryption-data/>"), "设了打开密码"),
    "加密包.xlsx": (locked_zip, "设了打开密码"),
    "半截.xlsx": (lambda: plain()[:3000], "已损坏"),
    "半截.xls": (lambda: bytes(old_workbook()[:20_000]), "已损坏"),
    "缺页.xlsx": (lambda: packed({"xl/workbook.xml": "<x/>"}), "已损坏"),
    "坏标签.xlsx": (lambda: with_sheet(f"<worksheet {MAIN}><sheetData><row>"), ""),
    "恐慌.xls": (panicking_xls, "已损坏"),
    "炸弹.xlsx": (lambda: with_cells(shared("a" * (100 << 20))), "展开后大得不正常"),
    "群弹.xlsx": (
        lambda: packed(parts_of(plain()) | {f"xl/{n}.xml": b"x" * (7 << 20) for n in range(30)}),
        "大得不正常",
    ),
    "稀疏.xlsx": (lambda: with_cells(far_cell("XFD1048576")), "范围太大"),
    "稀疏二.xlsx": (lambda: with_cells(far_cell("zz99999", "'")), "范围太大"),
    "稀疏三.xlsx": (lambda: with_cells(far_cell("AAA90000").replace("r=", "\n r = ")), "范围太大"),
    "稀疏.xls": (far_xls, "范围太大"),
    "稀疏.ods": (
        lambda: ods(f"<table:table-row table:number-rows-repeated='1000000'>{ods_cell(99)}</table:table-row>"),
        "范围太大",
    ),
    "稀疏二.ods": (
        lambda: ods(
            f'<table:table-row table:number-rows-repeated="1000000">{ods_cell(1)}</table:table-row>'
            f'<table:table-row><table:table-cell table:number-columns-repeated="16000"/>{ods_cell(1)}</table:table-row>'
        ),
        "范围太大",
    ),
    "巨格.xlsx": (lambda: with_cells(shared("".join(map(str, range(9_000))))), "第 1 行 A 列的内容有 34890 个字"),
    "少引号.csv": (lambda: text_of('店名,地址\n"张记,' + "东街\n" * 70_000), "可能少了一个引号"),
    "长格.csv": (lambda: text_of('店名,地址\n"张记,' + "东街\n" * 12_000), "第 2 行 A 列的内容有 36003 个字"),
    "实体.xlsx": (lambda: with_cells(shared("&b;"), LAUGHS), "里有不正常的定义"),
    "外部实体.xlsx": (lambda: with_cells(shared("&e;"), OUTSIDE), "里有不正常的定义"),
}


def refused(path):
    """The sentence with which a file is refused."""
    with pytest.raises(Problem) as caught:
        sheets.read(path)
    return str(caught.value)


def is_fit_to_show(sentence, path):
    """Whether the sentence names the file, says that nothing was read and what to do, and no folder or English."""
    folder = any(part in sentence for part in path.parent.parts if len(part) > 1)
    foreign = any(word in sentence for word in ("Error", "Exception", "None", "/", "\\"))
    return f"“{path.name}”" in sentence and "没有读入任何内容。请" in sentence and not folder and not foreign


@pytest.fixture
def desk(tmp_path):
    """A folder whose name nobody needs to know."""
    folder = tmp_path / "机密文件夹"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence(desk, name):
    build, words = HOSTILE[name]
    path = desk / name
    path.write_bytes(build())
    sentence = refused(path)
    assert words in sentence
    assert is_fit_to_show(sentence, path)


def test_a_folder_a_lost_file_and_a_device_are_refused(desk):
    assert "是文件夹" in refused(desk)
    assert "找不到了" in refused(desk / "没有.xlsx")
    assert is_fit_to_show(refused(desk / "没有.xlsx"), desk / "没有.xlsx")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_does_not_hang_the_program(desk):
    os.mkfifo(desk / "管道.csv")
    assert "不是普通文件" in refused(desk / "管道.csv")


def test_a_very_large_file_is_not_even_read(desk):
    path = desk / "大.csv"
    with path.open("wb") as file:
        file.truncate(intake.LARGEST_FILE + 1)
    assert "太大了" in refused(path)


@pytest.mark.parametrize(
    ("error", "words"), [(PermissionError(13, "locked"), "正被别的程序占用"), (OSError(5, "I/O"), "读不出来")]
)
def test_a_file_held_by_another_program_or_a_bad_disk_is_said_so(desk, monkeypatch, error, words):
    path = desk / "占用.xlsx"
    path.write_bytes(plain())

    def fail(self):
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert words in refused(path)
    assert is_fit_to_show(refused(path), path)


def test_a_sheet_that_only_claims_to_be_large_is_read(desk):
    path = desk / "虚报.xlsx"
    claim = '<dimension ref="A1:XFD1048576"/><sheetData>'
    path.write_bytes(with_cells(far_cell("B2")).replace(b"<sheetData>", claim.encode()))
    path.write_bytes(with_sheet(f"<worksheet {MAIN}>{claim}{far_cell('B2')}</sheetData></worksheet>"))
    assert sheets.read(path).rows == [[1.0, ""], ["", 1.0]]


def test_the_empty_margin_of_an_opendocument_sheet_costs_nothing(desk):
    path = desk / "台账.ods"
    rest = '<table:table-cell table:number-columns-repeated="16382"/>'
    row = f"<table:table-row>{ods_cell(2)}{rest}</table:table-row>"
    margin = f'<table:table-row table:number-rows-repeated="1048574">{rest}</table:table-row>'
    path.write_bytes(ods(row + row + margin))
    assert sheets.read(path).rows == [["店", "店"]] * 2


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("name", ["党员信息表.xls", "小表.xlsx"])
def test_a_damaged_file_is_read_or_refused_but_never_ends_the_program(desk, name, seed):
    data = old_workbook() if name.endswith("xls") else bytearray(plain())
    chance = random.Random(seed)
    for _ in range(chance.choice([1, 5, 50])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = desk / name
    path.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
    try:
        sheets.read(path)
    except Problem as problem:
        sentence = str(problem)
        assert is_fit_to_show(sentence, path), sentence


def test_a_directory_that_lies_about_sizes_does_not_help(desk, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 2 << 20)
    path, honest = desk / "谎报.xlsx", with_cells(shared("a" * (3 << 20)))
    with zipfile.ZipFile(BytesIO(honest)) as file:
        size = file.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(honest.replace(struct.pack("<I", size), struct.pack("<I", 100)))
    assert "展开后大得不正常" in refused(path)


def test_parts_cut_anywhere_are_still_measured(desk):
    """An address may lie across the bound of two blocks."""
    path = desk / "稀疏.xlsx"
    for filler in range(5):
        padding = f"<!--{'x' * ((1 << 20) - 170 + filler * 30)}-->"
        cells = padding + far_cell("XFD1048576")
        data = parts_of(plain()) | {
            "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>"
        }
        path.write_bytes(packed(data, zipfile.ZIP_STORED))
        assert "范围太大" in refused(path)
