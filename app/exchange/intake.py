"""What a file really is, judged by its bytes: people give tables the wrong extension and other files a table's."""

import re
from pathlib import Path
from typing import Literal

from app.exchange import archive, biff, cell_errors
from app.exchange.refusals import CHOOSE, SAVE_AS, damaged, locked, refusal, too_far

Kind = Literal["xlsx", "xls", "ods", "text"]

LARGEST_FILE = 64 * 2**20
"""Bytes; a ledger of 100,000 rows takes 7 MB."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_XLS = re.compile(rb"\x09\x08\x10\x00\x00\x06.{14}(\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""BOF, perhaps WriteProtect, FilePass: how the workbook stream of an encrypted .xls begins (MS-XLS 2.1.7.20.1)."""
_FOREIGN = {
    b"%PDF": "是 PDF 文件",
    b"{\\rtf": "是文字文档",
    b"\x89PNG": "是图片",
    b"\xff\xd8\xff": "是图片",
    b"GIF8": "是图片",
    b"Rar!": "是压缩包",
    b"7z\xbc\xaf": "是压缩包",
    b"PK\x05\x06": "是空的压缩包",
}


def load(path: Path) -> tuple[Kind, bytes]:
    """Return what the file is and its bytes. Raises Problem when it is no table or not safe to open."""
    data = _bytes_of(path)
    kind = _kind(path.name, data)
    if kind in ("xlsx", "ods") and archive.check(path.name, data):
        data = cell_errors.spelled_out(data)
    if kind == "xls" and sum(sheet.cells for sheet in biff.extents(path.name, data)) > archive.MOST_CELLS:
        raise too_far(path.name)
    return kind, data


def _bytes_of(path: Path) -> bytes:
    name = path.name
    try:
        _check_place(path)
        data = path.read_bytes()
    except FileNotFoundError:
        raise refusal(name, "找不到了", "请看看它是否被移走或改名、U 盘是否已拔出，再重新选择。") from None
    except PermissionError:
        raise refusal(name, "打不开：没有权限，或正被别的程序占用", "请关闭正在打开它的程序，再试一次。") from None
    except OSError as error:
        raise refusal(name, "读不出来", "请把它复制到桌面，再从桌面导入。") from error
    if not data:
        raise refusal(name, "是空文件", "请确认选对了文件。")
    return data


def _check_place(path: Path) -> None:
    size = path.stat().st_size
    if path.is_dir():
        raise refusal(path.name, "是文件夹，不是表格", CHOOSE)
    if not path.is_file():
        raise refusal(path.name, "不是普通文件", CHOOSE)
    if size > LARGEST_FILE:
        raise refusal(path.name, f"超过 {LARGEST_FILE // 2**20} MB，太大了", "请拆成几个表格分别导入。")


def _kind(name: str, data: bytes) -> Kind:
    for start, what in _FOREIGN.items():
        if data.startswith(start):
            raise refusal(name, f"{what}，不是表格", CHOOSE)
    if data.startswith(_ZIP):
        return _zip_kind(name, data)
    if data.startswith(_OLE):
        return _ole_kind(name, data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise refusal(name, "其实是网页格式，只是用了表格的扩展名", SAVE_AS)
    return "text"


def _zip_kind(name: str, data: bytes) -> Kind:
    with archive.opened(name, data) as file:
        parts = set(file.namelist())
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "content.xml" in parts:
        return _opendocument(name, data)
    if "xl/workbook.bin" in parts:
        raise refusal(name, "是二进制工作簿（.xlsb），这里不能直接读", SAVE_AS)
    what = "文字文档" if "word/document.xml" in parts else "压缩包"
    raise refusal(name, f"是{what}，不是表格", CHOOSE)


def _opendocument(name: str, data: bytes) -> Kind:
    with archive.opened(name, data) as file:
        manifest = file.open("META-INF/manifest.xml").read(2**20) if "META-INF/manifest.xml" in file.namelist() else b""
    if b"encryption-data" in manifest:
        raise locked(name)
    if b"opendocument.spreadsheet" not in manifest:
        raise refusal(name, "是文字文档，不是表格", CHOOSE)
    return "ods"


def _ole_kind(name: str, data: bytes) -> Kind:
    if _holds(data, "EncryptedPackage") or _LOCKED_XLS.search(data):
        raise locked(name)
    if _holds(data, "Workbook") or _holds(data, "Book"):
        return "xls"
    if _holds(data, "WordDocument"):
        raise refusal(name, "是文字文档，不是表格", CHOOSE)
    raise damaged(name)


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data
