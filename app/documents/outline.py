"""The outline of a character, read from its TrueType font: for relief, and for spacing by what the eye sees."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from struct import unpack_from

from reportlab.pdfbase.ttfonts import TTFontFace
from reportlab.pdfgen.pathobject import PDFPathObject

from app.documents.type import Face, holder

Point = tuple[float, float]
Dot = tuple[float, float, bool]  # x, y, and whether the outline passes through it or only bends towards it

_ON_CURVE, _SHORT_X, _SHORT_Y, _REPEATED, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _SCALED, _MORE, _SCALED_TWICE, _TURNED = 1, 8, 32, 64, 128


@lru_cache(maxsize=256)
def bounds(slot: str, character: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the ink of a character in em, seen from the pen on the baseline."""
    face = holder(slot, character).face
    glyph = face.charToGlyph[ord(character)]
    if _is_blank(face, glyph):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = unpack_from(">4h", face._ttf_data, _place(face, glyph) + 2)
    return left / face.unitsPerEm, bottom / face.unitsPerEm, right / face.unitsPerEm, top / face.unitsPerEm


def spread(text: str, face: Face, measure: float) -> list[tuple[str, float]]:
    """Each character and the x of its pen so that the ink of the text spans a measure with equal gaps between."""
    em = face.size * face.condense
    inks = [bounds(face.slot, character) for character in text]
    gap = (measure - sum(right - left for left, _, right, _ in inks) * em) / max(1, len(text) - 1)
    places, x = [], 0.0
    for character, (left, _, right, _) in zip(text, inks, strict=True):
        places.append((character, x - left * em))
        x += (right - left) * em + gap
    return places


def trace(path: PDFPathObject, slot: str, character: str) -> None:
    """Add the outline of a character in thousandths of an em, the pen standing at the origin."""
    face = holder(slot, character).face
    for contour in _glyph(face, face.charToGlyph[ord(character)]):
        _close(path, [(x * 1000 / face.unitsPerEm, y * 1000 / face.unitsPerEm, on) for x, y, on in contour])


def _close(path: PDFPathObject, dots: list[Dot]) -> None:
    """Draw one contour; TrueType's quadratic curves become the cubic ones of PDF."""
    start = next((number for number, dot in enumerate(dots) if dot[2]), 0)
    first, *rest = dots[start:] + dots[: start + 1]
    here: Point = first[:2]
    bend: Point | None = None
    path.moveTo(*here)
    for x, y, on in rest:
        if bend:
            there = (x, y) if on else ((bend[0] + x) / 2, (bend[1] + y) / 2)
            path.curveTo(*_towards(here, bend), *_towards(there, bend), *there)
            here = there
        elif on:
            path.lineTo(x, y)
            here = (x, y)
        bend = None if on else (x, y)
    path.close()


def _towards(end: Point, bend: Point) -> Point:
    return round(end[0] + (bend[0] - end[0]) * 2 / 3), round(end[1] + (bend[1] - end[1]) * 2 / 3)


def _is_blank(face: TTFontFace, glyph: int) -> bool:
    return bool(face.glyphPos[glyph] == face.glyphPos[glyph + 1])


def _place(face: TTFontFace, glyph: int) -> int:
    return int(face.get_table_pos("glyf")[0] + face.glyphPos[glyph])


def _glyph(face: TTFontFace, glyph: int) -> list[list[Dot]]:
    if _is_blank(face, glyph):
        return []
    data, place = face._ttf_data, _place(face, glyph)
    (count,) = unpack_from(">h", data, place)
    if count < 0:
        return [contour for part in _parts(face, place + 10) for contour in part]
    ends = unpack_from(f">{count}H", data, place + 10)
    (instructions,) = unpack_from(">H", data, place + 10 + 2 * count)
    dots = _dots(data, place + 12 + 2 * count + instructions, ends[-1] + 1)
    return [dots[before + 1 : end + 1] for before, end in pairwise((-1, *ends))]


def _dots(data: bytes, at: int, count: int) -> list[Dot]:
    flags: list[int] = []
    while len(flags) < count:
        again = data[at + 1] if data[at] & _REPEATED else 0
        flags += [data[at]] * (1 + again)
        at += 2 if data[at] & _REPEATED else 1
    xs, at = _steps(data, at, flags, _SHORT_X, _SAME_X)
    ys, at = _steps(data, at, flags, _SHORT_Y, _SAME_Y)
    return [(x, y, bool(flag & _ON_CURVE)) for x, y, flag in zip(xs, ys, flags, strict=True)]


def _steps(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    """Coordinates along one axis, kept as steps of one or two bytes or none."""
    steps = []
    for flag in flags:
        if flag & short:
            steps.append(data[at] if flag & same else -data[at])
            at += 1
        elif flag & same:
            steps.append(0)
        else:
            steps.append(unpack_from(">h", data, at)[0])
            at += 2
    return list(accumulate(steps)), at


def _parts(face: TTFontFace, at: int) -> Iterator[list[list[Dot]]]:
    """The glyphs a composed glyph consists of, moved to their places; no font in use scales them."""
    more = True
    while more:
        flags, glyph = unpack_from(">HH", face._ttf_data, at)
        dx, dy = unpack_from(">hh" if flags & _WORDS else ">bb", face._ttf_data, at + 4)
        yield [[(x + dx, y + dy, on) for x, y, on in contour] for contour in _glyph(face, glyph)]
        at += 8 if flags & _WORDS else 6
        at += 2 * bool(flags & _SCALED) + 4 * bool(flags & _SCALED_TWICE) + 8 * bool(flags & _TURNED)
        more = bool(flags & _MORE)
