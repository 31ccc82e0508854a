"""The page of honours: every plaque that was ever given, how it stands, and what is due."""

from PySide6.QtWidgets import QWidget

from app.domain.old_plaques import OldPlaque
from app.services import honour_list, honour_old, honours
from app.services.honour_list import FILTERS, PlaqueRow
from app.ui.honour_dialogs import OLD, check_old, enter_old
from app.ui.kit import toast
from app.ui.kit.fields import Badge, Choice, Date, LongText, Shown, Text
from app.ui.kit.page import ListPage
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.pages import honour_acts
from app.ui.pages.merchants import HONOUR_DRESS

OURS = "{number}是在本程序里授予的，不能改登记内容；可以年审、补发或收回。"


class Until(Shown):
    """Until when it holds."""

    def text(self, record: PlaqueRow) -> str:
        """2028年3月4日, 长期, or 交到下一家 of a flag."""
        endless = "交到下一家" if record.revolves else "长期"
        return Date.text(self, record) or endless  # type: ignore[arg-type]


class Printed(Shown):
    """How often it was printed."""

    def text(self, record: PlaqueRow) -> str:
        """2 次; nothing of an old plaque, which was made elsewhere."""
        return "旧牌" if record.old else f"{record.prints} 次" if record.prints else "未打印"


class Day(Shown):
    """A day that is never typed here."""

    def text(self, record: PlaqueRow) -> str:
        """2026年3月5日, or a dash."""
        return Date.text(self, record) or "—"  # type: ignore[arg-type]


FIELDS = (
    Text("merchant", "商户", 250, stretch=True, sortable=True, required=True, hint=OLD[0].hint),
    Choice("kind", "荣誉", 130, sortable=True, required=True, options=OLD[1].options),  # type: ignore[attr-defined]
    Text("number", "编号", 190, sortable=True, required=True, hint=OLD[2].hint),
    Badge("state", "状态", 112, sortable=True, dress=lambda row: HONOUR_DRESS[row.state]),
    Date("issued", "颁发日期", 134, priority=2, sortable=True, required=True),
    Date("valid_until", "有效期至"),
    Until("valid_until", "有效期至", 134, sortable=True),
    Day("review", "年审到期", 134, priority=2),
    Printed("prints", "打印", 90, priority=3),
    LongText("decision", "决定依据", 240, priority=4),
)
TOOLS = (
    Tool("导入旧牌", "upload", honour_acts.pick_import, act="import"),
    Tool("导出", "download", honour_acts.export, ("Ctrl+E",)),
    Tool("打印牌匾证书", "printer", honour_acts.print_documents, ("F8", "Ctrl+P")),
    Tool("更多", menu=honour_acts.OF_ALL),
    Tool("登记旧牌", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)
BULK = (
    Tool("年审", "badge-check", honour_acts.review),
    Tool("收回", "circle-x", honour_acts.reclaim),
    Tool("打印牌匾证书", "printer", honour_acts.print_documents),
    Tool("导出选中的", "download", honour_acts.export),
)


class HonoursPage(ListPage):
    """Only what was entered with an old number is ever edited."""

    def edit(self, number: int | None) -> None:
        """Open the form of an old plaque, or an empty one."""
        if number is not None and not self.record(number).old:
            toast.show(self, OURS.format(number=self.record(number).number), done=False)
        else:
            super().edit(number)


def page() -> ListPage:
    """The page 荣誉牌匾."""
    return HonoursPage(
        Spec(
            key="honours",
            title="荣誉牌匾",
            icon="award",
            heading="荣誉牌匾",
            noun="旧牌",
            unit="块",
            seek="搜索商户、首字母、编号",
            order="valid_until",
            teach="授予的荣誉都记在这里：哪块有效、哪块要年审、哪块该收回。用程序以前挂出去的牌匾，照旧编号登记或导入。",
            fields=FIELDS,
            ids=honour_list.ids,
            rows=honour_list.rows,
            blank=_blank,
            check=check_old,
            save=enter_old,
            similar=lambda values, number: (),
            remove=honour_old.void,
            card=_card,
            tools=TOOLS,
            chips=Chips("state", "全部", FILTERS, honour_list.counts),
            pickers=(Picker("kind", "全部荣誉", lambda: [kind.title for kind in honours.kinds()]),),
            single=honour_acts.OF_ONE,
            bulk=BULK,
            views=(("全部荣誉", {}), *((state, {"state": state}) for state in FILTERS)),
        )
    )


def _blank(words: str) -> OldPlaque:
    return OldPlaque(merchant=words, kind=honours.kinds()[0].title)


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.honour_card import HonourCard

    return HonourCard(page)
