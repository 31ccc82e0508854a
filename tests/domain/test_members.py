from datetime import date

import pytest

from app.domain.errors import Invalid
from app.domain.members import Draft, Stage, check, doubts, party_age, stage_of

TODAY = date(2026, 11, 20)


def complaints(**values):
    with pytest.raises(Invalid) as refused:
        check(Draft(**({"name": "王小明"} | values)), TODAY)
    return {field: getattr(sentence, "code", "") for field, sentence in refused.value.complaints.items()}


def test_a_valid_number_fills_birth_and_sex():
    person = check(Draft(name=" 艾力·买买提 ", id_number="11010519491231002x", ethnic="维吾尔"), TODAY)
    assert (person.name, person.birth, person.sex) == ("艾力·买买提", "1949-12-31", "女")
    assert (person.id_number, person.ethnic) == ("11010519491231002X", "维吾尔族")


def test_every_field_at_fault_is_named():
    assert complaints(name="", sex="中", stage="党员", joined="2026年13月") == {
        "name": "no_name",
        "sex": "bad_sex",
        "stage": "bad_stage",
        "joined": "bad_date",
    }


def test_a_number_against_sex_or_birth_is_refused():
    number = "11010519491231002X"
    assert complaints(id_number=number, sex="男") == {"sex": "sex_contradicts_id"}
    assert complaints(id_number=number, birth="1950-01") == {"birth": "birth_contradicts_id"}


def test_days_must_follow_one_another():
    assert complaints(birth="1990-05", joined="1980-01-01") == {"joined": "bad_date"}
    assert complaints(joined="2020-06-01", full_since="2019-06-01") == {"full_since": "bad_date"}


def test_a_doubtful_phone_is_kept_and_named():
    person = check(Draft(name="王小明", phone="04531072968"), TODAY)
    assert doubts(person) == {}
    assert "phone" in doubts(check(Draft(name="王小明", phone="1395678"), TODAY))


@pytest.mark.parametrize(
    ("joined", "full_since", "stage"),
    [
        ("2026-06-30", "", Stage.PROBATIONARY),
        ("2025-11-20", "", Stage.FULL),
        ("2025-11-21", "", Stage.PROBATIONARY),
        ("1996-10", "", Stage.FULL),
        ("2026-06-30", "2026-10-01", Stage.FULL),
        ("", "", None),
    ],
)
def test_the_stage_follows_from_the_days(joined, full_since, stage):
    assert stage_of(joined, full_since, TODAY, 12) == stage


def test_party_age_counts_from_full_membership():
    assert [party_age(day, TODAY) for day in ("2020-11-20", "2020-11-21", "2000-05", "")] == [6, 5, 26, None]
