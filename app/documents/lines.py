"""Chinese text broken into lines.

No line starts with closing punctuation or ends with opening punctuation, nothing parts —— …… or a run of Latin letters
and digits, and up to half the width of punctuation may be taken away to keep a mark on its line (GB/T 15834-2011, 5.1).
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from reportlab.pdfgen.canvas import Canvas

from app.documents.type import Face, advance, fitted, holder, width

_CLOSING = frozenset("，。、；：？！）》〉】〕」』”’")
_OPENING = frozenset("（《〈【〔「『“‘")
_NOT_FIRST = _CLOSING | frozenset(",.;:?!)]}％‰℃°·・～々")
_NOT_LAST = _OPENING | frozenset("([{￥＄№")
_PAIRED = frozenset("—…")
_NARROWEST = 0.75
_SEAMS = frozenset("省市区县镇乡村街路道店院司厂部处局所场城园馆会委社室·）")


@dataclass(frozen=True)
class Line:
    """One line: its text, and what is added to the advance of each character to fill the measure."""

    text: str
    gaps: tuple[float, ...]


@lru_cache(maxsize=32)
def paragraphs(text: str, face: Face, measure: float, indent: float = 0.0) -> tuple[tuple[float, Line], ...]:
    """A text as full lines, each with its indent; a line feed begins a new paragraph, whose last line may be short."""
    result: list[tuple[float, Line]] = []
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        lines = _break(paragraph, face, measure, indent)
        result += [(0.0 if number else indent, line) for number, line in enumerate(lines)]
    return tuple(result)


def in_one_or_two(name: str, face: Face, measure: float) -> tuple[list[str], Face]:
    """A name on one line, condensed to 75 % at most, else on two; the face then fits the longer line."""
    names = [name]
    if width(name, face) * _NARROWEST > measure:
        names = _halves(name, face)
    return names, fitted(max(names, key=lambda line: width(line, face)), face, measure, _NARROWEST)


def _halves(text: str, face: Face) -> list[str]:
    """Two lines of nearly the same width, parted after 街 路 店 司 … or before （ where that is near."""
    units = _units(text)
    if len(units) < 2:
        units = list(text)

    def unevenness(cut: int) -> float:
        first, second = "".join(units[:cut]), "".join(units[cut:])
        seam = first[-1] in _SEAMS or second[0] in _OPENING
        return abs(width(first, face) - width(second, face)) - (8 * face.size if seam else 0)

    cut = min(range(1, len(units)), key=unevenness)
    return ["".join(units[:cut]).strip(), "".join(units[cut:]).strip()]


def draw_line(canvas: Canvas, x: float, y: float, line: Line, face: Face) -> None:
    """Draw a line that starts at x with its baseline at y."""
    text = canvas.beginText(x, y)
    for (font, gap), run in groupby(
        zip(line.text, line.gaps, strict=True), lambda pair: (holder(face.slot, pair[0]), pair[1])
    ):
        text.setFont(font.fontName, face.size)
        text.setCharSpace(face.spacing + gap)
        text.textOut("".join(character for character, _ in run))
    text.setCharSpace(0)
    canvas.drawText(text)


def _units(text: str) -> list[str]:
    """The shortest pieces between which a line may be broken."""
    units = [text[0]]
    for before, after in pairwise(text):
        if _held_together(before, after):
            units[-1] += after
        else:
            units.append(after)
    return units


def _held_together(before: str, after: str) -> bool:
    paired = before == after and before in _PAIRED
    word = all(character.isascii() and not character.isspace() for character in before + after)
    mark = bool(unicodedata.combining(after))
    return paired or word or mark or after in _NOT_FIRST or before in _NOT_LAST


def _break(text: str, face: Face, measure: float, indent: float) -> list[Line]:
    lines: list[Line] = []
    units = _units(text)
    while units:
        room = measure if lines else measure - indent
        if _length(units[0], face) - _slack(units[0], face) > room:
            units[:1] = units[0]
        taken = _how_many(units, face, room)
        content = "".join(units[:taken]).strip()
        units = units[taken:]
        lines.append(Line(content, tuple(_gaps(content, face, room, full=bool(units)))))
    return lines


def _how_many(units: list[str], face: Face, room: float) -> int:
    """How many units a line takes; only a unit that ends in punctuation is worth squeezing the line for."""
    content = ""
    for number, unit in enumerate(units):
        content += unit
        slack = _slack(content, face) if unit[-1] in _CLOSING else 0.0
        if _length(content.rstrip(), face) - slack > room + 1e-6:
            return max(number, 1)
    return len(units)


def _length(text: str, face: Face) -> float:
    return width(text, face) / face.condense


def _slack(text: str, face: Face) -> float:
    """By how much a line may be squeezed: half an em for each empty half in it."""
    return 0.5 * face.size * sum(_gives(before, after, face) for before, after in pairwise(text + "\n"))


def _gaps(text: str, face: Face, room: float, full: bool) -> list[float]:
    """What each character's advance gains or gives up so that the line fills the room."""
    spare = room - _length(text, face)
    if spare < 0:
        weights = [_gives(before, after, face) for before, after in pairwise(text + "\n")]
    else:
        weights = [int(full and _stretches(before, after)) for before, after in pairwise(text)] + [0]
    total = sum(weights) or 1
    return [spare * weight / total for weight in weights]


def _gives(before: str, after: str, face: Face) -> int:
    """How many empty halves stand between two characters: the right of a closing mark, the left of an opening one."""
    right = before in _CLOSING and advance(face.slot, before) >= 1
    left = after in _OPENING and advance(face.slot, after) >= 1
    return int(right) + int(left)


def _stretches(before: str, after: str) -> bool:
    return not (before.isascii() and after.isascii()) and not (before == after and before in _PAIRED)
