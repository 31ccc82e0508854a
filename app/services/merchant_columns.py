"""The columns of a merchants' sheet: one line serves reading people's spreadsheets and writing ours."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.calendar import spoken
from app.services.session import anyone


def _yes(value: bool) -> str:
    return "是" if value else ""


@anyone
def day_cell(iso: str) -> dt.date | str:
    """A date for Excel where the day is known, else the month in words, else nothing."""
    return dt.date.fromisoformat(iso) if len(iso) == 10 else spoken(iso)


@dataclass(frozen=True)
class Column:
    """`width` 0 keeps a column out of exports; no synonyms keep it out of imports."""

    name: str
    label: str
    synonyms: tuple[str, ...]
    width: int = 12
    kind: str = "text"
    value: Callable[[Any], Any] | None = None

    def cell(self, row: Any) -> Any:
        """What an export writes for this row."""
        value = getattr(row, self.name) if self.value is None else self.value(row)
        if self.kind == "date":
            return day_cell(value)
        return _yes(value) if isinstance(value, bool) else value


COLUMNS = (
    Column("number", "编号", ()),
    Column("sign", "店铺招牌", ("店铺招牌", "招牌", "店招", "店名", "店铺名称", "门店名称"), 20),
    Column(
        "registered_name",
        "营业执照名称",
        ("营业执照名称", "商户名称", "注册名称", "单位名称", "字号名称", "商户", "名称"),
        32,
    ),
    Column("code", "统一社会信用代码", ("统一社会信用代码", "信用代码", "社会信用代码", "统一代码", "代码"), 22),
    Column("no_code_reason", "无代码原因", ("无代码原因", "无照原因"), 14),
    Column("trade", "业态", ("业态", "行业", "经营类别", "行业类别", "经营范围", "主营")),
    Column("address", "经营地址", ("经营地址", "地址", "经营场所", "门牌号", "店铺地址"), 30),
    Column("stall", "楼层摊位", ("楼层摊位", "摊位号", "摊位", "楼层", "铺位号")),
    Column("grid", "所属片区", ("所属片区", "片区", "街区", "网格", "所属网格", "所属街区")),
    Column("organization", "所属组织", ("所属组织", "所属党组织", "党组织", "支部", "所属支部"), 18),
    Column(
        "owner", "负责人", ("负责人", "经营者", "经营者（负责人）", "法定代表人", "法人", "业主", "店主", "联系人"), 18
    ),
    Column("phone", "联系电话", ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "负责人电话"), 16),
    Column("party_member", "党员商户", ("党员商户", "是否党员商户", "是否党员", "党员经营户"), 10),
    Column("since", "开业日期", ("开业日期", "开业时间", "成立日期", "注册日期", "经营起始"), 16, "date"),
    Column("state", "经营状态", ("经营状态", "状态", "营业状态"), 10),
    Column(
        "pledged_on",
        "诚信承诺书签订时间",
        ("诚信承诺书签订时间", "承诺书签订时间", "承诺书签订日期", "签订承诺书时间", "承诺日期"),
        20,
        "date",
    ),
    Column("safe_consumption", "放心消费", ("放心消费", "放心消费承诺"), 10),
    Column("free_returns", "7天无理由退货", ("7天无理由退货", "七天无理由退货", "无理由退货"), 14),
    Column("honours", "荣誉", (), 18),
    Column("valid_until", "有效期至", (), 16, "date"),
    Column("mnemonic", "助记码", ("助记码",)),
    Column("note", "备注", ("备注", "说明"), 24),
)
