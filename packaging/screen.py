"""A screen without a monitor: Xvfb, what is seen on it, and when the first thing is."""

import ctypes
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

SIZE = (1366, 768)
_ALL_PLANES, _Z_PIXMAP = ctypes.c_ulong(-1), 2


class _Image(ctypes.Structure):
    """The head of Xlib's XImage."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.c_void_p),
        *((name, ctypes.c_int) for name in ("byte_order", "bitmap_unit", "bitmap_bit_order", "bitmap_pad")),
        *((name, ctypes.c_int) for name in ("depth", "bytes_per_line", "bits_per_pixel")),
    )


class Screen:
    """Xvfb on a number of its own while the `with` lasts; black until a program shows something."""

    def __enter__(self) -> "Screen":
        reading, writing = os.pipe()
        size = "x".join(map(str, SIZE))
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-br", "-ac", "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as said:
            self.name = f":{said.readline().strip()}"
        self._x = _xlib()
        self._display = self._x.XOpenDisplay(self.name.encode())
        self._root = self._x.XDefaultRootWindow(self._display)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._x.XCloseDisplay(self._display)
        self._server.terminate()
        self._server.wait()

    def shows_something(self) -> bool:
        """Whether three lines across the screen are no longer all black."""
        return any(any(self._pixels(0, SIZE[1] * quarter // 4, SIZE[0], 1)) for quarter in (1, 2, 3))

    def save(self, path: Path) -> None:
        """Keep what is seen as a picture."""
        from PIL import Image

        Image.frombytes("RGB", SIZE, self._pixels(0, 0, *SIZE), "raw", "BGRX").save(path)

    def _pixels(self, x: int, y: int, width: int, height: int) -> bytes:
        image = self._x.XGetImage(self._display, self._root, x, y, width, height, _ALL_PLANES, _Z_PIXMAP)
        try:
            return ctypes.string_at(image.contents.data, image.contents.bytes_per_line * height)
        finally:
            self._x.XFree(ctypes.c_void_p(image.contents.data))
            self._x.XFree(image)


def _xlib() -> Any:
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    x.XDefaultRootWindow.argtypes = x.XCloseDisplay.argtypes = [ctypes.c_void_p]
    x.XGetImage.restype = ctypes.POINTER(_Image)
    whole = [ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
    x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *whole]
    return x
