"""The grid of an official page: 22 lines of 28 characters in a type area of 156 x 225 mm, and the type set on it."""

from app.documents.pages import PT
from app.documents.type import Face

WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP, ACROSS, DOWN = 28.0, 37.0, 156.0, 225.0
LINES, CHARACTERS = 22, 28
PITCH, LEADING = ACROSS / CHARACTERS, DOWN / LINES
RIGHT = LEFT + ACROSS

_SIZE = 16 * PT
_SPACING = PITCH - _SIZE
OVERHANG = -_SPACING  # the spacing after the last character of a line, which a width leaves out
_ASCENT = 0.88  # of the em box, above the baseline

TITLE = Face("xbs", 22 * PT)
BODY, LABEL = Face("fang", _SIZE, _SPACING), Face("hei", _SIZE, _SPACING)
HEADS = (LABEL, Face("kai", _SIZE, _SPACING), BODY, BODY)
IMPRINT = Face("fang", 14 * PT)
NUMBER = Face("song", 14 * PT)
FOOT = Face("hei", 8 * PT)
CAPTION, SMALL, SMALL_HEAD = Face("hei", 12 * PT), Face("song", 10.5 * PT), Face("heib", 10.5 * PT)


def baseline(row: int, size: float = _SIZE) -> float:
    """Where type of a size stands on a line of the grid, in the middle of it."""
    return HEIGHT - TOP - row * LEADING - (LEADING - size) / 2 - _ASCENT * size
