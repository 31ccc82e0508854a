"""Pages of a PDF as pictures, for the preview and for printers that take no PDF."""

import threading
import weakref
from pathlib import Path

import pypdfium2
from reportlab.lib.units import mm

from app.domain.errors import Problem

_one_at_a_time = threading.RLock()  # PDFium serves one thread at a time


class Paper:
    """The pages of a file, read once, so that the file itself may be replaced meanwhile. Pages count from 0."""

    def __init__(self, source: Path | bytes) -> None:
        """Raises Problem when the file is not there, or it or the content given cannot be read."""
        try:
            with _one_at_a_time:
                self._pdf = pypdfium2.PdfDocument(source if isinstance(source, bytes) else source.read_bytes())
        except (OSError, pypdfium2.PdfiumError) as error:
            name = "这个 PDF" if isinstance(source, bytes) else f"《{source.name}》"
            raise Problem(f"打不开{name}：它不在了，或者不是完好的 PDF 文件。请重新生成一次。") from error
        weakref.finalize(self, _close, self._pdf)

    @property
    def count(self) -> int:
        """How many pages there are."""
        with _one_at_a_time:
            return len(self._pdf)

    def size_mm(self, page: int) -> tuple[float, float]:
        """Width and height of the paper in millimetres."""
        with _one_at_a_time:
            width, height = self._pdf.get_page_size(page)
        return width / mm, height / mm

    def text(self, page: int) -> str:
        """What a page says, without any white space."""
        with _one_at_a_time:
            words = self._pdf[page].get_textpage()
            said = "".join(words.get_text_range().split())
            words.close()
        return said

    def image(self, page: int, width_px: int) -> tuple[int, int, bytes]:
        """A page so many pixels wide: width, height, and four bytes a pixel (blue, green, red, unused)."""
        with _one_at_a_time:
            scale = (width_px - 0.001) / self._pdf.get_page_size(page)[0]  # PDFium rounds up
            bitmap = self._pdf[page].render(scale=scale, prefer_bgrx=True)
            picture = bitmap.width, bitmap.height, bytes(bitmap.buffer)
            bitmap.close()
        return picture


def _close(pdf: pypdfium2.PdfDocument) -> None:
    with _one_at_a_time:
        pdf.close()
