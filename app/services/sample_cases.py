"""The invented cases of the sample store, at every stage and in every state."""

import datetime as dt
from typing import Any

from app.domain.cases import Draft
from app.domain.roles import Right
from app.services import case_handling, cases, merchants
from app.services.case_handling import Assignment
from app.services.session import requires

_CASES: tuple[tuple[int, dict[str, Any], str, str], ...] = (
    (40, {"kind": "诉求", "title": "东段路灯不亮", "source": "网格"}, "示例城管办", "更换了 6 个灯头，当晚已亮。"),
    (58, {"kind": "诉求", "title": "夜市摊位占用盲道", "source": "来访", "reporter": "郑晓红"}, "示例城管办", ""),
    (12, {"kind": "诉求", "title": "早市垃圾清运不及时", "source": "线上"}, "示例环卫所", ""),
    (2, {"kind": "诉求", "title": "停车位划线不清", "source": "来电", "phone": "13900005566"}, "", ""),
    (
        50,
        {"kind": "议题", "title": "夜市摊位统一划定", "source": "会议", "of": 1},
        "示例城管办",
        "划定 42 个摊位。",
    ),
    (9, {"kind": "议题", "title": "商圈公共停车收费标准", "source": "会议"}, "", ""),
    (8, {"kind": "投诉", "title": "购买茶叶缺斤少两", "source": "12315", "merchant": "瑞和"}, "示例市场监管所", ""),
    (25, {"kind": "举报", "title": "打烊后仍有露天烧烤", "source": "来电"}, "示例城管办", ""),
    (
        60,
        {"kind": "纠纷", "title": "装修押金退还纠纷", "source": "来访", "disputed": 3_000_000},
        "示例调解室",
        "双方签订调解协议。",
    ),
    (20, {"kind": "微心愿", "title": "独居老人想要一副老花镜", "source": "网格"}, "餐饮行业联合党支部", "已送到家里。"),
    (5, {"kind": "点单", "title": "申请消防知识上门培训", "source": "线上"}, "示例消防站", ""),
    (14, {"kind": "点单", "title": "请律师讲解房屋租赁合同", "source": "线上"}, "示例司法所", "到店讲解，9 户参加。"),
    (28, {"kind": "决议事项", "title": "每月 5 日商圈联合清洁", "source": "会议"}, "会战商圈党委", ""),
)
"""Days since each came in, what it is (`of` the place of what it came of), who handles it, and how it ended; "" for
not yet."""
_HANDLER = "周示例"


@requires(Right.ENTER)
def fill(today: dt.date) -> None:
    """Take the cases in, hand them out, finish, rate and close some; each state has one to show."""
    ids: list[int] = []
    for ago, facts, unit, result in _CASES:
        made_of = {"origin": ids[facts["of"]]} if "of" in facts else {}
        ids.append(_case(today, ago, {**facts, **made_of}, unit, result))
    case_handling.rate(ids[0], "群众评价", 96, on=today)
    case_handling.rate(ids[0], "五方互评", 92, on=today)
    case_handling.rate(ids[0], "组织考评", 90, on=today)
    case_handling.satisfy(ids[0], "满意")
    case_handling.close([ids[0]], today)
    case_handling.satisfy(ids[8], "基本满意")
    case_handling.extend(ids[12], today + dt.timedelta(days=20), "等设备到货")


def _case(today: dt.date, ago: int, facts: dict[str, Any], unit: str, result: str) -> int:
    received = today - dt.timedelta(days=ago)
    found = merchants.ids(facts["merchant"])[:1] if "merchant" in facts else []
    known = {name: value for name, value in facts.items() if name not in ("merchant", "of")}
    case = cases.save(Draft(**known, received=received.isoformat(), merchant=found[0] if found else 0), None)
    if unit:
        case_handling.dispatch(case, Assignment(unit, _HANDLER), received + dt.timedelta(days=1))
    if result:
        outcome = "调解成功" if facts["kind"] == "纠纷" else "已解决"
        recovered = 2_400_000 if facts["kind"] == "纠纷" else 0
        case_handling.finish(case, received + dt.timedelta(days=6), result, outcome, recovered)
    return case
