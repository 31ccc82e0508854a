"""Fonts, and single lines of text set in them.

A design asks for a slot (hei, song, kai ...). Behind a slot stands a chain of font files, and each character is set in
the first one that holds it. A file is read when a character first asks for it. Lengths are in the unit of the canvas.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from app.documents.font import read_font
from app.domain.errors import Problem
from app.paths import FONTS

_CHAINS = {
    "hei": ("NotoSansSC_400Regular", "HanaMinB"),
    "heib": ("NotoSansSC_700Bold", "HanaMinB"),
    "song": ("NotoSerifSC_400Regular", "HanaMinB", "NotoSansSC_400Regular"),
    "xbs": ("NotoSerifSC_700Bold", "HanaMinB", "NotoSansSC_700Bold"),
    "kai": ("LXGWWenKai-Regular", "NotoSerifSC_400Regular", "HanaMinB", "NotoSansSC_400Regular"),
    "fang": (
        *("FandolFang-Regular-glyf", "LXGWWenKai-Light", "NotoSerifSC_400Regular"),
        *("HanaMinB", "NotoSansSC_400Regular"),
    ),
    "brush": (
        *("MaShanZheng_400Regular", "LXGWWenKai-Regular", "NotoSerifSC_400Regular"),
        *("HanaMinB", "NotoSansSC_400Regular"),
    ),
}
_ALIGNMENT = {"left": 0.0, "centre": 0.5, "right": 1.0}
_own: dict[str, Path] = {}
_boxed: ContextVar[dict[str, str]] = ContextVar("boxed")


@dataclass(frozen=True)
class Face:
    """A slot at a size, with spacing between characters; `condense` narrows both to that share of their width.

    `bolder` thickens the strokes by that share of the size, in the stroke colour, where a font has no bold.
    """

    slot: str
    size: float
    spacing: float = 0.0
    condense: float = 1.0
    bolder: float = 0.0


def use(slot: str, path: Path | None) -> None:
    """Set an office's own font file before the bundled ones of a slot, or None to take it away. Raises Problem."""
    if path is None:
        _own.pop(slot, None)
    else:
        try:
            read_font(path)
        except (OSError, TTFError, ValueError, LookupError, struct.error) as error:
            raise Problem(f"字体文件《{path.name}》不能用，打印仍用自带字体。请换一个 .ttf 字体文件。") from error
        _own[slot] = path
    for cached in (_find, holder, advance):
        cached.cache_clear()


@cache
def holder(slot: str, character: str) -> TTFont:
    """The first font of a slot that holds a character. Raises LookupError: what is drawn was checked by `missing`."""
    font = _find(slot, character)
    if font is None:
        raise LookupError(f"no font of {slot} holds U+{ord(character):04X}")
    return font


@cache
def _find(slot: str, character: str) -> TTFont | None:
    if not character.isprintable() and not character.isspace():
        return None
    return next((font for font in _chain(slot) if font.face.charToGlyph.get(ord(character))), None)


def _chain(slot: str) -> Iterator[TTFont]:
    if slot in _own:
        yield read_font(_own[slot])
    for name in _CHAINS[slot]:
        yield read_font(FONTS / f"{name}.ttf")


def missing(slot: str, text: str) -> str:
    """The characters of a text that no font of a slot holds, each once, in order."""
    return "".join(dict.fromkeys(character for character in text if _find(slot, character) is None))


def quoted(character: str, whose: str = "") -> str:
    """A character that no font holds, as it is named to the clerk, and whose paper it stands on."""
    shown = f"“{character}”" if character.isprintable() else "不可见字符"
    return f"{f'“{whose}”的' if whose else ''}{shown}（{ord(character):X}）"


def settable(text: str, slot: str, whose: str = "") -> str:
    """The text with a box for every character no font of a slot holds, for papers that must come out all the same."""
    odd = missing(slot, text.replace("\n", ""))
    noted = _boxed.get({})
    for character in odd:
        noted.setdefault(character, whose)
    return text.translate(dict.fromkeys(map(ord, odd), "□"))


def are_told() -> bool:
    """Whether somebody is told of boxes before the paper is printed; else one with boxes is not to be made."""
    return _boxed.get(None) is not None


@contextmanager
def boxes_noted() -> Iterator[dict[str, str]]:
    """Collect the characters for which `settable` puts a box meanwhile, each once, in order, with whose they are."""
    noted: dict[str, str] = {}
    before = _boxed.set(noted)
    try:
        yield noted
    finally:
        _boxed.reset(before)


@cache
def advance(slot: str, character: str) -> float:
    """How far a character moves the pen, in em."""
    return holder(slot, character).face.charWidths[ord(character)] / 1000


def width(text: str, face: Face) -> float:
    """How wide a text runs, without the spacing after its last character."""
    ems = sum(advance(face.slot, character) for character in text)
    return (ems * face.size + face.spacing * (len(text) - 1)) * face.condense


def fitted(text: str, face: Face, measure: float, narrowest: float = 0.75) -> Face:
    """The face condensed to a measure, but not below `narrowest`; what is still too long is set smaller."""
    share = min(1.0, measure / max(width(text, face), measure))
    if share >= narrowest:
        return replace(face, condense=share)
    smaller = share / narrowest
    return replace(face, size=face.size * smaller, spacing=face.spacing * smaller, condense=narrowest)


def aligned(x: float, text: str, face: Face, align: str) -> float:
    """Where a line starts whose left, centre or right point stands at x."""
    return x - _ALIGNMENT[align] * width(text, face)


def draw(canvas: Canvas, x: float, y: float, text: str, face: Face, align: str = "left") -> None:
    """Draw one line with its baseline at y and its left, centre or right point at x."""
    line = canvas.beginText(aligned(x, text, face, align), y)
    if face.spacing:
        line.setCharSpace(face.spacing)
    if face.condense != 1:
        line.setHorizScale(100 * face.condense)
    if face.bolder:
        canvas.setLineWidth(face.bolder * face.size)
        line.setTextRenderMode(2)
    for font, run in groupby(text, lambda character: holder(face.slot, character)):
        line.setFont(font.fontName, face.size)
        line.textOut("".join(run))
    if face.bolder:
        line.setTextRenderMode(0)
    if face.condense != 1:
        line.setHorizScale(100)
    if face.spacing:
        line.setCharSpace(0)
    canvas.drawText(line)
