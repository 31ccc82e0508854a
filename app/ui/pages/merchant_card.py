"""The pane that shows one merchant: honours, promises, and how to reach it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.privacy import mask_numbers
from app.services import cases, flags, honour_list, honours, merchant_events
from app.services.honours import HonourRow
from app.services.merchants import MerchantRow
from app.ui import honour_dialogs
from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button, label, line, menu_button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.pill import Pill
from app.ui.kit.visit import Visit
from app.ui.masked import Masked
from app.ui.pages import honour_acts, merchant_acts
from app.ui.pages.credit_card import grade_part
from app.ui.pages.merchants import HONOUR_DRESS

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class MerchantCard(QWidget):
    """Name and buttons stay; what is below is made anew for each merchant."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self.name, self.number = label("", "section", wrap=True), label("", "hint")
        self.award = button("授予荣誉", page.acting(merchant_acts.award), icon="award", variant="primary")
        self.print = button("打印", page.acting(merchant_acts.print_documents), icon="printer")
        self.edit = button("编辑", page.edit_chosen, icon="pencil")
        self.edit.setToolTip("编辑（F2 或 Enter）")
        more = [(words, page.acting(act)) for words, act in page.spec.single]
        self.more = menu_button("更多", more)
        self.more.setAccessibleName("更多：" + "、".join(words.rstrip("…") for words, _ in page.spec.single))
        self._page = page
        self.attachments = AttachmentStrip("merchant", page.revalidate, page.writable)
        self.details, self.below = QWidget(), QVBoxLayout()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("商户资料，按上下键滚动")
        self.area.setProperty("stop", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_record(self, row: MerchantRow) -> None:
        """Show a merchant."""
        self.name.setText(row.name)
        self.number.setText("　".join(filter(None, (row.number, row.trade, row.state))))
        self.attachments.show_record(row.id)
        fresh = self._details(row)
        self.below.replaceWidget(self.details, fresh)
        fresh.show()
        self.details.hide()
        self.details.deleteLater()
        self.details = fresh

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(theme.px(6))
        offered = (self.award, self.print, self.edit, self.more) if self._page.writable else (self.more,)
        for place, each in enumerate(offered):
            buttons.addWidget(each, place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.name)
        column.addWidget(self.number)
        column.addLayout(buttons)
        column.addWidget(self.area, 1)
        self.area.setWidget(self._scrolled())

    def _scrolled(self) -> QWidget:
        """What is below the buttons: the details, and what keeps its place whichever merchant is shown."""
        inside = QWidget()
        inside.setProperty("plain", True)
        self.below.setContentsMargins(0, theme.px(8), theme.px(8), 0)
        self.below.setSpacing(theme.px(8))
        for part in (self.details, line(), self.attachments):
            self.below.addWidget(part)
        if self._page.writable:
            remove = button("移出这家商户", self._page.remove, icon="trash-2", variant="link")
            remove.setToolTip("移出（Del），可以撤销")
            self.below.addWidget(remove, alignment=Qt.AlignmentFlag.AlignLeft)
        self.below.addStretch(1)
        inside.setLayout(self.below)
        return inside

    def _details(self, row: MerchantRow) -> QWidget:
        details = QWidget()
        column = QVBoxLayout(details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(grade_part(self._page, row.id))
        column.addWidget(line())
        given = [self._honour(honour) for honour in honours.of_merchant(row.id)]
        for part in given or [label("还没有授予荣誉。", "quiet")]:
            column.addWidget(part)
        for group in flags.held_by(row.id):
            since = spoken(group.holder.start) if group.holder else ""
            column.addWidget(label(f"{group.title}（{group.name}）　{since}起保管", "strong", wrap=True))
        if self._page.writable:
            old = button("登记旧牌……", partial(self._ask, honour_dialogs.old_dialog, row.number), variant="link")
            column.addWidget(old, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(line())
        if about := self._cases(row):
            column.addWidget(about, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addLayout(_facts(row))
        for event in merchant_events.listing(row.id):
            change = " → ".join(filter(None, (event.was, event.now)))
            said = mask_numbers(f"{spoken(event.on)}　{event.kind}：{change}")
            column.addWidget(label(said, "quiet", wrap=True))
        return details

    def _honour(self, honour: HonourRow) -> QFrame:
        part = _honour(honour)
        if self._page.writable and honour.state in ("有效", "到期"):
            verbs = QHBoxLayout()
            verbs.setSpacing(theme.px(12))
            for words, make in _VERBS[honour.state]:
                (plaque,) = honour_list.rows([honour.id])
                verb = button(words, partial(self._ask, make, plaque), variant="link")
                verb.setAccessibleName(f"{words}{honour.number}")
                verbs.addWidget(verb)
            verbs.addStretch(1)
            part.layout().addLayout(verbs)  # type: ignore[union-attr]
        return part

    def _cases(self, row: MerchantRow) -> QWidget | None:
        """The way to the cases about a merchant, with how many are open."""
        mine = {"merchant": str(row.id)}
        if not (count := len(cases.ids(filters=mine))):
            return None
        still = len(cases.ids(filters={**mine, "closed": "0"}))
        words = f"事项 {count:,} 件" + (f"，没销号的 {still:,} 件" if still else "，都已销号")
        made = button(words, partial(self._page.visited.emit, Visit("cases", filters=mine)), variant="link")
        made.setAccessibleName(f"列出{words}")
        return made

    def _ask(self, make: Callable[..., EntryDialog], about: object) -> None:
        """Open a dialog about an honour, then read the tab again and offer to take the act back."""
        honour_acts.ask(self._page, make(self._page, about))


_REVIEW = ("年审", lambda page, plaque: honour_dialogs.review_dialog(page, [plaque]))
_RECLAIM = ("收回", lambda page, plaque: honour_dialogs.reclaim_dialog(page, [plaque]))
_REISSUE = ("补发", honour_dialogs.reissue_dialog)
_VERBS = {"有效": (_REVIEW, _REISSUE, _RECLAIM), "到期": (_RECLAIM,)}


def _honour(honour: HonourRow) -> QFrame:
    part = QFrame()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    top = QHBoxLayout()
    top.addWidget(label(honour.kind, "strong"))
    top.addStretch(1)
    tone, icon = HONOUR_DRESS[honour.state]
    top.addWidget(Pill(honour.state, tone, icon))
    column.addLayout(top)
    until = f"{spoken(honour.issued)} 至 {spoken(honour.valid_until)}"
    period = until if honour.valid_until else f"{spoken(honour.issued)} 起，长期有效"
    printed = "旧牌" if honour.old else f"已打印 {honour.prints} 次" if honour.prints else "还没有打印"
    for words in (f"{honour.number}　{printed}", period, honour.decision):
        if words:
            column.addWidget(label(words, "quiet", wrap=True))
    return part


def _known(row: MerchantRow) -> Iterator[tuple[str, str | QWidget]]:
    yield "负责人", row.owner
    yield "电话", Masked("merchant", row.id, "phone", row.masked_phone) if row.phone else ""
    yield "承诺", "、".join(_promises(row)) or "还没有"
    yield "地址", " ".join(filter(None, (row.address, row.stall)))
    yield "片区", row.grid
    yield "所属组织", row.organization
    yield "信用代码", row.code or f"无代码（{row.no_code_reason}）"
    yield "开业", spoken(row.since)
    yield "备注", mask_numbers(row.note)


def _promises(row: MerchantRow) -> Iterator[str]:
    if row.pledged_on:
        yield f"诚信承诺书（{spoken(row.pledged_on)}）"
    if row.safe_consumption:
        yield "放心消费"
    if row.free_returns:
        yield "7天无理由退货"


def _facts(row: MerchantRow) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(theme.px(6))
    grid.setHorizontalSpacing(theme.px(12))
    grid.setColumnStretch(1, 1)
    for place, (name, value) in enumerate((name, value) for name, value in _known(row) if value):
        beside = Qt.AlignmentFlag.AlignTop if isinstance(value, str) else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label(name, "quiet"), place, 0, beside)
        grid.addWidget(label(value, wrap=True) if isinstance(value, str) else value, place, 1)
    return grid
