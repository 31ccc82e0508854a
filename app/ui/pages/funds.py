"""The page 基金: purpose-bound sub-ledgers, what each holds and what it was spent on."""

from PySide6.QtWidgets import QWidget

from app.services import earning, fund_list, funds, short_lists
from app.services.fund_list import FundRow
from app.ui.kit.fields import RIGHT, Badge, Choice, Date, LongText, Shown, Text
from app.ui.kit.page import ListPage
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import fund_acts
from app.ui.pages.campaigns import Sum

DRESS = {fund_list.HAVING: ("green", "circle-check"), fund_list.EMPTY: ("grey", "circle-minus")}


class Percent(Text):
    """Percent of after-tax profit that flows in."""

    align = RIGHT

    def value(self, record: FundRow) -> str:
        """As it is typed."""
        return str(record.share or "")

    def text(self, record: FundRow) -> str:
        """40%, or nothing."""
        return record.percent


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.fund_card import FundCard

    return FundCard(page)


def _kinds() -> list[tuple[str, str]]:
    return [(kind, kind) for kind in earning.choices("fund_kinds")]


FIELDS = (
    Text("name", "基金", 260, stretch=True, sortable=True, required=True, hint="如 瑞和助学基金"),
    Choice("kind", "类别", 104, required=True, options=_kinds, free=True),
    Badge("state", "状态", 112, dress=lambda row: DRESS[row.state]),
    Text("purposes", "可用于", 200, priority=2, required=True, hint="几样用、隔开，专款专用"),
    Text("sponsor", "冠名单位", 160, priority=3),
    Sum("gained", "收入（元）", 120, 2, sortable=True),
    Sum("paid", "支出（元）", 120, 2, sortable=True),
    Sum("balance", "余额（元）", 120, sortable=True),
    Percent("share", "利润分成", 90, priority=3, hint="税后利润的百分之几，不分填 0"),
    Shown("households", "受益户", 84, priority=3),
    Date("opened", "设立日期", 134, priority=3, sortable=True, required=True),
    LongText("note", "备注", 160, priority=4, folded=True),
)
TOOLS = (
    Tool("收支公示", "printer", fund_acts.print_posting, ("Ctrl+P",), act="posting"),
    Tool("现金交接", "users", fund_acts.show_cash, act="cash"),
    Tool("更多", menu=fund_acts.OF_FUNDS),
    Tool("新建基金", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)


def page() -> ListPage:
    """The page 基金."""
    return ListPage(
        Spec(
            key="funds",
            title="基金",
            icon="database",
            heading="基金",
            noun="基金",
            unit="个基金",
            seek="搜索基金、首字母、用途、冠名单位",
            order="opened",
            teach="冠名基金、社区基金各记各的账，专款专用：用途以外的支出、超过余额的支出都记不进去。",
            fields=FIELDS,
            ids=fund_list.ids,
            rows=fund_list.rows,
            blank=fund_acts.blank_fund,
            check=fund_acts.check_fund,
            save=lambda values, number: funds.save_fund(fund_acts.fund_draft(values), number),
            similar=lambda values, number: (),
            remove=fund_list.remove,
            card=_card,
            tools=TOOLS,
            chips=Chips("state", short_lists.EVERYTHING, fund_list.STATES, fund_list.counts),
            pickers=(Picker("kind", "全部类别", lambda: earning.choices("fund_kinds")),),
            single=fund_acts.OF_ONE_FUND,
            bulk=(),
            views=(("全部基金", {}), *((state, {"state": state}) for state in fund_list.STATES)),
        )
    )
