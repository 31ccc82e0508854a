"""The page of activities and services: countable work of every kind."""

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.activities import OUTCOMES, Draft, Period
from app.services import activities, activity_kinds
from app.services.activities import ALL, ActivityRow
from app.ui.kit.editors import AmountEditor, Editor
from app.ui.kit.fields import Amount, Choice, Date, LongText, Shown, Text
from app.ui.kit.page import ListPage
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import activity_acts
from app.ui.pages.activity_fields import Hours, Number, nodes

TALLY = "登记来访"
CHIPS = tuple(period.value for period in Period)


class Counts(Shown):
    """What was counted besides people."""

    def text(self, record: ActivityRow) -> str:
        """1,200 ㎡."""
        return f"{record.quantity:,} {record.unit}".strip() if record.quantity else ""


class MoneyEditor(AmountEditor):
    """An amount that may be left out."""

    def fill(self, value: Any) -> None:
        """Show fen, nothing for 0."""
        super().fill(value or "")


class Money(Amount):
    """Money, nothing for 0."""

    def text(self, record: Any) -> str:
        """9,000.00."""
        return super().text(record) if self.value(record) else ""

    def editor(self) -> Editor:
        """A line that stays empty for 0."""
        return MoneyEditor()


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.activity_card import ActivityCard

    return ActivityCard(page)


def _named(names: Any) -> Any:
    return lambda: [("", ""), *((name, name) for name in names())]


def _services() -> list[str]:
    return [service.name for service in activity_kinds.services()]


def _kinds() -> list[tuple[Any, str]]:
    return [(kind.name, kind.name) for kind in activity_kinds.kinds()]


def _blank(words: str) -> Draft:
    return Draft(kind=activity_kinds.kinds()[0].name, title=words, on=dt.date.today().isoformat())


FIELDS = (
    Date("on", "日期", 134, sortable=True, required=True),
    Choice("kind", "类别", 110, sortable=True, required=True, options=_kinds),
    Text("title", "名称", 240, stretch=True, sortable=True, hint="不写就用服务或类别的名称"),
    Choice("service", "服务", 110, priority=4, sortable=True, options=_named(_services), free=True),
    Text("host", "主讲或主持", 100, priority=2, sortable=True, hint="老师、调解员、坐诊人"),
    Number("participants", "参加人次", 90, sortable=True),
    Number("beneficiaries", "受益人次", 90, priority=3, sortable=True),
    Text("place", "地点", 130, priority=4),
    Choice("organization", "组织", options=nodes),
    Shown("organization_name", "组织", 200, priority=4),
    Text("begins", "开始", folded=True, hint="如 9:00"),
    Text("ends", "结束", folded=True, hint="如 11:30"),
    Hours("minutes", "总时长", 120, priority=2, sortable=True, folded=True, hint="小时，空着按时间×人次算"),
    Choice("category", "课程分类", 110, priority=4, options=_named(activity_kinds.courses), free=True, folded=True),
    Text("department", "坐诊部门", 130, priority=4, folded=True),
    Number("quantity", "数量", folded=True, hint="整数，如 1200"),
    Text("unit", "计量单位", folded=True, hint="㎡、条、家；空着用类别的"),
    Counts("counted", "数量", 110, priority=3),
    Money("disputed", "争议金额", 120, priority=4, folded=True),
    Money("recovered", "挽回或增收", 120, priority=4, folded=True),
    Choice("outcome", "结果", 100, priority=3, options=_named(lambda: OUTCOMES), free=True, folded=True),
    LongText("note", "备注", folded=True),
)
TOOLS = (
    Tool(TALLY, "users", activity_acts.tally),
    Tool("导出", "download", activity_acts.export, ("Ctrl+E",)),
    Tool("更多", menu=activity_acts.OF_ALL),
    Tool("登记活动", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)
BULK = (Tool("导出选中的", "download", activity_acts.export),)


def page() -> ListPage:
    """The page 活动服务."""
    made = ListPage(
        Spec(
            key="activities",
            title="活动服务",
            icon="hand-heart",
            heading="活动服务",
            noun="活动",
            unit="次",
            seek="搜索名称、首字母、主讲人、部门",
            order="on",
            descending=True,
            teach="坐诊、培训、调解、志愿服务、便民服务，办一次登记一次，季度要报的数就有了，每个数都能点开看是哪几次。",
            fields=FIELDS,
            ids=activities.ids,
            rows=activities.rows,
            blank=_blank,
            check=activities.check,
            save=lambda values, number: activities.save(Draft(**values), number),
            similar=lambda values, number: activities.similar(Draft(**values), number),
            remove=activities.remove,
            card=_card,
            tools=TOOLS,
            chips=Chips("period", ALL, CHIPS, activities.counts, any_span=True),
            pickers=(
                Picker("kind", "全部类别", partial(activities.in_use, "kind")),
                Picker("service", "全部服务", partial(activities.in_use, "service")),
            ),
            single=activity_acts.OF_ONE,
            bulk=BULK,
            views=(("全部活动", {}), *((name, {"period": name}) for name in CHIPS)),
        )
    )
    for tool in made.tools:
        if tool.text() == TALLY:
            tool.setToolTip(f"{TALLY}（F4，在哪一页都可以按）")
    return made
