"""The columns of a sheet of cases."""

from app.domain import money
from app.services.columns import Column

COLUMNS = (
    Column("number", "编号", ("编号", "事项编号", "案卷号", "档案编号", "件号"), 14),
    Column("title", "事项", ("事项", "事项名称", "标题", "诉求", "主要诉求", "诉求事项", "问题", "反映问题"), 32),
    Column("kind", "类别", ("类别", "事项类别", "事项类型", "类型", "种类"), 10),
    Column("category", "分类", ("分类", "职能分类", "所属职能"), 12),
    Column("source", "来源", ("来源", "事项来源", "来源渠道", "渠道", "受理渠道"), 10),
    Column(
        "received",
        "收到日期",
        ("收到日期", "受理日期", "登记日期", "受理时间", "登记时间", "收到时间", "日期"),
        16,
        "date",
    ),
    Column("reporter", "反映人", ("反映人", "诉求人", "来访人", "投诉人", "当事人", "姓名"), 12),
    Column("phone", "联系电话", ("电话", "联系电话", "手机", "手机号", "联系方式"), 16),
    Column("merchant_name", "商户", ("商户", "涉及商户", "商户名称", "被投诉商户"), 26),
    Column("organization_name", "有关组织", (), 20),
    Column("unit", "承办单位", ("承办单位", "责任单位", "办理单位", "承办部门"), 20),
    Column("handler", "经办人", ("经办人", "责任人", "承办人", "办理人"), 12),
    Column("stage", "环节", (), 10),
    Column("state", "状态", (), 10),
    Column("dispatched", "交办日期", (), 16, "date"),
    Column("due", "期限", ("期限", "办理期限", "办理时限", "时限", "办结期限", "截止日期", "限办日期"), 16, "date"),
    Column("done", "办结日期", ("办结日期", "办结时间", "完成日期"), 16, "date"),
    Column("closed", "销号日期", (), 16, "date"),
    Column("result", "结果", ("结果", "办理结果", "处理结果", "办理情况"), 32),
    Column("outcome", "结论", (), 12),
    Column("satisfaction", "满意度", ("满意度", "是否满意", "满意情况", "回访结果"), 10),
    Column(
        "disputed",
        "争议金额（元）",
        ("争议金额", "涉及金额", "涉案金额", "涉诉金额", "标的金额", "标的额", "纠纷金额", "金额"),
        14,
        value=lambda row: money.in_digits(row.disputed) if row.disputed else "",
        money=True,
    ),
    Column(
        "recovered",
        "挽回金额（元）",
        ("挽回金额", "挽回损失", "挽回经济损失", "调解金额", "退赔金额", "赔付金额", "退款金额"),
        14,
        value=lambda row: money.in_digits(row.recovered) if row.recovered else "",
        money=True,
    ),
    Column("detail", "详情", ("详情", "诉求内容", "具体内容", "内容", "事项详情"), 36),
    Column("private", "不公开", (), 10, value=lambda row: "不公开" if row.private else ""),
    Column("note", "备注", ("备注", "说明"), 24),
)
