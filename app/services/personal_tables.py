"""Which columns of which table speak of a person; every text column of the store is declared here, one way or other."""

from enum import StrEnum


class Kind(StrEnum):
    """What a personal column holds: a person's name, a number, a fact about the person its row belongs to, or words
    in which somebody may be named."""

    NAME = "姓名"
    PHONE = "电话"
    ID = "证件号码"
    FACT = "本人情况"
    WORDS = "文字"


NAME, PHONE, ID, FACT, WORDS = Kind


def _facts(columns: str) -> dict[str, Kind]:
    return dict.fromkeys(columns.split(), FACT)


PERSONAL: dict[str, dict[str, Kind]] = {
    "merchant": {"owner": NAME, "phone": PHONE, "note": WORDS},
    "merchant_event": {"was": NAME, "now": NAME, "note": WORDS},
    "honour": {"decision": WORDS},
    "clerk": {"name": NAME, "role": FACT},
    "approval": {
        **dict.fromkeys(("asked_by", "decided_by"), NAME),
        **dict.fromkeys(("what", "content", "reason"), WORDS),
    },
    "attachment": {"name": WORDS, "note": WORDS},
    "journal": {"who": NAME, "what": WORDS, "before": WORDS, "after": WORDS},
    "form_draft": {"who": NAME, "content": WORDS},
    "saved_view": {"name": WORDS, "content": WORDS},
    "person": {
        **{"name": NAME, "former_name": NAME, "id_number": ID, "phone": PHONE, "note": WORDS},
        **_facts("mnemonic sex ethnic birth education degree native_place employer post address occupation"),
        **_facts("joined full_since number"),
    },
    "person_stage": _facts("stage start end"),
    "development_step": {**_facts("chart step on detail"), "note": WORDS},
    "transfer": {**_facts("letter origin_name target_name sent due arrived"), "note": WORDS},
    "check_in": {**_facts("kind place start end help"), "partner": NAME, "note": WORDS},
    "deed": _facts("on what"),
    "person_post": {**_facts("kind title place start end"), "note": WORDS},
    "person_award": {**_facts("kind title level issuer on ends"), "note": WORDS},
    "volunteer_service": {**_facts("event on begins ends"), "certified_by": NAME, "note": WORDS},
    "dues_base": _facts("since category"),
    "dues_payment": {**_facts("month paid_on"), "note": WORDS},
    "appraisal": {**_facts("result"), "note": WORDS},
    "pairing": {**_facts("kind start end"), "partner": NAME, "note": WORDS},
    "seat": {"name": NAME, **_facts("post duty start end source category"), "note": WORDS},
    "liaison": {"name": NAME, **_facts("start end")},
    "liaison_visit": {**_facts("on"), "note": WORDS},
    **{noun: {"note": WORDS} for noun in ("organization", "grid", "honour_event", "blank_entry", "flag_holding")},
    "organization_event": {"was": WORDS, "now": WORDS, "note": WORDS},
    "term": {"approval": WORDS, "note": WORDS},
    "agreement": {"parties": WORDS, "duties": WORDS, "note": WORDS},
    "subsidy_payment": {"note": WORDS},
    "meeting": {**dict.fromkeys(("chair", "recorder"), NAME), **dict.fromkeys(("title", "text"), WORDS)},
    "agenda_item": dict.fromkeys(("title", "text"), WORDS),
    "attendance": {"name": NAME, "reason": WORDS},
    "resolution": {"text": WORDS},
    "minutes_version": {"who": NAME, "reason": WORDS, "content": WORDS},
    "case_file": {
        **{"reporter": NAME, "handler": NAME, "phone": PHONE},
        **dict.fromkeys(("title", "detail", "result", "note"), WORDS),
    },
    "case_step": {"who": NAME, "note": WORDS},
    "case_rating": {"rater": NAME, "note": WORDS},
    "rating_round": {"checked_by": NAME, "note": WORDS},
    "round_step": {"who": NAME, "note": WORDS},
    "rating_mark": {"assessor": NAME, "note": WORDS},
    "rating_sheet": {"reason": WORDS},
    "objection": {"objector": NAME, "phone": PHONE, "decided_by": NAME, "text": WORDS, "reason": WORDS},
    "credit_event": dict.fromkeys(("text", "repair_note", "note"), WORDS),
    "inspection": {"inspector": NAME, "note": WORDS},
    **{noun: {"note": WORDS} for noun in ("rating_scheme", "duty_claim", "indicator")},
    "list_item": {"contact": NAME, "phone": PHONE, **dict.fromkeys(("title", "detail"), WORDS)},
    "list_link": {"note": WORDS},
    "activity": {"host": NAME, **dict.fromkeys(("title", "outcome", "note"), WORDS)},
    "activity_attendance": {"name": NAME, **_facts("role report handed_in"), "note": WORDS},
    "duty_shift": {"name": NAME, "note": WORDS},
    "visitor_tally": {"note": WORDS},
    "regulation": {"note": WORDS},
    "campaign": {"beneficiary": NAME, "note": WORDS},
    "fund": {"sponsor": NAME, "note": WORDS},
    "fund_entry": {**dict.fromkeys(("beneficiary", "asked_by", "agreed_by", "clerk"), NAME), "note": WORDS},
    "gift": {**dict.fromkeys(("giver", "valued_by", "handler"), NAME), "shared_with": WORDS, "note": WORDS},
    "cash_move": {"giver": NAME, "taker": NAME, "note": WORDS},
    "point_entry": {"clerk": NAME, "agreed_by": NAME, "note": WORDS},
    "stock_move": {"clerk": NAME, "note": WORDS},
    "redemption": {"name": NAME, "clerk": NAME, "note": WORDS},
    "slip_use": {"who": NAME},
    "settlement": {"clerk": NAME, "note": WORDS},
}

IMPERSONAL: dict[str, str] = {
    "merchant": "number sign registered_name sort_key mnemonic code no_code_reason trade address stall grid"
    " organization since state",
    "merchant_event": "kind on",
    "pledge": "kind signed withdrawn",
    "honour": "number issued valid_until state code rule",
    "honour_kind": "code title symbol wording",
    "printing": "style at name",
    **{"honour_event": "kind on due", "blank_entry": "blank on move", "flag_holding": "start"},
    **{"flag_group": "title name", "pledge_scan": "scope"},
    "centre": "name region issuer phone preset",
    "local_rule": "code name value unit source effective_from effective_to",
    "approval": "kind asked_at decided_at decision",
    "attachment": "noun kind hash added_at",
    "journal": "at previous hash kind",
    "touched": "noun",
    "form_draft": "page at",
    "saved_view": "page",
    "column_match": "noun heading field",
    "setting": "name value",
    "person": "sort_key",
    "development_step": "rule",
    "organization": "name short_name sort_key kind level formation founded address phone venue venue_area venue_hours"
    " chain state",
    "grid": "name sort_key level state",
    "level": "tree name",
    "organization_kind": "name term subsidy",
    "placement": "tree noun start end how",
    "organization_event": "tree kind on",
    "seat": "tree",
    "term": "elected",
    "agreement": "title signed expires ended",
    "subsidy_payment": "kind paid_on",
    "meeting_kind": "name cadence owed_by who quorum majority agenda text",
    "meeting": "kind held month begins ends place state entered",
    "agenda_item": "category state",
    "attendance": "noun unit role presence",
    "resolution": "quorum majority",
    "minutes_version": "at hash",
    "case_kind": "name stages",
    "case_file": "kind number source category received month stage phase unit dispatched due done closed outcome"
    " satisfaction",
    "case_step": "on what stage was",
    "case_rating": "side on",
    "rating_scheme": "key title effective_from content",
    "rating_round": "title start end day state checked_at notice_start notice_end notice_rule issued",
    "round_step": "at was now",
    "rating_mark": "criterion on",
    "rating_sheet": "outcome grade tie content",
    "objection": "received decision decided",
    "merchant_grade": "outcome grade badge issued valid_until",
    "credit_event": "kind weight on source document until rule repaired",
    "duty_post": "name grid duties",
    "duty_claim": "start end",
    "inspection": "on result",
    "indicator": "quarter name unit source",
    "list_kind": "name role",
    "list_item": "kind unit quantity category registered expires state",
    "list_link": "start end",
    "activity_kind": "name shape unit",
    "service_kind": "name",
    "activity": "kind service category on month begins ends place department unit",
    "duty_shift": "department on begins ends place",
    "visitor_tally": "on month service",
    "regulation": "title category adopted review ended",
    "campaign": "name purpose kind holder certificate start end",
    "fund": "name kind purposes opened",
    "fund_entry": "kind number on booked purpose rule",
    "holder": "noun",
    "gift": "number kind on month booked method item unit purpose",
    "cash_move": "on booked",
    "earning_rule": "source start note",
    "point_entry": "kind on booked expires noun",
    "good": "name kind unit expires ended note",
    "stock_move": "kind on booked noun",
    "redemption": "number on month booked",
    "slip_use": "at",
    "settlement": "quarter paid_on",
}
"""A shop's name, code and address are public in its licence; a centre's telephone is the office's."""

LINKS = {
    **dict.fromkeys(
        (
            *("person_stage", "development_step", "transfer", "check_in", "person_post", "person_award", "dues_base"),
            *("volunteer_service", "dues_payment", "appraisal", "pairing", "seat", "liaison"),
            "activity_attendance",
        ),
        ("person", "person"),
    ),
    "deed": ("check_in", "check_in"),
    "liaison_visit": ("liaison", "liaison"),
}
"""Tables whose rows belong to the person of another row: the column that holds its id, and the noun of that row."""

TITLES = {
    **{"merchant": "商户", "merchant_event": "商户变更", "honour": "荣誉", "clerk": "人员", "approval": "待复核"},
    **{"attachment": "附件", "journal": "办理记录", "form_draft": "没有保存的表单", "saved_view": "视图"},
    **{"person": "党员和群众", "person_stage": "所处阶段", "development_step": "发展步骤", "transfer": "组织关系转接"},
    **{"check_in": "报到", "deed": "报到服务", "person_post": "岗位", "person_award": "奖惩", "pairing": "结对"},
    **{"volunteer_service": "志愿服务", "dues_base": "党费基数", "dues_payment": "党费", "appraisal": "民主评议"},
    **{"seat": "职务", "liaison": "联系商户", "liaison_visit": "联系走访", "organization": "组织", "grid": "网格"},
    **{"organization_event": "组织变更", "term": "届期", "agreement": "共建协议", "subsidy_payment": "补助"},
    **{"meeting": "会议", "agenda_item": "议题", "attendance": "参会", "resolution": "决议", "minutes_version": "定稿"},
    **{"honour_event": "荣誉经过", "blank_entry": "空白件进出", "flag_holding": "流动红旗保管"},
    **{"case_file": "事项", "case_step": "事项经过", "case_rating": "评价", "rating_mark": "评分"},
    **{"rating_scheme": "评选办法", "rating_round": "评选批次", "round_step": "批次经过", "rating_sheet": "评分单"},
    **{"objection": "异议", "credit_event": "奖惩记录", "duty_claim": "责任岗认领", "inspection": "责任岗检查"},
    **{"indicator": "经济指标"},
    **{"list_item": "清单", "list_link": "清单关联", "activity": "活动", "activity_attendance": "参加活动"},
    **{"duty_shift": "值班", "visitor_tally": "来访", "regulation": "制度"},
    **{"campaign": "众筹项目", "fund": "基金", "fund_entry": "基金收支", "gift": "捐赠", "cash_move": "现金交接"},
    **{"point_entry": "积分", "stock_move": "库存", "redemption": "兑换", "slip_use": "核销", "settlement": "结算"},
}

LABELS = {
    **{"owner": "负责人", "phone": "联系电话", "note": "备注", "was": "原来", "now": "现在", "decision": "依据"},
    **{"name": "姓名", "role": "身份", "asked_by": "申请人", "decided_by": "复核人", "what": "内容", "reason": "理由"},
    **{"content": "内容", "who": "办理人", "before": "办理前", "after": "办理后", "former_name": "曾用名"},
    **{"id_number": "身份证号", "sex": "性别", "ethnic": "民族", "birth": "出生日期", "education": "学历"},
    **{"degree": "学位", "native_place": "籍贯", "employer": "工作单位", "post": "职务", "address": "住址"},
    **{"occupation": "职业", "joined": "入党日期", "full_since": "转正日期", "number": "编号", "mnemonic": "助记码"},
    **{"stage": "阶段", "start": "开始", "end": "结束", "chart": "流程", "step": "步骤", "on": "日期"},
    **{"detail": "情况", "letter": "介绍信", "origin_name": "转出", "target_name": "转入", "sent": "开出日期"},
    **{"due": "有效期至", "arrived": "回执日期", "kind": "种类", "place": "地点", "help": "帮助事项"},
    **{"partner": "对象", "title": "名称", "level": "级别", "issuer": "颁发单位", "ends": "结束", "event": "活动"},
    **{"begins": "开始", "certified_by": "证明人", "since": "起始月", "category": "类别", "month": "月份"},
    **{
        "paid_on": "缴纳日期",
        "result": "结果",
        "duty": "分工",
        "source": "来源",
        "approval": "批准",
        "parties": "各方",
    },
    **{"duties": "职责", "chair": "主持", "recorder": "记录", "text": "文字", "unit": "单位", "presence": "出席"},
    **{"reporter": "反映人", "handler": "经办人", "rater": "评价人", "contact": "联系人", "host": "主讲或主持"},
    **{"checked_by": "复核人", "assessor": "评分人", "objector": "异议人", "inspector": "检查人"},
    **{"report": "破题报告", "handed_in": "提交日期", "outcome": "结果", "repair_note": "修复说明"},
    **{"beneficiary": "受益人", "sponsor": "设立人", "agreed_by": "复核人", "clerk": "经办人", "giver": "捐赠人"},
    **{"valued_by": "估价人", "taker": "接收人", "shared_with": "共同捐赠"},
}
OF_FILES = {("attachment", "name"): "文件名", ("saved_view", "name"): "名称"}
