"""The page of the counter: the ledger of gifts, and left of it the form in which they are entered."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.domain import money
from app.domain.roles import Right
from app.services import gift_forms, gift_list, gifts, journal, session
from app.services.gifts import Saved
from app.ui.kit import messages, theme, toast, undoing
from app.ui.kit.columns import FEW
from app.ui.kit.fields import RIGHT, Amount, Badge, Date, Shown
from app.ui.kit.flash import Flash
from app.ui.kit.page import ListPage
from app.ui.kit.shortcuts import ON_WIDGET, on_keys
from app.ui.kit.spec import Chips, Spec, Tool
from app.ui.kit.visit import RESUME, Visit
from app.ui.pages import charity_acts
from app.ui.pages.charity_counter import KEY, Counter

DRESS = {"冲销": ("grey", "undo-2"), "已冲销": ("grey", "circle-minus"), "待匹配": ("yellow", "info")}
"""How what is to be said of a gift looks; "" for one that simply stands."""


class Points(Shown):
    """Points with their sign."""

    align = RIGHT

    def text(self, record: Any) -> str:
        """+500, −100, or nothing."""
        return f"{self.value(record):+,}".replace("-", "−") if self.value(record) else ""


class Goods(Shown):
    """What was given that is no money."""

    def text(self, record: Any) -> str:
        """棉被 33袋."""
        return record.what if record.item else ""


class Worth(Amount):
    """Fen, nothing where there are none."""

    def text(self, record: Any) -> str:
        """500.00, −500.00."""
        return super().text(record).replace("-", "−") if self.value(record) else ""


FIELDS = (
    Shown("number", "单号", 122, sortable=True),
    Date("on", "日期", 134, sortable=True),
    Shown("giver", "捐赠人", 240, stretch=True, sortable=True),
    Shown("kind", "类型", 64, priority=2, sortable=True),
    Worth("amount", "金额", 104, sortable=True),
    Goods("item", "物品", 110, priority=2),
    Points("points", "积分", 78, sortable=True),
    Badge("mark", "状态", 100, priority=2, dress=lambda row: DRESS.get(row.mark, ("grey", ""))),
    Shown("purpose", "用途", 100, priority=3, sortable=True),
    Shown("into", "项目", 150, priority=3),
    Shown("handler", "经手人", 84, priority=3, sortable=True),
    Worth("value", "折价", 112, priority=3, sortable=True),
    Shown("method", "收款方式", 96, priority=4, sortable=True),
    Shown("note", "备注", 160, priority=4),
)
TOOLS = (
    Tool("登记捐赠", "plus", charity_acts.begin, ("F5", "Ctrl+N"), act="add"),
    Tool("导入 Excel", "upload", charity_acts.pick_import, act="import"),
    Tool("导出", "download", charity_acts.export, ("Ctrl+E",)),
    Tool("窗口日结", "printer", charity_acts.close_day, act="close_day"),
    Tool("只看", menu=charity_acts.ONLY),
)
BULK = (
    Tool("打印收据", "printer", charity_acts.print_receipts),
    Tool("捐赠证书", "award", charity_acts.print_certificates),
    Tool("导出选中的", "download", charity_acts.export),
)
VIEWS: tuple[tuple[str, dict[str, str]], ...] = (("全部捐赠", {}), ("今天的", {"period": "今天"}))
TOLD = {
    "kind": lambda filters: str(filters["kind"]),
    "mark": lambda filters: str(filters["mark"]),
    "holder": lambda filters: "一位捐赠人的",
    "campaign": lambda filters: "一个项目的",
    "fund": lambda filters: "一个基金的",
}
TEACH = "在左边登记：打几个字选捐赠人，填金额，按 Ctrl+Enter 就保存并打印收据。原来用表格记的，直接导进来。"


class GiftPage(ListPage):
    """A ledger: nothing in it is edited or removed. The form steps aside where a pane needs its room."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self.counter: Counter | None = self.aside
        self.totals: QLabel = self.states.listing.keys  # type: ignore[attr-defined]
        self.totals.setWordWrap(True)
        self.totals.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.table.chosen_changed.connect(self._make_room)
        self.table.opened.connect(lambda _: self.pane.card.area.setFocus())
        if self.counter:
            self.counter.saved.connect(self._saved)
            on_keys(self.table, "F2", self.acting(charity_acts.redo), ON_WIDGET)
            on_keys(self.table, "Del", self.acting(charity_acts.reverse), ON_WIDGET)

    def begin(self) -> None:
        """Put the cursor where the giver is typed."""
        if self.counter:
            self._show_counter()
            self.counter.begin()

    def correct(self, gift: int) -> None:
        """Show a gift in the form, to be entered anew in its place."""
        if self.counter is None:
            return
        if self.counter.form.dirty():
            toast.show(self, "正在填写的内容还没有保存，请先保存或清空。", done=False)
            self.begin()
            return
        self._show_counter()
        self.counter.redo(gift)

    def receive(self, visit: Visit) -> None:
        """Do what another page sent the clerk here for."""
        if visit.act == RESUME:
            self.revalidate()
            self.begin()
        else:
            super().receive(visit)

    def read(self) -> None:
        """Ask for the list again, and add it up."""
        super().read()
        sums = gift_list.totals(self.filters(), self.finder.search())
        words = [f"捐款 {money.in_digits(sums.money)} 元", f"折价 {money.in_digits(sums.value)} 元"]
        words += [f"{sums.people:,} 人次"] if sums.people else []
        self.totals.setText("　".join([f"有效 {sums.count:,} 笔", *words, f"积分 {sums.points:+,}"]).replace("-", "−"))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up, and give back what was left half filled in."""
        super().showEvent(event)
        if self.counter:
            self.counter.give_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the pane, or have the form back."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where there is no room for both, the form steps aside for the pane."""
        if self.counter:
            narrow = theme.effective(self.width()) < FEW
            self.counter.setVisible(not (narrow and bool(self.chosen())))
            self.tools[0].setVisible(self.counter.isHidden())
            self.total.setHidden(narrow)  # the foot of the list says it too

    def _show_counter(self) -> None:
        if self.counter and self.counter.isHidden():
            self.table.clearSelection()

    def _saved(self, saved: Saved, printing: bool) -> None:
        act = journal.last()
        self.revalidate()
        self.table.scrollToTop()
        if saved.id in self.rows.ids:
            QTimer.singleShot(0, self, partial(self._flash, saved.id))
        self._tell(saved, act.id)
        if printing:
            from app.ui.pages import charity_printing

            with messages.problems_shown(self):
                charity_printing.print_now(self, saved.id, lambda words: self._tell(saved, act.id, words))

    def _tell(self, saved: Saved, act: int, more: str = "") -> None:
        row = gift_list.rows([saved.id])[0]
        words = f"已保存：{row.giver} {row.kind} {money.in_digits(int(row.amount or row.value))} 元"
        points = f"，积分 {saved.points:+,}" if saved.points else ""
        undo = partial(undoing.take_back, self, act, self.revalidate)
        toast.show(self, f"{words}{points}{more}", "撤销", undo)

    def _flash(self, gift: int) -> None:
        position = self.rows.ids.index(gift) if gift in self.rows.ids else -1
        if position >= 0:
            self.table.scrollTo(self.rows.index(position, 0))
            Flash(self.table, position)


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.charity_card import GiftCard

    return GiftCard(page)


def page() -> GiftPage:
    """The page 捐赠."""
    may = session.may(Right.ENTER)
    return GiftPage(
        Spec(
            key=KEY,
            title="捐赠",
            icon="hand-heart",
            heading="公益众筹积分",
            noun="捐赠",
            unit="笔",
            seek="搜索单号、捐赠人、经手人",
            order="number",
            descending=True,
            ledger=True,
            teach=TEACH,
            fields=FIELDS,
            ids=gift_list.ids,
            rows=gift_list.rows,
            blank=lambda words: gift_forms.blank(),
            check=gift_forms.check,
            save=lambda values, number: gifts.save(gift_forms.draft(values)).id,
            similar=lambda values, number: (),
            remove=lambda numbers: None,
            card=_card,
            tools=TOOLS,
            chips=Chips("period", gift_list.EVERYTHING, gift_list.PERIODS, gift_list.counts, any_span=True),
            pickers=(),
            told=TOLD,
            single=charity_acts.OF_ONE,
            bulk=BULK,
            views=VIEWS,
            aside=Counter if may else None,
        )
    )
