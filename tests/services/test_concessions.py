"""Whether a customer is old enough for a concession."""

import datetime as dt

import pytest

from app.domain.errors import Invalid
from app.domain.members import Draft
from app.services import concessions, members

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize("old", ["", "70", "１０１", "1956-11-20", "1956年11月", "吴老"])
def test_whoever_is_seventy_that_day_may_have_it(store, old):
    members.save(Draft(name="吴老", birth="1950-05"), None)
    concessions.check(old, TODAY)


@pytest.mark.parametrize(
    ("young", "sentence"),
    [
        ("69", "69 岁"),
        ("1956-11-21", "69 岁"),
        ("2020.1", "6 岁"),
        ("吴小", "36 岁"),
        ("吴某", "名册里没有"),
        ("同名", "几位同名"),
        ("999", "名册里没有"),
    ],
)
def test_whoever_is_younger_or_unknown_is_told(store, young, sentence):
    members.save(Draft(name="吴小", birth="1990-05-01"), None)
    for birth in ("1940-01-01", "1990-01-01"):
        members.save(Draft(name="同名", birth=birth, number=f"DY-{birth}"), None)
    with pytest.raises(Invalid) as refused:
        concessions.check(young, TODAY)
    assert sentence in refused.value.complaints["customer"]
