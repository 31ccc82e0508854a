"""A number that a regulation fixes is data: the modules that apply rules hold no number but those of reckoning."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
RECKONING = {
    "app/domain/credit.py": {0},
    "app/domain/development.py": {0, 1},
    "app/domain/dues.py": {
        0,
        1,
        4,
        5,
        10,
        12,
        100,
        500,
        1000,
    },  # months of a year, fen of a yuan, thousandths, halves up
    "app/domain/measures.py": {0, 1, 2},  # halves up
    "app/domain/rounds.py": {0, 1},
    "app/domain/scoring.py": {0, 1, 2},  # the one before and the one after
    "app/domain/terms.py": {0, 1, 4, 12},  # months of a year, digits of one
    "app/domain/votes.py": {0, 1},
    "app/services/case_handling.py": {0, 1, 100},  # the scale of a rating
    "app/services/credit_events.py": {0},
    "app/services/development.py": {0, 1},
    "app/services/dues.py": {0, 1, 7},  # a month of an ISO day
    "app/services/entry_rules.py": {0, 1, 10, 12, 31, 100},  # whole days, the last of a year, a share
    "app/services/meeting_matrix.py": {0, 1, 12, 31},  # the last day of a year
    "app/services/minutes.py": {0, 1},
    "app/services/organization_figures.py": {0, 1, 7, 10, 12, 31, 100},  # a month of an ISO day, fen of a yuan
    "app/services/rounds.py": {0, 1, 10},  # the day of a moment
    "app/services/transfers.py": {0, 1},
}


def numbers(path):
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    }


@pytest.mark.parametrize("path", RECKONING)
def test_no_number_of_a_regulation_stands_in_code(path):
    assert numbers(path) <= RECKONING[path]


def test_the_numbers_rules_fix_are_not_among_them():
    from app.domain.rules import shipped

    fixed = {
        rule.value for rule in shipped() if rule.code.startswith(("subsidy", "branch", "term", "dues", "transfer"))
    }
    plain = {value for value in fixed if isinstance(value, int)}
    assert plain & {10000, 7000, 5000, 8000, 50, 90, 30}
    assert not plain & {0, 500, 1000, 31}
