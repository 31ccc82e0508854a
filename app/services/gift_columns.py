"""The columns of a sheet of gifts: one line serves reading people's ledgers and writing ours."""

from decimal import Decimal

from app.domain import gifts as rules
from app.services.columns import Column

COLUMNS = (
    Column("number", "单号", (), 16),
    Column("on", "登记日期", ("登记日期", "捐赠日期", "捐款日期", "捐赠时间", "登记时间", "日期", "时间"), 16, "date"),
    Column(
        "giver",
        "捐赠单位（个人）",
        (
            *("捐赠单位（个人）", "捐赠单位(个人)", "捐赠单位或个人", "捐赠单位", "捐赠人", "捐赠者", "捐赠方"),
            *("捐赠商户", "捐款人", "捐款单位", "爱心商户", "爱心企业", "商户", "商户名称", "单位名称", "姓名"),
        ),
        28,
    ),
    Column("kind", "捐赠类型", ("捐赠类型", "捐赠方式", "捐赠类别", "类型", "类别"), 10),
    Column(
        "amount",
        "金额（元）",
        ("金额（元）", "金额(元)", "金额", "捐款金额", "捐款金额（元）", "捐赠金额"),
        14,
        "number",
        lambda row: Decimal(row.amount) / 100,
        money=True,
    ),
    Column("item", "物品名称", ("物品名称", "捐赠物品", "物品", "物资名称", "品名"), 14),
    Column(
        "quantity",
        "数量",
        ("数量", "件数"),
        10,
        "number",
        lambda row: Decimal(int(row.quantity)) / rules.THOUSAND if row.quantity else "",
    ),
    Column("unit", "单位", ("单位", "计量单位"), 8),
    Column(
        "value",
        "折价（元）",
        ("折价（元）", "折价(元)", "折价", "折合金额", "折合人民币", "估价", "价值（元）", "价值"),
        14,
        "number",
        lambda row: Decimal(row.value) / 100,
        money=True,
    ),
    Column(
        "full_price",
        "让利前原价（元）",
        (),
        16,
        "number",
        lambda row: Decimal(row.full_price) / 100 if row.full_price else "",
    ),
    Column("differs", "让利不同的原因", (), 20),
    Column("purpose", "用途", ("用途", "捐赠用途", "资金用途"), 14),
    Column("into", "项目或基金", (), 20),
    Column("points", "积分", (), 10, "number"),
    Column("method", "收款方式", (), 12),
    Column("handler", "经手人", ("经手人", "经办人", "登记人", "接收人"), 12),
    Column("mark", "状态", (), 10),
    Column("note", "备注", ("备注", "说明"), 24),
)
