"""The square code that a phone or a scanner reads from a plaque or a certificate."""

from functools import lru_cache
from hashlib import sha256

import zxingcpp
from PIL import Image
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

QUIET_ZONE = 4  # modules of bare ground that a reader needs on each side


@lru_cache(maxsize=2)
def modules(text: str) -> Image.Image:
    """The QR code of a text at level M, one pixel a module, black on white, without its quiet zone."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    pixels = code.to_image(scale=1, add_hrt=False, add_quiet_zones=False)
    height, width = pixels.shape
    return Image.frombytes("L", (width, height), bytes(pixels)).convert("1", dither=Image.Dither.NONE)


def quiet_zone(text: str, size: float) -> float:
    """How wide the bare ground around a code of this size must be."""
    return size * QUIET_ZONE / modules(text).width


def draw_code(canvas: Canvas, x: float, y: float, size: float, text: str) -> None:
    """Draw a code in the fill colour; x, y is its lower left corner. It is a mask of one bit a module."""
    name = f"code{sha256(text.encode()).hexdigest()[:16]}"
    if not canvas.hasForm(name):
        canvas._doc.Reference(_mask(modules(text)), canvas._doc.getXObjectName(name))
    canvas.saveState()
    canvas.transform(size, 0, 0, size, x, y)
    canvas.doForm(name)
    canvas.restoreState()


def _mask(image: Image.Image) -> pdfdoc.PDFStream:
    dictionary = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Image"),
            "ImageMask": "true",
            "Width": image.width,
            "Height": image.height,
            "BitsPerComponent": 1,
        }
    )
    return pdfdoc.PDFStream(dictionary, image.tobytes(), [pdfdoc.PDFZCompress])
