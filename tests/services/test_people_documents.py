"""What is printed about people and organisations agrees with the rows behind it."""

import datetime as dt

import pypdfium2
import pytest

from app.domain.errors import Problem
from app.domain.members import Draft
from app.domain.organizations import Draft as Branch
from app.domain.organizations import Tree
from app.services import entries, journal, member_documents, members, organization_documents, organizations

START = dt.date(2020, 1, 1)


@pytest.fixture
def branch(store):
    return organizations.save(Branch(name="第一党支部", kind="党支部"), None, START)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "打印.pdf"


def said(out):
    pdf = pypdfium2.PdfDocument(out.read_bytes())
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_the_chart_is_that_of_its_day(branch, out):
    organizations.save(Branch(name="第二党支部", kind="党支部"), None, dt.date(2026, 6, 1))
    assert organization_documents.write_chart(out, "A3", day=dt.date(2025, 1, 1)) == 1
    assert "第一党支部" in said(out)
    assert "第二党支部" not in said(out)
    assert journal.last().what == "打印组织架构图"
    with pytest.raises(Problem, match="还没有组织"):
        organization_documents.write_chart(out, day=dt.date(2019, 1, 1))


def test_the_seats_are_those_held_on_the_day(branch, out):
    seat = {"tree": Tree.ORGANIZATIONS.value, "start": "2021-01-01"}
    entries.save("seat", branch, seat | {"post": "书记", "name": "甲某", "end": "2024-01-01"})
    entries.save("seat", branch, seat | {"post": "委员", "name": "乙某"})
    organization_documents.write_seats(out, day=dt.date(2026, 1, 1))
    assert "乙某" in said(out)
    assert "甲某" not in said(out)
    organization_documents.write_seats(out, branch, dt.date(2023, 1, 1))
    assert "甲某" in said(out)
    with pytest.raises(Problem, match="还没有登记任职"):
        organization_documents.write_seats(out, day=dt.date(2020, 6, 1))


def test_birthdays_of_a_month_are_listed_and_greeted(branch, out):
    one = members.save(Draft(name="甲某", joined="1996-10", organization="第一党支部"), None)
    two = members.save(Draft(name="乙某", joined="2001-10-01"), None)
    members.save(Draft(name="丙某", joined="2001-11-01"), None)
    members.save(Draft(name="丁某", stage="入党积极分子"), None)
    assert member_documents.birthdays(10) == [(one, dt.date(1996, 10, 1)), (two, dt.date(2001, 10, 1))]
    assert [person for person, _ in member_documents.birthdays(10, branch)] == [one]
    member_documents.write_birthdays(10, 2026, out)
    assert "30周年" in said(out)
    assert "25周年" in said(out)
    assert member_documents.write_cards([one, two], dt.date(2026, 10, 1), out) == 2
    assert "甲某同志：" in said(out)
    with pytest.raises(Problem, match="没有党员过政治生日"):
        member_documents.write_birthdays(1, 2026, out)


def test_the_hours_on_paper_are_the_sum_of_the_rows(branch, out):
    person = members.save(Draft(name="甲某"), None)
    for on, ends in (("2026-10-01", "10:00"), ("2026-11-01", "10:30"), ("2026-11-08", "9:45")):
        entries.save("service", person, {"event": "清扫", "on": on, "begins": "9:00", "ends": ends})
    member_documents.write_service(person, out, "2026-11-01")
    assert "活动2次，累计服务时长2小时15分" in said(out)
    with pytest.raises(Problem, match="没有志愿服务记录"):
        member_documents.write_service(person, out, "2027-01-01")
