"""The pane that shows one gift: what it is, the points it gave, what reversed it, and its papers."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.gifts import Kind
from app.domain.privacy import mask_numbers
from app.domain.roles import Right
from app.services import gift_list, holders, point_list, session
from app.services.gift_list import GiftRow
from app.ui.kit.buttons import button, label, line
from app.ui.kit.card import RecordCard
from app.ui.kit.parts import facts, in_line
from app.ui.kit.pill import Pill
from app.ui.kit.visit import Visit
from app.ui.pages import charity_acts
from app.ui.pages.charity import DRESS
from app.ui.pages.points import HOLDER_PAGES

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class GiftCard(RecordCard):
    """A gift is never edited: it is reversed and taken down anew."""

    said, noun = "捐赠资料", "gift"

    def __init__(self, page: "ListPage") -> None:
        self._writable = session.may(Right.ENTER)
        self.print = button("打印收据", page.acting(charity_acts.print_receipts), icon="printer")
        self.match = button("匹配捐赠人", page.acting(charity_acts.match), icon="users")
        self.redo = button("冲销并重录", page.acting(charity_acts.redo), icon="pencil")
        self.redo.setToolTip("冲销并重录（F2）")
        super().__init__(page)

    def titles(self, row: GiftRow) -> tuple[str, str]:
        return row.giver, "　".join(filter(None, (row.number, "期初" if row.opening else "")))

    def verbs(self) -> Sequence[QPushButton]:
        return (self.print, self.more, self.redo, self.match)

    def show_record(self, row: GiftRow) -> None:
        super().show_record(row)
        self.match.setVisible(self._writable and row.mark == gift_list.WAITING)
        self.print.setVisible(self._writable)
        self.redo.setVisible(self._writable and row.mark in ("", gift_list.WAITING))

    def parts(self, row: GiftRow) -> Iterator[QWidget]:
        if row.mark:
            yield in_line(Pill(row.mark, *DRESS[row.mark]))
        yield facts(self._known(row))
        for words, gift in gift_list.links(row.id):
            yield self.link(words, Visit("charity", record=gift))
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
        yield "原价", f"{money.in_digits(int(row.full_price))} 元" if row.full_price else ""
        given_up = "让利" if row.kind == Kind.CONCESSION else "折价"
        yield given_up, f"{money.in_digits(int(row.value))} 元" if row.value else ""
        yield "不同的原因", row.differs
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
            yield "捐赠人", self.link(row.giver, Visit(HOLDER_PAGES[noun], record=number))
