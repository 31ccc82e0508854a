"""What an entry of the journal changed, in words: a line for each value, personal numbers masked."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.services import personal_columns
from app.services.merchant_columns import COLUMNS
from app.services.session import anyone
from app.store.journal import RUNS, WITHDRAWN

_MOST = 200
"""An act on more rows than this is told by its first ones; a longer value by its beginning."""
_LONGEST = 60
_UNSEEN = {"id", "act", "sort_key", "private", "public", "rule"}
_TITLES = {
    **personal_columns.TITLES,
    **{"centre": "单位", "local_rule": "本地规定", "pledge": "承诺", "honour_kind": "荣誉种类", "printing": "打印"},
    **{"level": "层级", "organization_kind": "组织类别", "placement": "归属", "signing_key": "签名钥匙"},
    **{"merchant_grade": "诚信等级", "duty_post": "责任岗"},
    **{"meeting_kind": "会议类型", "case_kind": "事项类别", "list_kind": "清单类别"},
    **{"activity_kind": "活动类别", "service_kind": "服务目录"},
    **{"flag_group": "流动红旗", "pledge_scan": "承诺扫描件"},
    **{"earning_rule": "积分规则", "point_spend": "积分抵扣", "good": "公益仓物品", "gift_match": "捐赠匹配"},
    **{"holder": "积分账户"},
    **{"report_figure": "报告数据", "report_adjustment": "跨期调整", "report_form": "上级表格"},
}
_MERCHANT = {column.name: column.label for column in COLUMNS}
_LABELS = {
    **{"removed_at": "移入回收站", "merged_into": "并入", "merchant": "商户编号", "honour": "荣誉编号", "kind": "种类"},
    **{"region": "所在区域", "issuer": "颁发单位", "phone": "联系电话", "preset": "组织形态", "sample": "示例数据"},
    **{"code": "代码", "title": "名称", "symbol": "字号", "stars": "星级", "wording": "文字", "year": "年度"},
    **{"serial": "顺序号", "number": "编号", "issued": "颁发日期", "valid_until": "有效期至", "state": "状态"},
    **{"style": "样式", "at": "时间", "signed": "签订日期", "withdrawn": "撤回日期"},
    **{"value": "值", "unit": "单位", "source": "出处", "effective_from": "施行日期", "effective_to": "停用日期"},
    **{"noun": "所属", "row": "所属编号", "hash": "指纹", "size": "大小", "width": "宽", "height": "高"},
    **{"added_at": "添加时间", "asked_at": "申请时间", "decided_at": "复核时间", "person": "人员编号"},
    **{"party_member": "党员商户", "name": "名称", "role": "身份", "decision": "决定", "elected": "选举日期"},
    **{"party_worker": "党务工作者", "volunteer": "志愿者", "delegate": "代表", "in_need": "困难", "minutes": "分钟"},
    **{"origin": "转出组织编号", "target": "转入组织编号", "organization": "组织编号", "check_in": "报到编号"},
    **{"people": "人数", "income": "收入（分）", "amount": "金额（分）", "short_name": "简称", "level": "层级"},
    **{"formation": "组建方式", "founded": "成立日期", "address": "地址", "venue": "活动场所", "chain": "产业链"},
    **{"venue_area": "场所面积", "venue_hours": "开放时间", "position": "次序", "party": "党组织", "term": "届期"},
    **{"subsidy": "补助（分）", "tree": "体系", "parent": "上级编号", "how": "方式", "node": "节点编号"},
    **{"manages": "主持", "shift": "换届", "expires": "到期", "ended": "终止", "liaison": "联系编号"},
    **{"cadence": "周期", "owed_by": "应开组织", "who": "应到范围", "quorum": "到会规定", "majority": "表决规定"},
    **{"agenda": "议程", "text": "文字", "series": "系列编号", "session": "次数", "held": "开会日期", "month": "月份"},
    **{"begins": "开始", "ends": "结束", "place": "地点", "entered": "录入日期", "meeting": "会议编号"},
    **{"private": "不公开", "case": "事项编号", "voting": "有表决权", "item": "议题编号", "due": "期限"},
    **{
        "entitled": "应到",
        "present": "实到",
        "favour": "赞成",
        "against": "反对",
        "abstain": "弃权",
        "written": "书面意见",
    },
    **{"version": "第几稿", "content": "内容", "days": "办理天数", "stages": "环节", "stage": "环节", "phase": "阶段"},
    **{"category": "分类", "received": "收到日期", "unit": "承办单位", "unit_row": "单位编号", "was": "原来期限"},
    **{"handler_row": "经办人编号", "dispatched": "交办日期", "done": "办结日期", "closed": "销号日期"},
    **{"result": "办理结果", "outcome": "结论", "satisfaction": "满意度", "disputed": "争议金额（分）"},
    **{"recovered": "挽回金额（分）", "resolution": "决议编号", "reopened": "重开次数", "side": "评价方"},
    **{"scheme": "评选办法编号", "only": "单独评定的商户编号", "day": "计算基准日", "run": "第几次定分"},
    **{"request": "申请编号", "notice_start": "公示开始", "notice_end": "公示截止", "notice_rule": "公示规定"},
    **{"provisional": "暂算", "round": "批次编号", "round_id": "批次编号", "criterion": "评分项", "veto": "一票否决"},
    **{"points": "分值（百分之一分）", "total": "总分（百分之一分）", "grade": "等级", "rank": "名次"},
    **{"listed": "拟授牌", "tie": "同分排序依据", "band": "档次", "badge": "等级标志", "weight": "程度"},
    **{"months": "期限（月）", "preferred": "首选", "checked_at": "复核时间", "key": "代号", "grid": "网格"},
    **{"until": "计入至", "repaired": "修复日期", "document": "文号", "post": "责任岗编号", "claim": "认领编号"},
    **{"duties": "职责", "quarter": "季度", "decided": "处理日期", "reason": "理由", "start": "开始", "end": "结束"},
    **{"score": "得分", "on": "日期", "what": "做了什么", "presence": "出席"},
    **{"quantity": "数量", "registered": "登记日期", "first": "一方编号", "second": "另一方编号", "shape": "登记方式"},
    **{"fixed": "固定服务", "digit": "按键", "service": "服务", "department": "部门", "participants": "参加人次"},
    **{"beneficiaries": "受益人次", "activity": "活动编号", "promised": "签订承诺", "count": "人次"},
    **{"adopted": "通过日期", "review": "复审日期", "other": "补发荣誉编号", "blank": "空白件", "move": "进出"},
    **{"group": "流动红旗编号", "pledge": "承诺编号", "attachment": "附件编号", "scope": "范围"},
    **{
        "purpose": "用途",
        "certificate": "资格证号",
        "purposes": "可用范围",
        "opened": "设立日期",
        "share": "分成（%）",
    },
    **{"holder": "账户编号", "fund": "基金编号", "campaign": "项目编号", "booked": "登记日期", "households": "户数"},
    **{"profit": "税后利润（分）", "reverses": "冲销编号", "method": "方式", "item": "物品", "quantity": "数量"},
    **{"good": "物品编号", "points": "积分", "replaces": "重录编号", "opening": "期初", "gift": "捐赠编号"},
    **{"expected": "账面现金（分）", "counted": "清点现金（分）"},
    **{"to_outside": "交出中心", "monthly_cap": "每月上限", "expires_months": "有效月数", "lot": "批次编号"},
    **{"entry": "积分编号", "price": "所需积分", "quota": "每季限额", "redemption": "兑换编号", "quarter": "季度"},
    **{"full_price": "原价（分）", "enterprise": "企业编号", "revenue": "营收（分）", "invested": "投入（分）"},
    **{"name": "名称"},
    **{"period": "期间", "submitted": "报送日期", "hash": "指纹", "request": "复核编号", "report": "报告编号"},
    **{"section": "部分", "definition": "口径", "part": "分子", "whole": "分母", "previous": "上期"},
    **{"last_year": "去年同期", "rows": "明细", "of": "原报告编号", "now": "现在", "cells": "对应关系"},
    **{"attachment": "附件编号"},
}
_Rows = Mapping[str, Mapping[str, Any]]


@anyone
def lines(before: _Rows, after: _Rows) -> list[str]:
    """“商户 瑞和茶庄　联系电话：138****6620 → 139****1234” for each value of {table: {id: row}}."""
    said = [line for noun, found in after.items() for line in _of_noun(noun, before.get(noun, {}), found)]
    rest = len(said) - _MOST
    return said[:_MOST] + ([f"……还有 {rest:,} 处"] if rest > 0 else [])


def _of_noun(noun: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    title, gone = _TITLES.get(noun, noun), personal_columns.erased_rows(noun)
    for key, left in after.items():
        if key in RUNS:
            verb = "移出" if key == WITHDRAWN else "写入"
            yield f"{title}　整批{verb}第 {left[0]:,} 至 {left[1]:,} 号，共 {left[1] - left[0] + 1:,} 条"
        elif key in before:
            was, now = (_faded(noun, row, gone.get(key, set())) for row in (before[key], left))
            head = f"{title} {_name(now) or key}　"
            yield from (head + change for change in _changed(noun, was, now))
        else:
            now = _faded(noun, left, gone.get(key, set()))
            yield f"新增{title} {_name(now) or key}　" + "；".join(_filled(noun, now))


def _faded(noun: str, row: Mapping[str, Any], gone: set[str]) -> Mapping[str, Any]:
    """A row with what was erased of it since masked for good."""
    return {**row, **{name: personal_columns.shown(noun, name, row[name], gone=True) for name in gone if row.get(name)}}


def _changed(noun: str, before: Mapping[str, Any], left: Mapping[str, Any]) -> Iterator[str]:
    for name, value in left.items():
        was = before.get(name)
        if name not in _UNSEEN and was != value and (was or value):
            yield f"{_label(noun, name)}：{_shown(noun, name, was)} → {_shown(noun, name, value)}"


def _filled(noun: str, row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        if name not in _UNSEEN and value:
            yield f"{_label(noun, name)}：{_shown(noun, name, value)}"


def _label(noun: str, name: str) -> str:
    if noun == "merchant" and name in _MERCHANT:
        return _MERCHANT[name]
    said = personal_columns.label(noun, name)
    own = name not in personal_columns.PERSONAL.get(noun, {}) or said == name
    return _LABELS.get(name, said) if own else said


def _shown(noun: str, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    text = personal_columns.shown(noun, name, value) if value else "（空）"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……"


def _name(row: Mapping[str, Any]) -> str:
    names = (row.get(name) for name in ("registered_name", "sign", "title", "name", "number"))
    return next((str(name) for name in names if name), "")
