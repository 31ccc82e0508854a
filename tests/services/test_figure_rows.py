"""Every figure can be opened down to rows with words, and what a row leads to is there."""

import datetime as dt

import pytest

from app.domain.periods import Kind, of
from app.paths import Folder
from app.services import centres, figure_rows, figures, row_ways, sample


@pytest.fixture
def full(tmp_path):
    sample.create(Folder(tmp_path / "示例"), history=False)
    yield
    centres.close()


def test_each_row_behind_each_figure_has_a_name_and_leads_somewhere_that_exists(full):
    year = of(Kind.YEAR, dt.date.today())
    worded, pages = set(), set()
    for told in figures.definitions():
        if not told.noun:
            continue
        rows = figure_rows.of(told.noun, [number for number, _ in figures.rows(told.code, year)])
        assert all(row.name not in {"", figure_rows.GONE} for row in rows), told.code
        assert all(row.page and (row.record or row.place.act) for row in rows), told.code
        worded |= {told.noun} if rows else set()
        pages |= {row.page for row in rows}
    assert len(worded) > 12
    assert pages >= {"merchants", "members", "organizations", "charity", "cases", "minutes", "activities", "honours"}


def test_every_noun_of_a_figure_can_be_worded(store):
    assert {told.noun for told in figures.definitions() if told.noun} <= set(row_ways.WAYS)
    for noun in row_ways.WAYS:
        assert figure_rows.of(noun, [99])[0].name == figure_rows.GONE
