"""Files nobody should have sent, dropped on the window: one sentence each, and nothing of them in the store."""

import re
import zipfile
from io import BytesIO

import pytest

from tests.ledgers import CHINESE, FOREIGN, GOOD, HEAD, ledger, workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
QUOTED = re.compile("[“《][^”》]*[”》]")
ALLOWED = re.compile(r"Excel|Word|PDF|WPS|Ctrl|End|\.xlsx|\.xls|\.et|\.ods|\.csv")


def with_parts(**parts):
    """A good workbook some of whose parts are replaced."""
    source = workbook(GOOD.split(","))
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


def without(name):
    source, stream = workbook(GOOD.split(",")), BytesIO()
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
    return stream.getvalue()


def doctype(root):
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;">]><{root} {MAIN}>&b;</{root}>'


def sheet_of(cells):
    return f'<?xml version="1.0"?><worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>'


REFUSED = {
    "合同改名.xlsx": lambda: b"PK\x05\x06" + bytes(18),
    "其实是文档.xlsx": lambda: _zip({"word/document.xml": "<x/>"}),
    "其实是扫描件.xlsx": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "其实是照片.csv": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200),
    "其实是网页.xlsx": "<!DOCTYPE html><html><table><tr><td>店名</td></tr></table></html>".encode,
    "其实是数据库.xls": lambda: b"SQLite format 3\0" + bytes(4000),
    "其实是录音.csv": lambda: b"RIFF\x24\0\0\0WAVEfmt " + bytes(range(256)) * 8,
    "零字节.xlsx": lambda: b"",
    "只有标记.csv": lambda: b"\xef\xbb\xbf",
    "全是零.csv": lambda: bytes(5000),
    "只有回车.csv": lambda: b"\r\n" * 4000,
    "没有工作簿.xlsx": lambda: without("xl/workbook.xml"),
    "没有工作表.xlsx": lambda: without("xl/worksheets/sheet1.xml"),
    "工作簿里有实体.xlsx": lambda: with_parts(**{"xl/workbook.xml": doctype("workbook")}),
    "样式里有实体.xlsx": lambda: with_parts(**{"xl/styles.xml": doctype("styleSheet")}),
    "文字里有实体.xlsx": lambda: with_parts(**{"xl/sharedStrings.xml": doctype("sst")}),
    "文字炸弹.xlsx": lambda: with_parts(**{"xl/sharedStrings.xml": f"<sst {MAIN}>" + " " * (210 << 20)}),
    "稀疏炸弹.xlsx": lambda: with_parts(
        **{"xl/worksheets/sheet1.xml": sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}
    ),
    "倒着的地址.xlsx": lambda: with_parts(
        **{"xl/worksheets/sheet1.xml": sheet_of('<row r="0"><c r="99A"><v>1</v></c></row>')}
    ),
    "压缩包套压缩包.xlsx": lambda: _zip({"内.xlsx": workbook(GOOD.split(","))}),
    "四字节编码.csv": lambda: ledger(GOOD).decode().encode("utf-32"),
    "日文编码.csv": lambda: HEAD.encode() + "\nラーメン店".encode("shift_jis") + b"\x80\xa0\xff\n",
    "一行五百万字.csv": lambda: b"a" * 5_000_000,
    "引号不闭合.csv": lambda: ledger('"瑞和茶庄' + "\n东街" * 30_000),
    "通知.docx": lambda: b"PK",
    "名单.txt": lambda: ledger(GOOD),
    "没有后缀": lambda: ledger(GOOD),
    "快捷方式.xlsx.lnk": lambda: b"L\0\0\0",
}
"""Name to content: not read at all."""

ODD_NAMES = {
    "\u202excod.台账.xlsx": "a direction turned round",
    "台账\n第二行.xlsx": "a line break",
    "台账<b>&amp;%s{0}.xlsx": "marks of other languages",
    "-rf 台账.xlsx": "an option",
    "台账" + "长" * 70 + ".xlsx": "as long as a name may be",
    "😀𠮷台账.xlsx": "characters beyond the basic plane",
    " 台账 .xlsx": "blanks",
}
"""A file that is no spreadsheet under such a name."""


def _zip(parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def fit_to_show(sentence, *private):
    """Chinese, with full-width punctuation, what to do, and nothing of the machine."""
    bare = ALLOWED.sub("", QUOTED.sub("", sentence))
    assert CHINESE.search(bare), sentence
    assert "请" in bare, sentence
    assert bare.endswith("。"), sentence
    assert not FOREIGN.search(bare), sentence
    assert not any(part in sentence for part in private), sentence


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_ledger_gets_one_sentence(dropping, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(REFUSED[name]())
    dropping.drop(path)
    assert len(dropping.said) == 1
    fit_to_show(dropping.said[0], tmp_path.name)
    assert not dropping.rows


@pytest.mark.parametrize("name", ODD_NAMES, ids=ODD_NAMES.values())
def test_a_file_of_an_odd_name_gets_one_sentence(dropping, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7")
    dropping.drop(path)
    assert len(dropping.said) == 1
    assert "\n" not in dropping.said[0]
    assert "\u202e" not in dropping.said[0]
    fit_to_show(dropping.said[0], tmp_path.name)


def test_what_only_looks_like_a_file_gets_one_sentence(dropping, tmp_path):
    folder = tmp_path / "台账.xlsx"
    folder.mkdir()
    fit_to_show(*dropping.drop(folder).said)


@pytest.mark.parametrize("target", ["没有这个文件.xlsx", "/dev/zero", "."])
def test_a_link_to_nothing_or_to_a_device_gets_one_sentence(dropping, tmp_path, target):
    link = tmp_path / "链接.csv"
    link.symlink_to(target)
    dropping.drop(link)
    assert len(dropping.said) == 1
    fit_to_show(dropping.said[0], tmp_path.name)
