"""The invented meetings of the sample store: minutes finalised and amended, one half written, one entered late."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from app.domain import attendance
from app.domain.calendar import add_months
from app.domain.cases import SIDES
from app.domain.meetings import CONTINUED, SETTLED, Attendee, Draft, Item, Motion, Presence, Task
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.domain.votes import Ballot
from app.services import case_handling, cases, meeting_drafts, meeting_writing, minutes, organizations
from app.services.session import requires

_BRANCH, _COMMITTEE = "餐饮行业联合党支部", "会战商圈党委"
_PARKING = (
    "与会人员反映，午间和晚间东段停车位不够，货车占道卸货，影响沿街商户经营。\n"
    "会议认为，应当划定临时卸货区，错开高峰；同时和附近单位商量，夜间开放内部车位。"
)
_STUDY = "学习了有关服务群众的文件，三名党员结合岗位谈了体会。"
_PRAISE = "会议听取了诚信商户评选情况的说明，同意按程序公示。"


@requires(Right.ENTER)
def fill(today: dt.date) -> None:
    """Bring in six meetings of four kinds; what is open in one comes first in the next, and one leads from a demand
    all the way to what people think of its outcome."""
    branch, committee = (organizations.find(Tree.ORGANIZATIONS, name) for name in (_BRANCH, _COMMITTEE))
    first = _write(_joint(committee, add_months(today, -3)), "党群服务中心二楼会议室", "单海")
    minutes.finalise(first)
    second = _write(_assembly(branch, add_months(today, -1)), "党员活动室", "曾宪武")
    minutes.finalise(second)
    amended = replace(meeting_drafts.draft_of(second), place="党群服务中心一楼活动室")
    minutes.amend(second, amended, "地点写错")
    stalls = _write(_stalls(committee, today - dt.timedelta(days=45)), "党群服务中心二楼会议室", "单海")
    minutes.finalise(stalls)
    _fulfil(stalls, today - dt.timedelta(days=30))
    _write(_praise(committee, today - dt.timedelta(days=20)), "党群服务中心二楼会议室", "单海")
    _write(_day(branch, add_months(today, -4)), "会战大街东段", "曾宪武")
    _write(_next(committee, today), "党群服务中心二楼会议室", "单海")


def _write(draft: Draft, place: str, chair: str) -> int:
    return meeting_writing.save(replace(draft, place=place, chair=chair), None)


def _joint(committee: int, held: dt.date) -> Draft:
    """What was promised still runs, and comes up in the next one."""
    blank = meeting_drafts.blank("联席会议", committee, held)
    items = (
        Item("停车和卸货", _PARKING, "协商议事", CONTINUED),
        Item("诚信商户评选情况", _PRAISE, "诚信共建", SETTLED),
        Item("个别商户的困难", "有一户商户因家人住院经营困难，由党委安排结对联系。", "服务凝聚", SETTLED, private=True),
    )
    tasks = (Task("划定临时卸货区", "会战商圈党委", "仇立新", _in(held, 45), 0),)
    motions = (Motion("划定东段临时卸货区，高峰时段错时卸货。", Ballot(0, 0, _present(blank.attendees)), 0),)
    draft = replace(blank, begins="14:30", ends="16:00", items=items, motions=motions, tasks=tasks)
    return replace(draft, attendees=(*_came(blank.attendees, ()), _guest("王某某", "某某酒楼")))


def _assembly(branch: int, held: dt.date) -> Draft:
    blank = meeting_drafts.blank("支部党员大会", branch, held)
    here = _came(blank.attendees, (2,))
    items = (
        Item("学习", _STUDY, "政治引领", SETTLED),
        Item("支部委员会工作报告", "支部书记报告了上一季度的工作，与会党员没有不同意见。", "", SETTLED),
        Item("推荐诚信商户", _PRAISE, "诚信共建", SETTLED),
    )
    motions = (Motion("同意支部委员会工作报告。", Ballot(0, 0, _present(here)), 1),)
    return replace(blank, begins="19:00", ends="20:30", items=items, motions=motions, attendees=here)


def _praise(committee: int, held: dt.date) -> Draft:
    blank = meeting_drafts.blank("一事一商", committee, held)
    items = (
        Item("介绍事项的由来", "沿街商户提出，夜间照明不足，行人不便。", "协商议事", SETTLED),
        Item("议定的办法", "先在东段补装路灯，费用由管理单位和商户分担。", "协商议事", CONTINUED),
    )
    people = (
        *(Attendee(name, unit) for name, unit in (("仇立新", _COMMITTEE), ("曾宪武", _BRANCH))),
        _guest("李某", ""),
    )
    tasks = (Task("补装东段路灯", "会战商圈党委", "仇立新", _in(held, 30)),)
    return replace(blank, items=items, attendees=_came(people, ()), tasks=tasks)


def _stalls(committee: int, held: dt.date) -> Draft:
    """On a topic that was made of a demand."""
    blank = meeting_drafts.blank("一事一商", committee, held)
    topic = next((row for row in cases.rows(cases.ids(filters={"kind": "议题"})) if row.origin), None)
    title = topic.title if topic else "夜市摊位"
    said = "城管办介绍了现场情况。与会人员认为，摊位应当让出盲道，统一划线、统一编号。"
    item = Item(title, said, "协商议事", SETTLED, case=topic.id if topic else 0)
    people = tuple(Attendee(name, unit) for name, unit in (("仇立新", _COMMITTEE), ("曾宪武", _BRANCH)))
    motions = (Motion("统一划定夜市摊位，让出盲道。", Ballot(0, 0, 2), 0),)
    tasks = (Task("夜市摊位划线编号", "示例城管办", "周示例", _in(held, 30), 0),)
    here = _came((*people, _guest("周示例", "示例城管办")), ())
    return replace(blank, items=(item,), attendees=here, motions=motions, tasks=tasks)


def _fulfil(meeting: int, done: dt.date) -> None:
    """Do what a meeting asked for, and ask the three sides."""
    for case in cases.ids(filters={"meeting": str(meeting)}):
        case_handling.finish(case, done, "划定 42 个摊位，让出盲道。", "已解决")
        for side, score in zip(SIDES, (95, 91, 93), strict=True):
            case_handling.rate(case, side, score, on=done)
        case_handling.satisfy(case, "满意")


def _day(branch: int, held: dt.date) -> Draft:
    """Entered long after its month."""
    blank = meeting_drafts.blank("主题党日", branch, held)
    items = (Item("志愿服务或实践活动", "党员清洁东段沿街立面，帮三家小店整理门前物品。", "服务凝聚", SETTLED),)
    return replace(blank, items=items, attendees=_came(blank.attendees, (0, 4)))


def _next(committee: int, held: dt.date) -> Draft:
    """As F9 begins it: what was left open comes first, and nobody is noted yet."""
    blank = meeting_drafts.blank("联席会议", committee, held)
    return replace(blank, begins="14:30", text="本季度联席会议，议题在会前征集。")


def _came(people: Sequence[Attendee], excused: Sequence[int]) -> tuple[Attendee, ...]:
    """All but a few, who are excused."""
    return attendance.completed(attendance.marked(people, excused, Presence.EXCUSED, "出差"), Presence.PRESENT)


def _present(people: Sequence[Attendee]) -> int:
    return sum(each.voting and each.presence != Presence.EXCUSED for each in people)


def _guest(name: str, unit: str) -> Attendee:
    return Attendee(name, unit, "列席")


def _in(held: dt.date, days: int) -> str:
    return (held + dt.timedelta(days=days)).isoformat()
