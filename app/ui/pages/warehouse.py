"""The page 公益仓: what points can be changed for, how much of it there is, and the way to change them."""

from PySide6.QtWidgets import QWidget

from app.domain import money
from app.services import earning, good_list, short_lists
from app.services.good_list import GoodDraft, GoodRow
from app.ui.kit.editors import AmountEditor, Editor
from app.ui.kit.fields import RIGHT, Badge, Choice, Date, LongText, Shown, Text
from app.ui.kit.page import ListPage
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import warehouse_acts

DRESS = {
    good_list.OFFERED: ("green", "circle-check"),
    good_list.EMPTY: ("grey", "circle-minus"),
    good_list.SOON: ("yellow", "calendar-clock"),
    good_list.EXPIRED: ("red", "triangle-alert"),
    good_list.ENDED: ("grey", "circle-x"),
}


class Left(Shown):
    """Pieces that are there."""

    align = RIGHT

    def text(self, record: GoodRow) -> str:
        """20 袋; nothing is kept of a service."""
        return "—" if record.kind == good_list.SERVICE else f"{record.left:,} {record.unit or '份'}"


class Price(Text):
    """Points for one."""

    align = RIGHT

    def value(self, record: GoodRow) -> str:
        """As it is typed."""
        return str(record.price)

    def text(self, record: GoodRow) -> str:
        """200 分."""
        return f"{int(record.price):,} 分"


class Quota(Text):
    """Pieces a holder may have in a quarter."""

    def value(self, record: GoodRow) -> str:
        """As it is typed."""
        return str(record.quota)

    def text(self, record: GoodRow) -> str:
        """2, or 不限."""
        return f"{int(record.quota):,}" if record.quota else "不限"


class Settled(Shown):
    """What a merchant is paid for one; goods of the centre have no price but points."""

    align = RIGHT

    def text(self, record: GoodRow) -> str:
        """15.00 of a service."""
        return money.in_digits(int(record.value)) if record.kind == good_list.SERVICE else ""

    def editor(self) -> Editor:
        """A line that understands amounts."""
        return AmountEditor()


def _kinds() -> list[tuple[str, str]]:
    return [(kind, kind) for kind in earning.choices("good_kinds")]


def _providers() -> list[tuple[str, str]]:
    return [("", ""), *((name, name) for name in good_list.providers())]


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.warehouse_card import GoodCard

    return GoodCard(page)


FIELDS = (
    Text("name", "名称", 240, stretch=True, sortable=True, required=True, hint="写上规格，如 大米 5 公斤"),
    Choice("kind", "类别", 84, sortable=True, required=True, options=_kinds),
    Price("price", "所需积分", 110, sortable=True, required=True, hint="兑换一份要多少分"),
    Text("unit", "单位", hint="袋、桶、次……"),
    Left("left", "现有", 110, sortable=True),
    Badge("state", "状态", 112, sortable=True, dress=lambda row: DRESS[row.state]),
    Date("expires", "有效期至", 134, priority=2, sortable=True),
    Quota("quota", "每季限额", 96, priority=3, hint="每户每季最多几份，不限填 0"),
    Choice("merchant", "提供商户", 200, priority=2, options=_providers, free=True),
    Settled("value", "结算价（元）", 120, priority=3, hint="服务一次付给商户多少"),
    LongText("note", "备注", 160, priority=4, folded=True),
)
TOOLS = (
    Tool("入库", "download", warehouse_acts.take_in, act="take_in"),
    Tool("更多", menu=warehouse_acts.OF_ALL),
    Tool("新增物品", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), act="add"),
    Tool("积分兑换", "hand-heart", warehouse_acts.redeem, variant="primary", act="redeem"),
)
BULK = (Tool("下架", "circle-x", warehouse_acts.end),)


def page() -> ListPage:
    """The page 公益仓."""
    made = ListPage(
        Spec(
            key="warehouse",
            title="公益仓",
            icon="hand-heart",
            heading="公益仓",
            noun="物品",
            unit="种",
            seek="搜索名称、首字母、商户",
            order="name",
            teach="先新增物品（要多少积分、现有多少），或商户提供的服务（理发、餐饮），积分就可以在这里兑换。",
            fields=FIELDS,
            ids=good_list.ids,
            rows=good_list.rows,
            blank=lambda words: GoodDraft(name=words),
            check=lambda values: good_list.check(GoodDraft(**values)),
            save=lambda values, number: good_list.save(GoodDraft(**values), number),
            similar=lambda values, number: (),
            remove=good_list.end,
            card=_card,
            tools=TOOLS,
            chips=Chips("state", short_lists.EVERYTHING, good_list.STATES, good_list.counts),
            pickers=(Picker("kind", "全部类别", lambda: earning.choices("good_kinds")),),
            single=warehouse_acts.OF_ONE,
            bulk=BULK,
            views=(("全部物品", {}), *((state, {"state": state}) for state in good_list.STATES)),
        )
    )
    warehouse_acts.tell_key(made)
    return made
