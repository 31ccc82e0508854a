"""The page 积分: who holds how many points, what each gained and lost, and by which rules."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.services import point_accounts
from app.services.holders import CALLED
from app.services.point_accounts import Account
from app.ui.kit.fields import RIGHT, Badge, Date, Shown
from app.ui.kit.page import ListPage
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import point_acts, warehouse_acts

DRESS = {
    point_accounts.HAVING: ("green", "circle-check"),
    point_accounts.OWING: ("red", "triangle-alert"),
    point_accounts.NONE: ("grey", "circle-minus"),
}
HOLDER_PAGES = {"merchant": "merchants", "person": "members", "organization": "organizations"}
"""Where the record of a holder is shown."""


class Balance(Shown):
    """What a holder has."""

    align = RIGHT

    def text(self, record: Account) -> str:
        """1,200 分, or 欠 200 分."""
        return words(record.points)


def words(points: int) -> str:
    """1,200 分, or 欠 200 分."""
    return f"{points:,} 分" if points >= 0 else f"欠 {-points:,} 分"


FIELDS = (
    Shown("name", "名称", 280, stretch=True, sortable=True),
    Shown("called", "类别", 84),
    Balance("points", "积分", 130, sortable=True),
    Badge("state", "状态", 112, dress=lambda row: DRESS[row.state]),
    Date("last", "最近变动", 134, sortable=True),
)
TOOLS = (
    Tool("积分流水", "history", point_acts.show_entries, act="entries"),
    Tool("更多", menu=point_acts.OF_ALL),
    Tool("调整积分", "pencil", point_acts.adjust, act="adjust"),
    Tool("积分兑换", "hand-heart", point_acts.redeem, variant="primary"),
)
_NOUNS = {words: noun for noun, words in CALLED.items()}


def _ids(search: str = "", filters: Any = None, order: str = "points", descending: bool = True) -> list[int]:
    told = dict(filters or {})
    if "called" in told:
        told["noun"] = _NOUNS[told.pop("called")]
    return point_accounts.ids(search, told, order, descending)


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.point_card import AccountCard

    return AccountCard(page)


def page() -> ListPage:
    """The page 积分."""
    made = ListPage(
        Spec(
            key="points",
            title="积分",
            icon="award",
            heading="积分",
            noun="积分账户",
            unit="户",
            seek="搜索名称、首字母、编号、电话",
            order="points",
            descending=True,
            ledger=True,
            teach="登记捐赠就自动得积分，不用单独开户。用程序以前已经有的积分，点“更多”里的“期初积分”补记。",
            fields=FIELDS,
            ids=_ids,
            rows=point_accounts.rows,
            blank=lambda words: None,
            check=lambda values: None,
            save=lambda values, number: 0,
            similar=lambda values, number: (),
            remove=lambda wanted: None,
            card=_card,
            tools=TOOLS,
            chips=Chips("state", point_accounts.EVERYTHING, point_accounts.STATES, point_accounts.counts),
            pickers=(Picker("called", "全部类别", lambda: list(_NOUNS)),),
            single=point_acts.OF_ONE,
            views=(("全部账户", {}), *((state, {"state": state}) for state in point_accounts.STATES)),
        )
    )
    warehouse_acts.tell_key(made)
    on_keys(made, "Ctrl+P", made.acting(point_acts.print_statement))
    return made
