"""What the cities do with members, helpers and staff: one test for each row, named after its number."""

import datetime as dt

import pypdfium2
import pytest

from app.domain import periods
from app.domain.errors import Invalid, Problem
from app.domain.members import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.domain.organizations import Draft as Branch
from app.services import (
    audit,
    centres,
    development,
    entries,
    figures,
    honours,
    journal,
    member_documents,
    member_writing,
    members,
    merchants,
    organizations,
    people_figures,
    people_overview,
    personal,
    staff_grades,
)
from app.store.members import CheckIn, Deed, Pairing, VolunteerService
from app.store.writing import writing

START, TODAY = dt.date(2020, 1, 1), dt.date(2026, 11, 20)
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def found(name, kind="党支部"):
    return organizations.save(Branch(name=name, kind=kind), None, START)


def people(count, **more):
    """Ids of invented people, added as one act."""
    drafts = [Draft(name=f"人员{number}", number=f"DY-{number:05}", **more) for number in range(count)]
    with writing("录入人员") as act:
        return list(member_writing.add_many(act, drafts, TODAY))


def rows(record, fields, values):
    """Rows of one record, added as one act; the ids."""
    with writing("登记") as act:
        return list(act.add_many(record, fields, values))


def said(out):
    pdf = pypdfium2.PdfDocument(out.read_bytes())
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_a13_serving_members_check_in_at_home_and_their_deeds_are_counted(store):
    community = found("会战社区党组织", "社区党组织")
    members_in = people(8600, stage="正式党员", joined="2010-07-01")
    fields = ("person", "kind", "organization", "start")
    made = rows(CheckIn, fields, [(who, "双报到", community, "2026-01-05") for who in members_in])
    rows(
        Deed,
        ("check_in", "on", "what"),
        [(made[n % len(made)], f"2026-{n % 9 + 1:02}-10", "服务") for n in range(23000)],
    )
    (point,) = people_figures.check_ins("双报到", TODAY)
    assert (point.point, len(point.people)) == ("会战社区党组织", 8600)
    assert len(people_figures.deeds("双报到", *YEAR)) == 23000
    assert len(people_figures.deeds("双报到", dt.date(2026, 1, 1), dt.date(2026, 1, 31))) == 2556
    members.remove([members_in[0]])
    assert len(people_figures.check_ins("双报到", TODAY)[0].people) == 8599


def test_a28_members_show_who_they_are_and_merchants_carry_stars(store):
    owners = people(22, stage="正式党员", joined="2012-07-01")
    for owner in owners:
        for kind in ("亮身份", "亮职责", "亮承诺"):
            entries.save("post", owner, {"kind": kind, "title": "党员经营户", "start": "2026-03-01"})
    assert {kind: len(found) for kind, found in people_figures.posts(TODAY).items()} == {
        "亮职责": 22,
        "亮承诺": 22,
        "亮身份": 22,
    }
    merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", party_member=True, no_code_reason="办理中"), None)
    stars = next(kind for kind in honours.kinds() if kind.stars)
    honours.award(stars.code, [merchant], dt.date(2026, 7, 1), None)
    assert [row.kind for row in honours.of_merchant(merchant)] == [stars.title]
    assert len({kind.code for kind in honours.kinds()}) >= 3


def test_a31_what_speaks_for_a_merchant_owner_fits_on_one_page(store, tmp_path):
    out = tmp_path / "依据.pdf"
    merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", owner="单海", no_code_reason="办理中"), None)
    owner = members.save(Draft(name="单海", joined="2012-07-01", merchant=merchant, education="大专"), None)
    with pytest.raises(Problem, match="还没有可以作为依据的记录"):
        member_documents.write_evidence(owner, "区政协委员", out)
    honours.award(honours.kinds()[0].code, [merchant], dt.date(2026, 3, 1), None)
    entries.save("award", owner, {"kind": "奖励", "title": "优秀共产党员", "on": "2025-07-01", "level": "区级"})
    entries.save("post", owner, {"kind": "党员示范岗", "title": "一号柜台", "start": "2026-01-01"})
    entries.save("appraisal", owner, {"year": 2025, "result": "合格"})
    for day in ("2026-05-01", "2026-06-01"):
        entries.save("service", owner, {"event": "公益市集", "on": day, "begins": "9:00", "ends": "11:30"})
    assert member_documents.write_evidence(owner, "区政协委员", out) == 1
    words = said(out)
    assert honours.of_merchant(merchant)[0].number in words
    for wanted in ("单海", "瑞和茶庄", "区政协委员", "以下5项", "优秀共产党员", "一号柜台", "2025年", "2次，共5小时"):
        assert wanted in words
    assert journal.last().what == "打印单海的推荐依据表"


def test_a34_fifteen_points_take_floating_members_and_new_occupations_are_counted_apart(store):
    points = [found(f"{n:02}号报到点") for n in range(15)]
    groups = ("快递员", "外卖员", "网约车司机", "企业职工")
    floating = [who for group in groups for who in people(30, stage="正式党员", joined="2015-07-01", occupation=group)]
    for place, who in enumerate(floating):
        values = {"kind": "流动党员", "start": "2026-02-01", "organization": points[place % 15]}
        entries.save("check_in", who, values | {"partner": "单海", "help": "结对联系、促学、互助"})
    told = people_figures.check_ins("流动党员", TODAY)
    assert [len(one.people) for one in told] == [8] * 15
    assert [len(one.new) for one in told] == [6] * 15
    assert members.get(floating[0]).organization == ""
    entries.finish("check_in", entries.of("check_in", floating[0])[0].id, dt.date(2026, 6, 1))
    assert sum(len(one.people) for one in people_figures.check_ins("流动党员", TODAY)) == 119


def test_a35_four_times_as_many_as_last_year_by_stage_and_by_quarter(store):
    applicants = people(104)
    for place, who in enumerate(applicants):
        year = 2025 if place < 20 else 2026
        development.record(who, "apply", dt.date(year, place % 12 % 10 + 1, 6))
    for who in applicants[:54]:
        begun = development.lines(who, TODAY)[0].on
        development.record(who, "talk", dt.date.fromisoformat(begun) + dt.timedelta(10))
        development.record(who, "activist", dt.date(2026, 11, 2))
    both = [development.funnel(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2025, 2026)]
    assert [len(funnel["入党申请人"]) for funnel in both] == [20, 84]
    assert len(both[1]["入党申请人"]) // len(both[0]["入党申请人"]) == 4
    assert [len(funnel["入党积极分子"]) for funnel in both] == [0, 54]
    quarters = [(1, 31), (4, 30), (7, 30), (10, 31)]
    counted = [
        len(development.funnel(dt.date(2026, month, 1), dt.date(2026, month + 2, last))["入党申请人"])
        for month, last in quarters
    ]
    assert sum(counted) == 84
    assert members.counts()["入党积极分子"] == 54


def test_a36_model_posts_and_duty_areas_have_their_period(store):
    (who,) = people(1, stage="正式党员", joined="2012-07-01")
    post = entries.save("post", who, {"kind": "党员示范岗", "title": "收银台", "start": "2026-01-01"})
    area = entries.save(
        "post", who, {"kind": "党员责任区", "title": "东段", "start": "2026-01-01", "end": "2026-06-30"}
    )
    assert people_figures.posts(TODAY) == {"党员示范岗": (post,)}
    assert people_figures.posts(dt.date(2026, 3, 1)) == {"党员示范岗": (post,), "党员责任区": (area,)}


def test_a42_events_participations_hours_and_certificates_agree_with_their_rows(store, tmp_path):
    helpers = people(160, volunteer=True)
    hours = [("09:00", "12:00", 180), ("13:00", "17:00", 240)]
    values = [
        (
            helpers[n % 160],
            f"第{n // 67 + 1}场",
            f"2026-{n // 67 % 12 + 1:02}-{n // 67 // 12 + 1:02}",
            *hours[n % 2],
            "单海",
        )
        for n in range(20100)
    ]
    fields = ("person", "event", "on", "begins", "ends", "minutes", "certified_by")
    rows(VolunteerService, fields, values)
    counted = people_figures.volunteering(*YEAR)
    assert (counted["events"], counted["participations"]) == (300, 20100)
    assert counted["minutes"] == sum(row[5] for row in values)
    first = people_figures.volunteering(*YEAR, people=helpers[:1])
    member_documents.write_service(helpers[0], tmp_path / "证明.pdf")
    assert f"{first['minutes'] // 60}小时" in said(tmp_path / "证明.pdf")
    assert len(entries.of("service", helpers[0])) == first["participations"]
    gifts = [
        entries.save("pairing", helpers[0], {"kind": "双暖心鞋", "partner": "51 双", "start": f"{year}-11-01"})
        for year in range(2022, 2027)
    ]
    assert people_figures.pairings(TODAY)["双暖心鞋"] == tuple(gifts)


def test_a45_more_than_120_pairs_are_counted_by_kind_while_they_last(store):
    helpers = people(127, stage="正式党员", joined="2010-07-01")
    made = rows(
        Pairing, ("person", "kind", "partner", "start"), [(who, "结对认亲", "亲戚", "2026-01-01") for who in helpers]
    )
    assert len(people_figures.pairings(TODAY)["结对认亲"]) == 127
    entries.finish("pairing", made[0], dt.date(2026, 5, 1))
    assert len(people_figures.pairings(TODAY)["结对认亲"]) == 126
    assert len(people_figures.pairings(dt.date(2026, 4, 30))["结对认亲"]) == 127


def test_a46_teachers_hold_their_post_and_members_keep_promises_by_duty_list(store):
    teachers = people(15, stage="正式党员", joined="2000-07-01")
    for who in teachers:
        entries.save("post", who, {"kind": "导师", "title": "社区治理学院", "start": "2026-01-01"})
    promise = entries.save(
        "post", teachers[0], {"kind": "岗位践诺", "title": "每周走访两户", "start": "2026-01-01", "note": "履职清单"}
    )
    assert len(people_figures.posts(TODAY)["导师"]) == 15
    assert people_figures.posts(TODAY)["岗位践诺"] == (promise,)


def test_a48_staff_by_age_and_education_with_numerator_denominator_and_rows(store):
    """The shares of the account at a tenth: 4,482 → 448, of them 110 up to 35 years old and 336 with college."""
    ages = [1995] * 110 + [1985] * 200 + [1976] * 88 + [1965] * 50
    drafts = [
        Draft(
            name=f"干事{number}",
            number=f"G-{number}",
            birth=f"{year}-05",
            education=("大专", "本科", "研究生")[number % 3] if number < 336 else "高中",
            party_worker=True,
        )
        for number, year in enumerate(ages)
    ]
    with writing("录入人员") as act:
        ids = member_writing.add_many(act, [members.check(vars(draft)) for draft in drafts], TODAY)
    people(3)
    staff = people_figures.staff(TODAY)
    assert (staff.young.words, staff.college.words) == ("110/448 = 24.55%", "336/448 = 75.00%")
    assert staff.young.rows == tuple(ids)[:110]
    by_age = {band: 0 for band, _ in staff.table}
    for (band, _), found_in in staff.table.items():
        by_age[band] += len(found_in)
    assert by_age == {"35岁及以下": 110, "36至45岁": 200, "46至54岁": 88, "55岁及以上": 50}
    assert {education for _, education in staff.table} == {"大学专科", "大学本科", "研究生", "高中"}
    edge = members.save(Draft(name="边", birth="1990-11-20", party_worker=True, education="高中"), None)
    assert edge not in people_figures.staff(dt.date(2026, 11, 20)).young.rows
    assert edge in people_figures.staff(dt.date(2026, 11, 19)).young.rows
    unknown = members.save(Draft(name="不详", party_worker=True), None)
    assert people_figures.staff(TODAY).table["未填", "未填"] == (unknown,)
    assert centres.current().name


def test_a48_staff_by_post_and_grade_and_their_pay_is_shown_to_nobody_without_a_reason(store):
    """3岗12级 薪酬."""
    ids = people(4, party_worker=True)
    since = {"start": "2025-01-01"}
    told = (("正职", 1, 780_000), ("副职", 6, 610_000), ("副职", 6, 0))
    made = [
        entries.save("grade", person, {**since, "post": post, "grade": grade, "pay": pay})
        for person, (post, grade, pay) in zip(ids, told, strict=False)
    ]
    with pytest.raises(Invalid, match="时间不能重叠"):
        entries.save("grade", ids[0], {**since, "post": "专职", "grade": 12})
    with pytest.raises(Invalid, match="等级请填 1 到 12"):
        entries.save("grade", ids[3], {**since, "post": "专职", "grade": 13})
    entries.finish("grade", made[1], dt.date(2026, 7, 1))
    entries.save("grade", ids[1], {"start": "2026-07-01", "post": "正职", "grade": 2, "pay": 650_000})
    then, now = (staff_grades.by_grade(day) for day in (dt.date(2026, 6, 30), TODAY))
    assert then == {"正职　1 级": (ids[0],), "副职　6 级": (ids[1], ids[2]), "未定岗级": (ids[3],)}
    assert list(now) == ["正职　1 级", "正职　2 级", "副职　6 级", "未定岗级"]
    (table,) = (each for each in people_overview.overviews(TODAY) if each.title == "党务工作者岗位等级")
    assert (table.value, [line.person for line in table.parts["副职　6 级"]]) == ("已定 3 人，共 4 人", [ids[2]])
    assert len(figures.rows("people.workers_graded", periods.read("2026Q3"))) == 3
    said = [line for number in audit.ids() for line in audit.changes(number) if "月薪" in line]
    assert len(said) == 3
    assert all("月薪：****" in line or "月薪：（空）" in line for line in said)
    assert not any("780000" in line or "650000" in line for line in said)
    assert personal.reveal("staff_grade", made[0], "pay", "核对登记资料") == "7,800.00 元"
    assert journal.last().what == "查看 人员0 的月薪，事由：核对登记资料"
