"""Whom a clerk means at the desk by numbers, names and initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import attendance
from app.domain.meetings import DUE, SITTING_IN, Attendee, Presence

NAMES = ("曾宪武", "仇立新", "单海", "陈春梅", "崔玉珍", "陈春明", "艾力·买买提")
PEOPLE = tuple(Attendee(name=name) for name in NAMES)


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("1-3", (0, 1, 2)),
        ("1—3、7", (0, 1, 2, 6)),
        ("2 4,6", (1, 3, 5)),
        ("5至6", (4, 5)),
        ("仇立新、单海", (1, 2)),
        ("zxw qlx", (0, 1)),
        ("99", ()),
    ],
)
def test_numbers_stretches_names_and_initials(typed, places):
    assert attendance.meant(typed, PEOPLE).places == places


def test_what_fits_nobody_or_two_is_told():
    assert attendance.meant("ccm、王五、dh", PEOPLE).unknown == ("ccm", "王五")
    assert attendance.meant("陈春梅", PEOPLE).places == (3,)


def test_initials_narrow_the_list_and_those_that_begin_so_come_first():
    assert [PEOPLE[place].name for place in attendance.fitting("ccm", PEOPLE)] == ["陈春梅", "陈春明"]
    assert PEOPLE[attendance.fitting("l", PEOPLE)[-1]].name == "艾力·买买提"


def test_only_who_is_due_is_noted_and_the_rest_completed():
    people = (*PEOPLE, Attendee(name="来宾", role=SITTING_IN))
    noted = attendance.marked(people, [0, len(NAMES)], Presence.PRESENT)
    assert [each.presence for each in noted] == ["实到", *[""] * 7]
    told = attendance.completed(noted, Presence.ABSENT)
    assert [each.presence for each in told if each.role == DUE] == ["实到", *["缺席"] * 6]


@given(st.lists(st.integers(1, 40), max_size=12), st.integers(0, 40))
def test_numbers_never_name_anybody_who_is_not_there(numbers, count):
    people = tuple(Attendee(name=f"党员{number}") for number in range(count))
    meant = attendance.meant("、".join(map(str, numbers)), people)
    assert set(meant.places) == {number - 1 for number in numbers if number <= count}
