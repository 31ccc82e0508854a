"""The page of cases (一事一档) on the tab of meetings."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.cases import FUNCTIONS, SOURCES, State
from app.services import case_forms, cases
from app.ui.case_fields import Day, Merchant, OrDash
from app.ui.kit.fields import Amount, Badge, Choice, Date, LongText, Shown, Text, YesNo
from app.ui.kit.page import ListPage
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import case_acts

STATE_DRESS = {
    State.WAITING.value: ("grey", "info"),
    State.RUNNING.value: ("blue", "pencil"),
    State.NEAR.value: ("yellow", "calendar-clock"),
    State.OVERDUE.value: ("red", "triangle-alert"),
    State.DONE.value: ("green", "circle-check"),
    State.CLOSED.value: ("grey", "check"),
}
STATES = tuple(state.value for state in State)


def _of(values: Callable[[], Any]) -> Callable[[], list[tuple[Any, str]]]:
    return lambda: [(value, value) for value in values()]


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.case_card import CaseCard

    return CaseCard(page)


FIELDS = (
    Shown("number", "编号", 112, sortable=True),
    Text("title", "事项", 280, stretch=True, sortable=True, required=True, hint="一句话说明是什么事"),
    Badge("state", "状态", 112, sortable=True, dress=lambda row: STATE_DRESS[row.state]),
    Choice("kind", "类别", 90, sortable=True, required=True, options=_of(case_forms.kinds)),
    OrDash("stage", "环节", 90, priority=2, sortable=True),
    Date("received", "收到日期", 134, priority=3, sortable=True, required=True),
    Choice("source", "来源", 90, priority=4, options=_of(lambda: SOURCES), free=True),
    Text("reporter", "反映人"),
    Text("phone", "联系电话"),
    OrDash("unit", "承办单位", 150, sortable=True),
    OrDash("handler", "经办人", 96, priority=2, sortable=True),
    Day("due", "期限", 134, sortable=True),
    Merchant("merchant", "商户", hint="打几个字或首字母，从列出的里面选"),
    Shown("merchant_name", "商户", 180, priority=3),
    Choice("organization", "有关组织", options=case_forms.branches),
    Choice("category", "分类", 110, priority=4, options=lambda: [("", ""), *_of(lambda: FUNCTIONS)()], free=True),
    LongText("detail", "详情"),
    Day("done", "办结日期", 134, priority=4, sortable=True),
    Day("closed", "销号日期", 134, priority=4, sortable=True),
    Shown("outcome", "结论", 100, priority=4),
    Shown("satisfaction", "满意度", 96, priority=4),
    Shown("organization_name", "有关组织", 180, priority=4),
    Amount("disputed", "争议金额", folded=True),
    YesNo("private", "不公开", 90, priority=4, folded=True),
    LongText("note", "备注", 200, priority=4, folded=True),
)

TOOLS = (
    Tool("导入 Excel", "upload", case_acts.pick_import, act="import"),
    Tool("看板", "columns-3", case_acts.show_board, act="board"),
    Tool("更多", menu=case_acts.OF_ALL),
    Tool("新增事项", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)
BULK = (
    Tool("交办", "circle-arrow-up", case_acts.dispatch),
    Tool("转到环节", "chevron-right", case_acts.advance),
    Tool("销号", "check", case_acts.close),
    Tool("导出选中的", "download", case_acts.export),
)


def _told(what: str) -> Callable[[Mapping[str, str]], str]:
    return lambda filters: what


TOLD = {
    "merchant": _told("一家商户的事项"),
    "organization": _told("一个组织的事项"),
    "origin": _told("由一件事项派生的"),
    "meeting": _told("一次会议的事项"),
    "resolution": _told("一项决议的事项"),
    "stage": lambda filters: f"环节：{filters['stage']}",
    "phase": lambda filters: f"阶段：{filters['phase']}",
}


def page() -> ListPage:
    """The page 事项."""
    made = ListPage(
        Spec(
            key="cases",
            title="事项",
            icon="file-text",
            heading="事项",
            noun="事项",
            unit="件",
            seek="搜索编号、事项、单位、人、电话",
            order="state",
            teach="诉求、议题、投诉、点单都在这里登记：一件事一个编号，从收到到销号一档到底。原来用表格记的，直接导进来，编号不变。",
            fields=FIELDS,
            ids=cases.ids,
            rows=cases.rows,
            blank=case_acts.blank,
            check=case_forms.check,
            save=case_forms.save,
            similar=case_forms.similar,
            remove=cases.remove,
            card=_card,
            tools=TOOLS,
            chips=Chips("state", cases.EVERYTHING, STATES, cases.counts),
            pickers=(
                Picker("kind", "全部类别", case_forms.kinds),
                Picker("unit", "全部单位", lambda: cases.choices("unit")),
                Picker("year", "全部年度", lambda: cases.choices("year")),
            ),
            single=case_acts.OF_ONE,
            bulk=BULK,
            views=(("全部事项", {}), *((state, {"state": state}) for state in STATES)),
            told=TOLD,
        )
    )
    if made.writable:
        on_keys(made, "Ctrl+E", made.acting(case_acts.export))
    return made
