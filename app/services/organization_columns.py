"""The columns of a sheet of organisations."""

from app.services.columns import Column

COLUMNS = (
    Column("name", "组织名称", ("组织名称", "党组织名称", "名称", "组织全称", "支部名称", "单位名称"), 30),
    Column("short_name", "简称", ("简称", "组织简称"), 16),
    Column("kind", "类别", ("类别", "组织类别", "组织类型", "类型"), 16),
    Column("level", "层级", ("层级", "级别", "组织层级"), 14),
    Column("parent", "上级组织", ("上级组织", "上级党组织", "隶属组织", "所属上级", "上级"), 30),
    Column("formation", "组建方式", ("组建方式", "组建形式", "建立方式"), 12),
    Column("founded", "成立日期", ("成立日期", "成立时间", "建立时间", "批准时间"), 16, "date"),
    Column("address", "地址", ("地址", "办公地址", "阵地地址"), 30),
    Column("phone", "联系电话", ("联系电话", "电话", "办公电话"), 16),
    Column("venue", "阵地", ("阵地", "阵地类型", "活动场所"), 14),
    Column("venue_area", "阵地面积", ("阵地面积", "面积", "场所面积"), 12),
    Column("venue_hours", "开放时间", ("开放时间", "服务时间"), 16),
    Column("chain", "行业链", ("行业链", "产业链", "行业"), 14),
    Column("note", "备注", ("备注", "说明"), 24),
)
