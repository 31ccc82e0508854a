"""What may be attached to a record: files of a few kinds, told by what is in them and not by their names."""

import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from app.domain.errors import Problem
from app.domain.names import clean

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 30_000
"""Pixels of a picture."""
LONGEST_NAME = 80
_ENTRY = 128
_STREAM = 2


class Kind(StrEnum):
    """As it is stored; also the suffix of a file of this kind."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    TIFF = "tif"
    BMP = "bmp"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    DOC = "doc"
    XLS = "xls"


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.TIFF, Kind.BMP, Kind.WEBP})
OFFICE = frozenset({Kind.DOCX, Kind.XLSX, Kind.DOC, Kind.XLS})
_SUFFIXES = {Kind.JPEG: {".jpg", ".jpeg", ".jpe"}, Kind.TIFF: {".tif", ".tiff"}}
_STARTS = {
    b"%PDF-": Kind.PDF,
    b"\xff\xd8\xff": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"II*\0": Kind.TIFF,
    b"MM\0*": Kind.TIFF,
    b"BM": Kind.BMP,
}
_ZIP, _COMPOUND = b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe")
_ARCHIVES = (b"PK", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"MSCF")
_KEPT = "它没有加上，原来的文件没有改动。"
_TAKEN = "附件只收 PDF、图片和 Word、Excel 文件。"


def kind_of(name: str, content: bytes) -> Kind:
    """What a file is by its content; raises Problem, speaking of it by `name`, for what may not be attached."""
    check_size(name, len(content))
    kind = _pictured(content) or _packed(content) or _compound(content)
    if kind:
        return kind
    if content.startswith(_PROGRAMS):
        raise Problem(f"“{name}”是程序，不能作为附件。{_KEPT}{_TAKEN}")
    if content.startswith(_ARCHIVES):
        raise Problem(f"“{name}”是压缩包或带宏的文件，不能作为附件。{_KEPT}请先解开，再添加里面的 PDF 或图片。")
    raise Problem(f"“{name}”不是可以作为附件的文件。{_KEPT}{_TAKEN}")


def check_size(name: str, size: int) -> None:
    """Raise Problem for a file of this many bytes that is empty or too large."""
    if not size:
        raise Problem(f"“{name}”是空的，里面没有内容。{_KEPT}请检查它是不是没有存好。")
    if size > LARGEST:
        too_large = f"“{name}”有 {spoken_size(size)}，超过 {spoken_size(LARGEST)}。"
        raise Problem(f"{too_large}{_KEPT}请用较低的分辨率重新扫描，或拆成几份。")


def check_pixels(name: str, width: int, height: int) -> None:
    """Raise Problem for a picture with too many pixels to be unpacked."""
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        too_large = (
            f"“{name}”有 {width:,}×{height:,} 像素，超过 {MOST_PIXELS // 10_000:,} 万像素或一边 {LONGEST_SIDE:,} 像素。"
        )
        raise Problem(f"{too_large}{_KEPT}请用较低的分辨率重新扫描或拍照。")


def damaged(name: str) -> Problem:
    """What to say of a picture or a PDF that does not open."""
    return Problem(f"“{name}”打不开，可能没有存完整，或者设了密码。{_KEPT}请重新扫描、另存一份没有密码的，再添加。")


def proper_name(name: str, kind: Kind) -> str:
    """A file's name without its folder, of reasonable length, ending as its kind does; raises Problem without one."""
    plain = clean(PurePath(name.replace("\\", "/")).name).lstrip(". ")
    suffix = PurePath(plain).suffix
    right = suffix.lower() in _SUFFIXES.get(kind, {f".{kind}"})
    stem = plain.removesuffix(suffix) if right else plain
    if not stem:
        raise Problem("附件要有名称。没有改动任何内容，请填写名称。")
    return stem[:LONGEST_NAME] + (suffix if right else f".{kind}")


def spoken_size(size: int) -> str:
    """A number of bytes as people say it: 812 字节, 96 KB, 3.4 MB."""
    if size < 1024:
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _pictured(content: bytes) -> Kind | None:
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Kind.WEBP
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def _packed(content: bytes) -> Kind | None:
    """docx or xlsx, neither with macros."""
    if not content.startswith(_ZIP):
        return None
    try:
        names = set(zipfile.ZipFile(BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    parts = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
    return next((kind for part, kind in parts.items() if part in names), None)


def _compound(content: bytes) -> Kind | None:
    """doc or xls: an OLE file that holds a stream of such a name, not an installer."""
    if not content.startswith(_COMPOUND):
        return None
    streams = {"WordDocument": Kind.DOC, "Workbook": Kind.XLS, "Book": Kind.XLS}
    return next((kind for name, kind in streams.items() if _has_stream(content, name)), None)


def _has_stream(content: bytes, name: str) -> bool:
    entry = (name + "\0").encode("utf-16-le")
    place = content.find(entry)
    while place >= 0:
        if place % _ENTRY == 0 and content[place + 66 : place + 67] == bytes([_STREAM]):
            return True
        place = content.find(entry, place + 1)
    return False
