"""The codes on the pages of a scan or a photo."""

from collections.abc import Iterator

from app.documents.paper import Paper
from app.documents.pictures import Photo
from app.domain.attachments import PICTURES, Kind

_DPI = 200
_MM = 25.4
_WIDEST = 4000  # pixels
_MOST_PAGES = 20


def texts(content: bytes, kind: Kind, name: str) -> Iterator[tuple[int, str]]:
    """Each code found, with the page it stands on, counted from 0. Raises Problem for what does not open."""
    import zxingcpp

    if kind not in PICTURES and kind != Kind.PDF:
        return
    pages = Photo(content, name) if kind in PICTURES else Paper(content)
    for page in range(min(pages.count, _MOST_PAGES)):
        for code in zxingcpp.read_barcodes(_picture(pages, page), formats=zxingcpp.BarcodeFormat.QRCode):
            yield page, code.text


def _picture(pages: Photo | Paper, page: int) -> object:
    """A page in grey; a photo at its own size as far as that is needed."""
    from PIL import Image

    wide = round(pages.size_mm(page)[0] / _MM * (_DPI if isinstance(pages, Paper) else 96))
    width, height, pixels = pages.image(page, min(wide, _WIDEST))
    return Image.frombytes("RGBA", (width, height), pixels).convert("L")
