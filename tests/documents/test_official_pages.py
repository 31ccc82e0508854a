"""How rows fall into pages: none is lost, and what belongs together stays together."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.documents.lines import Line
from app.documents.official_grid import BODY
from app.documents.official_pages import parted
from app.documents.official_pieces import Piece, Row


def _row(number, empty, keep, fresh):
    pieces = () if empty else (Piece(0.0, Line(str(number), (0.0,)), BODY),)
    return Row(pieces, keep, fresh)


ROWS = st.lists(st.tuples(*[st.integers(0, 5).map(lambda drawn: drawn == 0)] * 3), max_size=120).map(
    lambda drawn: [_row(number, *each) for number, each in enumerate(drawn)]
)


def _asked_for(rows, first):
    """Whether a page that begins with this row was asked for, there or on an empty row before it that fell away."""
    at = rows.index(first)
    while not rows[at].fresh and at > 0 and not rows[at - 1].pieces:
        at -= 1
    return rows[at].fresh


@given(ROWS, st.integers(5, 22))
def test_pages_lose_nothing_part_no_kept_rows_and_begin_with_words(rows, first):
    pages = parted(rows, first)
    assert [row for page in pages for row in page if row.pieces] == [row for row in rows if row.pieces]
    assert all(len(page) <= (22 if number else first) for number, page in enumerate(pages))
    assert all(page[0].pieces for page in pages[1:])
    for page, after in pairwise(pages):
        if page and page[-1].keep and not _asked_for(rows, after[0]):
            assert all(row.keep for row in page)
    for page in pages:
        assert not any(row.fresh and row.pieces for row in page[1:])
