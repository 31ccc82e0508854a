"""The invented organisations and people of the sample store, and what they have done."""

import datetime as dt
from dataclasses import replace
from typing import Any

from app.domain.calendar import add_months
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services import development, dues, entries, imports, member_writing, members, organizations, transfers
from app.services.import_targets import MEMBERS, ORGANIZATIONS
from app.services.session import requires
from app.store.writing import writing

_SEATS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("会战商圈党委", "书记", "单海", {"source": "上级选派", "category": "街道"}),
    ("会战商圈党委", "副书记", "仇立新", {"category": "头部企业", "manages": True}),
    ("会战商圈党委", "委员", "艾力·买买提", {"duty": "统战委员", "category": "协会", "manages": True}),
    ("餐饮行业联合党支部", "书记", "曾宪武", {"source": "民主选举", "manages": True}),
    ("餐饮行业联合党支部", "党建指导员", "古丽娜尔·吐尔逊", {}),
)
_TERMS = (("会战商圈党委", 57), ("餐饮行业联合党支部", 20), ("五金商会联合党支部", 38))
"""Months since an organisation last elected its committee."""
_LIFE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("post", {"kind": "党员示范岗", "title": "便民服务一号岗", "place": "党群服务中心大厅"}),
    ("post", {"kind": "党员责任区", "title": "东段沿街商铺"}),
    ("award", {"kind": "奖励", "title": "优秀党务工作者", "level": "区级", "issuer": "示例区委组织部"}),
    ("pairing", {"kind": "结对帮扶", "partner": "独居老人 1 户"}),
)
"""Of one member: what the pages of the card show."""
MEMBER = members.Draft(stage="正式党员")
_DONE = ("apply", "talk", "activist", "activist_filed", "tutors")


@requires(Right.ENTER)
def fill(today: dt.date) -> None:
    """Bring in organisations and people, give them posts and clocks that run; every list has something to show."""
    for target, name in ((ORGANIZATIONS, "organizations.csv"), (MEMBERS, "members.csv")):
        plan = imports.read(RESOURCES / "sample" / name, target=target)
        with writing(f"载入示例{target.called}") as act:
            target.add_many(act, [row.draft for row in plan.of(imports.Verdict.NEW)])
    for organization, post, name, more in _SEATS:
        _seat(organization, post, name, more, add_months(today, -57))
    for organization, months in _TERMS:
        entries.save("term", _node(organization), {"elected": add_months(today, -months).isoformat()})
    _develop(today)
    _give_hours(today)
    _pay_dues(today)
    _tell_lives(today)
    agreement = {
        "title": "共驻共建协议",
        "parties": "会战商圈党委、驻区银行",
        "duties": "每季度共办一次便民服务",
        "signed": add_months(today, -24).isoformat(),
        "expires": (today + dt.timedelta(days=21)).isoformat(),
    }
    entries.save("agreement", _node("会战商圈党委"), agreement)
    transfers.send_out(members.ids("DY-012")[0], "外市某街道党工委", today - dt.timedelta(days=100), "示例字第 1 号")


def _seat(organization: str, post: str, name: str, more: dict[str, Any], since: dt.date) -> None:
    values = {"tree": Tree.ORGANIZATIONS.value, "post": post, "name": name, "start": since.isoformat(), **more}
    entries.save("seat", _node(organization), values | {"person": members.ids(name)[0]})


def _develop(today: dt.date) -> None:
    """Applicants and activists some way along; one talk is overdue."""
    applicants = members.ids(filters={"stage": "入党申请人"})
    development.record(applicants[0], "apply", add_months(today, -2))
    for person in members.ids(filters={"stage": "入党积极分子"}):
        began = add_months(today, -8)
        for place, step in enumerate(_DONE):
            development.record(person, step, began + dt.timedelta(days=10 * place))
    with writing("登记示例预备党员") as act:
        for person in members.ids(filters={"stage": "预备党员"}):
            member_writing.reach(act, person, "预备党员", add_months(today, -11))


def _give_hours(today: dt.date) -> None:
    for place, person in enumerate(members.ids(filters={"stage": "正式党员"})[:12]):
        for week in range(1 + place % 3):
            on = today - dt.timedelta(days=7 * week + 3)
            service = {"event": "周末清洁商圈", "on": on.isoformat(), "begins": "9:00", "ends": "11:30"}
            entries.save("service", person, service | {"certified_by": "单海"})


def _pay_dues(today: dt.date) -> None:
    """Everybody in one branch earns something; most have paid until last month, some owe."""
    since = add_months(today, -8).isoformat()[:7]
    branch = str(_node("快递行业党支部"))
    payers = members.ids(filters={"organization": branch, "stage": "正式党员"})[:6] + members.ids("DY-001")
    for place, person in enumerate(payers):
        base = {"since": since, "category": "在职", "income": 420_000 + 65_000 * place}
        entries.save("dues_base", person, base)
        paid = [add_months(today, -back).isoformat()[:7] for back in range(8, 0 if place % 3 else 2, -1)]
        dues.pay(person, paid, today)


def _tell_lives(today: dt.date) -> None:
    """One member with something on every page of the card, and two records that are one person."""
    person, started = members.ids("DY-001")[0], add_months(today, -18).isoformat()
    for kind, values in _LIFE:
        day = {"start": started} if "partner" in values or kind == "post" else {}
        entries.save(kind, person, {**values, **day, **({"on": started} if kind == "award" else {})})
    entries.save("appraisal", person, {"year": today.year - 1, "result": "优秀"})
    courier = members.ids("DY-005")[0]
    check_in = {"kind": "流动党员", "place": "快递小哥驿站", "start": started, "partner": "单海", "help": "促学"}
    entries.save(
        "deed", entries.save("check_in", courier, check_in), {"what": "夜间代收包裹", "on": started, "people": 26}
    )
    transfers.within(members.ids("DY-006")[0], _node("快递行业党支部"), add_months(today, -2), "示例字第 2 号")
    twin = members.get(members.ids("DY-007")[0])
    again = replace(MEMBER, name=twin.name, birth=twin.birth, phone=twin.phone, employer="会战大街某某药店")
    members.save(again, None)


def _node(name: str) -> int:
    return organizations.find(Tree.ORGANIZATIONS, name)
