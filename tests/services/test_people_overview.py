"""组织情况 of people: each figure opens the names behind it."""

import datetime as dt

from app.domain.members import Draft
from app.domain.organizations import Draft as Branch
from app.domain.organizations import Tree
from app.services import entries, members, organizations, people_overview

TODAY = dt.date(2026, 11, 20)


def told():
    found = {each.title: each for each in people_overview.overviews(TODAY)}
    return {
        title: {part: [line.name for line in lines] for part, lines in each.parts.items() if lines}
        for title, each in found.items()
    }


def test_nothing_is_told_of_nobody(store):
    assert people_overview.overviews(TODAY) == []


def test_each_figure_opens_its_names(store):
    branch = organizations.save(Branch(name="第一党支部", kind="党支部"), None, dt.date(2020, 1, 1))
    young = members.save(Draft(name="甲某", birth="1999-01-01", education="大学本科", party_worker=True), None)
    members.save(Draft(name="乙某", birth="1960-01-01", education="高中", party_worker=True), None)
    seat = {
        "tree": Tree.ORGANIZATIONS.value,
        "post": "书记",
        "name": "甲某",
        "start": "2021-01-01",
        "source": "民主选举",
    }
    entries.save("seat", branch, seat)
    entries.save("check_in", young, {"kind": "双报到", "start": "2026-01-01", "place": "初心驿站"})
    entries.save("check_in", young, {"kind": "流动党员", "start": "2026-01-01", "place": "骑手驿站"})
    entries.save("post", young, {"kind": "党员示范岗", "title": "收银台", "start": "2026-02-01"})
    entries.save("pairing", young, {"kind": "结对认亲", "partner": "某户", "start": "2026-02-01"})
    found = told()
    assert found["书记来源"] == {"民主选举": ["甲某"]}
    assert next(parts for title, parts in found.items() if title.startswith("35")) == {"是": ["甲某"], "不是": ["乙某"]}
    assert found["大专以上的党务工作者"] == {"是": ["甲某"], "不是": ["乙某"]}
    assert found["双报到"] == {"初心驿站": ["甲某"]}
    assert found["流动党员报到"] == {"骑手驿站": ["甲某"]}
    assert found["岗位"] == {"党员示范岗": ["甲某"]}
    assert found["结对"] == {"结对认亲": ["甲某"]}
    young_line = next(each for each in people_overview.overviews(TODAY) if each.title == "双报到").parts["初心驿站"][0]
    assert young_line.person == young
