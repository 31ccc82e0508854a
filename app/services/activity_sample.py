"""The invented items of the lists, activities, visitors, roster and regulations of the sample store."""

import datetime as dt

from app.domain.activities import Draft as Activity
from app.domain.lists import Draft
from app.domain.roles import Right
from app.services import (
    activities,
    activity_roster,
    entries,
    list_dispatch,
    list_links,
    lists,
    regulations,
    tallies,
)
from app.services.case_handling import Assignment
from app.services.session import requires

ITEMS = (
    ("资源清单", "律师每周三下午坐班", "示例律师事务所", "每周 1 次", "法律", 40),
    ("资源清单", "闲置会议室免费借用", "驻区银行", "3 间", "场地", 30),
    ("资源清单", "老年人七折理发", "同心理发店", "每月 20 人", "生活服务", 12),
    ("需求清单", "东段夜间照明不足", "瑞和茶庄（东门店）", "路灯 10 盏", "设施", 25),
    ("需求清单", "合同纠纷要有人讲法", "会战大街某某药店", "", "法律", 6),
    ("需求清单", "暑期孩子没人照看", "餐饮行业联合党支部", "20 个孩子", "生活服务", 3),
    ("项目清单", "东段亮化工程", "会战商圈党委", "", "设施", 2),
)
DONE = (
    ("调解", "摊位转租货款纠纷", {"host": "单海", "disputed": 932_000, "recovered": 880_000, "outcome": "调解成功"}, 2),
    ("志愿服务", "周末清洁商圈", {"participants": 42, "begins": "9:00", "ends": "11:30", "beneficiaries": 300}, 5),
    (
        "便民服务",
        "健康义诊",
        {"service": "健康义诊", "participants": 6, "beneficiaries": 85, "place": "党群服务中心"},
        7,
    ),
    ("商务讯息", "秋季采购信息", {"quantity": 36}, 9),
    ("招商盘活", "西区旧仓库", {"quantity": 1200}, 11),
    ("培训", "社区治理学院第 4 课", {"category": "基层治理", "host": "仇立新", "minutes": 150, "participants": 3}, 12),
)


@requires(Right.ENTER)
def fill(today: dt.date) -> None:
    """Make every list and figure show something: links, a dispatch, attendance, a week of visitors."""
    _items(today)
    _held(today)
    _roster(today)
    for title, category, days in (("服务承诺制度", "服务承诺", 360), ("民主决策制度", "民主决策", 100)):
        regulations.save({"title": title, "category": category, "adopted": _ago(today, days)})


def _items(today: dt.date) -> None:
    made = [
        lists.save(Draft(kind, title, unit, "林海燕", "13900001234", quantity, category, _ago(today, days)), None)
        for kind, title, unit, quantity, category, days in ITEMS
    ]
    list_links.link(made[4], made[0], {"start": _ago(today, 4)})
    list_links.link(made[3], made[6], {"start": _ago(today, 1)})
    due = (today + dt.timedelta(days=10)).isoformat()
    list_dispatch.dispatch(made[3], Assignment("会战商圈党委", "单海", due))


def _held(today: dt.date) -> None:
    held = [
        activities.save(Activity(kind=kind, title=title, on=_ago(today, days), **more), None)
        for kind, title, more, days in DONE
    ]
    came = {"name": "单海", "report": "外卖员停车难怎么破题", "handed_in": _ago(today, 3), "promised": True}
    entries.save("attendance", held[-1], {"name": "仇立新", "role": "导师"})
    entries.save("attendance", held[-1], came)
    entries.save("attendance", held[-1], {"name": "林海燕", "minutes": 150})


def _roster(today: dt.date) -> None:
    start = today.replace(day=1)
    weekly = {"until": (start + dt.timedelta(days=60)).isoformat(), "begins": "9:00", "ends": "11:30", "note": ""}
    for place, department in enumerate(("市场监管所", "税务所", "司法所")):
        on = (start + dt.timedelta(days=place)).isoformat()
        activity_roster.plan({"department": department, "name": "单海", "on": on, "place": "一楼大厅", **weekly})
    activity_roster.hold(activity_roster.between(start, today)[0].id, 12)
    for day in range(6):
        for digit in (1, 2, 2, 3, 7):
            tallies.count(digit, today - dt.timedelta(days=day))


def _ago(today: dt.date, days: int) -> str:
    return (today - dt.timedelta(days=days)).isoformat()
