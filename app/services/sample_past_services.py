"""The activities, visitors, economic figures and lists of two years in the sample store."""

import datetime as dt
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from app.domain.lists import State
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import organizations
from app.services.sample_past import RUNNING, Past, told
from app.services.session import requires
from app.store.activities import Activity, ActivityAttendance, Regulation, VisitorTally
from app.store.lists import ListItem, ListLink
from app.store.ratings import Indicator
from app.store.search import put_many
from app.store.writing import Act, writing

_HOSTS = ("单海", "仇立新", "林海燕", "周示例", "示例党校讲师")
_PUPILS = ("周示例", "孙示例", "吴示例", "郑示例", "冯示例", "陈示例")
_PAPERS = ("夜市油烟", "外卖骑手停车", "空置门店", "老旧管网", "商户互助", "预付卡退费")
_HUNDRED = 10_000
"""Fen in a hundred yuan, which sums in the tables are of."""
_UNITS = {"商务讯息": "条", "招商盘活": "㎡", "招引商户": "家", "红色信贷": "户"}


@requires(Right.ENTER)
def fill(past: Past) -> None:
    """Write all of it down."""
    chance = Random("services")
    with writing("载入历年活动和服务（示例）") as act:
        _activities(act, past, chance)
        _visitors(act, past, chance)
    with writing("载入历年指标和清单（示例）") as act:
        _indicators(act, past)
        _lists(act, past, chance)
        adopted, review = past.open_days(0)[20].isoformat(), (past.today + dt.timedelta(days=200)).isoformat()
        systems = [(*each, adopted, review) for each in told()["regulations"]]
        act.add_many(Regulation, ("title", "category", "adopted", "review"), systems)


def _activities(act: Act, past: Past, chance: Random) -> None:
    rows = [row for each in told()["activities"] for row in _held(past, chance, each)]
    rows.sort(key=lambda row: row["on"])
    blank = Activity._meta.get_default_dict()
    columns = [name for name in Activity._meta.sorted_field_names if any(name in row for row in rows)]
    added = act.add_many(Activity, columns, [tuple(row.get(name, blank.get(name)) for name in columns) for row in rows])
    put_many(Activity, ((number, Activity(**row).search_texts()) for number, row in zip(added, rows, strict=True)))
    courses = [(number, row["on"]) for number, row in zip(added, rows, strict=True) if row["kind"] == "培训"]
    papers = []
    for day in past.spread(chance, told()["papers"]):
        if before := [number for number, on in courses if on < day.isoformat()]:
            name, topic = chance.choice(_PUPILS), chance.choice(_PAPERS)
            papers.append((before[-1], name, "学员", f"{topic}怎么破题", day.isoformat(), True))
    fields = ("activity", "name", "role", "report", "handed_in", "promised")
    act.add_many(ActivityAttendance, fields, papers)


def _held(past: Past, chance: Random, each: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What was held of one kind."""
    for day in past.spread(chance, each["counts"]):
        on, turn = day.isoformat(), chance.randrange(len(each["titles"]))
        people, hours = chance.randint(*each["participants"]), each.get("hours", 0)
        row = {"kind": each["kind"], "title": each["titles"][turn], "on": on, "month": on[:7], "participants": people}
        row |= {"beneficiaries": chance.randint(*each["beneficiaries"]), "host": chance.choice(_HOSTS)}
        row |= {"minutes": people * hours * 60, "service": each.get("service", ""), "place": "党群服务中心"}
        row |= {"begins": "09:00", "ends": f"{9 + hours:02d}:00"} if hours else {}
        row |= {"category": chance.choice(each["courses"])} if "courses" in each else {}
        row |= {"department": each["department"][turn % len(each["department"])]} if "department" in each else {}
        if "disputed" in each:
            disputed, settled = chance.randint(*each["disputed"]) * _HUNDRED, chance.random() < 0.92
            back = disputed * chance.randint(55, 100) // 100 if settled else 0
            row |= {"disputed": disputed, "recovered": back, "outcome": "调解成功" if settled else "调解未成"}
        if "quantity" in each:
            row |= {"quantity": chance.randint(*each["quantity"]), "unit": _UNITS[each["kind"]]}
        if "earned" in each:
            row |= {"recovered": chance.randint(*each["earned"]) * _HUNDRED * 10}
        yield row


def _visitors(act: Act, past: Past, chance: Random) -> None:
    """Every open day by service, a little more every month, fewer in winter."""
    first, last = told()["visitors"]["daily"]
    whole = sum(share for _, share in told()["visitors"]["services"])
    length = (past.today - past.start).days
    rows = []
    for number in past.numbers():
        for day in past.open_days(number):
            grown = first + (last - first) * (day - past.start).days / length
            cold = 0.9 if day.month in (12, 1, 2) else 1.03
            for service, share in told()["visitors"]["services"]:
                count = round(grown * cold * share / whole * chance.uniform(0.7, 1.3))
                rows += [(day.isoformat(), day.isoformat()[:7], service, count)] if count else []
    act.add_many(VisitorTally, ("on", "month", "service", "count"), rows)


def _indicators(act: Act, past: Past) -> None:
    rows = [
        (past.quarter(number).code, each["name"], each["values"][number] * 100, each["unit"], "街道统计站")
        for number in range(RUNNING)
        for each in told()["indicators"]
    ]
    act.add_many(Indicator, ("quarter", "name", "value", "unit", "source"), rows)


def _lists(act: Act, past: Past, chance: Random) -> None:
    days = past.spread(chance, told()["lists"]["counts"])
    items = told()["lists"]["items"][: len(days)]
    rows = [
        (
            *(kind, title, unit, category, day.isoformat()),
            *(organizations.find(Tree.ORGANIZATIONS, unit), State.OPEN.value if answer < 0 else State.DONE.value),
        )
        for day, (kind, title, unit, category, answer) in zip(days, items, strict=False)
    ]
    fields = ("kind", "title", "unit", "category", "registered", "organization", "state")
    added = act.add_many(ListItem, fields, rows)
    texts = ({"names": [row[1], row[2]], "letters": [], "numbers": [], "texts": [row[3]]} for row in rows)
    put_many(ListItem, zip(added, texts, strict=True))
    links = [
        (added[place], added[item[4]], (day + dt.timedelta(days=chance.randrange(2, 30))).isoformat())
        for place, (day, item) in enumerate(zip(days, items, strict=False))
        if item[4] >= 0
    ]
    act.add_many(ListLink, ("first", "second", "start"), links)
