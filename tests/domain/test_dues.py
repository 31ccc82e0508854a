from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dues import Category, due, months
from app.domain.rules import RuleBook, shipped

BOOK = RuleBook(shipped())
NOVEMBER = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("category", "income", "fen"),
    [
        (Category.EMPLOYED, 300000, 1500),
        (Category.EMPLOYED, 300001, 3000),
        (Category.EMPLOYED, 500000, 5000),
        (Category.EMPLOYED, 500001, 7500),
        (Category.EMPLOYED, 1000000, 15000),
        (Category.EMPLOYED, 1000001, 20000),
        (Category.SELF_EMPLOYED, 500001, 7500),
        (Category.RETIRED, 500000, 2500),
        (Category.RETIRED, 500001, 5000),
        (Category.WITHOUT_INCOME, 0, 20),
    ],
)
def test_the_whole_base_pays_one_rate(category, income, fen):
    amount, rule = due(category, income, NOVEMBER, BOOK)
    assert amount == fen
    assert "依据" in rule


@given(st.integers(0, 10**8), st.sampled_from(list(Category)))
def test_more_income_never_owes_less(income, category):
    assert due(category, income, NOVEMBER, BOOK)[0] <= due(category, income + 1, NOVEMBER, BOOK)[0]


def test_months_run_over_the_year():
    assert months("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert months("2026-02", "2026-01") == []
