"""The page of the three lists."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.lists import Draft, State
from app.services import list_kinds, lists
from app.services.lists import ALL, STATES, UNMATCHED, ListRow
from app.ui.kit.fields import Badge, Choice, Date, LongText, Shown, Text
from app.ui.kit.page import ListPage
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import list_acts
from app.ui.pages.activity_fields import Counted, nodes

DRESS = {
    State.OPEN.value: ("yellow", "calendar-clock"),
    State.SENT.value: ("blue", "circle-arrow-up"),
    State.DONE.value: ("green", "circle-check"),
    State.WITHDRAWN.value: ("grey", "circle-minus"),
}


class OrDash(Shown):
    """What follows from other rows, — where there is nothing."""

    def text(self, record: ListRow) -> str:
        """单海."""
        return str(self.value(record) or "—")


class Due(Shown):
    """Until when the person it went to has time."""

    def text(self, record: ListRow) -> str:
        """2026年3月5日."""
        return spoken(record.due) or "—"


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.list_card import ListCard

    return ListCard(page)


def _kinds() -> list[tuple[Any, str]]:
    return [(name, name) for name in list_kinds.names()]


def _categories() -> list[tuple[Any, str]]:
    return [("", ""), *((value, value) for value in lists.categories())]


def _blank(words: str) -> Draft:
    return Draft(kind=list_kinds.names()[0], title=words, registered=dt.date.today().isoformat())


FIELDS = (
    Choice("kind", "清单", 110, sortable=True, required=True, options=_kinds),
    Text("title", "名称", 280, stretch=True, sortable=True, required=True, hint="一句话说清楚"),
    Badge("state", "状态", 116, sortable=True, dress=lambda row: DRESS[row.state]),
    Text("unit", "单位或商户", 180, sortable=True, hint="写商户名称，就和商户连上"),
    OrDash("handler", "责任人", 100, priority=2),
    Due("due", "办理期限", 134, priority=2, sortable=True),
    Text("contact", "联系人", 100, priority=4),
    Text("phone", "联系电话"),
    Shown("masked_phone", "联系电话", 132, priority=4),
    Text("quantity", "数量", 110, priority=3, hint="如 3 间、20 人"),
    Counted("linked", "对接", 66),
    Choice("category", "分类", 110, priority=3, sortable=True, options=_categories, free=True),
    Date("registered", "登记日期", 134, sortable=True, required=True),
    Date("expires", "有效期至", 134, priority=4, sortable=True, folded=True),
    Choice("organization", "所属组织", folded=True, options=nodes),
    Shown("organization_name", "所属组织", 200, priority=4),
    Choice("state", "状态", folded=True, options=lambda: [(state, state) for state in STATES]),
    LongText("detail", "说明", folded=True),
)
TOOLS = (
    Tool("导出", "download", list_acts.export, ("Ctrl+E",)),
    Tool("更多", menu=list_acts.OF_ALL),
    Tool("登记一项", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)
BULK = (
    Tool("导出选中的", "download", list_acts.export),
    Tool("撤下", "circle-minus", list_acts.withdraw),
)
CHIPS = (*STATES, UNMATCHED)


def page() -> ListPage:
    """The page 三张清单."""
    return ListPage(
        Spec(
            key="lists",
            title="三张清单",
            icon="list-filter",
            heading="三张清单",
            noun="清单项",
            unit="项",
            seek="搜索名称、首字母、单位、联系人",
            order="registered",
            descending=True,
            teach="把能提供的资源、提出的需求、要办的项目一项一项登记下来，就能对接、一对一派单、看到谁还没有人管。",
            fields=FIELDS,
            ids=lists.ids,
            rows=lists.rows,
            blank=_blank,
            check=lists.check,
            save=lambda values, number: lists.save(Draft(**values), number),
            similar=lambda values, number: lists.similar(Draft(**values), number),
            remove=lists.remove,
            card=_card,
            tools=TOOLS,
            chips=Chips("state", ALL, CHIPS, lists.counts),
            pickers=(
                Picker("kind", "全部清单", list_kinds.names),
                Picker("category", "全部分类", lists.categories),
            ),
            single=list_acts.OF_ONE,
            bulk=BULK,
            views=(("全部清单", {}), *((name, {"state": name}) for name in CHIPS)),
        )
    )
