"""Scans and photos: as pages to look through, and small. Nothing is unpacked that is larger than the domain allows."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps

from app.documents.paper import Paper
from app.domain.attachments import PICTURES, Kind, check_pixels, damaged
from app.domain.errors import Problem

_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")
_DPI = 96
_MM = 25.4
_ORIENTATION, _ON_ITS_SIDE = 274, {5, 6, 7, 8}


class Photo:
    """The pictures in a file, one a page, upright; shown where a `Paper` is. Pages count from 0."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises Problem, speaking of it by `name`, for what is damaged or too large."""
        self._content, self._name = content, name
        with _opened(content, name) as image:
            self.count = _pages(image)
        self._page, self._picture = 0, self._unpacked(0)

    def size_mm(self, page: int) -> tuple[float, float]:
        """Width and height in millimetres, as on a screen at its usual size."""
        picture = self._at(page)
        return picture.width * _MM / _DPI, picture.height * _MM / _DPI

    def image(self, page: int, width_px: int) -> tuple[int, int, bytes]:
        """A picture so many pixels wide: width, height, and four bytes a pixel (blue, green, red, 255)."""
        picture = self._at(page)
        height = max(1, round(picture.height * width_px / picture.width))
        sized = picture.resize((width_px, height), reducing_gap=2.0)
        return width_px, height, sized.convert("RGBA").tobytes("raw", "BGRA")

    def _at(self, page: int) -> Image.Image:
        if page != self._page:
            self._page, self._picture = page, self._unpacked(page)
        return self._picture

    def _unpacked(self, page: int) -> Image.Image:
        with _opened(self._content, self._name) as image:
            if page:
                image.seek(page)
                check_pixels(self._name, *image.size)
            return _upright(image)


def size_px(content: bytes, name: str) -> tuple[int, int]:
    """Width and height of a picture as it is meant to be seen; raises Problem, also for a later page too large."""
    with _opened(content, name) as image:
        turned = image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
        size = (image.height, image.width) if turned else image.size
        for page in range(1, _pages(image)):
            image.seek(page)
            check_pixels(name, *image.size)
        return size


def thumbnail(content: bytes, kind: Kind, side: int, name: str) -> bytes:
    """The first page as a PNG that fits a square, upright, free of what a camera notes about place and time.

    Raises Problem for what does not open; empty for a kind that has no pages to show.
    """
    if kind not in PICTURES and kind != Kind.PDF:
        return b""
    small = _small_page(content, side, name) if kind == Kind.PDF else _small_picture(content, side, name)
    png = BytesIO()
    small.save(png, "PNG")
    return png.getvalue()


def _small_picture(content: bytes, side: int, name: str) -> Image.Image:
    with _opened(content, name) as image:
        image.draft("RGB", (side * 2, side * 2))
        small = _upright(image)
        small.thumbnail((side, side), reducing_gap=2.0)
        return small


def _small_page(content: bytes, side: int, name: str) -> Image.Image:
    try:
        paper = Paper(content)
        wide, high = paper.size_mm(0)
        *size, pixels = paper.image(0, max(1, int(side * min(1.0, wide / high))))
    except (Problem, ValueError, ZeroDivisionError, IndexError, RuntimeError) as error:
        raise damaged(name) from error
    page = Image.frombuffer("RGB", (size[0], size[1]), pixels, "raw", "BGRX", 0, 1)
    page.thumbnail((side, side))
    return page


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Image.Image]:
    """The picture, its size checked before anything of it is unpacked."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            check_pixels(name, *image.size)
            yield image
    except Problem:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Problem(f"“{name}”的像素太多。它没有加上，请用较低的分辨率重新扫描或拍照。") from error
    except Exception as error:  # a damaged picture makes Pillow raise nearly anything
        raise damaged(name) from error


def _pages(image: Image.Image) -> int:
    """A scan may have several; of a moving picture the first counts."""
    return getattr(image, "n_frames", 1) if image.format == "TIFF" else 1


def _upright(image: Image.Image) -> Image.Image:
    """The pixels alone, turned as the camera was held, transparent parts white."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith("I"):
        turned = turned.convert("I").point(lambda depth: depth * (1 / 256)).convert("L")
    plain = Image.new("RGB", turned.size, "white")
    clear = turned.has_transparency_data
    plain.paste(turned.convert("RGBA" if clear else "RGB"), mask=turned.convert("RGBA") if clear else None)
    return plain
