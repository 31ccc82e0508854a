"""Font files for reportlab, read in place, with text that can be extracted again."""

import mmap
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts


@cache
def read_font(path: Path) -> ttfonts.TTFont:
    """The font in a TrueType file, registered under its path; takes 0.1–0.4 s. Raises OSError and TTFError."""
    pdfmetrics.registerFont(ttfonts.TTFont(str(path), str(path), asciiReadable=False, shapable=False))
    return pdfmetrics.getFont(str(path))


class _Face(ttfonts.TTFontFace):
    """A face whose file stays on disk: three Chinese fonts cost 60 MB so, and 115 MB read and copied."""

    def readFile(self, file: str) -> None:
        self.filename = file
        self._pos = 0
        with open(file, "rb") as opened:
            self._ttf_data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)

    def get_table(self, tag: str) -> "bytes | _Outlines":
        return _Outlines(self) if tag == "glyf" else super().get_table(tag)


class _Outlines:
    """The outlines of a face, of which a subset takes slices."""

    def __init__(self, face: _Face) -> None:
        self._face = face
        self._start, _ = face.get_table_pos("glyf")

    def __getitem__(self, part: slice) -> bytes:
        return self._face.get_chunk(self._start + part.start, part.stop - part.start)


def _to_unicode(font_name: str, subset: list[int]) -> str:
    """The map by which readers extract text. reportlab's own cuts characters beyond U+FFFF short (𬀩 becomes Ⰲ)."""
    pairs = [f"<{code:02X}> <{chr(value).encode('utf-16-be').hex()}>" for code, value in enumerate(subset) if value]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    maps = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{font_name} def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{maps}"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


ttfonts.TTFontFace = _Face
ttfonts.makeToUnicodeCMap = _to_unicode
