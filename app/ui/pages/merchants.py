"""The tab of merchants and their integrity honours."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import merchants as rules
from app.domain.merchants import Draft, State
from app.domain.organizations import Tree
from app.services import merchants, organization_views
from app.services.merchant_filters import NODES
from app.services.merchants import MerchantRow
from app.services.ratings import BADGE_FILTERS
from app.ui.kit.fields import Badge, Choice, Code, Date, LongText, Shown, Text, YesNo
from app.ui.kit.page import ListPage
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import credit_acts, credit_grades, merchant_acts, merchant_changes
from app.ui.pages.credit_grades import GradeBadge

LONGEST = 12
"""Characters of an organisation's name on the filter that narrows the list to it."""
HONOUR_DRESS = {
    "有效": ("green", "badge-check"),
    "到期": ("yellow", "calendar-clock"),
    "收回": ("red", "circle-x"),
    "补发作废": ("grey", "circle-minus"),
    "流转": ("grey", "history"),
    "作废": ("grey", "circle-minus"),
    "": ("grey", ""),
}


class HonourBadge(Badge):
    """The honours in force, or in words why there are none."""

    def text(self, record: MerchantRow) -> str:
        """诚信商户, 已到期, 已收回, 未授牌."""
        lapsed = f"已{record.honour_state}" if record.honour_state else "未授牌"
        return record.honours or lapsed


class Validity(Shown):
    """Until when the honours hold."""

    def text(self, record: MerchantRow) -> str:
        """2026年3月5日, or 长期 for an honour without end."""
        return Date.text(self, record) or ("长期" if record.honours else "")  # type: ignore[arg-type]


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.merchant_card import MerchantCard

    return MerchantCard(page)


def _at_node(name: str, tree: Tree, filters: Mapping[str, str]) -> str:
    """会战商圈党委及下级."""
    node = organization_views.name_of(tree, int(filters[name]))
    short = node if len(node) <= LONGEST else f"{node[: LONGEST - 1]}…"
    return f"{short}{'及下级' if filters.get('deep', '1') == '1' else ''}"


def _in_use(column: str) -> Any:
    return lambda: [(value, value) for value in merchants.choices(column)]


def _states() -> list[tuple[str, str]]:
    return [(state.value, state.value) for state in State]


FIELDS = (
    Shown("number", "编号", 100, sortable=True),
    Shown("name", "商户名称", 260, stretch=True, sortable=True),
    HonourBadge("honours", "荣誉", 146, dress=lambda row: HONOUR_DRESS[row.honour_state]),
    Validity("valid_until", "有效期至", 134, sortable=True),
    GradeBadge("grade", "等级", 84, priority=2, dress=credit_grades.dress),
    Text("sign", "店铺招牌", 200, priority=4, required=True, hint="门头上写的名字"),
    Text("registered_name", "营业执照名称", 260, priority=4, hint="牌匾印这个名字"),
    Code("code", "统一社会信用代码", 196, priority=3, sortable=True, required=True, hint="18 位，可以扫码录入"),
    Text("no_code_reason", "无代码原因", 120, priority=4, hint="没有代码时填，如：办理中"),
    Choice("trade", "业态", 100, priority=2, sortable=True, options=_in_use("trade"), free=True),
    Text("address", "经营地址", 260, priority=4),
    Text("stall", "楼层摊位", 110, priority=4),
    Choice("grid", "所属片区", 96, sortable=True, options=_in_use("grid"), free=True),
    Text("owner", "负责人", 96, priority=2, sortable=True),
    Text("phone", "联系电话"),
    Shown("masked_phone", "联系电话", 132, priority=3),
    Choice("state", "经营状态", 96, priority=3, sortable=True, options=_states),
    YesNo("party_member", "党员商户", 96, priority=4, folded=True),
    Choice("organization", "所属组织", 200, priority=4, options=_in_use("organization"), free=True, folded=True),
    Date("since", "开业日期", 134, priority=4, sortable=True, folded=True),
    Date("pledged_on", "诚信承诺书签订时间", 172, priority=4, folded=True),
    YesNo("safe_consumption", "放心消费", 96, priority=4, folded=True),
    YesNo("free_returns", "7天无理由退货", 134, priority=4, folded=True),
    Text("mnemonic", "助记码", 96, priority=4, folded=True, hint="另取的拼音简写"),
    LongText("note", "备注", 260, priority=4, folded=True),
)

TOOLS = (
    Tool("导入 Excel", "upload", merchant_acts.pick_import, act="import"),
    Tool("导出", "download", merchant_acts.export, ("Ctrl+E",)),
    Tool("登记评级", "badge-check", credit_acts.score, ("F7",)),
    Tool("打印", "printer", merchant_acts.print_documents, ("F8", "Ctrl+P")),
    Tool("更多", menu=merchant_changes.OF_ALL),
    Tool("新增商户", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)

BULK = (
    Tool("授予荣誉", "award", merchant_acts.award),
    Tool("打印牌匾证书", "printer", merchant_acts.print_documents),
    Tool("导出选中的", "download", merchant_acts.export),
    Tool("改片区", "pencil", merchant_acts.change_grid),
)
VIEWS = (
    ("全部商户", {}),
    *((name, {"honour": name}) for name in ("有效", "30天内到期", "到期", "未授牌", "待打印")),
)


def page() -> ListPage:
    """The tab 诚信评级."""
    return ListPage(
        Spec(
            key="merchants",
            title="诚信评级",
            icon="store",
            heading="商户诚信评级",
            noun="商户",
            unit="家商户",
            seek="搜索名称、首字母、代码、电话",
            order="name",
            teach="把街道发来的商户台账导进来，几分钟就能查、能评、能打牌匾；也可以一家一家新增。",
            fields=FIELDS,
            ids=merchants.ids,
            rows=merchants.rows,
            blank=lambda words: Draft(sign=words),
            check=lambda values: rules.check(Draft(**values)),
            save=lambda values, number: merchants.save(Draft(**values), number),
            similar=lambda values, number: merchants.similar(Draft(**values), number),
            remove=merchants.remove,
            card=_card,
            tools=TOOLS,
            chips=Chips("honour", "全部", ("有效", "30天内到期", "到期", "未授牌", "待打印"), merchants.counts),
            pickers=(
                Picker("grid", "全部片区", lambda: merchants.choices("grid")),
                Picker("grade", "全部等级", lambda: list(BADGE_FILTERS)),
            ),
            single=merchant_changes.OF_ONE,
            bulk=BULK,
            views=VIEWS,
            told={name: partial(_at_node, name, tree) for name, tree in NODES.items()},
        )
    )
