"""The page 众筹项目: what is collected for, under whose licence, how far it is, and what was paid out."""

from PySide6.QtWidgets import QWidget

from app.domain.gifts import COOPERATIVE, TARGETED
from app.services import campaign_list, earning, funds, short_lists
from app.services.campaign_list import CampaignRow
from app.services.funds import CampaignDraft
from app.ui.kit.fields import RIGHT, Amount, Badge, Choice, Date, LongText, Shown, Text
from app.ui.kit.page import ListPage
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import fund_acts

DRESS = {
    campaign_list.RUNNING: ("blue", "pencil"),
    campaign_list.REACHED: ("green", "circle-check"),
    campaign_list.ENDED: ("grey", "check"),
    campaign_list.WAITING: ("yellow", "calendar-clock"),
}


class Progress(Shown):
    """How far it is from its target."""

    align = RIGHT

    def text(self, record: CampaignRow) -> str:
        """38%, or nothing without a target."""
        return record.progress


class Sum(Amount):
    """An amount that is worked out and never typed."""

    def editor(self) -> None:  # type: ignore[override]
        """None."""
        return


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.fund_card import CampaignCard

    return CampaignCard(page)


FIELDS = (
    Text("name", "项目", 260, stretch=True, sortable=True, required=True, hint="如 大病救助，不写受益人全名"),
    Badge("state", "状态", 104, sortable=True, dress=lambda row: DRESS[row.state]),
    Choice("kind", "方式", 104, required=True, options=lambda: [(kind, kind) for kind in (TARGETED, COOPERATIVE)]),
    Choice(
        "purpose",
        "用途",
        104,
        priority=2,
        sortable=True,
        required=True,
        options=lambda: [(name, name) for name in earning.choices("purposes")],
        free=True,
    ),
    Text("holder", "合作的慈善组织", 180, priority=4, hint="合作募捐时填，全称"),
    Text("certificate", "公开募捐资格证号", 180, priority=4, hint="合作募捐时填"),
    Text("beneficiary", "受益人", hint="公开的地方只印张某某"),
    Shown("whom", "受益人", 84, priority=3),
    Amount("target", "目标（元）", 120, priority=2, sortable=True),
    Sum("raised", "已筹（元）", 120, sortable=True),
    Progress("share", "进度", 72, sortable=True),
    Sum("balance", "余额（元）", 120, sortable=True),
    Date("start", "开始", 134, priority=3, sortable=True, required=True),
    Date("end", "结束", 134, priority=3, sortable=True),
    LongText("note", "备注", 160, priority=4, folded=True),
)
TOOLS = (
    Tool("收支公示", "printer", fund_acts.print_posting, ("Ctrl+P",), act="posting"),
    Tool("现金交接", "users", fund_acts.show_cash, act="cash"),
    Tool("更多", menu=fund_acts.OF_CAMPAIGNS),
    Tool("新建项目", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)


def page() -> ListPage:
    """The page 众筹项目."""
    return ListPage(
        Spec(
            key="campaigns",
            title="众筹项目",
            icon="hand-heart",
            heading="众筹项目",
            noun="众筹项目",
            unit="个项目",
            seek="搜索项目、首字母、用途",
            order="start",
            descending=True,
            teach="给谁筹、筹多少、筹到哪天，建一个项目；登记捐赠时选它，进度和余额自己算。没有公开募捐资格的按定向救助办理。",
            fields=FIELDS,
            ids=campaign_list.ids,
            rows=campaign_list.rows,
            blank=fund_acts.blank_campaign,
            check=fund_acts.check_campaign,
            save=lambda values, number: funds.save_campaign(CampaignDraft(**values), number),
            similar=lambda values, number: (),
            remove=campaign_list.remove,
            card=_card,
            tools=TOOLS,
            chips=Chips("state", short_lists.EVERYTHING, campaign_list.STATES, campaign_list.counts),
            pickers=(Picker("kind", "全部方式", lambda: [TARGETED, COOPERATIVE]),),
            single=fund_acts.OF_ONE_CAMPAIGN,
            bulk=(),
            views=(("全部项目", {}), *((state, {"state": state}) for state in campaign_list.STATES)),
        )
    )
