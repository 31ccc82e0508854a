"""What the program wears on Windows: its icon and what the properties of the file tell. The spec asks for both.

Not run on Windows: no Windows machine was at hand. The tests draw the icon and read both files back on Linux.
"""

import io
import re
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SIZES = (16, 24, 32, 48, 64, 128, 256)
_PNG_FROM = 256
"""Smaller pictures are kept as bitmaps: not every program of Windows reads a PNG there."""
_HEAD, _ENTRY = "<3H", "<4B2H2I"
_CHINESE, _UNICODE = 0x0804, 1200
VERSION = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable('{language:04x}{charset:04x}', [
{strings}
    ])]),
    VarFileInfo([VarStruct('Translation', [{language}, {charset}])]),
  ],
)
"""


def icon(folder: Path) -> str:
    """Draw the mark of the program in all sizes; the path of the icon."""
    sys.path.insert(0, str(ROOT))
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from app.ui.kit import icons, theme

    app = QApplication.instance() or QApplication([])
    theme.apply(app, 11)
    mark = icons.brand().pixmap(max(SIZES)).toImage()
    smooth = Qt.TransformationMode.SmoothTransformation
    pictures = [mark.scaled(size, size, Qt.AspectRatioMode.KeepAspectRatio, smooth) for size in SIZES]
    target = folder / "shangquan.ico"
    target.write_bytes(_packed([_png(each) if each.width() >= _PNG_FROM else _bitmap(each) for each in pictures]))
    return str(target)


def version(folder: Path) -> str:
    """Write what the file's properties tell; the path of the text, as PyInstaller reads it."""
    said = number()
    parts = [int(part) for part in re.findall(r"\d+", said)[:4]]
    told = {
        "CompanyName": "商圈党群服务台",
        "FileDescription": "商圈党群服务台",
        "FileVersion": said,
        "InternalName": "shangquan",
        "OriginalFilename": "shangquan.exe",
        "ProductName": "商圈党群服务台",
        "ProductVersion": said,
    }
    strings = ",\n".join(f"      StringStruct({key!r}, {word!r})" for key, word in told.items())
    numbers = tuple(parts + [0] * (4 - len(parts)))
    text = VERSION.format(numbers=numbers, strings=strings, language=_CHINESE, charset=_UNICODE)
    target = folder / "version.txt"
    target.write_text(text, "utf-8")
    return str(target)


def number() -> str:
    """The program's version, such as "1.0.0", read without importing the program."""
    found = re.search(r'^__version__ = "([\d.]+)"$', (ROOT / "app/__init__.py").read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit("app/__init__.py names no version")
    return found[1]


def _packed(pictures: list[bytes]) -> bytes:
    """An icon file of these pictures, which have the sizes of SIZES."""
    head = struct.pack(_HEAD, 0, 1, len(pictures))
    at = len(head) + struct.calcsize(_ENTRY) * len(pictures)
    for size, picture in zip(SIZES, pictures, strict=True):
        head += struct.pack(_ENTRY, size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures)


def _png(image) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray

    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return held.data()


def _bitmap(image) -> bytes:
    """Rows from below in blue, green, red, opacity, and behind them a mask that hides nothing."""
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    size, line = plain.width(), plain.bytesPerLine()
    pixels = bytes(plain.constBits())
    made = io.BytesIO()
    made.write(struct.pack("<3I2H6I", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0))
    made.writelines(pixels[row * line : row * line + size * 4] for row in reversed(range(size)))
    made.write(bytes((size + 31) // 32 * 4 * size))
    return made.getvalue()


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    print(icon(place), version(place))
