"""What of the rows written on a day is told on the day sheet: under which tab, and in which words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

ORGANIZATIONS, MEMBERS, INTEGRITY, CHARITY, MEETINGS = TABS = ("组织", "党员", "诚信评级", "众筹积分", "会议纪要")
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """`new` is what entering such a row is called, `many` what entering a run of them is, `changed`, `removed` and
    `back` what changing one, taking it out and putting it back is; {kind} and {stage} stand for what these columns
    hold. `turns` are (column, value, words) for a change that gave a column this value, any where it is "". Rows not
    let through by `only` are left to others. Those that `gather` are one line for each thing they are about, with how
    many there are, or what `count` adds up to."""

    tab: str
    new: str
    changed: str
    removed: str
    back: str
    many: str
    turns: tuple[tuple[str, str, str], ...] = ()
    only: Callable[[Values], bool] = lambda row: True
    gather: bool = False
    count: str = ""


def _thing(
    tab: str, word: str, *turns: tuple[str, str, str], new: str = "新增{}", kinds: str = "", **more: Any
) -> Told:
    """Something the centre keeps a list of: 新增商户, 更改商户, 移出商户; `kinds` stands in `new` for one of it."""
    names = (new.format(kinds or word), f"更改{word}", f"移出{word}", f"恢复{word}", new.format(word))
    return Told(tab, *names, turns, **more)


def _event(tab: str, word: str, *turns: tuple[str, str, str], many: str = "", **more: Any) -> Told:
    """Something that happened: 任职, 更改任职, 移出任职; `many` of it are called so where `word` says their kind."""
    whole = many or word
    return Told(tab, word, f"更改{whole}", f"移出{whole}", f"恢复{whole}", whole, turns, **more)


def _of_organizations(row: Values) -> bool:
    return bool(row.get("tree") == "organization")


def _on_its_own(row: Values) -> bool:
    """Not the consequence of a gift, a service or a redemption, which stand on the sheet themselves."""
    return not row.get("source")


_HONOUR = (
    ("state", "收回", "收回荣誉"),
    ("state", "流转", "红旗流转"),
    ("state", "补发作废", "补发作废"),
    ("state", "作废", "作废荣誉"),
)
_CASE = (
    *(("closed", "", "事项销号"), ("done", "", "事项办结"), ("dispatched", "", "事项交办")),
    *(("outcome", "", "事项评议"),),
)
KINDS: Mapping[str, Told] = {
    "organization": _thing(ORGANIZATIONS, "组织"),
    "grid": _thing(ORGANIZATIONS, "网格"),
    "coverage_unit": _thing(ORGANIZATIONS, "覆盖单位"),
    "organization_event": _event(ORGANIZATIONS, "组织变动", only=_of_organizations),
    "seat": _event(ORGANIZATIONS, "任职", ("end", "", "免职")),
    "term": _event(ORGANIZATIONS, "换届选举"),
    "agreement": _event(ORGANIZATIONS, "共建协议", ("ended", "", "协议终止")),
    "subsidy_payment": _event(ORGANIZATIONS, "经费拨付"),
    "liaison": _event(ORGANIZATIONS, "联系商户"),
    "liaison_visit": _event(ORGANIZATIONS, "走访商户"),
    "person": _thing(MEMBERS, "人员"),
    "person_stage": _event(MEMBERS, "类别变为{stage}", many="党员类别"),
    "development_step": _event(MEMBERS, "发展党员"),
    "transfer": _event(MEMBERS, "组织关系转接", ("arrived", "", "转接回执")),
    "check_in": _event(MEMBERS, "报到", ("end", "", "报到结束")),
    "deed": _event(MEMBERS, "报到服务"),
    "person_post": _event(MEMBERS, "设岗定责"),
    "person_award": _event(MEMBERS, "党员{kind}", many="党员奖惩"),
    "volunteer_service": _event(MEMBERS, "志愿服务"),
    "dues_base": _event(MEMBERS, "党费基数"),
    "dues_payment": _event(MEMBERS, "收缴党费"),
    "appraisal": _event(MEMBERS, "民主评议"),
    "staff_grade": _event(MEMBERS, "党务工作者定岗定级", ("end", "", "岗级结束")),
    "pairing": _event(MEMBERS, "结对"),
    "merchant": _thing(INTEGRITY, "商户"),
    "merchant_event": _event(INTEGRITY, "商户{kind}", many="商户变更"),
    "pledge": _event(INTEGRITY, "签订承诺", ("withdrawn", "", "撤回承诺")),
    "rating_round": _thing(INTEGRITY, "评选", ("state", "公示", "评选公示"), ("state", "授牌", "评选授牌")),
    "rating_mark": _event(INTEGRITY, "评分", gather=True),
    "objection": _event(INTEGRITY, "收到异议", ("decision", "", "异议处理")),
    "honour": _event(INTEGRITY, "授予荣誉", *_HONOUR),
    "honour_event": _event(INTEGRITY, "荣誉{kind}", many="荣誉经过"),
    "printing": _event(INTEGRITY, "打印牌匾证书"),
    "flag_holding": _event(INTEGRITY, "流动红旗"),
    "credit_event": _event(INTEGRITY, "奖惩记录", ("repaired", "", "信用修复")),
    "duty_claim": _event(INTEGRITY, "认领责任岗"),
    "inspection": _event(INTEGRITY, "责任岗检查"),
    "campaign": _thing(CHARITY, "众筹项目", ("end", "", "项目结束")),
    "fund": _thing(CHARITY, "基金"),
    "good": _thing(CHARITY, "公益仓物品", ("ended", "", "物品下架")),
    "stock_move": _event(CHARITY, "{kind}", many="出入库", only=_on_its_own),
    "point_entry": _event(CHARITY, "积分{kind}", many="积分变动", only=_on_its_own),
    "settlement": _event(CHARITY, "商户结算"),
    "meeting": _thing(MEETINGS, "会议"),
    "minutes_version": _event(MEETINGS, "纪要定稿"),
    "case_file": _thing(MEETINGS, "事项", *_CASE, new="收到{}", kinds="{kind}"),
    "list_item": _thing(MEETINGS, "清单", new="登记{}", kinds="{kind}"),
    "list_link": _event(MEETINGS, "清单对接", ("end", "", "解除对接")),
    "activity": _thing(MEETINGS, "活动", new="登记{}"),
    "visitor_tally": _event(MEETINGS, "来访", gather=True, count="count"),
    "duty_shift": _event(MEETINGS, "坐诊排班"),
    "regulation": _thing(MEETINGS, "制度", ("review", "", "复审制度")),
}
"""By noun (a table). Gifts, redemptions, payments and cash stand in their ledgers; settings, attachments and what only
follows from another row are not told."""
