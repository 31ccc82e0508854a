"""The pane that shows one gift: what it is, the points it gave, what reversed it, and its papers."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.privacy import mask_numbers
from app.domain.roles import Right
from app.services import gift_list, holders, point_list, session
from app.services.gift_list import GiftRow
from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button, label, line, menu_button
from app.ui.kit.pill import Pill
from app.ui.kit.visit import Visit
from app.ui.pages import charity_acts
from app.ui.pages.member_page import column, facts, in_line

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

DRESS = {"冲销": ("grey", "undo-2"), "已冲销": ("grey", "circle-minus"), "待匹配": ("yellow", "info")}
"""How what is to be said of a gift looks; "" for one that simply stands."""
_PAGES = {"merchant": "merchants", "person": "members", "organization": "organizations"}


class GiftCard(QWidget):
    """Title and verbs stay; what is below is made anew for each gift."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self._page, self._row = page, GiftRow()
        writable = session.may(Right.ENTER)
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self.print = button("打印收据", page.acting(charity_acts.print_receipts), icon="printer")
        self.match = button("匹配捐赠人", page.acting(charity_acts.match), icon="users")
        self.redo = button("冲销并重录", page.acting(charity_acts.redo), icon="pencil")
        self.redo.setToolTip("冲销并重录（F2）")
        self.more = menu_button("更多", [(words, page.acting(act)) for words, act in page.spec.single])
        self.more.setAccessibleName("更多：" + "、".join(words.rstrip("…") for words, _ in page.spec.single))
        self.attachments = AttachmentStrip("gift", page.revalidate, writable)
        self._writable = writable
        self.details, self.below = QWidget(), QVBoxLayout()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("捐赠资料，按上下键滚动")
        self.area.setProperty("stop", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_record(self, row: GiftRow) -> None:
        """Show a gift."""
        self._row = row
        self.name.setText(row.giver)
        self.under.setText("　".join(filter(None, (row.number, "期初" if row.opening else ""))))
        self.match.setVisible(self._writable and row.mark == gift_list.WAITING)
        self.print.setVisible(self._writable)
        self.redo.setVisible(self._writable and row.mark in ("", gift_list.WAITING))
        self.attachments.show_record(row.id)
        fresh = column(*self._parts(row))
        self.below.replaceWidget(self.details, fresh)
        fresh.show()
        self.details.hide()
        self.details.deleteLater()
        self.details = fresh

    def _parts(self, row: GiftRow) -> Iterator[QWidget]:
        if row.mark:
            yield in_line(Pill(row.mark, *DRESS[row.mark]))
        yield facts(list(self._known(row)))
        for words, gift in gift_list.links(row.id):
            yield self._link(words, Visit("charity", record=gift))
        if entries := point_list.of_source("gift", row.reverses or row.id):
            yield line()
            yield label("积分", "strong")
        for entry in entries:
            expires = f"{spoken(entry.expires)}到期" if entry.expires else ""
            told = (entry.kind, f"{entry.points:+,} 分", entry.name, expires)
            yield label("　".join(filter(None, told)), "quiet", wrap=True)

    def _known(self, row: GiftRow) -> Iterator[tuple[str, str | QWidget]]:
        yield "日期", spoken(row.on)
        yield "类型", row.kind
        fen = int(row.amount)
        yield "金额", f"{money.in_digits(fen)} 元".replace("-", "−") if fen else ""
        yield "大写", f"人民币{money.in_capitals(fen)}" if fen > 0 else ""
        yield "收款方式", row.method if fen else ""
        yield ("服务" if row.kind == "服务" else "物品"), row.what if row.item else ""
        yield "折价", f"{money.in_digits(int(row.value))} 元" if row.value else ""
        yield "估价人", row.valued_by
        yield "人次", f"{row.people:,} 人次" if row.people else ""
        yield "用途", row.purpose
        yield "项目", row.into
        yield "共同捐赠", row.shared_with
        yield "经手人", row.handler
        yield "登记日", spoken(row.booked) if row.booked != row.on else ""
        yield "备注", mask_numbers(row.note)
        if row.holder:
            noun, number = holders.record(row.holder)
            yield "捐赠人", self._link(row.giver, Visit(_PAGES[noun], record=number))

    def _link(self, words: str, visit: Visit) -> QWidget:
        short = words if len(words) <= 16 else f"{words[:15]}…"
        made = button(short, partial(self._page.visited.emit, visit), variant="link")
        made.setAccessibleName(f"打开{words}")
        made.setToolTip(words)
        return in_line(made)

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(theme.px(6))
        for place, each in enumerate((self.print, self.more, self.redo, self.match)):
            buttons.addWidget(each, place // 2, place % 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.name)
        whole.addWidget(self.under)
        whole.addLayout(buttons)
        whole.addWidget(self.area, 1)
        inside = QWidget()
        inside.setProperty("plain", True)
        self.below.setContentsMargins(0, theme.px(8), theme.px(8), 0)
        self.below.setSpacing(theme.px(8))
        for part in (self.details, line(), self.attachments):
            self.below.addWidget(part)
        self.below.addStretch(1)
        inside.setLayout(self.below)
        self.area.setWidget(inside)
        self.more.setVisible(bool(self._page.spec.single))
