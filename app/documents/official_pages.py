"""The rows of a document parted into pages: no head at the foot of one, no empty line at the top."""

from collections.abc import Sequence

from app.documents.official_grid import LINES
from app.documents.official_pieces import Row


def parted(rows: Sequence[Row], first_room: int = LINES) -> list[tuple[Row, ...]]:
    """The rows of each page; the first holds `first_room`, each other 22. Always at least one page."""
    pages: list[tuple[Row, ...]] = []
    start, room = 0, first_room
    while start < len(rows):
        above = headed(rows, start) if pages else ()
        end = _end(rows, start, room - len(above), may_wait=room < LINES)
        pages.append((*above, *rows[start:end]))
        start, room = _past_blanks(rows, end), LINES
    return pages or [()]


def headed(rows: Sequence[Row], start: int) -> tuple[Row, ...]:
    """What stands again above a row where it begins a page; nothing that would leave no room for the row itself."""
    above = rows[start].again
    return above if len(above) <= LINES // 2 else ()


def _end(rows: Sequence[Row], start: int, room: int, *, may_wait: bool) -> int:
    """Where a page that begins at `start` ends; what is kept together goes over whole, unless it fills a page."""
    fullest = min(start + room, len(rows))
    for row in range(start + 1, fullest):
        if rows[row].fresh:
            return row
    end = fullest
    while start < end < len(rows) and not rows[end].fresh and rows[end - 1].keep:
        end -= 1
    return end if end > start or may_wait else fullest


def _past_blanks(rows: Sequence[Row], row: int) -> int:
    while row < len(rows) and rows[row].empty:
        row += 1
    return row
