"""What members and volunteers of the sample store did in two years: dues, hours, check-ins, deeds, pairings, posts."""

import datetime as dt
from random import Random

from app.domain import dues as reckoning
from app.domain.calendar import add_months
from app.domain.dues import Category
from app.domain.members import Stage
from app.domain.roles import Right
from app.services import rules
from app.services.sample_past import RUNNING, Past, told
from app.services.session import requires
from app.store.database import among
from app.store.members import (
    Appraisal,
    CheckIn,
    Deed,
    DuesBase,
    DuesPayment,
    Pairing,
    Person,
    PersonAward,
    PersonPost,
    PersonStage,
    StaffGrade,
    VolunteerService,
)
from app.store.writing import Act, writing

_INCOMES = (3200, 3800, 4200, 4600, 5200, 6100, 7400, 9300)
_IN_ARREARS = 40
"""One of so many owes the last months."""
_VOLUNTEERS = 80
_EVENTS = ("周末清洁商圈", "文明交通劝导", "敬老助餐", "消防宣传入户", "公益市集服务", "暖冬送温暖", "护学岗")
_AWARDS = ("优秀共产党员", "优秀党务工作者", "服务之星", "最美志愿者")
_DEEDS = ("代收包裹", "送餐上门", "代买药品", "维修水电", "矛盾调解", "政策宣传", "环境清扫", "教用手机", "陪同就医")


@requires(Right.ENTER)
def fill(past: Past, branches: list[int]) -> None:
    """Write all of it down."""
    chance = Random("deeds")
    party = _in_stages(Stage.FULL, Stage.PROBATIONARY)
    known = {person for (person,) in DuesBase.select(DuesBase.person).tuples()}
    with writing("载入历年党费（示例）") as act:
        _dues(act, past, chance, [person for person in party if person not in known])
    with writing("载入历年志愿服务和报到（示例）") as act:
        own = [person for person in party if person > min(party) + 40]
        _hours(act, past, chance, own[:_VOLUNTEERS])
        _check_in(act, past, chance, own, branches)
        _ties(act, past, chance, own)
        _grade(act, past)


def _in_stages(*stages: Stage) -> list[int]:
    now = (PersonStage.end == "", PersonStage.removed_at == "", PersonStage.stage.in_(stages))
    return sorted(person for (person,) in PersonStage.select(PersonStage.person).where(*now).tuples())


def _dues(act: Act, past: Past, chance: Random, people: list[int]) -> None:
    """Everybody pays every month by the rules of that month; a few owe the last ones."""
    book, amounts = rules.book(), {}
    months = reckoning.months(past.start.isoformat()[:7], add_months(past.today, -1).isoformat()[:7])
    days = [dt.date.fromisoformat(f"{month}-01") for month in months]
    began = dict(
        PersonStage.select(PersonStage.person, PersonStage.start)
        .where(PersonStage.stage == Stage.PROBATIONARY.value, among(PersonStage.person, people))
        .tuples()
    )
    bases, paid = [], []
    for place, person in enumerate(people, 1):
        category = chance.choice((Category.EMPLOYED, Category.EMPLOYED, Category.SELF_EMPLOYED, Category.RETIRED)).value
        income = chance.choice(_INCOMES) * 100
        first = max(months[0], began.get(person, "")[:7])
        bases.append((person, first, category, income))
        until = len(months) - (2 if place % _IN_ARREARS == 0 else 0)
        for month, day in zip(months[:until], days[:until], strict=True):
            if month < first:
                continue
            key = (category, income, month)
            if key not in amounts:
                amounts[key] = reckoning.due(category, income, day, book)[0]
            paid.append((person, month, amounts[key], (day + dt.timedelta(days=chance.randrange(4, 26))).isoformat()))
    act.add_many(DuesBase, ("person", "since", "category", "income"), bases)
    paid.sort(key=lambda row: row[3])
    act.add_many(DuesPayment, ("person", "month", "amount", "paid_on"), paid)


def _hours(act: Act, past: Past, chance: Random, volunteers: list[int]) -> None:
    """An event every Saturday; whoever was there gave two or three hours of one morning."""
    rows = []
    day = past.start + dt.timedelta(days=(5 - past.start.weekday()) % 7)
    while day < past.today:
        event = chance.choice(_EVENTS)
        grown = 0.45 + 0.25 * (day - past.start).days / (past.today - past.start).days
        begins, ends, minutes = chance.choice(
            (("08:30", "11:00", 150), ("09:00", "11:00", 120), ("09:00", "12:00", 180))
        )
        here = chance.sample(volunteers, round(len(volunteers) * grown * chance.uniform(0.85, 1.1)))
        rows += [(person, event, day.isoformat(), begins, ends, minutes, "单海") for person in sorted(here)]
        day += dt.timedelta(days=7)
    fields = ("person", "event", "on", "begins", "ends", "minutes", "certified_by")
    act.add_many(VolunteerService, fields, rows)


def _check_in(act: Act, past: Past, chance: Random, people: list[int], branches: list[int]) -> None:
    """双报到 and 流动党员报到 through the quarters, and the deeds of whoever checked in before."""
    places = ("会战大街社区", "中八路社区", "永兴社区", "快递小哥驿站", "初心驿站")
    rows = [
        (
            chance.choice(people),
            "双报到" if chance.random() < 0.7 else "流动党员",
            chance.choice(places),
            day.isoformat(),
            chance.choice(branches),
        )
        for day in past.spread(chance, told()["check_ins"])
    ]
    added = act.add_many(CheckIn, ("person", "kind", "place", "start", "organization"), rows)
    deeds = []
    for day in past.spread(chance, told()["deeds"]):
        there = sum(row[3] <= day.isoformat() for row in rows)
        if there:
            deed = (chance.choice(added[:there]), day.isoformat(), chance.choice(_DEEDS), chance.randrange(1, 40))
            deeds.append(deed)
    act.add_many(Deed, ("check_in", "on", "what", "people"), deeds)


def _ties(act: Act, past: Past, chance: Random, people: list[int]) -> None:
    """Pairings, posts, awards, and the yearly appraisal of everybody."""
    start = [day.isoformat() for day in past.spread(chance, [told()["pairings"] // RUNNING] * (RUNNING + 1))]
    partners = ("独居老人 1 户", "困难商户 1 家", "外卖骑手 2 名", "低保家庭 1 户", "残疾人 1 名", "新开业商户 1 家")
    pairs = [(chance.choice(people), "结对帮扶", chance.choice(partners), day) for day in start]
    act.add_many(Pairing, ("person", "kind", "partner", "start"), pairs)
    titles = ("文明服务岗", "价格诚信岗", "消防安全岗", "沿街卫生责任区", "夜市秩序责任区")
    posts = [(person, "党员示范岗", chance.choice(titles), chance.choice(start)) for person in people[::3]]
    act.add_many(PersonPost, ("person", "kind", "title", "start"), posts)
    years = (past.today.year - 2, past.today.year - 1)
    praised = [
        (chance.choice(people), "奖励", chance.choice(_AWARDS), "街道级", "会战街道党工委", day.isoformat())
        for day in past.spread(chance, told()["awards"])
    ]
    act.add_many(PersonAward, ("person", "kind", "title", "level", "issuer", "on"), praised)
    graded = [
        (person, year, "优秀" if place % 4 == 0 else "合格") for year in years for place, person in enumerate(people)
    ]
    act.add_many(Appraisal, ("person", "year", "result"), graded)


def _grade(act: Act, past: Past) -> None:
    """The post, grade and pay of everybody who works full-time for the Party."""
    workers = Person.select(Person.id).where(Person.party_worker, Person.removed_at == "").order_by(Person.id)
    start = dt.date(past.today.year - 1, 1, 1).isoformat()
    grades = [(person, place % 12 + 1) for place, (person,) in enumerate(workers.tuples())]
    staff = [
        (person, ("专职", "副职", "正职")[(grade - 1) // 4], grade, 300_000 + 25_000 * grade, start)
        for person, grade in grades
    ]
    act.add_many(StaffGrade, ("person", "post", "grade", "pay", "start"), staff)
