"""组织情况 of people: sources of secretaries, staff by age and education, check-ins, posts and pairings, with names."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from app.domain.members import BOTH, FLOATING
from app.domain.ratios import Ratio
from app.domain.roles import Right
from app.services import enterprises, members, people_figures, staff_grades
from app.services.organization_overview import Line, Overview, seats
from app.services.session import requires
from app.store.database import Record, among
from app.store.members import Pairing, PersonPost

_CHECK_INS = {FLOATING: "流动党员报到", BOTH: "双报到"}


@requires(Right.READ)
def overviews(today: dt.date) -> list[Overview]:
    """All of them that have rows, in the order people read them."""
    found = [*_seats(today), *_staff(today), *_check_ins(today), *_ties(today)]
    return [each for each in found if any(each.parts.values())]


def _seats(today: dt.date) -> Iterator[Overview]:
    sources = people_figures.secretaries(today)
    counted = "，".join(f"{source} {len(found)}" for source, found in sources.items() if found)
    yield Overview("书记来源", counted, {source: seats(found) for source, found in sources.items()})
    heads = people_figures.association_heads(today)
    parts = {"进入党组织": seats(heads.rows), "没有进入": seats(heads.others)}
    yield Overview("商会协会负责人交叉任职", heads.words, parts)
    apart = people_figures.one_to_one(today)
    parts = {"只联系一个支部": seats(apart.rows), "联系几个支部": seats(apart.others)}
    yield Overview("党建指导员一对一", apart.words, parts)
    chairs = enterprises.chairs(today)
    parts = {"书记兼任": seats(chairs.rows), "不是书记": seats(chairs.others)}
    yield Overview("社会企业书记兼董事长", chairs.words, parts)
    units = people_figures.committee_sources(today=today)
    counted = "，".join(f"{unit} {len(found)}" for unit, found in units.items())
    yield Overview("班子成员来自", counted, {unit: seats(found) for unit, found in units.items()})


def _staff(today: dt.date) -> Iterator[Overview]:
    staff = people_figures.staff(today)
    for title, ratio in ((f"{staff.youngest}的党务工作者", staff.young), ("大专以上的党务工作者", staff.college)):
        yield Overview(title, ratio.words, _halves(ratio))
    parts = {f"{age}　{education}": _people(found) for (age, education), found in sorted(staff.table.items())}
    yield Overview("党务工作者年龄和学历", f"{sum(map(len, parts.values())):,} 人", parts)
    graded = staff_grades.by_grade(today)
    known = sum(len(found) for words, found in graded.items() if words != staff_grades.UNKNOWN)
    parts = {words: _people(found) for words, found in graded.items()}
    yield Overview("党务工作者岗位等级", f"已定 {known:,} 人，共 {sum(map(len, parts.values())):,} 人", parts)


def _check_ins(today: dt.date) -> Iterator[Overview]:
    for kind, title in _CHECK_INS.items():
        points = people_figures.check_ins(kind, today)
        new = sum(len(point.new) for point in points)
        value = f"{len(points):,} 个点，{sum(len(point.people) for point in points):,} 人，新就业群体 {new:,} 人"
        yield Overview(title, value, {point.point: _people(point.people) for point in points})


def _ties(today: dt.date) -> Iterator[Overview]:
    yield _of_rows("岗位", PersonPost, people_figures.posts(today))
    yield _of_rows("结对", Pairing, people_figures.pairings(today))


def _of_rows(title: str, record: type[Record], by_kind: Mapping[str, Sequence[int]]) -> Overview:
    value = "，".join(f"{kind} {len(found):,}" for kind, found in by_kind.items())
    parts = {}
    for kind, found in by_kind.items():
        rows = record.select(record.person).where(among(record.id, found)).tuples()
        parts[kind] = _people([person for (person,) in rows])
    return Overview(title, value, parts)


def _halves(ratio: Ratio) -> dict[str, list[Line]]:
    return {"是": _people(ratio.rows), "不是": _people(ratio.others)}


def _people(wanted: Sequence[int]) -> list[Line]:
    return [Line(row.name, row.organization, person=row.id) for row in members.rows(wanted)]
