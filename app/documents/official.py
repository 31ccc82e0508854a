"""The official page of GB/T 9704-2012: a document of blocks laid out on its grid and written as one PDF."""

from collections.abc import Sequence
from dataclasses import fields, replace

from reportlab.pdfgen.canvas import Canvas

from app.documents import official_grid as grid
from app.documents.official_blocks import Masthead, Official
from app.documents.official_pages import headed, parted
from app.documents.official_pieces import Row
from app.documents.official_rows import Typesetter
from app.documents.official_sheet import TITLE_ROW, Page, draw_page, imprint_rows
from app.documents.pages import Progress, no_progress, write_pages
from app.paths import Out


def write(official: Official, out: Out) -> int:
    """Write a document and return the number of its pages. Raises Problem naming characters that cannot print."""
    return write_laid(laid(official), official.name, out)


def write_laid(pages: Sequence[Page], name: str, out: Out, progress: Progress = no_progress) -> int:
    """Write pages that were laid out before. Raises Problem, and whatever `progress` raises."""
    return write_pages(out, (grid.WIDTH, grid.HEIGHT), name, pages, _bare, draw_page, progress)


def laid(official: Official, first: int = 1) -> list[Page]:
    """The pages of a document, numbered from `first`. Raises Problem naming characters that cannot print."""
    setter = Typesetter()
    rows = setter.rows(official.blocks)
    top = TITLE_ROW if official.masthead else 0
    foot = imprint_rows(official.imprint, setter) if official.imprint else ()
    masthead = _plain(official.masthead, setter) if official.masthead else None
    small = setter.plain(official.foot, grid.FOOT)
    setter.check(official.name)
    contents = _with_room(parted(rows, grid.LINES - top), grid.LINES - top, len(foot))
    pages = [
        Page(each, number, labels=official.labels, foot=small, sample=official.sample)
        for number, each in enumerate(contents, first)
    ]
    pages[0] = replace(pages[0], first_row=top, masthead=masthead)
    pages[-1] = replace(pages[-1], imprint=foot)
    return pages


def _plain(masthead: Masthead, setter: Typesetter) -> Masthead:
    said = {field.name: getattr(masthead, field.name) for field in fields(masthead)}
    faces = {"mark": grid.TITLE}
    return Masthead(**{name: setter.plain(text, faces.get(name, grid.BODY)) for name, text in said.items()})


def _with_room(contents: list[tuple[Row, ...]], first_room: int, foot: int) -> list[tuple[Row, ...]]:
    """The pages, and one more where the last has no room for the imprint, which never stands alone."""
    *before, last = contents
    if len(last) + foot <= (grid.LINES if before else first_room):
        return contents
    cut = _tail(last, grid.LINES - foot)
    return [*before, last[:cut], (*headed(last, cut), *last[cut:])]


def _tail(rows: tuple[Row, ...], room: int) -> int:
    """Where the last part of a page begins: behind its last empty line, else with its last few lines."""
    for row in range(len(rows) - 1, max(len(rows) - room, 1), -1):
        if rows[row - 1].empty and not rows[row - 1].keep and not rows[row].empty:
            return row
    cut = max(len(rows) - 3, 1)
    while cut > 1 and rows[cut - 1].keep:
        cut -= 1
    return cut


def _bare(canvas: Canvas) -> None:
    """Nothing is shared by all pages."""
