"""The rows of a document parted into pages: no head at the foot of one, no empty line at the top."""

from collections.abc import Sequence

from app.documents.official_grid import LINES
from app.documents.official_rows import Row


def parted(rows: Sequence[Row], first_room: int = LINES) -> list[tuple[Row, ...]]:
    """The rows of each page; the first holds `first_room`, each other 22. Always at least one page."""
    pages: list[tuple[Row, ...]] = []
    start, room = 0, first_room
    while start < len(rows):
        end = _end(rows, start, room)
        pages.append(tuple(rows[start:end]))
        start, room = _past_blanks(rows, end), LINES
    return pages or [()]


def _end(rows: Sequence[Row], start: int, room: int) -> int:
    """Where a page that begins at `start` ends; what is kept together goes over whole, unless it fills a page."""
    fullest = min(start + room, len(rows))
    for row in range(start + 1, fullest):
        if rows[row].fresh:
            return row
    end = fullest
    while start < end < len(rows) and not rows[end].fresh and rows[end - 1].keep:
        end -= 1
    return end if end > start or room < LINES else fullest


def _past_blanks(rows: Sequence[Row], row: int) -> int:
    while row < len(rows) and not rows[row].pieces:
        row += 1
    return row
