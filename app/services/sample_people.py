"""The invented organisations and people of the sample store, and what they have done."""

import datetime as dt
from typing import Any

from app.domain.calendar import add_months
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services import development, entries, imports, member_writing, members, organizations, transfers
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


def _node(name: str) -> int:
    return organizations.find(Tree.ORGANIZATIONS, name)
