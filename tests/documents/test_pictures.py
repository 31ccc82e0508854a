"""Scans and photos become pages and small pictures; what is damaged or too large is said, not unpacked."""

import io
import struct
import zlib

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.documents import pictures
from app.domain.attachments import Kind
from app.domain.errors import Problem

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def saved(image, form, **more):
    whole = io.BytesIO()
    image.save(whole, form, **more)
    return whole.getvalue()


def halves(size=(80, 40)):
    """Red at the left, blue at the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def pdf(width=300, height=200):
    whole = io.BytesIO()
    canvas = Canvas(whole, pagesize=(width, height))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, width, height, fill=1, stroke=0)
    canvas.save()
    return whole.getvalue()


def bomb(width, height):
    """A PNG of a few bytes that says it is this large."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * min(height, 4000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def opened(png):
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize(
    ("form", "kind"),
    [("JPEG", Kind.JPEG), ("PNG", Kind.PNG), ("TIFF", Kind.TIFF), ("BMP", Kind.BMP), ("WEBP", Kind.WEBP)],
)
def test_every_kind_of_picture_has_pages_and_a_small_one(form, kind):
    content = saved(halves(), form)
    small = opened(pictures.thumbnail(content, kind, 20, "图"))
    assert small.size == (20, 10)
    photo = pictures.Photo(content, "图")
    assert photo.count == 1
    width, height, pixels = photo.image(0, 40)
    assert (width, height, len(pixels)) == (40, 20, 40 * 20 * 4)
    blue, _, red, opaque = pixels[:4]
    assert opaque == 255
    assert (red > 200, blue < 60) == (True, True)
    assert pictures.size_px(content, "图") == (80, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_depth_of_colour_is_shown(mode):
    content = saved(Image.new(mode, (30, 20)), "TIFF")
    assert opened(pictures.thumbnail(content, Kind.TIFF, 16, "图")).mode == "RGB"


def test_transparent_parts_are_white():
    content = saved(Image.new("RGBA", (30, 20), (0, 0, 0, 0)), "PNG")
    assert opened(pictures.thumbnail(content, Kind.PNG, 16, "图")).getpixel((5, 5)) == WHITE


def test_a_photo_taken_sideways_stands_upright_and_gives_nothing_away():
    exif = Image.Exif()
    exif[274] = 6
    exif[0x010F] = "手机牌子"
    exif.get_ifd(0x8825)[1] = "N"
    content = saved(halves(), "JPEG", exif=exif)
    small = pictures.thumbnail(content, Kind.JPEG, 40, "图")
    assert opened(small).size == (20, 40)
    assert pictures.size_px(content, "图") == (40, 80)
    wide, high = pictures.Photo(content, "图").size_mm(0)
    assert high == 2 * wide
    assert not opened(small).getexif()
    assert opened(small).info == {}
    assert b"Exif" not in small


def test_a_scan_of_several_pages_is_leafed_through():
    content = saved(halves(), "TIFF", save_all=True, append_images=[Image.new("RGB", (40, 80), BLUE)])
    photo = pictures.Photo(content, "图")
    assert photo.count == 2
    assert photo.size_mm(1)[1] > photo.size_mm(1)[0]
    assert photo.image(1, 10)[:2] == (10, 20)
    assert photo.image(0, 10)[:2] == (10, 5)


def test_a_later_page_that_is_too_large_is_found():
    large = Image.new("1", (30_001, 1))
    content = saved(halves(), "TIFF", save_all=True, append_images=[large])
    with pytest.raises(Problem, match="30,001×1 像素"):
        pictures.size_px(content, "图")


@pytest.mark.parametrize("size", [(10_000, 10_000), (20_000, 20_000), (30_001, 1), (7_000, 6_000)])
def test_a_picture_too_large_is_not_unpacked(size, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("unpacked"))
    content = bomb(*size)
    for look in (
        pictures.size_px,
        pictures.Photo,
        lambda content, name: pictures.thumbnail(content, Kind.PNG, 9, name),
    ):
        with pytest.raises(Problem, match=r"“炸弹\.png”.*像素"):
            look(content, "炸弹.png")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP", "WEBP", "TIFF"])
def test_a_picture_cut_short_is_refused(form):
    content = saved(halves((800, 400)), form)
    for kept in (20, len(content) // 2):
        with pytest.raises(Problem, match=r"“坏\.jpg”打不开"):
            pictures.thumbnail(content[:kept], Kind.JPEG, 20, "坏.jpg")


def test_a_pdf_is_drawn_small_and_a_slip_of_one_does_not_grow():
    assert opened(pictures.thumbnail(pdf(), Kind.PDF, 30, "表")).size == (30, 20)
    assert max(opened(pictures.thumbnail(pdf(2, 14_000), Kind.PDF, 30, "表")).size) <= 30


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing more", b"%PDF-", pdf()[:200]])
def test_a_damaged_pdf_is_refused(content):
    with pytest.raises(Problem, match="打不开，可能没有存完整，或者设了密码"):
        pictures.thumbnail(content, Kind.PDF, 30, "表")


def test_an_office_file_has_no_small_picture():
    assert pictures.thumbnail(b"PK", Kind.DOCX, 30, "表") == b""
