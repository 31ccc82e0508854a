"""What the Party is to cover: who covers it since when, and what becomes of it when that organisation ends."""

import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.organizations import Draft, Tree
from app.services import coverage, journal, organizations

ORG, START = Tree.ORGANIZATIONS, dt.date(2020, 1, 1)
VILLAGE = {"name": "北村", "kind": "城中村", "since": "2025-01-01"}


@pytest.fixture
def branches(store):
    kinds = {"一支部": "党支部", "二支部": "党支部", "工会": "工会"}
    return {name: organizations.save(Draft(name=name, kind=kind), None, START) for name, kind in kinds.items()}


def by_day(*days):
    return [[unit.organization for unit in coverage.listing(dt.date.fromisoformat(day))] for day in days]


def test_a_unit_moves_from_one_organisation_to_another_on_a_day(branches):
    unit = coverage.save(VILLAGE)
    coverage.save({**VILLAGE, "since": "2025-06-01", "organization": "一支部"}, unit)
    coverage.save({**VILLAGE, "since": "2026-03-01", "organization": "二支部"}, unit)
    days = ("2024-12-31", "2025-01-01", "2025-05-31", "2025-06-01", "2026-03-01")
    assert by_day(*days) == [[], [""], [""], ["一支部"], ["二支部"]]
    with pytest.raises(Problem, match="不能再补记"):
        coverage.save({**VILLAGE, "since": "2026-01-01", "organization": "一支部"}, unit)
    coverage.save({**VILLAGE, "since": "2026-02-01", "organization": "二支部"}, unit)
    assert by_day("2026-01-31", "2026-02-01") == [["一支部"], ["二支部"]], "the day was corrected"
    with pytest.raises(Problem, match="早于它上一次变动"):
        coverage.save({**VILLAGE, "since": "2025-06-01", "organization": "二支部"}, unit)


def test_what_an_organisation_covered_goes_along_or_waits(branches):
    unit = coverage.save({**VILLAGE, "organization": "一支部"})
    organizations.merge(ORG, branches["二支部"], branches["一支部"], dt.date(2026, 1, 1))
    organizations.dissolve(ORG, branches["二支部"], dt.date(2026, 2, 1))
    assert by_day("2025-12-31", "2026-01-31", "2026-02-01") == [["一支部"], ["二支部"], [""]]
    journal.undo(journal.last().id)
    assert coverage.covered().rows == (unit,)
    coverage.remove([unit])
    assert coverage.covered().words == "—"


def test_a_name_given_away_since_is_not_taken_back(branches):
    coverage.remove([coverage.save(VILLAGE)])
    removed = journal.last().id
    again = coverage.save(VILLAGE)
    with pytest.raises(Problem, match="已经给了别的记录"):
        journal.undo(removed)
    assert [unit.id for unit in coverage.listing()] == [again]


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "南村"), ("since", "2026-03"), ("organization", "工会")]
)
def test_what_is_wrong_is_said_under_its_field(branches, field, value):
    coverage.save({**VILLAGE, "name": "南村"})
    with pytest.raises(Invalid) as raised:
        coverage.save({**VILLAGE, field: value})
    assert list(raised.value.complaints) == [field]
    assert "工会" not in coverage.organizations_to_choose()
